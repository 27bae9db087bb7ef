import pytest

from avtalegen.register import (
    find_by_slug,
    find_municipalities,
    goes_by,
    is_inflected,
    read_register,
    slug,
)
from tests.support import MUNICIPALITIES, read


def test_the_register_has_every_municipality_once():
    register = read_register()
    assert len(register) == 357
    assert all(len(number) == 4 and number.isdigit() for number in register)
    assert len({municipality.district for municipality in register.values()}) == 12


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("0301", "Oslo kommune"),
        ("1833", "Rana"),
        ("1833", "RANA KOMMUNE"),
        ("1833", "Rana - Raane kommune"),
        ("5610", "Kárášjohka"),
        ("5610", "Kárášjoga gielda – Karasjok kommune"),
        ("5605", "Sør-Varanger kommune"),
        ("1875", "Hábmer – Hamarøy"),
    ],
)
def test_a_municipality_goes_by_each_of_its_official_names(number, name):
    assert goes_by(read_register()[number], name)


def test_a_name_of_another_is_not_its_own():
    assert not goes_by(read_register()["1833"], "Gildeskål kommune")


def test_a_file_has_the_name_of_its_municipality():
    for name, file in (
        ("Sør-Varanger", "sor-varanger"),
        ("Ål", "al"),
        ("Bærum", "baerum"),
        ("Kárášjohka", "karasjohka"),
    ):
        assert slug(name) == file
    assert [found.number for found in find_by_slug("heroy")] == ["1515", "1818"]
    assert find_by_slug("heroey") == []


def test_a_name_before_the_sami_or_kven_word_is_inflected():
    assert is_inflected("Guovdageainnu suohkan") and is_inflected("Porsangin komuuni")
    assert not is_inflected("Kautokeino kommune") and not is_inflected("Guovdageaidnu")


def test_names_repeat():
    assert [found.number for found in find_municipalities("Herøy kommune")] == ["1515", "1818"]
    assert find_municipalities("Nordkappen kommune") == []


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_five_have_their_own_numbers(name):
    for party in read(name).agreement.parter:
        if party.kommunenummer:
            assert goes_by(read_register()[party.kommunenummer], party.navn)
