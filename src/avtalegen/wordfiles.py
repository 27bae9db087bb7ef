"""Whether a Word file may lend its look to agreements: a whole document, with nothing that acts.

Takes bytes, of which there are no more than MOST_BYTES; gives what is wrong with them, or nothing.
A Word file is a package of parts (ECMA-376, parts 1 and 2). What is refused would run, or be
fetched, on the computer of whoever opens an agreement, or would end a build. It must never know
where the file lies, nor use its look.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import field
from pathlib import PurePosixPath
from xml.parsers import expat

from avtalegen.messages import Phrase, Words, phrase, say_sizes, write_number
from avtalegen.quick import dataclass

MOST_BYTES, MOST_UNPACKED = 10_000_000, 50_000_000
# The XML parser of the DOCX writer takes no longer text, and no deeper tree.
_MOST_XML, _MOST_LEVELS = 10_000_000, 200
_MOST_PARTS = 2_000
# How files of OLE begin: Word 97 to 2003, and every file with a password.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = re.compile(r"vbaProject|vbaData|macroEnabled|activeX", re.IGNORECASE)
_TYPES, _ROOT = "[Content_Types].xml", "_rels/.rels"
# What the main part is of: a document or a template.
_MAIN = re.compile(r"wordprocessingml\.(?:document|template)\.main\+xml$")
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Fields that fetch or run something when they are updated (ECMA-376 part 1, 17.16.5).
_FIELDS = re.compile(r"(?<!\w)(?:DDE|DDEAUTO|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK)(?!\w)")


@dataclass(frozen=True, slots=True)
class Fault:
    """The code of a problem with a Word file, and what fills its message in but its name."""

    code: str
    details: dict[str, Words] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    """What a part of XML has that matters here: the attributes of its elements, and its fields."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    fields: str = ""
    has_doctype: bool = False


def find_fault(data: bytes) -> Fault | None:
    """What is wrong with the bytes as a Word file, or None where nothing is."""
    if data.startswith(_OLD):
        return Fault("word-old")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return next(_check(package), None)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        return _break(phrase("it is no package of parts, or a damaged one"))


def _break(reason: Words) -> Fault:
    return Fault("word-unreadable", {"reason": reason})


def _refuse_size(size: int, limit: int, where: Phrase) -> Fault:
    said, most = say_sizes(size, limit)
    return Fault("word-too-large", {"size": where.fill(size=said), "limit": most})


def _check(package: zipfile.ZipFile) -> Iterator[Fault]:
    infos = package.infolist()
    names = [info.filename for info in infos]
    yield from _check_package(infos)
    if programs := next((name for name in names if _PROGRAMS.search(name)), None):
        yield Fault("word-macros", {"part": programs})
    parts: dict[str, _Part] = {}
    for name in names:
        with package.open(name) as file:
            # With a number, no more is unpacked than the directory of the zip promises.
            content = file.read(package.getinfo(name).file_size)
        if not name.endswith((".xml", ".rels")) and not _looks_like_xml(content):
            continue
        if len(content) > _MOST_XML:
            yield _refuse_size(len(content), _MOST_XML, phrase("{size} in {part}", part=name))
        try:
            parts[name] = _read_part(content)
        except (expat.ExpatError, ValueError):
            yield _break(phrase("{part} is no XML that Word reads", part=name))
            return
        if parts[name].has_doctype:
            yield Fault("word-doctype", {"part": name})
    yield from _check_kind(parts)
    yield from _check_links(parts)


def _check_package(infos: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    names = [info.filename.casefold() for info in infos]
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MOST_UNPACKED:
        yield _refuse_size(unpacked, MOST_UNPACKED, phrase("{size} when it is unpacked"))
    if len(infos) > _MOST_PARTS:
        yield _break(phrase("it has more than {most} parts", most=write_number(_MOST_PARTS)))
    if len(set(names)) < len(names):  # readers differ on which of the two counts
        yield _break(phrase("two of its parts have the same name"))
    for info in infos:
        # Bit 0: encrypted. A package has no other methods than these (ECMA-376 part 2, annex B).
        if info.flag_bits & 1 or info.compress_type not in {
            zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED,
        }:  # fmt: skip
            yield _break(phrase("{part} is packed in another way than Word's", part=info.filename))


def _looks_like_xml(content: bytes) -> bool:
    return content[:100].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<")


def _read_part(content: bytes) -> _Part:
    """The part; ValueError or ExpatError where it is no XML, or is nested too deep."""
    part, level = _Part(), 0
    inside = ""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal level, inside
        level += 1
        if level > _MOST_LEVELS:
            raise ValueError(name)
        inside = name.rpartition(" ")[2]
        if inside in {"Default", "Override", "Relationship"}:
            part.elements.append((inside, attributes))
        if inside == "fldChar":  # begins or ends a field
            part.fields += " "
        if inside == "fldSimple":
            part.fields += " " + " ".join(attributes.values()) + " "

    def end(_name: str) -> None:
        nonlocal level, inside
        level -= 1
        inside = ""

    def read(text: str) -> None:
        if inside == "instrText":  # the words of one field may be divided among several
            part.fields += text

    def stop(*_declared: object) -> None:
        part.has_doctype = True
        raise StopIteration

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = read, stop
    with contextlib.suppress(StopIteration):  # nothing after a DOCTYPE matters
        parser.Parse(content, True)
    return part


def _check_kind(parts: dict[str, _Part]) -> Iterator[Fault]:
    types, root = parts.get(_TYPES), parts.get(_ROOT)
    if types is None or root is None:
        yield _break(phrase("it is no document of Word"))
        return
    declared = {a.get("PartName", ""): a.get("ContentType", "") for _, a in types.elements}
    every = [attributes.get("ContentType", "") for _, attributes in types.elements]
    if any(_PROGRAMS.search(kind) for kind in every):
        yield Fault("word-macros")
    main = next(
        (a.get("Target", "") for _, a in root.elements
         if a.get("Type", "") == f"{_RELATIONSHIPS}officeDocument"), None,
    )  # fmt: skip
    if main is None or not _MAIN.search(declared.get(f"/{main.lstrip('/')}", "")):
        yield _break(phrase("it is no document of Word, or one in Strict Open XML"))
    elif main.lstrip("/") not in parts:
        yield _break(phrase("{part} is missing", part=main.lstrip("/")))
    if not any(kind.endswith("wordprocessingml.styles+xml") for kind in every):
        yield _break(phrase("it has no styles"))


def _check_links(parts: dict[str, _Part]) -> Iterator[Fault]:
    for name, part in parts.items():
        for kind, attributes in part.elements:
            leads_out = attributes.get("TargetMode", "").casefold() == "external"
            harmless = attributes.get("Type", "").endswith("/hyperlink")
            if kind == "Relationship" and leads_out and not harmless:
                yield Fault("word-links", {"target": _shorten(attributes.get("Target", ""))})
        # A field begins with its name; what it says in quotation marks is no name.
        if found := _FIELDS.search(re.sub(r'"[^"]*"', " ", part.fields.upper())):
            field_ = phrase("what the field {name} names", name=found[0])
            yield Fault("word-links", {"target": field_, "part": name})


def _shorten(target: str) -> Words:
    # The path of a template is long, and may name a person.
    return phrase(
        '"{read}"', read=PurePosixPath(target.replace("\\", "/")).name[:60] or target[:60]
    )
