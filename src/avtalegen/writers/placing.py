"""What a block stands beside on a page: with what it stays together, and how far away it is.

Takes the blocks of a section; gives the place of each. Distances are in twentieths of a point. It
must never know a format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avtalegen.document import (
    SHOWN,
    Block,
    Contact,
    Figure,
    Heading,
    Paragraph,
    Table,
    read_text,
    walk_contents,
)
from avtalegen.quick import dataclass

# Above a paragraph; below a heading, below what is drawn, above what is drawn.
USUAL, _BELOW, _ABOVE, TO_TABLE = 140, 100, 220, 160
_ENOUGH = 30  # words


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a block; `kept` says that it stays with what follows the section.

    Of a table, `alike` has the rows of all in the section with its header: their columns agree.
    """

    before: Block | None
    after: Block | None
    kept: bool = False
    alike: Table | None = None


@dataclass(frozen=True, slots=True)
class Distances:
    """How far a paragraph stands from what is above and below it; `below` is 0 for nothing more.

    `keep` says that it stays on the page of what follows it.
    """

    above: int
    below: int = 0
    keep: bool = False


def place_blocks(blocks: Sequence[Block], *, kept: bool = False) -> Iterator[tuple[Block, Place]]:
    """Each block of a section with its place.

    Where they are `kept`, the last of them stay with what follows the section.
    """
    stay = _count_last(blocks) if kept else 0
    for position, block in enumerate(blocks):
        before = blocks[position - 1] if position else None
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        alike = _gather(block, blocks) if isinstance(block, Table) else None
        yield block, Place(before, after, position >= len(blocks) - stay, alike)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def say_place(position: int, depth: int) -> str:
    """The place of an item from 1 as lists inside lists count it: 1, a and i, as Word does."""
    if depth % 3 == 1:
        return chr(ord("a") + (position - 1) % 26) * ((position - 1) // 26 + 1)
    if depth % 3 == 0:
        return str(position)
    said = ""
    for worth, letters in _ROMAN:
        said += letters * (position // worth)
        position %= worth
    return said


def is_drawn(block: Block | None) -> bool:
    """Whether the block has edges of its own, which text keeps away from."""
    return isinstance(block, Table | Figure)


def place_text(block: Paragraph, place: Place) -> Distances:
    """The distances of a paragraph, and whether it leads up to what follows."""
    before, after = place.before, place.after
    colon = after is not None and read_text(block.content).rstrip().endswith(":")
    keep = isinstance(after, SHOWN) or colon or place.kept
    above = _ABOVE if is_drawn(before) or isinstance(before, Contact) else 0
    above = above or (_BELOW if isinstance(before, Heading) or before is None else USUAL)
    return Distances(above, TO_TABLE if is_drawn(after) else 0, keep)


def _count_last(blocks: Sequence[Block]) -> int:
    """How many blocks from the end have words enough to be read together with what follows."""
    words, count = 0, 0
    while count < len(blocks) and words < _ENOUGH:
        count += 1
        words += sum(read_text(said).count(" ") + 1 for said in walk_contents((blocks[-count],)))
    return count


def _gather(block: Table, blocks: Sequence[Block]) -> Table:
    """The table with the rows of all that have the same header."""
    rows = [row for each in blocks if isinstance(each, Table) and each.header == block.header
            for row in each.rows]  # fmt: skip
    return Table(block.header, tuple(rows))
