"""The one shape in which anything wrong is told.

A problem is a value: a stable code, a place, the field, and details that fill the code's message.
This module knows nothing of files, YAML or agreements.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from avtalegen.messages import KINDS, Severity


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1 and are 0 where there is none to give."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it stands, and how to mend it."""

    code: str
    location: Location
    field: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether the problem stops the build."""
        return KINDS[self.code].severity

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        return KINDS[self.code].message.format_map(self.details)

    @property
    def hint(self) -> str:
        """How to mend it, or nothing."""
        return KINDS[self.code].hint.format_map(self.details)


@dataclasses.dataclass(frozen=True, slots=True)
class Listing:
    """Problems in the order of telling, the lines that they stand on, and what was checked.

    `checked` is how many agreements were read.
    """

    problems: Sequence[Problem] = ()
    lines: Mapping[Location, str] = dataclasses.field(default_factory=dict)
    checked: int = 0

    def count(self, severity: Severity) -> int:
        """How many problems of the severity there are."""
        return sum(problem.severity is severity for problem in self.problems)


class AvtalegenError(Exception):
    """Going on is pointless: carries every problem that was found until then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.location} {p.message}" for p in self.problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetition, errors before warnings, each by place."""
    unique = {(p.severity, p.location, p.field, p.code, p.message): p for p in problems}
    return [unique[key] for key in sorted(unique)]


def quote(value: object) -> str:
    """What was read, short enough to show in a message."""
    match value:
        case str():
            line = " ".join(value.split())
            return f'"{line}"' if len(line) <= 60 else f'"{line[:57]}…"'
        case Mapping():
            return "keys with values"
        case list() | tuple():
            return "a list"
    return str(value)


def suggest(read: str, allowed: Iterable[str], *, most: int = 12) -> str:
    """A hint that offers the nearest of the allowed names, or lists them."""
    from difflib import get_close_matches

    names = list(allowed)
    folded = {name.casefold(): name for name in reversed(names)}
    near = get_close_matches(read.casefold(), folded, n=3, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(folded[name] for name in near) + "?"
    if not names:
        return "there are none to choose from"
    shown = ", ".join(names[:most])
    return f"use one of: {shown}" + (f" and {len(names) - most} more" if len(names) > most else "")
