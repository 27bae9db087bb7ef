import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from avtalegen import builds
from avtalegen.writers.trial import is_usable
from avtalegen.writers.wordfile import WordFile
from tests.attachments import make_word
from tests.support import change_parts, codes, read_look
from tests.writers.test_wordfile import make_template

LOOK = read_look()
STYLES, MAIN = "word/styles.xml", "word/document.xml"


def change(part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """A template in which one part is another, or is not there where the edit gives nothing."""
    return change_parts(
        make_template(), lambda name, content: edit(content) if name == part else content
    )


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def edit(content: bytes) -> bytes:
        assert re.search(old.encode(), content, re.DOTALL), old
        return re.sub(old.encode(), new.encode(), content, flags=re.DOTALL)

    return edit


def test_a_letterhead_is_usable():
    assert is_usable(LOOK)
    assert is_usable(replace(LOOK, word_template=make_template()))
    without_section = change(MAIN, swap("<w:sectPr.*?</w:sectPr>", ""))
    assert is_usable(replace(LOOK, word_template=without_section))
    assert is_usable(replace(LOOK, word_template=make_word()))


BROKEN = {
    "two styles with one name": change(STYLES, swap('w:val="heading 2"', 'w:val="heading 1"')),
    "a style based on none": change(STYLES, swap('w:basedOn w:val="Normal"', 'w:basedOn w:val="x"')),
    "no settings": change("word/settings.xml", lambda _: b""),
    "a header that is not there": change(MAIN, swap('(<w:headerReference [^>]*r:id=")[^"]*', r"\1rId999")),
    "an empty header": change("word/header1.xml", swap("(<w:hdr[^>]*>).*</w:hdr>", r"\1</w:hdr>")),
    "half a twip": change(MAIN, swap('w:w="11906"', 'w:w="11906.5"')),
    "a small page": change(MAIN, swap('w:w="11906"', 'w:w="2200"')),
    "a huge page": change(MAIN, swap('w:w="11906"', 'w:w="99999"')),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_does_not_hold_together_is_found(name):
    assert not is_usable(replace(LOOK, word_template=BROKEN[name]))


def test_it_is_told_where_the_style_names_it_and_nothing_is_written(workspace):
    folder = workspace.root / "templates" / "stil"
    folder.mkdir(parents=True)
    (folder / "mal.docx").write_bytes(BROKEN["a small page"])
    (folder / "stil.yaml").write_text("wordmal: mal.docx\n", encoding="utf-8")
    built = builds.build(workspace, None, ["docx"])
    assert codes(built.problems) == ["word-unreadable"]
    place = built.problems[0].location
    assert (place.file.rsplit("/", 1)[-1], place.line, place.column) == ("stil.yaml", 1, 10)
    assert built.files == ()


def test_a_page_without_a_size_is_a4_and_a_gutter_is_part_of_the_margin():
    bare = change(MAIN, swap("<w:pg(Sz|Mar)[^>]*/>", ""))
    page = WordFile(
        bare,
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        "nb",
    ).page
    assert (page.width, page.height, page.left) == (11906, 16838, 1417)
    bound = change(MAIN, swap('w:gutter="0"', 'w:gutter="500"'))
    usual, wider = (
        WordFile(
            data,
            '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
            "nb",
        ).page
        for data in (make_template(), bound)
    )
    assert wider.left == usual.left + 500
