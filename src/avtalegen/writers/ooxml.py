"""Exact WordprocessingML: one small function for each construct, text in, XML text out.

Sources: ECMA-376 part 1, section 17 (element order is that of its schema), and what Word and
LibreOffice do with it. It must never know what a document is about.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4 in twentieths of a point


def run(text: str, properties: str = "") -> str:
    """Words with the given run properties (ECMA-376 17.3.2)."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def line_break() -> str:
    """A new line in the same paragraph."""
    return "<w:r><w:br/></w:r>"


def tab() -> str:
    """A tab."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style, by its id; `properties` come after the style (17.3.1)."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def numbering(list_id: int, level: int) -> str:
    """The property by which a paragraph is an item of a list; list 0 takes a number away."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def bookmark(identifier: int, name: str, content: str) -> str:
    """Content that fields and links can point at; a name has at most 40 characters (17.13.6)."""
    start = f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{identifier}"/>'


def field_start(instruction: str) -> str:
    """The beginning of a complex field, up to its result (17.16.18)."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The end of a complex field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A complex field with the result that is read before anyone updates it."""
    return field_start(instruction) + result + field_end()


def link(relationship: str, content: str) -> str:
    """A link to an address outside the document."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{content}</w:hyperlink>'


def inner_link(anchor: str, content: str) -> str:
    """A link to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{content}</w:hyperlink>'


def note_mark(number: int) -> str:
    """The mark of a footnote in the text (17.11.14)."""
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def note(number: int, content: str) -> str:
    """A footnote of one paragraph (17.11.10)."""
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    text = paragraph("FootnoteText", mark + run(" ") + content)
    return f'<w:footnote w:id="{number}">{text}</w:footnote>'


def notes(content: str) -> str:
    """The part of the footnotes, with the two separators that Word expects (17.11.23)."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{tag}/></w:r></w:p></w:footnote>"
        for kind, number, tag in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return part("footnotes", separators + content)


def cell(width: int, content: str) -> str:
    """A cell of a table; `content` ends with a paragraph, as Word demands (17.4.65)."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, header: bool = False, tall: bool = False) -> str:
    """A row that no page break divides (17.4.78).

    A header row is repeated on each page; a tall row has room to write in by hand.
    """
    height = '<w:trHeight w:val="624" w:hRule="atLeast"/>' if tall else ""
    repeated = "<w:tblHeader/>" if header else ""
    properties = f"<w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>"
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(style: str, widths: Iterable[int], rows: Iterable[str]) -> str:
    """A table of fixed column widths in twentieths of a point (17.4.37)."""
    widths = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def part(name: str, content: str) -> str:
    """A whole part of a package."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:{name} {NAMESPACES}>{content}</w:{name}>"


def escape(text: str) -> str:
    """Text as the content of an element."""
    return html.escape(text, quote=False)


def attribute(value: str) -> str:
    """A value in the quotation marks of an attribute."""
    return f'"{html.escape(value)}"'
