"""What a page is made of: headings, lines, tables and lists, with no format yet.

Frozen dataclasses, one union of blocks. It must never know what is compared, nor in which format a
page is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from avtalegen.quick import dataclass

Mark = Literal["", "strong", "removed", "added", "quiet", "code"]
# How the two sides of a row differ, which a writer may show in colour.
RowMark = Literal["", "different", "first", "second", "equal"]
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in a line, and how they stand out."""

    text: str
    mark: Mark = ""


Line = tuple[Span, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line, as wide as it needs to be; `depth` is that of an item of a list, from 1."""

    line: Line
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; the first is its heading.

    A heading that holds for several rows has its number in `span`; those after it have 0, and no
    heading of their own.
    """

    cells: tuple[Cell, ...]
    mark: RowMark = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the headings of its columns; every row has as many cells."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """Many names in a row: as many as there is room for, and all where a reader can unfold them.

    `short` is the same as `whole` where there is room for all.
    """

    label: str
    short: str
    whole: str
    mark: Mark = "strong"


Block = Paragraph | Table | Subheading | Names


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, or another part that a reader may want alone: its id, title and blocks.

    `keys` are the other choices that it is shown for; no blank is in them or in the id.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    note: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader can choose to see alone: the id or key of parts, and what it is called.

    `note` is what is said beside it when it is chosen.
    """

    value: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, what is said first, and its parts. `language` is that of its own words.

    `labels` say in words what the marks of rows say in colour. `filter` has the words of what lets
    a reader choose what to see: the clause, all clauses, and only differences ("" where there is
    nothing else). `choices` are in groups with a label each; where there are none, they are the
    parts.
    """

    title: str
    language: str
    summary: tuple[Block, ...]
    parts: tuple[Part, ...]
    labels: Mapping[str, str]
    filter: tuple[str, str, str]
    choices: tuple[tuple[str, tuple[Choice, ...]], ...] = ()


def text(said: str, mark: Mark = "") -> Cell:
    """A cell of text, a line for each of its own; a dash where there is none."""
    if not said:
        return ((Span(NOTHING),),)
    return tuple((Span(line, mark),) for line in said.split("\n") if line.strip())


def item(*spans: Span | str, depth: int = 1) -> Paragraph:
    """An item of a list."""
    return Paragraph(tuple(s if isinstance(s, Span) else Span(s) for s in spans), depth)


def read(line: Iterable[Span]) -> str:
    """The words of a line without their marks."""
    return "".join(span.text for span in line)
