import re
from dataclasses import replace

import pytest

from avtalegen.document import Document, Section, Signature, Text, Value
from avtalegen.style import Look
from avtalegen.writers import docx
from avtalegen.writers.geometry import make_page
from tests.pictures import LOGOS
from tests.support import DocxReader, W, build_document, read_look

LOOK = read_look()


def shown(document: Document, look: Look = LOOK) -> list[tuple[str, str]]:
    reader = DocxReader(docx.write(document, look))
    return [(style, words) for style, _, words in reader.paragraphs()]


def between(*names: str) -> tuple:
    line: list = [Text("mellom ")]
    for position, name in enumerate(names):
        if position:
            line.append(Text(" og " if position == len(names) - 1 else ", "))
        line.append(Value(name, ("parter", position, "navn")))
    return tuple(line)


def make(**changes) -> Document:
    sections = (Section("en", (Text("En"),), (), "1"),)
    return replace(Document("nb", "Avtale", (between("A", "B"),), sections), **changes)


def test_each_party_stands_on_a_line_of_its_own():
    document = make(front=(between("A kommune", "B kommune", "C politidistrikt"),))
    assert shown(document)[:6] == [
        ("Title", "Avtale"), ("Forsidelinje", "mellom"), ("Forsidepart", "A kommune,"),
        ("Forsidepart", "B kommune"), ("Forsideord", "og"), ("Forsidepart", "C politidistrikt"),
    ]  # fmt: skip


def test_the_cover_asks_for_a_date_until_the_agreement_is_signed():
    asked = ("Forsideopplysning", "Sted og dato: \t")
    assert asked in shown(make(signatures=(Signature("A", "Ordfører"),)))
    assert asked not in shown(make(signatures=(Signature("A", "Ordfører"),), signed=True))


def test_logos_stand_first_with_what_they_show_and_none_leaves_the_page_clean():
    body = DocxReader(docx.write(make(logos=LOGOS), LOOK)).body
    told = [about.get("descr") for about in body.iter("{*}docPr")]
    assert told == [logo.alt for logo in LOGOS]
    assert body[0].find(f".//{W}drawing") is not None
    assert DocxReader(docx.write(make(), LOOK)).body.find(f".//{W}drawing") is None


def test_a_logo_keeps_its_shape_and_is_never_large():
    body = DocxReader(docx.write(make(logos=LOGOS), LOOK)).body
    for extent, logo in zip(body.iter("{*}extent"), LOGOS, strict=True):
        wide, high = (int(extent.get(side)) / 36000 for side in ("cx", "cy"))
        assert wide <= 62.01 and high <= 22.01
        assert wide / high == pytest.approx(logo.width / logo.height, rel=0.001)


def test_contents_and_text_begin_on_pages_of_their_own():
    body = DocxReader(docx.write(build_document("stjordal"), LOOK)).body
    begins = [
        "".join(p.itertext()) for p in body.iter(W + "p")
        if p.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]  # fmt: skip
    assert begins == ["Innhold", "Innledning"]


def test_a_font_without_known_widths_gives_contents_without_numbers():
    fonts = LOOK.style.skrift.model_copy(update={"brødtekst": "Papyrus"})
    look = replace(LOOK, style=LOOK.style.model_copy(update={"skrift": fonts}))
    entries = [words for style, words in shown(make(contents=True), look) if style == "toc 1"]
    assert entries == ["1\tEn"]
    body = docx.make(make(contents=True), look)
    assert DocxReader(body).body is not None
    instructions = [i.text for i in DocxReader(body).body.iter(W + "instrText")]
    assert [i.split()[0] for i in instructions] == ["TOC"]
    assert r"\n" in instructions[0]


def test_a_letter_without_known_width_gives_contents_without_numbers():
    entries = [
        words for style, words in shown(make(contents=True, title="日本")) if style == "toc 1"
    ]
    assert entries == ["1\tEn"]


def test_every_number_in_the_contents_is_a_field_that_asks_for_its_page():
    body = DocxReader(docx.write(build_document("harstad"), LOOK)).body
    asked = [i.text.split() for i in body.iter(W + "instrText") if "PAGEREF" in i.text]
    names = [b.get(W + "name") for b in body.iter(W + "bookmarkStart")]
    assert [each[1] for each in asked] == [n for n in names if n in {e[1] for e in asked}]
    assert all(re.fullmatch(r"_Ref\w+", each[1]) for each in asked)


def test_what_does_not_fit_in_a_margin_gets_its_room():
    def bottom(*names: str) -> int:
        body = DocxReader(docx.write(make(front=(between(*names),)), LOOK)).body
        margins = body.find(f"{W}sectPr/{W}pgMar")
        return int(margins.get(W + "bottom")) - int(margins.get(W + "footer"))

    assert bottom("A", "B") < bottom(*(f"{n}. {'Et langt navn ' * 5}kommune" for n in range(9)))


def test_three_wide_logos_have_room_beside_each_other():
    logos = tuple(replace(LOGOS[0], data=bytes([n]) + LOGOS[0].data[1:]) for n in range(3))
    reader = DocxReader(docx.make(make(logos=logos), LOOK))
    widths = [int(extent.get("cx")) / 635 for extent in reader.body.iter("{*}extent")]
    assert sum(widths) < make_page(LOOK.style).text_width - 600
