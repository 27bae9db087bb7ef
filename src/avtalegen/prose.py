"""What may be wrong with the words of an agreement: rules over its running text.

Takes an agreement that was put together; gives warnings, each at the choice that the words come
from, or at the clause where they are the clause's own. It never changes a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from avtalegen.agreements import Reading
from avtalegen.document import (
    Document,
    Inline,
    LineBreak,
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
from avtalegen.language import MONTHS
from avtalegen.messages import Words
from avtalegen.problems import Problem
from avtalegen.values import PeriodEnd
from avtalegen.yamlfile import name_field

_MONTH = "|".join(MONTHS)
# A year that is a time, not a count: after a word of time, and not before something counted.
_TIME = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\.\s*)?\b(?P<word>innen|innan|løpet av|senest|seinast|før|fra|frå|til"
    rf"|og med|i|av|året|år|høsten|hausten|våren|sommeren|sommaren|vinteren|halvår|kvartal"
    rf"|{_MONTH})\s+(?P<year>(?:19|20)\d\d)\b(?!\s*[–/-]\s*\d|\s+(?:til|innbygg|kroner|person|elev))",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b")
# What makes a sentence one of duties and deadlines, and not of history.
_BINDS = re.compile(
    r"\b(skal|skulle|må|bør|innen|innan|i løpet av|senest|seinast|frist\w*)\b", re.IGNORECASE
)
# A statute or a decision keeps its date: lov av 4. august 1995.
_NAMED_BY_DATE = re.compile(
    r"(lov|forskrift|rundskriv|vedtak|vedtatt|avtale|signert\w*|inngått|møte|reform|ungdata|rapport"
    r"|veileder|erfaring|tall|undersøkelse|analyse|født)\w*\s+(?:(?:av|fra|frå|i|om|den)\s*)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r".+?(?:[.:!?](?=\s+[A-ZÆØÅ«\d])|\n|$)", re.DOTALL)

# Titles that were replaced, with the title of today and the first year of it. Rådmann: the
# municipal act of 2018 took effect with the councils elected in 2019. Lensmann: the police changed
# its titles in 2021.
_OLD_TITLES = {"rådmann": ("kommunedirektør", 2020), "lensmann": ("politistasjonssjef", 2021)}
_OLD_TITLE = re.compile(
    rf"\b(?<!tidligere )(?P<title>{'|'.join(_OLD_TITLES)})(?!\w*(?:veg|vei|gård|gata|gate))\w*",
    re.IGNORECASE,
)

_ABBREVIATION = re.compile(r"(?<![\w@/.&-])(?P<read>[A-ZÆØÅ]{2,6})(?![\w@/&]|\.\w)")
_NUMERAL = re.compile(r"[IVXL]+")
# Forms of companies, and what everybody reads as a word.
_KNOWN = {
    "AS", "ASA", "BA", "DA", "DNA", "EU", "EØS", "FN", "GDPR", "ID", "IKS", "IKT", "IT", "KF",
    "MERK", "NAV", "NOU", "NRK", "OBS", "SA", "SMS", "TV",
}  # fmt: skip
_NEXT_SENTENCE = re.compile(r" [A-ZÆØÅ](?=[a-zæøå]+ )")
_ANNEX = re.compile(r"\bvedlegg\s+(?P<number>\d{1,2})\b(?!\s+(?:til|i|av)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading, paragraph or cell as words, and which of them are values.

    `section` is the id of its clause; `values` holds the start, the end and the path of each.
    """

    section: str
    text: str
    values: tuple[tuple[int, int, Path], ...] = ()

    def find_path(self, start: int, end: int) -> Path | None:
        """The path of the first value that has a character of the stretch, or None."""
        return next((path for s, e, path in self.values if s < end and start < e), None)


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: an agreement, its document, and the day of the check, if any."""

    reading: Reading
    document: Document
    read: frozenset[Path]
    today: date | None

    @cached_property
    def passages(self) -> list[Passage]:
        """All words of the document in the order of reading, with titles of signatories."""
        found = [*_read_sections((*self.document.sections, *self.document.annexes))]
        found += [_read_passage("", note.content) for note in self.document.footnotes]
        for position, party in enumerate(self.reading.agreement.parter):
            title, path = party.underskrift.tittel, ("parter", position, "underskrift", "tittel")
            found.append(Passage("parter", title, ((0, len(title), path),)))
        return found

    @property
    def begins(self) -> date | None:
        """The first day of the agreement's period, or its own date where it has no period."""
        period = self.reading.agreement.periode
        return period.fra.first if period and period.fra else self.document.dated

    def tell(self, code: str, passage: Passage, start: int, end: int, **details: Words) -> Problem:
        """A problem with a stretch of a passage, placed in the municipality's file."""
        path = passage.find_path(start, end) or ((passage.section,) if passage.section else ())
        place = self.reading.tree.locate(path)
        if len(path) == 1:  # words of the clause: the key says which
            place = self.reading.tree.locate_key(path)
        return Problem(code, place, name_field(path), {"read": passage.text[start:end], **details})


def _read_sections(sections: Iterable[Section]) -> Iterator[Passage]:
    for _, section in walk_sections(sections):
        yield _read_passage(section.id, section.title)
        for content in walk_contents(section.blocks):
            yield _read_passage(section.id, content)


def _read_passage(section: str, content: Iterable[Inline]) -> Passage:
    text, values = "", []
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
    return Passage(section, text, tuple(values))


def check_past_dates(subject: Subject) -> Iterator[Problem]:
    """Dates and deadlines in sentences of duties that lie before the period begins."""
    period = subject.reading.agreement.periode
    begins = period.fra if period else None
    for passage in subject.passages if begins else ():
        for sentence in _SENTENCE.finditer(passage.text):
            if not _BINDS.search(sentence[0]):
                continue
            for found in (*_TIME.finditer(sentence[0]), *_NUMERIC.finditer(sentence[0])):
                named = _NAMED_BY_DATE.search(sentence[0], 0, found.start())
                time = _read_time(found)
                if time and begins and not named and time.last < begins.first:
                    start = sentence.start() + (
                        found.start("year") if not time.month else found.start()
                    )
                    end = sentence.start() + found.end()
                    first = str(begins.year)
                    yield subject.tell("text-past-date", passage, start, end, begins=first)


def _read_time(found: re.Match[str]) -> PeriodEnd | None:
    groups = found.groupdict()
    word = (groups.get("word") or "").casefold()
    month = int(groups.get("month") or 0) or (MONTHS.index(word) + 1 if word in MONTHS else None)
    day = int(groups["day"]) if groups.get("day") and month else None
    try:
        date(int(groups["year"]), month or 1, 1 if day is None else day)
    except ValueError:  # such as 31.02.2019, which is no day
        return None
    return PeriodEnd(int(groups["year"]), month, day)


def check_old_titles(subject: Subject) -> Iterator[Problem]:
    """Titles that were replaced before the agreement begins."""
    begins = subject.begins
    for passage in subject.passages if begins else ():
        for found in _OLD_TITLE.finditer(passage.text):
            title, since = _OLD_TITLES[found["title"].casefold()]
            if begins and begins.year >= since:
                yield subject.tell("text-old-title", passage, *found.span(), title=title)


def check_abbreviations(subject: Subject) -> Iterator[Problem]:
    """Abbreviations that are never spelt out, each at its first place."""
    whole = "\n".join(passage.text for passage in subject.passages)
    # A name in capitals is a word elsewhere in the agreement: OSLO, and Oslo.
    words = {word.casefold() for word in re.findall(r"\b[A-ZÆØÅ]?[a-zæøå]+\b", whole)}
    told: set[str] = set()
    for passage in subject.passages:
        for found in _ABBREVIATION.finditer(passage.text):
            read = found["read"]
            spelt = re.search(
                rf"\((?:heretter )?(?:kalt )?{read}\b|\b{read}[\w-]*\s*\(|\b{read}: "
                rf"|\b{read} (?:står for|er forkortet)",
                whole,
            )
            known = read in _KNOWN or _NUMERAL.fullmatch(read) or read.casefold() in words
            if not known and read not in told and not spelt:
                told.add(read)
                yield subject.tell("text-abbreviation", passage, *found.span())


def check_annexes(subject: Subject) -> Iterator[Problem]:
    """Annexes that the text speaks of and that are not there; an empty one is an error already."""
    numbers = {annex.number for annex in subject.document.annexes}
    for passage in subject.passages:
        for found in _ANNEX.finditer(passage.text):
            if found["number"] not in numbers:
                yield subject.tell("text-annex-missing", passage, *found.span())


def check_sentence_ends(subject: Subject) -> Iterator[Problem]:
    """Values that end without a full stop where the clause begins its next sentence."""
    for passage in subject.passages:
        starts = {start for start, _, _ in passage.values}
        for start, end, _ in passage.values:
            goes_on = _NEXT_SENTENCE.match(passage.text, end)
            own = any(start <= end < stop for start, stop, _ in passage.values)
            if (
                goes_on
                and not own
                and goes_on.end() - 1 not in starts
                and passage.text[end - 1].isalnum()
            ):
                yield subject.tell("text-no-full-stop", passage, start, end)


RULES = (
    check_past_dates,
    check_old_titles,
    check_abbreviations,
    check_annexes,
    check_sentence_ends,
)
