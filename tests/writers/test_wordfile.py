import io
import re

import docx
import pytest
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from avtalegen.style import Look
from avtalegen.writers import docx as writer
from tests.attachments import make_png
from tests.support import DocxReader, W, build_document, change_parts, parts_of, read_look
from tests.writers.lines import expected_lines


def make_template() -> bytes:
    """A letterhead as Norwegian Word writes it: the ids of styles are Norwegian, their names not.

    It numbers its own headings, has a logo in the header, and text of its own.
    """
    made = docx.Document()
    styles = made.styles.element
    renamed = {"Heading1": "Overskrift1", "Heading2": "Overskrift2", "Title": "Tittel"}
    for style in styles.iter(W + "style"):
        style.set(W + "styleId", renamed.get(style.get(W + "styleId"), style.get(W + "styleId")))
    for link in styles.iter(W + "next", W + "basedOn", W + "link"):
        link.set(W + "val", renamed.get(link.get(W + "val"), link.get(W + "val")))
    heading = made.styles["Heading 1"]
    heading.font.name, heading.font.size = "Cambria", Pt(19)
    heading.font.color.rgb = RGBColor(0x80, 0, 0)
    numbered = etree.fromstring(
        f'<w:numPr xmlns:w="{W[1:-1]}"><w:numId w:val="7"/></w:numPr>'
    )  # of a list that is not taken along
    made.styles["List Bullet"].element.get_or_add_pPr().append(numbered)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(33)
    header = section.header.paragraphs[0].add_run("Kommunens brevhode ")
    header.add_picture(io.BytesIO(make_png(300, 100)), height=Mm(8))
    made.add_paragraph("Denne teksten hører ikke til avtalen.")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.fixture(scope="module")
def made() -> bytes:
    return writer.write(build_document("stjordal"), Look(read_look().style, make_template()))


def test_styles_are_found_by_their_names(made):
    styles = etree.fromstring(parts_of(made)["word/styles.xml"])
    named = {s.find(W + "name").get(W + "val").casefold(): s for s in styles.iter(W + "style")}
    heading = named["heading 1"]
    assert heading.find(f"{W}rPr/{W}sz").get(W + "val") == "38"
    assert heading.find(f"{W}rPr/{W}rFonts").get(W + "ascii") == "Cambria"
    ids = [s.get(W + "styleId") for s in styles.iter(W + "style")]
    assert len(ids) == len(set(ids))
    links = {link.get(W + "val") for link in styles.iter(W + "basedOn", W + "next", W + "link")}
    assert links <= set(ids)


def test_all_words_and_numbers_are_there_and_none_of_the_template(made):
    document = build_document("stjordal")
    lines = DocxReader(made).lines()
    assert lines == expected_lines(document)
    assert not any("hører ikke til" in line for line in lines)


def test_every_style_that_is_used_is_there(made):
    parts = parts_of(made)
    styles = set(re.findall(rb'w:styleId="([^"]+)"', parts["word/styles.xml"]))
    for name in (n for n in parts if re.match(r"word/(document|header|footer)", n)):
        used = set(re.findall(rb'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', parts[name]))
        assert used <= styles, name


def test_lists_have_the_numbers_of_the_agreement_alone(made):
    parts = parts_of(made)
    assert b'w:numId w:val="7"' not in parts["word/styles.xml"]
    numbers = set(re.findall(rb'<w:num w:numId="(\d+)"', parts["word/numbering.xml"]))
    used = set(re.findall(rb'<w:numId w:val="(\d+)"', parts["word/styles.xml"]))
    assert used <= numbers


def test_the_page_and_the_header_are_those_of_the_template(made):
    parts = parts_of(made)
    assert b'w:left="1871"' in parts["word/document.xml"]
    assert b"Kommunens brevhode" in parts["word/headerTemplate1.xml"]
    relations = parts["word/_rels/headerTemplate1.xml.rels"].decode()
    assert re.search(r'Target="media/template1-1.png"', relations)
    assert parts["word/media/template1-1.png"].startswith(b"\x89PNG")


def test_a_draft_is_marked_above_the_header_of_the_template(smallest):
    parts = parts_of(writer.write(smallest, Look(read_look().style, make_template())))
    words = ["".join(p.itertext()) for p in etree.fromstring(parts["word/headerTemplate1.xml"])]
    assert words[0] == "Utkast"
    assert words[1].startswith("Kommunens brevhode")


def test_the_language_is_that_of_the_agreement(made):
    styles = etree.fromstring(parts_of(made)["word/styles.xml"])
    assert {told.get(W + "val") for told in styles.iter(W + "lang")} == {"nb-NO"}


@pytest.mark.parametrize(
    "left", ["", "<w:docDefaults/>", "<w:docDefaults><w:rPrDefault/></w:docDefaults>"]
)
def test_a_template_that_tells_no_language_gets_that_of_the_agreement(left):
    def edit(name: str, content: bytes) -> bytes:
        defaults = rb"<w:docDefaults>.*?</w:docDefaults>"
        styles = name == "word/styles.xml"
        return re.sub(defaults, left.encode(), content, flags=re.DOTALL) if styles else content

    template = change_parts(make_template(), edit)
    parts = parts_of(writer.write(build_document("rana"), Look(read_look().style, template)))
    styles = etree.fromstring(parts["word/styles.xml"])
    told = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert told.get(W + "val") == "nb-NO"


def test_a_template_file_of_word_is_read_as_a_document_is(made):
    def edit(name: str, content: bytes) -> bytes:
        types = name == "[Content_Types].xml"
        return content.replace(b"document.main+xml", b"template.main+xml") if types else content

    template = change_parts(make_template(), edit)
    again = writer.write(build_document("stjordal"), Look(read_look().style, template))
    assert again == made
