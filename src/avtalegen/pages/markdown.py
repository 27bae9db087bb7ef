"""A page as Markdown, for a case paper or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from avtalegen.pages.page import (
    Block,
    Cell,
    Line,
    Names,
    Page,
    Paragraph,
    Part,
    Span,
    Subheading,
    Table,
)

_MARKS = {"": "", "strong": "**", "removed": "~~", "added": "**", "quiet": "*"}
# A comment, which no reader sees; it is a sign beside a mark, as Markdown has it.
_NOTHING = "<!-- -->"
_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~&$])")


def write(page: Page) -> str:
    """The page as GitHub's Markdown, which pandoc reads too; it ends in a newline."""
    blocks = [f"# {_escape(page.title)}", *write_blocks(page.summary)]
    blocks += [write_part(part) for part in page.parts]
    return "\n\n".join(blocks) + "\n"


def write_part(part: Part) -> str:
    """A part of the page with its heading; it ends without a newline."""
    note = f" ({_escape(part.note)})" if part.note else ""
    return "\n\n".join([f"## {_escape(part.title)}{note}", *write_blocks(part.blocks)])


def write_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The blocks, each a text; an empty line stands between two."""
    items: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.depth:
            items.append("  " * (block.depth - 1) + "- " + write_line(block.line))
            continue
        if items:
            yield "\n".join(items)
            items = []
        match block:
            case Paragraph():
                yield _guard(write_line(block.line))
            case Subheading():
                yield f"### {_escape(block.text)}"
            case Names():
                yield from _write_names(block)
            case Table():
                yield _write_table(block)
    if items:
        yield "\n".join(items)


def _write_names(names: Names) -> Iterator[str]:
    if names.short == names.whole:
        yield _guard(write_line((Span(names.label, names.mark), Span(f" {names.whole}"))))
        return
    label, short = (escape(_join_lines(said)) for said in (names.label, names.short))
    yield f"<details><summary>{label} {short}</summary>"
    yield _guard(_escape(names.whole))
    yield "</details>"


def _write_table(table: Table) -> str:
    rows = [_write_row([_escape(title) or " " for title in table.header])]
    rows.append(_write_row(["---"] * len(table.header)))
    rows += [_write_row([_write_cell(cell) for cell in row.cells]) for row in table.rows]
    return "\n".join(rows)


def _write_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write_cell(cell: Cell) -> str:
    return "<br>".join(write_line(line) for line in cell)


def write_line(line: Line) -> str:
    """A line with its marks; white space stands outside them, where Markdown needs it."""
    spans = [span for span in line if span.text]
    written = [_write_span(span) for span in spans]
    for position, (one, other) in enumerate(pairwise(spans)):
        if _sticks(one, other):
            written[position] += _NOTHING
    return "".join(written)


def _sticks(one: Span, other: Span) -> bool:
    """Whether a mark between the two is no mark: it stands between a letter and a sign.

    What is beside a mark's sign must not be a letter if what it marks ends, or begins, with a sign.
    """
    last, first = one.text[-1], other.text[0]
    if last.isspace() or first.isspace():
        return False
    signs = _MARKS.get(one.mark), _MARKS.get(other.mark)
    return bool(
        (signs[0] and signs[0] == signs[1])
        or (signs[1] and last.isalnum() and not first.isalnum())
        or (signs[0] and first.isalnum() and not last.isalnum())
    )


def _write_span(span: Span) -> str:
    if span.mark == "code":
        fence = "``" if "`" in span.text else "`"
        return f"{fence}{_join_lines(span.text)}{fence}"
    sign = _MARKS[span.mark]
    core = span.text.strip()
    if not sign or not core:
        return _escape(span.text)
    before = " " if span.text[:1].isspace() else ""
    after = " " if span.text[-1:].isspace() else ""
    return f"{before}{sign}{_escape(core)}{sign}{after}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _join_lines(text))


def _join_lines(text: str) -> str:
    # What a file says, or what it is called, must never begin a heading or a list of its own.
    return _LINE_END.sub(" ", text)


def _guard(line: str) -> str:
    # A number with a full stop, a hyphen or a dash at the start of a line would begin a list.
    return re.sub(
        r"^(\d+)([.)])|^([-=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line
    )
