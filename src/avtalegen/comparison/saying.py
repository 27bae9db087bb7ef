"""A value in words on its own, outside any sentence: what stands in a comparison.

Takes values, their declared types and a målform; gives text, said as clauses say it. It must never
know whose value it is, nor what it is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avtalegen import filters
from avtalegen import language as words
from avtalegen.choices import Choice, ValueType, find_title
from avtalegen.records import Contact, Frequency, OpeningHours, Person, Seat, Title
from avtalegen.tokens import TOKEN
from avtalegen.values import Alternative
from avtalegen.views import Fragment, Record, Trace

_YES_NO = {"nb": ("ja", "nei"), "nn": ("ja", "nei")}
# How a frequency is said that only should be met: its verb cannot be seen without a sentence.
_HAPPEN = "skje"


def say_value(value: Any, declared: ValueType, language: str) -> str:
    """The value in words; "" for one that is left out.

    Each item of a list, and each field of an object, has a line of its own.
    """
    if value is None or value == ():
        return ""
    if declared.type == "liste" and declared.av:
        return "\n".join(_say_within(item, declared.av, language) for item in value)
    if declared.type == "objekt":
        return "\n".join(say_fields(value, declared.felt, language))
    return say_single(value, declared.alternativer, language)


def say_single(value: Any, alternatives: Mapping[str, str], language: str) -> str:
    """A value that is neither a list nor an object, in words."""
    match value:
        case bool():
            return _YES_NO[language][not value]
        case Alternative():
            return alternatives.get(value, value)
        case Frequency(bør=int()):
            verb = words.say_verb(value, "", _HAPPEN, language)
            return f"{verb} {words.say_frequency(value, language)}"
        case Title():
            definite = f" ({value.bestemt})" if value.bestemt else ""
            return value.ubestemt + definite
        case Person():
            return f"{value.tittel} {value.navn}" if value.tittel else value.navn
        case Contact():
            return _fill(filters.kontakt, value, language).replace("**", "")
        case Seat():
            units = f": {words.join(value.enheter, language)}" if value.enheter else ""
            return _fill(filters.plass, value, language) + units
        case OpeningHours():
            days = words.say_weekdays(value.dager, language) if value.dager else ""
            season = words.say_period(value.sesong, language) if value.sesong else ""
            when = ", ".join(part for part in (days, season) if part)
            between = ": " if when and value.tekst else " "
            return f"{when}{between}{say_hours(value, language)}".strip()
    return words.say(value, language)


def say_hours(hours: OpeningHours, language: str) -> str:
    """The times of opening hours, without their days: kl. 08.15–15.00, with what is added."""
    said = _fill(filters.tid, hours, language)
    return f"{said} ({hours.merknad})" if hours.merknad else said


def say_fields(value: Any, fields: Mapping[str, Choice], language: str) -> list[str]:
    """The fields of an object that are there, each in words: Andel: 80."""
    told = []
    for name, field in fields.items():
        given = getattr(value, name)
        said = _say_within(given, field, language) if given not in (None, (), False) else ""
        if said:
            told.append(f"{find_title(name, field)}: {said}")
    return told


def _say_within(value: Any, declared: ValueType, language: str) -> str:
    """A value on one line, inside another."""
    if declared.type == "objekt":
        return "; ".join(say_fields(value, declared.felt, language))
    if declared.type != "liste" or declared.av is None:
        return say_value(value, declared, language)
    parts = [_say_within(item, declared.av, language) for item in value]
    return words.join(parts, language) if declared.av.type == "tekst" else "; ".join(parts)


def _fill(say: Any, value: Any, language: str) -> str:
    # The filters of clauses say it in Markdown with tokens; here the values take their places.
    trace = Trace(language)
    text: Fragment = say(Record(value, (), trace))
    return TOKEN.sub(lambda found: trace.fillings[int(found[1])].text, text)
