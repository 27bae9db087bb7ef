"""The blocks of a section as calls of the design in agreement.typ, one for each.

Takes blocks and the room that they have; gives code of Typst. Lengths in the code are in points,
widths of lines in twentieths of one. It must never know a page or how the source is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial

from avtalegen.document import (
    Block,
    Contact,
    Detail,
    Document,
    Figure,
    Heading,
    Inline,
    Level,
    Link,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Table,
    read_text,
    walk_contents,
    walk_inlines,
)
from avtalegen.language import WORDS
from avtalegen.quick import dataclass
from avtalegen.style import Style
from avtalegen.writers.calls import array, colour, flags, join_calls, points
from avtalegen.writers.columns import column_widths
from avtalegen.writers.geometry import BAR, DETAIL_LABEL, LIST_INDENT, Page, is_dark, tint
from avtalegen.writers.placing import Place, place_text, say_place
from avtalegen.writers.words import Room, quote, set_inlines, set_words

_INSET = 200  # on both sides of a cell and of a level
_STEP = 567  # what a figure takes from each side for every level above the lowest
_SMALL_TABLE = 7  # rows
MOST_WHOLE = 24  # lines of what no page divides: more could be taller than a page
_LEAST_ROOM = 400  # however deep a list goes
# The numbers and the signs of lists, by how deep they are.
_SIGNS = "•–·"
_GAP = 80  # between a number and the words of its item


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source, and what it says: the words, in the section with the id."""

    code: str
    section: str = ""
    said: str = ""


@dataclass(slots=True)
class Setting:
    """What the setting of one document knows on its way through the tree.

    `noted` are the footnotes that have been set; of those, `below` stand right below the block that
    has their mark, where `waiting` are the ones to be set below the block in hand.
    """

    document: Document
    style: Style
    page: Page
    noted: set[int] = field(default_factory=set)
    below: set[int] = field(default_factory=set)
    waiting: list[int] | None = None

    @property
    def room(self) -> Room:
        """A line of the text."""
        return self.find_room(self.style.størrelse.brødtekst)

    def find_room(self, size: float, *, display: bool = False) -> Room:
        """A line as wide as the text, in letters of so many points."""
        font = self.style.skrift.overskrift if display else self.style.skrift.brødtekst
        return Room(self.page.text_width, size, font)

    def set_inlines(self, content: Iterable[Inline], room: Room) -> str:
        """The inlines as one expression."""
        return set_inlines(content, room, self._set_note)

    def _set_note(self, number: int) -> str:
        """The mark of a footnote, which brings the footnote with it the first time."""
        if number in self.below:
            return f'mark-below("{number}")'
        if number in self.noted:
            return f'note-again("{number}")'
        self.noted.add(number)
        if self.waiting is not None:
            self.below.add(number)
            self.waiting.append(number)
            return f'mark-below("{number}")'
        return f'note("{number}",{self._set_text_of(number)})'

    def _set_text_of(self, number: int) -> str:
        content = next(n.content for n in self.document.footnotes if n.number == number)
        return self.set_inlines(content, self.room)

    def set_with_notes(
        self, make: Callable[[], str], block: Block | None = None, *, kept: bool = False
    ) -> str:
        """What `make` gives, and right below it the notes that have their first mark in it.

        Where it is made of a block that is not large, no page divides them; `kept` says that they
        stay with what follows.
        """
        around, self.waiting = self.waiting, []
        made, waiting = make(), self.waiting
        self.waiting = around
        if not waiting:
            return made
        texts = {number: self._set_text_of(number) for number in waiting}
        notes = ",".join(f'("{number}",{text})' for number, text in texts.items())
        lines = sum(self.room.count_lines(text) for text in texts.values())
        below = f"{{{made};notes-below({notes}{flags(whole=lines < MOST_WHOLE)})}}"
        if block is None:
            return below
        said = "\n".join(map(read_text, walk_contents((block,))))
        small = lines + self.room.count_lines(said) <= MOST_WHOLE
        return f"tied({below}{flags(keep=kept)})" if small else below

    def _stays(self, place: Place) -> bool:
        """Whether a block stays on the page of what follows it, or of the notes below it."""
        return place.kept or bool(self.waiting)

    def set_block(self, block: Block, place: Place, room: Room) -> str:
        """A block that is no heading."""
        match block:
            case Paragraph():
                distances = place_text(block, place)
                if has_notes(block):
                    above, after = points(distances.above), points(distances.below)
                    return f"noted({above},{self.set_inlines(block.content, room)},below:{after})"
                below = f",below:{points(distances.below)}" if distances.below else ""
                said = self.set_inlines(block.content, room)
                keep = flags(keep=distances.keep)
                return f"say({points(distances.above)},{said}{below}{keep})"
            case List() if has_notes(block):
                return join_calls(self._set_noted_list(block, room, 0, 0))
            case List():
                return self._set_list(block, room, 0, keep=place.kept)
            case Table():
                make = partial(self._set_table, block, place, room)
            case Figure():
                make = partial(self._set_figure, block, place, room)
            case Contact():
                make = partial(self._set_contact, block, place, room)
            case Heading():
                raise TypeError("a heading stands in a section, and not in a block")
        return self.set_with_notes(make, block, kept=place.kept)

    def _set_list(self, block: List, room: Room, depth: int, *, keep: bool = False) -> str:
        numbers, indent = self._number(block, room, depth)
        inner = replace(room, width=max(room.width - indent, _LEAST_ROOM))
        items = []
        for item in block.items:
            parts = (self._set_inner(part, inner, depth + 1, first=position == 0)
                     for position, part in enumerate(item.blocks))  # fmt: skip
            items.append(f"{{{';'.join(parts)}}}")
        kept = len(items) - 1 if keep and len(items) > 1 else 0
        # Typst moves a kept block whole, so that only the last item is kept with what follows.
        groups = [slice(None, kept), slice(kept, None)] if kept else [slice(None)]
        return join_calls(
            f"{'steps' if block.ordered else 'items'}({points(indent)},"
            f"{array(map(quote, numbers[part])) if block.ordered else quote(numbers[0])},"
            f"{','.join(items[part])}{flags(keep=keep and part == groups[-1])})"
            for part in groups
        )

    def _number(self, block: List, room: Room, depth: int) -> tuple[list[str], int]:
        """What stands before each item, and how far in the items begin: no number is cut off."""
        if not block.ordered:
            return [_SIGNS[depth % 3]] * len(block.items), LIST_INDENT
        numbers = [f"{say_place(position, depth)}." for position in range(1, len(block.items) + 1)]
        widest = max(map(room.measure, numbers), default=0)
        return numbers, max(LIST_INDENT, widest + _GAP)

    def _set_noted_list(self, block: List, room: Room, depth: int, at: int) -> Iterator[str]:
        """A list with footnotes, item by item, which begins so far in."""
        numbers, indent = self._number(block, room, depth)
        inner = replace(room, width=max(room.width - indent, _LEAST_ROOM))
        for number, item in zip(numbers, block.items, strict=True):
            for position, part in enumerate(item.blocks):
                match part:
                    case Paragraph() if position == 0:
                        said = self.set_inlines(part.content, inner)
                        yield f"noted-item({points(at)},{points(indent)},{quote(number)},{said})"
                    case Paragraph():
                        said = self.set_inlines(part.content, inner)
                        yield f"noted-inner({points(at + indent)},{said})"
                    case List():
                        yield from self._set_noted_list(part, inner, depth + 1, at + indent)
                    case _:
                        yield self._set_inner(part, inner, depth + 1, first=False)

    def _set_inner(self, block: Block, room: Room, depth: int, *, first: bool) -> str:
        """A block of an item."""
        match block:
            case Paragraph():
                said = self.set_inlines(block.content, room)
                return said if first else f"say(3pt,{said})"
            case List():
                return self._set_list(block, room, depth)
            case Heading():
                # It is no heading of the document: an item has no place in its outline.
                return f"say(7pt,strong({self.set_inlines(block.content, room)}),keep:true)"
        return self.set_block(block, Place(None, None), room)

    def _set_table(self, block: Table, place: Place, room: Room) -> str:
        widths = column_widths(place.alike or block, self.style, room.width)
        size = self.style.størrelse.tabell
        rooms = [replace(room, width=width - _INSET, points=size) for width in widths]
        lines = [_count_row(row, rooms) for row in block.rows]
        head_lines = _count_row(block.header, rooms)
        small = head_lines + sum(lines) + len(lines) <= MOST_WHOLE
        whole = small and len(block.rows) <= _SMALL_TABLE
        cells = []
        for row, tall in zip(block.rows, lines, strict=True):
            kind = "open" if tall > MOST_WHOLE else "cell" if all(row) else "blank-cell"
            for content, narrow in zip(row, rooms, strict=True):
                cells.append(f"{kind}({self.set_inlines(content, narrow)})")
        head = (self.set_inlines(*pair) for pair in zip(block.header, rooms, strict=True))
        # What is repeated may hold no link, and must leave room on the page for what is not.
        tall = head_lines > MOST_WHOLE // 2
        once = tall or any(map(_has_links, block.header))
        told = flags(keep=self._stays(place) and small, whole=whole, once=once, tall=tall)
        columns = array(map(points, widths))
        return f"rows({columns},{array(head)}{''.join(f',{cell}' for cell in cells)}{told})"

    def _set_contact(self, block: Contact, place: Place, room: Room) -> str:
        inner = replace(room, width=max(room.width - BAR, _LEAST_ROOM))
        beside = replace(inner, width=max(inner.width - DETAIL_LABEL, _LEAST_ROOM))
        parts = [self.set_inlines(block.name, inner)]
        parts += [self._set_detail(each, inner, beside) for each in block.details]
        whole = _count_details(block, beside) < MOST_WHOLE
        above = "4pt" if isinstance(place.before, Contact) else "8pt"
        return f"contact({above},{','.join(parts)}{flags(keep=self._stays(place), whole=whole)})"

    def _set_detail(self, detail: Detail, inner: Room, beside: Room) -> str:
        if not detail.label:
            return f"par({self.set_inlines(detail.content, inner)})"
        label = f"{detail.label}: "
        if inner.measure(label) > DETAIL_LABEL:
            return f"par({{{set_words(label, inner)};{self.set_inlines(detail.content, inner)}}})"
        return f"detail({quote(label)},{self.set_inlines(detail.content, beside)})"

    def _set_figure(self, block: Figure, place: Place, room: Room) -> str:
        most = len(block.levels) - 1
        step = min(_STEP, room.width // (4 * most)) if most else 0
        levels, lines = [], 0
        for position, level in enumerate(block.levels):
            share = 0.08 + 0.8 * position / most if most else 0.0
            fill = tint(self.style.farge.aksent, share)
            width = room.width - 2 * step * (most - position)
            inner = Room(width - _INSET, self.style.størrelse.tabell + 1, room.font)
            levels.append(f"level({points(width)},{self._set_level(level, inner, fill)})")
            lines += 2 + _count_details(level, inner)
        told = flags(keep=self._stays(place), whole=lines < MOST_WHOLE)
        return f"levels({quote(block.alt)},{','.join(levels)}{told})"

    def _set_level(self, level: Level, room: Room, fill: str) -> str:
        ink = "FFFFFF" if is_dark(fill) else "000000"
        parts = [self.set_inlines(level.name, room)]
        for detail in level.details:
            label = f"{set_words(f'{detail.label}: ', room)};" if detail.label else ""
            parts.append(f"{{{label}{self.set_inlines(detail.content, room)}}}")
        return f"{colour(fill)},{colour(ink)},{','.join(parts)}"


def has_notes(block: Block) -> bool:
    """Whether the mark of a footnote stands in the block."""
    inlines = (inline for content in walk_contents((block,)) for inline in walk_inlines(content))
    return any(isinstance(inline, NoteMark) for inline in inlines)


def _has_links(content: Iterable[Inline]) -> bool:
    return any(isinstance(i, Link | Reference | NoteMark) for i in walk_inlines(content))


def _count_row(row: Iterable[Sequence[Inline]], rooms: Iterable[Room]) -> int:
    pairs = zip(row, rooms, strict=True)
    return max(room.count_lines(read_text(content)) for content, room in pairs)


def _count_details(block: Contact | Level, room: Room) -> int:
    return sum(room.count_lines(f"{d.label}: {read_text(d.content)}") for d in block.details)


def write_blank(setting: Setting) -> str:
    """A place to write where and when somebody signed."""
    place = WORDS[setting.document.language]["place"]
    return f"place-blank({quote(f'{place}:')})"
