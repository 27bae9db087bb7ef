"""Blocks of a body as boxes: what each paragraph and each row of a table asks of its page.

Takes the XML of a w:p or w:tbl as our own writer makes it; gives heights and distances in twips and
what may stand alone at the end or the beginning of a page. It must never know which page that is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from avtalegen.quick import dataclass
from avtalegen.writers.formats import Format, read_format
from avtalegen.writers.lines import Lines, set_lines
from avtalegen.writers.properties import ELEMENT, read_attributes
from avtalegen.writers.sheet import NO_TABLE, Sheet, TableStyle, read_table


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph, or a row of a table as a paragraph of one line.

    `before` and `after` are the distances to what stands around it; `hanging` is what its last line
    on a page needs no room for; `repeated` is the height of the header rows above a row that begins
    a page, `closing` the rule below a row that ends a table.
    """

    lines: Lines
    before: int = 0
    after: int = 0
    style: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    break_after: bool = False
    widow: bool = True
    contextual: bool = False
    hanging: int = 0
    ends_table: bool = False
    repeated: int = 0
    closing: int = 0
    edge: int = 0


def measure_block(block: str, sheet: Sheet) -> tuple[Box, ...]:
    """The boxes of a child of the body: one of a paragraph, one for each row of a table.

    What is neither takes no room. Raises UnmeasuredError for a letter or a font without known
    widths.
    """
    kept = sheet.remember("blocks")
    found: tuple[Box, ...] | None = kept.get(block)
    if found is None:
        found = kept[block] = _measure(block, sheet)
    return found


def _measure(block: str, sheet: Sheet) -> tuple[Box, ...]:
    if block.startswith(("<w:p>", "<w:p ", "<w:p/")):
        return (_measure_paragraph(block, sheet),)
    return tuple(_measure_table(block, sheet)) if block.startswith("<w:tbl>") else ()


def _measure_paragraph(block: str, sheet: Sheet) -> Box:
    form, lines = read_paragraph_lines(block, sheet.width, sheet)
    heights = lines.heights
    if lines.breaks:
        before, *_, after = block.split(_PAGE_BREAK)
        if not _TEXT.search(block):  # LibreOffice leaves out a paragraph that is only a break
            return Box(Lines(()), break_after=True)
        if not _TEXT.search(before):
            first = block.replace(_PAGE_BREAK, "", 1)
            return replace(_measure_paragraph(first, sheet), page_break=True)
        if not _TEXT.search(after):
            last = "".join(block.rsplit(_PAGE_BREAK, 1))
            return replace(_measure_paragraph(last, sheet), break_after=True)
    if form.border_top or form.border_bottom:
        heights = (heights[0] + form.border_top, *heights[1:])
        heights = (*heights[:-1], heights[-1] + form.border_bottom)
        lines = replace(lines, heights=heights)
    natural = form.run.ascent + form.run.descent
    return Box(
        lines,
        before=form.before,
        after=form.after,
        style=form.style,
        keep_next=form.keep_next,
        keep_lines=form.keep_lines,
        page_break=form.page_break,
        widow=form.widow,
        contextual=form.contextual,
        # Of a line of 1.15 the 0.15 stand below it, and hang in the margin at the end of a page.
        hanging=max(0, form.height(natural) - natural) if form.rule == "auto" else 0,
    )


_PAGE_BREAK = '<w:br w:type="page"/>'
_TEXT = re.compile(r"<w:t[ >]|<wp:extent|<w:footnoteReference")


def read_paragraph_lines(
    block: str, width: int, sheet: Sheet, note: int = 0
) -> tuple[Format, Lines]:
    """The format of a w:p and its lines in a column of a width in twips."""
    start = block.find("<w:pPr>")
    end = block.find("</w:pPr>")
    if start < 0 or end < 0:
        properties, content = "", block
    else:
        properties, content = block[start + 7 : end], block[end + 8 :]
    form = read_format(properties, sheet)
    return form, set_lines(content, form, width, sheet, note)


_ROW = re.compile(r"<w:tr[ >](.*?)</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>(.*?)</w:tc>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p>.*?</w:p>|<w:p/>", re.DOTALL)
_TABLE_STYLE = re.compile(r'<w:tblStyle w:val="([^"]*)"')
_TABLE_PROPERTIES = re.compile(r"<w:tblPr>(.*?)</w:tblPr>", re.DOTALL)
_CELL_PROPERTIES = re.compile(r"<w:tcPr>(.*?)</w:tcPr>", re.DOTALL)
_GRID = re.compile(r'<w:gridCol w:w="(\d+)"')
_BEFORE = re.compile(r'<w:gridBefore w:val="(\d+)"')
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')


def _measure_table(block: str, sheet: Sheet) -> list[Box]:
    own = _TABLE_PROPERTIES.search(block)
    named = _TABLE_STYLE.search(block)
    base = sheet.tables.get(named[1] if named else "", NO_TABLE)
    style = read_table(own[1] if own else "", base)
    grid = list(map(int, _GRID.findall(block)))
    boxes: list[Box] = []
    repeated, heading = 0, True
    rows = _ROW.findall(block)
    for position, row in enumerate(rows):
        rule = style.rules.get("insideH" if position else "top", 0)
        last = position == len(rows) - 1
        height, cells = _measure_row(row, grid, style, rule, sheet)
        heading = heading and "<w:tblHeader/>" in row
        keep = bool(cells) and cells[0][0].keep_next
        boxes.append(Box(
            Lines(
                    (height,),
                    tuple((0, note) for _, lines in cells for _, note in lines.notes),
                    tuple((0, name) for _, lines in cells for _, name in lines.bookmarks),
                ),
            keep_next=keep or (heading and not last),
            page_break=position == 0 and bool(cells) and cells[0][0].page_break,
            repeated=0 if heading else repeated,
            ends_table=last,
            closing=style.rules.get("bottom", 0) if last else 0,
            edge=style.rules.get("bottom", 0),
        ))  # fmt: skip
        repeated += height if heading else 0
    return boxes


def _measure_row(
    row: str, grid: Sequence[int], style: TableStyle, rule: int, sheet: Sheet
) -> tuple[int, list[tuple[Format, Lines]]]:
    """The height of a row with the rule above it, and the paragraphs in its cells."""
    left_out = _BEFORE.search(row)
    height, column, everything = 0, int(left_out[1]) if left_out else 0, []
    for cell in _CELL.findall(row):
        found = _CELL_PROPERTIES.search(cell)
        properties = found[1] if found else ""
        margins = (
            read_table(properties, style).margins if "<w:tcMar>" in properties else style.margins
        )
        span = _SPAN.search(properties)
        columns = int(span[1]) if span else 1
        width = sum(grid[column : column + columns]) - margins["left"] - margins["right"]
        column += columns
        paragraphs = [read_paragraph_lines(p, width, sheet) for p in _PARAGRAPH.findall(cell)]
        everything += paragraphs
        height = max(height, margins["top"] + stack(paragraphs) + margins["bottom"])
    return _set_height(row, height + rule), everything


def stack(paragraphs: Sequence[tuple[Format, Lines]]) -> int:
    """The height of paragraphs above each other, with all that stands before and after them."""
    if not paragraphs:
        return 0
    height = paragraphs[0][0].before + paragraphs[-1][0].after
    for form, lines in paragraphs:
        height += sum(lines.heights) + form.border_top + form.border_bottom
    return height + sum(gap(above, below) for (above, _), (below, _) in pairwise(paragraphs))


def gap(above: Format | Box, below: Format | Box) -> int:
    """The distance between two paragraphs: the greater of the two, in Word 2013 and LibreOffice.

    Paragraphs of one style that want no distance among themselves have none (17.3.1.9).
    """
    same = above.style == below.style
    after = 0 if same and above.contextual else above.after
    before = 0 if same and below.contextual else below.before
    return max(after, before)


def _set_height(row: str, height: int) -> int:
    for tag, text in ELEMENT.findall(row[: row.find("</w:trPr>") + 1]):
        if tag == "trHeight":
            found = read_attributes(text)
            wanted = int(found["val"])
            return wanted if found.get("hRule") == "exact" else max(height, wanted)
    return height
