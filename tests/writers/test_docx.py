import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from avtalegen.document import (
    Document,
    Footnote,
    Item,
    Link,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
)
from avtalegen.style import Look
from avtalegen.writers import docx as writer
from avtalegen.writers.geometry import make_page
from avtalegen.writers.markdown import write_text
from avtalegen.writers.plain import make_outline, make_plain
from tests.strategies import documents
from tests.support import (
    MUNICIPALITIES,
    DocxReader,
    W,
    build_document,
    count_examples,
    parts_of,
    plain,
    read_look,
)
from tests.writers.lines import expected_lines

LOOK = read_look()


def written(document: Document) -> DocxReader:
    return DocxReader(writer.write(document, LOOK))


@settings(
    max_examples=count_examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(documents)
def test_any_document_has_all_its_words_and_numbers_in_order(document):
    assert written(document).lines() == expected_lines(document)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_five_agreements_have_all_their_words_and_numbers(name):
    document = build_document(name)
    assert written(document).lines() == expected_lines(document)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_headings_have_the_numbers_of_the_markdown(name):
    document = build_document(name)
    shown = [
        f"{number} {words}".strip()
        for style, number, words in written(document).paragraphs()
        if style.startswith("heading") or style == "Vedlegg"
    ]
    in_markdown = [
        plain(re.sub(r"^#+ ", "", line))
        for line in write_text(document).splitlines()
        if line.startswith("##") and line != "## Innhold"
    ]
    assert [plain(line) for line in shown] == in_markdown


def sample(*blocks) -> Document:
    return Document("nb", "Tittel", (), (Section("en", (Text("En"),), blocks, "1"),))


def numbered(*texts: str) -> List:
    return List(ordered=True, items=tuple(Item((Paragraph((Text(t),)),)) for t in texts))


def test_every_ordered_list_begins_at_one():
    lines = written(
        sample(numbered("a", "b"), Paragraph((Text("Så"),)), numbered("c", "d"))
    ).lines()
    assert lines[-6:] == ["1. a", "2. b", "Så", "1. c", "2. d", ""]


def test_lists_are_real_lists():
    inner = List(ordered=False, items=(Item((Paragraph((Text("b"),)),)),))
    outer = List(ordered=False, items=(Item((Paragraph((Text("a"),)), inner)),))
    assert written(sample(outer)).paragraphs()[-3:-1] == [
        ("List Bullet", "•", "a"),
        ("List Bullet", "–", "b"),
    ]


def test_headings_are_the_heading_styles_of_word():
    styles = [style for style, *_ in written(build_document("harstad")).paragraphs()]
    assert {"Title", "TOC Heading", "toc 1", "toc 2", "heading 1", "heading 2"} <= set(styles)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_no_level_of_heading_is_skipped(name):
    levels = [
        int(style[-1])
        for style, *_ in written(build_document(name)).paragraphs()
        if style.startswith("heading")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_word_opens_it_in_norwegian_with_its_title_and_authors():
    opened = docx.Document(io.BytesIO(writer.write(build_document("stjordal"), LOOK)))
    core = opened.core_properties
    assert core.title == "Avtale om tjenestetilbud og samarbeidsavtale om politiråd"
    assert core.author == "Stjørdal kommune; Trøndelag politidistrikt"
    assert (core.language, str(core.created.date())) == ("nb-NO", "2019-04-04")
    assert opened.styles.element.find(f".//{W}lang").get(W + "val") == "nb-NO"


def test_an_agreement_without_a_date_has_none_in_its_metadata():
    core = parts_of(writer.write(build_document("rana"), LOOK))["docProps/core.xml"].decode()
    assert "created" not in core


def test_the_header_row_of_a_table_is_marked_and_rows_are_kept_whole():
    table = Table(((Text("A"),),), (((Text("1"),),), ((),)))
    body = written(sample(table)).body
    rows = body.findall(f".//{W}tbl/{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert rows[2].find(f"{W}trPr/{W}trHeight") is not None
    assert all(cell[-1].tag == W + "p" for cell in body.iter(W + "tc"))


def test_tables_that_follow_each_other_stay_apart():
    table = Table(((Text("A"),),), ())
    body = written(sample(table, table)).body
    kinds = [child.tag.removeprefix(W) for child in body]
    assert "tbl p tbl" in " ".join(kinds)


@pytest.mark.parametrize("rows", [[["a" * 200, "b"]], [["x", ""]], [["ord"] * 12]])
def test_the_columns_of_a_table_fill_the_line(rows):
    cells = tuple(tuple((Text(c),) if c else () for c in row) for row in rows)
    table = Table(tuple((Text("Overskrift"),) for _ in rows[0]), cells)
    widths = [int(c.get(W + "w")) for c in written(sample(table)).body.iter(W + "gridCol")]
    assert sum(widths) == make_page(LOOK.style).text_width
    assert min(widths) > 0


def test_a_footnote_is_a_real_footnote():
    parts = parts_of(writer.write(build_document("stjordal"), LOOK))
    notes = etree.fromstring(parts["word/footnotes.xml"])
    assert [n.get(W + "id") for n in notes] == ["-1", "0", "1"]
    assert "Samledokument for enighet" in "".join(notes.itertext())
    assert parts["word/document.xml"].count(b"footnoteReference w:id=") == 1


def test_a_reference_is_a_field_with_its_text_in_place():
    content = (
        Text("Se "),
        Reference("to", "punkt", "2"),
        Text(" og "),
        Reference("tre", "", "«Tre»"),
    )
    document = Document("nb", "T", (), (
        Section("en", (Text("En"),), (Paragraph(content),), "1"),
        Section("to", (Text("To"),), (), "2"),
        Section("tre", (Text("Tre"),), ()),
    ))  # fmt: skip
    reader = written(document)
    assert "Se punkt\u00a02 og «Tre»" in [words for _, _, words in reader.paragraphs()]
    instructions = [i.text.split() for i in reader.body.iter(W + "instrText")]
    names = {
        b.get(W + "name"): "".join(words for words in b.getparent().itertext())
        for b in reader.body.iter(W + "bookmarkStart")
    }
    assert [(names[i[1]], i[2:]) for i in instructions] == [
        ("To", ["\\r", "\\h"]),
        ("Tre", ["\\h"]),
    ]


def test_bookmarks_have_names_that_word_takes():
    long = Document("nb", "T", (), tuple(
        Section(f"æøå_en_veldig_lang_klausul_som_heter_{n}", (Text("x"),), ()) for n in range(3)
    ))  # fmt: skip
    names = [b.get(W + "name") for b in written(long).body.iter(W + "bookmarkStart")]
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)


def test_the_contents_lead_to_their_headings_before_anyone_updates_them():
    document = build_document("harstad")
    reader = written(document)
    anchors = [
        link.get(W + "anchor")
        for link in reader.body.iter(W + "hyperlink")
        if link.get(W + "anchor")
    ]
    assert len(anchors) == len(make_outline(document))
    assert set(anchors) <= {b.get(W + "name") for b in reader.body.iter(W + "bookmarkStart")}
    assert b"updateFields" not in reader.parts["word/settings.xml"]
    assert b"dirty" not in reader.parts["word/document.xml"]


def test_every_field_is_closed():
    for name in MUNICIPALITIES:
        depth = 0
        for sign in written(build_document(name)).body.iter(W + "fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[sign.get(W + "fldCharType")]
            assert depth >= 0
        assert depth == 0


def test_links_lead_where_they_say_in_the_text_and_in_notes():
    link = Link("https://a.no/?b=1&c=2", (Text("her"),))
    document = Document("nb", "T", (), (Section("en", (Text("E"),), (Paragraph((link, NoteMark(1))),)),),
                        footnotes=(note(link),))  # fmt: skip
    parts = parts_of(writer.write(document, LOOK))
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {r.get("Id"): r.get("Target") for r in relations}
    used = re.search(rb'<w:hyperlink r:id="(\w+)"', parts["word/document.xml"])[1].decode()
    assert targets[used] == "https://a.no/?b=1&c=2"
    assert b'HYPERLINK "https://a.no/?b=1&amp;c=2"' in parts["word/footnotes.xml"]
    assert b"r:id" not in parts["word/footnotes.xml"]


def note(inline):
    return Footnote(1, (inline,))


def test_a_draft_is_marked_on_every_page(smallest):
    parts = parts_of(writer.write(smallest, LOOK))
    mark = b'<w:rStyle w:val="DraftMark"/></w:rPr><w:t xml:space="preserve">Utkast'
    assert mark in parts["word/header1.xml"]
    assert b'<w:pStyle w:val="Draft"/>' in parts["word/document.xml"]
    settled = parts_of(writer.write(build_document("tromso"), LOOK))
    assert all(b"Utkast" not in data for name, data in settled.items() if name != "word/styles.xml")


def test_what_announces_a_list_stays_with_it():
    reader = written(
        sample(Paragraph((Text("Slik:"),)), numbered("a"), Paragraph((Text("Etter"),)))
    )
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in reader.body.iter(W + "p")]
    assert kept[-4:] == [True, False, False, False]


def test_a_line_that_ends_with_a_colon_stays_with_the_line_that_it_announces():
    lines = ("Disse er med:", "Fra kommunen:", "Ordføreren.", "Slutt:")
    reader = written(sample(*(Paragraph((Text(line),)) for line in lines)))
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in reader.body.iter(W + "p")]
    assert kept[-5:] == [True, True, False, False, False]


def signing(number: int) -> list:
    """What stands below the heading of the signatures of so many parties."""
    document = build_document("rana")
    signed = tuple(
        replace(document.signatures[0], party=f"Kommune nr. {n}") for n in range(1, number + 1)
    )
    body = list(written(replace(document, signatures=signed)).body)
    heading = next(at for at, p in enumerate(body) if "".join(p.itertext()) == "Underskrifter")
    return body[heading + 1 : -2]


def stays(element) -> list[bool]:
    """Whether each paragraph stays with what follows: all styles of signatures say so."""
    kept = [p.find(f"{W}pPr/{W}keepNext") for p in element.iter(W + "p")]
    return [k is None or k.get(W + "val") != "0" for k in kept]


def test_two_sign_side_by_side_in_a_row_that_is_never_divided():
    (table,) = signing(2)
    (row,) = table.findall(W + "tr")
    assert len(row.findall(W + "tc")) == 2
    assert row.find(f"{W}trPr/{W}cantSplit") is not None


def ends(number: int) -> list[bool]:
    """Whether a page may end after each of so many signatures."""
    styles = [(p.find(f"{W}pPr/{W}pStyle").get(W + "val"), *stays(p)) for p in signing(number)]
    starts = [at for at, (style, _) in enumerate(styles) if style == "SignatureParty"]
    blocks = [styles[a:b] for a, b in zip(starts, [*starts[1:], len(styles)], strict=True)]
    assert len(blocks) == number
    assert all(kept for block in blocks for _, kept in block[:-1])
    return [not block[-1][1] for block in blocks]


def test_more_sign_one_below_the_other_and_stay_together():
    assert ends(6) == [False] * 5 + [True]


def test_a_page_may_break_between_many_signatures_but_leaves_none_alone():
    assert ends(9) == [False, True, True, True, True, True, True, False, True]


def test_the_last_lines_of_the_text_stay_with_the_signatures():
    body = written(build_document("harstad")).body
    heading = next(
        p
        for p in body
        if "".join(p.itertext()).endswith("Underskrifter")
        and p.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Heading1"
    )
    assert heading.getprevious().find(f"{W}pPr/{W}keepNext") is not None


def test_plain_blocks_and_docx_agree_on_the_order_of_things():
    document = build_document("tromso")
    assert make_plain(document).blocks[0].content == (Text(document.title),)
    assert written(document).lines()[0] == document.title


@pytest.mark.parametrize(("margin", "hang"), [(5, 0), (18, 0), (19, 794), (36, 794)])
def test_numbers_stand_in_the_margin_where_it_has_room_for_them(margin, hang):
    style = read_look().style
    narrow = style.model_copy(update={"marg": style.marg.model_copy(update={"venstre": margin})})
    xml = parts_of(writer.write(build_document("stjordal"), Look(narrow)))[
        "word/numbering.xml"
    ].decode()
    level = re.search(
        r'<w:pStyle w:val="Heading1"/><w:suff w:val="(\w+)"/>.*?w:hanging="(\d+)"', xml
    )
    assert level.groups() == ("tab" if hang else "space", str(hang))
