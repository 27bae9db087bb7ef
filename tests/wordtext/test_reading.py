"""What is in a DOCX is in its text: ours, and those that other programs wrote or changed."""

import re
import subprocess

import pytest
from hypothesis import given, settings
from lxml import etree

from avtalegen.wordtext.reading import write_text
from avtalegen.writers import docx, markdown
from avtalegen.writers.said import list_said
from tests.attachments import OFFICE, W, make_png, make_relations, make_word
from tests.strategies import documents
from tests.support import (
    MUNICIPALITIES,
    build_document,
    change_parts,
    count_examples,
    plain,
    read_look,
)

SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="O1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="O2"><w:name w:val="heading 2"/><w:basedOn w:val="O1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Eget"><w:name w:val="Eget"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="I1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="O1"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="O2"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""
RELATED = {
    "styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml", "comments": "comments.xml", "header": "header1.xml",
    "footer": "footer1.xml", "image": "media/image1.png",
}  # fmt: skip


def make(body: str, **parts: str) -> bytes:
    """A DOCX with the body, the styles and lists above, and other parts by their kinds."""
    given = {"styles": STYLES, "numbering": NUMBERING, "image": make_png(), **parts}
    related = [(f"{OFFICE}/{kind}", RELATED[kind]) for kind in given]
    links = (f"{OFFICE}/hyperlink", "https://politiet.no/a", "External")
    return make_word({
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{RELATED[kind]}": content for kind, content in given.items()},
        "word/_rels/document.xml.rels": make_relations(links, *related),
    })  # fmt: skip


def tell(body: str, **parts: str) -> str:
    return write_text(make(body, **parts))


def p(content: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def item(words: str, level: int = 0, number: int = 2) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(r(words), properties=properties)


def find_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("<br>", " "))


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_words_and_numbers_of_an_agreement_stand_as_in_its_markdown(name):
    document, look = build_document(name), read_look()
    wanted, *after = markdown.write(document, look).decode().split("## Underskrifter")
    said, *rest = write_text(docx.write(document, look)).split("## Underskrifter")
    found = iter(find_words(said))
    assert len(find_words(wanted)) > 500
    assert all(word in found for word in find_words(wanted))  # each is sought after the last
    # Who signs stands in a table of its own in each: the same words, in other columns.
    assert len(after) == len(rest) == 1
    signed = {*find_words(after[0])} - {"Part", "Navn", "Tittel", "Underskrift", "Sted", "dato"}
    assert signed <= {*find_words(rest[0])}


def find_lost(document, text: str) -> list[str]:
    """What a document says and its text does not, in order."""
    at, lost = 0, []
    for piece in map(strip, list_said(document)):
        found = text.find(piece, at)
        at = found + len(piece) if found >= 0 else at
        lost += [] if found >= 0 else [piece]
    return lost


def strip(text: str) -> str:
    """Letters and digits alone: what marks and blanks are around them is another question."""
    return "".join(character for character in text if character.isalnum())


@settings(deadline=None, max_examples=count_examples(40))
@given(documents)
def test_the_words_of_any_document_are_in_its_text_in_order(document):
    text = write_text(docx.write(document, read_look()))
    words = re.sub(r"\]\((?:<[^>]*>|[^()\s]*)\)", "]", text.replace("<br>", ""))
    assert find_lost(document, strip(words)) == []


@pytest.mark.slow
def test_what_libreoffice_opened_and_saved_has_the_same_text(soffice, tmp_path):
    for name in MUNICIPALITIES:
        (tmp_path / f"{name}.docx").write_bytes(docx.write(build_document(name), read_look()))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "ut"),
         *(str(path) for path in sorted(tmp_path.glob("*.docx")))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for name in MUNICIPALITIES:
        ours, theirs = (
            # It writes / at the end of https://politiet.no, and «Vedlegg 1» with another blank
            # where a field said «vedlegg 1».
            plain(write_text((folder / f"{name}.docx").read_bytes())).replace("/)", ")").casefold()
            for folder in (tmp_path, tmp_path / "ut")
        )
        assert theirs == ours, name


def test_what_is_lost_is_noticed():
    document = build_document("rana")
    text = strip(write_text(docx.write(document, read_look())))
    assert find_lost(document, text) == []
    assert find_lost(document, text.replace("Politiinspektør", "", 1))


def test_the_same_bytes_give_the_same_text():
    data = docx.write(build_document("tromso"), read_look())
    assert write_text(data) == write_text(data)


def test_headings_have_the_numbers_that_word_prints():
    body = (
        p(r("Avtale"), "T") + p(r("En"), "O1") + p(r("Under"), "O2") + p(r("To"), "O1")
        + p(r("Under to", "<w:b/>"), "O2") + p(r("Igjen"), "O2") + p(r("Egen"), "Eget")
        + p(r("Direkte"), properties='<w:outlineLvl w:val="0"/>')
        + p(r("Uten"), "O1", '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("", "O1")
    )  # fmt: skip
    assert tell(body) == (
        "# Avtale\n\n## 1 En\n\n### 1.1 Under\n\n## 2 To\n\n### 2.1 Under to\n\n### 2.2 Igjen\n\n"
        "#### Egen\n\n## Direkte\n\n## Uten\n\n## 3\n"
    )


def test_lists_have_their_numbers_their_levels_and_go_on_as_word_counts():
    body = "".join([
        item("Først"), item("bokstav", 1), item("punkt", 2), item("bokstav to", 1),
        item("Så"), item("ny bokstav", 1), p(r("Mellom")), item("Videre"), item("Ny liste", 0, 3),
    ])  # fmt: skip
    assert tell(body) == (
        "1. Først\n   - a) bokstav\n     - punkt\n   - b) bokstav to\n2. Så\n   - a) ny bokstav\n\n"
        "Mellom\n\n3. Videre\n4. Ny liste\n"
    )


def test_marks_stand_around_words_and_not_around_blanks():
    body = p(
        r("Vanlig") + r(" fet ", "<w:b/>") + r("og ") + r("begge", "<w:b/><w:i/>") + r(".")
        + r(" Av", '<w:b w:val="0"/>') + r(" sterk", '<w:rStyle w:val="S"/>') + r(" rest")
        + r(" bort", "<w:strike/>")
    )  # fmt: skip
    assert tell(body) == "Vanlig **fet** og **_begge_**. Av **sterk** rest ~~bort~~\n"


def test_what_would_be_markup_is_words():
    body = p(r("1. *Ikke* liste_ [a] {++ &lt;b&gt;")) + p(r("# Ikke overskrift"))
    assert tell(body) == "1\\. \\*Ikke\\* liste\\_ \\[a\\] \\{++ \\<b>\n\n\\# Ikke overskrift\n"


def test_breaks_tabs_and_odd_characters_are_there():
    body = p(
        "<w:r><w:t>en</w:t><w:br/><w:t>to</w:t><w:tab/><w:t>tre</w:t><w:noBreakHyphen/><w:t>fire</w:t>"
        '<w:br w:type="page"/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        '<w:r><w:sym w:char="D800"/><w:sym w:char="tull"/></w:r>'
    )
    assert tell(body) == "en\\\nto tre\N{NON-BREAKING HYPHEN}fire \uf0fe\n"


def test_links_lead_where_they_lead_and_fields_are_their_results():
    body = (
        p('<w:hyperlink r:id="rId1">' + r("Politiet", "<w:b/>") + "</w:hyperlink>" + r(" og ")
          + '<w:hyperlink w:anchor="x">' + r("punkt 2") + "</w:hyperlink>")
        + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@b.no" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("skriv") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p(r("Side ") + '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
            + '<w:fldSimple w:instr=" DOCPROPERTY x "><w:r><w:t>verdien</w:t></w:r></w:fldSimple>')
        + p(r("Kapittel"), "I1")
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("Etter"))
    )  # fmt: skip
    assert tell(body) == (
        "[**Politiet**](https://politiet.no/a) og punkt 2\n\n[skriv](mailto:a@b.no)\n\n"
        "Side verdien\n\n- Kapittel\n\nEtter\n"
    )


def test_entries_of_the_contents_have_no_numbers_of_pages():
    # LibreOffice writes them as words; only what stands after the last tab is one.
    entries = ("1<w:t>\t</w:t>", "Innledning<w:t>\t</w:t>", "12<w:t> </w:t>")
    tabbed = "".join(
        f"<w:r><w:t>{entry.replace('<w:t>', '</w:t><w:t>', 1)}</w:r>" for entry in entries
    )
    body = p(tabbed, "I1") + p(r("2 Kapittel 4"), "I1") + p(r("side\t7"))
    assert tell(body) == "- 1 Innledning\n- 2 Kapittel 4\n\nside 7\n"


def test_tracked_changes_are_told_and_deletions_stay():
    body = (
        p(r("Rådet møtes ") + "<w:del><w:r><w:delText>to</w:delText></w:r></w:del><w:ins>" + r("fire") + "</w:ins>" + r(" ganger"))
        + p("<w:ins><w:r><w:t>Ny</w:t></w:r><w:del><w:r><w:delText>gammel</w:delText></w:r></w:del></w:ins>",
            properties="<w:rPr><w:ins/></w:rPr>")
        + p('<w:moveFrom><w:r><w:t xml:space="preserve">flyttet</w:t></w:r></w:moveFrom>', properties="<w:rPr><w:del/></w:rPr>")
        + p(r("Et") + '<w:del><w:r><w:delText xml:space="preserve"> </w:delText></w:r></w:del>' + r("ord"))
    )  # fmt: skip
    assert tell(body) == (
        "Rådet møtes {--to--}{++fire++} ganger\n\n{++Ny++}{--gammel--}{++¶++}\n\n"
        "{--flyttet¶--}\n\nEt{-- --}ord\n"
    )


def test_notes_and_comments_stand_where_they_are_marked():
    note = '<w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/><w:t>{2}</w:t></w:r></w:p></w:{0}>'
    body = p(
        r("A") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + r("B")
        + '<w:commentRangeStart w:id="0"/>' + r("C") + '<w:commentRangeEnd w:id="0"/>'
        + '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        + '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="9"/></w:r>'
    )  # fmt: skip
    told = tell(
        body,
        footnotes=f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note.format("footnote", 2, "andre") + note.format("footnote", 5, "første").replace("</w:p>", "</w:p>" + p(r("mer")))
        + "</w:footnotes>",
        endnotes=f"<w:endnotes {SPACES}>" + note.format("endnote", 2, "slutt") + "</w:endnotes>",
        comments=f'<w:comments {SPACES}><w:comment w:id="0" w:author="Kari Nordmann">' + p(r("Er dette")) + p(r("rett?")) + "</w:comment></w:comments>",
    )  # fmt: skip
    assert told == (
        "A[^1]BC{>>Kari Nordmann: Er dette rett?<<}[^2][^i]\n\n"
        "[^1]: første\n\n    mer\n\n[^2]: andre\n\n[^i]: slutt\n"
    )


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


WIDE = '<w:gridSpan w:val="2"/>'


def test_tables_have_all_their_cells():
    inner = f"<w:tbl><w:tr>{cell(p(r('x')))}{cell(p(r('y')))}</w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(p(r('Hvem')))}{cell(p(r('Når')))}</w:tr>"
        f"<w:tr>{cell(p(r('a|b')) + p(r('c')))}{cell(item('punkt', 2))}</w:tr>"
        f'<w:sdt><w:sdtContent><w:tr>{cell(p(r("vid")), WIDE)}</w:tr></w:sdtContent></w:sdt>'
        f"<w:tr>{cell(inner)}{cell(p(''))}</w:tr></w:tbl>" + p(r("Etter"))
        + f"<w:tbl><w:tr>{cell(p(r('uten hode')))}</w:tr></w:tbl><w:tbl/>"
    )  # fmt: skip
    assert tell(body) == (
        "| Hvem | Når |\n| --- | --- |\n| a\\|b<br>c | - punkt |\n| vid | |\n"
        "| \\| \\| \\|<br>\\| --- \\| --- \\|<br>\\| x \\| y \\| | |\n\nEtter\n\n"
        "| |\n| --- |\n| uten hode |\n"
    )


def test_text_boxes_pictures_and_what_nobody_knows_are_there():
    box = f"<w:txbxContent>{p(r('I boks'))}{p(r('mer'))}</w:txbxContent>"
    body = (
        p(r("Ved") + f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
          f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
        + p('<w:r><w:drawing><wp:inline><wp:docPr descr="Kommunevåpen"/><a:blip r:embed="rId4"/></wp:inline></w:drawing></w:r>')
        + p('<w:r><w:pict><v:textpath string="UTKAST"/></w:pict></w:r>')
        + p("<w:smartTag>" + r("Smart") + '</w:smartTag><w:ukjent xmlns:w="urn:ukjent"><w:t>ukjent</w:t></w:ukjent>')
        + f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p(r('Felt'))}</w:sdtContent></w:sdt>"
        + "<m:oMathPara><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></m:oMathPara>"
    )  # fmt: skip
    told = tell(body)
    assert re.sub("#[0-9a-f]{8}", "#…", told) == (
        "Ved\n\n> I boks\n>\n> mer\n\n![Kommunevåpen](image1.png#…)\n\nUTKAST\n\nSmartukjent\n\n"
        "Felt\n\nx+1\n"
    )
    assert told != tell(body, image=make_png(colour=9))


def test_headers_and_footers_stand_once_at_the_end():
    margins = {
        name: f"<w:{tag} {SPACES}>{p(r(f'{name} her'))}</w:{tag}>"
        for name, tag in (("header", "hdr"), ("footer", "ftr"))
    }
    assert tell(p(r("Tekst")), **margins) == (
        "Tekst\n\n<!-- header -->\n\nheader her\n\n<!-- footer -->\n\nfooter her\n"
    )


def test_strict_open_xml_is_the_same():
    data = make(p(r("Tekst"), "O1"))
    names = {
        W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def edit(_name: str, content: bytes) -> bytes:
        for usual, strict in names.items():
            content = content.replace(usual.encode(), strict.encode())
        return content

    assert write_text(change_parts(data, edit)) == "## 1 Tekst\n"


def test_an_empty_document_is_an_empty_line():
    assert tell("") == "\n"


def test_every_text_of_a_part_is_in_what_is_told():
    """Whatever is nested in whatever: no w:t gets lost."""
    wrappers = ("ins", "smartTag", "customXml", "hyperlink", "sdt", "ukjent", "dir", "bdo")
    body = "".join(p(f"<w:{name}>{r(f'ord{i}')}</w:{name}>") for i, name in enumerate(wrappers))
    body += "".join(f"<w:{n}>{p(r(f'blokk{i}'))}</w:{n}>" for i, n in enumerate(wrappers[:3]))
    told = tell(body)
    root = etree.fromstring(f"<a {SPACES}>{body}</a>")
    assert all(t.text in told for t in root.iter(f"{{{W}}}t"))
    assert plain(told).count("ord") == len(wrappers)
