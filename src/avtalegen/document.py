"""What an agreement is made of: frozen dataclasses, one union of blocks and one of inlines.

A Document is complete: clause, list and annex numbers are given, references are resolved, and
nothing in it knows of municipalities, YAML or templates. Writers turn it into text or bytes.
Paths are those of yamlfile: the keys and list positions that lead to a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from avtalegen.quick import dataclass

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


@dataclass(frozen=True, slots=True)
class Detail:
    """One way to reach a contact, or one thing to know of it; `label` is "" for none."""

    label: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom or what to reach, with one line for each detail."""

    name: tuple[Inline, ...]
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a figure: its name, and what stands below it, line by line."""

    name: tuple[Inline, ...]
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """Levels drawn one below the other, the uppermost first; `alt` says what the drawing shows."""

    alt: str
    levels: tuple[Level, ...]


Block = Heading | Paragraph | List | Table | Contact | Figure
# What the paragraph before it may lead up to: politikontakten skal …
SHOWN = (List, Table, Contact, Figure)


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
class Picture:
    """A picture as the bytes of its file, png or jpeg; width and height are in pixels.

    `alt` is what it shows, for those who do not see it.
    """

    data: bytes
    kind: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Document:
    """One agreement, ready to be written.

    `front` holds the lines below the title: the parties, then for which time it holds and what is
    known of its adoption. `logos` are those of the parties that have one, in their order.
    `dated` is the agreement's own, for the metadata; it is never taken from the clock.
    `digest` is the SHA-256 of all that it was made from, in hexadecimal digits, where it is known.
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
    signed: bool = False
    subtitle: str = ""
    logos: tuple[Picture, ...] = ()
    digest: str = ""


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
            case Contact():
                yield block.name
                yield from (detail.content for detail in block.details)
            case Figure():
                for level in block.levels:
                    yield level.name
                    yield from (detail.content for detail in level.details)


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
