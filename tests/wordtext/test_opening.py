"""What is no DOCX is told of, and what would harm whoever reads it is not read."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from avtalegen.wordtext.opening import MOST_UNPACKED, Package, UnreadableError
from avtalegen.wordtext.reading import write_text
from tests.attachments import OFFICE, W, make_relations, make_word
from tests.support import parts_of

DOCUMENT = "word/document.xml"


def refuse(data: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as raised:
        write_text(data)
    return raised.value.code, " ".join(str(detail) for detail in raised.value.details.values())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no package of parts"),
        (b"Bare tekst.", "no package of parts"),
        (b"PK\3\4" + b"\0" * 40, "no package of parts"),
        (make_word()[:-30], "no package of parts"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1 hei}", "RTF"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (make_word({"_rels/.rels": None}), "no document of Word"),
        (make_word({"_rels/.rels": make_relations((f"{OFFICE}/officeDocument", "xl/x.xml"))}), "no document of Word"),
        (make_word({DOCUMENT: f'<w:workbook xmlns:w="{W}"/>'}), "no document of Word"),
        (make_word({DOCUMENT: "<w:document"}), "word/document.xml is no XML"),
        (make_word({DOCUMENT: ""}), "word/document.xml is no XML"),
        (make_word({"word/styles.xml": "hei"}), "word/styles.xml is no XML"),
        (make_word({"word/styles.xml": None}), "word/styles.xml is missing"),
    ],
)  # fmt: skip
def test_what_is_no_docx_is_told_of_by_what_it_is(data, reason):
    code, said = refuse(data)
    assert code == "word-unreadable"
    assert reason in said


def test_an_old_or_encrypted_file_is_told_of():
    assert refuse(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)[0] == "word-old"


def test_a_part_that_is_not_what_it_should_be_is_told_of():
    data = bytearray(make_word())
    data[data.index(b"<w:body") + 3] ^= 0xFF  # its checksum is that of what was there
    assert "word/document.xml is damaged" in refuse(bytes(data))[1]


def test_two_parts_of_one_name_are_refused():
    made = io.BytesIO(make_word())
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("WORD/document.xml", "<x/>")
    assert "same name" in refuse(made.getvalue())[1]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_that_word_does_not_pack_so_are_refused(method):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        package.writestr("_rels/.rels", make_relations((f"{OFFICE}/officeDocument", DOCUMENT)))
    assert "another way" in refuse(made.getvalue())[1]


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
)  # fmt: skip
OUTSIDE = (
    f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body>'
    "<w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    "text", [BILLION, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x'><x/>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_doctype_is_refused_before_it_is_read(text, encoding):
    start = time.monotonic()
    code, said = refuse(make_word({DOCUMENT: text.encode(encoding)}))
    assert (code, said) in {
        ("word-doctype", DOCUMENT),
        # Without a mark of their order, letters of two bytes are no XML to every reader.
        ("word-unreadable", f"{DOCUMENT} is no XML that Word reads"),
    }
    assert (code == "word-doctype") or encoding == "utf-16-le"
    assert time.monotonic() - start < 2


def test_a_package_that_unpacks_to_more_than_a_document_has_is_refused():
    large = f'<w:document xmlns:w="{W}"><w:body/></w:document>' + " " * MOST_UNPACKED
    code, said, peak = measure(pack(make_word({DOCUMENT: large})))
    assert code == "word-unreadable" and "of text, more than" in said
    assert peak < 1_000_000


def test_no_more_is_unpacked_than_the_package_says_that_it_has():
    """A directory that lies about a size: 60 MB behind a part of 100 bytes."""
    changed = bytearray(pack(make_word({DOCUMENT: b"a" * 60_000_000})))
    name = changed.rindex(DOCUMENT.encode())  # in the directory, which is what readers go by
    size = changed.rindex(b"PK\1\2", 0, name) + 24
    assert struct.unpack("<L", changed[size : size + 4]) == (60_000_000,)
    changed[size : size + 4] = struct.pack("<L", 100)
    code, _, peak = measure(bytes(changed))
    assert code == "word-unreadable"
    assert peak < 1_000_000


def pack(data: bytes) -> bytes:
    """The zip with its parts deflated."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts_of(data).items():
            package.writestr(name, content)
    return made.getvalue()


def measure(data: bytes) -> tuple[str, str, int]:
    """How the file is refused, and how many bytes of memory that took at most."""
    tracemalloc.start()
    try:
        return *refuse(data), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def nest(begin: str, end: str, levels: int, inner: str = "") -> bytes:
    text = f'<w:document xmlns:w="{W}"><w:body>{begin * levels}{inner}{end * levels}</w:body></w:document>'
    return make_word({DOCUMENT: text})


def test_what_is_nested_as_deep_as_can_be_read_is_read():
    inner = "<w:p><w:r><w:t>innerst</w:t></w:r></w:p>"
    assert "innerst" in write_text(nest("<w:sdt>", "</w:sdt>", 240, inner))
    assert "innerst" in write_text(nest("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80, inner))
    box = "<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"
    assert "innerst" in write_text(nest(*box, 80, inner))
    assert "innerst" in write_text(
        nest("<w:p><w:ins>", "</w:ins></w:p>", 120, "<w:t>innerst</w:t>")
    )


def test_what_is_nested_deeper_is_refused():
    assert "no XML" in refuse(nest("<w:sdt>", "</w:sdt>", 100_000))[1]


def test_a_wide_table_of_many_rows_stays_as_large_as_it_is():
    row = '<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    assert len(write_text(nest("", "", 0, f"<w:tbl>{row * 1000}</w:tbl>"))) < 1_000_000


def test_links_outside_and_macros_are_read_past():
    data = make_word({
        "word/vbaProject.bin": "makro",
        "word/_rels/document.xml.rels": make_relations(
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{OFFICE}/attachedTemplate", "file:///C:/maler/x.dotx", "External"),
            (f"{OFFICE}/header", "https://example.no/x.xml", "External"),
        ),
    })  # fmt: skip
    assert write_text(data) == "\n"


def test_nothing_but_what_is_asked_for_is_unpacked():
    data = pack(make_word({"word/media/stor.bin": b"0" * (MOST_UNPACKED + 1)}))
    package = Package(data)
    assert package.find_main() == DOCUMENT
    assert package.find_checksum("word/media/stor.bin") and not package.find_checksum("word/nei")
    assert write_text(data) == "\n"
