"""The digests of files and bytes: equal where these are equal, and nowhere else."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

# What the digest of a file is that is not there, or cannot be read, and of what is no ordinary file
# or larger than anything that is read or written.
ABSENT, OTHER = "", "other"
MOST_BYTES, _PIECE = 500_000_000, 1 << 20


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_file(path: Path | str, *, through_links: bool = True) -> str:
    """The digest of an ordinary file, or ABSENT or OTHER where there is none."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if not through_links:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return ABSENT
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
            return OTHER
        made = hashlib.sha256()
        while piece := os.read(handle, _PIECE):
            made.update(piece)
        return made.hexdigest()
    except OSError:
        return ABSENT
    finally:
        os.close(handle)
