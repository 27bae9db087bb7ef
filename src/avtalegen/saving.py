"""Write files whole: either all of them, or none.

Takes paths with bytes; it must never know what a file holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from avtalegen.messages import Words, phrase
from avtalegen.problems import AvtalegenError, Location, Problem


def save_files(files: Mapping[Path, bytes]) -> None:
    """Every file written whole: all are on the disk before the first takes its name.

    Raises AvtalegenError where one cannot be written, and leaves or puts back every earlier file.
    """
    _check_targets(files)
    written: dict[Path, Path] = {}
    replaced: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            written[path] = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
            write_whole(written[path], data)
        for path, temporary in written.items():
            earlier = path.read_bytes() if path.exists() else None
            temporary.replace(path)
            replaced[path] = earlier
        for folder in {path.parent for path in files}:
            sync_folder(folder)
    except OSError as error:
        _put_back(replaced)
        raise AvtalegenError([explain(path, error)]) from error
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def explain(path: Path, error: OSError) -> Problem:
    """The problem that the system did not let the file be written."""
    from avtalegen.messages.foreign import explain_failure

    details = {"reason": explain_failure(error)}
    return Problem("output-failed", Location(path.as_posix()), details=details)


def _put_back(replaced: Mapping[Path, bytes | None]) -> None:
    for path, earlier in replaced.items():
        if earlier is None:
            path.unlink(missing_ok=True)
        else:
            temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
            write_whole(temporary, earlier)
            temporary.replace(path)


def _check_targets(files: Iterable[Path]) -> None:
    paths = list(files)
    problems = [
        Problem("output-not-folder", Location(folder.as_posix()))
        for folder in {parent for path in paths for parent in path.parents}
        if folder.exists() and not folder.is_dir()
    ]
    for path in paths:
        try:
            check_target(path)
        except AvtalegenError as error:
            problems += error.problems
    if problems:
        raise AvtalegenError(problems)


def check_target(path: Path) -> None:
    """Raise AvtalegenError where something stands in the place of a file that is not replaced."""
    if kind := _find_other_kind(path):
        place = Location(path.as_posix())
        raise AvtalegenError([Problem("output-not-file", place, details={"read": kind})])


def _find_other_kind(path: Path) -> Words | None:
    """What stands in the place of a file, where it is none that can be replaced."""
    if path.is_symlink():
        return phrase("a link")
    if path.is_dir():
        return phrase("a folder")
    return phrase("no ordinary file") if path.exists() and not path.is_file() else None


def write_whole(path: Path, data: bytes) -> None:
    """Write a new file, which is on the disk afterwards; raises OSError."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """What was written to the file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """What has its name in the folder has it on the disk."""
    if os.name != "posix":
        return  # Windows cannot open a folder, and keeps renames in order by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
