"""The DOCX package: parts, relationships and metadata in, the same bytes every time out.

python-docx opens the styled, empty document and owns the package. What it would take from the
clock is taken from the document, and the zip is written anew in one fixed form.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import lru_cache

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from avtalegen.style import Style
from avtalegen.writers import stylesheet
from avtalegen.writers.ooxml import escape, part

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


class Package:
    """A DOCX in the making: an empty document with styles, to which parts are added."""

    def __init__(self, style: Style, language: str, levels: int) -> None:
        self._document = docx.Document(io.BytesIO(_make_empty(style, language, levels)))

    def add_link(self, target: str) -> str:
        """The id by which the text links to an address."""
        return self._document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def add_part(self, kind: str, name: str, xml: str) -> str:
        """The id of a new part; `kind` names it as python-docx does (FOOTER, FOOTNOTES)."""
        main = self._document.part
        content_type = getattr(CONTENT_TYPE, f"WML_{kind}")
        made = Part(PackURI(f"/word/{name}.xml"), content_type, xml.encode(), main.package)
        return main.relate_to(made, getattr(RELATIONSHIP_TYPE, kind))

    def write_body(self, xml: str) -> None:
        """Make the XML of the body the text of the document."""
        body = self._document.element.body
        for child in list(body):
            body.remove(child)
        body.extend(list(parse_xml(xml.encode())))

    def describe(
        self, title: str, authors: tuple[str, ...], language: str, dated: date | None
    ) -> None:
        """Set the metadata; there is no date where the agreement has none."""
        core = (
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape('; '.join(authors))}"
            f"</dc:creator><dc:language>{language}-NO</dc:language>"
        )
        if dated:
            stamp = f'xsi:type="dcterms:W3CDTF">{dated.isoformat()}T00:00:00Z'
            core += f"<dcterms:created {stamp}</dcterms:created>"
            core += f"<dcterms:modified {stamp}</dcterms:modified>"
        name, kind = PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES
        package = self._document.part.package
        made = Part(name, kind, _core(core).encode(), package)
        package.relate_to(made, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    def save(self) -> bytes:
        """The package as bytes: the types first, the parts by name, no date but 1980."""
        saved = io.BytesIO()
        self._document.save(saved)
        data = io.BytesIO()
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(data, "w") as new:
            for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                new.writestr(entry, old.read(name))
        return data.getvalue()


@lru_cache(maxsize=8)
def _make_empty(style: Style, language: str, levels: int) -> bytes:
    parts = {
        "styles": stylesheet.styles(style, language, levels),
        "settings": stylesheet.settings(),
        "fontTable": stylesheet.fonts(style),
    }
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((name, name) for name in parts))
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ))  # fmt: skip
        package.writestr("_rels/.rels", _relationships({"officeDocument": "word/document.xml"}))
        package.writestr(
            "word/_rels/document.xml.rels", _relationships({name: f"{name}.xml" for name in parts})
        )
        package.writestr("word/document.xml", part("document", "<w:body/>"))
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return data.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core(properties: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{properties}</cp:coreProperties>'
    )
