from datetime import date

import pytest

from avtalegen.schema import Agreement, Party
from tests.support import check

PARTIES = """
parter:
  - {slag: kommune, navn: Rana kommune, underskrift: {tittel: Ordfører}}
  - {slag: politi, navn: Nordland politidistrikt, underskrift: {tittel: Politimester}}
"""
SMALLEST = f"mal: samarbeidsavtale\nstatus: {{tilstand: utkast}}\n{PARTIES}"


def found(text: str) -> list[str]:
    return [code for _, code in check(text, Agreement)[1]]


def test_the_smallest_agreement_has_a_template_a_status_and_two_parties():
    made, problems = check(SMALLEST, Agreement)
    assert made, problems
    assert made.målform == "nb"
    assert [party.short_name for party in made.parter] == ["Rana", "Nordland"]


def test_an_agreement_has_a_municipality_and_the_police():
    alone = SMALLEST.replace("slag: politi,", "slag: annen,")
    assert check(alone, Agreement)[1] == [("fil.yaml:5:3", "party-missing")]
    assert found(SMALLEST.replace("slag: kommune,", "slag: fylkeskommune,")) == ["party-missing"]


def test_several_municipalities_can_sign_together():
    together = (
        SMALLEST + "  - {slag: kommune, navn: Hemnes kommune, underskrift: {tittel: Ordfører}}\n"
    )
    assert len(check(together, Agreement)[0].parter) == 3


@pytest.mark.parametrize("number", ["301", "03011", "Oslo", "0x12"])
def test_a_municipality_number_has_four_digits(number):
    party = "slag: kommune\nnavn: Oslo kommune\nunderskrift: {tittel: Ordfører}\nkommunenummer: "
    assert check(party + "0301", Party)[0].kommunenummer == "0301"
    assert check(party + number, Party)[1] == [("fil.yaml:4:16", "value-not-number")]


def test_only_a_signed_agreement_has_a_place_and_a_date_of_signing():
    assert found(SMALLEST.replace("utkast", "utkast, dato: 2024-05-01")) == ["signed-without-date"]
    assert not found(SMALLEST.replace("utkast", "signert, sted: Mo i Rana, dato: 01.05.2024"))


def test_the_date_of_an_agreement_is_its_own():
    signed = check(SMALLEST.replace("utkast", "signert, dato: 01.05.2024"), Agreement)[0]
    assert signed.dated == date(2024, 5, 1)
    adopted = SMALLEST.replace(
        "slag: kommune,", "slag: kommune, vedtak: {organ: x, dato: 2024-03-01},"
    )
    assert check(adopted, Agreement)[0].dated == date(2024, 3, 1)
    assert check(SMALLEST + "periode: {fra: 2024-06}", Agreement)[0].dated == date(2024, 6, 1)
    assert check(SMALLEST + "periode: {til: 2026}", Agreement)[0].dated is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("{erstatt: slt, tekst: T, grunn: G}", None),
        ("{ny: tillit, overskrift: Tillit, etter: slt, tekst: T, grunn: G}", None),
        ("{erstatt: slt, tillegg: slt, tekst: T, grunn: G}", "value-one-of"),
        ("{tekst: T, grunn: G}", "value-one-of"),
        ("{ny: tillit, tekst: T, grunn: G}", "value-together"),
        ("{tillegg: slt, etter: slt, tekst: T, grunn: G}", "value-together"),
        ("{tillegg: slt, tekst: T}", "value-missing"),
    ],
)
def test_local_words_are_of_one_kind_and_have_a_reason(words, code):
    assert found(f"{SMALLEST}lokalt: [{words}]") == ([code] if code else [])


def test_every_field_is_described():
    for model in (Agreement, Party):
        assert all(field.description for field in model.model_fields.values())
