"""What a file of YAML holds, and where each key and value of it stands.

A tree is text, lists and mappings, with places. This module must never know how YAML is read, nor
what a municipality or a clause is.
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from typing import Any

from avtalegen.problems import Location, Problem
from avtalegen.quick import dataclass

ValuePath = tuple[str | int, ...]
Raw = str | list[Any] | dict[str, Any]
# The line and column where a text begins, and those after its end, from 1.
Span = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences warnings: the codes, why, and the lines that it speaks of.

    Those are the line that it stands on, the next value where it stands alone, and all lines of a
    value that begins there.
    """

    location: Location
    first: int
    last: int
    codes: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Tree:
    """One YAML file as text, lists and mappings, with the place of each key and value.

    `data` holds str, list and dict only. `values` and `keys` give (line, column), from 1, for the
    path of a value: its mapping keys and list positions (from 0) from the top of the file. `lines`
    are those of the file, and `spans` say where each text begins and ends in them. `extents` are
    the first and the last line of each list and mapping that begins with a key or a bracket.
    """

    name: str
    data: dict[str, Any]
    values: dict[ValuePath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[ValuePath, tuple[int, int]] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)
    ignores: list[Ignore] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    spans: dict[ValuePath, Span] = field(default_factory=dict)
    extents: list[tuple[int, int]] = field(default_factory=list)

    def locate(self, path: ValuePath) -> Location:
        """Where the value stands, or the nearest key above it that is in the file."""
        if path in self.values:
            return Location(self.name, *self.values[path])
        return self.locate_key(path)

    def locate_key(self, path: ValuePath) -> Location:
        """Where the key that leads to the value stands, or the nearest above it in the file."""
        while path and path not in self.keys and path not in self.values:
            path = path[:-1]
        return Location(self.name, *(self.keys.get(path) or self.values.get(path) or (1, 1)))

    def locate_words(
        self, path: ValuePath, words: str, number: int = 0, inside: str = "", nth: int = 0
    ) -> Location:
        """Where the text at the path says the words for the number-th time, counted from 0.

        Or, from there on, where it says what stands `inside` them for the nth time. Where it does
        not say them so often, the first time; where it never does, its beginning.
        """
        span = self.spans.get(path)
        if not span or not words.strip():
            return self.locate(path)
        (first, start), (last, end) = span
        lines = self.lines[first - 1 : last]
        lines[-1] = lines[-1][: max(end - 1, 0)]
        text = "\n".join(lines)
        found = _find_words(text, words, max(start - 1, 0), number)
        if found is None:
            return self.locate(path)
        within = _find_words(text, inside, found, nth) if inside else None
        before = text[: found if within is None else within]
        column = len(before) - (before.rfind("\n") + 1) + 1
        return Location(self.name, first + before.count("\n"), column)

    def find(self, path: ValuePath) -> Raw | None:
        """What stands at the path, or None where the file says nothing there."""
        found: Any = self.data
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found  # type: ignore[no-any-return]  # JSON-like by construction


def name_field(path: ValuePath) -> str:
    """A path as users read it: politirådet.medlemmer[1].rolle, list positions from 1."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _find_words(text: str, words: str, start: int, number: int) -> int | None:
    found = _list_places(text, words, start)
    if not found:
        return None
    return found[number] if number < len(found) else found[0]


@lru_cache(maxsize=8)
def _list_places(text: str, words: str, start: int) -> list[int]:
    """Where the text says the words, from the start on; kept, since the same are asked for again.

    A line may break where the words have a space.
    """
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    return [match.start() for match in pattern.finditer(text, start)]
