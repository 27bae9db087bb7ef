"""The DOCX package: parts, relationships and metadata in, the same bytes every time out.

The zip has one fixed form: the types first, the parts by name, no date but 1980, so that the same
parts give the same bytes (ECMA-376 part 2). It must never know what stands in a part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date

from avtalegen.document import Document, Picture, read_text
from avtalegen.quick import dataclass
from avtalegen.writers.archive import write_archive
from avtalegen.writers.ooxml import attribute, escape

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties (22.3)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package.

    `kind` is the last word of its relationship's type, such as footnotes or header; `related` are
    relationships of its own, as XML.
    """

    name: str
    kind: str
    content_type: str
    data: bytes
    related: str = ""


def make_part(kind: str, xml: str, number: str = "") -> Part:
    """A part of WordprocessingML, called after its kind: word/footer1.xml."""
    return Part(f"word/{kind}{number}.xml", kind, f"{_WORD}.{kind}+xml", xml.encode())


@dataclass(slots=True)
class Package:
    """A DOCX in the making; ids of relationships are given in the order of asking."""

    parts: list[Part] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)

    def share_parts(self, parts: Iterable[Part]) -> None:
        """Add parts that other packages have too."""
        for part in parts:
            self.shared.add(part.name)
            self.add_part(part)

    def relate(self, kind: str, target: str, *, outside: bool = False) -> str:
        """The id of a new relationship of the main part."""
        identifier = f"rId{len(self.related) + 1}"
        mode = ' TargetMode="External"' if outside else ""
        self.related.append(
            f'<Relationship Id="{identifier}" Type="{_OFFICE}/relationships/{kind}" '
            f"Target={attribute(target)}{mode}/>"
        )
        return identifier

    def add_part(self, part: Part) -> str:
        """The id of a new part that the main part relates to."""
        self.parts.append(part)
        return self.relate(part.kind, part.name.removeprefix("word/"))

    def add_link(self, target: str) -> str:
        """The id by which the text links to an address."""
        if target not in self.links:
            self.links[target] = self.relate("hyperlink", target, outside=True)
        return self.links[target]

    def add_picture(self, picture: Picture) -> str:
        """The id of a picture; the same picture is stored once."""
        known = self.pictures.index(picture) if picture in self.pictures else len(self.pictures)
        if known == len(self.pictures):
            self.pictures.append(picture)
        name = f"word/media/image{known + 1}.{picture.kind}"
        if all(part.name != name for part in self.parts):
            self.parts.append(Part(name, "image", f"image/{picture.kind}", picture.data))
        return self.relate("image", name.removeprefix("word/"))

    def save(self, body: str, document: Document, version: str) -> bytes:
        """The package as bytes, with the main part and what is told of the document."""
        main = Part("word/document.xml", "officeDocument", f"{_WORD}.document.main+xml",
                    body.encode(), "".join(self.related))  # fmt: skip
        told = [_make_core(document), _make_custom(document.digest, version)]
        roots = "".join(
            f'<Relationship Id="rId{number}" Type="{base}/{part.kind}" Target="{part.name}"/>'
            for number, (part, base) in enumerate(
                zip(
                    (main, *told),
                    (f"{_OFFICE}/relationships", f"{_PACKAGE}/relationships/metadata",
                     f"{_OFFICE}/relationships"), strict=True,
                ), 1,
            )
        )  # fmt: skip
        return _zip([main, *self.parts, *told], roots, self.shared)


def _zip(parts: list[Part], roots: str, shared: set[str]) -> bytes:
    files = {part.name: part.data for part in parts}
    files["_rels/.rels"] = _write_relationships(roots)
    for part in parts:
        if part.related:
            folder, _, name = part.name.rpartition("/")
            files[f"{folder}/_rels/{name}.rels"] = _write_relationships(part.related)
    types = ("[Content_Types].xml", _write_types(parts))
    return write_archive([types, *sorted(files.items())], shared)


def _write_types(parts: list[Part]) -> bytes:
    kinds = {part.name.rpartition(".")[2]: part.content_type for part in parts
             if not part.name.endswith(".xml")}  # fmt: skip
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **kinds,
    }
    written = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in sorted(defaults.items())
    )
    written += "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>'
        for part in sorted(parts, key=lambda part: part.name)
        if part.name.endswith(".xml")
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{written}</Types>'.encode()


def _write_relationships(rows: str) -> bytes:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'.encode()


def _make_core(document: Document) -> Part:
    """What any program shows of a file; there is no date where the agreement has none."""
    subject = read_text(document.front[0]) if document.front else ""
    told = (
        f"<dc:title>{escape(document.title)}</dc:title>"
        f"<dc:subject>{escape(f'{document.title} {subject}'.strip())}</dc:subject>"
        f"<dc:creator>{escape('; '.join(document.authors))}</dc:creator>"
        f"<dc:language>{document.language}-NO</dc:language>"
    )
    told += _stamp(document.dated)
    xml = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{told}</cp:coreProperties>'
    )
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    return Part("docProps/core.xml", "core-properties", kind, xml.encode())


def _stamp(dated: date | None) -> str:
    if dated is None:
        return ""
    moment = f'xsi:type="dcterms:W3CDTF">{dated.isoformat()}T00:00:00Z'
    return (
        f"<dcterms:created {moment}</dcterms:created><dcterms:modified {moment}</dcterms:modified>"
    )


def _make_custom(digest: str, version: str) -> Part:
    """What the document was made from, and by which version of avtalegen."""
    told = {"avtalegen version": version}
    if digest:
        told["avtalegen sources SHA-256"] = digest
    rows = "".join(
        f'<property fmtid="{_PROPERTIES}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(told.items(), 2)
    )
    xml = (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{rows}</Properties>'
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    return Part("docProps/custom.xml", "custom-properties", kind, xml.encode())
