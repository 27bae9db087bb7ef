import pytest
from lxml import etree

from avtalegen.wordtext.numbers import BULLET, Numbers, format_number
from tests.attachments import W


def read(
    levels: str,
    lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    more: str = "",
    linked: dict | None = None,
) -> Numbers:
    text = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f"{more}{lists}</w:numbering>"
    )
    return Numbers(etree.fromstring(text), linked or {})


def level(at: int, text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


THREE = level(0, "%1.") + level(1, "%1.%2", "upperRoman") + level(2, "(%3)", "lowerLetter", 3)


def count(numbers: Numbers, *steps: int | tuple[str, int]) -> list[str]:
    return [numbers.count(*(step if isinstance(step, tuple) else ("1", step))) for step in steps]


def test_a_level_starts_anew_after_one_above_it():
    assert count(read(THREE), 0, 1, 1, 2, 2, 1, 2, 0, 1) == [
        "1.", "1.I", "1.II", "(c)", "(d)", "1.III", "(c)", "2.", "2.I",
    ]  # fmt: skip


def test_a_level_above_that_has_no_item_yet_is_printed_as_its_first():
    assert count(read(THREE), 1, 0, 1) == ["1.I", "1.", "1.I"]


def test_a_level_may_go_on_after_those_above_it():
    never = level(0, "%1") + level(1, "%2", more='<w:lvlRestart w:val="0"/>')
    assert count(read(never), 0, 1, 0, 1) == ["1", "1", "2", "2"]
    late = level(0, "%1") + level(1, "%2") + level(2, "%3", more='<w:lvlRestart w:val="1"/>')
    assert count(read(late), 0, 1, 2, 1, 2, 0, 1, 2) == ["1", "1", "1", "2", "2", "2", "1", "1"]


def test_lists_of_one_kind_go_on_where_the_other_ended_unless_they_start_anew():
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbers = read(THREE, lists)
    asked = [("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)]
    assert count(numbers, *asked) == ["1.", "2.", "1.", "2.", "3."]


def test_a_list_may_have_levels_of_its_own():
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, '§ %1', start=5)}</w:lvlOverride></w:num>"
    )
    assert count(read(THREE, lists), 0, 0) == ["§ 5", "§ 6"]


def test_legal_numbers_are_digits_and_bullets_are_bullets():
    levels = (
        level(0, "%1", "upperRoman")
        + level(1, "%1.%2", more="<w:isLgl/>")
        + level(2, "o", "bullet")
    )
    assert count(read(levels), 0, 1, 2) == ["I", "1.1", BULLET]


def test_levels_that_a_style_of_lists_has_are_found():
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num>'
    )
    more = f'<w:abstractNum w:abstractNumId="5">{level(0, "%1)")}</w:abstractNum>'
    linked = '<w:numStyleLink w:val="L"/>'
    assert count(read(linked, lists, more, {"L": "7"}), 0, 0) == ["1)", "2)"]


def test_what_is_not_there_has_no_number():
    assert Numbers(None, {}).count("1", 0) == ""
    assert read(THREE).count("9", 0) == ""
    assert read(THREE).count("1", 9) == ""
    assert (
        read(THREE, '<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>').count("1", 0) == ""
    )
    assert read(level(0, "%1", start=10**9)).count("1", 0) == "1"


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (4000, "lowerRoman", "4000"),
        (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (53, "upperLetter", "AAA"),
        (781, "lowerLetter", "781"), (0, "lowerLetter", "0"), (7, "decimalZero", "07"),
        (3, "ordinal", "3."), (5, "none", ""), (5, "chicago", "5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(number, kind, said):
    assert format_number(number, kind) == said
