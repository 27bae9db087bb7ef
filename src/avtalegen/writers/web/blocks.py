"""The sections of a document as HTML: headings, paragraphs, lists, tables, contacts, figures.

One function per block. A heading has the id of its section, which references lead to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from avtalegen.document import (
    SHOWN,
    Block,
    Contact,
    Detail,
    Figure,
    Heading,
    Inline,
    Level,
    List,
    Paragraph,
    Section,
    Table,
    read_text,
)
from avtalegen.writers.plain import heading_key, number_of
from avtalegen.writers.web.elements import Attributes, element, stack
from avtalegen.writers.web.inlines import write_inlines
from avtalegen.writers.web.writing import Writing

_DEEPEST = 6  # HTML has no heading below h6
# Letters on a line of a small phone and of paper, of a cell that is best on one line, and the room
# around a cell.
_PHONE, _PAPER, _SHORT, _AROUND = 28, 80, 12, 2
_SMALL = 7  # rows of a table that paper does not divide
_LONG = 60  # letters of a cell that is read as text


def write_sections(
    sections: Iterable[Section], writing: Writing, level: int = 2, label: str = ""
) -> Markup:
    """The sections, whose headings have the level; of annexes, the label stands in them."""
    return stack(_write_section(section, writing, level, label) for section in sections)


def _write_section(section: Section, writing: Writing, level: int, label: str) -> Markup:
    writing.section, writing.level = section.id, level
    title = write_heading(
        level, section.id, write_inlines(section.title, writing),
        number_of(section, label), writing.explain(section.title),
    )  # fmt: skip
    about = {"class": "annex" if label else None, "aria-labelledby": section.id}
    return element(
        "section", about,
        stack([title, *_write_blocks(section, writing)]), "\n",
        write_sections(section.sections, writing, level + 1),
    )  # fmt: skip


def write_heading(
    level: int, key: str | None, title: str, number: str = "", about: Attributes | None = None
) -> Markup:
    """A heading that can be led to by its key, if it has one, with its number before its title."""
    content = [element("span", {"class": "number"}, number), " "] if number else []
    said = element("span", {}, title) if number else title
    return element(f"h{min(level, _DEEPEST)}", {"id": key, **(about or {})}, *content, said)


def _write_blocks(section: Section, writing: Writing) -> Iterator[Markup]:
    blocks = section.blocks
    for position, block in enumerate(blocks):
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        if isinstance(block, Heading):
            yield _write_inner_heading(block, writing, heading_key(section, position))
        elif isinstance(block, Paragraph):
            yield _write_paragraph(block, writing, leads=_leads(block, after))
        else:
            yield _write_block(block, writing)


def _write_inner_heading(block: Heading, writing: Writing, key: str | None = None) -> Markup:
    title = write_inlines(block.content, writing)
    about = writing.explain(block.content)
    return write_heading(writing.level + block.level, key, title, about=about)


def _leads(block: Paragraph, after: Block | None) -> bool:
    """Whether the paragraph says what comes next, so that they are printed on one page."""
    colon = read_text(block.content).rstrip().endswith(":")
    return after is not None and (isinstance(after, SHOWN) or colon)


def _write_paragraph(block: Paragraph, writing: Writing, *, leads: bool = False) -> Markup:
    about = {"class": "leads" if leads else None, **writing.explain(block.content)}
    return element("p", about, write_inlines(block.content, writing))


def _write_block(block: Block, writing: Writing) -> Markup:
    match block:
        case Paragraph():
            return _write_paragraph(block, writing)
        case List():
            return _write_list(block, writing)
        case Table():
            return _write_table(block, writing)
        case Contact():
            return _write_contact(block, writing)
        case Figure():
            return _write_figure(block, writing)
        case Heading():
            return _write_inner_heading(block, writing)


def _write_list(block: List, writing: Writing) -> Markup:
    items = (
        element("li", {}, stack(_write_block(inner, writing) for inner in item.blocks))
        for item in block.items
    )
    return element("ol" if block.ordered else "ul", {}, stack(items))


def _write_table(block: Table, writing: Writing) -> Markup:
    columns = list(zip(block.header, *block.rows, strict=True))
    kinds = [_find_kind(column) for column in columns]
    heads = (
        element("th", {"scope": "col", **writing.explain(cell)}, write_inlines(cell, writing))
        for cell in block.header
    )
    rows = (
        element("tr", {}, *(
            element("td", {"class": kind, **writing.explain(cell)}, write_inlines(cell, writing))
            for cell, kind in zip(row, kinds, strict=True)
        ))
        for row in block.rows
    )  # fmt: skip
    head = element("thead", {}, element("tr", {}, *heads))
    body = element("tbody", {}, stack(rows))
    small, broad = len(block.rows) <= _SMALL, _count_letters(columns, short=0) > _PAPER
    classes = [name for name, so in (("small", small), ("broad", broad)) if so]
    table = element("table", {"class": " ".join(classes) or None}, head, "\n", body)
    if _count_letters(columns, _SHORT) <= _PHONE:
        return table
    name = f"{writing.words['table']}: {', '.join(map(read_text, block.header))}"
    about = {"class": "scroll", "role": "region", "aria-label": name, "tabindex": "0"}
    return element("div", about, table)


def _count_letters(columns: Iterable[Sequence[tuple[Inline, ...]]], short: int) -> int:
    """How many letters a line must have room for if no word is divided, nor a short cell."""
    count = 0
    for column in columns:
        texts = list(map(read_text, column))
        word = max(len(word) for text in texts for word in text.split() or [""])
        count += max(word, min(max(map(len, texts)), short)) + _AROUND
    return count


def _find_kind(column: Sequence[tuple[Inline, ...]]) -> str | None:
    """The class of the cells in a column: text to read, or room to write in."""
    longest = max((len(read_text(cell)) for cell in column[1:]), default=0)
    return "long" if longest > _LONG else None if longest else "blank"


def _write_contact(block: Contact, writing: Writing) -> Markup:
    contents = (block.name, *(detail.content for detail in block.details))
    about = {"class": "contact", **writing.explain(*contents)}
    return element("div", about, stack(_write_named(block, writing)))


def _write_named(block: Contact | Level, writing: Writing) -> Iterator[Markup]:
    """The name, and a line for each detail: those with labels are lists of terms."""
    yield element("p", {"class": "name"}, write_inlines(block.name, writing))
    for labelled, details in groupby(block.details, key=lambda detail: bool(detail.label)):
        if labelled:
            yield element("dl", {}, *(_write_detail(detail, writing) for detail in details))
        else:
            for detail in details:
                yield element("p", {}, write_inlines(detail.content, writing))


def _write_detail(detail: Detail, writing: Writing) -> Markup:
    term = element("dt", {}, f"{detail.label}: ")
    return element("div", {}, term, element("dd", {}, write_inlines(detail.content, writing)))


def _write_figure(block: Figure, writing: Writing) -> Markup:
    """Levels as steps, which the style sheet colours by how many there are."""
    levels = (element("li", {}, stack(_write_named(level, writing))) for level in block.levels)
    contents = (
        content for level in block.levels
        for content in (level.name, *(detail.content for detail in level.details))
    )  # fmt: skip
    steps = element("ol", {"class": f"steps of-{len(block.levels)}"}, stack(levels))
    return element("figure", {"aria-label": block.alt, **writing.explain(*contents)}, steps)
