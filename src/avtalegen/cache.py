"""Keep what was made from templates, so that the next run need not make it again.

Takes bytes under a kind and a key; gives them back, or nothing. A key is all that the bytes were
made of, so that an entry cannot be out of date: it is found under the digest of its key, of this
program's own files and of what is installed beside it. It must never know what the bytes mean.

Nothing is trusted that somebody else could have written, since what is kept may be code; what is
damaged is as good as absent; and what cannot be kept is made again. None of it is ever an error.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

KeptT = TypeVar("KeptT")

# A folder in place of the user's own; nothing is kept where it is empty.
VARIABLE = "AVTALEGEN_CACHE"
MOST_BYTES = 4_000_000
MOST_ENTRIES = 1_000
_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_UNFINISHED = ".tmp"
# Other files may lie in a folder that the user has named: nothing of theirs is removed.
_OWN_NAME = re.compile(rf"[a-z]+-[0-9a-f]{{64}}(\.\d+-[0-9a-f]{{8}}{_UNFINISHED})?")
_DAY = 86_400


def find(kind: str, key: bytes) -> bytes | None:
    """What was kept under the key, or None."""
    path = _find_path(kind, key)
    data = _read(path) if path else None
    if data is None:
        return None
    digest, kept = data[:32], data[32:]
    return kept if hashlib.sha256(kept).digest() == digest else None


def keep(kind: str, key: bytes, data: bytes) -> None:
    """The next find gives the data, where they could be kept."""
    path = _find_path(kind, key)
    if not path or len(data) > MOST_BYTES - 32:
        return
    temporary = f"{path}.{os.getpid()}-{os.urandom(4).hex()}{_UNFINISHED}"
    with contextlib.suppress(OSError):
        folder = os.path.dirname(path)
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        if not _is_own(os.lstat(folder), stat.S_ISDIR):
            return
        try:
            _write(temporary, hashlib.sha256(data).digest() + data)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
        _remove_old(folder)


def recall(
    kind: str,
    read_key: Callable[[], bytes | None],
    make: Callable[[], tuple[KeptT, bool]],
) -> tuple[KeptT, bytes | None]:
    """What was kept under the key, or else what is made, which is kept for the next time.

    `make` also says whether that may be kept. Nothing is, without a key, or where the key is
    another afterwards: a file that it is read from was changed meanwhile. Gives the digest of the
    key too, or None where there is none that it was surely made of.
    """
    key = read_key() if find_folder() else None
    kept = find(kind, key) if key is not None else None
    digest = hashlib.sha256(key).digest() if key is not None else None
    if kept is not None:
        # It has the digest that it was written with: only a fault of the program is left.
        with contextlib.suppress(Exception):
            found: KeptT = pickle.loads(kept)  # noqa: S301  # the user's own, see _is_own
            return found, digest
    made, usable = make()
    if key is None or read_key() != key:
        return made, None
    if usable:
        keep(kind, key, pickle.dumps(made, 5))
    return made, digest


def join(*parts: str | bytes) -> bytes:
    """The parts as one key; other parts never give the same."""
    written = (part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
               for part in parts)  # fmt: skip
    return b"".join(b"%d:%b" % (len(part), part) for part in written)


def find_folder() -> str | None:
    """The folder that entries lie in, or None where nothing is kept."""
    if (named := os.environ.get(VARIABLE)) is not None:
        return os.path.abspath(named) if named else None
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        above = f"{home}/Library/Caches"
    else:
        above = os.environ.get("XDG_CACHE_HOME", "")
        above = above if above.startswith("/") else f"{home}/.cache"  # so the specification
    return os.path.join(above, "avtalegen") if os.path.isabs(above) else None


def _find_path(kind: str, key: bytes) -> str | None:
    folder = find_folder()
    digest = hashlib.sha256(join(kind, _describe_program(), key)).hexdigest()
    return f"{folder}{os.sep}{kind}-{digest}" if folder else None


@lru_cache(maxsize=1)
def _describe_program() -> bytes:
    """What makes of the same files something else: the interpreter, this program, its libraries.

    A library is known by the name of the folder that says what is installed, in which its version
    stands.
    """
    installed = {name for folder in sys.path for name in _list(folder)
                 if name.endswith((".dist-info", ".egg-info"))}  # fmt: skip
    return join(sys.version, _PACKAGE, *_describe_files(_PACKAGE), *sorted(installed))


def _list(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []


def _describe_files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".json")):
                about = entry.stat()
                yield f"{entry.path} {about.st_size} {about.st_mtime_ns}"
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _describe_files(entry.path)


def _is_own(about: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Whether it is of the kind, and nobody but the user can have written it."""
    if not is_kind(about.st_mode):
        return False
    if sys.platform == "win32":  # where the folder of a user is closed to others
        return True
    return about.st_uid == os.getuid() and not about.st_mode & 0o022


def _read(path: str) -> bytes | None:
    # A link would lead to what stands elsewhere, and a pipe would be waited for without end.
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        if not _is_own(os.lstat(os.path.dirname(path)), stat.S_ISDIR):
            return None
        handle = os.open(path, flags)
        try:
            about = os.fstat(handle)
            if not _is_own(about, stat.S_ISREG) or about.st_size > MOST_BYTES:
                return None
            return os.read(handle, about.st_size)
        finally:
            os.close(handle)
    except OSError:
        return None


def _write(path: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)


def _remove_old(folder: str) -> None:
    """At most so many entries are left, the newest, and nothing that a run left unfinished."""
    own = [name for name in os.listdir(folder) if _OWN_NAME.fullmatch(name)]
    unfinished = [name for name in own if name.endswith(_UNFINISHED)]
    many = own if len(own) > MOST_ENTRIES else unfinished
    if not many:
        return
    paths = [os.path.join(folder, name) for name in many]
    placed = sorted((os.lstat(path).st_mtime, path) for path in paths)
    left = placed[: -MOST_ENTRIES // 2] if many is own else []
    old = time.time() - _DAY
    stale = [(at, path) for at, path in placed if path.endswith(_UNFINISHED) and at < old]
    for _, path in {*left, *stale}:
        os.unlink(path)
