"""The styles of a DOCX, as the XML of their part.

Takes a Style; gives XML text. Styles have the names that Word knows (heading 1), so that Word
shows them in its own language, and readers of the file find real headings, lists and notes.
All distances between paragraphs are said above them, and none below: see ooxml.spacing.
"""

from __future__ import annotations

from collections.abc import Iterable

from avtalegen.style import Style
from avtalegen.writers.geometry import BAR, CONTENTS, COVER_LABEL, DETAIL_LABEL, Page, tint
from avtalegen.writers.numbering import ANNEX_LIST, HEADING_LIST
from avtalegen.writers.ooxml import attribute, part

# The leading of text, and of what is set tight: tables, notes, headings.
_LEADING, _TIGHT = 1.41, 1.27


def styles(style: Style, page: Page, language: str, levels: int) -> str:
    """The styles part; the first `levels` heading styles are bound to the numbering."""
    return part("styles", _defaults(style, language) + "".join(_all_styles(style, page, levels)))


def _defaults(style: Style, language: str) -> str:
    body = _run(style.skrift.brødtekst, style.størrelse.brødtekst, style.farge.tekst)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{body}<w:lang w:val="{language}-NO" '
        f'w:eastAsia="{language}-NO" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _all_styles(style: Style, page: Page, levels: int) -> Iterable[str]:
    body = _spacing(140, style.størrelse.brødtekst)
    yield _paragraph("Normal", "Normal", f"<w:widowControl/>{body}", default=True)
    yield from _cover_styles(style, page)
    yield from _contents_styles(style, page)
    yield from _heading_styles(style, levels)
    for name in ("List Bullet", "List Number", "List Continue"):
        identifier = name.replace(" ", "")
        yield _paragraph(identifier, name, _spacing(60, style.størrelse.brødtekst))
    yield from _contact_styles(style)
    yield from _table_styles(style)
    yield from _figure_styles(style)
    yield from _signature_styles(style)
    yield from _margin_styles(style, page)


def _cover_styles(style: Style, page: Page) -> Iterable[str]:
    size, colour = style.størrelse, style.farge
    rule = f'w:val="single" w:sz="12" w:space="14" w:color="{colour.aksent}"'
    yield _paragraph("CoverLogos", "Forsidelogoer", (
        f'<w:tabs><w:tab w:val="center" w:pos="{page.text_width // 2}"/>'
        f'<w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs>'
        '<w:spacing w:before="0" w:line="240" w:lineRule="auto"/>'
    ))  # fmt: skip
    mark = f'<w:b/><w:caps/><w:color w:val="{colour.aksent}"/><w:spacing w:val="60"/>'
    draft = mark + _size(size.liten + 4)
    yield _paragraph(
        "Draft", "Utkast", f"<w:keepNext/>{_spacing(280, size.liten + 4, _TIGHT)}", draft
    )
    yield _paragraph(
        "Title", "Title", f"<w:keepNext/>{_spacing(2900, size.tittel, 1.15)}",
        _display(style, size.tittel),
    )  # fmt: skip
    muted = f'<w:color w:val="{colour.dempet}"/>'
    yield _paragraph("Subtitle", "Subtitle", (
        f"<w:keepNext/>{_spacing(160, size.undertittel, _TIGHT)}"
    ), muted + _size(size.undertittel))  # fmt: skip
    yield _paragraph("CoverRule", "Forsidelinje", (
        f"<w:keepNext/><w:pBdr><w:top {rule}/></w:pBdr>"
        f"{_spacing(560, size.undertittel, _TIGHT)}"
    ), muted + _size(size.undertittel))  # fmt: skip
    yield _paragraph("CoverWord", "Forsideord", (
        f"<w:keepNext/>{_spacing(60, size.undertittel, _TIGHT)}"
    ), muted + _size(size.undertittel))  # fmt: skip
    yield _paragraph("CoverParty", "Forsidepart", (
        f"<w:keepNext/>{_spacing(60, size.undertittel + 4, 1.2)}"
    ), f"<w:b/>{_size(size.undertittel + 4)}")  # fmt: skip
    yield _paragraph("CoverFact", "Forsideopplysning", (
        f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{COVER_LABEL}"/></w:tabs>'
        f"{_spacing(120, size.brødtekst + 1)}"
    ), _size(size.brødtekst + 1))  # fmt: skip


def _contents_styles(style: Style, page: Page) -> Iterable[str]:
    size = style.størrelse
    contents = f"<w:keepNext/><w:pageBreakBefore/>{_spacing(0, size.overskrift_1, _TIGHT)}"
    yield _paragraph("TOCHeading", "TOC Heading", contents, _display(style, size.overskrift_1))
    for number in (1, 2):
        indent = CONTENTS[number - 1]
        hanging = indent - (CONTENTS[0] if number == 2 else 0)
        bold = "<w:b/>" if number == 1 else ""
        yield _paragraph(f"TOC{number}", f"toc {number}", (
            f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/>'
            f'<w:tab w:val="right" w:leader="dot" w:pos="{page.text_width}"/></w:tabs>'
            f"{_spacing((140, 40)[number - 1], size.brødtekst, _TIGHT)}"
            f'<w:ind w:left="{indent}" w:hanging="{hanging}"/>'
        ), bold)  # fmt: skip


def _heading_styles(style: Style, levels: int) -> Iterable[str]:
    size = style.størrelse
    sizes = (size.overskrift_1, size.overskrift_2, size.overskrift_3)
    for level, points in enumerate(sizes):
        number = (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{HEADING_LIST}"/></w:numPr>'
            if level < levels else ""
        )  # fmt: skip
        yield _paragraph(f"Heading{level + 1}", f"heading {level + 1}", (
            f"<w:keepNext/><w:keepLines/>{number}{_spacing((480, 340, 300)[level], points, _TIGHT)}"
            f'<w:outlineLvl w:val="{level}"/>'
        ), _display(style, points))  # fmt: skip
    yield _paragraph("Annex", "Vedlegg", (
        f'<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:numPr><w:numId w:val="{ANNEX_LIST}"/>'
        f"</w:numPr>{_spacing(0, size.overskrift_1, _TIGHT)}"
        '<w:outlineLvl w:val="0"/>'
    ), _display(style, size.overskrift_1))  # fmt: skip


def _contact_styles(style: Style) -> Iterable[str]:
    bar = (
        f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{style.farge.linje}"/>'
        "</w:pBdr>"
    )
    size = style.størrelse.brødtekst
    yield _paragraph("Contact", "Kontakt", (
        f'<w:keepNext/><w:keepLines/>{bar}{_spacing(160, size)}<w:ind w:left="{BAR}"/>'
    ), "<w:b/>")  # fmt: skip
    yield _paragraph("ContactDetail", "Kontaktlinje", (
        f'<w:keepLines/>{bar}<w:tabs><w:tab w:val="left" w:pos="{BAR + DETAIL_LABEL}"/></w:tabs>'
        f'{_spacing(0, size)}<w:ind w:left="{BAR + DETAIL_LABEL}" w:hanging="{DETAIL_LABEL}"/>'
    ))  # fmt: skip
    yield _paragraph("ContactNote", "Kontaktmerknad", (
        f'<w:keepLines/>{bar}{_spacing(0, size)}<w:ind w:left="{BAR}"/>'
    ))  # fmt: skip


def _table_styles(style: Style) -> Iterable[str]:
    size = style.størrelse.tabell
    yield _paragraph("TableText", "Tabelltekst", _spacing(50, size, _TIGHT, after=50), _size(size))
    head = f'<w:b/><w:color w:val="{style.farge.aksent}"/>{_size(size)}'
    kept = f"<w:keepNext/>{_spacing(50, size, _TIGHT, after=50)}"
    yield _paragraph("TableHead", "Tabellhode", kept, head, based="TableText")
    apart = '<w:spacing w:before="0" w:line="160" w:lineRule="exact"/>'
    yield _paragraph("Apart", "Tabellskille", apart, '<w:sz w:val="4"/><w:szCs w:val="4"/>')
    sides = "".join(f'<w:{side} w:w="100" w:type="dxa"/>' for side in ("left", "right"))
    cells = f"<w:tblCellMar>{sides}</w:tblCellMar>"
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{style.farge.linje}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{style.farge.aksent}"'
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{cells}</w:tblPr></w:style>'
    )
    fill = tint(style.farge.aksent, 0.93)
    yield _table("AgreementTable", "Avtaletabell", (
        f"<w:tblBorders><w:top {strong}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
    ), f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')  # fmt: skip
    flush = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    yield _table("SignatureTable", "Underskrifter", f"<w:tblCellMar>{flush}</w:tblCellMar>")
    gap = 'w:val="single" w:sz="36" w:space="0" w:color="FFFFFF"'
    yield _table("FigureTable", "Figur", f"<w:tblBorders><w:insideH {gap}/></w:tblBorders>")


def _table(identifier: str, name: str, properties: str, first: str = "") -> str:
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{first}</w:tcPr></w:tblStylePr>'
        if first else ""
    )  # fmt: skip
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr>{properties}</w:tblPr>{head}</w:style>"
    )


def _figure_styles(style: Style) -> Iterable[str]:
    size = style.størrelse.tabell
    centre = '<w:jc w:val="center"/>'
    yield _paragraph(
        "FigureName", "Figurnivå", f"<w:keepNext/>{_spacing(100, size, _TIGHT)}{centre}",
        f"<w:b/>{_size(size + 1)}",
    )  # fmt: skip
    yield _paragraph("FigureText", "Figurtekst", (
        f"{_spacing(20, size, _TIGHT)}{centre}"
    ), _size(size))  # fmt: skip


def _signature_styles(style: Style) -> Iterable[str]:
    size = style.størrelse.brødtekst
    kept = "<w:keepNext/><w:keepLines/>"
    yield _paragraph("Signature", "Signature", f"{kept}{_spacing(30, size, _TIGHT)}")
    yield _paragraph("SignatureParty", "Underskriftspart", (
        f"{kept}{_spacing(280, size, _TIGHT)}"
    ), f'<w:b/><w:color w:val="{style.farge.aksent}"/>')  # fmt: skip
    yield _paragraph("SignatureLine", "Underskriftslinje", (
        f'{kept}<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="{style.farge.tekst}"/>'
        f"</w:pBdr>{_spacing(900, size, _TIGHT)}"
    ))  # fmt: skip
    last = '<w:spacing w:before="0" w:line="20" w:lineRule="exact"/>'
    yield _paragraph("End", "Dokumentslutt", last, '<w:sz w:val="2"/><w:szCs w:val="2"/>')


def _margin_styles(style: Style, page: Page) -> Iterable[str]:
    colour, small = style.farge, style.størrelse.liten
    edges = f'<w:tabs><w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs>'
    muted = f'<w:color w:val="{colour.dempet}"/>{_size(small)}'
    for name, side in (("header", "bottom"), ("footer", "top")):
        rule = f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="{colour.linje}"/>'
        yield _paragraph(name.capitalize(), name, (
            f"<w:pBdr>{rule}</w:pBdr>{edges}{_spacing(0, small, _TIGHT)}"
        ), muted)  # fmt: skip
    yield _paragraph("FootnoteText", "footnote text", (
        f'{_spacing(40, small, _TIGHT)}<w:ind w:left="170" w:hanging="170"/>'
    ), _size(small))  # fmt: skip
    yield _character("FootnoteReference", "footnote reference", (
        '<w:vertAlign w:val="superscript"/>'
    ))  # fmt: skip
    link = f'<w:color w:val="{colour.aksent}"/><w:u w:val="single"/>'
    yield _character("Hyperlink", "Hyperlink", link)
    framed = f'<w:b/><w:caps/><w:color w:val="{colour.aksent}"/><w:spacing w:val="40"/>'
    yield _character("DraftMark", "Utkastmerke", framed)


def _display(style: Style, points: float) -> str:
    return _run(style.skrift.overskrift, points, style.farge.aksent, bold=True)


def _paragraph(
    identifier: str, name: str, properties: str = "", run: str = "", *,
    based: str = "Normal", default: bool = False,
) -> str:  # fmt: skip
    is_default = ' w:default="1"' if default else ""
    own = ' w:customStyle="1"' if name[:1].isupper() and name not in _BUILT_IN else ""
    base = "" if default else f'<w:basedOn w:val="{based}"/>'
    heading = identifier.startswith(("Heading", "Title", "Annex", "TOCHeading"))
    follows = '<w:next w:val="Normal"/>' if heading else ""
    return (
        f'<w:style w:type="paragraph"{is_default}{own} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{base}{follows}<w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_BUILT_IN = {
    "Normal", "Title", "Subtitle", "TOC Heading", "List Bullet", "List Number", "List Continue",
    "Signature",
}  # fmt: skip


def _character(identifier: str, name: str, run: str) -> str:
    own = ' w:customStyle="1"' if identifier == "DraftMark" else ""
    return (
        f'<w:style w:type="character"{own} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def _spacing(before: int, points: float, leading: float = _LEADING, *, after: int = 0) -> str:
    # At least so high a line, in halves of a point: a letter of another font never moves a page.
    line = round(points * leading * 2) * 10
    return (
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="atLeast"/>'
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _run(font: str, points: float, colour: str, *, bold: bool = False) -> str:
    name = attribute(font)
    return (
        f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>"
        f'{"<w:b/>" if bold else ""}<w:color w:val="{colour}"/>{_size(points)}'
    )
