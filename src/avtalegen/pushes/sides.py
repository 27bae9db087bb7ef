"""One of the two sides of a comparison: what it was made of, without what it means.

Takes a workspace; gives the bytes of everything that agreements are made from, so that what is the
same on both sides need not be read. It must never know what a file says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from avtalegen import folders, looks
from avtalegen.problems import Problem
from avtalegen.quick import dataclass
from avtalegen.workspace import Workspace

# Where the files of clauses, of kinds of agreement, of the look and of logos stand among sources.
CLAUSES, KINDS, LOOK, LOGOS = "klausuler/", "avtaler/", f"{looks.INSIDE}/", f"{folders.LOGOS}/"
_REGISTER = "hjemler.yaml"


@dataclass(frozen=True)
class Side:
    """A workspace at a revision, or as it lies in the folder, where the revision is "".

    `commit` is that of the revision, in hexadecimal digits. Before the first revision there is no
    workspace, and nothing was there.
    """

    workspace: Workspace | None
    revision: str = ""
    commit: str = ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all municipalities whose files can be used; none without kommuner/."""
        return tuple(self._listed[0])

    @cached_property
    def unusable(self) -> list[Problem]:
        """The files in kommuner/ whose names are of no use."""
        return self._listed[1]

    @cached_property
    def _listed(self) -> tuple[list[str], list[Problem]]:
        if self.workspace is None or not self.workspace.municipalities.is_dir():
            return [], []
        return self.workspace.list_names()

    def read_bytes(self, name: str) -> bytes | None:
        """The file of a municipality as it is, or None where it cannot be read."""
        return _read(self.workspace.municipalities / f"{name}.yaml") if self.workspace else None

    @cached_property
    def sources(self) -> Mapping[str, bytes | None]:
        """What is shared, by its path below templates/, or below the workspace for logos.

        Of a clause and a kind of agreement, the one that counts; of the others, all there are.
        """
        return dict(_list_sources(self.workspace)) if self.workspace else {}


def list_changed(first: Side, second: Side) -> list[str]:
    """The shared files that are not the same on both sides, in alphabetical order."""
    paths = first.sources.keys() | second.sources.keys()
    return sorted(p for p in paths if first.sources.get(p) != second.sources.get(p))


def _list_sources(workspace: Workspace) -> Iterator[tuple[str, bytes | None]]:
    templates = workspace.library.folders
    for folder in reversed(templates):  # those before stand over those after
        for name, file in folder.templates.items():
            yield f"{KINDS}{name}.yaml", _read(folder.path / "avtaler" / file)
    for clause in workspace.library.list_clauses():
        folder = next(folder for folder in templates if clause in folder.clauses)
        inside = folder.path / "klausuler" / folder.clauses[clause]
        for file in ("klausul.yaml", "nb.md", "nn.md"):
            if (data := _read(inside / file)) is not None:
                yield f"{CLAUSES}{clause}/{file}", data
    for folder in templates[:1]:  # what comes with avtalegen is the same on both sides
        if (data := _read(folder.path / _REGISTER)) is not None:
            yield _REGISTER, data
        yield from _list_files(folder.path / looks.INSIDE, LOOK)
    yield from _list_files(workspace.root / folders.LOGOS, LOGOS)


def _list_files(
    folder: Path, above: str, through: tuple[Path, ...] = ()
) -> Iterator[tuple[str, bytes | None]]:
    """The files below a folder, those of links to folders too, as git gives them."""
    real = folder.resolve()
    if not folder.is_dir() or real in through or not os.access(folder, os.R_OK | os.X_OK):
        return
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield above + path.name, _read(path)
        else:
            yield from _list_files(path, f"{above}{path.name}/", (*through, real))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
