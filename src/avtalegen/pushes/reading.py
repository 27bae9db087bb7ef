"""Read an agreement as it was and is, and as it would be with the other side's shared words.

Takes two sides and the shared files that are not the same in them; gives versions, or problems. It
must never know what differs in a version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from avtalegen.agreements import Reading, read_agreement
from avtalegen.assembly import assemble
from avtalegen.messages import Severity
from avtalegen.problems import AvtalegenError, Location, Problem, has_errors
from avtalegen.pushes.matching import find_uses
from avtalegen.pushes.sides import CLAUSES, KINDS, Side
from avtalegen.pushes.steps import Version
from avtalegen.quick import dataclass
from avtalegen.tree import Tree
from avtalegen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Used:
    """What of the shared files that are not the same an agreement may use.

    `clauses` are those whose words may change, or None for all of the agreement. `declared` says
    whether what can be chosen may change too, and not only how it is said.
    """

    clauses: frozenset[str] | None
    declared: bool

    def __bool__(self) -> bool:
        return self.clauses is None or bool(self.clauses)


EVERYTHING, NOTHING = Used(None, declared=True), Used(frozenset(), declared=False)


class Shared:
    """The shared files that are not the same on both sides, as what they are to an agreement.

    `changed` are their paths, as sides.list_changed gives them.
    """

    def __init__(self, sides: tuple[Side, Side], changed: Sequence[str]) -> None:
        self.sides = sides
        inside = [p.removeprefix(CLAUSES).split("/") for p in changed if p.startswith(CLAUSES)]
        kinds = (path.removeprefix(KINDS) for path in changed if path.startswith(KINDS))
        self.clauses = {clause for clause, _file in inside}
        self.declared = {clause for clause, file in inside if file == "klausul.yaml"}
        self.kinds = {kind.removesuffix(".yaml") for kind in kinds}

    def __bool__(self) -> bool:
        return bool(self.clauses or self.kinds)

    @cached_property
    def retitled(self) -> set[str]:
        """The clauses whose titles may have changed, which other clauses refer to them by."""
        return {clause for clause in self.declared if len(self._list_titles(clause)) != 1}

    def _list_titles(self, clause: str) -> set[tuple[str, str | None]]:
        titles: set[tuple[str, str | None]] = set()
        for side in self.sides:
            try:
                title = _at(side).library.read_clause(clause, "nb", Location("")).declaration.tittel
            except AvtalegenError:
                return set()
            titles.add((title.nb, title.nn))
        return titles

    def find_used(self, tree: Tree) -> Used:
        """What the agreement of a file may use of them on either side."""
        kind = str(tree.find(("mal",)))
        if kind in self.kinds:
            return EVERYTHING
        required: set[str] = set()
        for side in self.sides:
            try:
                entries = _at(side).library.read_template(kind, Location("")).walk()
                required |= {entry.klausul for entry in entries if entry.obligatorisk}
            except AvtalegenError:
                return EVERYTHING
        used = self.clauses & find_uses(tree, required)
        if used & self.retitled:
            return EVERYTHING
        return Used(frozenset(used), declared=bool(used & self.declared))


def read_tree(side: Side, name: str) -> Tree:
    """The file of an agreement; raises AvtalegenError as workspace.read_municipality."""
    return _at(side).read_municipality(name)


def rename_tree(tree: Tree, side: Side, name: str) -> Tree:
    """The same file, called as the other side calls it."""
    workspace = _at(side)
    return replace(tree, name=workspace.name_file(workspace.municipalities / f"{name}.yaml"))


def make_version(
    name: str, tree: Tree, side: Side, only: frozenset[str] | None = None
) -> Version | tuple[Problem, ...]:
    """The agreement of a file with the shared words of a side, or what is wrong with it."""
    reading, problems = read_agreement(tree, _at(side).library)
    if reading is None or has_errors(problems):
        return _keep_errors(problems)
    return _assemble(name, reading, only)


def make_other_version(
    version: Version, tree: Tree, side: Side, only: frozenset[str]
) -> Version | tuple[Problem, ...]:
    """The same agreement with the clauses `only` as a side says them, and nothing else changed."""
    clauses, reading = dict(version.reading.clauses), version.reading
    language = reading.agreement.målform
    problems: list[Problem] = []
    for clause in sorted(only & clauses.keys()):
        try:
            place = tree.locate_key((clause,))
            clauses[clause] = _at(side).library.read_clause(clause, language, place)
        except AvtalegenError as error:
            problems += error.problems
    if problems:
        return _keep_errors(problems)
    return _assemble(version.name, replace(reading, tree=tree, clauses=clauses), only)


def _assemble(
    name: str, reading: Reading, only: frozenset[str] | None
) -> Version | tuple[Problem, ...]:
    assembled, problems = assemble(reading, only)
    if assembled is None:
        return _keep_errors(problems)
    return Version(name, reading, assembled.document)


def _keep_errors(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _at(side: Side) -> Workspace:
    if side.workspace is None:
        raise ValueError("nothing was there")
    return side.workspace
