"""What there is to tell of two revisions: which agreements change, by what, and in which way.

Frozen dataclasses. This module must never know how they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from avtalegen.problems import Listing, Problem
from avtalegen.pushes.ranges import Range
from avtalegen.pushes.steps import Changed, Kind, Step
from avtalegen.quick import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement: the name of its file, what people call it, and how far it had come.

    `status` is that of the first revision, or of the second where it is new. `was` is the name of
    its file in the first revision, where that was another.
    """

    name: str
    title: str
    file: str
    status: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a shared part changes, with the agreements in which it does.

    `parts` has what changes in each of them, by name; the first is the one to show.
    """

    parts: Mapping[str, Changed]

    @property
    def shown(self) -> str:
        """The agreement that the way is shown for."""
        return next(iter(self.parts))


@dataclass(frozen=True, slots=True)
class Shared:
    """A part of agreements that shared words change, with every way in which it changes.

    The way with the most agreements comes first.
    """

    id: str
    title: str
    ways: tuple[Way, ...]

    @property
    def names(self) -> list[str]:
        """The agreements in which it changes."""
        return [name for way in self.ways for name in way.parts]


@dataclass(frozen=True, slots=True)
class Own:
    """What agreements' own files change: in all of these the same.

    Where `mixed`, shared words changed with them, and the two could not be told apart.
    """

    names: tuple[str, ...]
    step: Step
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Cosmetic:
    """A kind of change without words, the agreements that it changes, and what it is about."""

    kind: Kind
    names: tuple[str, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """An agreement that could not be read on one side, and why.

    Problems of the second side are those of the listing too.
    """

    name: str
    old: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Pushed:
    """All that two revisions change; the second is "" for the files as they lie in the folder.

    `asked` and `names` are what was asked for. `total` is how many agreements there are in the
    second, of those, `both` how many of them there were in the first, and `read` how many of these
    could be compared. `signed` are those whose
    own file changed only when what was adopted was signed. `idle` are the files that changed
    without changing an agreement, and `unshown` those of which that is not known. `anew` says that
    there was nothing before, and `compared` that both could be read.
    """

    first: str = ""
    second: str = ""
    names: tuple[str, ...] = ()
    asked: Range = field(default_factory=lambda: Range("HEAD"))
    commits: tuple[str, str] = ("", "")
    total: int = 0
    both: int = 0
    read: int = 0
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    shared: tuple[Shared, ...] = ()
    own: tuple[Own, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    cosmetic: tuple[Cosmetic, ...] = ()
    unread: tuple[Unread, ...] = ()
    signed: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()
    anew: bool = False
    compared: bool = False
    listing: Listing = field(default_factory=Listing)

    @property
    def renamed(self) -> list[str]:
        """The agreements whose file has another name."""
        return [name for name, each in self.agreements.items() if each.was]

    def list_changed(self) -> list[str]:
        """The agreements that say something else than before, in the order of their names."""
        own = (n for each in self.own if each.step.matters for n in each.names)
        ways = (way for each in self.shared for way in each.ways)
        shared = (n for way in ways for n, part in way.parts.items() if part.change is not None)
        return sorted({*own, *shared})

    def list_bound(self, status: str) -> list[str]:
        """The agreements that had the status before, and say something else or are gone.

        To sign what is adopted is how it should go on, and no such change.
        """
        shared = {name for each in self.shared for name in each.names}
        signed = set(self.signed) - shared
        changed = sorted({*self.list_changed(), *self.removed} - signed)
        return [name for name in changed if self.agreements[name].status == status]

    @property
    def differs(self) -> bool:
        """Whether any agreement is not as it was, in words or in looks."""
        found: Iterator[Sequence[object]] = iter(
            (self.shared, self.own, self.added, self.removed, self.cosmetic, self.renamed)
        )
        return any(found)
