"""Contacts and figures: what a clause shows in its own way, not as paragraphs and tables.

Takes the words and tokens that stand for them in Markdown; gives blocks. It must never know the
parser, nor where in a text they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from avtalegen.document import Contact, Detail, Figure, Inline, Level, Table, Text, read_text
from avtalegen.language import say_figure
from avtalegen.messages import Phrase, phrase
from avtalegen.tokens import TOKEN, Card, Filling


def find_card(text: str, fillings: Sequence[Filling]) -> Card | None:
    """The contact that a paragraph is, or None where it says anything else or more."""
    token = TOKEN.match(text)
    card = fillings[int(token[1])].card if token else None
    return card if card and token and text[token.end() :] == card.said else None


def make_contact(card: Card, read: Callable[[str], tuple[Inline, ...]]) -> Contact:
    """The contact; `read` gives the inlines of words and tokens."""
    details = (Detail(label, read(words)) for label, words in card.details)
    return Contact(read(card.name), tuple(details))


def find_figure(text: str, fillings: Sequence[Filling]) -> str:
    """The written standard of the figure that a table is by its first cell, or ""."""
    token = TOKEN.fullmatch(text)
    return fillings[int(token[1])].figure if token else ""


def find_faults(table: Table) -> Iterator[Phrase]:
    """What a figure cannot hold of a table: no level without a name, and only words as labels."""
    if not table.rows:
        yield phrase("a figure without levels")
    if not all(row[0] for row in table.rows):
        yield phrase("a level of a figure without a name")
    if not all(len(cell) == 1 and isinstance(cell[0], Text) for cell in table.header[1:]):
        yield phrase("a figure with a label that is empty, or more than words of the clause")


def make_figure(table: Table, language: str) -> Figure:
    """A level for each row, named by its first cell; the header names the others.

    Cells with nothing in them are left out.
    """
    labels = [read_text(cell) for cell in table.header]
    levels = tuple(
        Level(
            row[0],
            tuple(
                Detail(label, cell)
                for label, cell in zip(labels[1:], row[1:], strict=True)
                if read_text(cell)
            ),
        )
        for row in table.rows
    )
    return Figure(say_figure([read_text(level.name) for level in levels], language), levels)
