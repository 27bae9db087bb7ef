from datetime import date

import pytest

from avtalegen import parties
from avtalegen.passages import Subject
from tests.support import SMALLEST, assemble_text, parse

TODAY = date(2026, 11, 22)


def told(*changes: tuple[str, str], name: str = "kommuner/eksempel.yaml") -> list[str]:
    text = SMALLEST
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    assembled, reading = assemble_text(text)
    reading.tree.name = name
    subject = Subject(reading, assembled.document, assembled.read, TODAY)
    return [f"{p.field} {p.code}" for rule in parties.RULES for p in rule(subject)]


def test_the_smallest_agreement_has_nothing_to_tell():
    assert told() == []


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Tromsø kommune", []),
        ("Tromsø", []),
        ("Rana - Raane kommune", []),
        ("Guovdageainnu suohkan", []),
        ("Eksempelvik kommune", []),
        ("Tromso kommune", ["parter[1].navn municipality-unknown"]),
        ("tromsø kommune", ["parter[1].navn municipality-unknown"]),
        ("Eksempel politistasjon", ["parter[1].navn party-kind"]),
    ],
)
def test_a_municipality_has_the_name_that_the_register_knows(name, problem):
    assert told(("navn: Eksempel kommune", f"navn: {name}")) == problem


def test_the_right_spelling_is_offered():
    assembled, reading = assemble_text(SMALLEST.replace("Eksempel kommune", "tromsø kommune"))
    subject = Subject(reading, assembled.document, assembled.read, TODAY)
    (problem,) = parties.check_names(subject)
    assert str(problem.hint) == "write Tromsø"


def test_a_party_that_stands_twice_and_a_police_that_is_a_municipality_are_told():
    assert told(("navn: Eksempel politidistrikt", "navn: Eksempel kommune")) == [
        "parter[2].navn party-twice",
        "parter[2].navn party-kind",
    ]


def test_a_file_with_the_name_of_a_municipality_that_is_no_party_is_told():
    tromsø = ("navn: Eksempel kommune", "navn: Tromsø kommune")
    assert told(tromsø, name="kommuner/alta.yaml") == ["parter[1].navn name-other"]
    assert told(tromsø, name="kommuner/tromso.yaml") == []
    assert told(tromsø, name="kommuner/tromso-2027.yaml") == []


@pytest.mark.parametrize(
    ("day", "period", "codes"),
    [
        ("2026-11-22", "{fra: 2026, til: 2030}", []),
        ("2026-11-23", "{fra: 2026, til: 2030}", ["status.dato signed-later"]),
        ("2026-02-01", "{fra: 2020, til: 2025}", ["periode.til period-expired", "status.dato signed-after-period"]),
        ("2025-02-01", "{fra: 2020}", []),
    ],
)  # fmt: skip
def test_the_day_of_signing_is_compared_with_today_and_with_the_period(day, period, codes):
    signed = ("{tilstand: utkast}", f"{{tilstand: signert, sted: Eksempel, dato: {day}}}")
    assert told(signed, ("{fra: 2027, til: 2030}", period)) == codes


def test_a_first_line_with_the_schema_of_another_kind_is_told():
    line = "# yaml-language-server: $schema=../schemas/{}.schema.json\nmal:"
    assert told(("mal:", line.format("samarbeidsavtale"))) == []
    assert told(("mal:", line.format("tjenestetilbud"))) == [" schema-other"]


def test_the_number_of_another_municipality_is_told():
    number = ("navn: Eksempel kommune", "navn: {}, kommunenummer: '5610'")
    for name in ("Karasjok kommune", "Kárášjoga gielda"):
        assert told((number[0], number[1].format(name))) == []
    told_of = ["parter[1].kommunenummer municipality-number"]
    assert told((number[0], number[1].format("Kautokeino kommune"))) == told_of
    assert told((number[0], number[1].format("Guovdageaidnu"))) == told_of


def test_a_place_is_kept_for_every_party():
    assert parse(SMALLEST).locate(("parter", 1, "navn")).line > 0
