"""Made-up documents to lay out, and the pages that LibreOffice gives their headings.

The documents are built from ooxml.py with styles of their own, so that they say nothing about how
an agreement looks today. The same seed gives the same document.
"""

import io
import random
import re
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from avtalegen.writers import ooxml
from avtalegen.writers.geometry import Page
from avtalegen.writers.ooxml import paragraph, run
from avtalegen.writers.sheet import Sheet, read_sheet

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# LibreOffice breaks a line after a slash in Norwegian text, but not in English.
LANGUAGE = '<w:lang w:val="nb-NO" w:eastAsia="nb-NO" w:bidi="ar-SA"/>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# One grey dot, stretched to the size that the text says.
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "00000301010018dd8db00000000049454e44ae426082"
)
TEXT = """
kommunen politiet samarbeidsavtale skal og i på til for med av som en et den det ungdom foreldre
kriminalitetsforebyggende politikontakten SLT-koordinator politirådet møtes fire ganger året hvert
kommunedirektøren politistasjonssjefen beredskapsplanverket åpenhetsvurdering næringsutvikling
Kárášjohka Kautokeino Guovdageaidnu Deatnu Tana Unjárga Nesseby sámi giella gielda politiija čoahkkin
Gáivuotna Porsáŋgu Várjjat Muŋkkavuotna ovttasbargu eanadat ođđa šiehtadus žanraid ŧ Ŋ æøå Ærlig Øst Åpen
og/eller hun/han 24/7 2019–2022 kl. 08.00–15.30 §§ 6-2 (se punkt 3.1) «Sammen om trygghet» – 45 % kr 100,-
post@politiet.example.no https://www.example.no/tjenester/politirad?id=12&a=b e-post barne- ungdoms-
rus- og narkotikaforebygging skole–hjem-samarbeid vold/overgrep AV/IT «to» (ja!) hva? nei; altså: 1. første
effektiv offentlig titter tittel attføring fjord fly flittig skift stiftelse aktivitet innovasjon ti tt ff
arbeidsmarkedsbedrift samfunnssikkerhetsarbeidet kunnskapsbasert tverretatlig oppfølgingstjenesten NAV
"""
WORDS = TEXT.split()


@dataclass
class Layout:
    """A document as its blocks, styles and notes."""

    styles: str
    numbering: str
    page: Page
    blocks: list[str] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    bookmarks: int = 0

    def sheet(self) -> Sheet:
        sheet = read_sheet(self.styles, self.numbering, self.page)
        assert sheet
        return sheet

    def mark(self, content: str) -> str:
        """Content with a bookmark of its own."""
        self.bookmarks += 1
        return ooxml.bookmark(self.bookmarks, f"merke{self.bookmarks}", content)

    def note_mark(self, content: str) -> str:
        number = len(self.notes) + 1
        self.notes[number] = ooxml.note(content)
        return ooxml.note_mark(number)


def style(name: str, properties: str = "", letters: str = "", based: str = "Normal") -> str:
    default = ' w:default="1"' if name == "Normal" else ""
    base = "" if default else f'<w:basedOn w:val="{based}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


_CONTENTS = (
    '<w:tabs><w:tab w:val="left" w:pos="680"/><w:tab w:val="right" w:leader="dot" w:pos="7936"/>'
    '</w:tabs><w:spacing w:before="40" w:line="290" w:lineRule="atLeast"/>'
    '<w:ind w:left="680" w:right="600" w:hanging="680"/>'
)


def spacing(before: int, line: int = 310, rule: str = "atLeast", after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/>'


def make_styles(font="Calibri", heading="Calibri", body=None, points=11, cells=(90, 100)) -> str:
    """Styles of an agreement: body, headings, lists, cells, notes."""
    body = body or spacing(120)
    kept = "<w:keepNext/><w:keepLines/>"
    face = f'<w:rFonts w:ascii="{heading}" w:hAnsi="{heading}"/><w:b/>'
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="808080"'
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in zip(
            ("top", "left", "bottom", "right"), (cells[0], 85, cells[1], 85), strict=True
        )
    )
    return ooxml.part("styles", "".join([
        (f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        f"{size(points)}{LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"),
        style("Normal", body),
        style("Heading1", f'{kept}{spacing(360, 400)}<w:outlineLvl w:val="0"/>', face + size(16)),
        style("Heading2", f'{kept}{spacing(240, 340)}<w:outlineLvl w:val="1"/>', face + size(12.5)),
        style("ListBullet", spacing(60)),
        style("TableText", spacing(0, 280)),
        style("TableHead", "<w:keepNext/>", "<w:b/>", "TableText"),
        style("Signature", f"{kept}{spacing(20)}"),
        style("TOC1", _CONTENTS),
        style("FootnoteText", spacing(40, 220), size(9)),
        ('<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote '
        'reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'),
        (f'<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:tblPr><w:tblBorders>'
        f"<w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders><w:tblCellMar>"
        f"{margins}</w:tblCellMar></w:tblPr></w:style>"),
    ]))  # fmt: skip


def make_numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{397 * (n + 1)}" '
        'w:hanging="397"/></w:pPr></w:lvl>'
        for n, (kind, text) in enumerate((("bullet", "•"), ("bullet", "–"), ("decimal", "%3.")))
    )
    return ooxml.part("numbering", (
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    ))  # fmt: skip


def picture(width: int, height: int) -> str:
    """A picture in the line, of a size in twips."""
    extent = f'cx="{width * 635}" cy="{height * 635}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent '
        f'{extent}/><wp:docPr id="1" name="P"/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData '
        f'uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr '
        'id="1" name="P"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


class Writer:
    """Writes a document of made-up text, by a seed."""

    def __init__(self, seed: int, layout: Layout) -> None:
        self.random, self.layout = random.Random(seed), layout
        self.width = layout.page.width - layout.page.left - layout.page.right

    def text(self, least: int, most: int) -> str:
        count = self.random.randint(least, most)
        words = " ".join(self.random.choices(WORDS, k=count))
        return words.replace("§§ ", "§§\u00a0").replace("kl. ", "kl.\u00a0")

    def content(self, least: int, most: int, *, noted: float = 0.0) -> str:
        """Runs: words, some of them bold or slanted, and now and then the mark of a note."""
        chance = self.random.random()
        if chance < 0.55:
            return run(self.text(least, most))
        half = most // 2 + 1
        looks = self.random.choice(("<w:b/>", "<w:i/>", "<w:b/><w:i/>"))
        written = (
            run(self.text(1, half) + " ")
            + run(self.text(1, 4), looks)
            + run(", " + self.text(1, half))
        )
        if chance > 1 - noted:
            written += self.layout.note_mark(run(self.text(4, 30)))
        return written

    def write(self, headings: int) -> Layout:
        for _ in range(headings):
            level = self.random.choice((1, 2, 2))
            heading = self.layout.mark(run(self.text(1, 9)))
            self.layout.blocks.append(paragraph(f"Heading{level}", heading))
            for _ in range(self.random.randint(0, 4)):
                made = self.random.choices(
                    (self.paragraph, self.items, self.table, self.picture, self.signature),
                    (60, 25, 10, 3, 2),
                )[0]()
                if made[0].startswith("<w:tbl>") and self.layout.blocks[-1].startswith("<w:tbl>"):
                    made = self.paragraph()  # Word joins tables that follow each other
                self.layout.blocks += made
        return self.layout

    def paragraph(self) -> list[str]:
        return [paragraph("Normal", self.content(3, 90, noted=0.06))]

    def items(self) -> list[str]:
        intro = paragraph("Normal", run(self.text(3, 12) + ":"), "<w:keepNext/>")
        level = self.random.choice((0, 0, 0, 1, 2))
        count = self.random.randint(1, 7)
        return [intro, *(
            paragraph("ListBullet", self.content(2, 30), ooxml.numbering(1, level))
            for _ in range(count)
        )]  # fmt: skip

    def table(self) -> list[str]:
        columns = self.random.randint(2, 4)
        widths = [self.width // columns] * columns
        rows = [ooxml.row(
            [ooxml.Cell(paragraph("TableHead", run(self.text(1, 3))), w) for w in widths], header=True
        )]  # fmt: skip
        for _ in range(self.random.randint(1, 12)):
            cells = [ooxml.Cell(paragraph("TableText", self.content(1, 12)), w) for w in widths]
            rows.append(ooxml.row(cells, tall=self.random.random() < 0.2))
        return [ooxml.table("Ruled", widths, rows)]

    def picture(self) -> list[str]:
        tall = self.random.randint(500, 4000)
        return [paragraph("Normal", picture(4000, tall), "<w:keepNext/>"), *self.paragraph()]

    def signature(self) -> list[str]:
        """Two rows that stay together; the last does not ask to stay with what follows."""
        rows = []
        for look in ("Signature", "TableText"):
            cells = [
                "".join(paragraph(look, run(self.text(1, 3))) for _ in range(4)) for _ in range(2)
            ]
            rows.append(ooxml.row([ooxml.Cell(cell, self.width // 2) for cell in cells]))
        return [ooxml.table("Ruled", [self.width // 2] * 2, rows)]


def make_document(layout: Layout) -> bytes:
    """The DOCX of a layout."""
    page = layout.page
    section = (
        f'<w:sectPr><w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar w:top="{page.top}" '
        f'w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" w:header="680" '
        'w:footer="680" w:gutter="0"/></w:sectPr>'
    )
    compat = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    parts = {
        "document": ooxml.part("document", f"<w:body>{''.join(layout.blocks)}{section}</w:body>"),
        "styles": layout.styles,
        "numbering": layout.numbering,
        "footnotes": ooxml.notes(layout.notes),
        "settings": ooxml.part("settings", '<w:defaultTabStop w:val="709"/>' + compat),
    }
    kinds = {"document": "document.main"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kinds.get(name, name)}+xml"/>'
        for name in parts
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
            f'Extension="png" ContentType="image/png"/>{types}</Types>'
        ))  # fmt: skip
        package.writestr("_rels/.rels", _relate({"officeDocument": "word/document.xml"}))
        others = {name: f"{name}.xml" for name in parts if name != "document"}
        package.writestr("word/_rels/document.xml.rels", _relate(others, "media/picture.png"))
        package.writestr("word/media/picture.png", _PNG)
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return data.getvalue()


def _relate(targets: dict[str, str], image: str = "") -> str:
    rows = [
        f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    ]
    if image:
        rows.append(f'<Relationship Id="picture" Type="{_RELATIONS}/image" Target="{image}"/>')
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def convert(documents: dict[str, bytes], folder: Path, soffice: str) -> dict[str, Path]:
    """The PDF of each DOCX by its name.

    LibreOffice ends with 0 though it wrote nothing, and two of them cannot share a profile.
    """
    sources = []
    for name, data in documents.items():
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    options = '{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{options}",
         "--outdir", folder, *sources],
        capture_output=True, timeout=60 + 20 * len(sources), check=True,
    )  # fmt: skip
    made = {name: folder / f"{name}.pdf" for name in documents}
    assert all(pdf.stat().st_size > 5000 for pdf in made.values())
    return made


def read_places(pdf: Path, pdfinfo: str) -> tuple[dict[str, int], int]:
    """The page of each bookmark in a PDF of LibreOffice, and the number of pages.

    LibreOffice writes an underscore in a name as 5F.
    """
    shown = subprocess.run(
        [pdfinfo, "-dests", pdf], capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(r'^\s*(\d+)\s.*"(.+)"\s*$', shown, re.MULTILINE)
    shown = subprocess.run([pdfinfo, pdf], capture_output=True, check=True).stdout.decode()
    pages = re.search(r"^Pages:\s*(\d+)", shown, re.MULTILINE)
    assert pages
    return {name.replace("5F", "_"): int(page) for page, name in found}, int(pages[1])


A4 = Page(11906, 16838, 1700, 1985, 1700, 1985)
LOOKS = (
    {},
    {"font": "Cambria", "heading": "Cambria", "points": 11.5},
    {"font": "Arial", "heading": "Arial", "points": 10},
    {
        "font": "Times New Roman",
        "heading": "Arial",
        "points": 12,
        "body": spacing(0, 276, "auto", 120),
    },
    {"body": spacing(60, 300, "exact", 80), "points": 10.5, "cells": (40, 0)},
)


def make_layout(seed: int, headings: int, *, contents: bool = False) -> Layout:
    """A made-up document with a number of headings, and contents before them if asked."""
    layout = Layout(make_styles(**LOOKS[seed % len(LOOKS)]), make_numbering(), A4)
    writer = Writer(seed, layout)
    if contents:
        for number in range(1, headings + 1):
            words = [run(str(number)), ooxml.tab(), run(writer.text(1, 12)), ooxml.tab(), run("10")]
            layout.blocks.append(paragraph("TOC1", "".join(words)))
    return writer.write(headings)
