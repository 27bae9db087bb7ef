import re
from dataclasses import replace

import pytest

from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Figure,
    Item,
    Level,
    List,
    Paragraph,
    Section,
    Table,
    Text,
)
from avtalegen.style import Look, find_contrast
from avtalegen.writers import docx
from avtalegen.writers.columns import column_widths
from avtalegen.writers.geometry import is_dark, make_page, tint
from avtalegen.writers.metrics import GRID, find_ruler
from tests.support import DocxReader, W, read_look

LOOK = read_look()


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),) if text else ()


def read(*blocks, look: Look = LOOK) -> DocxReader:
    section = Section("en", words("En"), blocks)
    return DocxReader(docx.write(Document("nb", "Tittel", (), (section,)), look))


def make_figure(*names: str) -> Figure:
    details = (Detail("Deltakere", words("ledere")), Detail("", words("Fritt ord")))
    return Figure("Figur med nivåer", tuple(Level(words(name), details) for name in names))


def test_a_figure_is_a_table_of_steps_that_says_what_it_shows():
    table = read(make_figure("Øverst", "Midten", "Nederst")).body.find(f".//{W}tbl")
    assert table.find(f"{W}tblPr/{W}tblDescription").get(W + "val") == "Figur med nivåer"
    grid = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
    assert sum(grid) == make_page(LOOK.style).text_width
    steps = []
    for row in table.iter(W + "tr"):
        (cell,) = row.findall(W + "tc")
        before, after = (row.find(f"{W}trPr/{W}grid{side}") for side in ("Before", "After"))
        inset = [0 if side is None else int(side.get(W + "val")) for side in (before, after)]
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        covered = 1 if span is None else int(span.get(W + "val"))
        assert sum(inset) + covered == len(grid)
        width = int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w"))
        assert width == sum(grid[inset[0] : inset[0] + covered])
        steps.append(inset)
    assert steps == [[2, 2], [1, 1], [0, 0]]


@pytest.mark.parametrize("number", [1, 2, 3, 9])
@pytest.mark.parametrize("accent", ["1B3A5C", "5C1B1B", "000000", "767676"])
def test_letters_of_a_figure_have_enough_contrast(number, accent):
    colours = LOOK.style.farge.model_copy(update={"aksent": accent})
    look = replace(LOOK, style=LOOK.style.model_copy(update={"farge": colours}))
    table = read(make_figure(*"abcdefghi"[:number]), look=look).body.find(f".//{W}tbl")
    for cell in table.iter(W + "tc"):
        fill = cell.find(f"{W}tcPr/{W}shd").get(W + "fill")
        for colour in {c.get(W + "val") for c in cell.iter(W + "color")}:
            light = find_contrast(fill)  # with white; with black it is the rest of 21
            assert (light if colour == "FFFFFF" else 21 / light) >= 4.5
            assert colour in {"FFFFFF", "000000"}


def test_white_is_mixed_into_a_colour():
    assert tint("000000", 0.5) == "808080"
    assert tint("1B3A5C", 1) == "FFFFFF"
    assert is_dark("1B3A5C") and not is_dark("FFFFFF")


def test_a_contact_has_its_name_and_a_line_for_each_detail_that_stay_together():
    contact = Contact(words("Politiet"), (
        Detail("", words("Anna")), Detail("Telefon", words("02800")), Detail("E-post", words("a@b.no")),
    ))  # fmt: skip
    reader = read(contact, Paragraph(words("Etter.")))
    shown = [(style, said) for style, _, said in reader.paragraphs()][-6:-1]
    assert shown == [
        ("Kontakt", "Politiet"), ("Kontaktmerknad", "Anna"), ("Kontaktlinje", "Telefon: \t02800"),
        ("Kontaktlinje", "E-post: \ta@b.no"), ("Normal", "Etter."),
    ]  # fmt: skip
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in reader.body.iter(W + "p")]
    assert kept[-5:-2] == [True, True, False]


def texts(*columns: list[str]) -> Table:
    header, *rows = zip(*columns, strict=True)
    return Table(tuple(map(words, header)), tuple(tuple(map(words, row)) for row in rows))


def test_a_column_has_room_for_its_longest_word():
    long = "arbeidsmarkedskriminalitet"
    table = texts(["Hva", long], ["Tekst", "ord " * 60])
    widths = column_widths(table, LOOK.style, 8164)
    ruler = find_ruler("Calibri", LOOK.style.størrelse.tabell * 2, bold=False, italic=False)
    assert sum(widths) == 8164
    assert widths[0] >= ruler.measure(long) / GRID + 200
    assert widths[1] > widths[0]


def test_a_column_to_write_in_has_more_room_than_its_heading_asks_for():
    widths = column_widths(texts(["Område", "Rus"], ["Dokumenter", ""]), LOOK.style, 8164)
    assert widths[1] > widths[0]


@pytest.mark.parametrize("columns", [1, 2, 5, 12, 20])
def test_columns_fill_the_line_whatever_stands_in_them(columns):
    table = texts(*([f"Overskrift {n}", "x" * (n * 7), "日本"] for n in range(columns)))
    widths = column_widths(table, LOOK.style, 8164)
    assert sum(widths) == 8164
    assert min(widths) > 0


def test_a_small_table_stays_whole_and_a_large_one_leaves_no_row_alone():
    def kept(rows: int) -> list[bool]:
        table = texts(["A", *map(str, range(rows))])
        found = read(table).body.find(f".//{W}tbl").findall(W + "tr")
        return [row.find(f".//{W}keepNext") is not None for row in found[1:]]

    assert kept(7) == [True] * 6 + [False]
    assert kept(10) == [True] + [False] * 7 + [True, False]


def test_tables_that_touch_are_kept_apart_wherever_they_stand():
    table = texts(["A", "1"])
    item = Item((Paragraph(words("Slik:")), table))
    body = read(List(ordered=False, items=(item,)), table, make_figure("a", "b")).body
    kinds = "".join("T" if child.tag == W + "tbl" else "p" for child in body)
    assert "TT" not in kinds
    assert kinds.count("T") == 3


def test_what_a_heading_leads_to_at_once_does_not_touch_it():
    body = read(texts(["A", "1"])).body
    heading = next(p for p in body if "".join(p.itertext()) == "En")
    assert int(heading.find(f"{W}pPr/{W}spacing").get(W + "after")) > 0
    assert re.fullmatch("Heading1", heading.find(f"{W}pPr/{W}pStyle").get(W + "val"))
