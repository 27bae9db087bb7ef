"""What stands at the head and the foot of every page but the cover.

The title and, for a draft, its mark above; the parties and the number of the page below. The
numbers are fields with their cached results.
"""

from __future__ import annotations

from collections.abc import Iterable

from avtalegen.document import Document, Value
from avtalegen.language import WORDS, join
from avtalegen.writers import ooxml
from avtalegen.writers.ooxml import paragraph, run

# So many letters of the small size fit beside what stands at the right edge.
_BESIDE = 76


def write_header(document: Document) -> str:
    """The header: the title, and the mark of a draft."""
    mark = run(WORDS[document.language]["draft"], '<w:rStyle w:val="DraftMark"/>')
    content = run(document.title) + (ooxml.tab() + mark if document.draft else "")
    return ooxml.part("hdr", paragraph("Header", content))


def write_footer(document: Document, pages: int) -> str:
    """The footer: the parties, and which page of how many this is."""
    words = WORDS[document.language]
    number = "".join([
        run(f"{words['page']} "), ooxml.field("PAGE", run("1")),
        run(f" {words['of']} "), ooxml.field("NUMPAGES", run(str(pages))),
    ])  # fmt: skip
    parties = join(list(_name_parties(document)), document.language)
    if len(parties) > _BESIDE:
        content = run(parties) + ooxml.line_break() + ooxml.tab() + number
    else:
        content = run(parties) + ooxml.tab() + number
    return ooxml.part("ftr", paragraph("Footer", content))


def _name_parties(document: Document) -> Iterable[str]:
    for line in document.front[:1]:
        yield from (inline.text for inline in line if isinstance(inline, Value))


def add_draft_mark(header: bytes, document: Document) -> bytes:
    """A header that somebody else made, as XML, with the mark of a draft above all of it."""
    mark = run(WORDS[document.language]["draft"], '<w:rStyle w:val="DraftMark"/>')
    opened, start, rest = header.decode().partition("<w:hdr")
    attributes, end, content = rest.partition(">")
    return f"{opened}{start}{attributes}{end}{paragraph('Header', mark)}{content}".encode()
