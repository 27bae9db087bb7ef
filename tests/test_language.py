from datetime import date

import pytest

from avtalegen import language as words
from avtalegen.addresses import Phone
from avtalegen.records import Frequency, Period
from avtalegen.values import Alternative, ClockTime, PeriodEnd, Weekdays
from tests.support import plain


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_a_list_has_commas_and_og(parts, said):
    assert words.join(parts, "nb") == said


def test_a_list_can_end_in_eller():
    assert words.join(["a", "b"], "nn", "or") == "a eller b"


@pytest.mark.parametrize(
    ("levels", "language", "said"),
    [
        (["Rådet"], "nb", "Figur med ett nivå: Rådet."),
        (["Rådet", "Alle"], "nb", "Figur med to nivåer, ovenfra og ned: Rådet og Alle."),
        (["A", "B", "C"], "nn", "Figur med tre nivå, ovanfrå og ned: A, B og C."),
    ],
)
def test_a_figure_is_described_by_its_levels(levels, language, said):
    assert words.say_figure(levels, language) == said


def test_the_labels_of_a_contact_are_there_in_both_written_standards():
    assert words.CONTACT["nb"].keys() == words.CONTACT["nn"].keys()


def test_numbers_are_grouped_from_five_digits_on():
    assert [plain(words.say_number(n)) for n in (7, 2000, 20000, 1234567)] == [
        "7", "2000", "20 000", "1 234 567",
    ]  # fmt: skip


def test_numbers_are_spelt_out_up_to_twelve():
    assert [words.spell_number(n, "nb") for n in (0, 1, 7, 12, 13)] == [
        "null",
        "én",
        "sju",
        "tolv",
        "13",
    ]
    assert words.spell_number(1, "nn") == "éin"


def test_one_of_something_is_said_whole():
    assert words.say_count(1, "ett møte", "møter", "nb") == "ett møte"
    assert words.say_count(3, "ett møte", "møter", "nb") == "tre møter"
    assert words.say_count(20, "eitt møte", "møte", "nn") == "20 møte"


def test_a_date_does_not_break_after_the_day():
    assert words.say_date(date(2018, 11, 7)) == "7.\u00a0november 2018"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (PeriodEnd(2024), PeriodEnd(2026), "2024–2026"),
        (PeriodEnd(2018, 10), PeriodEnd(2020), "oktober 2018–2020"),
        (PeriodEnd(2019), PeriodEnd(2019), "2019"),
        (PeriodEnd(2018, 5, 15), PeriodEnd(2018, 9, 15), "15. mai–15. september 2018"),
        (PeriodEnd(2018, 9, 16), PeriodEnd(2019, 5, 16), "16. september 2018–16. mai 2019"),
        (PeriodEnd(2024, 3), PeriodEnd(2024, 6), "mars–juni 2024"),
        (PeriodEnd(2024), None, "fra og med 2024"),
        (None, PeriodEnd(2026, 1), "til og med januar 2026"),
        (PeriodEnd(2018, 5, 1), PeriodEnd(2018, 5, 15), "1.–15. mai 2018"),
        (PeriodEnd(2018, 5), PeriodEnd(2018), "mai 2018–2018"),
        (PeriodEnd(2018), PeriodEnd(2018, 5), "2018–mai 2018"),
    ],
)
def test_a_period_is_said_by_its_ends(start, end, said):
    assert plain(words.say_period(Period.model_construct(fra=start, til=end), "nb")) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (PeriodEnd(2019), PeriodEnd(2019), "i 2019"),
        (PeriodEnd(2018), PeriodEnd(2020), "i perioden 2018–2020"),
        (PeriodEnd(2024), None, "fra og med 2024"),
    ],
)
def test_when_something_is_done_is_said_with_its_preposition(start, end, said):
    assert words.say_when(Period.model_construct(fra=start, til=end), "nb") == said


@pytest.mark.parametrize(
    ("start", "end", "nb", "nn"),
    [
        (PeriodEnd(2024), PeriodEnd(2026), "for perioden 2024–2026", "for perioden 2024–2026"),
        (PeriodEnd(2024), None, "fra og med 2024", "frå og med 2024"),
        (None, PeriodEnd(2026), "til og med 2026", "til og med 2026"),
    ],
)
def test_validity_is_said_with_its_prepositions(start, end, nb, nn):
    period = Period.model_construct(fra=start, til=end)
    assert (words.say_validity(period, "nb"), words.say_validity(period, "nn")) == (nb, nn)


def test_times_have_two_digits_and_a_full_stop():
    assert words.say_time(ClockTime(8, 5)) == "08.05"


@pytest.mark.parametrize(
    ("days", "nb", "nn"),
    [
        ((0,), "mandag", "måndag"),
        ((0, 1, 2, 3, 4), "mandag–fredag", "måndag–fredag"),
        ((1, 3), "tirsdag og torsdag", "tysdag og torsdag"),
        ((0, 1), "mandag og tirsdag", "måndag og tysdag"),
        ((0, 2, 3, 4), "mandag og onsdag–fredag", "måndag og onsdag–fredag"),
        ((5, 6), "lørdag og søndag", "laurdag og sundag"),
    ],
)
def test_weekdays_are_said_as_runs(days, nb, nn):
    assert words.say_weekdays(Weekdays(days), "nb") == nb
    assert words.say_weekdays(Weekdays(days), "nn") == nn


def test_working_days_keep_their_name():
    assert words.say_weekdays(Weekdays((0, 1, 2, 3, 4), working=True), "nb") == "hverdager"


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("77796000", "77 79 60 00"),
        ("80040008", "800 40 008"),
        ("97089856", "970 89 856"),
        ("02800", "02800"),
        ("112", "112"),
        ("+4777796000", "+47 77 79 60 00"),
        ("+46701234567", "+46701234567"),
        ("+4702800", "+47 02800"),
        ("116117", "116117"),
    ],
)
def test_phone_numbers_are_grouped_as_in_norway(digits, said):
    assert plain(words.say_phone(digits)) == said


def frequency(**fields) -> Frequency:
    return Frequency.model_construct(
        **{"antall": None, "minst": None, "bør": None, "hvert": None, "planlagt": None}
        | {"per": Alternative("år")} | fields
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "nb", "nn"),
    [
        ({"antall": 3}, "tre ganger i året", "tre gonger i året"),
        ({"antall": 1}, "én gang i året", "éin gong i året"),
        ({"minst": 2}, "minst to ganger i året", "minst to gonger i året"),
        ({"bør": 2}, "to ganger i året", "to gonger i året"),
        ({"antall": 2, "per": "måned"}, "to ganger i måneden", "to gonger i månaden"),
        ({"antall": 1, "per": "uke"}, "én gang i uken", "éin gong i veka"),
        ({"hvert": 1}, "hvert år", "kvart år"),
        ({"hvert": 2}, "hvert andre år", "kvart andre år"),
        ({"hvert": 2, "per": "uke"}, "hver andre uke", "kvar andre veke"),
        ({"hvert": 12}, "hvert 12. år", "kvart 12. år"),
        ({"minst": 2, "planlagt": 3}, "minst to ganger i året (tre er planlagt)", "minst to gonger i året (tre er planlagt)"),
    ],
)  # fmt: skip
def test_a_frequency_is_said_in_words(fields, nb, nn):
    assert plain(words.say_frequency(frequency(**fields), "nb")) == nb
    assert plain(words.say_frequency(frequency(**fields), "nn")) == nn


def test_what_only_should_happen_has_bør_before_its_verb():
    assert words.say_verb(frequency(bør=2), "møtes", "møtes", "nb") == "bør møtes"
    assert words.say_verb(frequency(antall=2), "har møter", "ha møter", "nb") == "har møter"


def test_names_in_the_genitive():
    assert [words.say_genitive(name) for name in ("Rana kommune", "Moss", "Alvdal", "Vadsø", "Fauske")] == [
        "Rana kommunes", "Moss’", "Alvdals", "Vadsøs", "Fauskes",
    ]  # fmt: skip


def test_titles_in_the_definite_form():
    titles = (
        "ordfører",
        "rådmann",
        "kommunedirektør",
        "SLT-koordinator",
        "leder av driftsenhet Rana",
        "representant for næringslivet",
    )
    assert [words.say_definite(title) for title in titles] == [
        "ordføreren", "rådmannen", "kommunedirektøren", "SLT-koordinatoren", "lederen av driftsenhet Rana", "representanten for næringslivet",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [True, False, None, ["a"], {"a": 1}, object()])
def test_what_has_no_single_form_is_not_said(value):
    with pytest.raises(TypeError):
        words.say(value, "nb")


def test_every_kind_of_value_is_said():
    said = [
        words.say(value, "nb")
        for value in ("tekst", Phone("02800"), 7, date(2024, 5, 1), ClockTime(8, 0), Weekdays((0,)))
    ]
    assert [plain(s) for s in said] == ["tekst", "02800", "7", "1. mai 2024", "08.00", "mandag"]


def test_both_written_standards_have_every_word():
    assert words.WORDS["nb"].keys() == words.WORDS["nn"].keys()
    assert set(words.WORDS) == set(words.LANGUAGES)
