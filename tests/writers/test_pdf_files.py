"""What other programs say of the PDF: poppler, which most readers on Linux are, and qpdf."""

import re

import pytest

from avtalegen.document import Document, List, Table, walk_sections
from avtalegen.writers import pdf
from tests.conftest import find_program
from tests.stress import build_stress
from tests.support import MUNICIPALITIES, build_document, read_look
from tests.test_pages import missing_words, run
from tests.writers.lines import expected_lines
from tests.writers.test_golden import every_node

pytestmark = pytest.mark.slow
NAMES = (*MUNICIPALITIES, "nodes", "stress")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    made: dict[str, tuple[Document, object]] = {}
    for name in NAMES:
        document = {"nodes": every_node, "stress": build_stress}.get(
            name, lambda name=name: build_document(name)
        )()
        file = folder / f"{name}.pdf"
        file.write_bytes(pdf.write(document, read_look()))
        made[name] = (document, file)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_no_fault(name, files):
    assert "No syntax or stream encoding errors found" in run(
        find_program("qpdf"), "--check", files[name][1]
    )


@pytest.mark.parametrize("name", NAMES)
def test_pdfinfo_finds_title_tags_and_size(name, files):
    document, file = files[name]
    told = dict(
        line.split(":", 1)
        for line in run(find_program("pdfinfo"), file).splitlines()
        if ":" in line
    )
    told = {key: value.strip() for key, value in told.items()}
    assert told["Title"] == document.title
    assert (told["Tagged"], told["Encrypted"], told["JavaScript"]) == ("yes", "no", "no")
    assert told["Metadata Stream"] == "yes"
    assert told["Page size"].endswith("(A4)")
    # It prints the titles of headings in UTF-16.
    structure = run(find_program("pdfinfo"), "-struct", file, errors="replace")
    for kind in list_kinds(document):
        assert re.search(rf"^\s+{kind}\b", structure, re.MULTILINE), kind


def list_kinds(document: Document) -> set[str]:
    """The tags that a PDF of the document must have."""
    blocks = [
        b for _, s in walk_sections((*document.sections, *document.annexes)) for b in s.blocks
    ]
    tables = {"TH"} if any(isinstance(block, Table) for block in blocks) else set()
    lists = {"LI"} if any(isinstance(block, List) for block in blocks) else set()
    return {"H1", "P"} | tables | lists


@pytest.mark.parametrize("name", NAMES)
def test_every_word_and_number_is_in_the_text_of_the_pages(name, files):
    document, file = files[name]
    shown = run(find_program("pdftotext"), "-raw", file, "-")
    assert missing_words(" ".join(expected_lines(document)), shown) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_font_is_in_the_file_and_says_which_letters_it_shows(name, files):
    lines = run(find_program("pdffonts"), files[name][1]).splitlines()[2:]
    assert lines
    for line in lines:
        embedded, part, unicode = line.split()[-5:-2]
        assert (embedded, part, unicode) == ("yes", "yes", "yes"), line
