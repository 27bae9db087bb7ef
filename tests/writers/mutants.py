"""A DOCX with one of everything, and the ways in which it can be broken, one rule of Word each.

A mutant is made from what the writer writes: `change` puts other words in one part.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from avtalegen.document import Document
from avtalegen.writers import docx
from tests.pictures import LOGOS
from tests.support import parts_of, read_look
from tests.writers.test_golden import every_node

Parts = dict[str, str | bytes]
Mutation = Callable[[Parts], None]

BODY, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
NOTES, SETTINGS, CORE = "word/footnotes.xml", "word/settings.xml", "docProps/core.xml"
TYPES, RELATIONS, FONTS = (
    "[Content_Types].xml", "word/_rels/document.xml.rels", "word/fontTable.xml",
)  # fmt: skip
CUSTOM, PICTURE = "docProps/custom.xml", "word/media/image1.png"


def everything() -> Document:
    """A document with every kind of node, contents, signatures, and logos on its cover."""
    return replace(every_node(), logos=LOGOS)


def unbroken() -> Parts:
    """The parts of everything, as text where they are text."""
    parts = parts_of(docx.make(everything(), read_look()))
    return {name: data if name.endswith("png") else data.decode() for name, data in parts.items()}


def draw(number: int, described: str = 'descr="Et våpen"') -> str:
    """The first picture once more, with another id and other words for it."""
    about, picture = f'id="{number}" name="b" {described}', str(unbroken()[BODY])
    drawing = re.search("<w:r><w:drawing>.*?</w:drawing></w:r>", picture)
    assert drawing
    return re.sub(r"(<(?:wp:docPr|pic:cNvPr)) [^>]*/>", rf"\1 {about}/>", drawing[0])


def pack(parts: Parts, *more: tuple[str, bytes]) -> bytes:
    """The parts as a DOCX; `more` may have names that are there already."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (*parts.items(), *more):
            written = content.encode() if isinstance(content, str) else content
            package.writestr(zipfile.ZipInfo(name), written, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def change(part: str, old: str, new: str) -> Mutation:
    """The first place in the part that says `old` says `new`."""

    def mutate(parts: Parts) -> None:
        assert old in parts[part], f"{part} has no {old}"
        parts[part] = parts[part].replace(old, new, 1)

    return mutate


def change_last(part: str, old: str, new: str) -> Mutation:
    """The last place in the part that says `old` says `new`."""

    def mutate(parts: Parts) -> None:
        before, found, after = parts[part].rpartition(old)
        assert found, f"{part} has no {old}"
        parts[part] = before + new + after

    return mutate


def match(part: str, pattern: str, new: str) -> Mutation:
    """The first place in the part that matches becomes `new`."""

    def mutate(parts: Parts) -> None:
        written, count = re.subn(pattern, new, parts[part], count=1)
        assert count, f"{part} has no {pattern}"
        parts[part] = written

    return mutate


def relate(identifier: str, kind: str, target: str, mode: str = "") -> Mutation:
    """The body has one more relationship."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    row = f'<Relationship Id="{identifier}" Type="{office}/{kind}" Target="{target}"{mode}/>'
    return change(RELATIONS, "</Relationships>", f"{row}</Relationships>")


def remove(part: str) -> Mutation:
    """The part is not there."""
    return lambda parts: parts.pop(part) and None


def add(part: str, content: str) -> Mutation:
    """There is one more part."""
    return lambda parts: parts.update({part: content})


def insert(xml: str) -> Mutation:
    """The first paragraph of the body has more at its end."""
    return change(BODY, "</w:p>", f"{xml}</w:p>")


_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(instruction: str, result: str = "<w:r><w:t>r</w:t></w:r>") -> str:
    """A whole field."""
    return "".join([
        _FIELD.format("begin"), f"<w:r><w:instrText>{instruction}</w:instrText></w:r>",
        _FIELD.format("separate"), result, _FIELD.format("end"),
    ])  # fmt: skip


def bookmark(name: str, start: int = 90, end: int = 90) -> str:
    """A bookmark around nothing."""
    return f'<w:bookmarkStart w:id="{start}" w:name="{name}"/><w:bookmarkEnd w:id="{end}"/>'


# The causes that others report for files that Word calls unreadable, or shows with something gone.
KNOWN: dict[str, tuple[Mutation, str]] = {
    "an empty cell": (match(BODY, "(</w:tcPr>)<w:p>.*?</w:p>", r"\1"), "tc content"),
    "two bookmarks of one id": (insert(bookmark("a") + bookmark("b")), "bookmark has the id 90"),
    "a list that is not there": (
        match(BODY, r'<w:numId w:val="4"/>', '<w:numId w:val="999"/>'), "no list 999",
    ),
    "a link without relationship": (
        insert('<w:hyperlink r:id="rId999"><w:r/></w:hyperlink>'), "no relationship 'rId999'",
    ),
    "a style that is not there": (
        change(BODY, '"Subtitle"', '"FinnesIkke"'), "no paragraph style 'FinnesIkke'",
    ),
    "a language that is none": (
        insert('<w:r><w:rPr><w:lang w:val="norsk bokmål!"/></w:rPr></w:r>'),
        "the code of a language|in the language",
    ),
    "properties in another order": (
        insert('<w:r><w:rPr><w:sz w:val="20"/><w:b/></w:rPr></w:r>'), "rPr content",
    ),
    "a control character": (change(BODY, "mellom", "m&#7;ellom"), "invalid xmlChar value 7"),
    "a section that is not last": (
        change(BODY, "</w:sectPr>", "</w:sectPr><w:p/>"), "body content",
    ),
    "a part of another type": (
        match(TYPES, '<Override PartName="/word/styles.xml"[^>]*>', ""),
        "styles.xml has the type application/xml",
    ),
    "a part that is not there": (remove(FONTS), "fontTable.xml"),
    "a table without grid": (
        match(BODY, "<w:tblGrid>.*?</w:tblGrid>", ""), "tbl content|in a table of 0",
    ),
    "two pictures of one id": (insert(draw(1)), "more than one picture has the id 1"),
    "words outside a run": (insert("Hei"), "p content"),
    "a width that is no whole number": (
        match(BODY, r'<w:tcW w:w="\d+"', '<w:tcW w:w="12.5"'), "a whole number",
    ),
    "a colour of another form": (
        insert('<w:r><w:rPr><w:color w:val="#ff0000"/></w:rPr></w:r>'), "a colour",
    ),
    "a bookmark that is not closed": (
        insert('<w:bookmarkStart w:id="90" w:name="a"/>'), "bookmark 90 is not closed",
    ),
    "a row without cells": (
        change(BODY, "</w:tblGrid>", "</w:tblGrid><w:tr/>"), "tr content|a row of 0|no header row",
    ),
    "a paragraph in a paragraph": (insert("<w:p/>"), "p content"),
    "a list before its numbering": (
        change(NUMBERING, "<w:abstractNum ",
               '<w:num w:numId="90"><w:abstractNumId w:val="0"/></w:num><w:abstractNum '),
        "numbering content",
    ),
    "two styles of one id": (
        change(STYLES, 'w:styleId="Subtitle"', 'w:styleId="Title"'), "id 'Title'|style 'Subtitle'",
    ),
    "an anchor that is not there": (
        insert('<w:hyperlink w:anchor="finnes_ikke"><w:r/></w:hyperlink>'), "'finnes_ikke'",
    ),
    "a field that is not closed": (insert(_FIELD.format("begin")), "is not closed"),
    "a date of another form": (
        change(CORE, "</cp:coreProperties>", '<dcterms:created xsi:type="dcterms:W3CDTF">'
               "07.11.2018</dcterms:created></cp:coreProperties>"),
        "'07.11.2018' is no date",
    ),
    "an address with a blank": (change(RELATIONS, '.no"', '.no/a b"'), "no address"),
    "a bookmark of a long name": (insert(bookmark("a" * 41)), "at most 40 letters"),
}  # fmt: skip

MORE: dict[str, tuple[Mutation, str]] = {
    "a bookmark with a blank in its name": (insert(bookmark("a b")), "at most 40 letters"),
    "two bookmarks of one name": (
        insert(bookmark("a", 90, 90) + bookmark("A", 91, 91)), "bookmark has the name of bookmark 'a'",
    ),
    "a bookmark that ends before it begins": (
        insert('<w:bookmarkEnd w:id="90"/><w:bookmarkStart w:id="90" w:name="a"/>'),
        "ends where it is not open|is not closed",
    ),
    "a picture without words": (insert(draw(90, "")), "words for those who do not see it"),
    "a picture with empty words": (insert(draw(90, 'descr=" "')), "words for those who do not see"),
    "a picture that is not there": (
        match(BODY, 'r:embed="[^"]*"', 'r:embed="rId91"'), "no relationship 'rId91'",
    ),
    "a picture of another kind": (
        add(PICTURE, "GIF89a"), "image1.png: is not image/png",
    ),
    "a table without header row": (change(BODY, "<w:tblHeader/>", ""), "no header row"),
    "a header row that is switched off": (
        change(BODY, "<w:tblHeader/>", '<w:tblHeader w:val="0"/>'), "no header row",
    ),
    "a row that does not fill the columns": (
        match(BODY, "(</w:tcPr>)", r'<w:gridSpan w:val="2"/>\1'), "a row of 3 columns",
    ),
    "a row that begins too late": (
        change(BODY, "<w:cantSplit/>", '<w:gridBefore w:val="1"/><w:cantSplit/>'), "a row of 3",
    ),
    "a figure with a row that does not fill the columns": (
        change(BODY, '<w:gridAfter w:val="1"/>', ""), "a row of 2 columns in a table of 3",
    ),
    "a page in the contents of nothing": (
        change(BODY, " PAGEREF _Ref000_forste ", " PAGEREF _Ref999_borte "), "'_Ref999_borte'",
    ),
    "a line in the contents that leads nowhere": (
        change(BODY, 'w:anchor="_Ref000_forste"', 'w:anchor="_Ref999_borte"'), "'_Ref999_borte'",
    ),
    "a property without number": (change(CUSTOM, ' pid="2"', ""), "has the number ''"),
    "a level of heading that is skipped": (
        change(BODY, '"Heading2"', '"Heading3"'), "level 3 comes after one of level 1",
    ),
    "a level that is skipped in another style": (
        change(STYLES, 'w:val="heading 2"', 'w:val="Heading 4"'), "level 4 comes after",
    ),
    "a reference to a bookmark that is not there": (insert(field("REF finnes_ikke \\h")), "ikke'"),
    "a page of a bookmark that is not there": (insert(field("PAGEREF finnes_ikke")), "ikke'"),
    "a link to a bookmark that is not there": (
        insert(field('HYPERLINK \\l "finnes_ikke"')), "'finnes_ikke'",
    ),
    "a link of a field to no address": (insert(field('HYPERLINK "file:///a"')), "no address"),
    "a field without result": (insert(field("PAGE", "")), "has no result"),
    "a field with an empty result": (insert(field("PAGE", "<w:r><w:t/></w:r>")), "has no result"),
    "a field without separator": (
        insert(f"{_FIELD.format('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>"
               f"{_FIELD.format('end')}"), "has no result",
    ),
    "a field that ends before it begins": (insert(_FIELD.format("end")), "ends before it begins"),
    "a field that reads a file": (insert(field("INCLUDETEXT a")), "no agreement has a field"),
    "a field that asks to be updated": (
        change(BODY, '"begin"', '"begin" w:dirty="true"'), "attribute dirty",
    ),
    "settings that ask to update fields": (
        change(SETTINGS, "<w:compat>", "<w:updateFields/><w:compat>"), "updateFields|settings",
    ),
    "a mark without footnote": (
        insert('<w:r><w:footnoteReference w:id="9"/></w:r>'), "there is no footnote 9",
    ),
    "a footnote without mark": (
        change(NOTES, "</w:footnotes>",
               '<w:footnote w:id="9"><w:p/></w:footnote></w:footnotes>'), "footnote 9 has no mark",
    ),
    "a footnote with two marks": (
        insert('<w:r><w:footnoteReference w:id="1"/></w:r>'), "more than one mark of footnote 1",
    ),
    "two footnotes of one id": (
        change(NOTES, "</w:footnotes>", '<w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>'),
        "more than one footnote 1",
    ),
    "an empty footnote": (
        match(NOTES, '(<w:footnote w:type="separator" [^>]*>).*?(</w:footnote>)', r"\1\2"),
        "footnote -1 is empty",
    ),
    "a footer that is not there": (
        match(BODY, '(<w:footerReference [^>]*)r:id="[^"]*"', r'\1r:id="rId999"'),
        "no relationship 'rId999' of the kind footer",
    ),
    "two footers of one kind": (
        match(BODY, "(<w:footerReference [^>]*>)", r"\1\1"), "more than one w:footerReference",
    ),
    "a list without numbering": (
        change_last(NUMBERING, '<w:abstractNumId w:val="3"/>', '<w:abstractNumId w:val="9"/>'),
        "a numbering 9 that is not there",
    ),
    "two lists of one number": (
        change(NUMBERING, "</w:numbering>",
               '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'), "number 1",
    ),
    "two numberings of one number": (
        change(NUMBERING, '<w:abstractNum w:abstractNumId="2">', '<w:abstractNum w:abstractNumId="1">'),
        "numbering has the number 1|numbering 2 that",
    ),
    "a list that nobody uses": (
        match(BODY, r'<w:numId w:val="5"/>', '<w:numId w:val="2"/>'), "list 5 counts for no",
    ),
    "a level that is none": (
        match(BODY, r'<w:ilvl w:val="0"/>', '<w:ilvl w:val="9"/>'), "a level from 0 to 8",
    ),
    "a style on a style that is not there": (
        change(STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="x"/>'), "a style x not there",
    ),
    "a list of a style that is not there": (
        change(STYLES, '<w:numId w:val="1"/>', '<w:numId w:val="99"/>'), "names the list 99",
    ),
    "a style that a list names and that is not there": (
        change(NUMBERING, '<w:pStyle w:val="Annex"/>', '<w:pStyle w:val="x"/>'), "the paragraph style 'x'",
    ),
    "a paragraph in the style of a run": (
        change(BODY, '"Subtitle"', '"Hyperlink"'), "no paragraph style 'Hyperlink'",
    ),
    "two styles of one name": (
        change(STYLES, 'w:name w:val="Subtitle"', 'w:name w:val="title"'), "the name 'title'",
    ),
    "styles in another language": (
        change(STYLES, '<w:lang w:val="nb-NO"', '<w:lang w:val="en-US"'), "language of the styles",
    ),
    "words in another language": (
        insert('<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr></w:r>'), "in the language 'en-US'",
    ),
    "a document in another language": (change(CORE, "nb-NO", "en-US"), "neither nb-NO nor nn-NO"),
    "a document without title": (
        change(CORE, "<dc:title>Alle slags ledd<", "<dc:title> <"), "has no title",
    ),
    "two titles": (change(CORE, "<dc:title>", "<dc:title>a</dc:title><dc:title>"), "stands twice"),
    "a relationship of no kind": (
        change(RELATIONS, "</Relationships>", '<Relationship Id="x" Target="styles.xml"/></Relationships>'),
        "is no relationship",
    ),
    "two relationships of one id": (
        relate("rId1", "styles", "styles.xml"), "two relationships rId1|more than one styles",
    ),
    "a relationship to a part that is not there": (
        relate("rId95", "image", "media/x.png"), "media/x.png does not exist",
    ),
    "a picture outside the package": (
        relate("rId95", "image", "https://a.no/x.png", ' TargetMode="External"'), "is a image outside",
    ),
    "a part that nothing leads to": (
        add("word/comments.xml", "<x/>"), "comments.xml: nothing leads to it",
    ),
    "a part without type": (add("word/x.bin", "x"), "gives word/x.bin no type|x.bin: nothing"),
    "a type of a part that is not there": (
        change(TYPES, "</Types>", '<Override PartName="/word/x.xml" ContentType="a/b"/></Types>'),
        "names word/x.xml",
    ),
    "two types of one part": (
        match(TYPES, '(<Override PartName="/word/styles.xml"[^>]*>)', r"\1\1"), "two types",
    ),
    "a name of a part that leads out": (
        add("../x.xml", "<x/>"), "x.xml",
    ),
    "relationships of no part": (
        add("word/_rels/x.xml.rels", "<x/>"), "x.xml.rels",
    ),
    "no relationship to the settings": (
        match(RELATIONS, '<Relationship [^>]*"settings.xml"/>', ""), "settings",
    ),
    "blanks that Word drops": (
        insert("<w:r><w:t>a </w:t></w:r>"), "blanks at the end",
    ),
    "a DOCTYPE": (
        match(BODY, "<w:document", "<!DOCTYPE x><w:document"), "has a DOCTYPE",
    ),
    "an element of another kind": (
        match(BODY, r"<w:document(.*)</w:document>", r"<w:ftr\1</w:ftr>"), "document|ftr",
    ),
    "an element that nobody knows": (insert("<w:r><w:object/></w:r>"), "object|r content"),
    "an attribute that nobody knows": (
        insert('<w:r><w:br w:x="1"/></w:r>'), "attribute x",
    ),
    "a value that nobody knows": (
        insert('<w:r><w:br w:type="paper"/></w:r>'), "attribute type|paper",
    ),
    "a size that is no number": (
        insert('<w:r><w:rPr><w:sz w:val="ti"/></w:rPr></w:r>'), "a whole number",
    ),
    "a picture without length": (match(BODY, r'cx="\d+"', 'cx="-9"'), "a length"),
    "a look of the table in another form": (
        change(BODY, '<w:tblLook w:val="0020"', '<w:tblLook w:val="x"'), "4 hexadecimal digits",
    ),
    "a link that leads nowhere": (insert("<w:hyperlink><w:r/></w:hyperlink>"), "leads nowhere"),
    "a part in Latin-1": (
        lambda parts: parts.update({BODY: parts[BODY].encode("latin-1")}), "is no XML",
    ),
}  # fmt: skip
