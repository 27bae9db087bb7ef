"""The types that a value in a YAML file can have, and how each is read from its text.

Takes text, lists and mappings as yamlfile gives them; gives small immutable values.
A value that cannot be read raises PydanticCustomError whose type is a code in problems.KINDS.
This module must never know which choices there are, nor how a value is said in a sentence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from avtalegen.messages import Words
from avtalegen.problems import quote, suggest

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
WORKING_DAYS = "hverdager"
KINDS_OF_PARTY = ("kommune", "politi", "fylkeskommune", "annen")
UNITS = ("uke", "måned", "kvartal", "halvår", "år")


def refuse(code: str, **details: Words) -> PydanticCustomError:
    """The error by which a value is refused; `code` is one of problems.KINDS."""
    return PydanticCustomError(code, code, details)


def refuse_alone(first: str, second: str) -> PydanticCustomError:
    """The error by which one of two keys that belong together is refused without the other."""
    return refuse("value-together", first=first, second=second)


class Strict(BaseModel):
    """Keys with values, of which none is unknown; built when first used, since most are not."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Prose(str):
    """Markdown that may hold several paragraphs: the only text that is read as markup."""

    __slots__ = ()


class Alternative(str):
    """One of the named alternatives of a choice."""

    __slots__ = ()


class Phone(str):
    """A phone number: its digits, with a leading + where the country code is given."""

    __slots__ = ()


class Email(str):
    """An e-mail address as typed."""

    __slots__ = ()


class WebAddress(str):
    """A web address as typed."""

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


def parse_integer(lowest: int = 0, highest: int = 999_999_999) -> Callable[[object], int]:
    """A reader of whole numbers written in digits, without leading zeros."""

    def parse(read: object) -> int:
        if not isinstance(read, str) or not re.fullmatch(r"0|[1-9][0-9]{0,8}", read):
            raise refuse("value-not-integer", read=quote(read))
        if not lowest <= int(read) <= highest:
            bounds: dict[str, Words] = {"lowest": str(lowest), "highest": str(highest)}
            raise refuse("value-out-of-range", read=quote(read), **bounds)
        return int(read)

    return parse


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
        if found:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        pass  # such as 30 February: told below like any other text that is no date
    raise refuse("value-not-date", read=quote(read))


def parse_period_end(read: object) -> PeriodEnd:
    """A year, a month as 2024-05, or a day."""
    if isinstance(read, str):
        if found := re.fullmatch(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?", read, re.ASCII):
            return PeriodEnd(int(found[1]), int(found[2]) if found[2] else None)
        try:
            day = parse_date(read)
        except PydanticCustomError:
            day = None
        if day:
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
        if len(ends) > 2 or any(end not in WEEKDAYS for end in ends):
            raise refuse("value-not-weekday", read=quote(read))
        first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
        days += range(first, last + 1)
    if not days or sorted(set(days)) != days:
        raise refuse("value-not-weekday", read=quote(read))
    return Weekdays(tuple(days))


def parse_phone(read: object) -> Phone:
    """A phone number; spaces, full stops and hyphens between the digits do not count."""
    digits = re.sub(r"[\s.\-]", "", read) if isinstance(read, str) else ""
    if not re.fullmatch(r"\d{3}|116\d{3}|\d{5}|\d{8}|\+\d{6,15}", digits, re.ASCII):
        raise refuse("value-not-phone", read=quote(read))
    if not _is_in_use(digits):
        raise refuse("value-phone-not-in-use", read=quote(read))
    return Phone(digits)


def _is_in_use(digits: str) -> bool:
    # What is in use changes; the library follows the numbering plans of all countries.
    import phonenumbers
    from phonenumbers import shortnumberinfo

    number = phonenumbers.parse(digits, "NO")
    if len(digits) in {3, 6}:
        return shortnumberinfo.is_valid_short_number_for_region(number, "NO")
    return phonenumbers.is_valid_number(number)


def parse_email(read: object) -> Email:
    """An e-mail address."""
    if isinstance(read, str) and (_PLAIN_EMAIL.fullmatch(read) or _is_email(read)):
        return Email(read)
    raise refuse("value-not-email", read=quote(read))


# Addresses that every standard allows, so that the library is not needed to say so.
_PLAIN_EMAIL = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*@([a-z][a-z0-9]*\.)+[a-z]{2,3}")


def _is_email(read: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(read, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def find_link(read: str) -> str | None:
    """What a link to the address must hold, or None for an address that is not allowed.

    Allowed are http and https without user name, www. and bare domain names, and mailto.
    """
    if re.fullmatch(r"mailto:[^@\s<>\"\\]+@[\w.-]+(\?[\w=&%.+-]*)?", read, re.IGNORECASE):
        return read
    host = r"[\w-]+(?:\.[\w-]+)+(?::\d+)?"
    if found := re.fullmatch(rf"(https?://)?{host}(?:[/?#][^\s<>\"\\]*)?", read, re.IGNORECASE):
        return read if found[1] else f"https://{read}"
    return None


def parse_web_address(read: object) -> WebAddress:
    """A web address that a document may link to."""
    if isinstance(read, str) and find_link(read):
        return WebAddress(read)
    raise refuse("value-not-web", read=quote(read))


def parse_alternative(names: Collection[str]) -> Callable[[object], Alternative]:
    """A reader of one of the names, letter for letter."""

    def parse(read: object) -> Alternative:
        if isinstance(read, str) and read in names:
            return Alternative(read)
        mend = suggest(read if isinstance(read, str) else "", names)
        raise refuse("value-not-allowed", read=quote(read), mend=mend)

    return parse


Line = Annotated[str, PlainValidator(parse_line)]
Paragraphs = Annotated[Prose, PlainValidator(parse_prose)]
Integer = Annotated[int, PlainValidator(parse_integer())]
Positive = Annotated[int, PlainValidator(parse_integer(1, 999))]
YesNo = Annotated[bool, PlainValidator(parse_yes_no)]
Date = Annotated[date, PlainValidator(parse_date)]
Time = Annotated[ClockTime, PlainValidator(parse_clock_time)]
PhoneNumber = Annotated[Phone, PlainValidator(parse_phone)]
EmailAddress = Annotated[Email, PlainValidator(parse_email)]
Web = Annotated[WebAddress, PlainValidator(parse_web_address)]
Days = Annotated[Weekdays, PlainValidator(parse_weekdays)]
End = Annotated[PeriodEnd, PlainValidator(parse_period_end)]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Stands in the Annotated type of a field that takes one of the names."""

    names: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(parse_alternative(self.names))
