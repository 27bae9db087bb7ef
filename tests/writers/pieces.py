"""The pieces of text that a document says, in the order in which a DOCX must show them."""

from collections.abc import Iterable, Iterator

from avtalegen.document import (
    Block,
    Document,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    List,
    NoteMark,
    Reference,
    Section,
    Signature,
    Strong,
    Table,
    say_reference,
)
from avtalegen.language import WORDS


def pieces_of(document: Document) -> list[str]:
    """Every piece, those of the footnotes last."""
    words = WORDS[document.language]
    said = [document.title, *([words["draft"]] if document.draft else [])]
    said += [piece for line in document.front for piece in say(line)]
    said += [words["contents"]] if document.contents else []
    said += say_sections(document.sections)
    if document.signatures:
        said += [words["signatures"], *say_signatures(document.signatures, words["place"])]
    said += say_sections(document.annexes)
    return said + [piece for note in document.footnotes for piece in say(note.content)]


def say_sections(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield from say(section.title)
        yield from say_blocks(section.blocks)
        yield from say_sections(section.sections)


def say_signatures(signatures: Iterable[Signature], place: str) -> Iterator[str]:
    for one in signatures:
        yield from (one.party, one.place_and_date or f"{place}: ")
        yield from (one.name, one.title, one.unit)


def say_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case List():
                for item in block.items:
                    yield from say_blocks(item.blocks)
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from say(cell)
            case _:
                yield from say(block.content)


def say(content: Iterable[Inline]) -> Iterator[str]:
    for inline in content:
        match inline:
            case Strong() | Emphasis() | Link():
                yield from say(inline.content)
            case Reference():
                yield say_reference(inline)
            case LineBreak():
                yield "\n"
            case NoteMark():
                pass
            case _:
                yield inline.text
