"""A page on a terminal: with colour where it is one, and plain where the output goes elsewhere.

With report.py, the only module that knows rich.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from avtalegen.listings import make_visible
from avtalegen.pages.page import (
    Block,
    Cell,
    Line,
    Names,
    Page,
    Paragraph,
    Span,
    Subheading,
    Table,
)

# How wide the output is where no terminal says it.
PLAIN_WIDTH = 100
_STYLES = {
    "": "", "strong": "bold", "removed": "red strike", "added": "green underline", "quiet": "dim",
    "code": "",
}  # fmt: skip
# How removed and added words are told apart where there is no colour.
_SIGNS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
# Rich takes a no-break space for a space; this stands for it while lines are broken.
_NO_BREAK, _STAND_IN = "\u00a0", "\ue002"
# A column of a table is no narrower than this, and that of the choices no wider than this.
_NARROWEST, _WIDEST_HEADING = 12, 34
# So much a column has even where there is no room for it.
_ROOM = 3
# A longer word, such as an address, may be broken.
_WIDEST_WORD = 24


def make_console(*, plain: bool) -> Console:
    """The console of stdout: as wide as the terminal, or plain where it is none."""
    plain = plain or not sys.stdout.isatty()
    options = {"width": PLAIN_WIDTH, "color_system": None, "force_terminal": False} if plain else {}
    return Console(highlight=False, markup=False, emoji=False, **options)  # type: ignore[arg-type]  # of three kinds


def count_columns(console: Console, longest: int) -> int:
    """How many agreements have room beside each other in a matrix, none broken inside a word."""
    needed = min(max(longest, _NARROWEST), _WIDEST_WORD)
    left = console.width - _WIDEST_HEADING - needed - 4
    return max(0, left // (needed + 2))


def write(page: Page, console: Console) -> str:
    """The page as the console shows it; no line ends in spaces where there is no colour."""
    writer = _Writer(console.width, colour=console.color_system is not None)
    with console.capture() as captured:
        for shown in writer.page(page):
            console.print(shown)
    told = captured.get().replace(_STAND_IN, _NO_BREAK)
    return told if writer.colour else re.sub(r"[ \t]+$", "", told, flags=re.MULTILINE)


class _Writer:
    def __init__(self, width: int, *, colour: bool) -> None:
        self.width, self.colour = width, colour

    def page(self, page: Page) -> Iterator[RenderableType]:
        yield Text(_visible(page.title), style="bold")
        yield Text()
        yield from self.blocks(page.summary)
        for part in page.parts:
            yield Text()
            note = f" ({part.note})" if part.note else ""
            yield Text(_visible(part.title + note), style="bold cyan")
            yield from self.blocks(part.blocks)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[RenderableType]:
        before: Block | None = None
        for block in blocks:
            if isinstance(block, Subheading) and before and not isinstance(before, Table):
                yield Text()  # as a table has below it
            before = block
            match block:
                case Paragraph():
                    yield self.paragraph(block)
                case Subheading():
                    yield Text(_visible(block.text), style="italic")
                case Names():
                    yield self.line((Span(block.label, block.mark), Span(f" {block.short}")))
                case Table():
                    yield self.table(block)

    def paragraph(self, block: Paragraph) -> RenderableType:
        line = self.line(block.line)
        if not block.depth:
            return line
        grid = Grid.grid(padding=(0, 1, 0, 0))
        grid.add_row("-", line)
        return Padding(grid, (0, 0, 0, 2 * (block.depth - 1)))

    def table(self, table: Table) -> RenderableType:
        grid = Grid(box=SIMPLE_HEAD, pad_edge=False)
        # Rich cuts off what it has no room for, so that no column may ask for more than there is.
        room = self.width - 3 * len(table.header)
        heading = max(_ROOM, min(_WIDEST_HEADING, room // 3))
        each = max(_ROOM, (room - heading) // max(1, len(table.header) - 1))
        for position, title in enumerate(table.header):
            if position:
                words = [word for row in table.rows for word in _list_words(row.cells[position])]
                longest = min(max(map(len, words), default=0), _WIDEST_WORD)
                narrowest = min(max(_NARROWEST, longest), each)
                grid.add_column(_visible(title), min_width=narrowest, overflow="fold")
            else:
                grid.add_column(_visible(title), max_width=heading, overflow="fold")
        for row in table.rows:
            grid.add_row(*(self.cell(cell) for cell in row.cells))
        return grid

    def cell(self, cell: Cell) -> Text:
        return Text("\n").join(self.line(line) for line in cell)

    def line(self, line: Line) -> Text:
        return Text.assemble(*(self.span(span) for span in line))

    def span(self, span: Span) -> tuple[str, str]:
        said = _visible(span.text)
        bare = said.lstrip()
        if not self.colour and span.mark in _SIGNS and bare:
            before, after = _SIGNS[span.mark]
            said = f"{said[: len(said) - len(bare)]}{before}{bare.rstrip()}{after}"
        return said, _STYLES[span.mark]


def _list_words(cell: Cell) -> list[str]:
    return [word for line in cell for span in line for word in span.text.split(" ")]


def _visible(text: str) -> str:
    # Nothing in a file may give orders to a terminal.
    return make_visible(text).replace(_NO_BREAK, _STAND_IN)
