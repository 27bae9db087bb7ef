"""The words of an agreement as a reader meets them, and where each of them comes from.

Takes an agreement that was put together; gives passages for rules to look at, and places what they
find: at the choice that the words come from, or in the clause where they are the clause's own.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from avtalegen import textfile
from avtalegen.agreements import Reading
from avtalegen.document import (
    SHOWN,
    Document,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Paragraph,
    Path,
    Reference,
    Section,
    Text,
    Value,
    say_reference,
    walk_contents,
    walk_inlines,
    walk_sections,
)
from avtalegen.messages import Words
from avtalegen.problems import Location, Problem
from avtalegen.quick import dataclass
from avtalegen.schema import Party, Signatory
from avtalegen.tree import name_field

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading, paragraph or cell as words, and which of them are values.

    `section` is the id of its clause; `values` holds the start, the end and the path of each.
    `sentence` says that it is a paragraph that nothing is listed after, so that it must end.
    """

    section: str
    text: str
    values: tuple[tuple[int, int, Path], ...] = ()
    sentence: bool = False

    def find_path(self, start: int, end: int) -> Path | None:
        """The path of the first value that has a character of the stretch, or None."""
        # The values are in order: the first that ends after the start is the only one to ask.
        first = self.values[bisect(self.values, start, key=lambda value: value[1]) :][:1]
        return next((path for begins, _, path in first if begins < end), None)


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: an agreement, its document, and the day of the check, if any."""

    reading: Reading
    document: Document
    read: frozenset[Path]
    today: date | None

    @cached_property
    def passages(self) -> list[Passage]:
        """All words of the document in the order of reading, with those of the signatures."""
        sections = (*self.document.sections, *self.document.annexes)
        found = [*_read_sections(sections)]
        owners = _find_owners(sections)
        found += [
            _read_passage(owners.get(note.number, ""), note.content)
            for note in self.document.footnotes
        ]
        for position, party in enumerate(self.reading.agreement.parter):
            for path, signatory in _list_signatories(position, party):
                title = signatory.tittel
                found.append(Passage("parter", title, ((0, len(title), (*path, "tittel")),)))
        place = self.reading.agreement.status.sted
        if place:
            where = self.document.signatures[0].place_and_date
            found.append(Passage("status", where, ((0, len(place), ("status", "sted")),)))
        return found

    @cached_property
    def cover(self) -> list[Passage]:
        """The words of the cover, and the names of those who sign."""
        document, agreement = self.document, self.reading.agreement
        titles = (("tittel", document.title), ("undertittel", document.subtitle))
        found = [Passage("", text, ((0, len(text), (key,)),)) for key, text in titles if text]
        found += [_read_passage("", line) for line in document.front]
        for position, party in enumerate(agreement.parter):
            for path, signatory in _list_signatories(position, party):
                said = (("navn", signatory.navn), ("enhet", signatory.enhet))
                found += [Passage("parter", text, ((0, len(text), (*path, key)),))
                          for key, text in said if text]  # fmt: skip
        return found

    @cached_property
    def chosen(self) -> list[Passage]:
        """The passages that hold a value, so that the municipality can change them."""
        return [passage for passage in self.passages if passage.values]

    @cached_property
    def printed(self) -> frozenset[Path]:
        """The path of every value that the document prints."""
        return frozenset(walk_value_paths(self.document))

    @cached_property
    def numbered(self) -> list[Passage]:
        """The passages that hold a digit: only they can hold a date."""
        return [passage for passage in self.passages if _DIGIT.search(passage.text)]

    @cached_property
    def value_paths(self) -> list[Path]:
        """The path of every value that a passage prints, once."""
        return sorted({path for p in self.passages for _, _, path in p.values}, key=str)

    @property
    def begins(self) -> date | None:
        """The first day of the agreement's period, or its own date where it has no period."""
        period = self.reading.agreement.periode
        return period.fra.first if period and period.fra else self.document.dated

    def tell(self, code: str, passage: Passage, start: int, end: int, **details: Words) -> Problem:
        """A problem with a stretch of a passage, placed where those words stand."""
        read = passage.text[start:end]
        path = passage.find_path(start, end)
        if path is None:
            path = (passage.section,) if passage.section else ()
            place = self._locate_own(passage, read) or self.reading.tree.locate_key(path)
        else:
            place = self._locate_value(passage, path, start, end)
        return Problem(code, place, name_field(path), {"read": read, **details})

    def tell_value(self, code: str, path: Path, words: str, **details: Words) -> Problem:
        """A problem with words that stand in the value as it was written."""
        place = self.reading.tree.locate_words(path, words)
        return Problem(code, place, name_field(path), {"read": words, **details})

    def find_value(self, path: Path) -> object:
        """The value at the path, with the type that it was read as; None where there is none."""
        found: object = self.reading.agreement
        for step in path:
            if isinstance(step, str):
                found = getattr(found, step, None)
            else:
                found = found[step] if isinstance(found, tuple) and step < len(found) else None
        return found

    def _locate_value(self, passage: Passage, path: Path, start: int, end: int) -> Location:
        # Marks and spaces alone are not found; the word before them is.
        first = min((s for s, _, whose in passage.values if whose == path), default=0)
        read = passage.text[start:end]
        before = passage.text[first:start]
        word = "" if before[-1:].isspace() else "".join(before.rsplit(maxsplit=1)[-1:])
        skipped = 0 if any(map(str.isalnum, read)) else len(word)
        start -= skipped
        words = passage.text[start:end]
        number = self._count_before(passage, path, words, start)
        place = self.reading.tree.locate_words(path, words, number)
        return dataclasses.replace(place, column=place.column + skipped)

    def _locate_own(self, passage: Passage, read: str) -> Location | None:
        """Where the clause says the words, if it is one of the workspace's own."""
        clause = self.reading.clauses.get(passage.section)
        if clause is None or clause.is_shipped or read not in clause.source.text:
            return None
        source = clause.source
        return textfile.locate(source.text, source.text.index(read), source.name)

    def _count_before(self, passage: Passage, path: Path, read: str, start: int) -> int:
        """How often the value says the words before the place in the passage."""
        number = 0
        for other, begins, ends in self._places.get(path, ()):
            if other is passage and start <= ends:
                return number + other.text.count(read, begins, start)
            number += other.text.count(read, begins, ends)
        return number

    @cached_property
    def _places(self) -> dict[Path, list[tuple[Passage, int, int]]]:
        """Where the words of each value stand, in the order of reading."""
        found: dict[Path, list[tuple[Passage, int, int]]] = {}
        for passage in self.passages:
            for start, end, path in passage.values:
                found.setdefault(path, []).append((passage, start, end))
        return found


def walk_value_paths(document: Document) -> Iterator[Path]:
    """The path of every value that the document prints."""
    sections = [s for _, s in walk_sections((*document.sections, *document.annexes))]
    contents = [
        *document.front,
        *(section.title for section in sections),
        *(content for section in sections for content in walk_contents(section.blocks)),
        *(note.content for note in document.footnotes),
    ]
    for content in contents:
        for inline in walk_inlines(content):
            if isinstance(inline, Value | Link) and inline.path is not None:
                yield inline.path


def _list_signatories(position: int, party: Party) -> Iterator[tuple[Path, Signatory]]:
    yield ("parter", position, "underskrift"), party.underskrift
    for number, signatory in enumerate(party.medunderskrivere):
        yield ("parter", position, "medunderskrivere", number), signatory


def _read_sections(sections: Iterable[Section]) -> Iterator[Passage]:
    for _, section in walk_sections(sections):
        yield _read_passage(section.id, section.title)
        # A section may have no blocks of its own, and then none that follows either.
        for block, after in zip(section.blocks, (*section.blocks[1:], None), strict=False):
            sentence = isinstance(block, Paragraph) and not isinstance(after, SHOWN)
            for content in walk_contents((block,)):
                yield _read_passage(section.id, content, sentence=sentence)


def _find_owners(sections: Iterable[Section]) -> dict[int, str]:
    """The section of each footnote, by its number."""
    return {
        inline.number: section.id
        for _, section in walk_sections(sections)
        for content in walk_contents(section.blocks)
        for inline in walk_inlines(content)
        if isinstance(inline, NoteMark)
    }


def _read_passage(section: str, content: Iterable[Inline], *, sentence: bool = False) -> Passage:
    content, text, values = tuple(content), "", []
    if len(content) == 1 and isinstance(content[0], Text):
        return Passage(section, content[0].text, (), sentence)
    for inline in walk_inlines(content):
        match inline:
            case Text():
                text += inline.text
            case Value():
                values.append((len(text), len(text) + len(inline.text), inline.path))
                text += inline.text
            case Reference():
                text += say_reference(inline)
            case LineBreak():
                text += "\n"
    return Passage(section, text, tuple(values), sentence)
