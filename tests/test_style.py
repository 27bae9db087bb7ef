import pytest

from avtalegen.style import Style
from tests.support import ROOT, check, read_look

SHIPPED = (ROOT / "templates" / "stil" / "stil.yaml").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["tekst", "aksent", "dempet"])
def test_every_colour_of_text_has_enough_contrast_on_white(name):
    assert 1.05 / (luminance(getattr(read_look().style.farge, name)) + 0.05) >= 4.5


def test_sizes_may_have_halves():
    assert (
        check(SHIPPED.replace("brødtekst: 11", "brødtekst: 10,5"), Style)[0].størrelse.brødtekst
        == 10.5
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("brødtekst: 11", "brødtekst: 10,3", "value-not-points"),
        ("tittel: 30", "tittel: 99", "value-not-points"),
        ('aksent: "1B3A5C"', "aksent: blå", "value-not-colour"),
        ("topp: 28", "topp: 2", "value-out-of-range"),
        ("liten: 9", "små: 9", "value-missing"),
    ],
)
def test_a_style_that_cannot_be_is_refused(old, new, code):
    assert code in [found for _, found in check(SHIPPED.replace(old, new), Style)[1]]
