"""What diff does: read two agreements or more, and compare them. It never prints."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import field
from pathlib import Path

from avtalegen import register, revisions
from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.builds import Track
from avtalegen.comparison.answers import Answers, collect
from avtalegen.comparison.changes import Comparison, compare
from avtalegen.comparison.matrix import Matrix, make_matrix
from avtalegen.comparison.reasons import Explained, explain
from avtalegen.comparison.wording import compare_documents
from avtalegen.document import Document
from avtalegen.messages import Severity, Words
from avtalegen.planning import plan
from avtalegen.problems import (
    AvtalegenError,
    Listing,
    Location,
    Problem,
    has_errors,
    sort_problems,
    suggest,
)
from avtalegen.quick import dataclass
from avtalegen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be compared: names with their revisions, or all where there are none.

    `district` leaves those of one police district; `clause` is the only one that is asked about.
    """

    names: tuple[str, ...] = ()
    district: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Compared:
    """The comparison of two, or of more, and nothing but problems where something was wrong.

    `clause` is the only one that was compared, "" for all.
    """

    listing: Listing = field(default_factory=Listing)
    comparison: Comparison | None = None
    explained: tuple[Explained, ...] = ()
    matrix: Matrix | None = None
    clause: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything that was compared is not the same in all."""
        if self.matrix is not None:
            return any(len(row.groups) > 1 for row in self.matrix.rows)
        words = any(each.change.differs for each in self.explained)
        return words or (self.comparison is not None and self.comparison.differs)


def diff(workspace: Workspace, asked: Asked, track: Track = iter) -> Compared:
    """Compare the agreements: two in all their words, more by their choices."""
    with ExitStack() as stack:
        run = _Run(workspace, stack)
        try:
            sides = run.choose(asked, track)
            if not has_errors(run.problems):
                return _compare(run, sides, asked)
        except AvtalegenError as error:
            run.problems += error.problems
        return Compared(run.list_problems())


def _compare(run: _Run, sides: list[Answers], asked: Asked) -> Compared:
    if len(sides) > 2:
        return Compared(matrix=make_matrix(sides, asked.clause), clause=asked.clause)
    documents = [run.assemble(side) for side in sides]
    first, second = documents
    if first is None or second is None:
        return Compared(run.list_problems())
    comparison = compare(*sides)
    explained = explain(compare_documents(first, second), comparison)
    if asked.clause:
        comparison = comparison.limit(asked.clause)
        explained = [each for each in explained if asked.clause in each.change.ids]
    return Compared(
        comparison=comparison, explained=tuple(explained), clause=asked.clause
    )  # fmt: skip


class _Run:
    """The problems that have been found so far, and the workspaces of revisions."""

    def __init__(self, workspace: Workspace, stack: ExitStack) -> None:
        self.workspace, self.stack = workspace, stack
        self.problems: list[Problem] = []
        self.revisions: dict[str, Workspace] = {"": workspace}

    def choose(self, asked: Asked, track: Track) -> list[Answers]:
        """The agreements that were asked for; those that cannot be read are added as problems."""
        names = list(asked.names)
        if len(names) > 2:
            names = list(dict.fromkeys(names))  # each has one voice among many
        if not names:
            names, problems = self.workspace.list_names()
            self.problems += problems
        read = [self.read(name) for name in track(self.check_names(names))]
        sides = [side for side in read if side is not None]
        place = Location(self.workspace.name_file(self.workspace.municipalities))
        if asked.district:
            sides = self.keep_district(sides, asked.district, place)
        if len(sides) < 2 and not has_errors(self.problems):
            told = ", ".join(side.name for side in sides)
            self.problems.append(Problem("name-alone", place, details={"read": told or "–"}))
        if asked.clause and sides and not has_errors(self.problems):
            self.check_clause(asked.clause, sides, place)
        return sides

    def check_names(self, names: Sequence[str]) -> list[str]:
        """The names, if all of them are there at their revisions; else AvtalegenError."""
        problems: list[Problem] = []
        for asked in dict.fromkeys(names):
            name, revision = revisions.split_name(asked)
            try:
                self.open(asked, revision).find_names([name])
            except AvtalegenError as error:
                problems += error.problems
        if problems:
            raise AvtalegenError(problems)
        return list(names)

    def open(self, asked: str, revision: str) -> Workspace:
        """The workspace as it is, or as it was at the revision."""
        if "@" in asked and not (revision and revision in self.revisions):
            made = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
            self.revisions[revision] = revisions.read_revision(self.workspace, revision, made)
        return self.revisions[revision]

    def read(self, asked: str) -> Answers | None:
        """The answers of an agreement, or None; its errors are added."""
        name, revision = revisions.split_name(asked)
        workspace = self.open(asked, revision)
        try:
            reading, problems = read_agreement(workspace.read_municipality(name), workspace.library)
        except AvtalegenError as error:
            self.problems += error.problems
            return None
        if reading is not None:
            problems += plan(reading).problems
        self.problems += [p for p in problems if p.severity is Severity.ERROR]
        return collect(asked, reading) if reading and not has_errors(problems) else None

    def assemble(self, side: Answers) -> Document | None:
        """The document of an agreement, or None; its errors are added."""
        assembled, problems = assemble(side.reading)
        self.problems += [p for p in problems if p.severity is Severity.ERROR]
        return assembled.document if assembled else None

    def keep_district(self, sides: list[Answers], asked: str, place: Location) -> list[Answers]:
        """Those of the agreements that are with the police district, or whose municipality is."""
        found = [(side, _find_districts(side)) for side in sides]
        sought = _shorten(asked)
        kept = [side for side, districts in found if sought in {_shorten(d) for d in districts}]
        if not kept and not has_errors(self.problems):
            names = sorted({_strip(name) for _side, districts in found for name in districts})
            details: dict[str, Words] = {"read": asked, "mend": suggest(asked, names)}
            self.problems.append(Problem("district-unknown", place, details=details))
        return kept

    def check_clause(self, clause: str, sides: list[Answers], place: Location) -> None:
        known = dict.fromkeys(part.id for side in sides for part in side.parts)
        if clause not in known:
            details: dict[str, Words] = {"read": clause, "mend": suggest(clause, known)}
            there = clause in self.workspace.library.list_clauses()
            code = "clause-in-none" if there else "clause-unknown"
            self.problems.append(Problem(code, place, details=details))

    def list_problems(self) -> Listing:
        """What was found, in the order of telling, with the lines that it stands on."""
        told = sort_problems(self.problems)
        lines = {
            place: line
            for workspace in self.revisions.values()
            for place, line in workspace.read_lines(p.location for p in told).items()
        }
        return Listing(told, lines)


def _find_districts(side: Answers) -> set[str]:
    """The police districts of an agreement: those it names, else those of its municipalities."""
    known = register.read_register()
    parties = side.reading.agreement.parter
    named = {p.politidistrikt or p.navn for p in parties if p.slag == "politi"}
    if {_shorten(name) for name in named} & {_shorten(m.district) for m in known.values()}:
        return named
    numbers = [p.kommunenummer for p in parties if p.kommunenummer in known]
    return named | {known[number].district for number in numbers if number}


def _strip(district: str) -> str:
    return district.removesuffix(" politidistrikt")


def _shorten(district: str) -> str:
    return _strip(district.strip()).casefold()
