"""The digests of files and bytes: equal where these are equal, and nowhere else."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

# What the digest of a file is that is not there, or cannot be read.
ABSENT = ""


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_file(path: Path | str, *, through_links: bool = True) -> str:
    """The digest of an ordinary file, or ABSENT where there is none that can be read."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if not through_links:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return ABSENT
    try:
        with os.fdopen(handle, "rb") as file:
            return digest(file.read())
    except OSError:  # a folder
        return ABSENT
