"""Pictures that tests make themselves, so that none lies in the repository."""

import struct
import zlib

from avtalegen.document import Picture


def make_png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checked

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )  # fmt: skip


LOGOS = (
    Picture(make_png(600, 200, (0, 90, 160)), "png", 600, 200, "Logoen til Stjørdal kommune"),
    Picture(make_png(200, 250, (160, 20, 30)), "png", 200, 250, "Logoen til politiet"),
)
