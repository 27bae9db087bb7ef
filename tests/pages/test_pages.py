"""Comparisons as a reader sees them, in every format; the expected pages are in tests/pages/golden."""

import csv
import io
import json
import re
from collections import Counter
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from avtalegen.differences import Asked, Compared, diff
from avtalegen.messages.languages import read_catalogue
from avtalegen.pages import FORMATS, markdown, terminal
from avtalegen.pages.formats import WRITERS, View
from avtalegen.pages.page import Page, Paragraph, Part, Row, Span, Subheading, Table, text
from avtalegen.workspace import Workspace
from tests.support import MUNICIPALITIES, ROOT, SMALLEST, count_examples

GOLDEN = ROOT / "tests" / "pages" / "golden"
SCHEMA = json.loads((ROOT / "schemas" / "diff.schema.json").read_text(encoding="utf-8"))
NORWEGIAN, ENGLISH = read_catalogue("nb"), read_catalogue("en")
ENDINGS = {"terminal": "txt", "markdown": "md", "html": "html", "csv": "csv", "json": "json"}
# What a sceptical adviser would try: a renamed role, a member more, another order, one meeting more,
# a clause replaced by words of their own, a clause more, a clause less.
CHANGED = (
    SMALLEST.replace("Eksempel kommune", "Prøve kommune")
    .replace("rolle: ordfører", "rolle: borgermester")
    .replace("    - {rolle: politis", "    - {rolle: politikontakt, part: politi}\n    - {rolle: politis")
    .replace("formål:\n  mål: [legge_til_rette, trygt_lokalsamfunn]\n", "formål: ja\n")
    .replace("{minst: 2}", "{minst: 3}")
    .replace("  saksliste_uker: 1\n", "  kort_varsel: ja\n")
    .replace("[følge_opp_beslutninger, enighet]", "[enighet, følge_opp_beslutninger]")
    .replace("varighet: ja\n", "")
    + "administrative_forhold: {journal: ansvar}\n"
    "lokalt:\n"
    "  - erstatt: formål\n"
    "    tekst: Partene vil at folk i Prøve skal være trygge | og kjenne politiet.\n"
    "    grunn: Kommunestyret ba om det.\n"
)  # fmt: skip
THIRD = SMALLEST.replace("Eksempel kommune", "Tredje kommune").replace("til: 2030", "til: 2028")
VIEWS = {
    "pair": (("eksempel", "prove"), View(plain=True)),
    "equal": (("eksempel", "prove"), View(equal=True, plain=True)),
    "words": (("eksempel", "prove"), View(text=True, plain=True)),
    "many": (("eksempel", "prove", "tredje"), View(plain=True)),
}


@pytest.fixture
def three(tmp_path, monkeypatch) -> Workspace:
    (tmp_path / "kommuner").mkdir()
    texts = {"eksempel": SMALLEST, "prove": CHANGED, "tredje": THIRD}
    for name, written in texts.items():
        (tmp_path / "kommuner" / f"{name}.yaml").write_text(written, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Workspace(Path())


def compare(*names: str) -> Compared:
    return diff(Workspace(ROOT), Asked(names))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", VIEWS)
def test_the_page_is_as_expected(three, kind, format_, renew):
    names, view = VIEWS[kind]
    written = WRITERS[format_](diff(three, Asked(names)), view, NORWEGIAN)
    expected = GOLDEN / f"{kind}.{ENDINGS[format_]}"
    if renew:
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(written.encode())
    assert written.encode() == expected.read_bytes()


def test_every_expected_page_is_compared():
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{kind}.{ending}" for kind in VIEWS for ending in ENDINGS.values()
    }


PAIRS = [(a, b) for a in MUNICIPALITIES for b in MUNICIPALITIES if a < b]


@pytest.mark.parametrize("names", [*PAIRS, MUNICIPALITIES], ids="-".join)
def test_each_format_says_what_each_has_alone(names):
    """Every value that differs is in every format, whatever its signs become there."""
    found = compare(*names)
    for format_, view in (("terminal", View(plain=True)), ("markdown", View()), ("html", View())):
        shown = _simplify(WRITERS[format_](found, view, NORWEGIAN))
        if found.comparison is not None:
            for row in found.comparison.rows:
                for change in row.changes if row.differs else ():
                    if change.kind in {"first", "second"}:
                        said = change.first or change.second
                        assert all(_simplify(line) in shown for line in said.split("\n")), said


def _simplify(written: str) -> str:
    """Letters and digits alone: lines, columns and marks come between words in every format."""
    plain = re.sub(r"<(style|script)>.*?</\1>|<[^>]+>", "", written, flags=re.DOTALL)
    plain = plain.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    if "───" in plain:  # a table: each column by itself
        lines = plain.split("\n")
        cut = [re.split(r"\s{2,}", line.strip()) for line in lines]
        plain = "\n".join(cell for row in cut for cell in row) + "\n" + _join_columns(lines)
    return re.sub(r"[^\w]|_", "", plain)


def _join_columns(lines: list[str]) -> str:
    """The words of each column of plain tables, one after another."""
    columns: dict[int, list[str]] = {}
    for line in lines:
        for found in re.finditer(r"\S+(?: \S+)*", line):
            columns.setdefault(found.start(), []).append(found[0])
    return "\n".join("".join(words) for words in columns.values())


@pytest.mark.parametrize("names", [("tromso", "rana"), MUNICIPALITIES], ids=len)
@pytest.mark.parametrize("words", [False, True])
def test_json_is_as_its_schema_says(names, words):
    if words and len(names) > 2:
        names = ("harstad", "stjordal")
    made = json.loads(WRITERS["json"](compare(*names), View(text=words), NORWEGIAN))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(made)] == []


def test_the_schema_notices_what_is_not_there():
    made = json.loads(WRITERS["json"](compare("tromso", "rana"), View(), NORWEGIAN))
    Draft202012Validator.check_schema(SCHEMA)
    made["clauses"][0]["choices"][0]["class"] = "annet"
    assert not Draft202012Validator(SCHEMA).is_valid(made)
    assert not Draft202012Validator(SCHEMA).is_valid({"version": 1})


def test_json_says_where_each_value_stands(three):
    made = json.loads(WRITERS["json"](diff(three, Asked(("eksempel", "prove"))), View(), NORWEGIAN))
    (meetings,) = [
        row
        for clause in made["clauses"]
        for row in clause["choices"]
        if (clause["id"], row["key"]) == ("politirådets_møter", "møter")
    ]
    assert meetings["first"] == {
        "said": "minst to ganger i året", "made": True, "file": "kommuner/eksempel.yaml",
        "line": 21, "column": 10,
    }  # fmt: skip


def read_csv(written: str) -> list[list[str]]:
    assert written.startswith("\ufeff"), "Excel would take it for another encoding"
    return list(csv.reader(io.StringIO(written[1:], newline=""), delimiter=";"))


def test_a_table_for_excel_has_as_many_cells_in_each_row_and_its_line_ends():
    for names, words in (
        (("tromso", "rana"), False),
        (("tromso", "rana"), True),
        (MUNICIPALITIES, False),
    ):
        written = WRITERS["csv"](compare(*names), View(text=words), NORWEGIAN)
        rows = read_csv(written)
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 50
        assert "\r\n" in written


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("02800", '="02800"'),
        ("77\u00a079\u00a060\u00a000", '="77\u00a079\u00a060\u00a000"'),
        ("08.15", '="08.15"'),
        ("oktober 2018", '="oktober 2018"'),
        ("7.\u00a0november 2018", '="7.\u00a0november 2018"'),
        ("2024–2026", '="2024–2026"'),
        ("1/3", '="1/3"'),
        ("@polititroms", '="@polititroms"'),
        ('=HYPERLINK("x")', '="=HYPERLINK(""x"")"'),
        ("-2+3", '="-2+3"'),
        ("3", "3"),
        ("2018", "2018"),
        ("112", "112"),
        ("minst to ganger i året", "minst to ganger i året"),
        ("", ""),
    ],
)
def test_a_cell_that_excel_would_change_is_kept_as_text(said, kept):
    from avtalegen.pages.values import write_csv

    assert read_csv(write_csv([[said]])) == ([[kept]] if kept else [[""]])


def test_equal_choices_are_shown_when_asked_for(three):
    found = diff(three, Asked(("eksempel", "prove")))
    shown = {
        equal: WRITERS["markdown"](found, View(equal=equal), NORWEGIAN) for equal in (False, True)
    }
    assert "Samarbeidsavtale om krim" in shown[False], "the summary has it"
    assert "Hva slags organ rådet er" not in shown[False]
    assert "Hva slags organ rådet er" in shown[True]


def test_a_matrix_that_is_too_wide_becomes_a_list(monkeypatch):
    found = compare(*MUNICIPALITIES)
    shown = WRITERS["terminal"](found, View(plain=True), NORWEGIAN)
    assert (
        "Rådet møtes: minst to ganger i året (2 avtaler)\n- to ganger i året (Stjørdal)\n" in shown
    )
    monkeypatch.setattr(terminal, "PLAIN_WIDTH", 200)
    wide = WRITERS["terminal"](found, View(plain=True), NORWEGIAN)
    heads = [line.split() for line in wide.splitlines() if "Vanligst  " in line]
    assert len(heads) > 20
    assert {head[-1] for head in heads} == {"Tromsø"}


def make_page(*blocks) -> Page:
    return Page("Tittel", "nb", (), (Part("a", "Del", tuple(blocks)),), {}, ("", "", ""))


def test_nothing_in_a_value_is_markup():
    evil = "a | *b* _c_ <b> [d](e) `f` ~g~ # h \\ & $x$ !"
    page = make_page(Table(("A", "B"), (Row((text("x"), text(evil))),)), Paragraph((Span(evil),)))
    from markdown_it import MarkdownIt

    parser = MarkdownIt("gfm-like", {"linkify": False})
    shown = re.sub("<[^>]+>", "", parser.render(markdown.write(page)))
    assert shown.count("a | *b* _c_ &lt;b&gt; [d](e) `f` ~g~ # h \\ &amp; $x$ !") == 2


def test_no_line_of_markdown_begins_what_it_is_not():
    lines = ["1. januar", "- nei", "+ mer", "> sagt", "=== a", "12) b"]
    from markdown_it import MarkdownIt

    written = markdown.write(make_page(*(Paragraph((Span(line),)) for line in lines)))
    html = MarkdownIt("commonmark").render(written)
    assert not re.search("<(ol|ul|blockquote)", html)
    assert html.count("<h") == 2


def test_nothing_in_a_value_gives_orders_to_a_terminal():
    page = make_page(Paragraph((Span("rød \x1b[31m her"),)), Subheading("\x07pip"))
    shown = terminal.write(page, terminal.make_console(plain=True))
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_terminal_shows_colours_and_a_file_does_not(monkeypatch):
    from rich.console import Console

    page = make_page(Paragraph((Span("var", "removed"), Span(" er", "added"))))
    shown = terminal.write(page, Console(force_terminal=True, color_system="standard", width=80))
    assert "\x1b[" in shown
    assert "[-" not in shown
    plain = terminal.write(page, terminal.make_console(plain=True))
    assert plain.splitlines()[-1] == "[-var-] {+er+}"


class Outline(HTMLParser):
    """The tags that are open, and whether each was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # the signature is HTMLParser's
        if tag not in {"meta", "br", "input", "option"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag != "option":
            assert self.open.pop() == tag


@pytest.mark.parametrize("kind", VIEWS)
def test_html_is_whole_and_needs_nothing_else(three, kind):
    names, view = VIEWS[kind]
    written = WRITERS["html"](diff(three, Asked(names)), view, NORWEGIAN)
    outline = Outline()
    outline.feed(written)
    assert outline.open == []
    assert "http" not in written
    assert written.startswith('<!doctype html>\n<html lang="nb">')


def test_html_has_what_is_equal_for_those_who_ask_for_it(three):
    found = diff(three, Asked(("eksempel", "prove")))
    written = WRITERS["html"](found, View(), NORWEGIAN)
    assert 'data-mark="equal"' in written
    assert 'id="only" checked' in written
    assert 'id="only" checked' not in WRITERS["html"](found, View(equal=True), NORWEGIAN)


def test_a_page_in_english_says_which_words_are_norwegian():
    written = WRITERS["html"](compare("tromso", "rana"), View(), ENGLISH)
    assert written.count('lang="no"') > 50
    assert '<html lang="en">' in written


def say_all(folder: Path, first: str, second: str, **view: bool) -> str:
    (folder / "kommuner").mkdir()
    for name, written in (("a", first), ("b", second)):
        (folder / "kommuner" / f"{name}.yaml").write_text(written, encoding="utf-8")
    found = diff(Workspace(folder), Asked())
    return WRITERS["terminal"](found, View(plain=True, **view), NORWEGIAN)


def test_a_member_that_changed_sides_is_told_with_its_party(tmp_path):
    moved = SMALLEST.replace(
        "{rolle: politistasjonssjef, part: politi}", "{rolle: politistasjonssjef, part: annen}"
    )
    shown = say_all(tmp_path, SMALLEST, moved)
    assert "Politistasjonssjef (politi)   Politistasjonssjef (annen)" in shown


def test_clauses_in_another_order_are_told_with_the_words_too(tmp_path):
    order = "rekkefølge: [formål, bakgrunn, politirådet, forpliktelser, taushetsplikt, varighet]\n"
    shown = say_all(tmp_path, SMALLEST, SMALLEST + order, text=True)
    assert "Klausuler som står et annet sted: Bakgrunn; Formål" in shown
    assert "de to avtalene har samme ordlyd" in shown


def test_facts_and_headings_that_differ_are_named_beside_the_choices(tmp_path):
    other = SMALLEST.replace("til: 2030", "til: 2031") + "overskrifter: {varighet: Gyldighet}\n"
    shown = say_all(tmp_path, SMALLEST, other)
    assert re.search("- Valg: [0-9]+ like, 0 ulike, 0 bare", shown)
    assert "- Opplysninger som er ulike: Periode\n" in shown
    assert "- Overskrifter som er ulike: Varighet\n" in shown


def test_a_table_among_own_words_keeps_its_lines(tmp_path):
    own = "lokalt:\n  - tillegg: varighet\n    grunn: G\n    tekst: |\n      | År | Hva som skjer det året |\n      |---|---|\n      | 2027 | avtalen begynner her |\n"
    shown = say_all(tmp_path, SMALLEST + own, SMALLEST + own.replace("begynner", "starter"))
    assert re.search(r"avtalen\s+\[-begynner-\]", shown)
    assert re.search(r"\| År \| Hva som skjer det\s", shown)


def test_a_phone_number_is_one_word_in_a_redline():
    from avtalegen.comparison.redline import compare_words

    runs = compare_words(
        "Ring oss på 75\u00a014\u00a033\u00a075 i dag.",
        "Ring oss på 75\u00a014\u00a033\u00a076 i dag.",
    )
    assert [run.text for run in runs if run.tag != "same"] == [
        " 75\u00a014\u00a033\u00a075", " 75\u00a014\u00a033\u00a076",
    ]  # fmt: skip


def test_no_word_of_a_matrix_is_broken(monkeypatch):
    for width in (80, 100, 160):
        monkeypatch.setattr(terminal, "PLAIN_WIDTH", width)
        shown = WRITERS["terminal"](compare(*MUNICIPALITIES), View(plain=True), NORWEGIAN)
        assert "tjenesteenhetsleder" in shown
        assert "koordineringsnivået" in shown


@pytest.mark.parametrize("width", [40, 60, 75])
@pytest.mark.parametrize("names", [("tromso", "stjordal"), MUNICIPALITIES], ids=len)
def test_a_narrow_terminal_loses_no_letter(monkeypatch, width, names):
    def count(columns: int) -> Counter[str]:
        monkeypatch.setattr(terminal, "PLAIN_WIDTH", columns)
        monkeypatch.setattr(terminal, "count_columns", lambda *_: 0)
        shown = WRITERS["terminal"](compare(*names), View(plain=True), NORWEGIAN)
        return Counter(letter for letter in shown if letter.isalnum())

    assert count(width) == count(300)


def test_excel_is_told_of_clauses_and_of_what_is_the_same_in_another_order(three):
    rows = read_csv(WRITERS["csv"](diff(three, Asked(("eksempel", "prove"))), View(), NORWEGIAN))
    assert [
        "Varighet",
        "Klausulen er med i avtalen",
        "",
        "bare i Eksempel",
        "ja",
        "nei",
        "",
        "",
    ] in rows
    told = {row[1]: row[3] for row in rows}
    assert told["Forpliktelser for begge parter"] == "det samme, i en annen rekkefølge"


def test_a_clause_with_own_words_in_its_place_is_not_called_missing(three):
    found = diff(three, Asked(("eksempel", "prove", "tredje")))
    shown = WRITERS["html"](found, View(), NORWEGIAN)
    assert "erstattet av egen tekst" in shown


def test_own_words_of_which_only_the_reason_differs_are_marked_as_equal(tmp_path):
    own = (
        SMALLEST
        + "lokalt:\n  - {ny: unge, overskrift: Unge, tekst: Vi spør de unge., grunn: Først}\n"
    )
    shown = say_all(tmp_path, own, own.replace("Først", "Sist"))
    lines = [re.split(r"\s{2,}", line.strip()) for line in shown.splitlines()]
    assert ["Egen klausul: «Unge»", "=", "="] in lines
    assert ["Begrunnelse", "Først", "Sist"] in lines


def test_what_moved_to_another_heading_is_shown_with_it(tmp_path):
    moved = SMALLEST.replace(
        "{rolle: politistasjonssjef, part: politi}", "{rolle: politistasjonssjef, part: annen}"
    )
    shown = say_all(tmp_path, SMALLEST, moved, text=True)
    assert "Politistasjonssjef" in shown.split("Faste medlemmer")[1]


MARKS = st.sampled_from(["", "removed", "added", "strong"])
SAID = st.text(alphabet="aå1 ,.«»-–(*_~`", min_size=1, max_size=4)


@settings(max_examples=count_examples(400), deadline=None)
@given(st.lists(st.tuples(SAID, MARKS), min_size=1, max_size=6))
def test_what_is_marked_in_markdown_is_marked_where_it_is_read(spans):
    """As GitHub reads it: signs beside letters too, such as a comma that is gone."""
    line = tuple(Span(text, mark) for text, mark in spans)
    reader = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
    shown = re.sub(r"<!-- -->", "", reader.renderInline(markdown.write_line(line)))
    tags = {"removed": "s", "added": "strong", "strong": "strong"}
    wanted = "".join(
        f"<{tags[mark]}>{escape(text)}</{tags[mark]}>" if mark and text.strip() else escape(text)
        for text, mark in spans
    )

    def bare(said: str) -> str:  # blanks stand outside marks; marks of a kind may join
        said = re.sub(r"\s+", "", said)
        return said.replace("</s><s>", "").replace("</strong><strong>", "")

    assert bare(shown) == bare(wanted)
