"""The types that a value in a YAML file can have, and how each is read from its text.

Takes text, lists and mappings as yamlfile gives them; gives small immutable values.
A value that cannot be read raises PydanticCustomError whose type is a code in problems.KINDS.
This module must never know which choices there are, nor how a value is said in a sentence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from typing import Annotated, Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from avtalegen.messages import Words, phrase
from avtalegen.problems import quote, suggest
from avtalegen.quick import dataclass
from avtalegen.strict import PlainValidator

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_DAYS = phrase("write for example mandag, mandag–fredag or hverdager")
WORKING_DAYS = "hverdager"
KINDS_OF_PARTY = ("kommune", "politi", "fylkeskommune", "annen")
FIRST_YEAR, LAST_YEAR = 1900, 2100
UNITS = ("uke", "måned", "kvartal", "halvår", "år")


def refuse(code: str, **details: Words) -> PydanticCustomError:
    """The error by which a value is refused; `code` is one of problems.KINDS."""
    return PydanticCustomError(code, code, details)


def refuse_alone(first: str, second: str) -> PydanticCustomError:
    """The error by which one of two keys that belong together is refused without the other."""
    return refuse("value-together", first=first, second=second)


class Prose(str):
    """Markdown that may hold several paragraphs: the only text that is read as markup."""

    __slots__ = ()


class Alternative(str):
    """One of the named alternatives of a choice."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class ClockTime:
    """A time of day; 24.00 is the end of the day."""

    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week, 0 for Monday; `working` if they were written as hverdager."""

    days: tuple[int, ...]
    working: bool = False


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """One end of a period: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        if self.day:
            return self.first
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])


def parse_line(read: object) -> str:
    """Text on one line."""
    if not isinstance(read, str):
        raise refuse("value-not-text", read=quote(read))
    if "\n" in read or "\t" in read:
        raise refuse("value-not-line")
    return read


def parse_prose(read: object) -> Prose:
    """Markdown, on as many lines as it needs."""
    if not isinstance(read, str):
        raise refuse("value-not-text", read=quote(read))
    return Prose(read)


def parse_file_path(read: object) -> str:
    """The path of a file inside a folder, with / between its parts, as every system can have it."""
    text = read if isinstance(read, str) else ""
    usable = len(text) <= 200 and not re.search(r'[\x00-\x1f\x7f<>:"|?*\\]', text)
    if not usable or any(part != part.rstrip(" .") or not part for part in text.split("/")):
        raise refuse("value-not-path", read=quote(read))
    return text


def parse_integer(lowest: int = 0, highest: int = 999_999_999) -> Callable[[object], int]:
    """A reader of whole numbers written in digits, without leading zeros."""
    return partial(_parse_integer, lowest, highest)


def _parse_integer(lowest: int, highest: int, read: object) -> int:
    if not isinstance(read, str) or not re.fullmatch(r"0|-?[1-9][0-9]{0,8}", read):
        raise refuse("value-not-integer", read=quote(read))
    if not lowest <= int(read) <= highest:
        bounds: dict[str, Words] = {"lowest": str(lowest), "highest": str(highest)}
        raise refuse("value-out-of-range", read=quote(read), **bounds)
    return int(read)


def parse_yes_no(read: object) -> bool:
    """Ja or nei, and no other spelling."""
    if isinstance(read, str) and read.casefold() in {"ja", "nei"}:
        return read.casefold() == "ja"
    raise refuse("value-not-yes-no", read=quote(read))


def parse_date(read: object) -> date:
    """A day as 2018-11-07 or 07.11.2018."""
    found = isinstance(read, str) and (
        re.fullmatch(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", read, re.ASCII)
        or re.fullmatch(r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})", read, re.ASCII)
    )
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        day = None  # such as 30 February: told like any other text that is no date
    if day is None:
        raise refuse("value-not-date", read=quote(read))
    _check_year(day.year)
    return day


def _check_year(year: int) -> None:
    # A year outside these is a slip of the finger.
    if not FIRST_YEAR <= year <= LAST_YEAR:
        bounds: dict[str, Words] = {"lowest": str(FIRST_YEAR), "highest": str(LAST_YEAR)}
        raise refuse("value-year", read=str(year), **bounds)


def parse_period_end(read: object) -> PeriodEnd:
    """A year, a month as 2024-05, or a day."""
    if isinstance(read, str):
        if found := re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", read, re.ASCII):
            _check_year(int(found[1]))
            return PeriodEnd(int(found[1]), int(found[2]) if found[2] else None)
        try:
            day = parse_date(read)
        except PydanticCustomError as error:
            if error.type != "value-not-date":
                raise
        else:
            return PeriodEnd(day.year, day.month, day.day)
    raise refuse("value-not-period-end", read=quote(read))


def parse_clock_time(read: object) -> ClockTime:
    """A time as 08.15 or 08:15."""
    found = isinstance(read, str) and re.fullmatch(
        r"([01]?\d|2[0-3])[.:]([0-5]\d)|24[.:]00", read, re.ASCII
    )
    if not found:
        raise refuse("value-not-time", read=quote(read))
    return ClockTime(int(found[1]), int(found[2])) if found[1] else ClockTime(24, 0)


def parse_weekdays(read: object) -> Weekdays:
    """Weekdays as mandag, mandag–fredag, tirsdag og torsdag, or hverdager."""
    text = read.casefold() if isinstance(read, str) else ""
    if text == WORKING_DAYS:
        return Weekdays((0, 1, 2, 3, 4), working=True)
    days: list[int] = []
    for part in re.split(r"\s*,\s*|\s+og\s+", text):
        ends = re.split(r"\s*[-–]\s*", part)
        wrong = next((end for end in ends if end and end not in WEEKDAYS), "")
        if wrong:
            raise refuse("value-not-weekday", read=quote(read), mend=suggest(wrong, WEEKDAYS))
        if len(ends) > 2 or "" in ends:
            raise refuse("value-not-weekday", read=quote(read), mend=_DAYS)
        first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
        # A range that goes backwards has its ends in the wrong order, as single days can have.
        days += range(first, last + 1) if first <= last else (first, last)
    if not days or sorted(set(days)) != days:
        mend = phrase("write each day once, and the earlier of them first")
        raise refuse("value-not-weekday", read=quote(read), mend=mend)
    return Weekdays(tuple(days))


def parse_alternative(names: Collection[str]) -> Callable[[object], Alternative]:
    """A reader of one of the names, letter for letter."""
    return partial(_parse_alternative, names)


def _parse_alternative(names: Collection[str], read: object) -> Alternative:
    if isinstance(read, str) and read in names:
        return Alternative(read)
    mend = suggest(read if isinstance(read, str) else "", names)
    raise refuse("value-not-allowed", read=quote(read), mend=mend)


def check_once(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """The items, if none of them stands twice."""
    earlier: set[Any] = set()
    for position, item in enumerate(items):
        if item in earlier:
            read = quote(item) if isinstance(item, str) else phrase("the same")
            raise refuse("value-repeated", read=read, position=str(position))
        earlier.add(item)  # what a choice can be is frozen, so that it has a hash
    return items


Line = Annotated[str, PlainValidator(parse_line)]
Paragraphs = Annotated[Prose, PlainValidator(parse_prose)]
FilePath = Annotated[str, PlainValidator(parse_file_path)]
Integer = Annotated[int, PlainValidator(parse_integer())]
Positive = Annotated[int, PlainValidator(parse_integer(1, 999))]
YesNo = Annotated[bool, PlainValidator(parse_yes_no)]
Date = Annotated[date, PlainValidator(parse_date)]
Time = Annotated[ClockTime, PlainValidator(parse_clock_time)]
Days = Annotated[Weekdays, PlainValidator(parse_weekdays)]
End = Annotated[PeriodEnd, PlainValidator(parse_period_end)]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Stands in the Annotated type of a field that takes one of the names."""

    names: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(parse_alternative(self.names))
