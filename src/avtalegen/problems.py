"""The one shape in which anything wrong is told.

A problem is a value: a stable code, a place, the field, and details that fill the code's message.
This module knows nothing of files, YAML or agreements.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from avtalegen.messages import KINDS, Phrase, Severity, Words, phrase
from avtalegen.quick import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1 and are 0 where there is none to give."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it stands, and how to mend it."""

    code: str
    location: Location
    field: str = ""
    details: Mapping[str, Words] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether the problem stops the build."""
        return KINDS[self.code].severity

    @property
    def message(self) -> Phrase:
        """What is wrong, in one sentence."""
        return Phrase(KINDS[self.code].message, self.details)

    @property
    def hint(self) -> Phrase:
        """How to mend it."""
        return Phrase(KINDS[self.code].hint, self.details)


@dataclass(frozen=True, slots=True)
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
    unique = {(p.severity, p.location, p.field, p.code, str(p.message)): p for p in problems}
    return [unique[key] for key in sorted(unique)]


def drop_proved(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without those of a proof that are told in their own words in the same file."""
    told = {(problem.location.file, problem.message.text) for problem in problems}
    left = []
    for problem in problems:
        reason = problem.details.get("reason")
        said = reason.text if isinstance(reason, Phrase) else ""
        if problem.code != "clause-broken" or (problem.location.file, said) not in told:
            left.append(problem)
    return left


MOST_TOLD = 100


def take(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, at most a hundred and then that there are more: those would say nothing new."""
    found = list(islice(problems, MOST_TOLD + 1))
    if len(found) > MOST_TOLD:
        details = {"limit": str(MOST_TOLD)}
        found[-1] = Problem("more-problems", found[-1].location, details=details)
    return found


def take_each(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, at most a hundred of each code in each file, and then that there are more."""
    told: Counter[tuple[str, str]] = Counter()
    taken = []
    for problem in problems:
        kind = (problem.location.file, problem.code)
        told[kind] += problem.code != "more-problems"
        if told[kind] <= MOST_TOLD:
            taken.append(problem)
        elif told[kind] == MOST_TOLD + 1:
            details = {"limit": str(MOST_TOLD)}
            taken.append(Problem("more-problems", problem.location, details=details))
    return taken


def quote(value: object) -> Words:
    """What was read, short enough to show in a message."""
    match value:
        case str():
            line = " ".join(value.split())
            shown = line if len(line) <= 60 else line[:57] + "…"
            return phrase('"{read}"', read=shown)
        case Mapping():
            return phrase("keys with values")
        case list() | tuple():
            return phrase("a list")
    return str(value)


def suggest(read: str, allowed: Iterable[str], *, most: int = 12) -> Phrase:
    """A hint that offers the nearest of the allowed names, or lists them."""
    names = list(allowed)
    if near := find_near(read, names):
        return phrase("did you mean {names}?", names=offer(near))
    if not names:
        return phrase("there are none to choose from")
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return phrase("use one of: {names}", names=shown)
    more = str(len(names) - most)
    return phrase("use one of: {names} and {more} more", names=shown, more=more)


def find_near(read: str, allowed: Iterable[str]) -> list[str]:
    """The allowed names that are like what was read, the nearest first, at most three."""
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for name in allowed:
        folded.setdefault(_fold(name), name)
    return [folded[name] for name in get_close_matches(_fold(read), folded, n=3, cutoff=0.6)]


def _fold(name: str) -> str:
    # Where a keyboard has no æ, ø and å, people write ae, oe and aa.
    name = name.casefold().replace("aa", "å").replace("oe", "ø").replace("ae", "æ")
    return name.translate({ord("ø"): "o", ord("å"): "a", ord("æ"): "a"})


def offer(names: Sequence[str]) -> Words:
    """The names as alternatives: a, b or c."""
    *others, last = names
    return phrase("{others} or {last}", others=", ".join(others), last=last) if others else last
