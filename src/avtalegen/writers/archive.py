"""A zip in one fixed form: the same files give the same bytes, whenever and wherever.

Takes names and bytes in the order in which they are to stand; gives the bytes of the archive.
The standard library writes zips too, but deflates what it has deflated before; most of a package
is the same in every document, and is kept here as it was packed. It must never know what a file
holds. Source: PKWARE's APPNOTE 6.3, of which an Office package uses the oldest part.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterable
from functools import lru_cache

_VERSION, _DEFLATED = 20, 8
_DAY = 33  # 1 January 1980, the first day that a zip can name


def write_archive(files: Iterable[tuple[str, bytes]], shared: Collection[str] = ()) -> bytes:
    """The archive of the files, all deflated; names are of ASCII letters.

    Files whose names are `shared` come again in other archives, and are packed once.
    """
    written: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data in files:
        checked, packed = _keep_packed(data) if name in shared else _pack(data)
        called = name.encode("ascii")
        told = struct.pack(
            "<5H3L2H", _VERSION, 0, _DEFLATED, 0, _DAY, checked, len(packed), len(data),
            len(called), 0,
        )  # fmt: skip
        written += (b"PK\3\4", told, called, packed)
        place = struct.pack("<3H2L", 0, 0, 0, 0, offset)
        directory += (b"PK\1\2", struct.pack("<H", _VERSION), told, place, called)
        offset += 4 + len(told) + len(called) + len(packed)
    listed = b"".join(directory)
    count = len(directory) // 5
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), offset, 0)
    return b"".join((*written, listed, end))


def _pack(data: bytes) -> tuple[int, bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(data), packer.compress(data) + packer.flush()


@lru_cache(maxsize=32)
def _keep_packed(data: bytes) -> tuple[int, bytes]:
    return _pack(data)
