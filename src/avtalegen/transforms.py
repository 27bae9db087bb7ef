"""The same document with its inlines changed: rebuilt from the inside out.

Takes nodes and a function from inline to inline; gives new nodes. It must never know what is
changed, nor why.
"""

from __future__ import annotations

import operator
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
PartT = TypeVar("PartT")


def map_inlines(
    content: tuple[Inline, ...], change: Callable[[Inline], Inline]
) -> tuple[Inline, ...]:
    """The inlines with `change` done to each, innermost first; the same where none changes."""
    changed: list[Inline] = []
    for inline in content:
        if isinstance(inline, Strong | Emphasis | Link):
            inner = map_inlines(inline.content, change)
            made = inline if inner is inline.content else replace(inline, content=inner)
            changed.append(change(made))
        else:
            changed.append(change(inline))
    return _keep(content, changed)


def map_blocks(blocks: tuple[Block, ...], change: Callable[[Inline], Inline]) -> tuple[Block, ...]:
    """The blocks with `change` done to every inline in them; the same where none changes."""
    return _keep(blocks, [_map_block(block, change) for block in blocks])


def _map_block(block: Block, change: Callable[[Inline], Inline]) -> Block:
    match block:
        case Heading() | Paragraph():
            content = map_inlines(block.content, change)
            return block if content is block.content else replace(block, content=content)
        case List():
            items = _keep(block.items, [_map_item(item, change) for item in block.items])
            return block if items is block.items else List(block.ordered, items)
        case Table():
            header = _map_row(block.header, change)
            rows = _keep(block.rows, [_map_row(row, change) for row in block.rows])
            same = header is block.header and rows is block.rows
            return block if same else Table(header, rows)
        case Contact():
            return _map_named(block, change)
        case Figure():
            levels = tuple(_map_named(level, change) for level in block.levels)
            return replace(block, levels=levels)


def _map_item(item: Item, change: Callable[[Inline], Inline]) -> Item:
    blocks = map_blocks(item.blocks, change)
    return item if blocks is item.blocks else Item(blocks)


def _map_row(
    row: tuple[tuple[Inline, ...], ...], change: Callable[[Inline], Inline]
) -> tuple[tuple[Inline, ...], ...]:
    return _keep(row, [map_inlines(cell, change) for cell in row])


def _keep(before: tuple[PartT, ...], after: list[PartT]) -> tuple[PartT, ...]:
    """The tuple itself where each of its parts is the same, so that what stays alike is shared."""
    same = all(map(operator.is_, before, after))
    return before if same else tuple(after)


def _map_named(named: NamedT, change: Callable[[Inline], Inline]) -> NamedT:
    details = tuple(Detail(d.label, map_inlines(d.content, change)) for d in named.details)
    return replace(named, name=map_inlines(named.name, change), details=details)


def map_document(document: Document, change: Callable[[Inline], Inline]) -> Document:
    """The document with `change` done to every inline of its sections and footnotes."""
    return replace(
        document,
        sections=tuple(_map_section(made, change) for made in document.sections),
        annexes=tuple(_map_section(made, change) for made in document.annexes),
        footnotes=tuple(
            replace(note, content=map_inlines(note.content, change)) for note in document.footnotes
        ),
    )


def _map_section(made: Section, change: Callable[[Inline], Inline]) -> Section:
    title, blocks = map_inlines(made.title, change), map_blocks(made.blocks, change)
    below = _keep(made.sections, [_map_section(inner, change) for inner in made.sections])
    same = title is made.title and blocks is made.blocks and below is made.sections
    return made if same else replace(made, title=title, blocks=blocks, sections=below)


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
