"""Dates, counts, lists, times and frequencies in correct bokmål and nynorsk.

Takes values and a målform ("nb" or "nn"), gives text with no-break spaces where a line must not
break. Spelling and spacing follow Språkrådet. It must never know what a sentence is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from avtalegen.addresses import Phone
from avtalegen.records import Frequency, Period
from avtalegen.values import WEEKDAYS, ClockTime, PeriodEnd, Weekdays

NBSP = "\u00a0"
LANGUAGES = ("nb", "nn")

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_NUMBERS = {
    "nb": (
        "null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve",
        "tolv",
    ),
    "nn": (
        "null", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve",
        "tolv",
    ),
}  # fmt: skip
_ORDINALS = {
    "nb": (
        "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende",
    ),
    "nn": (
        "andre", "tredje", "fjerde", "femte", "sjette", "sjuande", "åttande", "niande", "tiande",
    ),
}  # fmt: skip
_DAYS = {
    "nb": WEEKDAYS,
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"),
}
_WORKING_DAYS = {"nb": "hverdager", "nn": "kvardagar"}
# For each unit of a frequency: "in the unit", "every" in its gender, the unit itself.
_UNITS = {
    "nb": {
        "uke": ("i uken", "hver", "uke"),
        "måned": ("i måneden", "hver", "måned"),
        "kvartal": ("i kvartalet", "hvert", "kvartal"),
        "halvår": ("i halvåret", "hvert", "halvår"),
        "år": ("i året", "hvert", "år"),
    },
    "nn": {
        "uke": ("i veka", "kvar", "veke"),
        "måned": ("i månaden", "kvar", "månad"),
        "kvartal": ("i kvartalet", "kvart", "kvartal"),
        "halvår": ("i halvåret", "kvart", "halvår"),
        "år": ("i året", "kvart", "år"),
    },
}
_TIMES = {"nb": ("gang", "ganger"), "nn": ("gong", "gonger")}
_SHOULD = {"nb": "bør", "nn": "bør"}
_VALIDITY = {
    "nb": ("for perioden ", "fra og med ", "til og med "),
    "nn": ("for perioden ", "frå og med ", "til og med "),
}
_WHEN = {"nb": ("i perioden ", "i "), "nn": ("i perioden ", "i ")}
_PLANNED = {"nb": "er planlagt", "nn": "er planlagt"}

# One municipality, and several.
MUNICIPALITY = {"nb": ("kommunen", "kommunene"), "nn": ("kommunen", "kommunane")}

# The words that a document has of its own, outside clauses.
WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "and": "og", "or": "eller", "between": "mellom", "contents": "Innhold",
        "signatures": "Underskrifter", "annex": "Vedlegg", "section": "punkt", "draft": "Utkast",
        "place": "Sted og dato", "signature": "Underskrift", "party": "Part",
        "name": "Navn", "title": "Tittel", "signed": "Inngått og signert", "adopted": "Vedtatt av",
        "case": "sak", "in": "i", "page": "Side", "of": "av", "holds": "Gjelder",
        "skip": "Hopp til teksten", "table": "Tabell", "note": "Fotnote", "notes": "Fotnoter",
        "back": "Tilbake til teksten fra fotnote",
    },
    "nn": {
        "and": "og", "or": "eller", "between": "mellom", "contents": "Innhald",
        "signatures": "Underskrifter", "annex": "Vedlegg", "section": "punkt", "draft": "Utkast",
        "place": "Stad og dato", "signature": "Underskrift", "party": "Part",
        "name": "Namn", "title": "Tittel", "signed": "Inngått og signert", "adopted": "Vedteken av",
        "case": "sak", "in": "i", "page": "Side", "of": "av", "holds": "Gjeld",
        "skip": "Hopp til teksten", "table": "Tabell", "note": "Fotnote", "notes": "Fotnotar",
        "back": "Tilbake til teksten frå fotnote",
    },
}  # fmt: skip

# What stands before the details of a contact.
CONTACT: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "adresse": "Adresse", "telefon": "Telefon", "epost": "E-post", "nettadresse": "Nettsted",
    },
    "nn": {
        "adresse": "Adresse", "telefon": "Telefon", "epost": "E-post", "nettadresse": "Nettstad",
    },
}  # fmt: skip
# A figure with one level, with several, and the order of those.
_FIGURE = {
    "nb": ("ett nivå", "nivåer", ", ovenfra og ned"),
    "nn": ("eitt nivå", "nivå", ", ovanfrå og ned"),
}


def say(value: object, language: str) -> str:
    """A single value as the document says it; TypeError for what has no single form."""
    if isinstance(value, str) and not isinstance(value, Phone):
        return value
    say_it = _SAID.get(type(value))
    if say_it is None:
        raise TypeError(type(value).__name__)
    return say_it(value, language)


def join(parts: Sequence[str], language: str, word: str = "and") -> str:
    """Parts as a list in a sentence: a, b og c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {WORDS[language][word]} {parts[-1]}"


def say_number(number: int) -> str:
    """A number in digits, grouped from five digits on: 2000, 20 000."""
    return f"{number:,}".replace(",", NBSP) if number >= 10_000 else str(number)


def spell_number(number: int, language: str) -> str:
    """A number in words up to twelve, in digits above."""
    words = _NUMBERS[language]
    return words[number] if number < len(words) else say_number(number)


def say_count(number: int, singular: str, plural: str, language: str) -> str:
    """How many of something: `singular` is said whole (ett møte), `plural` after the number."""
    return singular if number == 1 else f"{spell_number(number, language)} {plural}"


def say_date(day: date) -> str:
    """A day as 7. november 2018."""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"


def say_period_end(end: PeriodEnd | None) -> str:
    """One end of a period: 2018, oktober 2018 or 7. november 2018; nothing for an open end."""
    if end is None:
        return ""
    if end.day and end.month:
        return say_date(date(end.year, end.month, end.day))
    return f"{MONTHS[end.month - 1]} {end.year}" if end.month else str(end.year)


def say_period(period: Period, language: str) -> str:
    """A period: 2024–2026, 15. mai–15. september 2018, fra og med 2024."""
    start, end = period.fra, period.til
    if not start or not end:
        _, since, until = _VALIDITY[language]
        return f"{since}{say_period_end(start)}" if start else f"{until}{say_period_end(end)}"
    if start == end:
        return say_period_end(start)
    said = say_period_end(start)
    if start.month and end.month and start.year == end.year:
        said = said.removesuffix(f" {start.year}")
        if start.day and end.day and start.month == end.month:
            said = f"{start.day}."
    return f"{said}–{say_period_end(end)}"


def say_when(period: Period, language: str) -> str:
    """When something is done: i 2019, i perioden 2018–2020, fra og med 2024."""
    said = say_period(period, language)
    if not period.fra or not period.til:
        return said
    whole, within = _WHEN[language]
    return f"{within}{said}" if period.fra == period.til else f"{whole}{said}"


def say_validity(period: Period, language: str) -> str:
    """For how long something holds: for perioden 2024–2026, fra og med 2024."""
    if period.fra and period.fra == period.til:
        return f"for {say_period(period, language)}"
    whole = _VALIDITY[language][0] if period.fra and period.til else ""
    return whole + say_period(period, language)


def say_time(time: ClockTime) -> str:
    """A time of day as 08.15, without kl. before it."""
    return f"{time.hour:02}.{time.minute:02}"


def say_weekdays(weekdays: Weekdays, language: str) -> str:
    """Weekdays in words: mandag–fredag, tirsdag og torsdag, hverdager."""
    if weekdays.working:
        return _WORKING_DAYS[language]
    names = _DAYS[language]
    runs: list[list[int]] = []
    for day in weekdays.days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = []
    for run in runs:
        if len(run) > 2:
            said.append(f"{names[run[0]]}–{names[run[-1]]}")
        else:
            said += [names[day] for day in run]
    return join(said, language)


def say_phone(phone: str) -> str:
    """A phone number in groups: 77 79 60 00, 800 40 008, 02800."""
    prefix, digits = ("", phone)
    if phone.startswith("+47"):
        prefix, digits = "+47" + NBSP, phone[3:]
    if len(digits) != 8 or not digits.isdigit():
        return prefix + digits
    sizes = (3, 2, 3) if digits[0] in "489" else (2, 2, 2, 2)
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    return prefix + NBSP.join(groups)


def say_frequency(frequency: Frequency, language: str) -> str:
    """How often, after a verb: minst to ganger i året, hvert andre år."""
    within, every, unit = _UNITS[language][frequency.per]
    if frequency.hvert:
        ordinal = _ORDINALS[language]
        nth = (
            "" if frequency.hvert == 1
            else f"{ordinal[frequency.hvert - 2]} " if frequency.hvert - 2 < len(ordinal)
            else f"{frequency.hvert}.{NBSP}"
        )  # fmt: skip
        said = f"{every} {nth}{unit}"
    else:
        number = frequency.antall or frequency.minst or frequency.bør or 0
        one, many = _TIMES[language]
        least = "minst " if frequency.minst else ""
        times = say_count(number, f"{spell_number(1, language)} {one}", many, language)
        said = f"{least}{times} {within}"
    if frequency.planlagt:
        said += f" ({spell_number(frequency.planlagt, language)} {_PLANNED[language]})"
    return said


def say_verb(frequency: Frequency, present: str, infinitive: str, language: str) -> str:
    """The verb that goes with a frequency: møtes, or bør møtes where it only should be so."""
    return f"{_SHOULD[language]} {infinitive}" if frequency.bør else present


def say_figure(levels: Sequence[str], language: str) -> str:
    """What a figure shows: Figur med to nivåer, ovenfra og ned: Rådet og Utvalget."""
    one, many, order = _FIGURE[language]
    number = say_count(len(levels), one, many, language)
    return f"Figur med {number}{order if len(levels) > 1 else ''}: {join(levels, language)}."


def say_genitive(text: str) -> str:
    """A name in the genitive: Rana kommunes, Moss’."""
    return text + ("’" if text[-1:].casefold() in {"s", "x", "z"} else "s")


def say_definite(title: str) -> str:
    """A title in the definite form: ordføreren, kommunedirektøren, lederen av driftsenheten.

    Titles of other genders and in the plural must be given in both forms.
    """
    found = re.match(r"(.+?)( (?:av|for|i|på|ved) .*)?$", title)
    head, rest = (found[1], found[2] or "") if found else (title, "")
    return head + ("n" if head.endswith("e") else "en") + rest


def capitalize(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


_SAID: Mapping[type, Callable[[Any, str], str]] = {
    Phone: lambda value, language: say_phone(value),
    int: lambda value, language: say_number(value),
    date: lambda value, language: say_date(value),
    ClockTime: lambda value, language: say_time(value),
    Weekdays: say_weekdays,
    PeriodEnd: lambda value, language: say_period_end(value),
    Period: say_period,
    Frequency: say_frequency,
}
