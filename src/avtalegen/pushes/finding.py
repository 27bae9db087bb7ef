"""What changes in each agreement, found one at a time.

Takes two sides; keeps what was found by the name of the agreement: the name in the second, or in
the first of one that is gone. Where its own file and shared words change at once, the file is read
with the earlier words too, so that each step changes one of the two.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import PurePath

from avtalegen.problems import AvtalegenError, Problem
from avtalegen.pushes import looking, matching, reading
from avtalegen.pushes.matching import Pair
from avtalegen.pushes.reading import EVERYTHING, Shared
from avtalegen.pushes.sides import CLAUSES, KINDS, LOGOS, LOOK, Side, list_changed
from avtalegen.pushes.steps import Cosmetic, Step, Version, find_own_step, find_shared_step
from avtalegen.pushes.telling import Agreement, Unread
from avtalegen.tree import Tree

Problems = tuple[Problem, ...]


class Finder:
    """Two sides, what is shared and not the same in them, and what was found so far."""

    def __init__(self, first: Side, second: Side) -> None:
        self.first, self.second = self.sides = (first, second)
        self.changed = list_changed(first, second) if first.workspace else []
        self.shared_files = Shared(self.sides, self.changed)
        self.logo_files = {path for path in self.changed if path.startswith(LOGOS)}
        self.trees: dict[tuple[int, str], Tree | Problems] = {}
        self.own: dict[str, Step] = {}
        self.shared: dict[str, Step] = {}
        self.mixed: list[str] = []
        self.cosmetic: dict[str, list[Cosmetic]] = {}
        self.agreements: dict[str, Agreement] = {}
        self.added: list[str] = []
        self.removed: list[str] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []
        self.files: list[str] = []  # of agreements that are the same as before, but not the file
        self.kinds: set[str] = set()  # of agreements that shared words change
        self.signed: list[str] = []  # whose own files changed by the signing of what was adopted
        self.lost: set[str] = set()  # changed shared files that what is not compared may use

    def identify(self, side: int, name: str, *, kind: bool) -> Hashable:
        """Whose agreement a file is, or None where that is not known."""
        tree = self.read(side, name)
        return matching.find_identity(tree, kind=kind) if isinstance(tree, Tree) else None

    def read(self, side: int, name: str) -> Tree | Problems:
        """The file of an agreement on a side, or why it cannot be read."""
        if (side, name) not in self.trees:
            try:
                self.trees[side, name] = reading.read_tree(self.sides[side], name)
            except AvtalegenError as error:
                self.trees[side, name] = error.problems
        return self.trees[side, name]

    def compare(self, name: str, pair: Pair) -> None:
        """Find what changes in an agreement, and whether it is new, gone or renamed."""
        old, new = pair
        if new is None:
            self.removed.append(name)
            self.find_agreement(name, pair)
        elif old is None:
            self.add(name, pair)
        else:
            same = self.first.read_bytes(old) == self.second.read_bytes(new)
            if old != new:
                self.find_agreement(name, pair)
            if not same or self.shared_files or self.logo_files:
                self.compare_files(name, (old, new), same=same)
        for side, each in enumerate(pair):
            self.trees.pop((side, each or ""), None)  # they would take much room together

    def add(self, name: str, pair: Pair) -> None:
        """A new agreement is there, if it can be read."""
        made = self.read(1, name)
        if isinstance(made, Tree):
            version = reading.make_version(name, made, self.second)
            made = made if isinstance(version, Version) else version
        if isinstance(made, Tree):
            self.added.append(name)
            self.find_agreement(name, pair)
        else:
            self.refuse(name, pair, made, old=False)

    def compare_files(self, name: str, pair: tuple[str, str], *, same: bool) -> None:
        """Find what changes in an agreement that both sides have."""
        new = self.read(1, pair[1])
        old = self.read(0, pair[0]) if not same or not isinstance(new, Tree) else None
        if not isinstance(new, Tree):
            self.refuse(name, pair, new, old=False)
            return
        if old is None:
            old = self.trees[0, pair[0]] = reading.rename_tree(new, self.first, pair[0])
        if not isinstance(old, Tree):
            self.refuse(name, pair, old, old=True)
            return
        self.compare_logos(name, pair, (old, new))
        if same:
            self.compare_shared(name, pair, (old, new))
        else:
            self.compare_own(name, pair, (old, new))

    def compare_shared(self, name: str, pair: Pair, trees: tuple[Tree, Tree]) -> None:
        """Find what shared words change in an agreement whose file is the same."""
        used = self.shared_files.find_used(trees[1])
        if not used:
            return
        only = used.clauses
        first = reading.make_version(name, trees[0], self.first, only)
        if only is not None and not used.declared and isinstance(first, Version):
            second = reading.make_other_version(first, trees[1], self.second, only)
        else:
            second = reading.make_version(name, trees[1], self.second, only)
        versions = self.keep(name, pair, first, second)
        if versions:
            self.note_shared(name, find_shared_step(*versions, choices=used.declared))

    def compare_own(self, name: str, pair: Pair, trees: tuple[Tree, Tree]) -> None:
        """Find what the agreement's own file changes, and what shared words do."""
        first = reading.make_version(name, trees[0], self.first)
        second = reading.make_version(name, trees[1], self.second)
        versions = self.keep(name, pair, first, second)
        if not versions:
            return
        if matching.is_signing(*trees):
            self.signed.append(name)
        if not any(map(self.shared_files.find_used, trees)):
            self.note_own(name, pair, find_own_step(*versions))
            return
        # The file of the second with the words of the first, or else the other way round.
        between = reading.make_version(name, trees[1], self.first)
        if isinstance(between, Version):
            self.note_own(name, pair, find_own_step(versions[0], between))
            self.note_shared(name, find_shared_step(between, versions[1], choices=True))
            return
        between = reading.make_version(name, trees[0], self.second)
        if isinstance(between, Version):
            self.note_shared(name, find_shared_step(versions[0], between, choices=True))
            self.note_own(name, pair, find_own_step(between, versions[1]))
            return
        self.mixed.append(name)
        self.note_own(name, pair, find_own_step(*versions))

    def keep(
        self, name: str, pair: Pair, first: Version | Problems, second: Version | Problems
    ) -> tuple[Version, Version] | None:
        """Both versions, if both could be made; else why not is noted."""
        if not isinstance(second, Version):
            self.refuse(name, pair, second, old=False)
            return None
        if not isinstance(first, Version):
            self.refuse(name, pair, first, old=True)
            return None
        self.find_agreement(name, pair)
        return first, second

    def note_own(self, name: str, pair: Pair, step: Step) -> None:
        """Keep what the file changes; a file that changes nothing is named."""
        self.own[name] = step
        self.cosmetic.setdefault(name, []).extend(step.cosmetic)
        if not step.parts and not self.cosmetic[name] and pair[1]:
            self.files.append(f"kommuner/{pair[1]}.yaml")

    def note_shared(self, name: str, step: Step) -> None:
        """Keep what shared words change."""
        self.shared[name] = step
        self.cosmetic.setdefault(name, []).extend(step.cosmetic)
        tree = self.trees.get((1, name))
        if (step.parts or step.cosmetic) and isinstance(tree, Tree):
            self.kinds.add(str(tree.find(("mal",))))

    def compare_logos(self, name: str, pair: Pair, trees: tuple[Tree, Tree]) -> None:
        """Note whether the agreement has another logo of its own."""
        files = {f"{path}" for path in looking.list_logo_files(trees[1])}
        changed = looking.list_logos(trees[0]) != looking.list_logos(trees[1])
        if changed or files & self.logo_files:
            self.find_agreement(name, pair)
            self.cosmetic.setdefault(name, []).append(("logo", "", ""))

    def refuse(self, name: str, pair: Pair, problems: Problems, *, old: bool) -> None:
        """Note that an agreement cannot be compared, and why."""
        self.unread.append(Unread(name, old, problems))
        self.cosmetic.pop(name, None)
        self.find_agreement(name, pair)
        for side, each in enumerate(pair):
            tree = self.read(side, each) if each else None
            if tree is not None:
                self.lost |= self.find_touching(tree)
        if not old:
            self.problems += problems

    def find_touching(self, tree: Tree | Problems) -> set[str]:
        """The changed shared files that an agreement may use: all, where its file is not read."""
        if not self.changed:
            return set()
        used = self.shared_files.find_used(tree) if isinstance(tree, Tree) else EVERYTHING
        folders = [CLAUSES, KINDS]
        if used.clauses is not None:
            folders = [f"{CLAUSES}{clause}/" for clause in used.clauses]
        return {path for path in self.changed if path.startswith((*folders, LOGOS))}

    def refuse_names(self) -> None:
        """Note the files of the second whose names are of no use, which nothing is read of."""
        for problem in self.second.unusable:
            name = PurePath(problem.location.file).name
            self.problems.append(problem)
            self.unread.append(Unread(name, old=False, problems=(problem,)))
            self.agreements[name] = Agreement(name, name, problem.location.file)

    def find_agreement(self, name: str, pair: Pair) -> None:
        """The agreement is among those that are told of, by what its file says."""
        if name in self.agreements:
            return
        old, new = pair
        sides = (self.read(0, old) if old else None, self.read(1, new) if new else None)
        trees = [tree for tree in sides if isinstance(tree, Tree)]
        title = next(filter(None, map(looking.find_title, reversed(trees))), "")
        status = matching.find_status(trees[0]) if trees else ""
        workspace = self.sides[1 if new else 0].workspace
        file = workspace.name_file(workspace.municipalities / f"{name}.yaml") if workspace else ""
        was = old if old and new and old != new else ""
        self.agreements[name] = Agreement(name, title or name, file, status, was)

    def list_told(self) -> dict[str, Agreement]:
        """The agreements that there is something to tell of."""
        changed = {n for steps in (self.own, self.shared) for n, s in steps.items() if s.parts}
        looks = {name for name, found in self.cosmetic.items() if found}
        told = changed | looks | {*self.added, *self.removed, *(u.name for u in self.unread)}
        return {n: each for n, each in self.agreements.items() if n in told or each.was}

    def list_idle(self) -> Iterator[str]:
        """The files that are not the same, and change no agreement."""
        yield from sorted(self.files)
        yield from (_name(path) for path in self._list_without_effect() if path not in self.lost)

    def list_unshown(self) -> Iterator[str]:
        """The files whose effect is not known, since what may use them cannot be compared.

        What is wrong with a file itself is told with its agreements, or in the listing.
        """
        unread = [problem for each in self.unread for problem in each.problems]
        wrong = {f"/{problem.location.file}" for problem in (*unread, *self.problems)}
        for path in filter(self.lost.__contains__, self._list_without_effect()):
            called = (f"/{_name(path)}", *(f"/{_name(path)}@{s.revision}" for s in self.sides))
            if not any(file.endswith(called) for file in wrong):
                yield _name(path)

    def _list_without_effect(self) -> Iterator[str]:
        """The shared files that are not the same, and of which no effect was found."""
        steps = [*self.shared.values(), *(self.own[name] for name in self.mixed)]
        touched = {part.id for step in steps for part in step.parts}
        touched |= {each[1] for step in steps for each in step.cosmetic}
        kinds = {each[0] for found in self.cosmetic.values() for each in found}
        for path in self.changed:
            used = {
                CLAUSES: path.split("/")[1] in touched if "/" in path else False,
                KINDS: path.removeprefix(KINDS).removesuffix(".yaml") in self.kinds,
                LOOK: "style" in kinds,
                LOGOS: bool({"style", "logo"} & kinds),
            }
            if not any(path.startswith(folder) and there for folder, there in used.items()):
                yield path


def _name(path: str) -> str:
    """What a shared file is called from the folder of the workspace."""
    return path if path.startswith(LOGOS) else f"templates/{path}"
