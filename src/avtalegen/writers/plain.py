"""A document as the plain blocks that Markdown has: what a reader of it sees, in order.

Takes a Document; gives headings, paragraphs, lists and tables in which numbers, references,
contents, contacts, figures and signatures are words. The Markdown writer writes these, and what it
wrote must parse back to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from avtalegen.document import (
    Block,
    Contact,
    Detail,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Paragraph,
    Reference,
    Section,
    Signature,
    Strong,
    Table,
    Text,
    Value,
    say_reference,
    walk_sections,
)
from avtalegen.language import NBSP, WORDS
from avtalegen.quick import dataclass
from avtalegen.transforms import merge

_WORDS = {Text, Value}
SIGNATURES = ".underskrifter"  # the key of the heading above the signatures; no id has a dot


@dataclass(frozen=True, slots=True)
class Plain:
    """Blocks and footnotes without values and references; heading levels count from the title."""

    blocks: tuple[Block, ...]
    notes: tuple[Footnote, ...]


def make_plain(document: Document) -> Plain:
    """The document as plain blocks: title, front, contents, sections, signatures, annexes."""
    words = WORDS[document.language]
    blocks: list[Block] = [Heading(1, (Text(document.title),))]
    if document.subtitle:
        blocks.append(Paragraph((Text(document.subtitle),)))
    if document.draft:
        blocks.append(Paragraph((Strong((Text(words["draft"]),)),)))
    blocks += [Paragraph(line) for line in document.front]
    if document.contents:
        blocks += [Heading(2, (Text(words["contents"]),)), make_contents(document)]
    blocks += _sections(document.sections, 2, "")
    if document.signatures:
        blocks += [Heading(2, (Text(words["signatures"]),))]
        blocks += [make_signatures(document.signatures, document.language)]
    blocks += _sections(document.annexes, 2, words["annex"])
    notes = tuple(Footnote(note.number, plain_inlines(note.content)) for note in document.footnotes)
    return Plain(plain_blocks(blocks), notes)


def title_of(section: Section, label: str = "") -> tuple[Inline, ...]:
    """What stands in the heading of a section: its label, its number and its title."""
    number = number_of(section, label)
    return (Text(f"{number} "), *section.title) if number else section.title


def number_of(section: Section, label: str = "") -> str:
    """The number of a section with its label: 5.2, Vedlegg 1, or nothing."""
    return NBSP.join(part for part in (label if section.number else "", section.number) if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: level 1 or 2, number ("" for none), title, and the heading's key."""

    level: int
    number: str
    title: tuple[Inline, ...]
    key: str


def make_outline(document: Document) -> list[Entry]:
    """Every heading of the two upper levels, in order; a key is unique in its document."""
    words = WORDS[document.language]
    entries = [
        *_outline(document.sections, ""),
        *([Entry(1, "", (Text(words["signatures"]),), SIGNATURES)] if document.signatures else ()),
        *_outline(document.annexes, words["annex"]),
    ]
    return [entry for entry in entries if entry.level <= 2]


def heading_key(section: Section, position: int) -> str:
    """The key of a heading in the text of a section: the position of its block."""
    return f"{section.id}.{position}"


def _outline(sections: Iterable[Section], label: str) -> Iterator[Entry]:
    for level, section in walk_sections(sections):
        yield Entry(level, number_of(section, label), section.title, section.id)
        for position, block in enumerate(section.blocks):
            if isinstance(block, Heading):
                key = heading_key(section, position)
                yield Entry(level + block.level, "", block.content, key)


def make_contents(document: Document) -> List:
    """The contents as a list of headings, those of the second level indented."""
    items: list[tuple[Paragraph, list[Item]]] = []
    for entry in make_outline(document):
        line = Paragraph((Text(f"{entry.number} "), *entry.title) if entry.number else entry.title)
        if entry.level == 1 or not items:
            items.append((line, []))
        else:
            items[-1][1].append(Item((line,)))
    return List(
        ordered=False,
        items=tuple(
            Item((line, List(ordered=False, items=tuple(below)))) if below else Item((line,))
            for line, below in items
        ),
    )


def make_signatures(signatures: Iterable[Signature], language: str) -> Table:
    """One row for each party: who signs, where and when, and the place for the signature."""
    names = ("party", "name", "title", "place", "signature")
    rows = (
        (s.party, s.name, ", ".join(filter(None, (s.title, s.unit))), s.place_and_date, "")
        for s in signatures
    )
    return Table(
        tuple((Text(WORDS[language][name]),) for name in names),
        tuple(tuple((Text(cell),) if cell else () for cell in row) for row in rows),
    )


def plain_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with plain inlines only."""
    made: list[Block] = []
    for block in blocks:
        match block:
            case Heading():
                made.append(Heading(block.level, plain_inlines(block.content)))
            case Paragraph():
                made.append(Paragraph(plain_inlines(block.content)))
            case List():
                items = tuple(Item(plain_blocks(item.blocks)) for item in block.items)
                made.append(List(block.ordered, items))
            case Table():
                rows = tuple(tuple(map(plain_inlines, row)) for row in block.rows)
                made.append(Table(tuple(map(plain_inlines, block.header)), rows))
            case Contact():
                made.append(_plain_contact(block))
            case Figure():
                made.append(_plain_figure(block))
    return tuple(made)


def _plain_contact(block: Contact) -> Paragraph:
    """A paragraph with the name, and a line for each detail."""
    content: list[Inline] = [Strong(block.name)]
    for detail in block.details:
        content += [LineBreak(), *_say_detail(detail)]
    return Paragraph(plain_inlines(content))


def _plain_figure(block: Figure) -> List:
    """A list with an item for each level, and its details below it; what it shows is seen."""
    items = []
    for level in block.levels:
        details = (Item((Paragraph(plain_inlines(_say_detail(d))),)) for d in level.details)
        below = List(ordered=False, items=tuple(details))
        name = Paragraph(plain_inlines((Strong(level.name),)))
        items.append(Item((name, below) if level.details else (name,)))
    return List(ordered=False, items=tuple(items))


def _say_detail(detail: Detail) -> tuple[Inline, ...]:
    return (Text(f"{detail.label}: "), *detail.content) if detail.label else detail.content


def plain_inlines(
    content: Iterable[Inline], inside: frozenset[type] = frozenset()
) -> tuple[Inline, ...]:
    """The inlines with values and references as text, and neighbours of one kind put together.

    `inside` are the kinds of emphasis that stand around them, which are not repeated.
    """
    content = tuple(content)
    if content and {*map(type, content)} <= _WORDS:
        return (Text("".join([inline.text for inline in content])),)  # type: ignore[union-attr]
    joined: list[Inline] = []
    for inline in _dissolve(content, inside):
        last = joined[-1] if joined else None
        if isinstance(inline, Strong | Emphasis) and type(last) is type(inline):
            joined[-1] = replace(inline, content=(*last.content, *inline.content))
        else:
            joined.append(inline)
    return merge(_plain_inline(inline, inside) for inline in joined)


def _dissolve(content: Iterable[Inline], inside: frozenset[type]) -> Iterator[Inline]:
    for inline in content:
        if isinstance(inline, Strong | Emphasis) and type(inline) in inside:
            yield from _dissolve(inline.content, inside)
        else:
            yield inline


def _plain_inline(inline: Inline, inside: frozenset[type]) -> Inline:
    match inline:
        case Value():
            return Text(inline.text)
        case Reference():
            return Text(say_reference(inline))
        case Strong() | Emphasis():
            content = plain_inlines(inline.content, inside | {type(inline)})
            return replace(inline, content=content)
        case Link():
            return Link(inline.target, plain_inlines(inline.content, inside))
    return inline


def _sections(sections: Iterable[Section], level: int, label: str) -> Iterator[Block]:
    for section in sections:
        yield Heading(level, title_of(section, label))
        for block in section.blocks:
            yield replace(block, level=block.level + level) if isinstance(block, Heading) else block
        yield from _sections(section.sections, level + 1, "")
