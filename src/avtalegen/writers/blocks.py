"""The blocks of a section as the body of a DOCX: paragraphs, lists, tables, contacts, figures.

One function per block; the XML of each construct is made in ooxml.py. What announces something
stays on its page, and no row is divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from avtalegen.document import (
    SHOWN,
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
    read_text,
    walk_contents,
)
from avtalegen.quick import dataclass
from avtalegen.style import Style
from avtalegen.writers import ooxml
from avtalegen.writers.geometry import LIST_INDENT, is_dark, tint
from avtalegen.writers.metrics import GRID, UnmeasuredError, find_ruler
from avtalegen.writers.numbering import BULLET_LIST, FIRST_ORDERED_LIST
from avtalegen.writers.ooxml import KEEP, Cell, arrange, paragraph, run, spacing
from avtalegen.writers.plain import heading_key
from avtalegen.writers.runs import Writing, write_bookmark, write_inlines

# Distances in twentieths of a point: below a heading, below what is drawn, above what is drawn.
_BELOW, _ABOVE, _TO_TABLE = 100, 220, 160
# The space on both sides of a cell, with a little for the eye; the narrowest that a column is.
_CELL_PADDING, _NARROWEST = 240, 480
_SMALL_TABLE = 7  # rows
_ENOUGH = 30  # words
# What a figure takes from each side for every level above the lowest.
_STEP = 567


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a block; `kept` says that it stays with what follows the section.

    Of a table, `alike` has the rows of all in the section with its header: their columns agree.
    """

    before: Block | None
    after: Block | None
    kept: bool = False
    alike: Table | None = None


def write_blocks(
    section: Section, level: int, writing: Writing, *, kept: bool = False
) -> Iterable[str]:
    """The blocks of a section, whose heading has the level.

    Where they are `kept`, the last of them stay with what follows the section.
    """
    blocks = section.blocks
    stay = _count_last(blocks) if kept else 0
    for position, block in enumerate(blocks):
        last = position + 1 == len(blocks)
        before = blocks[position - 1] if position else None
        after = None if last else blocks[position + 1]
        alike = _gather(block, blocks) if isinstance(block, Table) else None
        place = Place(before, after, position >= len(blocks) - stay, alike)
        if isinstance(block, Heading):
            below = space_below(() if last else blocks[position + 1 :])
            yield _write_heading(block, level, heading_key(section, position), writing, below)
        else:
            yield from _write_block(block, place, writing)


def _count_last(blocks: Sequence[Block]) -> int:
    """How many blocks from the end have words enough to be read together with what follows."""
    words, count = 0, 0
    while count < len(blocks) and words < _ENOUGH:
        count += 1
        words += sum(read_text(said).count(" ") + 1 for said in walk_contents((blocks[-count],)))
    return count


def space_below(blocks: Sequence[Block]) -> str:
    """The property that keeps a heading from what is drawn right below it."""
    drawn = bool(blocks) and isinstance(blocks[0], Table | Figure)
    return f'<w:spacing w:after="{_TO_TABLE}"/>' if drawn else ""


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
    before, after = place.before, place.after
    to_table = isinstance(after, Table | Figure)
    colon = after is not None and read_text(block.content).rstrip().endswith(":")
    keep = KEEP if isinstance(after, SHOWN) or colon or place.kept else ""
    above = _ABOVE if isinstance(before, Table | Figure | Contact) else 0
    above = above or (_BELOW if isinstance(before, Heading) or before is None else 0)
    distances = spacing(above or 140, after=_TO_TABLE) if to_table else ""
    return arrange(keep, distances or (spacing(above) if above else ""))


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


def _gather(block: Table, blocks: Sequence[Block]) -> Table:
    """The table with the rows of all that have the same header."""
    rows = [row for each in blocks if isinstance(each, Table) and each.header == block.header
            for row in each.rows]  # fmt: skip
    return Table(block.header, tuple(rows))


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


def column_widths(block: Table, style: Style, width: int) -> list[int]:
    """Widths that fill the line, in twentieths of a point.

    Each column has room for its longest word; what is left goes to those that have more to say,
    by the square root of their longest cell, until they say it on one line. A column with nothing
    below its header is to be written in by hand, and gets more room.
    """
    least, most, weights = [], [], []
    for column in zip(block.header, *block.rows, strict=True):
        texts = [read_text(cell) for cell in column]
        sizes = [_measure(text, style, bold=not at) for at, text in enumerate(texts)]
        longest = max(max(size.word for size in sizes) + _CELL_PADDING, _NARROWEST)
        whole = max(size.whole for size in sizes) * (1 if any(texts[1:]) else 3)
        least.append(longest)
        most.append(max(whole + _CELL_PADDING, longest))
        weights.append(max(whole, 1) ** 0.5)
    if sum(least) > width:
        return _share(width, least, [0] * len(least))
    widths = least
    while (spare := width - sum(widths)) > len(widths):
        open_ = [w if have < want else 0
                 for w, have, want in zip(weights, widths, most, strict=True)]  # fmt: skip
        if not any(open_):
            return _share(spare, most, widths)
        more = [round(spare * each / sum(open_)) for each in open_]
        widths = [min(have + add, want) if add else have
                  for have, add, want in zip(widths, more, most, strict=True)]  # fmt: skip
    return [*widths[:-1], width - sum(widths[:-1])]


@dataclass(frozen=True, slots=True)
class _Size:
    """How wide a text is on one line, and its widest part that no line may divide, in 1/20 pt."""

    whole: int
    word: int


def _measure(text: str, style: Style, *, bold: bool) -> _Size:
    points = style.størrelse.tabell
    try:
        ruler = find_ruler(style.skrift.brødtekst, points * 2, bold=bold, italic=False)
        parts = [part for word in text.split(" ") for part in ruler.divide(word)]
        space = ruler.measure(" ")
    except UnmeasuredError:
        # No measures of the font, or of a letter: a letter of most fonts is half as wide as tall.
        parts, space = [round(len(word) * points * 11) * GRID for word in text.split(" ")], 0
    return _Size((sum(parts) + space * text.count(" ")) // GRID, max(parts, default=0) // GRID)


def _share(spare: int, by: Sequence[int], widths: Sequence[int]) -> list[int]:
    """The widths with what is to spare shared out in proportion."""
    shared = [have + spare * each // sum(by) for have, each in zip(widths, by, strict=True)]
    return [*shared[:-1], sum(widths) + spare - sum(shared[:-1])]


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
