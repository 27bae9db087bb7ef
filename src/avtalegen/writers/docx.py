"""Write a document as DOCX, for Word and LibreOffice.

Takes a document and a look; gives bytes. Numbers of clauses, lists and annexes are Word's own;
references, contents and page numbers are fields that hold what is right before anyone updates
them. Where each thing is made: cover, blocks, signing and margins; what a page holds: pagination.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from avtalegen import __version__
from avtalegen.document import Document, Section, walk_sections
from avtalegen.language import WORDS
from avtalegen.style import Look
from avtalegen.writers import gate, ooxml
from avtalegen.writers.blocks import space_below, write_blocks
from avtalegen.writers.cover import write_contents, write_cover
from avtalegen.writers.geometry import Page
from avtalegen.writers.margins import add_draft_mark, fit_page, write_footer, write_header
from avtalegen.writers.numbering import numbering
from avtalegen.writers.ooxml import arrange, paragraph, run
from avtalegen.writers.package import Package, make_part
from avtalegen.writers.pagination import Pages, paginate
from avtalegen.writers.plain import SIGNATURES
from avtalegen.writers.runs import Writing, name_bookmarks, write_bookmark, write_inlines
from avtalegen.writers.said import list_printed
from avtalegen.writers.sheet import Sheet
from avtalegen.writers.signing import write_signatures
from avtalegen.writers.template import Margin, Template, read_template


def write(document: Document, look: Look) -> bytes:
    """The document as the bytes of a DOCX, the same on every run.

    They are opened again before they are given: RuntimeError tells of a mistake in this program.
    """
    data = make(document, look)
    gate.check(data, list_printed(document), _read_template(document, look).foreign)
    return data


def make(document: Document, look: Look) -> bytes:
    """The bytes of a DOCX that nobody has judged yet."""
    template = _read_template(document, look)
    writing = Writing(
        document, look.style, template.page, Package(), name_bookmarks(document),
        frozenset(section.id for section in document.annexes),
    )  # fmt: skip
    package = writing.package
    package.share_parts(template.parts)
    body = list(keep_apart(_write_body(writing)))
    notes = _write_notes(writing)
    lists = numbering(document.language, template.levels, writing.ordered_lists, template.page.hang)
    package.add_part(make_part("numbering", lists))
    if notes:
        package.add_part(make_part("footnotes", ooxml.notes(notes)))
    page = fit_page(
        template.page, template.sheet, write_header(document), write_footer(document, 1)
    )
    sheet = template.sheet and replace(template.sheet, height=page.text_height)
    front, pages = _write_front(writing, _find_pages(body, notes, sheet))
    section = _write_section(writing, template, page, pages)
    content = "".join([*front, *body, section])
    return package.save(
        ooxml.part("document", f"<w:body>{content}</w:body>"), document, __version__
    )


def _read_template(document: Document, look: Look) -> Template:
    numbers = (s.number for _, s in walk_sections(document.sections) if s.number)
    levels = max((number.count(".") + 1 for number in numbers), default=0)
    return read_template(look, document.language, levels)


def _find_pages(
    body: Sequence[str], notes: Mapping[int, str], sheet: Sheet | None
) -> Callable[[Sequence[str]], Pages | None]:
    """What tells the pages of all bookmarks, once it is given what stands before the body."""
    inner = paginate(body, sheet, notes) if sheet else None

    def find(front: Sequence[str]) -> Pages | None:
        before = paginate(front, sheet) if sheet and inner else None
        if before is None or inner is None:
            return None
        of = {name: page + before.count for name, page in inner.of.items()}
        return Pages(of, before.count + inner.count)

    return find


def _write_front(
    writing: Writing, find_pages: Callable[[Sequence[str]], Pages | None]
) -> tuple[list[str], int]:
    """The cover and the contents, and how many pages there are in all (1 where nobody knows).

    The contents are as long whatever numbers stand in them, so that any numbers do to count the
    pages that they fill.
    """
    cover = list(write_cover(writing))
    if not writing.document.contents:
        pages = find_pages(cover)
        return cover, pages.count if pages else 1
    guessed = {name: 1 for _, name in writing.bookmarks.values()}
    pages = find_pages([*cover, *write_contents(writing, guessed)])
    contents = write_contents(writing, pages.of if pages else None)
    return [*cover, *contents], pages.count if pages else 1


def keep_apart(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks with something between tables that follow each other, which Word would join."""
    last = ""
    for block in blocks:
        if block.startswith("<w:tbl>") and last.endswith("</w:tbl>"):
            yield paragraph("Apart", "")
        yield block
        last = block


def _write_notes(writing: Writing) -> dict[int, str]:
    """The paragraphs of the footnotes by their numbers."""
    writing.in_notes = True
    written = {
        note.number: ooxml.note(write_inlines(note.content, writing))
        for note in writing.document.footnotes
    }
    writing.in_notes = False
    return written


def _write_body(writing: Writing) -> Iterator[str]:
    """What stands after the cover and the contents, from a page of its own."""
    document, words = writing.document, WORDS[writing.document.language]
    signed = bool(document.signatures)
    yield from _write_sections(document.sections, writing, 1, signed=signed, opens=True)
    if signed:
        heading = write_bookmark(SIGNATURES, run(words["signatures"]), writing)
        begins = ooxml.page_break() if not document.sections else ""
        yield paragraph("Heading1", heading, arrange(begins, ooxml.numbering(0, 0)))
        yield from write_signatures(document.signatures, writing)
    for annex in document.annexes:
        title = write_bookmark(annex.id, write_inlines(annex.title, writing), writing)
        yield paragraph("Annex", title, arrange(ooxml.page_break(), space_below(annex.blocks)))
        yield from write_blocks(annex, 1, writing)
        yield from _write_sections(annex.sections, writing, 2)
    # A page that a table fills to its last line would be followed by an empty one.
    yield paragraph("End", "")


def _write_sections(
    sections: Iterable[Section], writing: Writing, level: int, *,
    signed: bool = False, opens: bool = False,
) -> Iterator[str]:  # fmt: skip
    """The sections; where the signatures follow (`signed`), the last lines stay with them."""
    sections = list(sections)
    for position, section in enumerate(sections):
        last = signed and position == len(sections) - 1
        title = write_bookmark(section.id, write_inlines(section.title, writing), writing)
        unnumbered = "" if section.number else ooxml.numbering(0, 0)
        first = opens and position == 0
        begins = ooxml.page_break() if first else ""
        distance = space_below(section.blocks) or (ooxml.spacing(0) if first else "")
        properties = arrange(unnumbered, begins, distance)
        yield paragraph(f"Heading{min(level, 3)}", title, properties)
        kept = last and not section.sections
        yield from write_blocks(section, level, writing, kept=kept)
        yield from _write_sections(section.sections, writing, level + 1, signed=last)


def _write_section(writing: Writing, template: Template, page: Page, pages: int) -> str:
    """The properties of the only section: its headers and footers, and its page (17.6.17)."""
    document = writing.document
    made = {
        "header": make_part("header", ooxml.part("hdr", write_header(document)), "1"),
        "footer": make_part("footer", ooxml.part("ftr", write_footer(document, pages)), "1"),
    }
    references = ""
    for kind, own in made.items():
        theirs = [margin for margin in template.margins if margin.part.kind == kind]
        for margin in theirs or [Margin("default", own)]:
            part = margin.part
            if theirs and document.draft and kind == "header" and margin.pages != "first":
                part = replace(part, data=add_draft_mark(part.data, document))
            writing.package.parts += margin.files
            identifier = writing.package.add_part(part)
            references += f'<w:{kind}Reference w:type="{margin.pages}" r:id="{identifier}"/>'
    first = "<w:titlePg/>" if template.own_first_page else ""
    return f"<w:sectPr>{references}{page.write()}{first}</w:sectPr>"
