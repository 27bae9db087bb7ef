import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalegen import validation
from avtalegen.document import Picture
from avtalegen.style import LEAST_CONTRAST, Look, StyleFile, find_contrast
from tests.support import ROOT, check, parse, read_look

SHIPPED = (ROOT / "templates" / "stil" / "stil.yaml").read_text(encoding="utf-8")


def change(key: str, value: str) -> str:
    """The shipped style with another value of a key."""
    changed, number = re.subn(
        rf"^( *{key}:).*", rf"\1 {value}", SHIPPED, count=1, flags=re.MULTILINE
    )
    assert number == 1
    return changed


@pytest.mark.parametrize("name", ["tekst", "aksent", "dempet"])
def test_every_shipped_colour_of_text_has_enough_contrast_on_white(name):
    assert find_contrast(getattr(read_look().style.farge, name)) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("colour", "contrast"),
    # As WebAIM's contrast checker says them; 767676 is the lightest grey that will do.
    [("000000", 21.0), ("FFFFFF", 1.0), ("767676", 4.54), ("777777", 4.47), ("FF0000", 3.99), ("0000FF", 8.59)],
)  # fmt: skip
def test_the_contrast_is_that_of_the_guidelines(colour, contrast):
    assert abs(find_contrast(colour) - contrast) < 0.01


@pytest.mark.parametrize("name", ["tekst", "aksent", "dempet"])
@pytest.mark.parametrize("colour", ["777777", "FF0000", "FFFFFF", "8fb3d9"])
def test_a_colour_of_text_that_is_too_light_is_refused(name, colour):
    assert [code for _, code in check(change(name, f'"{colour}"'), StyleFile)[1]] == [
        "value-contrast"
    ]


def test_lines_may_be_light():
    assert check(change("linje", '"EEEEEE"'), StyleFile)[1] == []


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_is_taken_or_refused_with_one_that_is_taken(number):
    made, problems = validation.validate(parse(change("tekst", f'"{number:06X}"')), StyleFile)
    if made is None:
        (problem,) = problems
        assert (problem.code, find_contrast(f"{number:06X}") < 4.5) == ("value-contrast", True)
        assert check(change("tekst", f'"{problem.details["mend"]}"'), StyleFile)[1] == []


@pytest.mark.parametrize(("left", "right", "fits"), [(65, 65, True), (65, 66, False), (100, 30, True)])  # fmt: skip
def test_the_margins_leave_room_for_a_line_of_text(left, right, fits):
    text = re.sub(r"venstre: \d+\n  høyre: \d+", f"venstre: {left}\n  høyre: {right}", SHIPPED)
    found = [code for _, code in check(text, StyleFile)[1]]
    assert found == ([] if fits else ["value-margins"])


def test_sizes_may_have_halves():
    made, _ = check(SHIPPED.replace("brødtekst: 11", "brødtekst: 10,5"), StyleFile)
    assert made.størrelse.brødtekst == 10.5


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("brødtekst: 11", "brødtekst: 10,3", "value-not-points"),
        ("tittel: 28", "tittel: 99", "value-not-points"),
        ('aksent: "1B3A5C"', "aksent: blå", "value-not-colour"),
        ("topp: 28", "topp: 2", "value-out-of-range"),
        ("liten: 9", "små: 9", "value-missing"),
    ],
)
def test_a_style_that_cannot_be_is_refused(old, new, code):
    assert code in [found for _, found in check(SHIPPED.replace(old, new), StyleFile)[1]]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("vår mal.docx", None),
        ("MAL.DOTX", None),
        ("mal.doc", "word-old"),
        ("mal.dot", "word-old"),
        ("mal.dotm", "word-macros"),
        ("mal.docm", "word-macros"),
        ("mal", "word-name"),
        ("mal.odt", "word-name"),
        ("mal.docx.pdf", "word-name"),
        ("../mal.docx", "word-name"),
        ("maler/mal.docx", "word-name"),
        ("C:mal.docx", "word-name"),
        ("[mal.docx]", "word-name"),
    ],
)
def test_a_word_template_is_a_word_file_by_its_name_alone(name, code):
    found = [found for _, found in check(f"{SHIPPED}wordmal: {name}\n", StyleFile)[1]]
    assert found == ([code] if code else [])


def test_a_style_has_a_hash_so_that_what_is_made_of_it_can_be_kept():
    made, _ = check(SHIPPED + "logoer: {Rana: {fil: a.png}}\n", StyleFile)
    again, _ = check(SHIPPED, StyleFile)
    assert hash(made.style) == hash(again.style)
    assert made.style == again.style == read_look().style
    picture = Picture(b"x", "png", 1, 1, "X")
    assert hash(Look(made.style)) == hash(Look(made.style, b"", {"Rana": picture}))
