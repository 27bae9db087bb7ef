"""The types that a value in a YAML file can have, and how each is read from its text.

Takes text, lists and mappings as yamlfile gives them; gives small immutable values.
A value that cannot be read raises PydanticCustomError whose type is a code in problems.KINDS.
This module must never know which choices there are, nor how a value is said in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from avtalegen.problems import quote, suggest

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
WORKING_DAYS = "hverdager"
KINDS_OF_PARTY = ("kommune", "politi", "fylkeskommune", "annen")
UNITS = ("uke", "måned", "kvartal", "halvår", "år")


def refuse(code: str, **details: str) -> PydanticCustomError:
    """The error by which a value is refused; `code` is one of problems.KINDS."""
    return PydanticCustomError(code, code, details)  # type: ignore[arg-type]  # wants literals


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
            bounds = {"lowest": str(lowest), "highest": str(highest)}
            raise refuse("value-out-of-range", read=quote(read), **bounds)
        return int(read)

    return parse


def parse_yes_no(read: object) -> bool:
    """ja or nei, and no other spelling."""
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
    if not re.fullmatch(r"\d{3}|\d{5}|\d{8}|\+\d{6,15}", digits, re.ASCII):
        raise refuse("value-not-phone", read=quote(read))
    return Phone(digits)


def parse_email(read: object) -> Email:
    """An e-mail address."""
    if isinstance(read, str) and re.fullmatch(r"[^@\s<>,;:\"()\[\]\\]+@[\w-]+(\.[\w-]+)+", read):
        return Email(read)
    raise refuse("value-not-email", read=quote(read))


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


def parse_title(read: object) -> object:
    """A title as one word, or with its definite form beside it."""
    return {"ubestemt": read} if isinstance(read, str) else read


class Period(Strict):
    """A stretch of time with one or two ends."""

    fra: End | None = Field(None, description="Når perioden begynner", examples=["2024"])
    til: End | None = Field(None, description="Når perioden slutter", examples=["2026"])

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if not self.fra and not self.til:
            raise refuse("value-period-empty")
        return self


class Frequency(Strict):
    """How often something is done: exactly, at least or should be N times, or every Nth."""

    antall: Positive | None = Field(None, description="Nøyaktig så mange ganger")
    minst: Positive | None = Field(None, description="Minst så mange ganger")
    bør: Positive | None = Field(None, description="Bør skje så mange ganger")
    hvert: Positive | None = Field(None, description="Hvert andre, hvert tredje …")
    per: Annotated[Alternative, OneOf(UNITS)] = Field(
        Alternative("år"), description="Tidsrommet som frekvensen gjelder for"
    )
    planlagt: Positive | None = Field(None, description="Så mange ganger er planlagt")

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        kinds = ("antall", "minst", "bør", "hvert")
        read = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(read) != 1:
            raise refuse("value-frequency", read=" + ".join(read) or "none of them")
        return self


class OpeningHours(Strict):
    """When an office is open on some weekdays, all year or for a season."""

    dager: Days | None = Field(None, description="Ukedagene", examples=["mandag–fredag"])
    fra: Time | None = Field(None, description="Åpner", examples=["08.15"])
    til: Time | None = Field(None, description="Stenger", examples=["15.00"])
    tekst: Line | None = Field(None, description="I stedet for klokkeslett: dag og kveld")
    sesong: Period | None = Field(None, description="Når på året åpningstiden gjelder")
    merknad: Line | None = Field(None, description="Det leseren må vite i tillegg")

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if (self.fra is None) != (self.til is None):
            raise refuse("value-together", read="fra and til")
        if (self.fra is None) == (self.tekst is None):
            read = "both" if self.fra else "neither"
            raise refuse("value-one-of", allowed="fra with til, and tekst", read=read)
        return self


class Title(Strict):
    """A title in the indefinite and the definite form."""

    ubestemt: Line = Field(description="Tittelen", examples=["kommunedirektør"])
    bestemt: Line | None = Field(None, description="Bestemt form", examples=["kommunedirektøren"])


TitleOrWord = Annotated[Title, BeforeValidator(parse_title)]


class Person(Strict):
    """A named person in a role."""

    navn: Line = Field(description="Fullt navn")
    tittel: Line | None = Field(None, description="Tittel eller grad")


class Contact(Strict):
    """Whom or what to reach, and how."""

    navn: Line = Field(description="Hvem eller hva man når", examples=["Politivakta"])
    person: Person | None = Field(None, description="Personen som har oppgaven")
    telefon: tuple[PhoneNumber, ...] = Field((), description="Telefonnumre", examples=[["02800"]])
    epost: EmailAddress | None = Field(None, description="E-postadresse")
    nettadresse: Web | None = Field(None, description="Nettadresse")
    adresse: Line | None = Field(None, description="Adresse")
    merknad: Line | None = Field(None, description="Det leseren må vite i tillegg")


class Seat(Strict):
    """A seat in a body: who sits there, for which party."""

    rolle: Line = Field(description="Hvem som har plassen", examples=["ordfører"])
    part: Annotated[Alternative, OneOf(KINDS_OF_PARTY)] = Field(
        description="Hvem plassen hører til"
    )
    antall: Positive | None = Field(None, description="Hvor mange, når det er flere enn én")
    person: Line | None = Field(None, description="Navnet på den som har plassen")
    stedfortreder: Line | None = Field(None, description="Hvem som møter i stedet")
    enheter: tuple[Line, ...] = Field((), description="Enhetene som plassene fordeles på")
    fra_hver: YesNo = Field(False, description="Om hver kommune har en slik plass")
    valgfri: YesNo = Field(False, description="Om plassen kan stå tom")
