"""The first pages of a DOCX: the cover, and the contents with their page numbers.

Takes the document and the pages of its headings, where they are known; gives XML. Page numbers
are the cached results of fields, right before anyone updates them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from avtalegen.document import Picture, read_text
from avtalegen.language import WORDS
from avtalegen.writers import ooxml
from avtalegen.writers.front import Kind, group_logos, indent_entry, list_parties, size_logo
from avtalegen.writers.ooxml import EMU_PER_MM, paragraph, run
from avtalegen.writers.plain import Entry, make_outline
from avtalegen.writers.runs import Writing, write_inlines

_STYLES = {Kind.RULE: "CoverRule", Kind.WORD: "CoverWord", Kind.PARTY: "CoverParty"}


def write_cover(writing: Writing) -> Iterator[str]:
    """The cover: logos, title, parties, and what is known of the agreement's time and adoption."""
    document, words = writing.document, WORDS[writing.document.language]
    drawn = 0
    for beside in group_logos(document.logos):
        row = [_write_logo(drawn + n, logo, len(beside), writing)
               for n, logo in enumerate(beside, 1)]  # fmt: skip
        gap = ooxml.tab() * (2 if len(row) == 2 else 1)
        yield paragraph("CoverLogos", gap.join(row), "" if drawn == 0 else ooxml.spacing(240))
        drawn += len(beside)
    yield paragraph("Title", run(document.title))
    if document.subtitle:
        yield paragraph("Subtitle", run(document.subtitle))
    if document.draft:
        yield paragraph("Draft", run(words["draft"]))
    parties, facts = document.front[:1], document.front[1:]
    for line in parties:
        yield from (paragraph(_STYLES[kind], run(said)) for kind, said in list_parties(line))
    for position, line in enumerate(facts):
        distance = ooxml.spacing(480) if position == 0 else ""
        yield paragraph("CoverFact", write_inlines(line, writing), distance)
    if not document.signed:
        place = run(f"{words['place']}: ") + ooxml.tab()
        yield paragraph("CoverFact", place, ooxml.spacing(480))


def _write_logo(number: int, logo: Picture, beside: int, writing: Writing) -> str:
    width, height = size_logo(logo, beside, writing.page.text_width)
    size = (round(width * EMU_PER_MM), round(height * EMU_PER_MM))
    relationship = writing.package.add_picture(logo)
    return ooxml.picture(number, relationship, size, f"Logo {number}", logo.alt)


def write_contents(writing: Writing, pages: Mapping[str, int] | None) -> Iterator[str]:
    """The contents as a field with its entries, links and page numbers in place.

    `pages` has the page of each bookmark; without it no entry has a number, and none is asked for
    when the field is updated (17.16.5.68).
    """
    # A template of somebody's own may number it, or let it stand below the cover.
    apart = ooxml.arrange(ooxml.page_break(), ooxml.numbering(0, 0))
    yield paragraph("TOCHeading", run(WORDS[writing.document.language]["contents"]), apart)
    entries = make_outline(writing.document)
    switches = r"\h \z \u" if pages is not None else r"\n \h \z \u"
    numbered = any(entry.number[:1].isdigit() for entry in entries)
    for position, entry in enumerate(entries):
        anchor = writing.bookmarks[entry.key][1]
        # Word sets a tab after a number that a tab follows, and a space after that of an annex.
        after = ooxml.tab() if entry.number[:1].isdigit() else run(" ")
        number = run(entry.number) + after if entry.number else ""
        content = number + run(read_text(entry.title))
        if pages is not None:
            page = ooxml.field(rf"PAGEREF {anchor} \h", run(str(pages[anchor])))
            content += ooxml.tab() + page
        content = ooxml.inner_link(anchor, content)
        if position == 0:
            content = ooxml.field_start(rf'TOC \o "1-2" {switches}') + content
        if position == len(entries) - 1:
            content += ooxml.field_end()
        yield paragraph(f"TOC{entry.level}", content, _arrange_entry(entry, numbered=numbered))


def _arrange_entry(entry: Entry, *, numbered: bool) -> str:
    """The indent of an entry that no number stands before: where the titles of others begin."""
    if entry.number[:1].isdigit():
        return ""
    return f'<w:ind w:left="{indent_entry(entry, numbered=numbered).at}" w:firstLine="0"/>'
