"""How wide the columns of a table are, from what stands in them.

Takes a table and a style; gives widths in twentieths of a point. It must never know a format.
"""

from __future__ import annotations

from collections.abc import Sequence

from avtalegen.document import Table, read_text
from avtalegen.quick import dataclass
from avtalegen.style import Style
from avtalegen.writers.metrics import GRID, UnmeasuredError, find_ruler

# The space on both sides of a cell, with a little for the eye; the narrowest that a column is.
CELL_PADDING, _NARROWEST = 240, 480


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
        longest = max(max(size.word for size in sizes) + CELL_PADDING, _NARROWEST)
        whole = max(size.whole for size in sizes) * (1 if any(texts[1:]) else 3)
        least.append(longest)
        most.append(max(whole + CELL_PADDING, longest))
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
