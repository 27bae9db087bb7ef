from gettext import NullTranslations

import pytest

from avtalegen.messages.phrases import (
    SOURCE,
    Catalogue,
    Phrase,
    count,
    generalize,
    phrase,
    say_sizes,
    write_number,
)


class Shouting(NullTranslations):
    """Another language: the same in capitals, but for the names in braces."""

    def gettext(self, message):
        return message.upper().replace("{READ}", "{read}").replace("{NUMBER}", "{number}")

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def test_a_phrase_is_said_with_what_fills_it_in():
    said = phrase('there is no "{read}" here', read="møter")
    assert str(said) == 'there is no "møter" here'
    assert Catalogue(Shouting()).say(said) == 'THERE IS NO "møter" HERE'


def test_what_fills_a_phrase_in_is_said_in_the_language_too():
    said = phrase("read {read}", read=phrase("a list"))
    assert str(said) == "read a list"
    assert Catalogue(Shouting()).say(said) == "READ A LIST"


def test_braces_in_what_fills_a_phrase_in_are_characters():
    assert str(phrase("read {read}", read="{{ valg }}")) == "read {{ valg }}"
    assert SOURCE.say("{not} a phrase") == "{not} a phrase"


def test_a_header_of_a_catalogue_is_never_said():
    class WithHeader(NullTranslations):
        def gettext(self, message):
            return message or "Project-Id-Version: avtalegen"

    assert Catalogue(WithHeader()).say(Phrase("")) == ""


@pytest.mark.parametrize(("number", "said"), [(1, "1 ERROR"), (0, "0 ERRORS"), (2, "2 ERRORS")])
def test_a_count_has_its_own_form_for_one(number, said):
    counted = count(number, "{number} error", "{number} errors")
    assert Catalogue(Shouting()).say(counted) == said


def test_a_phrase_can_be_filled_in_later():
    assert str(count(3, "{number} {read}", "{number} {read}s").fill(read="page")) == "3 pages"


def test_a_text_for_all_has_dots_in_the_place_of_each_name():
    assert str(generalize("{read} stands on {line}, or {{here}}")) == "… stands on …, or {here}"


def test_a_large_number_is_written_in_groups_of_three():
    assert [write_number(n) for n in (0, 9_999, 10_000, 2_000_001)] == [
        "0", "9999", "10\N{NO-BREAK SPACE}000", "2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}001"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "limit", "said"),
    [
        (51_001_891, 50_000_000, ("51 MB", "50 MB")),
        (5_449_999, 5_000_000, ("5.4 MB", "5 MB")),
        (10_000_002, 10_000_000, (
            "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}002 bytes",
            "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 bytes",
        )),
        (200_000, 1_024, ("200\N{NO-BREAK SPACE}000 bytes", "1024 bytes")),
    ],
)  # fmt: skip
def test_a_size_and_its_limit_are_written_alike_and_never_as_the_same_number(size, limit, said):
    assert tuple(map(str, say_sizes(size, limit))) == said
