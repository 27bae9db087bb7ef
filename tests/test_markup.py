import pytest
from hypothesis import given, settings

from avtalegen import markup
from avtalegen.document import (
    Emphasis,
    Heading,
    Item,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
    Value,
)
from avtalegen.tokens import Filling, write_token
from tests.strategies import lines
from tests.support import ROOT, parse

TOKEN = write_token(0)


def blocks(markdown: str, *fillings: Filling):
    parsed = markup.parse(markdown, fillings)
    assert not parsed.findings, parsed.findings
    return parsed.blocks


def findings(markdown: str, *fillings: Filling) -> list[str]:
    return [finding.code for finding in markup.parse(markdown, fillings).findings]


def test_every_block_and_inline_of_a_clause():
    text = "# H\n\nEn **to** *tre*\\\nfire [](#slt) [fem](https://a.no).\n\n- a\n- b\n\n  c\n"
    assert blocks(text) == (
        Heading(1, (Text("H"),)),
        Paragraph((
            Text("En "), Strong((Text("to"),)), Text(" "), Emphasis((Text("tre"),)), LineBreak(),
            Text("fire "), Reference("slt"), Text(" "), Link("https://a.no", (Text("fem"),)), Text("."),
        )),
        List(ordered=False, items=(
            Item((Paragraph((Text("a"),)),)),
            Item((Paragraph((Text("b"),)), Paragraph((Text("c"),)))),
        )),
    )  # fmt: skip


def test_lines_of_a_paragraph_are_joined_by_a_space():
    assert blocks("En setning.\nEn til.") == (Paragraph((Text("En setning. En til."),)),)


def test_a_table_has_a_header_and_rows():
    assert blocks("| A | B |\n|---|---|\n| 1 |  |\n") == (
        Table(((Text("A"),), (Text("B"),)), (((Text("1"),), ()),)),
    )


def test_a_footnote_has_its_text():
    parsed = markup.parse("Se[^a].\n\n[^a]: Noten.")
    assert parsed.blocks == (Paragraph((Text("Se"), NoteMark(1), Text("."))),)
    assert [(note.number, note.content) for note in parsed.notes] == [(1, (Text("Noten."),))]


SLOTS = {
    "a paragraph": (f"{TOKEN} er navnet.", lambda b: b[0].content[0]),
    "a list item": (f"- {TOKEN}\n- b\n", lambda b: b[0].items[0].blocks[0].content[0]),
    "a cell": (f"| A |\n|---|\n| {TOKEN} |\n", lambda b: b[0].rows[0][0][0]),
    "a heading": (f"# {TOKEN}\n", lambda b: b[0].content[0]),
    "strong words": (f"**{TOKEN}**", lambda b: b[0].content[0].content[0]),
}


@pytest.mark.parametrize("slot", SLOTS)
@settings(max_examples=60)
@given(text=lines)
def test_any_value_in_any_place_is_exactly_its_text(slot, text):
    markdown, find = SLOTS[slot]
    assert find(blocks(markdown, Filling(text, ("navn",)))) == Value(text, ("navn",))
    without = [type(b) for b in blocks(markdown, Filling("x", ("navn",)))]
    assert [type(b) for b in blocks(markdown, Filling(text, ("navn",)))] == without


@pytest.mark.parametrize("name", ["06-markdown.yaml", "07-jinja-in-data.yaml"])
def test_markup_and_templates_in_values_are_text(name):
    tree = parse((ROOT / "tests" / "bad_inputs" / name).read_text(encoding="utf-8"))
    for value in tree.data.values():
        for markdown, find in SLOTS.values():
            assert find(blocks(markdown, Filling(value, ("x",)))) == Value(value, ("x",))


def test_prose_is_markdown_and_every_word_knows_where_it_comes_from():
    prose = Filling("Først **nå**.\n\n- a\n- b", ("lokalt", 0, "tekst"), prose=True)
    assert blocks(f"Foran:\n\n{TOKEN}\n\nEtter.", prose) == (
        Paragraph((Text("Foran:"),)),
        Paragraph((
            Value("Først ", prose.path), Strong((Value("nå", prose.path),)), Value(".", prose.path),
        )),
        List(ordered=False, items=(
            Item((Paragraph((Value("a", prose.path),)),)),
            Item((Paragraph((Value("b", prose.path),)),)),
        )),
        Paragraph((Text("Etter."),)),
    )  # fmt: skip


def test_prose_inside_a_sentence_is_a_finding():
    assert findings(f"Foran {TOKEN}", Filling("x", ("a",), prose=True)) == ["markup-paragraphs"]


def test_a_finding_in_prose_is_placed_in_the_value():
    parsed = markup.parse(TOKEN, [Filling("> sitat", ("a",), prose=True)])
    assert [finding.path for finding in parsed.findings] == [("a",)]


def test_a_finding_in_a_clause_is_placed_on_its_line():
    parsed = markup.parse(f"En.\n\n> {TOKEN} sitat\n", [Filling("x", ("a",))])
    assert [(f.line, f.excerpt, f.path) for f in parsed.findings] == [(2, "sitat", None)]


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("> sitat", "markup-unsupported"),
        ("    kode", "markup-unsupported"),
        ("```\nkode\n```", "markup-unsupported"),
        ("`kode`", "markup-unsupported"),
        ("a\n\n---\n\nb", "markup-unsupported"),
        ("![bilde](https://a.no/b.png)", "markup-unsupported"),
        ("+ a", "markup-unsupported"),
        ("- - a", "markup-unsupported"),
        ("-\n- b", "markup-unsupported"),
        ("### for dypt", "markup-unsupported"),
        ("| A | B |\n|---|---|\n| a | b |\nEtter tabellen.", "markup-unsupported"),
        ("1. En\n   2. To", "markup-unsupported"),
        ("1) En\n   og mer\n     2) To", "markup-unsupported"),
        ("# Om C #", "markup-unsupported"),
        ("En.\n\n## Om C ##  \n\nTo.", "markup-unsupported"),
        ("2018. Avtalen trer i kraft", "markup-list-start"),
        ("1. mai 2028 er frist for alle.", "markup-list-start"),
        ("1. En.\n3. Tre.", "markup-list-start"),
        ("Møtene er\n1. juni og senere.", "markup-list-start"),
        ("[a](ftp://b.no)", "markup-link"),
        ("[a](#slt)", "markup-link"),
        ("[](https://a.no)", "markup-link"),
        ("Se[^a].", "markup-footnote"),
        ("Se.\n\n[^a]: Noten.", "markup-note-unused"),
        ("Se[^a] og[^a].\n\n[^a]: Noten.", "markup-note-twice"),
        ("Se[^a].\n\n[^a]: Noten.\n\n    Mer.", "markup-unsupported"),
    ],
)
def test_what_an_agreement_cannot_hold_is_a_finding(markdown, code):
    assert findings(markdown) == [code]


def test_a_list_may_have_its_numbers_or_1_before_every_item():
    assert findings("1. En.\n2. To.\n3. Tre.") == []
    assert findings("1. En.\n1. To.\n1. Tre.") == []


def test_html_and_link_definitions_stay_as_text():
    assert blocks("<b>x</b> <!-- y -->") == (Paragraph((Text("<b>x</b> <!-- y -->"),)),)
    assert blocks("[a]: https://b.no") == (Paragraph((Text("[a]: https://b.no"),)),)


def test_a_value_that_is_an_address_becomes_a_link():
    filling = Filling("www.bø.no", ("web",), link="https://www.bø.no")
    assert blocks(TOKEN, filling) == (
        Paragraph((Link("https://www.xn--b-5ga.no", (Value("www.bø.no", ("web",)),)),)),
    )
    assert blocks(f"[nettstedet]({TOKEN})", filling) == (
        Paragraph((Link("https://www.xn--b-5ga.no", (Text("nettstedet"),), ("web",)),)),
    )


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | TAPT |", "more cells in a row than in its heading"),
        ("| a | b |\n|---|---|\n| 1 | to|tre |", "more cells in a row than in its heading"),
        ("- x\n\n  | a |\n  |---|\n  | 1 | TAPT |", "more cells in a row than in its heading"),
        ("| a " * 21 + "|\n" + "|---" * 21 + "|", "a table with more than 20 columns"),
        ("Partene møtes  \ni mai\n---\nx", "a line break in a heading"),
        ("a\\\nb\n===", "a line break in a heading"),
        ("# a[^1]\n\n[^1]: n", "a footnote in a heading"),
        ("#\n\nx", "a heading without words"),
        ("\u3000", "a paragraph without words"),
        ("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c", "a footnote inside a footnote"),
        ('[a](https://b.no "TAPT")', "a title of a link"),
    ],
)
def test_what_the_parser_or_a_writer_would_drop_is_a_finding(markdown, read):
    found = markup.parse(markdown).findings
    assert read in {str(finding.details["read"]) for finding in found}


def test_a_row_with_fewer_cells_and_a_pipe_that_is_escaped_are_as_they_should_be():
    table = blocks("| a | b |\n|---|---|\n| 1 \\| 2 |\n")[0]
    assert table.rows == (((Text("1 | 2"),), ()),)


def test_a_footnote_that_is_written_twice_is_a_finding_and_a_note_in_itself_too():
    assert findings("x[^1]\n\n[^1]: EN\n\n[^1]: TO") == ["markup-note-written-twice"]
    assert "markup-note-written-twice" in findings("[^1]:[^1]\n[^1]:&")
    assert "markup-unsupported" in findings("a[^1]\n\n[^1]: b [^1]")


@pytest.mark.parametrize(
    "target",
    [
        "https://a.no/a%2Fb?q=c%26d%23e",
        "https://a.no/min%20fil.pdf",
        "https://a.no/x%26y",
        "mailto:a@b.no?subject=%C3%A6",
    ],
)
def test_an_address_is_led_to_exactly_as_written(target):
    assert blocks(f"[x]({target})") == (Paragraph((Link(target, (Text("x"),)),)),)
    filling = Filling("her", ("web",), link=target)
    assert blocks(TOKEN, filling)[0].content == (Link(target, (Value("her", ("web",)),)),)


@pytest.mark.parametrize(
    "target",
    ["plan.docx", f"https://a.no/{TOKEN}/b", "javascript:alert(1)", "JAVASCRIPT:x", "", "/x"],
)
def test_what_is_no_whole_address_is_a_finding(target):
    filling = Filling("x", ("a",), link="https://b.no")
    found = markup.parse(f"[x]({target})", [filling]).findings
    assert [finding.code for finding in found] == ["markup-link"]
    assert "\ue000" not in str(found[0].details["read"])


@pytest.mark.parametrize(
    "entity",
    [
        "&#12;",
        "&#10;",
        "&#13;",
        "&NewLine;",
        "&Tab;",
        "&#xE000;",
        "&#x202e;",
        "&#8232;",
        "&#xD800;",
    ],
)
def test_an_entity_for_a_character_that_no_document_can_hold_is_a_finding(entity):
    found = markup.parse(f"a{entity}b", [Filling("x", ("a",))])
    assert [finding.code for finding in found.findings] in (["file-character"], [])
    assert "\ue000" not in str(found.blocks) and "\\ue000" not in str(found.blocks)
    if not found.findings:  # the parser writes a mark in place of what is no character at all
        assert found.blocks == (Paragraph((Text("a\ufffdb"),)),)


def test_an_entity_for_an_ordinary_character_is_that_character():
    assert blocks("a&nbsp;b &amp; c&aring;") == (Paragraph((Text("a\u00a0b & cå"),)),)


def test_a_token_that_is_spelt_with_entities_prints_no_value():
    filling = Filling("HEMMELIG", ("a",))
    found = markup.parse("&#xE000;0&#xE001;", [filling])
    assert "HEMMELIG" not in str(found.blocks)


@pytest.mark.parametrize("text", ["[^" * 8_000, "*a" * 8_000, "![" * 8_000, "a`" * 8_000])
def test_long_nonsense_is_read_in_the_end(text):
    assert markup.parse(text).blocks


@pytest.mark.parametrize(
    "markdown",
    [
        "| A | B |\n|---|---|\n| a | b |\n\nEtter tabellen.",
        "1. En\n2. To",
        "1. En\n   - To",
        "1. Fristen er\n   2. juni hvert år.\n2. To",
        "1. En\n   12. To",
        "# Om C#",
        "# Om C \\#",
        "Nr. 1 #",
    ],
)
def test_what_is_like_a_mistake_but_stays_as_it_was_written_is_no_finding(markdown):
    assert findings(markdown) == []
