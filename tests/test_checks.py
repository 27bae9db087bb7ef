from datetime import date

import pytest

from avtalegen import checks, ignores
from avtalegen.assembly import assemble
from avtalegen.passages import Subject
from tests.support import MUNICIPALITIES, SMALLEST, assemble_text, read

TODAY = date(2026, 11, 22)


def told(text: str) -> list[str]:
    assembled, reading = assemble_text(text)
    found = checks.check(Subject(reading, assembled.document, assembled.read, TODAY))
    return [f"{p.field} {p.code}" for p in found if p.code == "value-no-trace"]


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_five_agreements_have_nothing_to_tell_that_their_files_do_not_explain(name):
    reading = read(name)
    assembled, _ = assemble(reading)
    found = checks.check(Subject(reading, assembled.document, assembled.read, TODAY))
    assert ignores.silence(reading.tree, found) == []


def problems_of(text: str) -> list[str]:
    assembled, reading = assemble_text(text)
    return [
        p.code for p in checks.check(Subject(reading, assembled.document, assembled.read, TODAY))
    ]


@pytest.mark.parametrize(
    ("name", "number", "right"),
    [
        ("Rana kommune", "1833", True),
        ("Rana kommune", "1838", False),
        ("Rana kommune", "9999", False),
        ("Herøy kommune", "1515", True),
        ("Herøy kommune", "1818", True),
        ("Kárášjoga gielda", "5610", True),
        ("Kárášjoga gielda", "1838", False),
    ],
)
def test_a_number_belongs_to_the_name(name, number, right):
    named = SMALLEST.replace("Eksempel kommune,", f"{name}, kommunenummer: {number},")
    assert problems_of(named) == ([] if right else ["municipality-number"])


def test_a_period_that_has_ended_is_a_warning_from_the_day_after():
    assert problems_of(SMALLEST.replace("til: 2030", "til: 2030-01")) == []
    assert problems_of(SMALLEST.replace("fra: 2027, til: 2030", "til: 22.11.2026")) == []
    ended = SMALLEST.replace("fra: 2027, til: 2030", "til: 21.11.2026")
    assert problems_of(ended) == ["period-expired"]
    assembled, reading = assemble_text(ended)
    assert checks.check(Subject(reading, assembled.document, assembled.read, None)) == []


def test_a_choice_that_leaves_no_trace_is_a_warning():
    lost = SMALLEST.replace(
        "  saksliste_uker: 1\n", "  saksliste_uker: 1\n  gjester_fra: [skoler]\n"
    )
    assert told(lost) == ["politirådets_møter.gjester_fra[1] value-no-trace"]


def test_a_choice_that_is_only_asked_about_has_left_its_trace():
    assert told(SMALLEST.replace("  saksliste_uker: 1\n", "  kort_varsel: nei\n")) == []


def test_a_field_of_a_value_that_is_not_printed_is_a_warning():
    lost = SMALLEST.replace(
        "varighet: ja", "varighet: ja\nsatsingsområder: {bakgrunn: slt, områder: [{tittel: Rus}]}"
    )
    assert told(lost) == []
    lost = SMALLEST.replace(
        "varighet: ja", "varighet: ja\ntjenestetilbud: {patruljer: bemannet}\ntjenestesteder:\n  steder:\n"
        "    - {navn: Vakta, åpningstider: [{dager: mandag, fra: 8.00, til: 9.00}]}\n"
        "  tjenester: [{navn: Pass, tilbud: [pass], les_mer_om: pass}]",
    )  # fmt: skip
    assert told(lost) == ["tjenestesteder.tjenester[1].les_mer_om value-no-trace"]


PARTY = "navn: Eksempel kommune,"
POLICE = "navn: Eksempel politidistrikt,"
OFFERS = "tjenestetilbud: {patruljer: bemannet}\n"


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (POLICE, f"{POLICE} enhet: Eksempel stasjon,", "parter[2].enhet"),
        (PARTY, f"{PARTY} vedtak: {{organ: kommunestyret, dato: 2026-01-01}},", "parter[1].vedtak"),
    ],
)  # fmt: skip
def test_a_fact_that_no_word_comes_from_is_a_warning(old, new, lost):
    assert told(SMALLEST.replace(old, new)) == [f"{lost} value-no-trace"]


@pytest.mark.parametrize(
    ("old", "new", "more"),
    [
        (POLICE, f"{POLICE} enhet: Eksempel stasjon,", OFFERS),
        (PARTY, f"{PARTY} kortnavn: Eks,", ""),
        (POLICE, f"{POLICE} politidistrikt: Nord politidistrikt,", ""),
        ("{tilstand: utkast}", "{tilstand: vedtatt}", ""),
        ("varighet: ja\n", "lokalt: [{erstatt: varighet, tekst: Alltid., grunn: G.}]\n", ""),
    ],
)
def test_a_fact_that_is_of_use_is_none(old, new, more):
    adopted = SMALLEST.replace(PARTY, f"{PARTY} vedtak: {{organ: kommunestyret}},")
    text = adopted if "vedtatt" in new else SMALLEST
    assert told(text.replace(old, new) + more) == []


def test_a_clause_that_has_only_clauses_below_it_has_nothing_to_tell():
    below = "tjenestetilbud: ja\nkontaktpunkter: {kontakter: [{navn: Vakt, telefon: [02800]}]}\n"
    assembled, _ = assemble_text(SMALLEST + below)
    assert [s.id for s in assembled.document.sections if not s.blocks] == ["tjenestetilbud"]
    assert problems_of(SMALLEST + below) == []
