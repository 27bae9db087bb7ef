"""Files that cannot be in git as text: pictures and Word files, made as small as they can be."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def make_png(width: int = 300, height: int = 200, colour: int = 0) -> bytes:
    """A grey picture of one shade."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = min(height, 2_000)  # a picture that is too high is refused before its rows are read
    pixels = zlib.compress((b"\0" + bytes([colour]) * width) * rows)
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def make_jpeg(width: int = 300, height: int = 200, frame: int = 0xC0, parts: int = 3) -> bytes:
    """The segments that a JPEG has, without tables: enough to measure it."""
    said = b"".join(bytes([number, 0x11, 0]) for number in range(1, parts + 1))
    scan = bytes([parts]) + b"".join(bytes([n, 0]) for n in range(1, parts + 1)) + b"\0\x3f\0"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + b"\xff"  # a fill byte
        + segment(0xFE, b"en merknad med \xff\xc0 i")
        + segment(frame, struct.pack(">BHHB", 8, height, width, parts) + said)
        + segment(0xDA, scan)
        + b"\x12\xff\x00\x34\xff\xd9"
    )


def make_word(changed: dict[str, str | bytes | None] | None = None) -> bytes:
    """A Word file with a style; `changed` are parts to add, or to leave out where they are None."""
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": make_types(),
        "_rels/.rels": make_relations((f"{OFFICE}/officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="O1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>',
        "word/_rels/document.xml.rels": make_relations((f"{OFFICE}/styles", "styles.xml")),
        **(changed or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if content is not None:
                package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return made.getvalue()


def make_types(main: str = "document.main", styles: str = "styles", more: str = "") -> str:
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORDPROCESSING}.{main}+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{WORDPROCESSING}.{styles}+xml"/>'
        f"{more}</Types>"
    )


def make_relations(*named: tuple[str, ...]) -> str:
    said = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"/>' if mode else "/>")
        for number, (kind, target, *mode) in enumerate(named, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{said}</Relationships>'
