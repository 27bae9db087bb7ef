"""A DOCX that anybody may have written or edited: its parts of XML, and what leads to them.

Takes bytes; gives parts, or raises UnreadableError with what they are instead. Nothing is unpacked
but what is asked for, no more of it than MOST_UNPACKED, and nothing is fetched or run. It must
never know what stands in a part.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from avtalegen.messages import Phrase, phrase, say_sizes
from avtalegen.writers.reading.grammar import parse_xml

MOST_UNPACKED = 30_000_000
_ROOT = "_rels/.rels"
# Word's "Strict Open XML Document" has other names for the same (ECMA-376 part 1, annex A).
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (_STRICT + b"wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (_STRICT + b"officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (_STRICT + b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
# What files that are no DOCX begin with: the old Word format and a password, a PDF, RTF, a pointer.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF-", phrase("it is a PDF")),
    (b"{\\rtf", phrase("it is in RTF")),
    (
        b"version https://git-lfs",
        phrase("its contents are still in Git LFS; git lfs pull fetches them"),
    ),
)


class UnreadableError(ValueError):
    """The bytes are no DOCX that can be read: the code of the problem, and what fills it in."""

    def __init__(self, code: str, **details: Phrase | str) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Relation(NamedTuple):
    """What a part is related to: the kind, such as image, and the part or the address."""

    kind: str
    target: str
    external: bool


class Package:
    """An opened DOCX: parts by name, each unpacked when it is asked for."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLD):
            raise UnreadableError("word-old")
        for begins, what in _OTHERS:
            if data.startswith(begins):
                raise _refuse(what)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            raise _refuse(phrase("it is no package of parts, or a damaged one")) from None
        infos = self._zip.infolist()
        self._infos = {info.filename: info for info in infos}
        if len({info.filename.casefold() for info in infos}) < len(infos):
            raise _refuse(phrase("two of its parts have the same name"))
        self._left = MOST_UNPACKED

    def find_main(self) -> str:
        """The name of the part that holds the body; raises UnreadableError where there is none."""
        for relation in self.relate("").values():
            if relation.kind == "officeDocument" and relation.target in self._infos:
                return relation.target
        raise _refuse(phrase("it is no document of Word"))

    def relate(self, source: str) -> Mapping[str, Relation]:
        """The relationships of a part by their ids, and those of the package for no name."""
        folder, _, file = source.rpartition("/")
        name = f"{folder}/_rels/{file}.rels".lstrip("/") if source else _ROOT
        if name not in self._infos:
            return {}
        found = {}
        for row in self.read(name):
            target, external = row.get("Target", ""), row.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = row.get("Type", "").rpartition("/")[2]
            found[row.get("Id", "")] = Relation(kind, target, external)
        return found

    def read(self, name: str) -> etree._Element:
        """The outermost element of a part; raises UnreadableError where it cannot be read."""
        try:
            content = self._unpack(self._infos[name])
            _refuse_doctype(content, name)
            for strict, usual in _NAMES if _STRICT in content else ():
                content = content.replace(strict, usual)
            return parse_xml(content)
        except KeyError:
            raise _refuse(phrase("{part} is missing", part=name)) from None
        except (expat.ExpatError, ValueError) as error:
            if isinstance(error, UnreadableError):
                raise
            raise _refuse(phrase("{part} is no XML that Word reads", part=name)) from None

    def find_checksum(self, name: str) -> str:
        """Eight digits that are others when the part is another; "" where there is no such part."""
        return f"{self._infos[name].CRC:08x}" if name in self._infos else ""

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        usual = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if info.flag_bits & 1 or not usual:
            packed = phrase("{part} is packed in another way than Word's", part=info.filename)
            raise _refuse(packed)
        if info.file_size > self._left:
            size, most = say_sizes(MOST_UNPACKED - self._left + info.file_size, MOST_UNPACKED)
            raise _refuse(phrase("it has {size} of text, more than {limit}", size=size, limit=most))
        self._left -= info.file_size
        try:
            with self._zip.open(info) as file:
                # With a number, no more is unpacked than the directory of the zip promises.
                return file.read(info.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise _refuse(phrase("{part} is damaged", part=info.filename)) from None


def _refuse(reason: Phrase) -> UnreadableError:
    return UnreadableError("word-unreadable", reason=reason)


def _refuse_doctype(content: bytes, name: str) -> None:
    """Raise UnreadableError for a DOCTYPE, of which no more is read than that it is there."""
    if not re.search(rb"<\0?!\0?D", content):  # in UTF-8 or UTF-16, which all XML of Word is
        return
    parser = expat.ParserCreate()

    def stop(*_declared: object) -> None:
        raise UnreadableError("word-doctype", part=name)

    def go_on(*_element: object) -> None:
        raise StopIteration

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = stop, go_on
    try:
        parser.Parse(content, True)
    except StopIteration:
        return
