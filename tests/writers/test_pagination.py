import re

import pytest

from avtalegen.writers import docx, ooxml
from avtalegen.writers.ooxml import paragraph, run
from avtalegen.writers.pagination import NOTE_LINE, Pages, paginate
from avtalegen.writers.sheet import Page, Sheet, read_sheet
from tests.conftest import find_program
from tests.support import MUNICIPALITIES, build_document, parts_of, read_look
from tests.writers.layouts import (
    A4,
    Layout,
    convert,
    make_document,
    make_layout,
    make_numbering,
    make_styles,
    picture,
    read_places,
    size,
    spacing,
    style,
)

# A page that holds ten lines of 300 twips, 4000 wide.
TEN = Page(6000, 5000, 1000, 1000, 1000, 1000)
LINE = '<w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="exact"/>'


def sheet() -> Sheet:
    styles = make_styles().replace("</w:styles>", style("Line", LINE) + "</w:styles>")
    made = read_sheet(styles, make_numbering(), TEN)
    assert made
    return made


def line(name: str = "", properties: str = "", text: str = "x") -> str:
    content = ooxml.bookmark(1, name, run(text)) if name else run(text)
    return paragraph("Line", content, properties)


def lines(count: int, name: str = "", properties: str = "") -> str:
    """A paragraph of a number of lines, with a bookmark at its beginning."""
    content = ooxml.line_break().join(run("x") for _ in range(count))
    return paragraph("Line", ooxml.bookmark(1, name, "") + content, properties)


def places(*blocks: str, notes: dict[int, str] | None = None) -> Pages:
    pages = paginate(blocks, sheet(), notes)
    assert pages
    return pages


def before(distance: int) -> str:
    return f'<w:spacing w:before="{distance}"/>'


KEEP, WHOLE, NEW = "<w:keepNext/>", "<w:keepLines/>", "<w:pageBreakBefore/>"


def rows(count: int, *, header: bool = False, properties: str = "") -> str:
    """A table of rows of 300 twips, each with a bookmark."""
    written = [
        ooxml.row([ooxml.Cell(line(f"rad{n}", properties), 4000)], header=header and n == 0)
        for n in range(count)
    ]
    return ooxml.table("Bare", [4000], written)


def test_lines_fill_pages():
    assert places(*[line(f"a{n}") for n in range(21)]) == Pages(
        {f"a{n}": n // 10 + 1 for n in range(21)}, 3
    )


def test_no_blocks_are_one_page():
    assert places() == Pages({}, 1)


def test_words_go_on_where_the_line_ends():
    word = "n" * 16  # two fit in 4000 twips with a space between
    assert places(line("a", text=f"{word} " * 20), line("b")).of == {"a": 1, "b": 2}
    assert places(line("a", text=f"{word} " * 18), line("b")).of == {"a": 1, "b": 1}


def test_spaces_hang_at_the_end_of_a_line():
    assert places(lines(9), line("a", text="n" * 30 + " " * 40), line("b")).of["b"] == 2


def test_a_distance_counts_between_paragraphs_and_not_on_top_of_a_full_page():
    assert places(lines(9), line("a", before(1))).of == {"": 1, "a": 2}
    assert places(lines(10), line("a", before(900)), lines(9, "b")).of["b"] == 2


def test_a_distance_counts_on_the_first_page_and_below_a_page_break():
    assert places(line("a", before(900)), lines(7), line("b")).of["b"] == 2
    assert places(line("a"), line("b", NEW + before(900)), lines(7), line("c")).of["c"] == 3


def test_the_greater_of_two_distances_counts():
    apart = '<w:spacing w:before="200" w:after="300"/>'
    assert places(lines(8), line("a", apart), line("b", apart)).of == {"": 1, "a": 1, "b": 2}
    after = '<w:spacing w:after="300"/>'
    assert places(lines(7, "", after), line("a", before(300)), line("b")).of["b"] == 1


def test_a_heading_follows_what_it_heads():
    assert places(lines(9), line("a", KEEP), line("b")).of == {"": 1, "a": 2, "b": 2}
    chain = [line("a", KEEP), line("b", KEEP), line("c")]
    assert places(lines(8), *chain).of == {"": 1, "a": 2, "b": 2, "c": 2}


def test_a_chain_that_fills_a_page_is_broken():
    chain = [line(f"a{n}", KEEP) for n in range(12)]
    assert places(*chain).of == {f"a{n}": n // 10 + 1 for n in range(12)}


def test_a_heading_stays_with_two_lines_of_its_paragraph():
    assert places(lines(7), line("a", KEEP), lines(4, "b")).of == {"": 1, "a": 1, "b": 1}
    assert places(lines(8), line("a", KEEP), lines(4, "b")).of == {"": 1, "a": 2, "b": 2}


def test_no_line_of_a_paragraph_stands_alone():
    assert places(lines(9), lines(4, "b")).of["b"] == 2
    assert places(lines(8), lines(4, "b")).of["b"] == 1
    assert places(lines(8), lines(3, "b")).of["b"] == 2
    assert places(lines(8), lines(3, "b"), lines(8, "c")).of["c"] == 2
    off = '<w:widowControl w:val="0"/>'
    assert places(lines(9), lines(4, "b", off)).of["b"] == 1


def test_a_paragraph_that_is_kept_whole_moves_whole():
    assert places(lines(6), lines(6, "b", WHOLE)).of["b"] == 2
    assert places(lines(6), lines(6, "b")).of["b"] == 1


def test_a_paragraph_longer_than_a_page_goes_on():
    assert places(lines(25, "a"), line("b")) == Pages({"a": 1, "b": 3}, 3)


def test_a_page_break_in_the_text_begins_a_page():
    new = '<w:r><w:br w:type="page"/></w:r>'
    assert places(line("a"), paragraph("Line", new), line("b")) == Pages({"a": 1, "b": 2}, 2)
    assert places(paragraph("Line", run("x") + new), line("b")) == Pages({"b": 2}, 2)
    assert places(line("a"), paragraph("Line", new + run("x")), line("b")).of["b"] == 2
    assert places(paragraph("Line", run("x") + new + run("y")), line("b")).of["b"] == 2


def test_rows_move_whole_and_the_header_is_repeated():
    assert places(lines(8), rows(4)).of == {"": 1, "rad0": 1, "rad1": 1, "rad2": 2, "rad3": 2}
    with_header = places(lines(6), rows(20, header=True))
    assert [with_header.of[f"rad{n}"] for n in (3, 4, 12, 13)] == [1, 2, 2, 3]


def test_a_header_stays_with_the_first_row():
    assert places(lines(9), rows(3, header=True)).of["rad0"] == 2
    assert places(lines(8), rows(3, header=True)).of["rad1"] == 1
    assert places(lines(8), line("a", KEEP), rows(3, header=True)).of["a"] == 2


def test_rows_that_are_kept_together_move_together():
    assert places(lines(8), rows(3, properties=KEEP)).of["rad0"] == 2


def test_rules_and_margins_of_cells_take_room():
    cell = ooxml.Cell(line(), 4000)
    ruled = ooxml.table("Ruled", [4000], [ooxml.row([cell])])  # 90 + 300 + 100, and two rules
    assert places(lines(8), ruled, line("a")).of["a"] == 2
    exact = '<w:spacing w:line="90" w:lineRule="exact"/>'
    assert places(lines(8), line("b", exact), ruled, line("a")).of == {"": 1, "b": 1, "a": 2}
    assert places(lines(8), ruled).count == 1
    tight = '<w:spacing w:line="91" w:lineRule="exact"/>'
    assert places(lines(8), line("b", tight), ruled).count == 2


def test_a_low_row_gets_its_least_height():
    tall = ooxml.table("Bare", [4000], [ooxml.row([ooxml.Cell(line("a"), 4000)], tall=True)])
    assert places(lines(7), tall).of["a"] == 1
    assert places(lines(8), tall).of["a"] == 2


def note(height: int) -> str:
    exact = f'<w:spacing w:before="0" w:line="{height}" w:lineRule="exact"/>'
    return paragraph("FootnoteText", run("note"), exact)


def test_a_note_takes_room_at_the_bottom_of_its_page():
    marked = paragraph("Line", run("x") + ooxml.note_mark(1))
    assert places(marked, *[line(f"a{n}") for n in range(9)]).of["a8"] == 1
    room = 300 - NOTE_LINE
    with_note = places(marked, *[line(f"a{n}") for n in range(9)], notes={1: note(room)})
    assert (with_note.of["a7"], with_note.of["a8"]) == (1, 2)
    taller = places(marked, *[line(f"a{n}") for n in range(9)], notes={1: note(room + 1)})
    assert taller.of["a7"] == 2


def test_a_line_moves_with_its_note():
    marked = paragraph("Line", ooxml.bookmark(1, "a", run("x") + ooxml.note_mark(1)))
    assert places(lines(9), marked, notes={1: note(200)}).of["a"] == 2


def test_a_picture_sets_the_height_of_its_line():
    tall = paragraph("Normal", picture(2000, 2100), '<w:spacing w:before="0"/>')
    assert places(tall, *[line(f"a{n}") for n in range(4)]).of == {
        "a0": 1,
        "a1": 1,
        "a2": 1,
        "a3": 2,
    }
    assert places(line("b"), tall, lines(2), line("a")).of["a"] == 2


def test_a_style_has_what_it_is_based_on_and_a_paragraph_its_own():
    styles = ooxml.part("styles", "".join([
        (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>'
            "</w:rPrDefault></w:docDefaults>"
        ),
        style("Normal", spacing(60), size(11)),
        style("Derived", "<w:keepNext/>"),
    ]))  # fmt: skip
    theme = '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont>'
    made = read_sheet(styles, None, A4, theme)
    assert made
    derived = made.paragraphs["Derived"]
    assert (derived["before"], derived["line"], derived["size"], derived["keep_next"]) == (
        60,
        310,
        22,
        True,
    )
    assert derived["font"] == "Calibri"


def test_without_known_widths_there_are_no_pages():
    assert read_sheet(make_styles(font="Comic Sans MS"), None, A4) is None
    assert paginate([line("a", text="日本")], sheet()) is None
    unknown = paragraph("Line", run("x", '<w:rFonts w:ascii="Papyrus" w:hAnsi="Papyrus"/>'))
    assert paginate([unknown], sheet()) is None


def test_the_same_blocks_have_the_same_pages_again():
    layout = make_layout(3, 12)
    made = layout.sheet()
    first = paginate(layout.blocks, made, layout.notes)
    assert first == paginate(layout.blocks, made, layout.notes)
    assert first == paginate(layout.blocks, layout.sheet(), layout.notes)


def read_layout(data: bytes) -> tuple[list[str], dict[int, str], Sheet]:
    """The blocks, the notes and the sheet of a DOCX of ours."""
    parts = {name: part.decode() for name, part in parts_of(data).items() if name.endswith("xml")}
    body = parts["word/document.xml"]
    blocks = re.findall(r"<w:tbl>.*?</w:tbl>|<w:p>.*?</w:p>", body, re.DOTALL)
    notes = re.findall(
        r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', parts.get("word/footnotes.xml", "")
    )
    sizes = {
        key: int(value)
        for key, value in re.findall(r'w:(\w+)="(\d+)"', body[body.rindex("<w:pgSz") :])
    }
    page = Page(*(sizes[name] for name in ("w", "h", "top", "right", "bottom", "left")))
    made = read_sheet(parts["word/styles.xml"], parts["word/numbering.xml"], page)
    assert made
    return blocks, {int(number): content for number, content in notes}, made


@pytest.fixture
def pdfinfo() -> str:
    return find_program("pdfinfo")


@pytest.mark.slow
def test_libreoffice_puts_every_heading_of_the_agreements_where_we_say(tmp_path, soffice, pdfinfo):
    written = {name: docx.write(build_document(name), read_look()) for name in MUNICIPALITIES}
    pdfs = convert(written, tmp_path, soffice)
    for name, data in written.items():
        blocks, notes, made = read_layout(data)
        pages = paginate(blocks, made, notes)
        assert pages
        shown, count = read_places(pdfs[name], pdfinfo)
        assert (name, pages.count, pages.of) == (name, count, {key: shown[key] for key in pages.of})


@pytest.mark.slow
def test_libreoffice_puts_every_heading_of_a_long_document_where_we_say(tmp_path, soffice, pdfinfo):
    layout = make_layout(0, 64, contents=True)
    pdf = convert({"langt": make_document(layout)}, tmp_path, soffice)["langt"]
    assert len(layout.notes) > 3
    assert places_of(layout) == read_places(pdf, pdfinfo)


@pytest.mark.slow
def test_libreoffice_agrees_on_nearly_every_heading_of_made_up_documents(
    tmp_path, soffice, pdfinfo
):
    layouts = {f"nr{seed}": make_layout(seed, 30, contents=seed % 2 == 0) for seed in range(20)}
    pdfs = convert({n: make_document(made) for n, made in layouts.items()}, tmp_path, soffice)
    off = []
    for name, layout in layouts.items():
        ours, shown = places_of(layout)[0], read_places(pdfs[name], pdfinfo)[0]
        off += [ours[key] - shown[key] for key in ours]
    assert len(off) == 600
    assert off.count(0) / len(off) >= 0.98
    assert set(off) <= {-1, 0, 1}


def places_of(layout: Layout) -> tuple[dict[str, int], int]:
    pages = paginate(layout.blocks, layout.sheet(), layout.notes)
    assert pages
    return dict(pages.of), pages.count


def test_a_note_that_may_go_on_at_the_foot_of_the_next_page_leaves_no_numbers():
    marked = paragraph("Line", run("x") + ooxml.note_mark(1))
    short, long = (ooxml.note(run("ord " * number)) for number in (10, 400))
    assert paginate([marked], sheet(), {1: short})
    assert paginate([marked], sheet(), {1: long}) is None
