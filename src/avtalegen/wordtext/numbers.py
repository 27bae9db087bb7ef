"""The numbers of headings and lists, counted as Word counts them (ECMA-376 17.9).

Takes the part of the numbering; gives the number of each paragraph in turn. It must never know
what a paragraph says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from avtalegen.wordtext.tags import child_value, find_number, value, w

BULLET = "•"
_LEVELS = range(9)


class Level(NamedTuple):
    """One level of a list: where it starts, how it counts, what it prints, and when it restarts.

    `restart` is the lowest level, counted from 1, whose items do not make this one start anew; the
    level itself where nothing else is said, and 0 where nothing makes it. `anew` says that the
    first item of its list does not go on where another list of the same kind ended.
    """

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    style: str = ""
    restart: int = 9
    legal: bool = False
    anew: bool = False


class Numbers:
    """The lists of a document, each counted as far as its paragraphs were told of."""

    def __init__(self, root: etree._Element | None, linked: Mapping[str, str]) -> None:
        """`linked` are the lists that styles of lists name, by the id of the style."""
        self._abstract: dict[str, list[Level]] = {}
        self._lists: dict[str, tuple[str, list[Level]]] = {}
        self._counted: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root, linked)

    def _read(self, root: etree._Element, linked: Mapping[str, str]) -> None:
        links = {}
        for each in root.iter(w("abstractNum")):
            key = value(each, "abstractNumId")
            self._abstract[key] = _read_levels(each, [Level() for _ in _LEVELS])
            links[key] = child_value(each, "numStyleLink")
        numbers = {value(n, "numId"): n for n in root.iter(w("num"))}
        for key, number in numbers.items():
            abstract = child_value(number, "abstractNumId")
            followed = numbers.get(linked.get(links.get(abstract, ""), ""))
            if followed is not None:  # the levels stand where the style has them
                abstract = child_value(followed, "abstractNumId")
            if abstract in self._abstract:
                self._lists[key] = (abstract, _override(number, self._abstract[abstract]))

    def find_level(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style; the first where none does."""
        _, levels = self._lists.get(number, ("", []))
        return next((i for i, level in enumerate(levels) if level.style == style), 0)

    def count(self, number: str, level: int) -> str:
        """The number of the next paragraph at a level from 0; BULLET, or "" where it has none."""
        if number not in self._lists or level not in _LEVELS:
            return ""
        abstract, levels = self._lists[number]
        counted = self._counted.setdefault(abstract, [None] * 9)
        if number not in self._begun:
            self._begun.add(number)
            for deeper in _LEVELS:
                if levels[deeper].anew:
                    counted[deeper] = None
        last = counted[level]
        counted[level] = levels[level].start if last is None else last + 1
        for deeper in range(level + 1, 9):
            if level + 1 <= min(levels[deeper].restart, deeper):
                counted[deeper] = None
        return _print(levels, counted, level)


def _read_levels(parent: etree._Element, levels: list[Level]) -> list[Level]:
    for each in parent.findall(w("lvl")):
        at = find_number(value(each, "ilvl"), -1)
        if at in _LEVELS:
            levels[at] = _read_level(each)
    return levels


def _read_level(each: etree._Element) -> Level:
    return Level(
        find_number(child_value(each, "start"), 1),
        child_value(each, "numFmt") or "decimal",
        child_value(each, "lvlText"),
        child_value(each, "pStyle"),
        find_number(child_value(each, "lvlRestart"), 9),
        each.find(w("isLgl")) is not None,
    )


def _override(number: etree._Element, shared: list[Level]) -> list[Level]:
    levels = list(shared)
    for each in number.findall(w("lvlOverride")):
        at = find_number(value(each, "ilvl"), -1)
        if at not in _LEVELS:
            continue
        own = each.find(w("lvl"))
        levels[at] = _read_level(own) if own is not None else levels[at]
        if start := child_value(each, "startOverride"):
            levels[at] = levels[at]._replace(start=find_number(start, 1), anew=True)
    return levels


def _print(levels: list[Level], counted: list[int | None], level: int) -> str:
    own = levels[level]
    if own.kind == "bullet":
        return BULLET

    def say(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        kind = "decimal" if own.legal and levels[at].kind != "none" else levels[at].kind
        last = counted[at]
        return format_number(levels[at].start if last is None else last, kind)

    return re.sub("%([1-9])", say, own.text).strip()


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_number(number: int, kind: str) -> str:
    """The number as Word prints it in one of its formats; in digits for those not known here."""
    match kind:
        case "none" | "bullet":
            return ""
        case "lowerLetter" | "upperLetter" if 0 < number <= 780:
            letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters if kind == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < number < 4000:
            roman = ""
            for size, letters in _ROMAN:
                roman += letters * (number // size)
                number %= size
            return roman if kind == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}."
    return str(number)
