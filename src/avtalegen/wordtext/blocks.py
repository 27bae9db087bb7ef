"""The paragraphs and tables of a story as blocks of Markdown, one or more lines each.

It must never know which part the story stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from avtalegen.wordtext.numbers import BULLET, Numbers
from avtalegen.wordtext.runs import drop_page, write_line
from avtalegen.wordtext.stories import Story
from avtalegen.wordtext.tags import child_value, find, find_number, find_switch, local, value, w

_MOST_COLUMNS = 63  # Word has no table with more
# What stands around paragraphs, rows and cells without being anything itself.
_AROUND = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"}


class Block(NamedTuple):
    """A block of Markdown; `level` is that of an item of a list from 0, and -1 for all else."""

    text: str
    level: int = -1
    marker: str = ""


def write_blocks(parent: etree._Element, story: Story, numbers: Numbers) -> str:
    """What stands in a body, a cell, a note or a text box, without a new line at its end."""
    blocks = _read_blocks(parent, story, numbers)
    return arrange([block for block in blocks if block.text or block.marker])


def _read_blocks(parent: etree._Element, story: Story, numbers: Numbers) -> Iterator[Block]:
    for child in parent:
        name = local(child)
        if name == "p":
            yield from _read_paragraph(child, story, numbers)
        elif name == "tbl":
            yield Block(_write_table(child, story, numbers))
        elif name in _AROUND:
            yield from _read_blocks(child, story, numbers)
        elif name not in {"sdtPr", "sdtEndPr", "sectPr", "tcPr", "pPr", "customXmlPr"}:
            # What stands between paragraphs: formulas, chunks of other files, what nobody knows.
            if text := write_line(story.read_element(child)):
                yield Block(text)
            yield from _take_boxes(story, numbers)


def _read_paragraph(paragraph: etree._Element, story: Story, numbers: Numbers) -> Iterator[Block]:
    properties = paragraph.find(w("pPr"))
    style = child_value(properties, "pStyle")
    runs = story.read_runs(paragraph)
    number, level = _count(properties, style, story, numbers)
    heading = story.styles.find_level(style, properties)
    entry = story.styles.find_entry(style)
    if heading >= 0:
        said = " ".join(part for part in (number, write_line(runs, heading=True)) if part)
        if said:
            yield Block(f"{'#' * min(heading + 1, 6)} {said}")
    elif number:
        yield Block(write_line(runs), level, number)
    elif entry and (text := write_line(drop_page(runs), heading=True)):
        yield Block(text, entry - 1, BULLET)
    elif text := write_line(runs):
        yield Block(text)
    yield from _take_boxes(story, numbers)


def _take_boxes(story: Story, numbers: Numbers) -> Iterator[Block]:
    """The text boxes that were met, as quotations: they stand beside the text."""
    boxes, story.boxes = story.boxes, []
    for box in boxes:
        if text := write_blocks(box, story, numbers):
            yield Block(re.sub("(?m)^(?=.)", "> ", text).replace("\n\n", "\n>\n"))


def _count(
    properties: etree._Element | None, style: str, story: Story, numbers: Numbers
) -> tuple[str, int]:
    """The number of a paragraph, or "", and its level."""
    shared, named, giver = story.styles.find_list(style)
    own = find(properties, "numPr/numId")
    number = value(own) if own is not None else shared
    said = child_value(properties, "numPr/ilvl") or (named if own is None else "")
    if said:
        level = find_number(said, 0)
    else:
        level = numbers.find_level(number, style or giver) or numbers.find_level(number, giver)
    return (numbers.count(number, level), level) if number not in {"", "0"} else ("", 0)


def arrange(blocks: Sequence[Block]) -> str:
    """The blocks below each other: items of lists without blank lines between, indented."""
    written = ""
    open_items: list[tuple[int, int]] = []
    before: Block | None = None
    for block in blocks:
        text, indent = block.text, 0
        if block.level >= 0:
            open_items = [item for item in open_items if item[0] < block.level]
            marker = _write_marker(block.marker)
            indent = sum(width for _, width in open_items)
            text = marker + text if text else marker.rstrip()
            width = len(marker) if re.match(r"\d", marker) else 2
            text = text.replace("\n", "\n" + " " * width)
            open_items.append((block.level, width))
        else:
            open_items = []
        text = re.sub("(?m)^(?=.)", " " * indent, text)
        both = before is not None and before.level >= 0 and block.level >= 0
        written += f"{'' if before is None else chr(10) if both else chr(10) * 2}{text}"
        before = block
    return written


def _write_marker(number: str) -> str:
    """What an item begins with: its number where Markdown has such numbers, or - and its number."""
    if number == BULLET:
        return "- "
    return f"{number} " if re.fullmatch(r"\d{1,9}[.)]", number) else f"- {number} "


def _find_inner(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through what stands around some of them."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in _AROUND:
            yield from _find_inner(child, name)


def _write_table(table: etree._Element, story: Story, numbers: Numbers) -> str:
    """A table of pipes; what Word does not call a header row stands below an empty one."""
    rows = [_write_row(row, story, numbers) for row in _find_inner(table, "tr")]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    header = rows[0] if _has_header(table) else []
    header = [*header, *[""] * (width - len(header))]
    body = rows[1:] if _has_header(table) else rows
    lines = [_join(header), "|" + " --- |" * width, *(_join(row) for row in body)]
    return "\n".join(lines)


def _join(cells: Sequence[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def _has_header(table: etree._Element) -> bool:
    first = next(_find_inner(table, "tr"), None)
    return bool(find_switch(find(first, "trPr"), "tblHeader"))


def _write_row(row: etree._Element, story: Story, numbers: Numbers) -> list[str]:
    cells = [""] * _span(row, "trPr/gridBefore", 0)
    for cell in _find_inner(row, "tc"):
        text = write_blocks(cell, story, numbers)
        lines = [re.sub(r"\\$", "", line).strip() for line in text.split("\n")]
        # A table in a cell is lines with bars, which the outer table would take for its own.
        joined = "<br>".join(re.sub(r"(?<!\\)\|", r"\\|", line) for line in lines if line)
        cells += [joined, *[""] * (_span(cell, "tcPr/gridSpan", 1) - 1)]
    return cells + [""] * _span(row, "trPr/gridAfter", 0)


def _span(element: etree._Element, path: str, least: int) -> int:
    number = find_number(child_value(element, path), least)
    return max(least, min(number, _MOST_COLUMNS))
