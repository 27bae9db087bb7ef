"""What kind of picture some bytes are, and how large: PNG and JPEG, read from their own headers.

Takes bytes; gives the measures, or what is wrong. PNG is as in ISO/IEC 15948 (W3C PNG, section 5),
JPEG as in ITU-T T.81, annex B. It must never know where a picture comes from, nor draw it.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

from avtalegen.messages import Words, phrase, write_number
from avtalegen.quick import dataclass

MOST_PIXELS = 10_000  # on a side
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# The depths in bits that each colour type of PNG may have.
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
# Frames of JPEG, SOF0 to SOF15; C4, C8 and CC are something else. Word draws the first three.
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_DRAWN = {0xC0, 0xC1, 0xC2}
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers that nothing belongs to
_SCAN, _END = 0xDA, b"\xff\xd9"
# Other kinds by how their files begin.
_OTHERS: Mapping[str, re.Pattern[bytes]] = {
    "SVG": re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:svg\b|[?!].{0,2000}?<svg\b)", re.DOTALL),
    "GIF": re.compile(rb"GIF8"),
    "WebP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "PDF": re.compile(rb"%PDF"),
    "EPS": re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"),
    "TIFF": re.compile(rb"II\*\0|MM\0\*"),
    "BMP": re.compile(rb"BM"),
    "HEIC/AVIF": re.compile(rb"....ftyp", re.DOTALL),
    "ICO": re.compile(rb"\x00\x00\x01\x00"),
}  # fmt: skip
_CUT = phrase("it ends in the middle")
_DAMAGED = phrase("it is damaged")


@dataclass(frozen=True, slots=True)
class Measures:
    """The kind of a picture, png or jpeg, and its width and height in pixels."""

    kind: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fault:
    """The code of a problem with a picture, and what fills its message in."""

    code: str
    details: Mapping[str, Words]


def measure(data: bytes) -> Measures | Fault:
    """The measures of the picture, from 1 to 10 000 pixels a side, or why it cannot be a logo."""
    if data.startswith(_PNG):
        found = _measure_png(data)
    elif data.startswith(_JPEG):
        found = _measure_jpeg(data)
    else:
        return Fault("picture-kind", {"kind": _name_kind(data)})
    if isinstance(found, Fault):
        return found
    if not found.width or not found.height:
        return _break(phrase("it has no width or no height"))
    if max(found.width, found.height) > MOST_PIXELS:
        width, height = write_number(found.width), write_number(found.height)
        size = phrase("{width} × {height} pixels", width=width, height=height)
        limit = phrase("{most} a side", most=write_number(MOST_PIXELS))
        return Fault("picture-too-large", {"size": size, "limit": limit})
    return found


def _break(reason: Words) -> Fault:
    return Fault("picture-broken", {"reason": reason})


def _name_kind(data: bytes) -> Words:
    if not data:
        return phrase("an empty file")
    named = (name for name, start in _OTHERS.items() if start.match(data))
    return next(named, phrase("something else"))


def _measure_png(data: bytes) -> Measures | Fault:
    header: bytes | None = None
    has_pixels = False
    at = len(_PNG)
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            return _break(_CUT)
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return _break(_DAMAGED)
        if header is None:  # the first chunk is IHDR, of 13 bytes
            if (name, length) != (b"IHDR", 13):
                return _break(_DAMAGED)
            header = data[at + 8 : end - 4]
        has_pixels = has_pixels or name == b"IDAT"
        if name == b"IEND":
            return _read_header(header) if has_pixels else _break(_DAMAGED)
        at = end
    return _break(_CUT)


def _read_header(header: bytes) -> Measures | Fault:
    width, height, depth, colours, packing, filters, interlaced = struct.unpack(">IIBBBBB", header)
    known = depth in _DEPTHS.get(colours, ()) and not packing and not filters and interlaced < 2
    return Measures("png", width, height) if known else _break(_DAMAGED)


def _measure_jpeg(data: bytes) -> Measures | Fault:
    found: Measures | None = None
    for marker, start, end in _walk_segments(data):
        if end > len(data):
            return _break(_CUT)
        if marker in _FRAMES:
            if marker not in _DRAWN:
                return _break(phrase("it is a JPEG of a kind that Word does not show"))
            if found is not None or end - start < 6:
                return _break(_DAMAGED)
            height, width, parts = struct.unpack_from(">HHB", data, start + 1)
            if end - start != 6 + 3 * parts or not 1 <= parts <= 4:
                return _break(_DAMAGED)
            found = Measures("jpeg", width, height)
        if marker == _SCAN:
            if found is None:
                return _break(_DAMAGED)
            return found if data.find(_END, end) >= 0 else _break(_CUT)
        if start > end:
            return _break(_DAMAGED)
    return _break(_CUT)


def _walk_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each marker up to the first scan, with where its segment begins, after its length, and ends.

    A segment that ends before it begins is where there is no marker, or an impossible length.
    """
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            yield 0, at + 1, at
            return
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            yield marker, at + 4, end
            if marker == _SCAN or end < at + 4:
                return
            at = end
