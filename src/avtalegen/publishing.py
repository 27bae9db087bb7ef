"""A folder that builds write to: the files of each agreement are all old, or all new.

What a build makes is laid ready in a folder of its own, on the disk; then that folder gets another
name, in one step; then each file moves to its place. A build that is stopped before the step has
changed nothing, and what one left after it is finished by the next. It must never know what a file
holds.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from avtalegen import manifest
from avtalegen.locking import lock
from avtalegen.manifest import Manifest
from avtalegen.problems import AvtalegenError, Location, Problem
from avtalegen.saving import check_target, explain, sync_file, sync_folder, write_whole
from avtalegen.workspace import is_usable_name
from avtalegen.writers import FORMATS

# What lies beside the agreements, and what lies in it.
ASIDE, NEW, READY = ".avtalegen", "new", "ready"
_MANIFEST, _LOCK, _IGNORE = "manifest.json", "lock", ".gitignore"


class Output:
    """The folder, with what earlier builds left there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.aside = folder / ASIDE

    @property
    def is_unfinished(self) -> bool:
        """Whether a build was stopped, or is going on."""
        return any(os.path.lexists(self.aside / name) for name in (NEW, READY))

    def find_way_to(self, root: Path) -> str:
        """The way to a workspace: who builds to the same folder from elsewhere has another."""
        try:
            return Path(os.path.relpath(root.resolve(), self.folder.resolve())).as_posix()
        except ValueError:  # on another drive
            return root.resolve().as_posix()

    def read(self) -> bytes:
        """The bytes of the manifest, empty where there is none that can be read."""
        file = self.aside / _MANIFEST
        try:
            return file.read_bytes() if file.is_file() else b""
        except OSError:
            return b""

    @contextmanager
    def open(self, on_wait: Callable[[], None]) -> Iterator[bool]:
        """Keep other builds away; says whether there was one to wait for, or to finish.

        What a stopped build left is finished if it had come so far, and removed otherwise; so is
        what this one leaves. Raises AvtalegenError where the folder cannot be written.
        """
        self._check()
        with self._told(self.aside):
            self.aside.mkdir(parents=True, exist_ok=True)
        with self._told(self.folder), lock(self.aside / _LOCK, on_wait) as waited:
            unfinished = os.path.lexists(self.aside / READY)
            if unfinished:
                self._move()
            self._sweep()
            if not (self.aside / _IGNORE).exists():
                (self.aside / _IGNORE).write_bytes(b"*\n")
            (self.aside / NEW).mkdir()
            try:
                yield waited or unfinished
            finally:
                self._sweep()

    def settle(self, name: str) -> None:
        """The new file of the name is on the disk."""
        try:
            sync_file(self.aside / NEW / name)
        except OSError as error:
            raise AvtalegenError([explain(self.folder / name, error)]) from error

    def publish(self, made: Manifest) -> list[Problem]:
        """Give all new files their names, those of an agreement together, and keep the manifest.

        Where one cannot have its name, those of the same agreement stay as they were; gives a
        problem for each such file.
        """
        with self._told(self.folder):
            # If the disk loses this one, it is damaged, and then it is as none.
            (self.aside / NEW / _MANIFEST).write_bytes(manifest.write(made))
            (self.aside / NEW).rename(self.aside / READY)
            return self._move()

    def remove(self, file: Path) -> None:
        """Remove a file that is made from nothing any more."""
        with self._told(file):
            file.unlink(missing_ok=True)

    def _move(self) -> list[Problem]:
        problems = []
        ready = self.aside / READY
        if ready.is_symlink() or not ready.is_dir():  # no build makes such a thing
            ready.unlink()
            return []
        names = sorted(file.name for file in ready.iterdir() if _is_output(file))
        for _agreement, files in groupby(names, key=lambda name: name.rpartition(".")[0]):
            problems += self._move_together([*files])
        sync_folder(self.folder)
        if (ready / _MANIFEST).exists():
            (ready / _MANIFEST).replace(self.aside / _MANIFEST)
        shutil.rmtree(ready)
        return problems

    def _move_together(self, names: list[str]) -> list[Problem]:
        """Give the files of one agreement their names, or leave all as they were."""
        earlier: dict[Path, bytes | None] = {}
        for name in names:
            target = self.folder / name
            try:
                check_target(target)
                kept = target.read_bytes() if target.exists() else None
                (self.aside / READY / name).replace(target)
            except AvtalegenError as error:
                found = [*error.problems]
            except OSError as error:
                found = [explain(target, error)]
            else:
                earlier[target] = kept
                continue
            for left in names[names.index(name) :]:
                (self.aside / READY / left).unlink(missing_ok=True)
            self._put_back(earlier)
            return found
        return []

    def _put_back(self, earlier: dict[Path, bytes | None]) -> None:
        for target, kept in earlier.items():
            if kept is None:
                target.unlink()
            else:
                again = self.aside / READY / target.name
                write_whole(again, kept)
                again.replace(target)

    def _sweep(self) -> None:
        new = self.aside / NEW
        if new.is_symlink() or (new.exists() and not new.is_dir()):
            new.unlink()
        elif new.exists():
            shutil.rmtree(new)

    def _check(self) -> None:
        problems = [
            Problem("output-not-folder", Location(path.as_posix()))
            for path in (self.folder, *self.folder.parents)
            if path.exists() and not path.is_dir()
        ]
        if problems:
            raise AvtalegenError(problems)
        if self.aside.is_symlink():  # what lies elsewhere is not this folder's
            check_target(self.aside)
        for name in (_LOCK, _MANIFEST):
            check_target(self.aside / name)

    @contextmanager
    def _told(self, path: Path) -> Iterator[None]:
        """Failures of the system are problems, with the file that they name, or the path."""
        try:
            yield
        except OSError as error:
            named = Path(error.filename) if isinstance(error.filename, str) else path
            raise AvtalegenError([explain(named, error)]) from error


def _is_output(file: Path) -> bool:
    """Whether a build lays such a file ready; whatever else lies there somebody else put there."""
    usable = is_usable_name(file.stem) and file.suffix[1:] in FORMATS
    return usable and file.is_file() and not file.is_symlink()


def read_manifest(data: bytes) -> Manifest:
    """The manifest; an empty one where it is damaged in any way."""
    with contextlib.suppress(Exception):
        return manifest.read(data)
    return Manifest()
