"""What a document says: its words, piece by piece, in the order in which every format shows them.

Takes a Document; gives text to find in what was written. It must never know a format.
"""

from __future__ import annotations

from collections.abc import Iterable

from avtalegen.document import (
    Block,
    Contact,
    Detail,
    Document,
    Figure,
    Heading,
    Level,
    List,
    Paragraph,
    Section,
    Table,
    read_text,
)
from avtalegen.language import WORDS


def list_said(document: Document) -> list[str]:
    """The lines of every paragraph, heading and cell, and the labels of contacts and figures.

    A label has its colon and a space, and its words are the next piece: paper has a tab between.
    Not among them are the contents, the numbers of sections, lists and footnotes, and the words
    that a format has of its own for who signs: a place to fill in, the headings of a table. The
    fields of a signature stand in the order of a block to sign in. No piece is blank or holds a
    new line.
    """
    return _list_lines(document, place="", contents="")


def list_printed(document: Document) -> list[str]:
    """The same with the words that paper has besides.

    Those are the heading of the contents, and what stands before a place to write the date in: on
    the cover where nobody has signed, and in each signature that has none.
    """
    words = WORDS[document.language]
    contents = words["contents"] if document.contents else ""
    return _list_lines(document, f"{words['place']}:", contents)


def _list_lines(document: Document, place: str, contents: str) -> list[str]:
    words = WORDS[document.language]
    said = [document.title, document.subtitle, words["draft"] if document.draft else ""]
    said += map(read_text, document.front)
    said += ("" if document.signed else place, contents)
    _add_sections(document.sections, said)
    if document.signatures:
        said.append(words["signatures"])
    for s in document.signatures:
        said += (s.party, s.place_and_date or place, s.name, s.title, s.unit)
    _add_sections(document.annexes, said)
    said += (read_text(note.content) for note in document.footnotes)
    return [line for line in "\n".join(said).split("\n") if line and not line.isspace()]


def _add_sections(sections: Iterable[Section], said: list[str]) -> None:
    for section in sections:
        said.append(read_text(section.title))
        _add_blocks(section.blocks, said)
        _add_sections(section.sections, said)


def _add_blocks(blocks: Iterable[Block], said: list[str]) -> None:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                said.append(read_text(block.content))
            case List():
                for item in block.items:
                    _add_blocks(item.blocks, said)
            case Table():
                for row in (block.header, *block.rows):
                    said += map(read_text, row)
            case Contact():
                _add_named(block, said)
            case Figure():
                for level in block.levels:
                    _add_named(level, said)


def _add_named(named: Contact | Level, said: list[str]) -> None:
    said.append(read_text(named.name))
    for detail in named.details:
        said += _say_detail(detail)


def _say_detail(detail: Detail) -> tuple[str, ...]:
    label = (f"{detail.label}: ",) if detail.label else ()
    return (*label, read_text(detail.content))
