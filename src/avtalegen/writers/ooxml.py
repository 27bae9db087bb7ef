"""Exact WordprocessingML: one small function for each construct, text in, XML text out.

Sources: ECMA-376 part 1, section 17 (element order is that of its schema), and what Word and
LibreOffice do with it. It must never know what a document is about.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from avtalegen.quick import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
    f'xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture"'
)
EMU_PER_MM = 36000  # DrawingML counts in English metric units
KEEP = "<w:keepNext/>"  # on the same page as the next paragraph (17.3.1.15)


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


def arrange(*properties: str) -> str:
    """The properties of a paragraph in the order that its schema demands (17.3.1.26)."""
    written = [each for each in properties if each]
    if len(written) > 1:
        written.sort(key=lambda each: _ORDER[_NAME.findall(each)[0]])
    return "".join(written)


_NAME = re.compile(r"^<w:(\w+)")
_ORDER = {
    name: position
    for position, name in enumerate(
        ("keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "spacing", "ind")
    )
}


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


def page_break() -> str:
    """The property by which a paragraph begins a page (17.3.1.23)."""
    return "<w:pageBreakBefore/>"


def spacing(before: int, *, after: int = 0) -> str:
    """The property that says how far a paragraph stands from its neighbours, in 1/20 point.

    Styles and writers say the distance above alone, but for the last line above a table: whether
    an application adds the two distances or takes the larger is then the same.
    """
    below = f' w:after="{after}"' if after else ""
    return f'<w:spacing w:before="{before}"{below}/>'


def note(content: str) -> str:
    """The paragraph of a footnote, with its mark (17.11.10)."""
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    return paragraph("FootnoteText", mark + run(" ") + content)


def notes(paragraphs: Mapping[int, str]) -> str:
    """The part of the footnotes by number, with the two separators that Word expects (17.11.23)."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{tag}/></w:r></w:p></w:footnote>"
        for kind, number, tag in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    written = "".join(
        f'<w:footnote w:id="{number}">{text}</w:footnote>' for number, text in paragraphs.items()
    )
    return part("footnotes", separators + written)


def picture(identifier: int, relationship: str, size: tuple[int, int], name: str, alt: str) -> str:
    """A picture in the line of its text, of the width and height in EMU (20.4.2.8).

    `alt` is read to those who do not see it; `identifier` is unique among the drawings of a file.
    """
    wide, high = size
    about = f'id="{identifier}" name={attribute(name)} descr={attribute(alt)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {about}/>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its content, which ends with a paragraph as Word demands, and its width (17.4.65).

    It takes `span` columns of the grid; `fill` is its colour as six hexadecimal digits.
    """

    content: str
    width: int
    span: int = 1
    fill: str = ""

    def write(self) -> str:
        """The cell as XML."""
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else ""
        width = f'<w:tcW w:w="{self.width}" w:type="dxa"/>'
        return f"<w:tc><w:tcPr>{width}{span}{fill}</w:tcPr>{self.content}</w:tc>"


def row(cells: Iterable[Cell], *, header: bool = False, tall: bool = False) -> str:
    """A row that no page break divides (17.4.78).

    A header row is repeated on each page; a tall row has room to write in by hand.
    """
    height = '<w:trHeight w:val="624" w:hRule="atLeast"/>' if tall else ""
    repeated = "<w:tblHeader/>" if header else ""
    properties = f"<w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>"
    return f"<w:tr>{properties}{''.join(cell.write() for cell in cells)}</w:tr>"


def inset_row(cell: Cell, columns: int, width: int, *, header: bool = False) -> str:
    """A row of one cell with room on both sides: so many columns of the grid, so wide (17.4.15)."""
    room = (
        f'<w:gridBefore w:val="{columns}"/><w:gridAfter w:val="{columns}"/>'
        f'<w:wBefore w:w="{width}" w:type="dxa"/><w:wAfter w:w="{width}" w:type="dxa"/>'
        if columns else ""
    )  # fmt: skip
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{room}<w:cantSplit/>{repeated}</w:trPr>{cell.write()}</w:tr>"


def table(style: str, widths: Sequence[int], rows: Iterable[str], alt: str = "") -> str:
    """A table of fixed column widths in twentieths of a point (17.4.37).

    `alt` is what it shows, where it is drawn rather than read (17.4.41).
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = f"<w:tblDescription w:val={attribute(alt)}/>" if alt else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{about}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def part(name: str, content: str) -> str:
    """A whole part of a package."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:{name} {NAMESPACES}>{content}</w:{name}>"


def escape(text: str) -> str:
    """Text as the content of an element."""
    if "&" in text or "<" in text or ">" in text:
        return html.escape(text, quote=False)
    return text


def attribute(value: str) -> str:
    """A value in the quotation marks of an attribute."""
    return f'"{html.escape(value)}"'
