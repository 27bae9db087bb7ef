"""How wide words are and how tall lines are, in the fonts whose measures are shipped.

The measures are those of the free fonts that LibreOffice sets in place of Word's, which have the
same widths: data/widths.json, made by tests/writers/fonts.py. Widths are in sixths of a twip
(1/120 point): LibreOffice rounds each letter to that grid, so a line is the sum of whole numbers.
It must never know a paragraph or a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

from avtalegen.quick import dataclass

GRID = 6  # steps in a twip


class UnmeasuredError(LookupError):
    """A font, or a letter in it, whose measures are not shipped."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """One face of a font in one size.

    `ascent` and `height` are of a line of single spacing, in twips; `gap`, the font's own
    distance between lines, is part of both.
    """

    letters: Mapping[str, int]
    ligatures: Mapping[str, str]
    pattern: re.Pattern[str] | None
    ascent: int
    height: int
    words: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    divided: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def measure(self, text: str) -> int:
        """The width of letters that stand on one line, in sixths of a twip.

        Pairs are not kerned, since Word kerns only where it is asked to (ECMA-376 17.3.2.19), but
        LibreOffice sets ligatures.
        """
        if self.pattern:
            text = self.pattern.sub(lambda found: self.ligatures[found[0]], text)
        try:
            return sum(map(self.letters.__getitem__, text))
        except KeyError as missing:
            raise UnmeasuredError(missing.args[0]) from missing

    def divide(self, word: str) -> tuple[int, ...]:
        """The widths of the parts of a word between which a line may break; kept for the next.

        `words` keeps those that no line may break, `divided` the others.
        """
        if (whole := self.words.get(word)) is not None:
            return (whole,)
        found = self.divided.get(word)
        if found is None:
            if len(self.words) + len(self.divided) > _MOST_WORDS:
                self.words.clear()
                self.divided.clear()
            found = tuple(map(self.measure, self.split(word)))
            if len(found) == 1:
                self.words[word] = found[0]
            else:
                self.divided[word] = found
        return found

    def split(self, word: str) -> list[str]:
        """The parts of a word between which a line may break."""
        return _OPPORTUNITY.split(word) if _BREAKING.search(word) else [word]

    def force(self, part: str, start: int, width: int, *, slashes: bool) -> tuple[int, int]:
        """How many line ends there are in what no line holds, and how long its last line is.

        It begins at `start` of a line of the given width; letters fill the lines, but these may end
        after a slash where `slashes` says so.
        """
        ends, at = 0, start
        for piece in _SLASH.split(part):
            if slashes and at > 0 and at + self.measure(piece) > width:
                ends, at = ends + 1, 0
            for letter in piece:
                step = self.measure(letter)
                if at > 0 and at + step > width:
                    ends, at = ends + 1, 0
                at += step
        return ends, at


_MOST_WORDS = 50_000
# Where a line may break inside a word, as LibreOffice 7.4 does in Norwegian text (tried with each
# sign between letters and digits): UAX 14 with breaks after ! ? and hyphens before digits too. No
# full stop, colon, @ or _ lets a line break, and a slash only in the first word of a paragraph.
_AFTER = "\\-\u2010\u2012\u2013\u2014\u2026|!?\u00ad\u200b"
_BEFORE = r"(?=[\w(\[{§$€£&@#+<>=~*])"
_BREAKING = re.compile(f"[{_AFTER}%]")
_OPPORTUNITY = re.compile(rf"(?<=[{_AFTER}]){_BEFORE}|(?<=[^\W\d])(?=%)")
_SLASH = re.compile(rf"(?<=[^\d/]/){_BEFORE}|(?<=//)(?=\w)")


def may_break(before: str, after: str) -> bool:
    """Whether a line may break between two letters that stand in different runs."""
    return bool(before and after and _OPPORTUNITY.search(f"x{before[-1]}{after[0]}", 2))


class _Letters(dict[str, int]):
    """The widths of letters in one size, each worked out when it is first asked for."""

    __slots__ = ("face", "steps", "unit")

    def __init__(self, face: _Face, unit: int, steps: int) -> None:
        super().__init__()
        self.face, self.unit, self.steps = face, unit, steps

    def __missing__(self, letter: str) -> int:
        width = self[letter] = _scale(self.face.letters[letter], self.unit, self.steps)
        return width


@dataclass(frozen=True, slots=True)
class _Face:
    """A face of a font in its own units; ligatures are letters of their own."""

    letters: Mapping[str, int]
    ligatures: Mapping[str, str]
    pattern: re.Pattern[str] | None
    lengths: tuple[int, int, int]


@lru_cache(maxsize=256)
def find_ruler(font: str, half_points: float, *, bold: bool, italic: bool) -> Ruler:
    """The ruler of a face in a size in half-points.

    Raises UnmeasuredError where the font is not known.
    """
    known = _read_fonts().get(font)
    if known is None:
        raise UnmeasuredError(font)
    face = _read_face(font, ("bold" if bold else "") + ("italic" if italic else "") or "regular")
    steps = round(half_points * 10 * GRID)  # in an em
    unit = known["units"]
    ascent, descent, gap = (_scale(length, unit, steps) for length in face.lengths)
    leading = _round(gap)
    return Ruler(
        _Letters(face, unit, steps), face.ligatures, face.pattern,
        _round(ascent) + leading, _round(ascent + descent) + leading,
    )  # fmt: skip


def _scale(length: int, unit: int, steps: int) -> int:
    return (2 * length * steps + unit) // (2 * unit)


@lru_cache(maxsize=16)
def _read_face(font: str, name: str) -> _Face:
    face = _read_fonts()[font]["faces"][name]
    letters = {letter: int(width) for width, all_ in face["letters"].items() for letter in all_}
    # What a font has no glyph of its own for looks like its nearest relative.
    letters.setdefault("\u00a0", letters[" "])
    letters.setdefault("\u2010", letters["-"])
    letters.setdefault("\u2011", letters["\u2010"])
    letters["\u00ad"] = letters["\u200b"] = 0
    ligatures = {}
    for number, (sequence, width) in enumerate(face["ligatures"].items()):
        ligatures[sequence] = chr(_SURROGATE + number)
        letters[chr(_SURROGATE + number)] = width
    longest = sorted(ligatures, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest))) if longest else None
    lengths = (face["ascent"], face["descent"], face["gap"])
    return _Face(letters, ligatures, pattern, lengths)


_SURROGATE = 0xD800  # the first of the codes that no text can have


def _round(steps: int) -> int:
    return (2 * steps + GRID) // (2 * GRID)


@lru_cache(maxsize=1)
def _read_fonts() -> Mapping[str, Any]:
    file = Path(__file__).parents[1] / "data" / "widths.json"
    read: Mapping[str, Any] = json.loads(file.read_bytes())
    return read
