"""What may be wrong with the words of an agreement: rules over its running text.

Dates, titles, abbreviations, annexes and the ends of sentences. Each rule takes a Subject and gives
warnings. It never changes a word.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from avtalegen.language import MONTHS, say
from avtalegen.passages import Subject
from avtalegen.problems import Problem
from avtalegen.values import PeriodEnd

_MONTH = "|".join(MONTHS)
_SHORT = r"(?:jan|feb|mar|apr|jun|aug|sept?|okt|nov|des)\.?"
# A year that is a time, not a count: after a word of time, and not before something counted.
_TIME = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\.\s*)?\b(?P<word>innen|innan|løpet av|senest|seinast|før|fra|frå|til"
    rf"|og med|i|av|året|år|høsten|hausten|våren|sommeren|sommaren|vinteren|halvår|kvartal"
    rf"|jul|jula|påske|påska|uke \d{{1,2}}|{_MONTH}|{_SHORT})\s+(?P<year>(?:19|20)\d\d)\b"
    r"(?!\s*[–/-]\s*\d|\s+(?:til|innbygg|kroner|person|elev|hver|kvar|kl))",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?:\.\s?|/)(?P<month>\d{1,2})(?:\.\s?|[-/ ])"
    r"(?P<year>(?:19|20)?\d\d)(?![\d.]\d|\d)"
    r"|\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"
)
_NAMED_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.\s?(?P<word>{_MONTH})\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
# What makes a sentence one of duties and deadlines, and not of history.
_BINDS = re.compile(
    r"\b(skal|skulle|må|bør|innen|innan|i løpet av|senest|seinast|frist\w*)\b", re.IGNORECASE
)
# A statute or a decision keeps its date: lov av 4. august 1995.
_NAMED_BY_DATE = re.compile(
    r"(lov|forskrift|rundskriv|vedtak|vedtatt|avtale|signert\w*|inngått|møtet|møtene|reform|ungdata|rapport"
    r"|veileder|erfaring|tall|undersøkelse|analyse|født)\w*\s+(?:(?:av|fra|frå|i|om|den)\s*)?$",
    re.IGNORECASE,
)
# No sentence begins with a year: what stands before that is a short month.
_SENTENCE = re.compile(r".+?(?:[.:!?](?=\s+(?!\d{4}\b)[A-ZÆØÅ«\d])|\n|$)", re.DOTALL)

# Titles that were replaced, with those of today and the first year of them. Rådmann: the municipal
# act of 2018 took effect with the councils elected in 2019. Lensmann: the police changed its titles
# in 2021. Fylkesmann: since 1 January 2021; helsesøster: since 1 January 2019.
_OLD_TITLES = {
    r"rådm[ae]nn": ("kommunedirektør", 2020),
    r"lensmannskontor": ("politistasjon", 2021),
    r"lensmannsdistrikt": ("politistasjonsdistrikt", 2021),
    r"lensm[ae]nn": ("politistasjonssjef", 2021),
    r"fylkesm[ae]nn": ("statsforvalter", 2021),
    r"helsesøst(?:er|re)": ("helsesykepleier", 2019),
}
_STREETS = "veg|vei|gård|gata|gate|plass|torg|all[eé]|bakk|stien"
_OLD_TITLE = re.compile(
    rf"\b(?<!tidligere )(?P<title>{'|'.join(_OLD_TITLES)})(?!\w*(?:{_STREETS}))\w*", re.IGNORECASE
)

_ABBREVIATION = re.compile(r"(?<![\w.&-])(?P<read>[A-ZÆØÅ]{2,6})(?![\w&]|\.\w|-[A-ZÆØÅ]{2})")
# Addresses have capitals of their own, and so has a word that stands among other capitals.
_ADDRESS = re.compile(r"(?<!\S)(?=(?:(?!://|@|www\.)\S)*+(?:://|@|www\.))\S++", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<!\w)[A-ZÆØÅ]{2,}(?:[^\S\n]+[A-ZÆØÅ]{2,})+(?!\w)")
_NUMERAL = re.compile(r"[IVXL]+")
# Forms of companies, and what everybody reads as a word.
_KNOWN = {
    "AS", "ASA", "BA", "DA", "DNA", "EU", "EØS", "FN", "GDPR", "ID", "IKS", "IKT", "IT", "KF",
    "ALDRI", "ALLE", "BØR", "IKKE", "MERK", "MÅ", "NAV", "NOU", "NRK", "OBS", "OG", "SA", "SKAL",
    "SMS", "TV",
}  # fmt: skip
# Where an abbreviation may be spelt out: before or in parentheses, or before what says it.
_SPELT = re.compile(
    r"\((?:heretter )?(?:kalt )?(?P<inside>[A-ZÆØÅ]{2,6})\b"
    r"|\b(?P<said>[A-ZÆØÅ]{2,6})(?:: | (?:står for|er forkortet))"
)
_BEFORE_PARENTHESIS = re.compile(r"(?<![\w-])(?P<words>[\w-]++)\s*+\(")
_NEXT_SENTENCE = re.compile(r" [A-ZÆØÅ](?=[a-zæøå]+ )")
_ANNEX = re.compile(
    r"(?<!s\s)\bvedlegg(?:et|ene|a)?\s+(?:nr\.?\s*)?(?P<numbers>\d{1,3}(?:(?:,\s*\d{1,3})*\s+og\s+\d{1,3})?)"
    r"\b(?!\s+(?:til|i|av|\w+er)\b)",
    re.IGNORECASE,
)
_REMEMBERED = 1024


def check_past_dates(subject: Subject) -> Iterator[Problem]:
    """Dates and deadlines in sentences of duties that lie before the period begins."""
    period = subject.reading.agreement.periode
    begins = period.fra if period else None
    for passage in subject.numbered if begins else ():
        for time, start, end in _find_times(passage.text):
            if begins and time.last < begins.first:
                first = say(begins, "nb").replace("\u00a0", " ")
                yield subject.tell("text-past-date", passage, start, end, begins=first)


# Many agreements have the same sentences: what is found in one is remembered.
@lru_cache(maxsize=_REMEMBERED)
def _find_times(text: str) -> list[tuple[PeriodEnd, int, int]]:
    """Dates and deadlines in sentences of duties, and where each begins and ends."""
    times = []
    for sentence in _SENTENCE.finditer(text):
        if not _BINDS.search(sentence[0]):
            continue
        for found in (*_TIME.finditer(sentence[0]), *_NUMERIC.finditer(sentence[0])):
            before = max(0, found.start() - 60)
            named = _NAMED_BY_DATE.search(sentence[0], before, found.start())
            time = _read_time(found)
            if time and not named:
                begins = found.start() if time.month else found.start("year")
                times.append((time, sentence.start() + begins, sentence.start() + found.end()))
    return times


def check_days(subject: Subject) -> Iterator[Problem]:
    """Dates of days that no calendar has, such as 31. februar 2028."""
    for passage in subject.numbered:
        for found in (*_NAMED_DAY.finditer(passage.text), *_NUMERIC.finditer(passage.text)):
            own = passage.find_path(*found.span()) is not None
            if own and _read_time(found) is None:
                yield subject.tell("text-no-date", passage, *found.span())


def _read_time(found: re.Match[str]) -> PeriodEnd | None:
    groups = found.groupdict()
    if groups.get("y"):
        groups = {"year": groups["y"], "month": groups["m"], "day": groups["d"]}
    if len(groups["year"]) == 2:
        groups["year"] = f"20{groups['year']}"
    word = (groups.get("word") or "").casefold()
    month = int(groups["month"]) if groups.get("month") else _find_month(word)
    day = int(groups["day"]) if groups.get("day") and month else None
    try:
        date(int(groups["year"]), 1 if month is None else month, 1 if day is None else day)
    except ValueError:  # such as 31.02.2019, which is no day
        return None
    return PeriodEnd(int(groups["year"]), month, day)


def _find_month(word: str) -> int | None:
    """The number of a month that is written out or by its first letters."""
    if not re.fullmatch(rf"{_MONTH}|{_SHORT}", word):
        return None
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def check_old_titles(subject: Subject) -> Iterator[Problem]:
    """Titles that were replaced before the agreement begins."""
    begins = subject.begins
    for passage in subject.passages if begins else ():
        for start, end, title, since in _find_old_titles(passage.text):
            if begins and begins.year >= since:
                yield subject.tell("text-old-title", passage, start, end, title=title)


@lru_cache(maxsize=_REMEMBERED)
def _find_old_titles(text: str) -> list[tuple[int, int, str, int]]:
    """Where each begins and ends, with the title of today, and its first year."""
    found = [(old, old["title"].casefold()) for old in _OLD_TITLE.finditer(text)]
    return [
        (*old.span(), title, since)
        for old, read in found
        for each, (title, since) in _OLD_TITLES.items()
        if re.fullmatch(each, read)
    ]


@lru_cache(maxsize=_REMEMBERED)
def _find_abbreviations(text: str) -> list[tuple[int, int]]:
    """Where there may be some, if they are none of those that everybody knows."""
    found = [(each.span(), each["read"]) for each in _ABBREVIATION.finditer(text)]
    return [span for span, read in found if read not in _KNOWN and not _NUMERAL.fullmatch(read)]


@lru_cache(maxsize=_REMEMBERED)
def _find_annexes(text: str) -> list[tuple[int, int, frozenset[str]]]:
    """Where the text speaks of some, and their numbers."""
    return [
        (*found.span(), frozenset(re.findall(r"\d+", found["numbers"])))
        for found in _ANNEX.finditer(text)
    ]


def check_abbreviations(subject: Subject) -> Iterator[Problem]:
    """Abbreviations that are never spelt out, each at its first place."""
    whole = "\n".join(passage.text for passage in subject.passages)
    told, spelt = set[str](), _list_spelt([passage.text for passage in subject.passages])
    for passage in subject.passages:
        others: list[list[tuple[int, int]]] = []
        for start, end in _find_abbreviations(passage.text):
            read = passage.text[start:end]
            if read in told:
                continue
            # A name in capitals is a word elsewhere in the agreement: OSLO, and Oslo.
            if re.search(rf"\b(?:{read.lower()}|{read.capitalize()})\b", whole):
                continue
            others = others or [
                [other.span() for other in each.finditer(passage.text)]
                for each in (_ADDRESS, _CAPITALS)
            ]
            if any(_is_inside(start, each) for each in others):
                continue
            told.add(read)
            if read not in spelt:
                yield subject.tell("text-abbreviation", passage, start, end)


def _is_inside(at: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether the place is in one of the stretches, which are in order."""
    before = bisect(stretches, at, key=lambda stretch: stretch[0]) - 1
    return before >= 0 and at < stretches[before][1]


def _list_spelt(texts: list[str]) -> set[str]:
    """The abbreviations that the texts spell out, one after the other."""
    # A parenthesis may begin after the abbreviation in the text before it.
    apart = not any(text.lstrip().startswith("(") for text in texts)
    return set[str]().union(*map(_find_spelt, texts if apart else ["\n".join(texts)]))


@lru_cache(maxsize=_REMEMBERED)
def _find_spelt(text: str) -> set[str]:
    """The abbreviations that the text spells out."""
    spelt = {found["inside"] or found["said"] for found in _SPELT.finditer(text)}
    for found in _BEFORE_PARENTHESIS.finditer(text):
        for word in found["words"].split("-"):  # SLT-koordinator, SLTs
            capitals = re.match(r"[A-ZÆØÅ]{0,6}", word)
            length = len(capitals[0]) if capitals else 0
            spelt |= {word[:end] for end in range(2, length + 1)}
    return spelt


def check_annexes(subject: Subject) -> Iterator[Problem]:
    """Annexes that the text speaks of and that are not there; an empty one is an error already."""
    numbers = {annex.number for annex in subject.document.annexes}
    for passage in subject.passages:
        for start, end, asked in _find_annexes(passage.text):
            if not numbers.issuperset(asked):
                yield subject.tell("text-annex-missing", passage, start, end)


def check_sentence_ends(subject: Subject) -> Iterator[Problem]:
    """Values that end without a full stop where the clause begins its next sentence."""
    for passage in subject.passages:
        starts = {start for start, _, _ in passage.values}
        for start, end, _ in passage.values:
            goes_on = _NEXT_SENTENCE.match(passage.text, end)
            if (
                goes_on
                and end not in starts
                and goes_on.end() - 1 not in starts
                and passage.text[end - 1].isalnum()
            ):
                yield subject.tell("text-no-full-stop", passage, start, end)


RULES = (
    check_past_dates,
    check_days,
    check_old_titles,
    check_abbreviations,
    check_annexes,
    check_sentence_ends,
)
