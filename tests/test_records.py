import pytest

from avtalegen.choices import build_model
from avtalegen.records import Contact, Frequency, OpeningHours, Period, Seat, Title, TitleOrWord
from avtalegen.strict import Strict
from tests.support import check, declare


def test_a_period_has_one_end_or_two():
    assert check("fra: 2024\ntil: 2026-06", Period)[0]
    assert check("til: 2026", Period)[0]
    assert check("{}", Period) == (None, [("fil.yaml:1:1", "value-period-empty")])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("{fra: 2024, til: 2024}", True),
        ("{fra: 2024-05, til: 2024}", True),
        ("{fra: 2024, til: 2024-01}", True),
        ("{fra: 2024-05-17, til: 17.05.2024}", True),
        ("{fra: 2024, til: 2023}", False),
        ("{fra: 2024-05, til: 2024-04}", False),
        ("{fra: 2024-05-17, til: 2024-05-16}", False),
    ],
)
def test_a_period_ends_after_it_begins(text, right):
    assert check(text, Period)[1] == ([] if right else [("fil.yaml:1:1", "value-period-order")])


@pytest.mark.parametrize(
    "text", ["antall: 3", "minst: 2\nplanlagt: 3", "bør: 2\nper: måned", "hvert: 2"]
)
def test_a_frequency_is_of_one_kind(text):
    assert check(text, Frequency)[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("antall: 3\nminst: 2", "value-frequency"),
        ("per: år", "value-frequency"),
        ("antall: 0", "value-out-of-range"),
        ("antall: tre", "value-not-integer"),
        ("minst: 2\nper: dag", "value-not-allowed"),
    ],
)
def test_a_frequency_that_says_two_things_or_nothing_is_refused(text, code):
    made, problems = check(text, Frequency)
    assert made is None
    assert [found for _, found in problems] == [code]


def test_opening_hours_have_two_times_or_a_text():
    assert check("dager: mandag\nfra: 08.15\ntil: 15.00", OpeningHours)[0]
    assert check("dager: mandag–fredag\ntekst: dag og kveld", OpeningHours)[0]
    assert check("fra: 0.00\ntil: 24.00", OpeningHours)[0]
    for text, code in (
        ("fra: 08.15", "value-together"),
        ("dager: mandag", "value-one-of"),
        ("fra: 8.00\ntil: 9.00\ntekst: alltid", "value-one-of"),
        ("fra: 15.00\ntil: 8.00", "value-hours-order"),
        ("fra: 8.00\ntil: 8.00", "value-hours-order"),
    ):
        assert [found for _, found in check(text, OpeningHours)[1]] == [code]


def test_a_contact_and_a_seat_need_a_name_and_a_role():
    assert check("telefon: [02800]", Contact)[1] == [("fil.yaml:1:1", "value-missing")]
    assert {code for _, code in check("antall: 2", Seat)[1]} == {"value-missing"}
    assert check("rolle: ordfører\npart: kommunne", Seat)[1] == [
        ("fil.yaml:2:7", "value-not-allowed")
    ]


class Titled(Strict):
    tittel: TitleOrWord


def test_a_title_is_one_word_or_both_forms():
    assert check("tittel: lensmann", Titled)[0].tittel == Title(ubestemt="lensmann")
    made, _ = check("tittel: {ubestemt: leder, bestemt: lederen}", Titled)
    assert made.tittel.bestemt == "lederen"


@pytest.mark.parametrize(
    ("hours", "row"),
    [
        ("{dager: mandag, fra: 8.00, til: 12.00}\n  - {dager: mandag, fra: 12.00, til: 15.00}", None),
        ("{dager: mandag, fra: 8.00, til: 12.00}\n  - {dager: tirsdag, fra: 8.00, til: 12.00}", None),
        ("{dager: mandag, fra: 9.00, til: 10.00}\n  - {dager: mandag, fra: 8.00, til: 12.00}", 3),
        ("{dager: mandag, fra: 8.00, til: 12.00}\n  - {dager: mandag, fra: 9.00, til: 10.00}", 3),
        ("{dager: mandag, fra: 8.00, til: 12.00}\n  - {dager: mandag, fra: 8.00, til: 12.00}", 3),
        ("{dager: mandag, fra: 8.00, til: 9.00}\n  - {dager: onsdag, fra: 8.00, til: 9.00}\n  - {dager: mandag–torsdag, fra: 8.30, til: 10.00}", 4),
        ("{dager: mandag, tekst: dag}\n  - {dager: mandag, tekst: kveld}", None),
        ("{dager: mandag, tekst: dag}\n  - {dager: mandag, tekst: dag}", 3),
        ("{dager: mandag, fra: 8.00, til: 9.00, sesong: {fra: 2027}}\n  - {dager: mandag, fra: 8.00, til: 9.00}", None),
    ],
)  # fmt: skip
def test_an_office_is_not_open_twice_at_the_same_time(hours, row):
    model = build_model("prøve", declare("tid: {type: liste, av: åpningstid, hjelp: H.}"))
    expected = [] if row is None else [(f"fil.yaml:{row}:5", "value-hours-overlap")]
    assert check(f"tid:\n  - {hours}", model)[1] == expected


def test_no_number_and_no_unit_stands_twice():
    contact = "navn: Vakta\ntelefon: [02800, 112, 02 800]"
    assert check(contact, Contact) == (None, [("fil.yaml:2:23", "value-repeated")])
    seat = "{rolle: leder, part: kommune, antall: 2, enheter: [skole, skole]}"
    assert check(seat, Seat) == (None, [("fil.yaml:1:59", "value-repeated")])
