import pytest

from avtalegen.choices import SIMPLE_TYPES, Choice, build_model
from avtalegen.comparison.saying import say_single, say_value
from avtalegen.records import Title
from avtalegen.samples import find_samples

ALTERNATIVES = {"stor": "Et stort råd", "liten": "Et lite råd"}


def say(declared: dict | str, written: object, language: str = "nb") -> str:
    """What is written for a choice of the type, in words, with spaces for no-break spaces."""
    of = {"type": declared} if isinstance(declared, str) else declared
    choice = Choice.model_validate({"hjelp": "H.", **of})
    made = build_model("prøve", {"valg": choice}).model_validate({"valg": written})
    return say_value(made.valg, choice, language).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("declared", "written", "said"),
    [
        ("tekst", "kommunen", "kommunen"),
        ("heltall", "12000", "12 000"),
        ("ja_nei", "ja", "ja"),
        ("ja_nei", "nei", "nei"),
        ("dato", "07.11.2018", "7. november 2018"),
        ("periode", {"fra": "2018-10", "til": "2020"}, "oktober 2018–2020"),
        ("klokkeslett", "08:15", "08.15"),
        ("telefon", "77796000", "77 79 60 00"),
        ("frekvens", {"minst": "2"}, "minst to ganger i året"),
        ("frekvens", {"bør": "2"}, "bør skje to ganger i året"),
        ("frekvens", {"hvert": "2"}, "hvert andre år"),
        ("person", {"navn": "Navn Navnesen", "tittel": "politimester"}, "politimester Navn Navnesen"),
        ("plass", {"rolle": "ordfører", "part": "kommune", "stedfortreder": "varaordfører"}, "Ordfører (varaordfører)"),
        ("plass", {"rolle": "ledere", "part": "politi", "antall": "3", "enheter": ["A", "B"]}, "Tre ledere: A og B"),
        ("kontakt", {"navn": "vakta", "telefon": ["02800", "112"]}, "Vakta: telefon 02800 eller 112"),
        ("åpningstid", {"dager": "mandag–fredag", "fra": "8.15", "til": "15.00", "merknad": "stengt i romjula"}, "mandag–fredag kl. 08.15–15.00 (stengt i romjula)"),
        ("åpningstid", {"dager": "tirsdag", "tekst": "dag og kveld"}, "tirsdag: dag og kveld"),
        ({"type": "ett_av", "alternativer": ALTERNATIVES}, "stor", "Et stort råd"),
        ({"type": "liste", "av": "tekst"}, ["a", "b"], "a\nb"),
        ({"type": "liste", "av": {"type": "ett_av", "alternativer": ALTERNATIVES}}, ["liten"], "Et lite råd"),
        ({"type": "liste", "av": "tekst", "valgfri": "ja"}, [], ""),
    ],
)  # fmt: skip
def test_a_value_is_said_as_the_document_says_it(declared, written, said):
    assert say(declared, written) == said


FIELDS = {
    "andel": {"type": "heltall", "hjelp": "H.", "tittel": "Prosent"},
    "hos": {"type": "liste", "av": "tekst", "hjelp": "H.", "valgfri": "ja"},
    "krav": {"type": "ja_nei", "hjelp": "H."},
}


def test_an_object_is_said_field_by_field_without_what_is_left_out():
    declared = {"type": "objekt", "felt": FIELDS}
    assert say(declared, {"andel": "80", "hos": ["a", "b"], "krav": "ja"}) == (
        "Prosent: 80\nHos: a og b\nKrav: ja"
    )
    assert say(declared, {"andel": "80"}) == "Prosent: 80"


def test_an_object_in_a_list_is_one_line():
    declared = {"type": "liste", "av": {"type": "objekt", "felt": FIELDS}}
    assert say(declared, [{"andel": "80", "krav": "ja"}, {"andel": "90"}]) == (
        "Prosent: 80; Krav: ja\nProsent: 90"
    )


def test_values_are_said_in_the_language_of_their_agreement():
    assert say("frekvens", {"minst": "2"}, "nn") == "minst to gonger i året"
    assert say("åpningstid", {"dager": "mandag", "fra": "8.00", "til": "9.00"}, "nn").startswith(
        "måndag"
    )


def test_a_title_is_said_with_its_definite_form_if_it_has_one():
    assert say_single(Title(ubestemt="sjef"), {}, "nb") == "sjef"
    assert say_single(Title(ubestemt="leder", bestemt="lederen"), {}, "nb") == "leder (lederen)"


@pytest.mark.parametrize("kind", SIMPLE_TYPES)
def test_everything_that_can_be_written_can_be_said(kind):
    for sample in find_samples(kind) if kind != "ja_nei" else ("ja",):
        assert say(kind, sample)
