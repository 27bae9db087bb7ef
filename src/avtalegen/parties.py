"""What is wrong with the parties of an agreement and with its dates: rules over its facts.

Takes a Subject; gives errors and warnings. The register of municipalities has the last word on
what a municipality is called, and which number it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from avtalegen import register
from avtalegen.language import say
from avtalegen.messages import Words, phrase
from avtalegen.passages import Subject
from avtalegen.problems import Location, Problem, offer, suggest
from avtalegen.tree import ValuePath, name_field


def _problem(subject: Subject, code: str, path: ValuePath, **details: Words) -> Problem:
    return Problem(code, subject.reading.tree.locate(path), name_field(path), details)


def check_period(subject: Subject) -> Iterator[Problem]:
    """A warning where the agreement's period has ended."""
    period = subject.reading.agreement.periode
    if period and period.til and subject.today and period.til.last < subject.today:
        ended = say(period.til.last, "nb").replace("\u00a0", " ")
        yield _problem(subject, "period-expired", ("periode", "til"), ended=ended)


def check_signing(subject: Subject) -> Iterator[Problem]:
    """A warning where the agreement is signed in the future, or after its period."""
    agreement = subject.reading.agreement
    signed, period = agreement.status.dato, agreement.periode
    if signed and subject.today and signed > subject.today:
        yield _problem(subject, "signed-later", ("status", "dato"))
    elif signed and period and period.til and signed > period.til.last:
        yield _problem(subject, "signed-after-period", ("status", "dato"))


def find_turn(subject: Subject) -> date | None:
    """The first day on which check_period and check_signing may find something else than today."""
    agreement, today = subject.reading.agreement, subject.today
    if today is None:
        return None
    period, signed = agreement.periode, agreement.status.dato
    days = [period.til.last + timedelta(days=1)] if period and period.til else []
    days += [signed] if signed else []
    return min((day for day in days if day > today), default=None)


def check_kinds(subject: Subject) -> Iterator[Problem]:
    """Parties that stand twice, or have a name of another kind than their own."""
    earlier: set[str] = set()
    for position, party in enumerate(subject.reading.agreement.parter):
        path = ("parter", position, "navn")
        if party.navn.casefold() in earlier:
            yield _problem(subject, "party-twice", path, read=party.navn)
        earlier.add(party.navn.casefold())
        called_police = re.search(r"politi", party.navn, re.IGNORECASE)
        called_municipality = re.search(r"\bkommune\b", party.navn, re.IGNORECASE)
        if (party.slag == "kommune" and called_police) or (
            party.slag == "politi" and called_municipality and not called_police
        ):
            yield _problem(subject, "party-kind", path, read=party.navn, kind=str(party.slag))


def check_names(subject: Subject) -> Iterator[Problem]:
    """Municipalities that the register does not know by that name."""
    for position, party in enumerate(subject.reading.agreement.parter):
        if party.slag != "kommune" or party.navn.startswith("Eksempel"):
            continue
        found, spellings = register.find_municipalities(party.navn), register.list_spellings()
        base = register.strip_word(party.navn)
        folded = any(base.casefold() == name.casefold() for each in found for name in each.names)
        if found and (base in spellings or not folded):
            continue
        if register.is_inflected(party.navn):
            continue  # a Sami or Kven name before its word for a municipality
        if party.kommunenummer and not found:
            continue  # check_numbers tells of it
        path = ("parter", position, "navn")
        near = phrase("write {name}", name=found[0].names[0]) if found else None
        mend = near or suggest(base, sorted(spellings))
        yield _problem(subject, "municipality-unknown", path, read=party.navn, mend=mend)


def check_numbers(subject: Subject) -> Iterator[Problem]:
    """An error where a municipality has a number that is not its own."""
    for position, party in enumerate(subject.reading.agreement.parter):
        number = party.kommunenummer
        if number is None:
            continue
        known = register.read_register().get(number)
        if known and register.goes_by(known, party.navn):
            continue
        right = register.find_municipalities(party.navn)
        if known and not right and len(known.names) > 1 and register.is_inflected(party.navn):
            continue  # it may be a form of the Sami or Kven name
        belongs = (
            phrase("it is the number of {name}", name=known.names[0]) if known
            else phrase("no municipality has it")
        )  # fmt: skip
        if right:
            numbers = offer([found.number for found in right])
            has = phrase("{name} has {numbers}", name=party.navn, numbers=numbers)
        else:
            has = phrase("check the name")
        mend = phrase("{belongs}; {has}", belongs=belongs, has=has)
        path = ("parter", position, "kommunenummer")
        yield _problem(
            subject, "municipality-number", path, read=number, name=party.navn, mend=mend
        )


def check_file_name(subject: Subject) -> Iterator[Problem]:
    """A file that has the name of a municipality that is no party: a copy, not changed all over."""
    stem = subject.reading.tree.name.rsplit("/", 1)[-1].removesuffix(".yaml")
    parties = [party.navn for party in subject.reading.agreement.parter]
    called = register.find_by_slug(stem)
    if called and not any(register.goes_by(each, name) for each in called for name in parties):
        details = {"read": stem, "name": parties[0]}
        yield _problem(subject, "name-other", ("parter", 0, "navn"), **details)


def check_schema_line(subject: Subject) -> Iterator[Problem]:
    """A first line that makes the editor help with the clauses of another kind of agreement."""
    tree, kind = subject.reading.tree, subject.reading.agreement.mal
    for number, line in enumerate(tree.lines[:5], 1):
        found = re.match(r"#\s*yaml-language-server:.*?(\w+)\.schema\.json", line)
        if found and found[1] != kind:
            place = Location(tree.name, number, found.start(1) + 1)
            yield Problem("schema-other", place, details={"read": found[1], "name": kind})


RULES = (
    check_period,
    check_schema_line,
    check_signing,
    check_kinds,
    check_names,
    check_numbers,
    check_file_name,
)
