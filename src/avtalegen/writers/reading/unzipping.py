"""The files in a zip, by its directory, their own headers, their lengths and their checksums.

Takes bytes; gives bytes. Most files of a DOCX are small, and the same in the next one: they are
unpacked once. It must never know what a file holds. Source: PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import lru_cache
from typing import NamedTuple


class File(NamedTuple):
    """A file as the directory of a zip tells of it: where its header stands, and what it holds."""

    name: str
    written: bytes
    method: int
    checksum: int
    packed: int
    size: int
    start: int


def list_files(data: bytes) -> list[File]:
    """The directory of a zip (APPNOTE 4.3.12); a zipfile reads one in any but the plainest form.

    For files as small as these a zipfile takes twice the time.
    """
    files = []
    at = len(data) - _END.size
    mark, *_, count, size, start, comment = _END.unpack(data[max(at, 0) :])
    plain = mark == b"PK\5\6" and start + size == at and not comment
    at = start if plain else 0
    for _ in range(count if plain else 0):
        mark, method, checksum, packed, full, length, extra, remark, place = _ROW.unpack_from(
            data, at
        )
        written = data[at + _ROW.size : at + _ROW.size + length]
        plain = plain and mark == b"PK\1\2" and not extra and not remark and written.isascii()
        name = written.decode("latin-1")
        files.append(File(name, written, method, checksum, packed, full, place))
        at += _ROW.size + length
    if plain and at == start + size and all(b"\0" not in file.written for file in files):
        return files
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            File(one.filename, one.orig_filename.encode(), one.compress_type, one.CRC,
                  one.compress_size, one.file_size, one.header_offset)
            for one in archive.infolist()
        ]  # fmt: skip


# The end of the directory, and of a row: mark, method, checksum, sizes, lengths, place.
_END, _ROW = struct.Struct("<4s4H2LH"), struct.Struct("<4s6xH4x3L3H8xL")


def unpack(data: bytes, file: File) -> bytes:
    """One file of the zip, by its own header, its length and its checksum."""
    begin = file.start + _HEADER.size
    mark, flags, name, extra = _HEADER.unpack(data[file.start : begin])
    written = data[begin : begin + name]
    begin += name + extra
    packed = data[begin : begin + file.packed]
    if mark != b"PK\x03\x04" or written != file.written or flags & _ENCRYPTED:
        raise zipfile.BadZipFile(f"{file.name} has another header in its place")
    if file.method not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile(f"{file.name} is packed as Word does not pack")
    inflate = _keep_inflated if len(packed) < _SMALL else _inflate
    content, checksum = inflate(packed, file.method == zipfile.ZIP_DEFLATED)
    if len(content) != file.size or checksum != file.checksum:
        raise zipfile.BadZipFile(f"{file.name} is not what its checksum says")
    return content


def _inflate(packed: bytes, deflated: bool) -> tuple[bytes, int]:
    """What was packed, and its checksum."""
    content = zlib.decompress(packed, -zlib.MAX_WBITS) if deflated else packed
    return content, zlib.crc32(content)


# Most files of a DOCX are small, and the same in the next one.
_SMALL = 4096
_keep_inflated = lru_cache(maxsize=32)(_inflate)


# The fields that matter of the header before a file: mark, flags, lengths of the name and of more.
_HEADER, _ENCRYPTED = struct.Struct("<4s2xH18xHH"), 1
