"""The same document with its inlines changed: rebuilt from the inside out.

Takes nodes and a function from inline to inline; gives new nodes. It must never know what is
changed, nor why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from avtalegen.document import (
    Block,
    Contact,
    Detail,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    Level,
    Link,
    List,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    Value,
)

NamedT = TypeVar("NamedT", Contact, Level)


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
            case Contact():
                changed.append(_map_named(block, change))
            case Figure():
                levels = tuple(_map_named(level, change) for level in block.levels)
                changed.append(replace(block, levels=levels))
    return tuple(changed)


def _map_named(named: NamedT, change: Callable[[Inline], Inline]) -> NamedT:
    details = tuple(Detail(d.label, map_inlines(d.content, change)) for d in named.details)
    return replace(named, name=map_inlines(named.name, change), details=details)


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


def close_levels(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with no level of heading skipped: what begins too deep moves up.

    Whoever reads by headings, with a screen reader, would look for what is missing.
    """
    made: list[Block] = []
    last = 0
    for block in blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
            made.append(replace(block, level=last))
        else:
            made.append(block)
    return tuple(made)
