import pytest
from hypothesis import given

from avtalegen.language import NBSP
from avtalegen.writers.spacing import bind
from tests.strategies import lines


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("etter § 13 og §§ 14 til 16", "etter §~13 og §§~14 til 16"),
        ("kl. 08.15 den 7. januar", "kl.~08.15 den 7.~januar"),
        ("telefon 77 79 60 00 eller 800 40 008", "telefon~77~79~60~00 eller 800~40~008"),
        ("20 000 innbyggere, 80 prosent og 5 %", "20~000 innbyggere, 80~prosent og 5~%"),
        ("se nr. 4, kap. 2, s. 7 og vedlegg 1", "se nr.~4, kap.~2, s.~7 og vedlegg~1"),
        ("tlf. 02800", "tlf.~02800"),
        ("Partene møtes i 2027 i Rana", "Partene møtes i 2027 i Rana"),
        ("kommunens 3 avdelinger", "kommunens 3 avdelinger"),
        ("åpent kl. ", "åpent kl.~"),
        ("etter § ", "etter §~"),
        ("Partene ", "Partene "),
        ("", ""),
    ],
)
def test_a_line_does_not_break_in_what_is_read_as_one(written, bound):
    assert bind(written) == bound.replace("~", NBSP)


@given(lines)
def test_the_words_stay_as_they_are(text):
    assert bind(text).replace(NBSP, " ") == text.replace(NBSP, " ")
    assert len(bind(text)) == len(text)
