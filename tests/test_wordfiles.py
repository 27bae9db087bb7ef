import io
import random
import struct
import tracemalloc
import zipfile

import docx
import pytest

from avtalegen.wordfiles import Fault, find_fault
from tests.attachments import OFFICE, W, make_relations, make_types, make_word

HYPERLINK = (f"{OFFICE}/hyperlink", "https://www.politiet.no", "External")
FIELD = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:instrText>{{}}</w:instrText></w:r></w:p></w:hdr>'
DIVIDED = "INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE http://a.no/a.png"
SIMPLE = f'<w:hdr xmlns:w="{W}"><w:p><w:fldSimple w:instr=" DDEAUTO cmd /c"/></w:p></w:hdr>'


def save_with_word_library() -> bytes:
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        make_word(),
        make_word({"[Content_Types].xml": make_types("template.main")}),
        make_word({"word/_rels/header1.xml.rels": make_relations(HYPERLINK)}),
        make_word({"word/header1.xml": FIELD.format(" PAGE ")}),
        make_word({"word/header1.xml": FIELD.format(' HYPERLINK "https://a.no/link" ')}),
        make_word({"docProps/app.xml": '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")}),
        make_word({"word/media/image1.png": b"\x89PNG\r\n\x1a\n<!DOCTYPE"}),
        save_with_word_library(),
    ],
)  # fmt: skip
def test_a_word_file_that_only_has_a_look_may_lend_it(data):
    assert find_fault(data) is None


LINKED = {
    "a template": (f"{OFFICE}/attachedTemplate", "file:///C:\\maler\\felles.dotx"),
    "a picture": (f"{OFFICE}/image", "https://sporing.example/piksel.png"),
    "an object": (f"{OFFICE}/oleObject", "file:///C:\\ark.xlsx"),
}
REFUSED = {
    "an old file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "word-old"),
    "macros": (make_word({"word/vbaProject.bin": "x"}), "word-macros"),
    "macros by another name": (
        make_word({"word/a.bin": "x", "[Content_Types].xml": make_types(more=(
            '<Override PartName="/word/a.bin" '
            'ContentType="application/vnd.ms-office.vbaProject"/>'))}), "word-macros",
    ),
    "a document with macros": (
        make_word({"[Content_Types].xml": make_types().replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main")}), "word-macros",
    ),
    "a control": (make_word({"word/activeX/activeX1.xml": "<a/>"}), "word-macros"),
    "a DOCTYPE": (make_word({"word/styles.xml": "<!DOCTYPE a><a/>"}), "word-doctype"),
    "a DOCTYPE in other bytes": (
        make_word({"word/styles.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "word-doctype",
    ),
    "a DOCTYPE in a part that is no .xml": (
        make_word({"word/media/a.bin": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "word-doctype",
    ),
    "a field that fetches": (make_word({"word/header1.xml": FIELD.format(DIVIDED)}), "word-links"),
    "a field after another": (
        make_word({"word/header1.xml": FIELD.format(
            'PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            "<w:r><w:instrText>INCLUDETEXT a.docx")}), "word-links",
    ),
    "a field that runs": (make_word({"word/header1.xml": SIMPLE}), "word-links"),
    **{
        name: (make_word({"word/_rels/a.xml.rels": make_relations((*link, "External"))}), "word-links")
        for name, link in LINKED.items()
    },
    "nothing": (b"", "word-unreadable"),
    "text": (b"Dette er tekst.", "word-unreadable"),
    "no types": (make_word({"[Content_Types].xml": None}), "word-unreadable"),
    "no main part": (make_word({"word/document.xml": None}), "word-unreadable"),
    "no relations": (make_word({"_rels/.rels": None}), "word-unreadable"),
    "no styles": (make_word({"[Content_Types].xml": make_types(styles="settings")}), "word-unreadable"),
    "a workbook": (
        make_word({"[Content_Types].xml": make_types().replace("wordprocessingml.d", "sheetml.d")}),
        "word-unreadable",
    ),
    "strict": (
        make_word({"_rels/.rels": make_relations(
            ("http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
             "word/document.xml"))}), "word-unreadable",
    ),
    "broken XML": (make_word({"word/styles.xml": "<a><b></a>"}), "word-unreadable"),
    "other bytes": (
        make_word({"word/styles.xml": '<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037")}),
        "word-unreadable",
    ),
    "too many levels": (make_word({"word/a.xml": "<a>" * 300 + "</a>" * 300}), "word-unreadable"),
    "two of a name": (make_word({"WORD/styles.xml": "<a/>"}), "word-unreadable"),
    "too many parts": (make_word({f"a/{n}.bin": "" for n in range(2_001)}), "word-unreadable"),
    "a part that unpacks to much": (make_word({"a.bin": b"\0" * 50_000_001}), "word-too-large"),
    "much XML": (make_word({"a.xml": f"<a>{' ' * 10_000_001}</a>"}), "word-too-large"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_word_file_with_more_than_a_look_is_refused(case):
    data, code = REFUSED[case]
    found = find_fault(data)
    assert isinstance(found, Fault)
    assert found.code == code


def test_a_part_that_is_packed_in_another_way_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("[Content_Types].xml", make_types())
    found = find_fault(made.getvalue())
    assert found and found.code == "word-unreadable"


def test_no_more_is_unpacked_than_the_package_says_that_it_has():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.bin", b"a" * 60_000_000)
    data = bytearray(made.getvalue())
    size = data.rindex(b"PK\1\2") + 24
    assert data[size : size + 4] == struct.pack("<L", 60_000_000)
    data[size : size + 4] = struct.pack("<L", 100)
    tracemalloc.start()
    try:
        assert find_fault(bytes(data))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_damaged_word_file_is_refused_and_never_brings_the_program_down():
    good, chance = make_word(), random.Random(1)
    for _ in range(2_000):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found = find_fault(bytes(data))
        assert found is None or found.code.startswith("word-")
    for end in range(0, len(good), 7):
        assert find_fault(good[:end]) is not None
