"""One agreement in four formats: the same words and numbers, in the same order, in each."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, reject, settings
from lxml import etree

from avtalegen import markup
from avtalegen.document import Document, read_text
from avtalegen.language import WORDS
from avtalegen.writers import (
    ALL,
    FORMATS,
    USUAL,
    UnprintableError,
    choose_formats,
    docx,
    find_writer,
    html,
    markdown,
    pdf,
)
from tests.pictures import LOGOS
from tests.strategies import printable_documents
from tests.stress import build_stress
from tests.support import (
    MUNICIPALITIES,
    DocxReader,
    W,
    build_document,
    count_examples,
    read_look,
    words_of,
)
from tests.writers.lines import block_lines, contents, expected_lines, say, section_lines
from tests.writers.pdf_reader import read_words
from tests.writers.test_golden import every_node
from tests.writers.webpages import parse_page, read_lines

LOOK = read_look()


def squeeze(*lines: str) -> str:
    """The lines without blanks: where a line ends is the format's own."""
    return "".join("".join(lines).split())


def notes_of(document: Document, *, numbered: bool = False) -> list[str]:
    return [f"{n.number}." * numbered + say(n.content) for n in document.footnotes]


def paper(document: Document) -> str:
    """What a reader of paper should see."""
    return squeeze(*expected_lines(document), *notes_of(document))


def show_docx(document: Document) -> str:
    reader = DocxReader(docx.write(document, LOOK))
    notes = etree.fromstring(reader.parts.get("word/footnotes.xml", b"<none/>"))
    return squeeze(*reader.lines(), *(words_of(note) for note in notes.iter(W + "p")))


def show_html(document: Document) -> str:
    return squeeze(*read_lines(parse_page(html.write(document, LOOK).decode())))


def web(document: Document) -> str:
    """What a reader of the page should see: the footnotes are a list there."""
    return squeeze(*expected_lines(document), *notes_of(document, numbered=True))


def show_pdf(document: Document) -> str:
    said = squeeze(*read_words(pdf.write(document, LOOK)))
    mark = WORDS[document.language]["draft"]
    # The mark of a draft stands after the titles, in capitals.
    start = squeeze(document.title, document.subtitle)
    return said.replace(start + mark.upper(), start + mark, 1) if document.draft else said


def show_markdown(document: Document) -> str:
    parsed = markup.parse(markdown.write(document, LOOK).decode(), deepest=6)
    return squeeze(
        *block_lines(parsed.blocks, marks=False), *(say(note.content) for note in parsed.notes)
    )


def text(document: Document) -> str:
    """What a reader of the Markdown should see: those who sign stand in a table there."""
    words = WORDS[document.language]
    lines = [document.title, document.subtitle, words["draft"] if document.draft else ""]
    lines += map(read_text, document.front)
    if document.contents:
        lines += [words["contents"], *contents(document)]
    for section in document.sections:
        lines += section_lines(section, marks=False)
    if document.signatures:
        lines.append(words["signatures"])
        lines += (words[name] for name in ("party", "name", "title", "place", "signature"))
        for s in document.signatures:
            lines += [s.party, s.name, ", ".join(filter(None, (s.title, s.unit))), s.place_and_date]
    for annex in document.annexes:
        lines.append(f"{words['annex']} {annex.number}")
        lines += section_lines(replace(annex, number=""), marks=False)
    return squeeze(*lines, *notes_of(document))


SHOWN = {
    "docx": (show_docx, paper), "md": (show_markdown, text), "html": (show_html, web),
    "pdf": (show_pdf, paper),
}  # fmt: skip


@settings(
    max_examples=count_examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(printable_documents)
def test_any_document_says_the_same_in_every_format_in_order(document):
    for show, expect in SHOWN.values():
        try:
            assert show(document) == expect(document)
        except UnprintableError:
            reject()  # no font has all the signs that stand together as one letter


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("document", [
    *map(build_document, MUNICIPALITIES), build_stress(), replace(every_node(), logos=LOGOS),
], ids=[*MUNICIPALITIES, "stress", "nodes"])  # fmt: skip
def test_an_agreement_says_the_same_in_every_format(document, format_):
    show, expect = SHOWN[format_]
    # A logo is no word; a DOCX has tabs between two.
    assert show(document) == expect(document)


def test_every_format_is_read_here():
    assert set(SHOWN) == set(FORMATS)
    assert {find_writer(name).__module__.rsplit(".", 1)[-1] for name in FORMATS} == {
        "docx", "markdown", "html", "pdf",
    }  # fmt: skip


def test_formats_are_the_usual_the_asked_or_all():
    assert choose_formats([]) == list(USUAL) == ["docx", "md"]
    assert choose_formats(["pdf", "md", "pdf"]) == ["pdf", "md"]
    assert choose_formats(["pdf", ALL]) == list(FORMATS)
