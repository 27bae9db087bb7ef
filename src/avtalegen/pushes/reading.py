"""Read an agreement as it was and is, and as it would be with the other side's shared words.

Takes two sides and the shared files that are not the same in them; gives versions, or problems. It
must never know what differs in a version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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


@dataclass(frozen=True)
class Shared:
    """The shared files that are not the same on both sides, as what they are to an agreement.

    `clauses` are ids, and `kinds` the names of kinds of agreement. `declared` says whether what can
    be chosen may have changed, and not only how it is said.
    """

    clauses: frozenset[str]
    kinds: frozenset[str]
    declared: frozenset[str]

    @classmethod
    def of(cls, changed: Sequence[str]) -> Shared:
        """What the paths are, as sides.list_changed gives them."""
        inside = [path.removeprefix(CLAUSES).split("/") for path in changed if path[:10] == CLAUSES]
        kinds = (path.removeprefix(KINDS) for path in changed if path.startswith(KINDS))
        return cls(
            frozenset(clause for clause, _file in inside),
            frozenset(kind.removesuffix(".yaml") for kind in kinds),
            frozenset(clause for clause, file in inside if file == "klausul.yaml"),
        )

    def __bool__(self) -> bool:
        return bool(self.clauses or self.kinds)

    def find_used(self, tree: Tree, sides: Sequence[Side]) -> frozenset[str] | None:
        """The changed clauses that the agreement may use; None where all of it may change."""
        kind = str(tree.find(("mal",)))
        if kind in self.kinds:
            return None
        required: set[str] = set()
        for side in sides:
            try:
                if side.workspace:
                    entries = side.workspace.library.read_template(kind, Location("")).walk()
                    required |= {entry.klausul for entry in entries if entry.obligatorisk}
            except AvtalegenError:
                return None
        used = self.clauses & find_uses(tree, required)
        return None if used & self.declared else frozenset(used)


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
