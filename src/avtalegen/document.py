"""What an agreement is made of: frozen dataclasses, one union of blocks and one of inlines.

A Document is complete: clause, list and annex numbers are given, references are resolved, and
nothing in it knows of municipalities, YAML or templates. Writers turn it into text or bytes.
Paths are those of yamlfile: the keys and list positions that lead to a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a clause."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """Words of the municipality, with the path of the choice that they come from."""

    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address outside the document.

    `path` is that of the choice that the address comes from, where the words do not show it.
    """

    target: str
    content: tuple[Inline, ...]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a section by its id; assembly writes what is read there.

    `label` comes before the number (punkt, vedlegg) and is empty where the section has no number;
    `text` is then its title in guillemets.
    """

    target: str
    label: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote, by its number from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph."""


Inline = Text | Value | Strong | Emphasis | Link | Reference | NoteMark | LineBreak


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without number inside a section; level 1 is one below the section's own."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: blocks, of which the first is a paragraph."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list; an ordered one is numbered from 1 in arabic digits."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the cells of the header row, then the rows, each as long as the header."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Heading | Paragraph | List | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A clause in its place: its id, number ("" for none), title, text and the sections below."""

    id: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    number: str = ""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a footnote."""

    number: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for one party, and when and where ("" until it is known)."""

    party: str
    title: str
    name: str = ""
    unit: str = ""
    place_and_date: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One agreement, ready to be written.

    `front` holds the lines below the title: the parties, then what is known of its adoption.
    `dated` is the agreement's own, for the metadata; it is never taken from the clock.
    """

    language: str
    title: str
    front: tuple[tuple[Inline, ...], ...]
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...] = ()
    signatures: tuple[Signature, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    authors: tuple[str, ...] = ()
    dated: date | None = None
    contents: bool = False
    draft: bool = False


def walk_sections(sections: Iterable[Section], level: int = 1) -> Iterator[tuple[int, Section]]:
    """Every section in the order of reading, with its level from 1."""
    for section in sections:
        yield level, section
        yield from walk_sections(section.sections, level + 1)


def walk_inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline, a container before what it holds."""
    for inline in content:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link):
            yield from walk_inlines(inline.content)


def walk_contents(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The inlines of every heading, paragraph and cell, in the order of reading."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.content
            case List():
                for item in block.items:
                    yield from walk_contents(item.blocks)
            case Table():
                yield from block.header
                for row in block.rows:
                    yield from row


def say_reference(reference: Reference) -> str:
    """A reference in words, kept on one line: punkt 5.2, or the title of the section."""
    return "\u00a0".join(part for part in (reference.label, reference.text) if part)


def read_text(content: Iterable[Inline]) -> str:
    """The words of some inlines as a reader sees them, without marks of footnotes."""
    said = []
    for inline in content:
        match inline:
            case Text() | Value():
                said.append(inline.text)
            case Strong() | Emphasis() | Link():
                said.append(read_text(inline.content))
            case Reference():
                said.append(say_reference(inline))
            case LineBreak():
                said.append("\n")
            case NoteMark():
                pass
    return "".join(said)


def map_inlines(
    content: tuple[Inline, ...], change: Callable[[Inline], Inline]
) -> tuple[Inline, ...]:
    """The inlines with `change` done to each, innermost first."""
    changed: list[Inline] = []
    for inline in content:
        if isinstance(inline, Strong | Emphasis | Link):
            inner = map_inlines(inline.content, change)
            changed.append(change(replace(inline, content=inner)))
        else:
            changed.append(change(inline))
    return tuple(changed)


def map_blocks(blocks: tuple[Block, ...], change: Callable[[Inline], Inline]) -> tuple[Block, ...]:
    """The blocks with `change` done to every inline in them."""
    changed: list[Block] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                changed.append(replace(block, content=map_inlines(block.content, change)))
            case List():
                items = tuple(Item(map_blocks(item.blocks, change)) for item in block.items)
                changed.append(replace(block, items=items))
            case Table():
                header = tuple(map_inlines(cell, change) for cell in block.header)
                rows = tuple(tuple(map_inlines(cell, change) for cell in row) for row in block.rows)
                changed.append(Table(header, rows))
    return tuple(changed)


def map_document(document: Document, change: Callable[[Inline], Inline]) -> Document:
    """The document with `change` done to every inline of its sections and footnotes."""

    def section(made: Section) -> Section:
        return replace(
            made,
            title=map_inlines(made.title, change),
            blocks=map_blocks(made.blocks, change),
            sections=tuple(section(inner) for inner in made.sections),
        )

    return replace(
        document,
        sections=tuple(section(made) for made in document.sections),
        annexes=tuple(section(made) for made in document.annexes),
        footnotes=tuple(
            replace(note, content=map_inlines(note.content, change)) for note in document.footnotes
        ),
    )


def merge(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines with neighbouring words of the same origin put together."""
    made: list[Inline] = []
    for inline in content:
        last = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + inline.text)
        elif isinstance(inline, Value) and isinstance(last, Value) and inline.path == last.path:
            made[-1] = Value(last.text + inline.text, last.path)
        else:
            made.append(inline)
    return tuple(made)
