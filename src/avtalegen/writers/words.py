"""Words as Typst: strings, and never markup, with places to break those that no line holds.

Takes inlines and the width that they have; gives code of Typst (typst.app/docs/reference/syntax).
Widths are in twentieths of a point. It must never know a block or a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any

from avtalegen.document import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Strong,
    Text,
    Value,
    say_reference,
)
from avtalegen.fonts import USUAL, find_original
from avtalegen.quick import dataclass
from avtalegen.writers.metrics import GRID, Ruler, UnmeasuredError, find_ruler
from avtalegen.writers.spacing import bind

_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_WORD, _LONGER = re.compile(r"[^ \n]+"), re.compile(r"[^ \n]{12,}")


def quote(text: str) -> str:
    """The text as a string of Typst."""
    plain = text.isprintable() and '"' not in text and "\\" not in text
    return f'"{text}"' if plain else f'"{text.translate(_ESCAPED)}"'


@dataclass(frozen=True, slots=True)
class Room:
    """How wide a line is, in twentieths of a point, and in what its words are set."""

    width: int
    points: float
    font: str = USUAL

    @property
    def ruler(self) -> Ruler:
        """The ruler of the widest face."""
        font = find_original(self.font) or USUAL
        return find_ruler(font, self.points * 2, bold=True, italic=False)

    def measure(self, text: str) -> int:
        """The width of a text on one line; a letter without a known width is as wide as tall."""
        ruler = self.ruler
        try:
            return ruler.measure(text) // GRID
        except UnmeasuredError:
            unknown = round(self.points * 20)
            known = ruler.letters
            return sum(_find(known, letter, unknown) for letter in text)

    def count_lines(self, text: str) -> int:
        """How many lines the text fills, or a few more."""
        return sum(
            1 + self.measure(line) * 6 // (5 * max(self.width, 1)) for line in text.split("\n")
        )


def _find(letters: Mapping[str, int], letter: str, unknown: int) -> int:
    try:
        return letters[letter] // GRID
    except KeyError:
        return unknown


@dataclass(slots=True)
class _Line:
    """Some inlines on their way to code: where words may be cut, and how far the writing is."""

    notes: Callable[[int], str]
    cuts: frozenset[int] = frozenset()
    at: int = 0
    written: list[str] = field(default_factory=list)

    def add_words(self, text: str) -> None:
        """Add words that were bound, cut where they are too long."""
        start, end = self.at, self.at + len(text)
        places = sorted(cut - start for cut in self.cuts if start <= cut < end) if self.cuts else []
        self.at = end
        for begin, stop in zip([0, *places], [*places, len(text)], strict=True):
            if begin in places:
                self.written.append("cut")
            if begin < stop:
                self.written.append(quote(text[begin:stop]))


def set_words(text: str, room: Room) -> str:
    """Plain words as an expression."""
    return set_inlines((Text(text),), room, _no_notes)


def set_inlines(content: Iterable[Inline], room: Room, notes: Callable[[int], str]) -> str:
    """The inlines as one expression; `notes` writes the mark of a footnote."""
    content = tuple(content)
    line = _Line(notes, _find_cuts(_flatten(content), room))
    _add(content, line)
    written = line.written
    return written[0] if len(written) == 1 else f"{{{';'.join(written)}}}"


def _no_notes(number: int) -> str:
    raise RuntimeError(f"there is no place for the mark of footnote {number}")


def _flatten(content: Iterable[Inline]) -> str:
    """The words as they are written, letter for letter."""
    said = []
    for inline in content:
        match inline:
            case Text() | Value():
                said.append(bind(inline.text))
            case Reference():
                said.append(say_reference(inline))
            case Strong() | Emphasis() | Link():
                said.append(_flatten(inline.content))
            case LineBreak():
                said.append("\n")
    return "".join(said)


def _find_cuts(text: str, room: Room) -> frozenset[int]:
    """Before which letters the words that are wider than the line may be divided."""
    cuts: set[int] = set()
    # No line is so narrow that a dozen letters do not fit, but in columns.
    wide = room.width > room.points * 20 * 12
    for word in (_LONGER if wide else _WORD).finditer(text):
        # No letter is much wider than it is tall, so that most words need not be measured.
        widest = len(word[0]) * room.points * 20
        if widest > room.width and room.measure(word[0]) > room.width:
            cuts.update(
                at for at in range(word.start() + 1, word.end())
                if not unicodedata.combining(text[at])
            )  # fmt: skip
    return frozenset(cuts)


def _add(content: Iterable[Inline], line: _Line) -> None:
    for inline in content:
        match inline:
            case Text() | Value():
                line.add_words(bind(inline.text))
            case _:
                _OTHERS[type(inline)](inline, line)


def _wrap(start: str, content: Iterable[Inline] | str, line: _Line) -> None:
    inner = _Line(line.notes, line.cuts, line.at)
    if isinstance(content, str):
        inner.add_words(content)
    else:
        _add(content, inner)
    line.at = inner.at
    line.written.append(f"{start}{{{';'.join(inner.written)}}})")


def _add_strong(inline: Strong, line: _Line) -> None:
    _wrap("strong(", inline.content, line)


def _add_emphasis(inline: Emphasis, line: _Line) -> None:
    _wrap("emph(", inline.content, line)


def _add_link(inline: Link, line: _Line) -> None:
    _wrap(f"link({quote(inline.target)},", inline.content, line)


def _add_reference(inline: Reference, line: _Line) -> None:
    _wrap(f"link(label({quote(inline.target)}),", say_reference(inline), line)


def _add_note(inline: NoteMark, line: _Line) -> None:
    line.written.append(line.notes(inline.number))


def _add_break(_inline: LineBreak, line: _Line) -> None:
    line.at += 1
    line.written.append("linebreak()")


_OTHERS: Mapping[type, Callable[[Any, _Line], None]] = {
    Strong: _add_strong,
    Emphasis: _add_emphasis,
    Link: _add_link,
    Reference: _add_reference,
    NoteMark: _add_note,
    LineBreak: _add_break,
}
