"""The lines of a paragraph: where they break, and how tall they are.

Takes the content of a w:p as our own writer makes it, and gives heights in twips. Lines are filled
greedily, spaces at the end of a line hang in the margin, and what LibreOffice does with tabs,
pictures and marks of notes is done here. Widths are in sixths of a twip, as in metrics.py.
It must never know a page.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import field
from functools import partial

from avtalegen.quick import dataclass
from avtalegen.writers.formats import Format, Run, read_run_format
from avtalegen.writers.metrics import GRID, Ruler, may_break
from avtalegen.writers.sheet import Sheet

EMU = 635  # English metric units in a twip


@dataclass(frozen=True, slots=True)
class Lines:
    """The heights of lines in twips, and what stands on which line, counted from 0.

    `breaks` are lines that begin a page because the text says so.
    """

    heights: tuple[int, ...]
    notes: tuple[tuple[int, int], ...] = ()
    bookmarks: tuple[tuple[int, str], ...] = ()
    breaks: tuple[int, ...] = ()


@dataclass(slots=True)
class _Setting:
    """The paragraph on its way from XML to lines.

    A segment is what stands between two tabs or forced breaks: a list of atoms, which no line
    break divides, each with the width of the space that follows it. A face is the first and last
    atom of some text with the ascent and descent of its letters, a picture its atom and height;
    `long` has the words that are wider than `limit`, the column, each after what stands before it.
    """

    limit: int
    segments: list[tuple[str, list[tuple[int, int]]]] = field(default_factory=list)
    atoms: list[tuple[int, int]] = field(default_factory=list)
    pending: int = 0
    last: str = ""
    done: int = 0  # atoms in earlier segments
    faces: list[tuple[int, int, int, int]] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    long: dict[int, tuple[int, str, Ruler]] = field(default_factory=dict)
    notes: list[tuple[int, int]] = field(default_factory=list)
    bookmarks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def atom(self) -> int:
        """The number of the atom that is being made, over all segments."""
        return self.done + len(self.atoms)

    def add_text(self, text: str, run: Run) -> None:
        """Add words and the spaces between them."""
        atoms, ruler, limit = self.atoms, run.ruler, self.limit
        start, space, find = self.atom, ruler.letters[" "] + run.tracking, ruler.words.get
        if run.tracking:
            find = partial(_measure_tracked, run)
        if self.last and may_break(self.last, text):
            atoms.append((self.pending, 0))
            self.pending = 0
        pending = self.pending
        for word in text.split(" "):
            width = find(word)
            if width is None or width > limit:
                self.pending = pending
                self._add_word(word, ruler)
                pending = self.pending
            else:
                pending += width
            atoms.append((pending, space))
            pending = 0
        self.pending, _ = atoms.pop()  # the last word goes on in the next run
        self.last = text[-1:]
        self.faces.append((start, self.done + len(atoms), run.ascent, run.descent))

    def _add_word(self, word: str, ruler: Ruler) -> None:
        """Add a word that is new, that may be broken, or that no line holds."""
        parts = ruler.divide(word)
        for position, width in enumerate(parts):
            if position:
                self.atoms.append((self.pending, 0))
                self.pending = 0
            if width > self.limit:
                part = ruler.split(word)[position] if len(parts) > 1 else word
                self.long[self.atom] = (self.pending, part, ruler)
            self.pending += width

    def add_picture(self, extent: str) -> None:
        """Add a picture that stands in the line like a letter (wp:inline)."""
        width, height = (int(found[1]) for found in map(
            re.Pattern.search, (_WIDTH, _HEIGHT), (extent, extent)) if found)  # fmt: skip
        self.pictures.append((self.atom, round(height / EMU)))
        self.pending += width * GRID // EMU
        self.last = ""

    def start_segment(self, kind: str) -> None:
        """What follows stands after a tab, on a new line (br) or on a new page (page)."""
        self.atoms.append((self.pending, 0))
        self.done += len(self.atoms)
        self.atoms = []
        self.segments.append((kind, self.atoms))
        self.pending, self.last = 0, ""


def _measure_tracked(run: Run, word: str) -> int:
    return run.ruler.measure(word) + run.tracking * len(word)


_TOKEN = re.compile(
    r"<w:r(?: [^>]*)?>(?:<w:rPr>(.*?)</w:rPr>)?|<w:t(?: [^>]*)?>([^<]*)"
    r"|<w:(tab|br|cr|footnoteReference|footnoteRef|noBreakHyphen)\b([^>]*)/>"
    r"|<wp:extent ([^>]*)/>|<w:bookmarkStart ([^>]*)/>"
)
# What stands between two runs without properties of their own, which are set as one.
_SEAM = '</w:t></w:r><w:r><w:t xml:space="preserve">'
_SEAMED = re.compile(rf'(?<=<w:r>)<w:t xml:space="preserve">[^<]*(?:{_SEAM}[^<]*)+')
_RUN, _TEXT, _SIGN, _REST, _EXTENT, _BOOKMARK = range(1, 7)
_NAME, _NUMBER = re.compile(r'w:name="([^"]*)"'), re.compile(r'w:id="(-?\d+)"')
_WIDTH, _HEIGHT = re.compile(r'cx="(\d+)"'), re.compile(r'cy="(\d+)"')


def set_lines(content: str, form: Format, width: int, sheet: Sheet, note: int = 0) -> Lines:
    """The lines of a paragraph in a column of a width in twips.

    `note` is the number that w:footnoteRef shows. Raises UnmeasuredError for a letter or a font
    without known widths.
    """
    run = form.run
    setting = _Setting((width - form.left - form.right) * GRID)
    setting.segments.append(("", setting.atoms))
    if _SEAM in content:
        content = _SEAMED.sub(lambda found: found[0].replace(_SEAM, ""), content)
    for token in _TOKEN.finditer(content):
        kind = token.lastindex
        if kind == _TEXT:
            text = token[_TEXT]
            if text and run.visible:
                text = html.unescape(text) if "&" in text else text
                setting.add_text(text.upper() if run.caps else text, run)
        elif kind == _BOOKMARK:
            found = _NAME.search(token[_BOOKMARK])
            setting.bookmarks.append((setting.atom, found[1] if found else ""))
        elif kind == _EXTENT:
            setting.add_picture(token[_EXTENT])
        elif kind == _REST:
            _add_sign(setting, token[_SIGN], token[_REST], run, note)
        else:
            run = read_run_format(token[_RUN], form, sheet) if kind == _RUN else form.run
    setting.atoms.append((setting.pending, 0))
    return _finish(setting, form, width, sheet.tab)


def _add_sign(setting: _Setting, sign: str, rest: str, run: Run, note: int) -> None:
    if sign == "tab":
        setting.start_segment("tab")
    elif sign in {"br", "cr"}:
        setting.start_segment("page" if 'w:type="page"' in rest else "br")
    elif sign == "noBreakHyphen":
        setting.add_text("\u2011", run)
    else:
        found = _NUMBER.search(rest)
        number = int(found[1]) if found else note
        if sign == "footnoteReference":
            setting.notes.append((setting.atom, number))
        setting.add_text(str(number), run)


def _finish(setting: _Setting, form: Format, width: int, tab: int) -> Lines:
    starts, breaks = _fill(setting, form, width * GRID, tab)
    standing = (form.run.ascent, form.run.descent)
    if setting.pictures or any(face[2:] != standing for face in setting.faces):
        ends = (*starts[1:], setting.atom + 1)
        heights = tuple(map(_measurer(setting, form), starts, ends))
    else:
        heights = (form.height(sum(standing)),) * len(starts)
    return Lines(
        heights,
        tuple((bisect_right(starts, atom) - 1, number) for atom, number in setting.notes),
        tuple((bisect_right(starts, atom) - 1, name) for atom, name in setting.bookmarks),
        breaks,
    )


def _measurer(setting: _Setting, form: Format) -> Callable[[int, int], int]:
    """What gives the height of a line from its first atom up to, not including, another.

    A line has room for the letters on it, or for one of its paragraph where it has none; a picture
    stands on its base line.
    """

    def measure(start: int, end: int) -> int:
        faces = [face[2:] for face in setting.faces if face[0] < end and face[1] >= start]
        ascent, descent = map(
            max, zip(*(faces or [(form.run.ascent, form.run.descent)]), strict=True)
        )
        picture = max((tall for atom, tall in setting.pictures if start <= atom < end), default=0)
        letters = form.height(ascent + descent)
        if picture <= ascent or form.rule == "exact":
            return letters
        whole = picture + (descent if faces else 0)
        return (
            max(whole, form.line) if form.rule == "atLeast" else whole + letters - ascent - descent
        )

    return measure


def _fill(
    setting: _Setting, form: Format, width: int, tab: int
) -> tuple[list[int], tuple[int, ...]]:
    """The atoms with which the lines begin, and the lines that begin a page.

    Places are counted from the margin of the column, in sixths of a twip.
    """
    left, right = form.left * GRID, width - form.right * GRID
    at = left + form.first * GRID + form.label
    if form.suffix == "tab":
        at = _find_stop(at, form, tab, 0)
    starts, breaks, number, empty, edge = [0], [], 0, True, right
    for kind, atoms in setting.segments:
        if kind == "tab":
            following = sum(map(sum, atoms))
            at = _find_stop(at, form, tab, following)
            edge = max(edge, at + following if _ends_at_stop(at + following, form) else 0)
        elif kind:
            if kind == "page":
                breaks.append(len(starts))
            starts.append(number)
            at, empty, edge = left, True, right
        for atom, space in atoms:
            if at + atom > edge and atom:
                if not empty:
                    starts.append(number)
                    at, edge = left, right
                if at + atom > edge:
                    ends, at = _force(setting, number, atom, (at, left, right))
                    starts += [number] * ends
                    atom = 0  # noqa: PLW2901 - it is set already
            at += atom + space
            empty = False
            number += 1
    return starts, tuple(breaks)


def _force(
    setting: _Setting, number: int, atom: int, edges: tuple[int, int, int]
) -> tuple[int, int]:
    """How many line ends an atom has in it that no line holds, and where its last line ends.

    `edges` are where it begins and the sides of the column.
    """
    at, left, right = edges
    if right <= left:
        return 0, at + atom
    if number in setting.long:
        before, word, ruler = setting.long[number]
        start = at + before - left
        ends, at = ruler.force(word, start, right - left, slashes=number == 0 and start == 0)
        return ends, left + at
    whole = at + atom - left - 1
    return whole // (right - left), left + whole % (right - left) + 1


def _ends_at_stop(at: int, form: Format) -> bool:
    """Whether a place is a right stop; it may stand to the right of where other text ends."""
    return any(stop * GRID == at and kind in {"right", "end"} for stop, kind in form.tabs)


def _find_stop(at: int, form: Format, tab: int, following: int) -> int:
    """Where text goes on after a tab: own stops, the hanging indent, then every `tab` twips."""
    for place, kind in form.tabs:
        stop = place * GRID
        if stop > at and kind != "clear":
            return max(at, stop - following) if kind in {"right", "end"} else stop
        if at < form.left * GRID < stop:
            break
    if at <= form.left * GRID:
        return form.left * GRID
    return (at // (tab * GRID) + 1) * tab * GRID
