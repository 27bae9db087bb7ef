"""A folder that builds write to: the files of each agreement are all old, or all new.

What a build makes is laid ready in a folder of its own, on the disk; then that folder gets another
name, in one step; then each file moves to its place. A build that is stopped before the step has
changed nothing, and what one left after it is finished by the next. It must never know what a file
holds.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from avtalegen import manifest
from avtalegen.locking import lock
from avtalegen.manifest import Manifest
from avtalegen.problems import AvtalegenError, Location, Problem
from avtalegen.saving import check_target, explain, sync_file, sync_folder, write_whole

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
        """Whether a build was stopped while its files moved to their places."""
        return (self.aside / READY).exists()

    def read(self) -> bytes:
        """The bytes of the manifest, empty where there is none that can be read."""
        try:
            return (self.aside / _MANIFEST).read_bytes()
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
            unfinished = self.is_unfinished
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

    def remove(self, files: Iterable[Path]) -> None:
        """Remove files that are made from nothing any more."""
        for file in files:
            with self._told(file):
                file.unlink(missing_ok=True)

    def _move(self) -> list[Problem]:
        problems = []
        ready = self.aside / READY
        names = sorted(file.name for file in ready.iterdir() if file.name != _MANIFEST)
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
        if (self.aside / NEW).exists():
            shutil.rmtree(self.aside / NEW)

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

    @contextmanager
    def _told(self, path: Path) -> Iterator[None]:
        """Failures of the system are problems, with the file that they name, or the path."""
        try:
            yield
        except OSError as error:
            named = Path(error.filename) if isinstance(error.filename, str) else path
            raise AvtalegenError([explain(named, error)]) from error


def read_manifest(data: bytes) -> Manifest:
    """The manifest; an empty one where it is damaged in any way."""
    with contextlib.suppress(Exception):
        return manifest.read(data)
    return Manifest()
