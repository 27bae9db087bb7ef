"""Write files whole: either all of them, or none.

Takes paths with bytes; it must never know what a file holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from avtalegen.messages import Words, phrase
from avtalegen.messages.foreign import explain_failure
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
            _write_whole(written[path], data)
        for path, temporary in written.items():
            earlier = path.read_bytes() if path.exists() else None
            temporary.replace(path)
            replaced[path] = earlier
        for folder in {path.parent for path in files}:
            _sync_folder(folder)
    except OSError as error:
        _put_back(replaced)
        details = {"reason": explain_failure(error)}
        problem = Problem("output-failed", Location(path.as_posix()), details=details)
        raise AvtalegenError([problem]) from error
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _put_back(replaced: Mapping[Path, bytes | None]) -> None:
    for path, earlier in replaced.items():
        if earlier is None:
            path.unlink(missing_ok=True)
        else:
            temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
            _write_whole(temporary, earlier)
            temporary.replace(path)


def _check_targets(files: Iterable[Path]) -> None:
    paths = list(files)
    problems = [
        Problem("output-not-folder", Location(folder.as_posix()))
        for folder in {parent for path in paths for parent in path.parents}
        if folder.exists() and not folder.is_dir()
    ]
    for path in paths:
        if kind := _find_other_kind(path):
            place = Location(path.as_posix())
            problems.append(Problem("output-not-file", place, details={"read": kind}))
    if problems:
        raise AvtalegenError(problems)


def _find_other_kind(path: Path) -> Words | None:
    """What stands in the place of a file, where it is none that can be replaced."""
    if path.is_symlink():
        return phrase("a link")
    if path.is_dir():
        return phrase("a folder")
    return phrase("no ordinary file") if path.exists() and not path.is_file() else None


def _write_whole(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder, and keeps renames in order by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
