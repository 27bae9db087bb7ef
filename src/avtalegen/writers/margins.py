"""What stands at the head and the foot of every page but the cover.

The title and, for a draft, its mark above; the parties and the number of the page below. The
numbers are fields with their cached results.
"""

from __future__ import annotations

from dataclasses import replace

from avtalegen.document import Document
from avtalegen.language import WORDS
from avtalegen.writers import ooxml
from avtalegen.writers.boxes import measure_block
from avtalegen.writers.front import name_parties
from avtalegen.writers.geometry import Page
from avtalegen.writers.metrics import UnmeasuredError
from avtalegen.writers.ooxml import paragraph, run
from avtalegen.writers.sheet import Sheet

# So many letters of the small size fit beside what stands at the right edge.
_BESIDE = 76
# The distance to the text, and to the edge of the paper, of which no printer needs more.
_GAP, _EDGE = 120, 340


def write_header(document: Document) -> str:
    """The paragraph of the header: the title, and the mark of a draft."""
    mark = run(WORDS[document.language]["draft"], '<w:rStyle w:val="DraftMark"/>')
    content = run(document.title) + (ooxml.tab() + mark if document.draft else "")
    return paragraph("Header", content)


def write_footer(document: Document, pages: int) -> str:
    """The paragraph of the footer: the parties, and which page of how many this is."""
    words = WORDS[document.language]
    number = "".join([
        run(f"{words['page']} "), ooxml.field("PAGE", run("1")),
        run(f" {words['of']} "), ooxml.field("NUMPAGES", run(str(pages))),
    ])  # fmt: skip
    parties = name_parties(document)
    if len(parties) > _BESIDE:
        content = run(parties) + ooxml.line_break() + ooxml.tab() + number
    else:
        content = run(parties) + ooxml.tab() + number
    return paragraph("Footer", content)


def fit_page(page: Page, sheet: Sheet | None, header: str, footer: str) -> Page:
    """The page with room for the paragraphs of its header and footer.

    What does not fit in a margin would push the text away, and each application knows best how
    far; so it begins nearer to the edge of the paper, and then the margin grows, to a third of
    the page.
    """
    if sheet is None:
        return page
    try:
        above, below = (
            sum(tall for box in measure_block(block, sheet) for tall in box.lines.heights) + _GAP
            for block in (header, footer)
        )
    except UnmeasuredError:
        return page  # then no page has a number that could be wrong
    header_at = min(page.header, max(_EDGE, page.top - above))
    footer_at = min(page.footer, max(_EDGE, page.bottom - below))
    return replace(
        page,
        header=header_at,
        footer=footer_at,
        top=max(page.top, min(header_at + above, page.height // 3)),
        bottom=max(page.bottom, min(footer_at + below, page.height // 3)),
    )


def add_draft_mark(header: bytes, document: Document) -> bytes:
    """A header that somebody else made, as XML, with the mark of a draft above all of it."""
    mark = run(WORDS[document.language]["draft"], '<w:rStyle w:val="DraftMark"/>')
    opened, start, rest = header.decode().partition("<w:hdr")
    attributes, end, content = rest.partition(">")
    return f"{opened}{start}{attributes}{end}{paragraph('Header', mark)}{content}".encode()
