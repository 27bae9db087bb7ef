import pytest

from avtalegen import choices
from avtalegen.choices import Choice, build_model, find_title
from avtalegen.records import Frequency
from tests.support import check


def declare(text: str) -> type:
    choice, problems = check(text, Choice)
    assert choice, problems
    return build_model("prøve", {"valget": choice})


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        ("type: tekst", "ett sted"),
        ("type: avsnitt", '"to\\n\\navsnitt"'),
        ("type: heltall", "3"),
        ("type: ja_nei", "ja"),
        ("type: dato", "2024-05-01"),
        ("type: periode", "{fra: 2024}"),
        ("type: klokkeslett", "08.15"),
        ("type: åpningstid", "{dager: mandag, fra: 08.15, til: 15.00}"),
        ("type: telefon", "02800"),
        ("type: epost", "a@b.no"),
        ("type: nettadresse", "www.rana.kommune.no"),
        ("type: frekvens", "{minst: 2}"),
        ("type: person", "{navn: Navn}"),
        ("type: kontakt", "{navn: Vakta}"),
        ("type: plass", "{rolle: ordfører, part: kommune}"),
        ("type: ett_av\nalternativer: {åpne: Åpne, lukket: Lukket}", "lukket"),
        ("type: liste\nav: tekst", "[a, b]"),
        ("type: liste\nav: {type: ett_av, alternativer: {a: A}}", "[a]"),
        ("type: objekt\nfelt: {andel: {type: heltall, hjelp: Andelen.}}", "{andel: 80}"),
    ],
)
def test_every_type_of_choice_takes_a_value_of_its_own(declared, value):
    model = declare(f"{declared}\nhjelp: Hjelp.")
    made, problems = check(f"valget: {value}", model)
    assert made, problems
    assert made.model_fields_set == {"valget"}


def test_every_type_has_been_tried():
    tried = test_every_type_of_choice_takes_a_value_of_its_own.pytestmark[0].args[1]
    assert {declared.split("\n")[0].removeprefix("type: ") for declared, _ in tried} == set(
        choices.TYPES
    )


def test_a_choice_is_required_unless_it_says_otherwise():
    assert check("{}", declare("type: tekst\nhjelp: H."))[1] == [("fil.yaml:1:1", "value-missing")]
    assert check("{}", declare("type: tekst\nhjelp: H.\nvalgfri: ja"))[0].valget is None
    assert check("{}", declare("type: liste\nav: tekst\nhjelp: H.\nvalgfri: ja"))[0].valget == ()
    assert check("{}", declare("type: ja_nei\nhjelp: H."))[0].valget is False


def test_a_default_is_checked_like_a_value():
    model = declare("type: frekvens\nhjelp: H.\nstandard: {minst: 2}")
    made = check("{}", model)[0]
    assert made.valget == Frequency(minst="2")
    assert not made.model_fields_set
    assert check("{}", declare("type: heltall\nhjelp: H.\nstandard: tre"))[0] is None


def test_a_missing_choice_is_told_with_its_help_and_an_example():
    model = declare("type: frekvens\nhjelp: Hvor ofte.\neksempel: {minst: 2}")
    field = model.model_fields["valget"]
    assert (field.description, field.examples, field.title) == (
        "Hvor ofte.",
        [{"minst": "2"}],
        "Valget",
    )


def test_a_list_has_an_item_and_a_number_stays_in_its_range():
    assert (
        check("valget: []", declare("type: liste\nav: tekst\nhjelp: H."))[1][0][1] == "list-empty"
    )
    ranged = declare("type: heltall\nminst: 1\nhøyst: 100\nhjelp: H.")
    assert check("valget: 101", ranged)[1][0][1] == "value-out-of-range"
    assert check("valget: 0", ranged)[1][0][1] == "value-out-of-range"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("type: liste\nhjelp: H.", "value-together"),
        ("type: objekt\nhjelp: H.", "value-together"),
        ("type: ett_av\nhjelp: H.", "value-together"),
        ("type: tall\nhjelp: H.", "value-not-allowed"),
        ("type: tekst", "value-missing"),
        ("type: tekst\nhjelp: H.\nvalgfritt: ja", "key-unknown"),
        (
            "type: objekt\nhjelp: H.\nfelt: {Stor-Bokstav: {type: tekst, hjelp: H.}}",
            "value-not-name",
        ),
    ],
)
def test_a_declaration_that_says_too_little_is_refused(declared, code):
    assert [found for _, found in check(declared, Choice)[1]] == [code]


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        ("tekst", "a"),
        ("dato", "2027-01-01"),
        ("kontakt", "{navn: Vakt, telefon: [02800]}"),
        ("åpningstid", "{dager: mandag, tekst: dag}"),
        ("frekvens", "{minst: 2}"),
        ("{type: liste, av: tekst}", "[a, b]"),
        ("{type: objekt, felt: {a: {type: liste, av: plass, hjelp: H.}}}", "{a: [{rolle: b, part: politi}]}"),
    ],
)  # fmt: skip
def test_nothing_stands_twice_in_a_list_whatever_its_type(declared, value):
    model = declare(f"type: liste\nav: {declared}\nhjelp: H.")
    code = "value-hours-overlap" if declared == "åpningstid" else "value-repeated"
    assert check(f"valget: [{value}]", model)[1] == []
    assert [found for _, found in check(f"valget: [{value}, {value}]", model)[1]] == [code]


def test_a_choice_is_called_by_its_title_or_its_key():
    choice = Choice.model_validate({"type": "tekst", "hjelp": "H."})
    assert find_title("kort_varsel", choice) == "Kort varsel"
    assert find_title("kort_varsel", choice.model_copy(update={"tittel": "Varsel"})) == "Varsel"
