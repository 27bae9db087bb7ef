from dataclasses import replace

from avtalegen.document import (
    Contact,
    Detail,
    Figure,
    Heading,
    Item,
    Level,
    LineBreak,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
    Value,
    read_text,
)
from avtalegen.writers.plain import make_contents, make_outline, make_plain, plain_blocks
from tests.support import build_document, plain


def headings(name: str) -> list[tuple[int, str]]:
    blocks = make_plain(build_document(name)).blocks
    return [(b.level, plain(read_text(b.content))) for b in blocks if isinstance(b, Heading)]


def test_headings_have_their_numbers_and_levels():
    assert headings("harstad")[:5] == [
        (1, "Avtale om tjenestetilbud"),
        (2, "Innhold"),
        (2, "1 Innledning"),
        (3, "1.1 Formål"),
        (2, "2 Tjenestetilbud"),
    ]
    assert headings("sor-varanger")[-2:] == [
        (2, "Underskrifter"),
        (2, "Vedlegg 1 Politirådets fokusområder"),
    ]


def test_headings_in_a_clause_stand_below_their_section():
    assert (4, "Konfliktrådet") in headings("tromso")


def test_the_contents_are_the_headings_of_the_two_upper_levels():
    document = build_document("stjordal")
    listed = [(entry.level, entry.number) for entry in make_outline(document)]
    assert listed[:4] == [(1, "1"), (2, "1.1"), (1, "2"), (2, "2.1")]
    assert listed[-1] == (1, "")
    contents = make_contents(document)
    first, below = contents.items[0].blocks
    assert read_text(first.content) == "1 Innledning"
    assert [read_text(item.blocks[0].content) for item in below.items] == ["1.1 Formål"]


def test_keys_of_the_outline_are_unique():
    keys = [entry.key for entry in make_outline(build_document("tromso"))]
    assert len(keys) == len(set(keys))


def test_signatures_are_a_row_for_each_party():
    tables = [b for b in make_plain(build_document("sor-varanger")).blocks if isinstance(b, Table)]
    signatures = next(table for table in tables if read_text(table.header[0]) == "Part")
    rows = [[read_text(cell) for cell in row] for row in signatures.rows]
    assert rows == [
        ["Sør-Varanger kommune", "Magnus Mæland", "Ordfører", "", ""],
        [
            "Finnmark politidistrikt",
            "Ellen Katrine Hætta",
            "Politistasjonssjef, Varanger politistasjonsdistrikt",
            "",
            "",
        ],
    ]


PHONE = Detail("Telefon", (Value("02800", ("telefon", 0)),))
PLACE = Detail("", (Text("i kjelleren"),))


def plain_block(block):
    return plain_blocks((block,))[0]


def test_a_contact_is_a_paragraph_with_a_line_for_each_detail():
    assert plain_block(Contact((Text("Vakta"),), (PLACE, PHONE))) == Paragraph((
        Strong((Text("Vakta"),)), LineBreak(),
        Text("i kjelleren"), LineBreak(),
        Text("Telefon: 02800"),
    ))  # fmt: skip
    assert plain_block(Contact((Text("Vakta"),))) == Paragraph((Strong((Text("Vakta"),)),))


def item(*blocks) -> Item:
    return Item(blocks)


def test_a_figure_is_a_list_of_its_levels_and_says_no_more_than_is_seen():
    figure = Figure(
        "Det som vises", (Level((Text("Rådet"),), (PHONE,)), Level((Text("Utvalget"),)))
    )
    below = List(ordered=False, items=(item(Paragraph((Text("Telefon: 02800"),))),))
    assert plain_block(figure) == List(ordered=False, items=(
        item(Paragraph((Strong((Text("Rådet"),)),)), below),
        item(Paragraph((Strong((Text("Utvalget"),)),))),
    ))  # fmt: skip


def test_a_subtitle_stands_below_the_title(smallest):
    blocks = make_plain(replace(smallest, subtitle="mellom oss")).blocks
    assert blocks[1] == Paragraph((Text("mellom oss"),))


def test_a_draft_says_so(smallest):
    assert Paragraph((Strong((Text("Utkast"),)),)) in make_plain(smallest).blocks
