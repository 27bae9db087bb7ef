"""Where the inputs and outputs are: the folders of a workspace.

Takes a folder; gives the municipalities' files, the library and the style. It must never know what
a file means.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from avtalegen.folders import LOGOS, SHIPPED, Folder
from avtalegen.messages import Words, phrase
from avtalegen.problems import (
    AvtalegenError,
    Listing,
    Location,
    Problem,
    drop_proved,
    sort_problems,
    suggest,
    take_each,
)
from avtalegen.quick import dataclass

# A build with nothing to do reads no agreement, and waits for nothing that reading needs.
if TYPE_CHECKING:
    from avtalegen.clause import Clause
    from avtalegen.clauses import Library
    from avtalegen.style import Look
    from avtalegen.tree import Tree

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
LONGEST_NAME = 80
# Names that Windows keeps for devices, whatever their ending.
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


@dataclass(frozen=True)
class Workspace:
    """A folder with kommuner/, and templates/ of its own if it has them.

    What was read from a `revision` lies in a folder that nobody knows; messages call it by what it
    is `seen_as`, with the revision after an @.
    """

    root: Path
    seen_as: Path | None = None
    revision: str = ""

    @property
    def municipalities(self) -> Path:
        """The folder of the municipalities' files."""
        return self.root / "kommuner"

    @property
    def default_output(self) -> Path:
        """Where a build writes when nobody says otherwise."""
        return self.root / "build"

    @cached_property
    def library(self) -> Library:
        """The clauses and agreement templates, the workspace's own before the shipped ones."""
        from avtalegen.clauses import Library

        return Library(self.list_folders())

    def list_inputs(self) -> tuple[Path, ...]:
        """The folders that agreements are made from, each once, whether they are there or not.

        A municipality's file may be a link, and then the file that it leads to is one of them.
        """
        own = (self.municipalities, self.root / "templates", self.root / LOGOS)
        links = (f.resolve() for f in self.municipalities.glob("*.yaml") if f.is_symlink())
        folders = (path.resolve() for path in (*own, find_shipped_templates()))
        return tuple(dict.fromkeys((*folders, *links)))

    def name_file(self, path: Path) -> str:
        """What messages call a file or a folder of the workspace."""
        if self.seen_as is None:
            return path.as_posix()
        return f"{(self.seen_as / path.relative_to(self.root)).as_posix()}@{self.revision}"

    def list_names(self) -> tuple[list[str], list[Problem]]:
        """The names of all municipalities, and the files whose names are of no use."""
        self._check_folder()
        files = sorted(
            file.name for file in self.municipalities.iterdir()
            if _looks_like_yaml(file.name) and not file.name.startswith((".", "~"))
        )  # fmt: skip
        usable = [n for n in files if n.endswith(".yaml") and is_usable_name(n[: -len(".yaml")])]
        unusable = [name for name in files if name not in usable]
        problems = [self._refuse_name(self.municipalities / name) for name in unusable]
        return [name.removesuffix(".yaml") for name in usable], problems

    def find_names(self, asked: Iterable[str]) -> list[str]:
        """The asked names once each, in order; raises AvtalegenError for those that are unknown."""
        names = list(dict.fromkeys(asked))
        known = self._list_usable()
        place = Location(self.name_file(self.municipalities))
        problems = []
        for name in (name for name in names if name not in known):
            files = [f for ending in ("", ".yaml", ".yml") if len(name) <= LONGEST_NAME
                     and (f := self.municipalities / f"{name}{ending}").is_file()
                     and f.parent == self.municipalities]  # fmt: skip
            bare = name.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")
            parts = [part.strip() for part in name.split(",")]
            if bare in known:
                mend = phrase("write {name}", name=bare)
                problems.append(_refuse_unknown(name, place, mend))
            elif len(parts) > 1 and all(part in known for part in parts):
                mend = phrase("write {name}", name=" ".join(parts))
                problems.append(_refuse_unknown(name, place, mend))
            elif files:
                problems.append(self._refuse_name(files[0]))
            else:
                problems.append(_refuse_unknown(name, place, suggest(name, known)))
        if problems:
            raise AvtalegenError(problems)
        return names

    def choose(self, names: Sequence[str] | None) -> tuple[list[str], list[Problem]]:
        """The asked names, or all where they are None, and the files whose names are of no use.

        Raises AvtalegenError for names that are unknown, and where there are none.
        """
        if names is not None:
            return self.find_names(names), []
        found, problems = self.list_names()
        if not found and not problems:
            details: dict[str, Words] = {"mend": phrase("copy a municipality's file there")}
            place = Location(self.municipalities.as_posix())
            raise AvtalegenError([Problem("workspace-empty", place, details=details)])
        return found, problems

    def _refuse_name(self, file: Path) -> Problem:
        from avtalegen.register import slug

        stem = re.sub(r"\.ya?ml(\.txt)?$", "", file.name, flags=re.IGNORECASE)
        usable = slug(stem)
        name = f"{usable}.yaml"
        mend = (
            phrase("Windows keeps this name for itself; choose another, and the ending .yaml")
            if _RESERVED.fullmatch(usable) or not is_usable_name(usable)
            else phrase(
                "call it {name}; names have small letters a–z, digits and hyphens", name=name
            )
        )
        details: dict[str, Words] = {"read": file.name, "mend": mend}
        return Problem("name-unusable", Location(self.name_file(file)), details=details)

    def read_municipality(self, name: str) -> Tree:
        """The file of a municipality; raises AvtalegenError like yamlfile.read_yaml."""
        from avtalegen import yamlfile

        file = self.municipalities / f"{name}.yaml"
        return yamlfile.read_yaml(file, self.name_file(file))

    def read_look(self) -> tuple[Look, list[Problem]]:
        """The look of the documents, and problems; raises AvtalegenError where it is broken."""
        from avtalegen import looks

        return looks.read_look(self.list_folders(), self.root)

    def read_own(self) -> tuple[list[tuple[Clause, str]], list[Problem]]:
        """The workspace's own clauses with their målform, used or not, and what is wrong with them.

        Its own agreement templates are read too. Templates that ship with avtalegen are not its
        own: they were proved before.
        """
        shipped = find_shipped_templates().resolve()
        folders = [f for f in self.list_folders() if f.path.resolve() != shipped]
        clauses: list[tuple[Clause, str]] = []
        problems: list[Problem] = []
        own = self.root / "templates"
        if not own.is_dir() and (own.exists() or own.is_symlink()):
            problems += Folder(own, own.as_posix()).find_strangers()
        for folder in folders:
            found, wrong = self.library.read_all(folder)
            clauses += found
            problems += [*wrong, *folder.find_strangers()]
        return clauses, problems

    def read_lines(self, places: Iterable[Location]) -> dict[Location, str]:
        """The lines of the places that have one; nothing for files that cannot be read."""
        read: dict[str, list[str]] = {}
        found: dict[Location, str] = {}
        if not (places := [*places]):
            return found
        from avtalegen import textfile

        for place in places:
            if place.file not in read:
                read[place.file] = textfile.read_lines(self._find_file(place.file))
            if 0 < place.line <= len(read[place.file]):
                found[place] = read[place.file][place.line - 1]
        return found

    def list_problems(self, problems: Iterable[Problem], checked: int = 0) -> Listing:
        """What was found, in the order of telling, with the lines that it stands on."""
        told = take_each(sort_problems(drop_proved([*problems])))
        return Listing(told, self.read_lines(problem.location for problem in told), checked)

    def check_outside(self, path: Path) -> None:
        """Raise AvtalegenError where the path lies among what agreements are made from."""
        inputs = [self.municipalities, *(folder.path for folder in self.list_folders())]
        if any(path.resolve().is_relative_to(folder.resolve()) for folder in inputs):
            raise AvtalegenError([Problem("output-input", Location(path.as_posix()))])

    def _find_file(self, name: str) -> Path:
        for folder in self.list_folders():
            if name.startswith(f"{folder.name}/"):
                return folder.path / name.removeprefix(f"{folder.name}/")
        if self.seen_as is not None:
            return self.municipalities / PurePath(name.removesuffix(f"@{self.revision}")).name
        return Path(name)

    def list_folders(self) -> tuple[Folder, ...]:
        """The folders of templates, the workspace's own before the shipped ones."""
        own, shipped = self.root / "templates", find_shipped_templates()
        folders = [Folder(own, self.name_file(own))] if own.is_dir() else []
        if not folders or own.resolve() != shipped.resolve():
            folders.append(Folder(shipped, SHIPPED))
        return tuple(folders)

    def _list_usable(self) -> list[str]:
        self._check_folder()
        names = (f.name.removesuffix(".yaml") for f in self.municipalities.glob("*.yaml"))
        return sorted(name for name in names if is_usable_name(name))

    def _check_folder(self) -> None:
        if self.municipalities.exists() and not self.municipalities.is_dir():
            place = Location(self.municipalities.as_posix())
            details = {"reason": phrase("it is no folder")}
            raise AvtalegenError([Problem("input-failed", place, details=details)])
        if not self.municipalities.is_dir():
            mend = phrase("go to a folder that has kommuner/, or name one with --workspace")
            if self.root.resolve().name == "kommuner":
                mend = phrase("go to the folder above kommuner/, or name it with --workspace")
            details = {"mend": mend}
            place = Location(self.name_file(self.municipalities))
            raise AvtalegenError([Problem("file-missing", place, details=details)])
        if not os.access(self.municipalities, os.R_OK | os.X_OK):
            place = Location(self.name_file(self.municipalities))
            details = {"reason": phrase("the folder may not be read")}
            raise AvtalegenError([Problem("input-failed", place, details=details)])


def _refuse_unknown(name: str, place: Location, mend: Words) -> Problem:
    details = {"read": name, "folder": place.file, "mend": mend}
    return Problem("name-unknown", place, details=details)


def _looks_like_yaml(name: str) -> bool:
    return re.search(r"\.ya?ml(\.txt)?$", name, re.IGNORECASE) is not None


def is_usable_name(name: str) -> bool:
    """Whether a file can have the name on every system, and stays inside its folder."""
    return bool(_SLUG.fullmatch(name)) and not _RESERVED.fullmatch(name)


def find_shipped_templates() -> Path:
    """The templates that come with avtalegen: in the wheel, or beside src/ in a checkout."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"
