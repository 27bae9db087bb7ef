"""What differs in the words of two built agreements, clause by clause, and why.

Takes documents with the comparison of their choices; gives passages with what was removed and
added. Every difference is explained by a choice, a fact, the municipality's own words or another
clause text; one that is not is told as unexplained, which would be a fault of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Literal

from avtalegen import document as doc
from avtalegen import language
from avtalegen.comparison import redline
from avtalegen.comparison.changes import merge_names
from avtalegen.comparison.matching import merge
from avtalegen.comparison.redline import Run
from avtalegen.document import Document, Section
from avtalegen.quick import dataclass

UnitKind = Literal["title", "heading", "paragraph", "item", "row", "note"]
# The parts of a document that are no clause.
FRONT, SIGNATURES = "#front", "#signatures"
# How alike two clauses of different names must be to be shown as one, and two paragraphs.
_SAME_CLAUSE, _SAME_PASSAGE = 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, a paragraph, an item of a list, a row of a table or a footnote, as its words.

    `depth` is how deep an item lies in lists, from 1. `paths` are those of its values, and of the
    clauses that it refers to.
    """

    kind: UnitKind
    text: str
    depth: int = 0
    paths: frozenset[doc.Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit of one text or both: what is the same in it, removed and added."""

    kind: UnitKind
    depth: int
    runs: tuple[Run, ...]
    paths: frozenset[doc.Path] = frozenset()

    @property
    def differs(self) -> bool:
        """Whether the two texts differ here."""
        return any(run.tag != "same" for run in self.runs)


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A clause of one document or both: its ids, titles and passages.

    The id and title are "" where a document does not have it.
    """

    ids: tuple[str, str]
    titles: tuple[str, str]
    passages: tuple[Passage, ...] = field(default=())

    @property
    def differs(self) -> bool:
        """Whether the two texts differ here."""
        return any(passage.differs for passage in self.passages)

    def list_paths(self) -> frozenset[doc.Path]:
        """The paths of the values in all passages that differ."""
        return frozenset(path for p in self.passages if p.differs for path in p.paths)


def compare_documents(
    first: Document, second: Document, *, equal: bool = True
) -> list[SectionChange]:
    """Every part of both documents, in the order of the first; those that differ alone if asked.

    Clauses are matched by their ids, and then those that are left by likeness of text.
    """
    sides = [_read_units(first), _read_units(second)]
    partners = _match_sections(*sides)
    names = merge_names(list(sides[0]), [partners.get(name, name) for name in sides[1]])
    back = {other: name for name, other in partners.items()}
    if equal:
        return [_compare_sections(name, back, *sides) for name in names]
    apart = [name for name in names if sides[0].get(name) != sides[1].get(name)]
    compared = (_compare_sections(name, back, *sides) for name in apart)
    return [change for change in compared if change.differs]


@dataclass(frozen=True, slots=True)
class _Read:
    title: str
    units: tuple[Unit, ...]


def _read_units(document: Document) -> dict[str, _Read]:
    notes = {note.number: note for note in document.footnotes}
    front = [Unit("title", document.title, 0, frozenset({("tittel",)}))]
    if document.subtitle:
        front.append(Unit("paragraph", document.subtitle, 0, frozenset({("undertittel",)})))
    front += [_unit("paragraph", line) for line in document.front]
    if document.draft:
        mark = language.WORDS[document.language]["draft"]
        front.append(Unit("paragraph", mark, 0, frozenset({("status",)})))
    read = {FRONT: _Read("", tuple(front))}
    everything = (*document.sections, *document.annexes)
    for _level, section in doc.walk_sections(everything):
        read[section.id] = _Read(doc.read_text(section.title), tuple(_walk_section(section, notes)))
    parties = list(dict.fromkeys(s.party for s in document.signatures))
    signatures = tuple(
        Unit("row", "; ".join(filter(None, (s.party, s.title, s.name, s.unit, s.place_and_date))),
             paths=frozenset({("parter", parties.index(s.party)), ("status",)}))
        for s in document.signatures
    )  # fmt: skip
    return {**read, SIGNATURES: _Read("", signatures)}


def _walk_section(section: Section, notes: dict[int, doc.Footnote]) -> Iterator[Unit]:
    yield _unit("title", section.title)
    yield from _walk_blocks(section.blocks)
    for content in doc.walk_contents(section.blocks):
        for inline in doc.walk_inlines(content):
            if isinstance(inline, doc.NoteMark):
                yield _unit("note", notes[inline.number].content)


def _walk_blocks(blocks: Iterable[doc.Block], depth: int = 0) -> Iterator[Unit]:
    for block in blocks:
        match block:
            case doc.Heading():
                yield _unit("heading", block.content)
            case doc.Paragraph():
                yield _unit("item" if depth else "paragraph", block.content, depth)
            case doc.List():
                for item in block.items:
                    yield from _walk_blocks(item.blocks, depth + 1)
            case doc.Table():
                yield from (_join_row(row, depth) for row in (block.header, *block.rows))
            case doc.Contact():
                yield from _walk_named(block, depth)
            case doc.Figure():
                for level in block.levels:
                    yield from _walk_named(level, depth + 1)


def _join_row(row: tuple[tuple[doc.Inline, ...], ...], depth: int) -> Unit:
    said = " | ".join(doc.read_text(cell) for cell in row)
    return Unit("row", said, depth, frozenset().union(*(_find_paths(cell) for cell in row)))


def _walk_named(named: doc.Contact | doc.Level, depth: int) -> Iterator[Unit]:
    """The name, and below it a line for each detail."""
    yield _unit("item" if depth else "paragraph", named.name, depth)
    for detail in named.details:
        label = (doc.Text(f"{detail.label}: "),) if detail.label else ()
        yield _unit("item", (*label, *detail.content), depth + 1)


def _unit(kind: UnitKind, content: tuple[doc.Inline, ...], depth: int = 0) -> Unit:
    return Unit(kind, doc.read_text(content), depth, _find_paths(content))


def _find_paths(content: tuple[doc.Inline, ...]) -> frozenset[doc.Path]:
    paths: set[doc.Path] = set()
    for inline in doc.walk_inlines(content):
        match inline:
            case doc.Value(path=path):
                paths.add(path)
            case doc.Link(path=tuple() as path):
                paths.add(path)
            case doc.Reference(target=target):
                paths.add(("klausuler", target))
    return frozenset(paths)


def _match_sections(first: dict[str, _Read], second: dict[str, _Read]) -> dict[str, str]:
    """What each section of the second that is not in the first by its id is called there."""
    left = [
        [n for n in side if n not in other] for side, other in ((first, second), (second, first))
    ]
    words = [[_say_words(side[name]) for name in names]
             for side, names in zip((first, second), left, strict=True)]  # fmt: skip
    pairs = redline.pair_alike(words[0], words[1], redline.find_likeness, _SAME_CLAUSE)
    return {left[1][j]: left[0][i] for i, j in pairs}


def _say_words(section: _Read) -> tuple[str, ...]:
    return tuple(" ".join(unit.text for unit in section.units).split())


def _compare_sections(
    name: str, back: dict[str, str], first: dict[str, _Read], second: dict[str, _Read]
) -> SectionChange:
    other = name if name in second and name not in back.values() else back.get(name, "")
    nothing = _Read("", ())
    one, two = first.get(name, nothing), second.get(other, nothing)
    ids = (name if name in first else "", other if other in second else "")
    return SectionChange(ids, (one.title, two.title), tuple(_compare_units(one.units, two.units)))


def _compare_units(first: tuple[Unit, ...], second: tuple[Unit, ...]) -> Iterator[Passage]:
    """The units of both: those that are equal stand fast, others are paired if they are alike."""
    keys = [[(u.kind, u.depth, u.text) for u in side] for side in (first, second)]
    pairs: list[tuple[int, int]] = []
    at, to = 0, 0
    for i, j, size in [*redline.align(keys[0], keys[1]), (len(first), len(second), 0)]:
        pairs += _pair_between(first, second, (at, i), (to, j))
        pairs += [(i + n, j + n) for n in range(size)]
        at, to = i + size, j + size
    for one, other in merge(len(first), len(second), pairs):
        yield _compare_unit(
            first[one] if one is not None else None, second[other] if other is not None else None
        )


def _pair_between(
    first: tuple[Unit, ...], second: tuple[Unit, ...], ones: tuple[int, int], twos: tuple[int, int]
) -> list[tuple[int, int]]:
    """Pairs of units of the same kind that are most alike, in the same order in both."""
    inside = first[ones[0] : ones[1]], second[twos[0] : twos[1]]

    def likeness(one: Unit, other: Unit) -> float:
        if (one.kind, one.depth) != (other.kind, other.depth):
            return 0.0
        if one.kind == "title":
            return 1.0
        return redline.find_kinship(one.text.split(), other.text.split())

    alike = redline.pair_alike(*inside, likeness, _SAME_PASSAGE)
    crossing = redline.find_moved(_rank([j for _i, j in alike]))
    kept = [pair for position, pair in enumerate(alike) if position not in crossing]
    return [(ones[0] + i, twos[0] + j) for i, j in kept]


def _rank(positions: list[int]) -> list[int]:
    return [sorted(positions).index(position) for position in positions]


def _compare_unit(first: Unit | None, second: Unit | None) -> Passage:
    unit = first or second
    if unit is None:
        raise ValueError("a passage of neither text")
    runs = redline.compare_words(first.text if first else "", second.text if second else "")
    paths = (first.paths if first else frozenset()) | (second.paths if second else frozenset())
    return Passage(unit.kind, unit.depth, runs, paths)
