"""A PDF as its readers meet it: the tags, the marks in the margin, the fonts, the edges of a page."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from avtalegen import fonts, lettering
from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Figure,
    Footnote,
    Heading,
    Item,
    Level,
    Link,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Section,
    Signature,
    Table,
    Text,
    Value,
    read_text,
)
from avtalegen.style import Look
from avtalegen.writers import UnprintableError, UnwritableError, pdf, typesetting
from avtalegen.writers.placing import say_place
from avtalegen.writers.plain import make_outline
from tests.pictures import LOGOS
from tests.stress import build_stress
from tests.support import MUNICIPALITIES, build_document, read_look
from tests.writers.pdf_reader import Element, list_places, read_tree, read_words
from tests.writers.test_golden import every_node

LOOK = read_look()
NAMES = (*MUNICIPALITIES, "nodes", "stress")
SAMI = "á č đ ŋ š ŧ ž Á Č Đ Ŋ Š Ŧ Ž ǥ ǧ ǩ ǯ ʒ õ â ä"
HOSTILE = (
    '#panic("a") $x$ *b* _i_ `r` = h <l> @r [c] {c} \\ // \\u{41} " \' ~ -- --- ... https://a.no'
)


def make(name: str) -> Document:
    return {"nodes": every_node, "stress": build_stress}.get(name, lambda: build_document(name))()


@pytest.fixture(scope="module")
def written() -> dict[str, tuple[Document, bytes]]:
    documents = {name: make(name) for name in NAMES}
    return {name: (made, pdf.write(made, LOOK)) for name, made in documents.items()}


def document_of(*blocks, **more) -> Document:
    """An agreement with the blocks in its only section."""
    section = Section("prøve", (Text("Prøve"),), blocks)
    return Document("nb", "Avtale", (), (section,), **{"authors": ("A kommune",), **more})


def elements(data: bytes) -> list[Element]:
    return [inner for element in read_tree(data) for inner in element.walk()]


def words(text: str) -> tuple[Text]:
    return (Text(text),)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_that_it_is_for_the_archive_and_for_everybody(name, written):
    document, data = written[name]
    for said in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert said in data
    assert f"/Lang ({document.language}-NO)".encode() in data or (
        f"/Lang({document.language}-NO)".encode() in data
    )
    told = pypdfium2.PdfDocument(data).get_metadata_dict()
    dated = document.dated or date(1980, 1, 1)
    assert told["Title"] == document.title
    assert told["Author"] == ", ".join(document.authors)
    assert told["CreationDate"].startswith(f"D:{dated:%Y%m%d}")
    assert "avtalegen" in told["Keywords"]
    assert b"DisplayDocTitle true" in data


def test_an_agreement_in_nynorsk_says_so_and_has_the_words_of_paper_in_nynorsk():
    document = replace(document_of(), language="nn", contents=True)
    data = pdf.write(document, LOOK)
    assert b"(nn-NO)" in data
    said = "".join(read_words(data))
    assert "Innhald" in said
    assert "Stad og dato:" in said


def test_the_digest_of_what_it_was_made_from_is_in_the_file():
    data = pdf.write(document_of(digest="0123abcd"), LOOK)
    assert "SHA-256 0123abcd" in pypdfium2.PdfDocument(data).get_metadata_dict()["Keywords"]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_agreement_is_the_same_bytes(name, written):
    document, data = written[name]
    assert pdf.write(document, LOOK) == data


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_tagged_by_their_level_and_none_is_skipped(name, written):
    document, data = written[name]
    levels = [int(e.kind[1:]) for e in elements(data) if re.fullmatch(r"H\d", e.kind)]
    assert len(levels) >= len(document.sections) + bool(document.contents)
    assert all(level <= last + 1 for last, level in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("name", NAMES)
def test_the_bookmarks_are_the_outline_and_lead_to_the_page_of_the_heading(name, written):
    document, data = written[name]
    toc = [(item.level + 1, item.get_title(), item.get_dest().get_index() + 1)
           for item in pypdfium2.PdfDocument(data).get_toc()]  # fmt: skip
    headings = {(e.kind, "".join(e.words().split()), e.page) for e in elements(data)}
    for level, title, page in toc:
        assert (f"H{level}", "".join(title.split()), page) in headings
    upper = [(level, "".join(title.split())) for level, title, _ in toc if level <= 2]
    assert upper == [
        (entry.level, "".join(f"{entry.number} {read_text(entry.title)}".split()))
        for entry in make_outline(document)
    ]


@pytest.mark.parametrize("name", ["stjordal", "stress", "nodes"])
def test_the_contents_say_the_pages_on_which_the_headings_stand(name, written):
    document, data = written[name]
    document, data = (document, data) if document.contents else (
        replace(document, contents=True), pdf.write(replace(document, contents=True), LOOK)
    )  # fmt: skip
    lines = [re.fullmatch(r"(.+?)\s*(\d+)", e.words(), re.DOTALL).groups()
             for e in elements(data) if e.kind == "TOCI"]  # fmt: skip
    headings = [("".join(e.words().split()), e.page) for e in elements(data)
                if re.fullmatch(r"H[12]", e.kind)][1:]  # fmt: skip
    assert [("".join(said.split()), int(page)) for said, page in lines] == headings


def test_lists_tables_figures_and_notes_are_what_they_look_like(written):
    document, data = written["nodes"]
    kinds = Counter(element.kind for element in elements(data))
    assert kinds["L"] == 3 and kinds["LI"] == kinds["LBody"] == 5
    assert (kinds["Table"], kinds["TH"], kinds["TD"]) == (1, 2, 3)  # an empty cell says nothing
    assert kinds["Note"] == len(document.footnotes)
    figure = next(block for block in document.sections[0].blocks if isinstance(block, Figure))
    assert [e.alt for e in elements(data) if e.kind == "Figure"] == [figure.alt]
    assert kinds["Link"] >= 4


def test_a_list_says_its_own_numbers(written):
    _, data = written["nodes"]
    marks = [e.words().strip() for item in elements(data) if item.kind == "LI"
             for e in item.children if isinstance(e, Element) and e.kind == "Lbl"]  # fmt: skip
    assert sorted(marks) == ["1.", "1.", "2.", "–", "–"]


def test_logos_have_their_text():
    data = pdf.write(replace(every_node(), logos=LOGOS), LOOK)
    assert [e.alt for e in elements(data) if e.kind == "Figure"][: len(LOGOS)] == [
        logo.alt for logo in LOGOS
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_but_the_cover_has_its_margins(name, written):
    document, data = written[name]
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert "Side 1 av" not in pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert f"Side {number} av {len(pages)}" in page
        assert ("UTKAST" in page) == document.draft


@pytest.mark.parametrize("name", NAMES)
def test_signatures_stand_together_with_the_end_of_the_text(name, written):
    document, data = written[name]
    tops = read_tree(data)
    heading = next(e for e in tops if e.kind == "H1" and e.words() == "Underskrifter")
    after = "".join(e.words() for e in tops if e.page == heading.page)
    for signature in document.signatures:
        assert "".join(signature.title.split()) in "".join(after.split())
    at = tops.index(heading)
    assert tops[at - 1].page == heading.page


def test_a_table_over_pages_repeats_its_header_and_divides_no_row():
    rows = tuple((words(f"Møte {n}"), words("Partene møtes. " * 12)) for n in range(40))
    data = pdf.write(document_of(Table((words("Hva"), words("Hvordan")), rows)), LOOK)
    document = pypdfium2.PdfDocument(data)
    with_rows = [
        text for page in document if "Møte" in (text := page.get_textpage().get_text_range())
    ]
    assert len(with_rows) > 2
    assert all("Hva" in text and "Hvordan" in text for text in with_rows)
    for text in with_rows:
        assert text.count("Partene") == 12 * text.count("Møte ")


def test_no_string_is_markup():
    blocks = (
        Heading(1, words(HOSTILE)), Paragraph(words(HOSTILE)),
        List(ordered=False, items=(Item((Paragraph(words(HOSTILE)),)),)),
        Table((words(HOSTILE),), ((words(HOSTILE),),)),
        Contact(words(HOSTILE), (Detail(HOSTILE, words(HOSTILE)),)),
        Figure(HOSTILE, (Level(words(HOSTILE), (Detail(HOSTILE, words(HOSTILE)),)),)),
        Paragraph((Link(f"https://a.no/?{HOSTILE}".replace(" ", "%20"), words(HOSTILE)), NoteMark(1))),
    )  # fmt: skip
    document = document_of(
        *blocks, subtitle=HOSTILE, contents=True, draft=True, authors=(HOSTILE,),
        signatures=(Signature(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        footnotes=(Footnote(1, words(HOSTILE)),),
    )  # fmt: skip
    document = replace(document, title=HOSTILE, front=((Text("mellom "), Value(HOSTILE, ("x",))),))
    said = "".join("".join(read_words(pdf.write(document, LOOK))).split())
    # Title, subtitle, party, a line of the contents, twelve in the blocks, five in the signature, a footnote.
    assert said.count("".join(HOSTILE.split())) == 3 + 1 + 12 + 5 + 1


def test_sami_and_kven_letters_are_shown_in_every_font_and_face():
    for font, twin in fonts.TWINS.items():
        style = LOOK.style.model_copy(
            update={
                "skrift": LOOK.style.skrift.model_copy(
                    update={"brødtekst": font, "overskrift": font}
                )
            }
        )
        blocks = (Heading(1, words(SAMI)), Paragraph(words(SAMI)))
        data = pdf.write(document_of(*blocks), Look(style))
        assert "".join(SAMI.split()) in "".join("".join(read_words(data)).split())
        # Caladea has no letters of Skolt Sami; Typst takes those from a font of its own.
        assert fonts_of(data) - {"LibertinusSerif"} == {twin.replace(" ", "")}


def fonts_of(data: bytes) -> set[str]:
    """The families that the file has, without the mark of a part and the face."""
    names = re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z]+)", data)
    return {name.decode() for name in names}


def test_every_usual_letter_is_in_every_font():
    assert pdf.find_unprintable(lettering.USUAL - {"\n"}) == frozenset()


def test_letters_that_no_font_has_are_told_all_at_once():
    document = document_of(Paragraph(words("a 日 b")), Heading(1, words("本 😀")))
    with pytest.raises(UnprintableError) as told:
        pdf.write(replace(document, title="龍"), LOOK)
    assert told.value.letters == tuple(sorted("日本😀龍"))


def test_signs_that_no_font_has_together_are_told_together():
    with pytest.raises(UnprintableError) as told:
        pdf.write(document_of(Paragraph(words("på a\u20e9 og"))), LOOK)
    assert told.value.letters == ("a\u20e9",)


def test_a_pdf_without_a_known_language_is_not_made():
    with pytest.raises(UnwritableError, match="'en'"):
        pdf.write(replace(document_of(), language="en"), LOOK)


def test_what_the_compiler_warns_of_or_refuses_is_told_with_the_words(monkeypatch):
    design = typesetting._read_design()
    other = tuple(line.replace("look.font.display", '"Ukjent"') for line in design)
    monkeypatch.setattr(typesetting, "_read_design", lambda: other)
    with pytest.raises(UnwritableError, match="unknown font family"):
        pdf.write(document_of(Paragraph(words("Ord"))), LOOK)
    monkeypatch.setattr(typesetting, "_read_design", lambda: (*design, "#let say = 1"))
    with pytest.raises(UnwritableError, match=r"\(prøve: 'Ord'\)") as told:
        pdf.write(document_of(Paragraph(words("Ord"))), LOOK)
    assert (told.value.section, told.value.said) == ("prøve", "Ord")


LONG = "x" * 150
TALL = "Partene møtes hver måned, og følger opp det som er avtalt. " * 60


@pytest.mark.parametrize("blocks", [
    (Paragraph(words(LONG)), Heading(1, words(LONG))),
    (Table((words("Hva"), words("Hvem")), ((words(LONG), words(TALL)),)),),
    (List(ordered=True, items=(Item((Paragraph(words(LONG)), Paragraph(words(TALL)))),)),),
    (Contact(words(LONG), (Detail(LONG[:60], words(TALL)), *[Detail("E-post", words(LONG))] * 9)),),
    (Figure("Figur", tuple(Level(words(LONG), (Detail("Hvem", words(TALL)),)) for _ in "abc")),),
    (Figure("Figur", tuple(Level(words(f"Nivå {n}")) for n in range(60))),),
    (Paragraph((Text("a"), NoteMark(1))),),
    (Table(tuple(words(f"Kolonne {n}") for n in range(12)),
           (tuple(words("Forebyggingskoordinator") for _ in range(12)),)),),
], ids=["words", "cell", "item", "contact", "figure", "levels", "note", "columns"])  # fmt: skip
def test_nothing_stands_outside_the_page_however_long_it_is(blocks):
    document = document_of(
        *blocks, contents=True, subtitle=LONG, footnotes=(Footnote(1, words(f"{LONG} {TALL}")),),
        signatures=(Signature(LONG, LONG, LONG, LONG), Signature("B" * 90, LONG)), draft=True,
    )  # fmt: skip
    document = replace(
        document, title=LONG, front=((Value(LONG, ("a",)), Text(" og "), Value("B", ("b",))),)
    )
    data = pdf.write(document, LOOK)
    width, height = 595.3, 841.9
    page = LOOK.style.marg
    left, right = page.venstre * 72 / 25.4, width - page.høyre * 72 / 25.4
    for number, letter, (begins, low, ends, high) in list_places(data):
        if letter.strip():
            assert 0 <= low <= high <= height, (number, letter)
            assert left - 45 <= begins <= ends <= right + 3, (number, letter, begins, ends)
    noted = any(isinstance(i, NoteMark) for block in blocks if isinstance(block, Paragraph)
                for i in block.content)  # fmt: skip
    if noted:
        said = "".join("".join(read_words(data)).split())
        assert "".join(f"{LONG} {TALL}".split()) in said


def test_a_later_mark_of_a_footnote_leads_to_the_same_note():
    blocks = (Paragraph((Text("a"), NoteMark(1), Text("b"), NoteMark(2), Text("c"), NoteMark(1))),)
    notes = (Footnote(1, words("Første note")), Footnote(2, words("Andre note")))
    data = pdf.write(document_of(*blocks, footnotes=notes), LOOK)
    assert read_words(data)[-2:] == ["Første note", "Andre note"]
    assert sum(e.kind == "Note" for e in elements(data)) == 2


def noted(*parts: str | int) -> Paragraph:
    """A paragraph in which a number is the mark of that footnote."""
    return Paragraph(tuple(NoteMark(p) if isinstance(p, int) else Text(p) for p in parts))


SHORT = [
    (noted("Se MERKE1 her", 1, "."),),
    (noted("Se MERKE1 her", 1, " i et avsnitt som er så langt at det går over flere linjer. " * 3),),
    (noted("Se MERKE1 her", 1, ":"), List(ordered=False, items=(Item((noted("punkt"),)),) * 3)),
    (noted("Innledning:"), List(ordered=True, items=tuple(
        Item((noted(f"MERKE{n} punkt", n),)) for n in range(1, 7)))),
    (noted("Innledning:"), Table((words("A"), words("B")), tuple(
        (words(f"MERKE{n}"), (Text("b"), NoteMark(n))) for n in range(1, 7)))),
    (Contact((Text("MERKE1"), NoteMark(1)), (Detail("Telefon", (Text("MERKE2"), NoteMark(2))),)),),
    (Heading(1, (Text("MERKE1"), NoteMark(1))), noted("Mer tekst.")),
]  # fmt: skip


@pytest.mark.parametrize("signed", [False, True], ids=["text", "signatures"])
@pytest.mark.parametrize(
    "blocks", SHORT, ids=["one", "long", "leads", "list", "table", "contact", "heading"]
)
def test_a_footnote_stands_on_the_page_of_its_mark_wherever_that_is(blocks, signed):
    notes = tuple(Footnote(n, words(f"NOTE{n} om dette.")) for n in range(1, 7))
    after = () if signed else (noted("Mer tekst."),) * 30
    for lines in range(18, 32):
        before = (noted("Fyll."),) * lines
        document = document_of(
            *before, *blocks, *after, footnotes=notes,
            signatures=(Signature("A kommune", "Ordfører"), Signature("B politi", "Sjef")),
        )  # fmt: skip
        pages = [page.get_textpage().get_text_range()
                 for page in pypdfium2.PdfDocument(pdf.write(document, LOOK))]  # fmt: skip
        for page in pages:
            assert re.findall(r"MERKE(\d)", page) == sorted(re.findall(r"NOTE(\d)", page)), lines


def test_the_items_of_a_list_with_footnotes_have_their_numbers():
    inner = List(ordered=True, items=(Item((noted("To a", 2),)), Item((noted("To b"),))))
    items = (
        Item((noted("En"),)),
        Item((noted("To", 1), inner)),
        Item((noted("Tre"), noted("Mer"))),
    )
    notes = (Footnote(1, words("Første")), Footnote(2, words("Andre")))
    data = pdf.write(document_of(List(ordered=True, items=items), footnotes=notes), LOOK)
    said = "".join("".join(read_words(data)).split())
    assert "1.En2.Toa.Toab.Tob3.TreMer" in said


def test_those_who_sign_beside_each_other_sign_at_one_height():
    signatures = (Signature("Porsáŋggu gielda – Porsangin komuuni – Porsanger kommune", "Ordfører"),
                  Signature("Finnmark politidistrikt", "Sjef"))  # fmt: skip
    data = pdf.write(document_of(signatures=signatures), LOOK)
    lines: dict[int, str] = {}
    for page, letter, (_, low, _, high) in list_places(data):
        if page == 2:
            lines[round(low + high)] = lines.get(round(low + high), "") + letter
    assert any(line.count("S") == 2 for line in lines.values()), "Sted og dato, twice"


def test_a_list_before_the_signatures_fills_its_page():
    items = tuple(Item((noted(f"PUNKT{n} i lista"),)) for n in range(1, 9))
    signatures = (Signature("A kommune", "Ordfører"), Signature("B politi", "Sjef"))
    document = document_of(
        *(noted("Fyll."),) * 22, List(ordered=True, items=items), signatures=signatures
    )
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(pdf.write(document, LOOK))
    ]
    assert "PUNKT1 " in pages[1]
    assert "8. PUNKT8" in pages[2].replace("\r\n", " ")
    assert "Underskrifter" in pages[2]


@pytest.mark.parametrize("cell", [
    (Link("https://a.no", words("a")),), (Reference("prøve", "punkt", "1"),), (Text("a"), NoteMark(1)),
], ids=["link", "reference", "note"])  # fmt: skip
def test_a_header_that_leads_somewhere_stands_once(cell):
    rows = tuple((words(f"Rad {n}"), words("d")) for n in range(60))
    document = document_of(Table((cell, words("b")), rows), footnotes=(Footnote(1, words("Note")),))
    data = pdf.write(replace(document, sections=(replace(document.sections[0], number="1"),)), LOOK)
    assert sum(e.kind == "TH" for e in elements(data)) == 2
    assert "".join(read_words(data)).count("Rad ") == 60


def test_a_header_that_is_taller_than_a_page_is_divided_and_not_repeated():
    rows = ((words("Raden"), words("her")),) * 3
    data = pdf.write(document_of(Table((words(TALL * 2), words("b")), rows)), LOOK)
    said = "".join(letter for _, letter, _ in list_places(data))
    assert said.count("Raden") == 3
    assert said.count("Partene") == TALL.count("Partene") * 2
    assert all(
        0 <= low <= high <= 842
        for _, letter, (_, low, _, high) in list_places(data)
        if letter.strip()
    )


@pytest.mark.parametrize(
    ("points", "depth", "many"), [(11, 0, 120), (18, 0, 12), (24, 0, 101), (11, 2, 28)]
)
def test_the_number_of_an_item_has_room_before_its_words(points, depth, many):
    inner = List(ordered=True, items=tuple(Item((noted(f"Ord {n}"),)) for n in range(many)))
    for _ in range(depth):
        inner = List(ordered=True, items=(Item((noted("Over"), inner)),))
    sizes = LOOK.style.størrelse.model_copy(update={"brødtekst": points})
    data = pdf.write(document_of(inner), Look(LOOK.style.model_copy(update={"størrelse": sizes})))
    lines: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for page, letter, (left, low, right, _) in list_places(data):
        lines.setdefault((page, round(low / 4)), []).append((left, right, letter))
    for line in lines.values():
        ends = [right for _, right, letter in line if letter == "."]
        starts = [left for left, _, letter in line if letter == "O"]
        if ends and starts:
            assert max(ends) < min(starts)


def test_numbers_of_lists_are_those_of_word():
    assert [say_place(n, 0) for n in (1, 100)] == ["1", "100"]
    assert [say_place(n, 1) for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]
    assert [say_place(n, 2) for n in (1, 4, 9, 14, 28, 40, 99)] == [
        "i",
        "iv",
        "ix",
        "xiv",
        "xxviii",
        "xl",
        "xcix",
    ]
    assert say_place(3, 3) == "3"


def test_many_parties_leave_room_on_the_page_for_the_text():
    names = [f"Kommune nummer {n} i et samarbeid med mange" for n in range(60)]
    front = tuple(i for name in names for i in (Value(name, ("x",)), Text(", ")))[:-1]
    data = pdf.write(replace(document_of(Paragraph(words(TALL))), front=(front,)), LOOK)
    said = "".join("".join(read_words(data)).split())
    assert all("".join(name.split()) in said for name in names)
    assert len(pypdfium2.PdfDocument(data)) < 10
    assert all(
        0 <= low <= high <= 842
        for _, letter, (_, low, _, high) in list_places(data)
        if letter.strip()
    )


def test_who_signs_with_very_many_words_is_not_cut_off():
    signatures = (
        Signature("A kommune", "Ordfører", unit="Enhet " * 500),
        Signature("B politi", "Sjef"),
    )
    for signed in (signatures, (*signatures, Signature("C", "D"))):
        data = pdf.write(document_of(signatures=signed), LOOK)
        assert "".join(read_words(data)).count("Enhet") == 500
        assert all(
            0 <= low <= high <= 842
            for _, letter, (_, low, _, high) in list_places(data)
            if letter.strip()
        )


def test_a_number_of_a_large_heading_does_not_stand_on_its_title():
    sizes = LOOK.style.størrelse.model_copy(update={"overskrift_1": 48.0, "overskrift_2": 40.0})
    document = document_of()
    below = Section("under", (Text("Tittel"),), (), "10.10")
    document = replace(
        document, sections=(replace(document.sections[0], number="10", sections=(below,)),)
    )
    data = pdf.write(document, Look(LOOK.style.model_copy(update={"størrelse": sizes})))
    places = [place for place in list_places(data) if place[0] == 2]
    title = min(box[0] for _, letter, box in places if letter == "T")
    assert all(box[2] <= title or box[0] >= title for _, letter, box in places if letter in "10.")


@pytest.mark.parametrize("margin", [5, 12, 18, 19, 36])
def test_a_number_stands_on_the_paper_however_narrow_the_margin_is(margin):
    narrow = LOOK.style.model_copy(
        update={"marg": LOOK.style.marg.model_copy(update={"venstre": margin})}
    )
    data = pdf.write(build_document("stjordal"), Look(narrow))
    for _, letter, (left, _, right, _) in list_places(data):
        if letter.strip():
            assert 5 <= left <= right <= 595, letter


def test_an_unknown_font_is_set_in_the_usual_one():
    assert fonts.find_twin("Oslo Sans") == "Carlito"
    assert fonts.find_twin("times new roman") == fonts.find_twin("Liberation Serif")
    assert fonts.find_original("Oslo Sans") is None
    assert all(folder.is_dir() for folder in fonts.list_folders())
