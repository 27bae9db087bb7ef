"""What one step changes in one agreement: its own file, or the words that it shares.

Takes two versions of an agreement, of which either the file or the shared words are the same; gives
what differs in choices and in words, and what differs only in how it looks. It must never know
which other agreements there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal

from avtalegen import document as doc
from avtalegen.agreements import Reading
from avtalegen.comparison.answers import Answers, collect
from avtalegen.comparison.changes import Comparison, Row, compare
from avtalegen.comparison.wording import FRONT, SectionChange, compare_documents
from avtalegen.document import Document, Inline, Section, Value
from avtalegen.pushes.standins import Standins, find_words, make_comparable
from avtalegen.quick import dataclass
from avtalegen.transforms import map_document

# What changes without a word: the style, a logo, the order of clauses, their numbers, paragraphs
# and lists and emphasis, and how a choice is written in the file.
Kind = Literal["style", "logo", "order", "numbers", "layout", "writing"]
KINDS: tuple[Kind, ...] = ("style", "logo", "order", "numbers", "layout", "writing")
# A kind of change without words, and what it is about: a clause by its id and its heading, or the
# heading alone, such as a key of the style; "" for the whole agreement.
Cosmetic = tuple[Kind, str, str]


@dataclass(frozen=True)
class Version:
    """One agreement as it was or would be: its file with the shared words, and the document."""

    name: str
    reading: Reading
    document: Document

    @cached_property
    def answers(self) -> Answers:
        """What it says to everything that can be compared."""
        return collect(self.name, self.reading)


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of an agreement that a step changes: the rows of its choices, and its words.

    `id` is that of the clause. `effect` is the same for all in which the same changes. `change` is
    None where no word changes.
    """

    id: str
    title: str
    rows: tuple[Row, ...]
    change: SectionChange | None
    effect: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one step changes, part by part, and what it changes without words."""

    parts: tuple[Changed, ...] = ()
    cosmetic: tuple[Cosmetic, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether any word changes: not only reasons and facts that no document shows."""
        return any(part.change is not None for part in self.parts)


def find_shared_step(first: Version, second: Version, *, choices: bool) -> Step:
    """What shared words change in an agreement whose file is the same.

    `choices` says whether what can be chosen, or what is chosen by default, may have changed too.
    """
    standins = Standins()
    documents = make_comparable(first.document, second.document)
    hidden = standins.hide(documents[0]), standins.hide(documents[1])
    comparison = compare(first.answers, second.answers) if choices else None
    changes = compare_documents(*hidden, equal=False)
    words, layout = _part_words(changes)
    parts = []
    rows = dict(_list_rows(comparison)) if comparison else {}
    for name in dict.fromkeys([*rows, *words]):
        change, own = words.get(name), rows.get(name, ())
        effect = (standins.find_effect(change.passages) if change else (), _tell(own))
        shown = standins.show(change) if change else None
        title = _find_shared_title(name, second) or _find_title(name, shown, second)
        parts.append(Changed(name, title, own, shown, effect))
    cosmetic = _find_cosmetic(documents, words, layout, comparison)
    return Step(tuple(parts), tuple(cosmetic))


def find_own_step(first: Version, second: Version) -> Step:
    """What the agreement's own file changes, where the shared words are the same."""
    comparison = compare(first.answers, second.answers)
    documents = make_comparable(first.document, second.document)
    words, layout = _part_words(compare_documents(*documents, equal=False))
    rows = dict(_list_rows(comparison))
    parts = []
    for name in dict.fromkeys([*rows, *words]):
        change, own = words.get(name), rows.get(name, ())
        passages = change.passages if change else ()
        effect = (tuple(find_words(p) for p in passages if p.differs), _tell(own))
        parts.append(Changed(name, _find_title(name, change, second), own, change, effect))
    cosmetic = [
        *_find_cosmetic(documents, words, layout, comparison),
        *_find_writing(comparison),
    ]
    return Step(tuple(parts), tuple(cosmetic))


def _part_words(
    changes: list[SectionChange],
) -> tuple[dict[str, SectionChange], set[str]]:
    """The parts whose words change, and those that only divide the same words differently."""
    words, layout = {}, set()
    for change in changes:
        said = [" ".join(_say(change, tag)).split() for tag in ("removed", "added")]
        if said[0] == said[1] and "" not in change.ids:
            layout.add(change.ids[1])
        else:
            words[change.ids[1] or change.ids[0]] = change
    return words, layout


def _say(change: SectionChange, tag: str) -> Iterator[str]:
    for passage in change.passages:
        yield "".join(run.text for run in passage.runs if run.tag in {"same", tag})


def _list_rows(comparison: Comparison) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The rows that differ by the part that they belong to: facts to the beginning.

    Those of a clause that only one of the two has are not told beside all its words.
    """
    if facts := tuple(row for row in comparison.facts if row.differs):
        yield FRONT, facts
    found: dict[str, list[Row]] = {}
    for row in comparison.words:
        if row.differs:
            found.setdefault(row.question.clause, []).append(row)
    for clause in comparison.list_clauses("both"):
        found.setdefault(clause.id, []).extend(filter(_is_told, clause.rows))
    yield from ((name, tuple(rows)) for name, rows in found.items() if rows)


def _is_told(row: Row) -> bool:
    """Whether the row differs, and is no heading of the shared words, which stands among them."""
    own = [answer for answer in (row.first, row.second) if answer is not None and answer.made]
    return row.differs and (row.question.kind != "heading" or bool(own))


def _tell(rows: tuple[Row, ...]) -> tuple[object, ...]:
    return tuple(
        (row.question, row.kind, change.kind, change.label, change.first, change.second)
        for row in rows
        for change in row.changes
        if change.kind != "equal"
    )


def _find_shared_title(name: str, version: Version) -> str:
    """The heading that the clause has where a municipality does not give it its own, or ""."""
    clause = version.reading.clauses.get(name)
    return clause.declaration.tittel.say(version.reading.agreement.målform) if clause else ""


def _find_title(name: str, change: SectionChange | None, version: Version) -> str:
    if change:
        return change.titles[1] or change.titles[0]
    return next((part.title for part in version.answers.parts if part.id == name), "")


def _find_cosmetic(
    documents: tuple[Document, Document],
    words: Iterable[str],
    layout: Iterable[str],
    comparison: Comparison | None,
) -> Iterator[Cosmetic]:
    """What changes without a word; `words` and `layout` are the parts that were told apart."""
    sides = [_list_sections(document) for document in documents]
    both = [name for name in sides[1] if name in sides[0]]
    titles = {name: doc.read_text(section.title) for name, section in sides[1].items()}
    for name in comparison.moved if comparison else ():
        yield "order", name, titles.get(name, "")
    if any(sides[0][name].number != sides[1][name].number for name in both):
        yield "numbers", "", ""
    for name in both:
        same = name in words or _find_form(sides[0][name]) == _find_form(sides[1][name])
        if name in layout or not same:
            yield "layout", name, titles[name]
    if FRONT in layout or documents[0].contents != documents[1].contents:
        yield "layout", "", ""


def _list_sections(document: Document) -> dict[str, Section]:
    everything = (*document.sections, *document.annexes)
    return {section.id: section for _level, section in doc.walk_sections(everything)}


def _find_form(section: Section) -> tuple[Section, ...]:
    """The blocks of a section without where their values come from."""

    def forget(inline: Inline) -> Inline:
        return doc.Text(inline.text) if isinstance(inline, Value) else inline

    bare = replace(section, sections=(), number="")
    return map_document(Document("", "", (), (bare,)), forget).sections


def _find_writing(comparison: Comparison) -> Iterator[Cosmetic]:
    """The clauses in which a choice is written in another way, or in another order."""
    titles = {part.id: part.title for part in comparison.second.parts}
    found = (row.question.clause for row in comparison.rows if row.nuance)
    yield from (("writing", clause, titles.get(clause, "")) for clause in dict.fromkeys(found))
