from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from avtalegen import values
from avtalegen.values import ClockTime, PeriodEnd, Weekdays


def refusal(parse_value, read) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        parse_value(read)
    return caught.value.type


def test_a_line_is_the_text_that_was_typed():
    assert values.parse_line("A*B*C <b> {{ x }} 1. januar") == "A*B*C <b> {{ x }} 1. januar"


@pytest.mark.parametrize("read", ["to\nlinjer", "en\ttabulator"])
def test_a_line_has_no_line_breaks_or_tabs(read):
    assert refusal(values.parse_line, read) == "value-not-line"


@pytest.mark.parametrize("parse_value", [values.parse_line, values.parse_prose])
@pytest.mark.parametrize("read", [["liste"], {"a": "b"}])
def test_text_is_no_list_or_mapping(parse_value, read):
    assert refusal(parse_value, read) == "value-not-text"


def test_integers_are_written_in_digits():
    whole = values.parse_integer(0, 100)
    assert [whole("0"), whole("7"), whole("100")] == [0, 7, 100]
    for read in ("tre", "1.0", "01", "-01", "1 000", "1_0", "0x1", "", "٣", "9" * 50):
        assert refusal(whole, read) == "value-not-integer"
    for read in ("101", "-1", "-45"):
        assert refusal(whole, read) == "value-out-of-range"


def test_yes_and_no_are_ja_and_nei_only():
    assert values.parse_yes_no("ja") and values.parse_yes_no("Ja")
    assert not values.parse_yes_no("nei")
    for read in ("yes", "no", "true", "on", "NO", "j", "1"):
        assert refusal(values.parse_yes_no, read) == "value-not-yes-no"


def test_dates_are_read_in_both_ways_of_writing():
    assert values.parse_date("2018-11-07") == values.parse_date("07.11.2018")
    assert values.parse_date("7.11.2018").isoformat() == "2018-11-07"
    for read in ("2018-02-30", "30.02.2018", "2018-11-7", "7/11 2018", "1541548800", "7.11.18"):
        assert refusal(values.parse_date, read) == "value-not-date"


def test_an_end_of_a_period_is_a_year_a_month_or_a_day():
    assert values.parse_period_end("2024") == PeriodEnd(2024)
    assert values.parse_period_end("2024-05") == PeriodEnd(2024, 5)
    assert values.parse_period_end("17.05.2024") == PeriodEnd(2024, 5, 17)
    for read in ("24", "2024-13", "mai 2024", "2018–2020"):
        assert refusal(values.parse_period_end, read) == "value-not-period-end"


def test_times_of_day_are_read_with_a_full_stop_or_a_colon():
    assert values.parse_clock_time("08.15") == values.parse_clock_time("8:15") == ClockTime(8, 15)
    assert values.parse_clock_time("24.00") == ClockTime(24, 0)
    for read in ("0815", "8", "25.00", "08.60", "930", "kl. 8"):
        assert refusal(values.parse_clock_time, read) == "value-not-time"


def test_weekdays_are_read_alone_as_ranges_and_together():
    assert values.parse_weekdays("Mandag") == Weekdays((0,))
    assert values.parse_weekdays("mandag–fredag").days == (0, 1, 2, 3, 4)
    assert values.parse_weekdays("mandag, onsdag-fredag").days == (0, 2, 3, 4)
    assert values.parse_weekdays("tirsdag og torsdag").days == (1, 3)
    assert values.parse_weekdays("hverdager") == Weekdays((0, 1, 2, 3, 4), working=True)
    for read in ("manndag", "fredag–mandag", "mandag og mandag", "", "mandag–tirsdag–onsdag"):
        assert refusal(values.parse_weekdays, read) == "value-not-weekday"


@pytest.mark.parametrize("read", ["mandag, fredag–tirsdag", "søndag–lørdag og søndag"])
def test_a_range_of_weekdays_that_goes_backwards_is_refused_beside_other_days_too(read):
    assert refusal(values.parse_weekdays, read) == "value-not-weekday"


def test_a_period_end_means_all_its_days():
    assert values.PeriodEnd(2024).last == date(2024, 12, 31)
    assert values.PeriodEnd(2024, 2).first == date(2024, 2, 1)
    assert values.PeriodEnd(2024, 2).last == date(2024, 2, 29)
    assert values.PeriodEnd(2024, 2, 3).first == values.PeriodEnd(2024, 2, 3).last


def test_an_alternative_is_one_of_the_names_and_the_nearest_is_offered():
    read = values.parse_alternative(("kommune", "politi"))
    assert read("politi") == "politi"
    with pytest.raises(PydanticCustomError) as caught:
        read("politti")
    assert caught.value.type == "value-not-allowed"
    said = {name: str(words) for name, words in caught.value.context.items()}
    assert said == {"read": '"politti"', "mend": "did you mean politi?"}
    assert refusal(read, ["politi"]) == "value-not-allowed"


@pytest.mark.parametrize("path", ["a.png", "logoer/sør varanger.png", "a/b/c.d/e.jpg", ".skjult/a.png"])  # fmt: skip
def test_a_path_of_a_file_leads_inside_a_folder(path):
    assert values.parse_file_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "../a.png", "a/../b.png", "a/./b.png", "/a.png", "a//b.png", "a/", "C:/a.png", "C:a.png",
     r"logoer\a.png", "https://a.no/a.png", "a\0.png", "a\nb.png", "a?.png", "a.png ", "a./b.png",
     "a" * 201, None, ["a.png"], {"fil": "a.png"}],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_or_that_not_every_system_can_have_is_refused(path):
    with pytest.raises(PydanticCustomError) as caught:
        values.parse_file_path(path)
    assert caught.value.type == "value-not-path"


@given(st.text(max_size=30))
def test_no_path_that_is_taken_leads_out(text):
    try:
        path = values.parse_file_path(text)
    except PydanticCustomError:
        return
    parts = PurePosixPath(path).parts
    assert parts == tuple(path.split("/")) == PureWindowsPath(path).parts
    assert not {"..", "."} & set(parts)
