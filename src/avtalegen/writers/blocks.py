"""The blocks of a section as the body of a DOCX: paragraphs, lists, tables, contacts, figures.

One function per block; the XML of each construct is made in ooxml.py. What announces something
stays on its page, and no row is divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from avtalegen.document import (
    Block,
    Contact,
    Detail,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Section,
    Table,
)
from avtalegen.writers import ooxml
from avtalegen.writers.columns import column_widths
from avtalegen.writers.geometry import LIST_INDENT, is_dark, tint
from avtalegen.writers.numbering import BULLET_LIST, FIRST_ORDERED_LIST
from avtalegen.writers.ooxml import KEEP, Cell, arrange, paragraph, run, spacing
from avtalegen.writers.placing import (
    TO_TABLE,
    USUAL,
    Place,
    is_drawn,
    place_blocks,
    place_text,
)
from avtalegen.writers.plain import heading_key
from avtalegen.writers.runs import Writing, write_bookmark, write_inlines

_SMALL_TABLE = 7  # rows
# What a figure takes from each side for every level above the lowest.
_STEP = 567


def write_blocks(
    section: Section, level: int, writing: Writing, *, kept: bool = False
) -> Iterable[str]:
    """The blocks of a section, whose heading has the level.

    Where they are `kept`, the last of them stay with what follows the section.
    """
    for position, (block, place) in enumerate(place_blocks(section.blocks, kept=kept)):
        if isinstance(block, Heading):
            below = space_below(section.blocks[position + 1 :])
            yield _write_heading(block, level, heading_key(section, position), writing, below)
        else:
            yield from _write_block(block, place, writing)


def space_below(blocks: Sequence[Block]) -> str:
    """The property that keeps a heading from what is drawn right below it."""
    drawn = bool(blocks) and is_drawn(blocks[0])
    return f'<w:spacing w:after="{TO_TABLE}"/>' if drawn else ""


def _write_heading(block: Heading, level: int, key: str, writing: Writing, below: str) -> str:
    content = write_inlines(block.content, writing)
    if key in writing.bookmarks:
        content = write_bookmark(key, content, writing)
    style = f"Heading{min(level + block.level, 3)}"
    return paragraph(style, content, arrange(ooxml.numbering(0, 0), below))


def _write_block(block: Block, place: Place, writing: Writing) -> Iterable[str]:
    match block:
        case Paragraph():
            content = write_inlines(block.content, writing)
            yield paragraph("Normal", content, _arrange_text(block, place))
        case List():
            yield from _write_list(block, writing, 0, kept=place.kept)
        case Table():
            yield _write_table(block, writing, place)
        case Figure():
            yield _write_figure(block, writing, kept=place.kept)
        case Contact():
            yield from _write_contact(block, writing, place)
        case Heading():
            raise TypeError("a heading stands in a section, and not in a block")


def _arrange_text(block: Paragraph, place: Place) -> str:
    """The properties of a paragraph: with what it stays together, and its distances."""
    distances = place_text(block, place)
    keep = KEEP if distances.keep else ""
    if distances.below:
        return arrange(keep, spacing(distances.above, after=distances.below))
    return arrange(keep, "" if distances.above == USUAL else spacing(distances.above))


def _write_list(block: List, writing: Writing, depth: int, *, kept: bool = False) -> Iterable[str]:
    number, style = BULLET_LIST, "ListBullet"
    if block.ordered:
        number, style = FIRST_ORDERED_LIST + writing.ordered_lists, "ListNumber"
        writing.ordered_lists += 1
    for position, item in enumerate(block.items, 1):
        first, *rest = item.blocks
        content = write_inlines(first.content, writing) if isinstance(first, Paragraph) else ""
        # One item of a list does not stand alone at the foot or the head of a page.
        alone = position in {1, len(block.items) - 1} and len(block.items) > 1
        last = kept and position == len(block.items)
        keep = KEEP if (alone and not rest) or last else ""
        yield paragraph(style, content, arrange(keep, ooxml.numbering(number, min(depth, 8))))
        for inner in rest:
            yield from _write_inner(inner, writing, depth + 1)


def _write_inner(block: Block, writing: Writing, depth: int) -> Iterable[str]:
    match block:
        case Paragraph():
            indent = f'<w:ind w:left="{LIST_INDENT * depth}"/>'
            yield paragraph("ListContinue", write_inlines(block.content, writing), indent)
        case List():
            yield from _write_list(block, writing, depth)
        case Heading():
            content = write_inlines(block.content, writing)
            yield paragraph("Heading3", content, ooxml.numbering(0, 0))
        case _:
            yield from _write_block(block, Place(None, None), writing)


def _write_contact(block: Contact, writing: Writing, place: Place) -> Iterable[str]:
    tight = spacing(80) if isinstance(place.before, Contact) else ""
    name = write_inlines(block.name, writing)
    yield paragraph("Contact", name, tight)
    for position, detail in enumerate(block.details, 1):
        last = position == len(block.details)
        keep = KEEP if not last or place.kept else ""
        content = write_inlines(detail.content, writing)
        if detail.label:
            label = run(f"{detail.label}: ") + ooxml.tab()
            yield paragraph("ContactDetail", label + content, keep)
        else:
            yield paragraph("ContactNote", content, keep)


def _write_table(block: Table, writing: Writing, place: Place) -> str:
    widths = column_widths(place.alike or block, writing.style, writing.page.text_width)
    kept = place.kept

    def cells(row: Sequence[tuple[Inline, ...]], style: str, keep: str = "") -> list[Cell]:
        return [
            Cell(paragraph(style, write_inlines(content, writing), keep), width)
            for width, content in zip(widths, row, strict=True)
        ]

    writing.in_cell = True
    rows = [ooxml.row(cells(block.header, "TableHead"), header=True)]
    many = len(block.rows)
    for position, row in enumerate(block.rows, 1):
        # A small table stays whole; of a large one, no row stands alone on a page.
        whole = many <= _SMALL_TABLE or position in {1, many - 1}
        keep = KEEP if (whole and position < many) or (kept and position == many) else ""
        rows.append(ooxml.row(cells(row, "TableText", keep), tall=not all(row)))
    writing.in_cell = False
    return ooxml.table("AgreementTable", widths, rows)


def _write_figure(block: Figure, writing: Writing, *, kept: bool = False) -> str:
    """Levels as steps, each wider and lighter than the one above: a table that anyone can edit."""
    most = len(block.levels) - 1
    width = writing.page.text_width
    step = min(_STEP, width // (4 * most)) if most else 0
    widths = [step] * most + [width - 2 * step * most] + [step] * most
    rows = []
    for position, level in enumerate(block.levels):
        share = 0.08 + 0.8 * position / most if most else 0.0
        fill = tint(writing.style.farge.aksent, share)
        light = f'<w:color w:val="{"FFFFFF" if is_dark(fill) else "000000"}"/>'
        inset = most - position
        keep = KEEP if position < most or kept else ""
        last = spacing(20, after=100)
        lines = [("FigureName", write_inlines(level.name, writing, light))]
        lines += [("FigureText", _write_detail(each, writing, light)) for each in level.details]
        content = "".join(
            paragraph(style, text, arrange(keep, last if line == len(lines) else ""))
            for line, (style, text) in enumerate(lines, 1)
        )
        cell = Cell(content, width - 2 * step * inset, 1 + 2 * position, fill)
        rows.append(ooxml.inset_row(cell, inset, step * inset, header=position == 0))
    return ooxml.table("FigureTable", widths, rows, block.alt)


def _write_detail(detail: Detail, writing: Writing, properties: str) -> str:
    label = run(f"{detail.label}: ", properties) if detail.label else ""
    return label + write_inlines(detail.content, writing, properties)
