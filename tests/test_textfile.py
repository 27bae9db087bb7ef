import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalegen import textfile
from avtalegen.problems import AvtalegenError
from tests.support import codes


def read(tmp_path, data: bytes):
    path = tmp_path / "fil.yaml"
    path.write_bytes(data)
    return textfile.read_text(path, "fil.yaml")


def refused(tmp_path, data: bytes) -> list[str]:
    with pytest.raises(AvtalegenError) as caught:
        read(tmp_path, data)
    return [f"{p.location} {p.code}" for p in caught.value.problems]


def test_line_ends_and_a_byte_order_mark_do_not_count(tmp_path):
    plain = read(tmp_path, "a: sør\nb: 1\n".encode())
    assert read(tmp_path, "a: sør\r\nb: 1\r\n".encode()) == plain
    assert read(tmp_path, "a: sør\rb: 1\r".encode()) == plain
    assert read(tmp_path, "\ufeffa: sør\nb: 1\n".encode()) == plain


def test_letters_are_composed(tmp_path):
    assert read(tmp_path, "A\u030as og Va\u030aler".encode())[0] == "Ås og Våler"


def test_bytes_that_are_not_utf_8_are_refused_where_they_stand(tmp_path):
    assert refused(tmp_path, "a: 1\nb: Sør".encode("latin-1")) == ["fil.yaml:2:5 file-encoding"]
    assert refused(tmp_path, "a: ø".encode("utf-16")) == ["fil.yaml:1:1 file-encoding"]


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ue000",
        "\ufeff",
        "\uffff",
    ],
)
def test_a_character_that_no_document_can_hold_is_refused(tmp_path, character):
    assert refused(tmp_path, f"a: 1\nb: x{character}y\n".encode()) == [
        "fil.yaml:2:5 file-character"
    ]


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\u200e", "\u2060", "\u3164"])
def test_an_invisible_character_is_a_warning(tmp_path, character):
    text, problems = read(tmp_path, f"a: x{character}y".encode())
    assert character in text
    assert codes(problems) == ["file-invisible"]


def test_letters_read_in_the_wrong_encoding_are_a_warning(tmp_path):
    _, problems = read(tmp_path, "navn: SÃ¸r-Varanger, Ã˜stre, Ã…s".encode())
    assert [(p.code, p.details["meant"]) for p in problems] == [("file-mojibake", "ø")]
    _, problems = read(tmp_path, "a: SÃ¸r\nb: Ã˜stre\nc: Ã…s".encode())
    assert [(p.location.line, p.details["meant"]) for p in problems] == [
        (1, "ø"),
        (2, "Ø"),
        (3, "Å"),
    ]


def test_a_file_of_nothing_but_what_is_forbidden_is_refused_once_a_line(tmp_path):
    assert refused(tmp_path, b"\0" * 1_000_000) == ["fil.yaml:1:1 file-character"]
    assert len(read(tmp_path, ("a: " + "\u200b" * 500_000).encode())[1]) == 1


def test_what_is_no_ordinary_file_is_not_waited_for(named_pipe):
    with pytest.raises(AvtalegenError) as caught:
        textfile.read_text(named_pipe, "rør.yaml")
    assert codes(caught.value.problems) == ["input-failed"]
    assert textfile.read_lines(named_pipe) == []


def test_norwegian_and_sami_letters_are_no_warning(tmp_path):
    letters = "«Å», Ã, æøå ÆØÅ á č đ ŋ š ŧ ž Guovdageaidnu – ’ § €"
    assert read(tmp_path, letters.encode()) == (letters, [])


def test_a_file_that_is_too_large_is_refused(tmp_path):
    assert refused(tmp_path, b"a" * (textfile.MOST_BYTES + 1)) == ["fil.yaml file-too-large"]


def test_a_missing_file_and_a_folder_are_problems(tmp_path):
    with pytest.raises(AvtalegenError) as caught:
        textfile.read_text(tmp_path / "ingen.yaml", "ingen.yaml")
    assert codes(caught.value.problems) == ["file-missing"]
    with pytest.raises(AvtalegenError) as caught:
        textfile.read_text(tmp_path, "mappe")
    assert codes(caught.value.problems) == ["input-failed"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_place(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "fil"
    path.write_bytes(data)
    try:
        text, _ = textfile.read_text(path, "fil")
    except AvtalegenError as error:
        assert all(p.location.line and p.location.column for p in error.problems)
    else:
        assert textfile.is_printable(text)
