import pytest

from avtalegen.filters import FILTERS, stor
from avtalegen.tokens import write_token
from tests.support import fill

LIST = "navn: {type: liste, av: tekst, hjelp: H.}"
NUMBER = "tall: {type: heltall, hjelp: H.}"
TEXT = "navn: {type: tekst, hjelp: H.}"
PERIOD = "tid: {type: periode, hjelp: H.}"
FREQUENCY = "møter: {type: frekvens, hjelp: H.}"
HOURS = "tid: {type: åpningstid, hjelp: H.}"
SEAT = "plass: {type: plass, hjelp: H.}"
CONTACT = "kontakt: {type: kontakt, hjelp: H.}"

CASES = [
    ("{{ valg.navn | liste }}", LIST, "navn: [a, b, c]", "a, b og c"),
    ("{{ valg.navn | eller_liste }}", LIST, "navn: [a, b]", "a eller b"),
    ("{{ valg.navn | stor }}", TEXT, "navn: ørnen", "Ørnen"),
    ("{{ valg.navn | stor | liste }}", LIST, "navn: [æ, b]", "Æ og b"),
    ("{{ valg.navn | stor | eller_liste }}", LIST, "navn: [æ]", "Æ"),
    ("{{ valg.navn | genitiv }} ord", TEXT, "navn: Moss", "Moss’ ord"),
    ("{{ valg.navn | bestemt }}", TEXT, "navn: ordfører", "ordføreren"),
    ("{{ valg.tall | tallord }}", NUMBER, "tall: 7", "sju"),
    ('{{ valg.tall | antall("ett møte", "møter") }}', NUMBER, "tall: 1", "ett møte"),
    ('{{ valg.tall | antall("ett møte", "møter") }}', NUMBER, "tall: 3", "tre møter"),
    ('{{ valg.møter | verb("møtes", "møtes") }} {{ valg.møter }}', FREQUENCY, "møter: {minst: 2}", "møtes minst to ganger i året"),
    ('{{ valg.møter | verb("møtes", "møtes") | stor }} {{ valg.møter }}', FREQUENCY, "møter: {bør: 2}", "Bør møtes to ganger i året"),
    ("{{ valg.tid | gyldighet }}", PERIOD, "tid: {fra: 2024, til: 2026}", "for perioden 2024–2026"),
    ("{{ valg.tid | når }}", PERIOD, "tid: {fra: 2019, til: 2019}", "i 2019"),
    ("{{ valg.tid | tid }}", HOURS, "tid: {dager: mandag, fra: 8.15, til: 15.00}", "kl. 08.15–15.00"),
    ("{{ valg.tid | tid }}", HOURS, "tid: {dager: mandag, tekst: dag og kveld}", "dag og kveld"),
    ("{{ valg.plass | plass }}", SEAT, "plass: {rolle: ordfører, part: kommune}", "Ordfører"),
    (
        "{{ valg.plass | plass }}",
        SEAT,
        "plass: {rolle: representanter, part: kommune, antall: 3, stedfortreder: vara, fra_hver: ja, valgfri: ja}",
        "Tre representanter (vara; fra hver kommune; valgfri plass)",
    ),
    ("{{ valg.plass | plass }}", SEAT, "plass: {rolle: leder, part: annen, antall: 1, person: Navn}", "Leder (Navn)"),
    ("{{ valg.kontakt | kontakt }}", CONTACT, "kontakt: {navn: vakta}", "**Vakta**"),
    (
        "{{ valg.kontakt | kontakt }}",
        CONTACT,
        "kontakt: {navn: Vakta, person: {tittel: pob., navn: Navn}, adresse: Gata 1, telefon: [02800, 77796000], epost: a@b.no, nettadresse: b.no, merknad: hele døgnet}",
        "**Vakta:** pob. Navn, Gata 1, telefon 02800 eller 77 79 60 00, e-post a@b.no, nettsted b.no, hele døgnet",
    ),
    (
        "{{ valg.kontakt | kontaktopplysninger }}",
        CONTACT,
        "kontakt: {navn: Vakta, person: {tittel: pob., navn: Navn}, adresse: gata 1, telefon: [02800], epost: a@b.no}",
        "Pob. Navn, gata 1, telefon 02800, e-post a@b.no",
    ),
    ("{{ valg.kontakt | kontaktopplysninger }}", CONTACT, "kontakt: {navn: Vakta, epost: a@b.no, nettadresse: b.no}", "E-post a@b.no, nettsted b.no"),
    ("{{ valg.kontakt | kontaktopplysninger }}", CONTACT, "kontakt: {navn: Vakta, nettadresse: b.no}", "Nettsted b.no"),
    ("{{ valg.kontakt | kontaktopplysninger }}", CONTACT, "kontakt: {navn: Vakta}", "–"),
    ("{{ valg.navn | figur }}", TEXT, "navn: Slik er det", "Slik er det"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "declared", "values", "said"), CASES)
def test_a_filter_says_a_value_in_its_sentence(template, declared, values, said):
    assert fill(template, declared, values) == said


def test_every_filter_has_been_tried_and_explained():
    tried = " ".join(template for template, *_ in CASES)
    assert all(f"| {name}" in tried for name in FILTERS)
    assert all(filter_.function.__doc__ for filter_ in FILTERS.values())
    assert all(name == filter_.function.__name__ for name, filter_ in FILTERS.items())


def test_filters_speak_nynorsk():
    assert fill(
        "{{ valg.plass | plass }}", SEAT, "plass: {rolle: leiar, part: annen, valgfri: ja}", "nn"
    ) == ("Leiar (valfri plass)")


def test_a_value_inside_words_cannot_be_given_a_capital_letter():
    with pytest.raises(TypeError):
        stor(write_token(0))
