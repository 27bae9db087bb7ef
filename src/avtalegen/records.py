"""The types of a value that have several fields: periods, frequencies, contacts, seats, logos.

A field is documented in its Field and nowhere else; messages and the reference are made from it.
This module must never know which choices there are, nor how a value is said in a sentence.
"""

from __future__ import annotations

from bisect import bisect
from typing import Annotated, Self

from avtalegen.addresses import EmailAddress, PhoneNumber, Web
from avtalegen.messages import Words, phrase
from avtalegen.strict import AfterValidator, BeforeValidator, Field, Strict, model_validator
from avtalegen.values import (
    KINDS_OF_PARTY,
    UNITS,
    WEEKDAYS,
    Alternative,
    ClockTime,
    Days,
    End,
    FilePath,
    Line,
    OneOf,
    Positive,
    Time,
    YesNo,
    check_once,
    refuse,
    refuse_alone,
)


class Period(Strict):
    """A stretch of time with one or two ends."""

    fra: End | None = Field(None, description="Når perioden begynner", examples=["2024"])
    til: End | None = Field(None, description="Når perioden slutter", examples=["2026"])

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if not self.fra and not self.til:
            raise refuse("value-period-empty")
        if self.fra and self.til and self.til.last < self.fra.first:
            raise refuse("value-period-order")
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
            raise refuse("value-frequency", read=join_names(read))
        return self


def join_names(names: list[str]) -> Words:
    """The names as things that stand beside each other: a and b."""
    if not names:
        return phrase("none of them")
    first, *others = [phrase('"{read}"', read=name) for name in names]
    joined = first
    for position, name in enumerate(others, 2):
        if position < len(names):
            joined = phrase("{others}, {last}", others=joined, last=name)
        else:
            joined = phrase("{others} and {last}", others=joined, last=name)
    return joined


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
            raise refuse_alone("fra", "til")
        if (self.fra is None) == (self.tekst is None):
            read = phrase("both") if self.fra else phrase("neither")
            raise refuse("value-one-of", allowed=phrase("fra with til, and tekst"), read=read)
        if self.fra and self.til and self.til <= self.fra:
            raise refuse("value-hours-order")
        return self


def check_hours(rows: tuple[OpeningHours, ...]) -> tuple[OpeningHours, ...]:
    """The opening hours, if no office is open twice at the same time of the same season."""
    hours: dict[tuple[int, Period | None], list[tuple[ClockTime, ClockTime]]] = {}
    words: set[tuple[int, Period | None, str | None, str | None]] = set()
    for position, row in enumerate(rows):
        for day in row.dager.days if row.dager else ():
            if row.fra and row.til:
                overlaps = _add_hours(hours.setdefault((day, row.sesong), []), row.fra, row.til)
            else:
                said = (day, row.sesong, row.tekst, row.merknad)
                overlaps = said in words
                words.add(said)
            if overlaps:
                name = WEEKDAYS[day]
                raise refuse("value-hours-overlap", day=name, position=str(position))
    return rows


def _add_hours(
    hours: list[tuple[ClockTime, ClockTime]], opens: ClockTime, closes: ClockTime
) -> bool:
    """Whether the hours overlap any of the others; those are in order, and get them too."""
    at = bisect(hours, (opens, closes))
    before, after = hours[at - 1 : at], hours[at : at + 1]
    hours.insert(at, (opens, closes))
    return any(opens < end for _, end in before) or any(begin < closes for begin, _ in after)


def parse_title(read: object) -> object:
    """A title as one word, or with its definite form beside it."""
    return {"ubestemt": read} if isinstance(read, str) else read


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
    telefon: Annotated[tuple[PhoneNumber, ...], AfterValidator(check_once)] = Field(
        (), description="Telefonnumre", examples=[["02800"]]
    )
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
    enheter: Annotated[tuple[Line, ...], AfterValidator(check_once)] = Field(
        (), description="Enhetene som plassene fordeles på"
    )
    fra_hver: YesNo = Field(False, description="Om hver kommune har en slik plass")
    valgfri: YesNo = Field(False, description="Om plassen kan stå tom")


class Logo(Strict):
    """The logo of a party: a picture in the workspace, and what it shows."""

    fil: FilePath = Field(
        description="Bildefila (PNG eller JPEG), med mappe og filnavn i arbeidsområdet",
        examples=["logoer/rana.png"],
    )
    alt: Line | None = Field(
        None,
        description="Hva logoen viser, for dem som ikke kan se den",
        examples=["Kommunevåpenet til Rana"],
    )
