"""A Word template that somebody brings: its styles, page, headers and footers.

python-docx opens it. Styles are found by their names (Norwegian Word shows Overskrift 1; the file
says heading 1), and get the ids by which the writer calls them; a style that the template lacks
is avtalegen's own. It must never know what a document says.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

from avtalegen.writers.geometry import A4_HEIGHT, A4_WIDTH, Page
from avtalegen.writers.ooxml import attribute
from avtalegen.writers.package import Part, make_part

# A template's main part differs from a document's in its type alone.
_TEMPLATE_TYPE, _DOCUMENT_TYPE = (
    b"wordprocessingml.template.main",
    b"wordprocessingml.document.main",
)
_STYLE_REFERENCES = tuple(qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle"))
_STYLE_LINKS = tuple(qn(f"w:{name}") for name in ("basedOn", "next", "link"))
_MARGIN = 1417  # 25 mm, where a template has no margins
# A side of the text must have 80 mm, and Word has no paper wider than 22 inches.
_LEAST, _MOST = 4535, 31680
_ENDINGS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/x-emf": "emf"}
_VALUE, _ID, _NAME = qn("w:val"), qn("w:styleId"), qn("w:name")


class WordFile:
    """An opened template; `styles` are avtalegen's own, as XML, for what the template lacks."""

    def __init__(self, data: bytes, styles: str, language: str) -> None:
        self._document = docx.Document(io.BytesIO(_as_document(data)))
        self._document.element.body.get_or_add_sectPr()  # which a file may leave out
        self._renamed: dict[str, str] = {}
        self.styles = self._merge_styles(parse_xml(styles.encode()), language)

    @property
    def page(self) -> Page:
        """The size and margins of the template's last section; A4 where it has none.

        ValueError tells of a page that no agreement can stand on.
        """
        section = self._document.sections[-1]
        gutter = section.gutter
        lengths = (
            (section.page_width, A4_WIDTH), (section.page_height, A4_HEIGHT),
            (section.top_margin, _MARGIN), (section.right_margin, _MARGIN),
            (section.bottom_margin, _MARGIN), (section.left_margin, _MARGIN),
            (section.header_distance, _MARGIN // 2), (section.footer_distance, _MARGIN // 2),
        )  # fmt: skip
        sizes = [usual if length is None else round(length.twips) for length, usual in lengths]
        page = Page(*sizes)
        page = replace(page, left=page.left + (round(gutter.twips) if gutter is not None else 0))
        if page.text_width < _LEAST or page.text_height < _LEAST or max(sizes) > _MOST:
            raise ValueError("a page that no agreement can stand on")
        return page

    @property
    def has_own_first_page(self) -> bool:
        """Whether the first page has a header and a footer of its own."""
        return bool(self._document.sections[-1].different_first_page_header_footer)

    @property
    def has_even_pages(self) -> bool:
        """Whether even pages have headers and footers of their own."""
        return bool(self._document.settings.odd_and_even_pages_header_footer)

    def list_shared(self) -> list[Part]:
        """The styles, and the theme that their fonts and colours may come from."""
        parts = [make_part("styles", etree.tostring(self.styles, encoding="unicode"))]
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith("/theme"):
                kind = "application/vnd.openxmlformats-officedocument.theme+xml"
                blob = relation.target_part.blob
                parts.append(Part("word/theme/theme1.xml", "theme", kind, blob))
        return parts

    def list_margins(self) -> Iterator[tuple[str, Part, list[Part]]]:
        """The headers and footers with the pages that they are for, and the files in them."""
        names = (qn("w:headerReference"), qn("w:footerReference"))
        references: dict[tuple[str, str], Any] = {}
        for section in self._document.sections:  # one without its own has those of the one before
            properties = section._sectPr  # noqa: SLF001  # no public way to them
            for each in (each for name in names for each in properties.findall(name)):
                references[each.tag, each.get(qn("w:type")) or "default"] = each
        for number, reference in enumerate(references.values(), 1):
            kind = etree.QName(reference).localname.removesuffix("Reference")
            source = self._document.part.related_parts[reference.get(qn("r:id"))]
            related, files = _take_relations(source, number)
            tree = etree.fromstring(source.blob)
            if tree.find(f".//{qn('w:footnoteReference')}") is not None or not len(tree):
                raise ValueError("a header or a footer that is empty, or has a footnote")
            self._rename_in(tree)
            _describe_pictures(tree)
            xml = etree.tostring(tree, encoding="unicode")
            made = make_part(kind, xml, f"Template{number}")
            made = Part(made.name, made.kind, made.content_type, made.data, related)
            yield reference.get(qn("w:type")) or "default", made, files

    def _merge_styles(self, own: Any, language: str) -> Any:
        theirs = self._document.styles.element
        named = {_name(style): style for style in theirs.iter(qn("w:style")) if _name(style)}
        wanted = {_name(style): style.get(_ID) for style in own.iter(qn("w:style"))}
        kept = {wanted[name]: style for name, style in named.items() if name in wanted}
        for style in theirs.iter(qn("w:style")):
            identifier = style.get(_ID)
            new = wanted.get(_name(style))
            if new is None and identifier in wanted.values():
                new = f"Template{identifier}"
            if new is not None:
                self._renamed[identifier] = new
                style.set(_ID, new)
        for link in theirs.iter(*_STYLE_LINKS):
            link.set(_VALUE, self._renamed.get(link.get(_VALUE), link.get(_VALUE)))
        for style in own.iter(qn("w:style")):
            if style.get(_ID) not in kept:
                style.attrib.pop(qn("w:default"), None)
                theirs.append(style)
        _number_headings(theirs, own)
        _set_language(theirs, language)
        return theirs

    def _rename_in(self, tree: Any) -> None:
        for used in tree.iter(*_STYLE_REFERENCES):
            used.set(_VALUE, self._renamed.get(used.get(_VALUE), used.get(_VALUE)))


def _describe_pictures(tree: Any) -> None:
    """A picture that nobody has described is called after where it stands."""
    for about in tree.iter(qn("wp:docPr")):
        if not about.get("descr"):
            about.set("descr", about.get("title") or "Brevhode")


def _as_document(data: bytes) -> bytes:
    """The bytes of a template as those of a document; those of a document as they are."""
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    if _TEMPLATE_TYPE not in source.read("[Content_Types].xml"):
        return data
    with zipfile.ZipFile(made, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
            package.writestr(name, content)
    return made.getvalue()


def _name(style: Any) -> str:
    named = style.find(_NAME)
    return str(named.get(_VALUE)).casefold() if named is not None else ""


def _number_headings(theirs: Any, own: Any) -> None:
    """Numbers of styles are those of the template's own lists, which are not taken along."""
    numbers = {_name(style): style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
               for style in own.iter(qn("w:style"))}  # fmt: skip
    for style in theirs.iter(qn("w:style")):
        properties = style.find(qn("w:pPr"))
        if properties is None:
            continue
        for number in properties.findall(qn("w:numPr")):
            if number is not numbers.get(_name(style)):
                properties.remove(number)
        wanted = numbers.get(_name(style))
        if wanted is not None and wanted.getparent() is not properties:
            before = [child for child in properties if etree.QName(child).localname in _BEFORE]
            properties.insert(len(before), wanted)


# What comes before the number among the properties of a paragraph (ECMA-376 17.3.1.26).
_BEFORE = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}


def _set_language(styles: Any, language: str) -> None:
    """Every language that the styles tell is that of the agreement, and one is told."""
    for told in styles.iter(qn("w:lang")):
        told.set(_VALUE, f"{language}-NO")
    run = styles
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = run.find(qn(name))
        if found is None:
            found = OxmlElement(name)
            run.insert(0, found)  # each is the first that its parent may have
        run = found
    if run.find(qn("w:lang")) is None:
        made = OxmlElement("w:lang")
        made.set(_VALUE, f"{language}-NO")
        run.append(made)


def _take_relations(source: Any, number: int) -> tuple[str, list[Part]]:
    """The relationships of a header or footer as XML, and the pictures that it shows."""
    rows = ""
    files: list[Part] = []
    for identifier, relation in sorted(source.rels.items()):
        kind, mode = relation.reltype, ""
        if relation.is_external:
            target, mode = relation.target_ref, ' TargetMode="External"'
        else:
            part = relation.target_part
            ending = part.partname.ext.lower() or _ENDINGS.get(part.content_type, "bin")
            name = f"word/media/template{number}-{len(files) + 1}.{ending}"
            files.append(Part(name, "image", part.content_type, part.blob))
            target = name.removeprefix("word/")
        rows += f'<Relationship Id="{identifier}" Type="{kind}" Target={attribute(target)}{mode}/>'
    return rows, files
