"""Write a document as DOCX, for Word and LibreOffice.

A writer is one function per node, gathered in tables; the XML of each construct is made in
ooxml.py. Numbers of clauses, lists and annexes are Word's own, references are fields that hold
the text that is right before anyone updates them.
"""

from __future__ import annotations

from collections.abc import Iterable

from avtalegen.document import (
    Block,
    Contact,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Section,
    Signature,
    Table,
    read_text,
    walk_sections,
)
from avtalegen.language import WORDS
from avtalegen.style import Look
from avtalegen.writers import ooxml, stylesheet
from avtalegen.writers.ooxml import paragraph, run
from avtalegen.writers.package import Package
from avtalegen.writers.plain import SIGNATURES, heading_key, make_outline
from avtalegen.writers.runs import Writing, name_bookmarks, write_bookmark, write_inlines


def write(document: Document, look: Look) -> bytes:
    """The document as the bytes of a DOCX, the same on every run."""
    style = look.style
    levels = max(
        (s.number.count(".") + 1 for _, s in walk_sections(document.sections) if s.number),
        default=0,
    )
    package = Package(style, document.language, levels)
    writing = Writing(document, style, package, name_bookmarks(document))
    body = "".join(_body(writing))
    package.add_part("NUMBERING", "numbering", stylesheet.numbering(
        document.language, levels, writing.ordered_lists))  # fmt: skip
    if document.footnotes:
        package.add_part("FOOTNOTES", "footnotes", ooxml.notes(_notes(writing)))
    package.write_body(ooxml.part("body", body + _page(writing)))
    package.describe(document.title, document.authors, document.language, document.dated)
    return package.save()


def _notes(writing: Writing) -> str:
    writing.in_notes = True
    written = [
        ooxml.note(note.number, write_inlines(note.content, writing))
        for note in writing.document.footnotes
    ]
    writing.in_notes = False
    return "".join(written)


def _body(writing: Writing) -> Iterable[str]:
    document, words = writing.document, WORDS[writing.document.language]
    yield paragraph("Title", run(document.title))
    if document.draft:
        yield paragraph("Draft", run(words["draft"]))
    for line in document.front:
        yield paragraph("Subtitle", write_inlines(line, writing))
    if document.contents:
        yield paragraph("TOCHeading", run(words["contents"]))
        yield from _contents(writing)
    yield from _sections(document.sections, writing)
    if document.signatures:
        heading = write_bookmark(SIGNATURES, run(words["signatures"]), writing)
        yield paragraph("Heading1", heading, ooxml.numbering(0, 0))
        yield _signatures(writing)
    for section in document.annexes:
        title = write_bookmark(section.id, write_inlines(section.title, writing), writing)
        yield paragraph("Annex", title)
        yield from _blocks(section, 1, writing)
        yield from _sections(section.sections, writing, level=2)


def _sections(sections: Iterable[Section], writing: Writing, level: int = 1) -> Iterable[str]:
    for section in sections:
        title = write_bookmark(section.id, write_inlines(section.title, writing), writing)
        unnumbered = "" if section.number else ooxml.numbering(0, 0)
        yield paragraph(f"Heading{min(level, 3)}", title, unnumbered)
        yield from _blocks(section, level, writing)
        yield from _sections(section.sections, writing, level + 1)


def _blocks(section: Section, level: int, writing: Writing) -> Iterable[str]:
    blocks = section.blocks
    for position, block in enumerate(blocks):
        if isinstance(block, Heading):
            yield _heading(block, level, heading_key(section, position), writing)
            continue
        before = blocks[position - 1] if position else None
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        properties = _KEEP if _announces(block, after) else ""
        if isinstance(before, Table):
            # Word would join two tables that follow each other.
            if isinstance(block, Table):
                yield paragraph("TableText", "")
            properties += '<w:spacing w:before="160"/>'
        elif isinstance(before, List):
            properties += '<w:spacing w:before="120"/>'
        yield _block(block, writing, 0, properties)


# What announces something stays on its page (ECMA-376 17.3.1.15).
_KEEP = "<w:keepNext/>"


def _announces(block: Block, after: Block | None) -> bool:
    if isinstance(after, List | Table):
        return True
    colon = isinstance(block, Paragraph) and read_text(block.content).rstrip().endswith(":")
    return colon and after is not None


def _heading(block: Heading, level: int, key: str, writing: Writing) -> str:
    content = write_inlines(block.content, writing)
    if key in writing.bookmarks:
        content = write_bookmark(key, content, writing)
    return paragraph(f"Heading{min(level + block.level, 3)}", content, ooxml.numbering(0, 0))


def _block(block: Block, writing: Writing, depth: int, properties: str = "") -> str:
    match block:
        case Paragraph() if depth:
            indent = f'<w:ind w:left="{stylesheet.LIST_INDENT * depth}"/>'
            return paragraph("ListContinue", write_inlines(block.content, writing), indent)
        case Paragraph():
            return paragraph("Normal", write_inlines(block.content, writing), properties)
        case List():
            return _list(block, writing, depth)
        case Table():
            return _table(block, writing)
        case Heading():
            return paragraph(
                "Heading3", write_inlines(block.content, writing), ooxml.numbering(0, 0)
            )
        case Contact() | Figure():
            raise NotImplementedError


def _list(block: List, writing: Writing, depth: int) -> str:
    number, style = stylesheet.BULLET_LIST, "ListBullet"
    if block.ordered:
        number, style = stylesheet.FIRST_ORDERED_LIST + writing.ordered_lists, "ListNumber"
        writing.ordered_lists += 1
    written = []
    for item in block.items:
        first, *rest = item.blocks
        content = write_inlines(first.content, writing) if isinstance(first, Paragraph) else ""
        written.append(paragraph(style, content, ooxml.numbering(number, min(depth, 8))))
        written += [_block(inner, writing, depth + 1) for inner in rest]
    return "".join(written)


def _table(block: Table, writing: Writing) -> str:
    widths = _column_widths(block, stylesheet.text_width(writing.style))

    def cells(row: tuple[tuple[Inline, ...], ...], style: str) -> list[str]:
        return [
            ooxml.cell(width, paragraph(style, write_inlines(content, writing)))
            for width, content in zip(widths, row, strict=True)
        ]

    rows = [ooxml.row(cells(block.header, "TableHead"), header=True)]
    rows += [ooxml.row(cells(row, "TableText"), tall=not all(row)) for row in block.rows]
    return ooxml.table("AgreementTable", widths, rows)


def _column_widths(block: Table, width: int) -> list[int]:
    """Widths that fill the line: room for the longest word of each column, the rest by its text.

    A column with nothing below its header is to be written in by hand, and gets more room.
    """
    least, wanted = [], []
    for header, *rows in zip(block.header, *block.rows, strict=True):
        texts = [read_text(cell) for cell in (header, *rows)]
        words = [word for text in texts for word in text.split()]
        least.append(_CELL_PADDING + _CHARACTER * max(map(len, words), default=0))
        characters = max(map(len, texts)) if any(texts[1:]) else 3 * len(texts[0])
        wanted.append(_CELL_PADDING + _CHARACTER * min(characters, 48))
    spare = width - sum(least)
    if spare < 0:
        least = [one * width // sum(least) for one in least]
        spare = width - sum(least)
    more = [max(0, want - have) for want, have in zip(wanted, least, strict=True)]
    more = more if sum(more) > 0 else [1] * len(least)
    widths = [have + spare * add // sum(more) for have, add in zip(least, more, strict=True)]
    return [*widths[:-1], width - sum(widths[:-1])]


# An average letter of 11 points, and the space on both sides of a cell, in twentieths of a point.
_CHARACTER, _CELL_PADDING = 125, 240


def _signatures(writing: Writing) -> str:
    width = stylesheet.text_width(writing.style) // 2
    blocks = [_signature(s, writing, width) for s in writing.document.signatures]
    if len(blocks) % 2:
        blocks.append(paragraph("Signature", ""))
    cells = [ooxml.cell(width, block) for block in blocks]
    rows = [ooxml.row(cells[at : at + 2]) for at in range(0, len(cells), 2)]
    return ooxml.table("SignatureTable", (width, width), rows)


def _signature(signature: Signature, writing: Writing, width: int) -> str:
    place = run(signature.place_and_date)
    leader = ""
    if not signature.place_and_date:
        place = run(f"{WORDS[writing.document.language]['place']}: ") + ooxml.tab()
        leader = (
            f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{width - 400}"/></w:tabs>'
        )
    lines = [line for line in (signature.name, signature.title, signature.unit) if line]
    return "".join([
        paragraph("Signature", run(signature.party, "<w:b/>"), '<w:spacing w:before="240"/>'),
        paragraph("Signature", place, leader),
        paragraph("SignatureLine", run(lines[0])),
        *(paragraph("Signature", run(line)) for line in lines[1:]),
    ])  # fmt: skip


def _contents(writing: Writing) -> Iterable[str]:
    """A field with its entries in place, without page numbers, which only a layout knows."""
    entries = make_outline(writing.document)
    for position, entry in enumerate(entries):
        anchor = writing.bookmarks[entry.key][1]
        number = run(entry.number) + ooxml.tab() if entry.number else ""
        content = ooxml.inner_link(anchor, number + run(read_text(entry.title)))
        if position == 0:
            content = ooxml.field_start(r'TOC \o "1-2" \n \h \z \u') + content
        if position == len(entries) - 1:
            content += ooxml.field_end()
        yield paragraph(f"TOC{entry.level}", content)


def _page(writing: Writing) -> str:
    words = WORDS[writing.document.language]
    number = "".join([
        run(f"{words['page']} "), ooxml.field("PAGE", run("1")),
        run(f" {words['of']} "), ooxml.field("NUMPAGES", run("1")),
    ])  # fmt: skip
    footer = paragraph("Footer", run(writing.document.title) + ooxml.tab() + number)
    references = _margin_part("footer", "FOOTER", "ftr", footer, writing)
    if writing.document.draft:
        header = paragraph("Header", ooxml.tab() + run(words["draft"].upper(), "<w:b/>"))
        references = _margin_part("header", "HEADER", "hdr", header, writing) + references
    return f"<w:sectPr>{references}{stylesheet.page(writing.style)}</w:sectPr>"


def _margin_part(name: str, kind: str, tag: str, content: str, writing: Writing) -> str:
    identifier = writing.package.add_part(kind, f"{name}1", ooxml.part(tag, content))
    return f'<w:{name}Reference w:type="default" r:id="{identifier}"/>'
