"""The styles, numbering and settings of a DOCX, as the XML of their parts.

Takes a Style; gives XML text. Styles have the names that Word knows (heading 1), so that Word
shows them in its own language, and readers of the file find real headings, lists and notes.
"""

from __future__ import annotations

from collections.abc import Iterable

from avtalegen.language import WORDS
from avtalegen.style import Style
from avtalegen.writers.ooxml import PAGE_HEIGHT, PAGE_WIDTH, attribute, part

TWIPS_PER_MM = 1440 / 25.4
LIST_INDENT = 397  # 7 mm, in twentieths of a point
HEADING_INDENT = 680  # 12 mm: room for 10.10

# The lists that every document has; ordered lists get the numbers after these.
HEADING_LIST, BULLET_LIST, ANNEX_LIST = 1, 2, 3
FIRST_ORDERED_LIST = 4
_HEADINGS, _BULLETS, _ANNEXES, _ORDERED = 0, 1, 2, 3  # the abstract numberings

# Fonts of Word with a twin of the same widths that LibreOffice has.
_TWINS = {"Calibri": "Carlito", "Cambria": "Caladea", "Arial": "Liberation Sans"}


def text_width(style: Style) -> int:
    """The width of the text in twentieths of a point."""
    return PAGE_WIDTH - round((style.marg.venstre + style.marg.høyre) * TWIPS_PER_MM)


def page(style: Style) -> str:
    """The size and margins of the page (ECMA-376 17.6.13, 17.6.11)."""
    margins = {
        "top": style.marg.topp,
        "right": style.marg.høyre,
        "bottom": style.marg.bunn,
        "left": style.marg.venstre,
    }
    written = " ".join(f'w:{k}="{round(mm * TWIPS_PER_MM)}"' for k, mm in margins.items())
    return (
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar {written} w:header="680" w:footer="680" w:gutter="0"/>'
    )


def settings() -> str:
    """The settings part: Norwegian decimals, and the layout of Word 2013 and later (mode 15)."""
    return part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    )


def fonts(style: Style) -> str:
    """The part that names the fonts, each with its twin."""
    names = sorted({style.skrift.brødtekst, style.skrift.overskrift})
    written = ""
    for name in names:
        twin = f"<w:altName w:val={attribute(_TWINS[name])}/>" if name in _TWINS else ""
        written += f"<w:font w:name={attribute(name)}>{twin}</w:font>"
    return part("fonts", written)


def numbering(language: str, levels: int, ordered: int = 0) -> str:
    """The numbering part: headings numbered on `levels` levels, and `ordered` lists of their own.

    Every ordered list counts from 1 again, by a numbering of its own (17.9.15).
    """
    kinds = ("decimal", "lowerLetter", "lowerRoman")
    headings = [_heading_level(level, numbered=level < levels) for level in range(3)]
    bullets = [_level(n, "bullet", "•–·"[n % 3], LIST_INDENT * (n + 1)) for n in range(9)]
    numbers = [_level(n, kinds[n % 3], f"%{n + 1}.", LIST_INDENT * (n + 1)) for n in range(9)]
    annex = WORDS[language]["annex"]
    annexes = [_level(0, "decimal", f"{annex} %1", 0, style="Annex", suffix="space")]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(content)}</w:abstractNum>"
        for number, content in enumerate((headings, bullets, annexes, numbers))
    )
    fixed = ((HEADING_LIST, _HEADINGS), (BULLET_LIST, _BULLETS), (ANNEX_LIST, _ANNEXES))
    own = ((FIRST_ORDERED_LIST + number, _ORDERED) for number in range(ordered))
    return part("numbering", abstract + "".join(_list(*pair) for pair in (*fixed, *own)))


def _list(identifier: int, abstract: int) -> str:
    restart = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(9 if abstract == _ORDERED else 0)
    )
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>'


def _level(
    level: int, kind: str, text: str, indent: int, *, style: str = "", suffix: str = "tab"
) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    hanging = LIST_INDENT if indent else 0
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val={attribute(text)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _heading_level(level: int, *, numbered: bool) -> str:
    if not numbered:
        return _level(level, "none", "", 0, suffix="nothing")
    text = ".".join(f"%{n + 1}" for n in range(level + 1))
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{HEADING_INDENT}" w:hanging="{HEADING_INDENT}"/></w:pPr></w:lvl>'
    )


def styles(style: Style, language: str, levels: int) -> str:
    """The styles part; the first `levels` heading styles are bound to the numbering."""
    return part("styles", _defaults(style, language) + "".join(_all_styles(style, levels)))


def _defaults(style: Style, language: str) -> str:
    body = _run(style.skrift.brødtekst, style.størrelse.brødtekst, style.farge.tekst)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{body}<w:lang w:val="{language}-NO" '
        f'w:eastAsia="{language}-NO" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _all_styles(style: Style, levels: int) -> Iterable[str]:
    yield _paragraph("Normal", "Normal", "<w:widowControl/>", default=True)
    yield from _opening_styles(style)
    size = style.størrelse
    for number, points in enumerate((size.overskrift_1, size.overskrift_2, size.overskrift_3)):
        yield _heading(style, number, points, numbered=number < levels)
    yield _paragraph("Annex", "Vedlegg", (
        f'<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:numPr><w:numId w:val="{ANNEX_LIST}"/>'
        f'</w:numPr>{_spacing(0, 160)}<w:outlineLvl w:val="0"/>'
    ), _display(style, size.overskrift_1))  # fmt: skip
    for name in ("List Bullet", "List Number", "List Continue"):
        yield _paragraph(name.replace(" ", ""), name, _spacing(0, 60))
    yield from _table_styles(style.farge.linje)
    yield from _closing_styles(style)


def _opening_styles(style: Style) -> Iterable[str]:
    size, colour = style.størrelse, style.farge
    muted = f'<w:color w:val="{colour.dempet}"/>{_size(size.undertittel)}'
    draft = f'<w:b/><w:caps/><w:color w:val="{colour.aksent}"/><w:spacing w:val="40"/>'
    title, contents = _display(style, size.tittel), _display(style, size.overskrift_2)
    yield _paragraph("Title", "Title", f"<w:keepNext/>{_spacing(240, 120, 240)}", title)
    yield _paragraph("Subtitle", "Subtitle", _spacing(0, 80), muted)
    yield _paragraph("Draft", "Utkast", _spacing(0, 120), draft)
    yield _paragraph("TOCHeading", "TOC Heading", f"<w:keepNext/>{_spacing(360, 120)}", contents)
    for number in (1, 2):
        indent = HEADING_INDENT * number
        yield _paragraph(f"TOC{number}", f"toc {number}", (
            f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>{_spacing(0, 40)}'
            f'<w:ind w:left="{indent}" w:hanging="{HEADING_INDENT}"/>'
        ))  # fmt: skip


def _closing_styles(style: Style) -> Iterable[str]:
    colour, small = style.farge, _size(style.størrelse.liten)
    yield _paragraph("Signature", "Signature", f"<w:keepNext/><w:keepLines/>{_spacing(0, 20)}")
    yield _paragraph("SignatureLine", "Underskriftslinje", (
        f'<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val="single" w:sz="6" w:space="4" '
        f'w:color="{colour.tekst}"/></w:pBdr>{_spacing(960, 20)}<w:ind w:right="400"/>'
    ))  # fmt: skip
    edges = f'<w:tabs><w:tab w:val="right" w:pos="{text_width(style)}"/></w:tabs>{_spacing(0, 0)}'
    muted = f'<w:color w:val="{colour.dempet}"/>{small}'
    yield _paragraph("Header", "header", edges, muted)
    yield _paragraph("Footer", "footer", edges, muted)
    yield _paragraph("FootnoteText", "footnote text", _spacing(0, 40, 240), small)
    superscript = '<w:vertAlign w:val="superscript"/>'
    yield _character("FootnoteReference", "footnote reference", superscript)
    link = f'<w:color w:val="{colour.aksent}"/><w:u w:val="single"/>'
    yield _character("Hyperlink", "Hyperlink", link)


def _display(style: Style, points: float) -> str:
    return _run(style.skrift.overskrift, points, style.farge.aksent, bold=True)


def _heading(style: Style, level: int, points: float, *, numbered: bool) -> str:
    number = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{HEADING_LIST}"/></w:numPr>'
        if numbered else ""
    )  # fmt: skip
    before = (360, 240, 160)[level]
    return _paragraph(f"Heading{level + 1}", f"heading {level + 1}", (
        f"<w:keepNext/><w:keepLines/>{number}{_spacing(before, 80, 252)}"
        f'<w:outlineLvl w:val="{level}"/>'
    ), _display(style, points))  # fmt: skip


def _paragraph(
    identifier: str, name: str, properties: str = "", run: str = "", *,
    based: str = "Normal", default: bool = False,
) -> str:  # fmt: skip
    is_default = ' w:default="1"' if default else ""
    base = "" if default else f'<w:basedOn w:val="{based}"/>'
    heading = identifier.startswith(("Heading", "Title", "Annex", "TOCHeading"))
    follows = '<w:next w:val="Normal"/>' if heading else ""
    return (
        f'<w:style w:type="paragraph"{is_default} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{base}{follows}<w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _character(identifier: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def _table_styles(line: str) -> Iterable[str]:
    yield _paragraph("TableText", "Tabelltekst", _spacing(40, 40, 252))
    head = f"<w:keepNext/>{_spacing(40, 40, 252)}"
    yield _paragraph("TableHead", "Tabellhode", head, "<w:b/>", based="TableText")
    sides = "".join(f'<w:{side} w:w="85" w:type="dxa"/>' for side in ("left", "right"))
    cells = f"<w:tblCellMar>{sides}</w:tblCellMar>"
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{line}"'
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{cells}</w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="AgreementTable"><w:name w:val="Avtaletabell"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top {rule}/><w:bottom {rule}/>'
        f"<w:insideH {rule}/></w:tblBorders>{cells}</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="SignatureTable"><w:name w:val="Underskrifter"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{cells}</w:tblPr></w:style>'
    )


def _spacing(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _run(font: str, points: float, colour: str, *, bold: bool = False) -> str:
    name = attribute(font)
    return (
        f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>"
        f'{"<w:b/>" if bold else ""}<w:color w:val="{colour}"/>{_size(points)}'
    )
