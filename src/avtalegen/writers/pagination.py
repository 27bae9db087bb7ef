"""On which page each heading of a DOCX falls, before anyone has opened it.

Takes the blocks of a body and the Sheet of its styles; gives the page of each bookmark and the
number of pages. Pages are filled as LibreOffice 7.4 fills them: with the fonts that have the widths
of Word's, nearly always as Word does too. It must never know a Document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from avtalegen.quick import dataclass
from avtalegen.writers.boxes import Box, gap, measure_block, read_paragraph_lines
from avtalegen.writers.metrics import UnmeasuredError
from avtalegen.writers.sheet import Sheet

# The line above the notes of a page, with its distances: 1 mm, half a point, 1 mm.
NOTE_LINE = 124
_LONGEST_NOTE = 4  # lines


@dataclass(frozen=True, slots=True)
class Pages:
    """The page of each bookmark by its name, counted from 1 at the first block, and how many."""

    of: Mapping[str, int]
    count: int


def paginate(
    blocks: Sequence[str], sheet: Sheet, notes: Mapping[int, str] | None = None
) -> Pages | None:
    """The pages that the blocks fill, or None where a letter or a font has no known width.

    `blocks` are the children of the body in order, `notes` the paragraph of each footnote by its
    number. A wrong number is worse than none, so nothing is guessed.
    """
    try:
        measured = _measure_notes(notes or {}, sheet)
        if any(note.lines > _LONGEST_NOTE for note in measured.values()):
            return None  # a longer one goes on at the foot of the next page, which is not counted
        boxes = [box for block in blocks for box in measure_block(block, sheet)]
        return _Filling(boxes, measured, sheet.height).fill()
    except UnmeasuredError:
        return None


@dataclass(frozen=True, slots=True)
class _Note:
    before: int
    height: int
    after: int
    lines: int = 1


def _measure_notes(notes: Mapping[int, str], sheet: Sheet) -> dict[int, _Note]:
    measured = {}
    for number, note in notes.items():
        form, lines = read_paragraph_lines(note, sheet.width, sheet, number)
        measured[number] = _Note(form.before, sum(lines.heights), form.after, len(lines.heights))
    return measured


@dataclass(slots=True)
class _Filling:
    """The page being filled: how much of it is used, by which boxes, and its notes."""

    boxes: Sequence[Box]
    notes: Mapping[int, _Note]
    height: int
    page: int = 1
    used: int = 0
    above: Box | None = None
    natural: bool = False  # whether the page began because the one before it was full
    on_page: list[int] = field(default_factory=list)
    begun: dict[int, tuple[int, int, int, bool]] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)

    def fill(self) -> Pages:
        """Fill pages until there are no more boxes."""
        at = 0
        while at < len(self.boxes):
            box = self.boxes[at]
            if box.page_break and self.above:
                self._turn(natural=False)
            self.begun[at] = self.page, self.used, len(self.on_page), self.above is None
            moved = self._place(box)
            at = at + 1 if moved else self._go_back(at)
        return Pages(self.found, self.page)

    def _turn(self, *, natural: bool) -> None:
        self.page += 1
        self.used, self.above, self.natural, self.on_page = 0, None, natural, []

    def _go_back(self, at: int) -> int:
        """The box that the next page begins with: the first of those that stay with each other."""
        first = at
        while first and self.boxes[first - 1].keep_next and self.begun[first - 1][0] == self.page:
            if self.boxes[first - 1].ends_table and first < at:
                break  # LibreOffice keeps a table with what has no room, not with what follows that
            first -= 1
            if self.begun[first][3]:
                first = at  # they fill the page: only what is left of them goes on
                break
        self._turn(natural=True)
        return first

    def _place(self, box: Box) -> bool:
        """Put a box on the page and those after it; False where all of it belongs on the next."""
        lines, start = box.lines, 0
        count = len(lines.heights)
        self._leave_distance(box)
        while start < count:
            end = next((line for line in lines.breaks if line > start), count)
            fitting = self._fit(box, start, end)
            if fitting < end - start:
                fitting = self._divide(box, start, end, fitting)
                if not fitting:
                    return False
            self._take(box, start, start + fitting)
            start += fitting
            if start < count:
                self._turn(natural=start != end)
        if box.break_after:
            self._turn(natural=False)
        return True

    def _leave_distance(self, box: Box) -> None:
        """Leave the distance above a box; at the top of a page that began by itself there is none.

        Word and LibreOffice keep it below a page break and on the first page.
        """
        if self.above:
            self.used += gap(self.above, box)
        else:
            self.used += box.repeated if self.natural else box.before

    def _fit(self, box: Box, start: int, end: int) -> int:
        """How many of the lines from `start` to `end` fit on the page, with their notes."""
        heights, used, on_page = box.lines.heights, self.used, list(self.on_page)
        limit = self.height - self._room(on_page)
        for line in range(start, end):
            if box.lines.notes:
                on_page += [number for at, number in box.lines.notes if at == line]
                limit = self.height - self._room(on_page)
            used += heights[line]
            if used - box.hanging + (box.edge if line == end - 1 else 0) > limit:
                return line - start
        return end - start

    def _divide(self, box: Box, start: int, end: int, fitting: int) -> int:
        """How many of the lines stay here when not all do; 0 where the whole box moves on.

        Widow and orphan control asks for two lines on both sides (17.3.1.44).
        """
        if not self.above:
            least = 1
        elif box.keep_lines:
            return 0
        else:
            least = 2 if box.widow and not start else 1
        if box.widow:
            fitting = min(fitting, end - start - 2)
        if fitting >= least:
            return fitting
        return 0 if self.above else max(fitting, 1)

    def _take(self, box: Box, start: int, end: int) -> None:
        self.used += sum(box.lines.heights[start:end]) + (
            box.closing if end == len(box.lines.heights) else 0
        )
        self.above = box
        self.on_page += [number for at, number in box.lines.notes if start <= at < end]
        for at, name in box.lines.bookmarks:
            if start <= at < end:
                self.found[name] = self.page

    def _room(self, numbers: Sequence[int]) -> int:
        """The room of the notes at the bottom of a page, with the line above them."""
        notes = [self.notes[number] for number in numbers if number in self.notes]
        if not notes:
            return 0
        between = sum(max(a.after, b.before) for a, b in pairwise(notes))
        return NOTE_LINE + notes[0].before + sum(note.height for note in notes) + between
