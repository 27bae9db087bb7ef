"""What LibreOffice makes of the DOCX: the pages that a reader sees, and what a PDF says of them."""

import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from avtalegen.document import Document, read_text
from avtalegen.writers import docx
from avtalegen.writers.plain import make_outline
from tests.conftest import find_program
from tests.pictures import LOGOS
from tests.stress import build_stress
from tests.support import MUNICIPALITIES, build_document, plain, read_look
from tests.writers.lines import expected_lines
from tests.writers.test_golden import every_node

pytestmark = pytest.mark.slow
NAMES = (*MUNICIPALITIES, "every node", "stress", "logos")


@dataclass
class Printed:
    """A document, the PDF that LibreOffice made of it, and the words of each page."""

    document: Document
    pdf: Path
    pages: list[str]

    def tell(self, *options: str) -> str:
        """What pdfinfo tells of the PDF."""
        return run(find_program("pdfinfo"), *options, self.pdf)


def run(*command, errors: str = "strict") -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return done.stdout.decode(errors=errors)


def make(name: str) -> Document:
    match name:
        case "every node":
            return every_node()
        case "stress":
            return build_stress()
        case "logos":
            return replace(build_document("stjordal"), logos=LOGOS, draft=True)
    return build_document(name)


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, Printed]:
    """Every document as LibreOffice prints it.

    It ends with 0 though it wrote nothing, and two of them cannot share a profile.
    """
    soffice, pdftotext = find_program("soffice"), find_program("pdftotext")
    folder = tmp_path_factory.mktemp("sider")
    documents = {name: make(name) for name in NAMES}
    sources = []
    for number, document in enumerate(documents.values()):
        sources.append(folder / f"{number}.docx")
        sources[-1].write_bytes(docx.write(document, read_look()))
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    options = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    run(soffice, profile, "--headless", "--convert-to", options, "--outdir", folder, *sources)
    made = {}
    for (name, document), source in zip(documents.items(), sources, strict=True):
        pdf = source.with_suffix(".pdf")
        assert pdf.stat().st_size > 5000, name
        pages = run(pdftotext, "-raw", pdf, "-").split("\f")[:-1]
        made[name] = Printed(document, pdf, pages)
    return made


def missing_words(expected: str, shown: str) -> list[str]:
    """What is expected and not shown in its order.

    Lines may break after a hyphen, and a header and a footer stand between two pages, so a word
    is sought without white space, in what comes next.
    """
    squeezed, at, missing = "".join(shown.casefold().split()), 0, []
    for word in expected.casefold().split():
        found = squeezed.find(word, at, at + 400 + len(word))
        if found < 0:
            missing.append(word)
        else:
            at = found + len(word)
    return missing


@pytest.mark.parametrize("name", NAMES)
def test_every_word_and_number_stands_on_the_pages(name, printed):
    made = printed[name]
    assert missing_words(" ".join(expected_lines(made.document)), "\n".join(made.pages)) == []


def test_a_word_that_is_not_there_or_comes_too_late_is_noticed():
    assert missing_words("en to tre", "en\ntre") == ["to"]
    assert missing_words("en to", "to en") == ["to"]
    assert missing_words("U18-saker", "u18-\nsaker") == []
    assert missing_words("en to", "en" + "x" * 500 + "to") == ["to"]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_but_the_cover_says_which_of_how_many_it_is(name, printed):
    pages = printed[name].pages
    shown = [re.findall(r"Side (\d+) av (\d+)", page) for page in pages]
    assert shown[0] == []
    assert [each[-1] for each in shown[1:]] == [
        (str(number), str(len(pages))) for number in range(2, len(pages) + 1)
    ]
    assert len(pages) == int(re.search(r"Pages:\s+(\d+)", printed[name].tell())[1])


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_empty(name, printed):
    assert all(len(page.split()) > 12 for page in printed[name].pages[1:])


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_has_title_language_tags_and_bookmarks(name, printed):
    made = printed[name]
    told = made.tell()
    assert re.search(r"Title:\s+(.*)", told)[1] == made.document.title
    assert re.search(r"Tagged:\s+yes", told)
    assert b"/Lang(nb-NO)" in made.pdf.read_bytes()
    tags = set(re.findall(r"^\s*(\w+)", made.tell("-struct"), re.MULTILINE))
    assert {"H1", "P"} <= tags
    if "tbl>" in docx_body(made.document):
        assert {"Table", "TR", "TH"} <= tags
    assert b"/Outlines" in made.pdf.read_bytes()


def docx_body(document: Document) -> str:
    from tests.support import parts_of

    return parts_of(docx.write(document, read_look()))["word/document.xml"].decode()


@pytest.mark.parametrize("name", NAMES)
def test_the_contents_name_the_pages_on_which_the_headings_are(name, printed):
    made = printed[name]
    body = docx_body(made.document)
    told = [int(page) for page in re.findall(r"PAGEREF .*?<w:t [^>]*>(\d+)<", body)]
    entries = make_outline(made.document) if made.document.contents else []
    assert len(told) == len(entries)
    wrong = []
    for entry, page in zip(entries, told, strict=True):
        line = plain(f"{entry.number} {read_text(entry.title)}")
        if "".join(line.split()) not in "".join(made.pages[page - 1].split()):
            wrong.append((line, page))
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_who_signs_is_never_alone_on_a_page(name, printed):
    made = printed[name]
    page = next(p for p in reversed(made.pages) if re.search(r"^Underskrifter$", p, re.MULTILINE))
    before, _, after = page.partition("\nUnderskrifter\n")
    assert len(before.split()) > 15
    for signature in made.document.signatures:
        assert plain(signature.party) in plain(after)
        assert plain(signature.title) in plain(after)


def test_a_logo_stands_on_the_cover_with_what_it_shows(printed):
    assert "Figure" in printed["logos"].tell("-struct")
    listed = run(find_program("pdfimages"), "-list", printed["logos"].pdf)
    assert len([line for line in listed.splitlines() if line.split()[:1] == ["1"]]) == len(LOGOS)
