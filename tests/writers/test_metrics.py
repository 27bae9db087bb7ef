import pytest

from avtalegen.writers.metrics import GRID, UnmeasuredError, find_ruler, may_break
from tests.conftest import leave_out
from tests.support import ROOT
from tests.writers import fonts

SHIPPED = ROOT / "src" / "avtalegen" / "data" / "widths.json"


def ruler(font="Calibri", half_points=22, *, bold=False, italic=False):
    return find_ruler(font, half_points, bold=bold, italic=italic)


def test_the_shipped_widths_are_those_of_the_fonts(renew):
    if not all((fonts.FOLDER / path.format("Regular")).exists() for path in fonts.FONTS.values()):
        leave_out("the fonts are not installed: their widths were not compared")
    made = fonts.make_widths()
    if renew:
        SHIPPED.write_text(made, encoding="utf-8")
    assert SHIPPED.read_text(encoding="utf-8") == made


def test_a_word_is_as_wide_as_its_letters():
    calibri = ruler()
    assert calibri.measure("rad") == sum(map(calibri.measure, "rad"))
    # n is 1076 of 2048 units wide: 1076 / 2048 of 220 twips.
    assert calibri.measure("n") == round(1076 / 2048 * 220 * GRID)


def test_a_ligature_is_narrower_than_its_letters():
    calibri = ruler()
    assert calibri.measure("ti") < calibri.measure("t") + calibri.measure("i")
    arial = ruler("Arial")
    assert arial.measure("ti") == arial.measure("t") + arial.measure("i")


def test_bold_is_wider_and_a_larger_size_is_larger():
    assert ruler(bold=True).measure("politiråd") > ruler().measure("politiråd")
    assert ruler(half_points=44).measure("n") == pytest.approx(2 * ruler().measure("n"), abs=1)


@pytest.mark.parametrize("font", ["Calibri", "Cambria", "Arial", "Times New Roman"])
@pytest.mark.parametrize(
    "text", ["áčđŋšŧž ÁČĐŊŠŦŽ æøå ÆØÅ", "«–» §§ 6-2… €½ ’‘ “”", "a\u00a0b\u2011c"]
)
def test_sami_letters_and_norwegian_punctuation_have_widths_in_all_faces(font, text):
    for bold in (False, True):
        for italic in (False, True):
            assert ruler(font, bold=bold, italic=italic).measure(text) > 0


@pytest.mark.parametrize(
    ("font", "half_points", "height"),
    [("Calibri", 22, 269), ("Calibri", 52, 635), ("Arial", 26, 300), ("Times New Roman", 18, 207)],
)
def test_a_line_of_single_spacing_is_as_tall_as_in_libreoffice(font, half_points, height):
    assert ruler(font, half_points).height == height


@pytest.mark.parametrize("text", ["日", "ა", "\ue000"])
def test_a_letter_without_a_known_width_is_told(text):
    with pytest.raises(UnmeasuredError):
        ruler().measure(text)


def test_a_font_without_known_widths_is_told():
    with pytest.raises(UnmeasuredError, match="Comic Sans MS"):
        ruler("Comic Sans MS")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kommunen", ["kommunen"]),
        ("SLT-koordinator", ["SLT-", "koordinator"]),
        ("2019–2022", ["2019–", "2022"]),
        ("08.00–15.30", ["08.00–", "15.30"]),
        ("rus-,", ["rus-,"]),
        ("(skole–hjem)", ["(skole–", "hjem)"]),
        ("og/eller", ["og/eller"]),
        ("post@politi-vest.no", ["post@politi-", "vest.no"]),
        ("https://www.example.no/rad?id=1", ["https://www.example.no/rad?", "id=1"]),
        ("kap.\u00a06", ["kap.\u00a06"]),
        ("6\u20112", ["6\u20112"]),
    ],
)
def test_a_word_breaks_where_libreoffice_breaks_it(word, parts):
    assert ruler().split(word) == parts
    assert ruler().divide(word) == tuple(map(ruler().measure, parts))


def test_runs_are_parted_only_where_a_line_may_break():
    assert may_break("SLT-", "koordinator")
    assert not may_break("«", "Samarbeid")
    assert not may_break("", "a")


def test_a_word_that_no_line_holds_fills_lines_with_its_letters():
    calibri = ruler()
    width = calibri.measure("nnnnn")
    assert calibri.force("n" * 12, 0, width, slashes=False) == (2, calibri.measure("nn"))
    assert calibri.force("nn/nnnn", 0, width, slashes=True) == (1, calibri.measure("nnnn"))
