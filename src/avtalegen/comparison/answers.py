"""What one agreement says to everything that can be compared: its facts, choices and own words.

Takes a Reading and its plan; gives answers by question, in the order of the agreement. It must
never know what it will be compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Literal

from avtalegen.agreements import Reading
from avtalegen.choices import ValueType, find_title
from avtalegen.comparison.saying import say_value
from avtalegen.document import read_text
from avtalegen.messages import Words, phrase
from avtalegen.planning import plan
from avtalegen.problems import Location
from avtalegen.quick import dataclass
from avtalegen.schema import LocalWords, Party
from avtalegen.tree import ValuePath
from avtalegen.values import Alternative

Kind = Literal["fact", "heading", "choice", "words", "clause", "item"]

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk"}
TEXT = ValueType(type=Alternative("tekst"))
_TITLE = TEXT
_PERIOD = ValueType(type=Alternative("periode"))
PROSE = ValueType(type=Alternative("avsnitt"))
# What stands beside a municipality's own words.
_BESIDE = {"overskrift": phrase("Heading of their own clause"), "grunn": phrase("Their reason")}
# How the names of questions end that are about the heading, and about the reason, which no document
# has.
HEADING, REASON = " overskrift", " grunn"


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared: a fact, a choice in a clause, its heading, own words.

    Where many are compared, also whether an agreement has a clause, and an item of a list.

    `name` is the key in the file, or what tells several of a kind apart; `clause` is "" for facts.
    """

    kind: Kind
    clause: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with its declared type, what the question is called, and whether it was chosen.

    A value that was not chosen is the default, or None or () where there is none. `place` is where
    it stands, or where its clause does.
    """

    title: Words
    value: Any
    declared: ValueType
    language: str
    place: Location
    made: bool = True

    @property
    def is_given(self) -> bool:
        """Whether there is a value at all."""
        return self.value is not None and self.value != ()

    def say(self) -> str:
        """The value in words."""
        return say_value(self.value, self.declared, self.language)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of an agreement: its id, its heading, and what stands below it."""

    id: str
    title: str
    shared: bool
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """One agreement as it is compared: what it is called, its clauses in order, and its answers.

    `name` is what it was asked for by; `title` is what people call it.
    """

    name: str
    title: str
    reading: Reading
    parts: tuple[Part, ...]
    given: Mapping[Question, Answer] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The name of the kind of agreement."""
        return str(self.reading.agreement.mal)


def collect(name: str, reading: Reading) -> Answers:
    """The answers of an agreement whose plan has no errors."""
    planned = list(plan(reading).walk())
    parts = tuple(
        Part(p.id, read_text((p.title,)), p.clause is not None, tuple(b.id for b in p.below))
        for p in planned
    )
    given = dict(_walk_facts(reading))
    given |= dict(_walk_words(reading, {part.id: part.title for part in parts}))
    for part in parts:
        given |= dict(_walk_clause(reading, part))
    municipalities = [p.short_name for p in reading.agreement.parter if p.slag == "kommune"]
    _name, _at, revision = name.partition("@")
    then = f" ({revision})" if revision else ""
    return Answers(name, ", ".join(municipalities) + then, reading, parts, given)


def _walk_facts(reading: Reading) -> Iterator[tuple[Question, Answer]]:
    agreement = reading.agreement
    facts: list[tuple[str, Words, Any, ValueType, ValuePath]] = [
        ("mal", phrase("Kind of agreement"), _say_template(reading), TEXT, ("mal",)),
        ("målform", phrase("Written standard"), LANGUAGES[agreement.målform], TEXT, ("målform",)),
        ("tittel", phrase("Title"), agreement.tittel, TEXT, ("tittel",)),
        ("undertittel", phrase("Subtitle"), agreement.undertittel, TEXT, ("undertittel",)),
        ("status", phrase("Status"), _say_status(reading), TEXT, ("status",)),
        ("periode", phrase("Period"), agreement.periode, _PERIOD, ("periode",)),
    ]
    seen: dict[str, int] = {}
    for position, party in enumerate(agreement.parter):
        seen[party.slag] = seen.get(party.slag, 0) + 1
        name = f"{party.slag} {seen[party.slag]}"
        called = phrase("Party: {kind}", kind=str(party.slag))
        facts.append((name, called, _say_party(party), TEXT, ("parter", position)))
    titler = agreement.titler
    facts += [
        ("politileder", phrase("Title of the local police chief"), titler.politileder, _TITLE,
         ("titler", "politileder")),
        ("slt_koordinator", phrase("Title of the SLT coordinator"), titler.slt_koordinator,
         _TITLE, ("titler", "slt_koordinator")),
    ]  # fmt: skip
    for name, title, value, declared, path in facts:
        yield Question("fact", "", name), _answer(reading, path, title, value, declared)


def _walk_clause(reading: Reading, part: Part) -> Iterator[tuple[Question, Answer]]:
    tree, name = reading.tree, part.id
    path: ValuePath = ("overskrifter", name)
    if not part.shared:
        return
    made = tree.find(path) is not None
    place = path if made else (name,)
    heading = _answer(reading, place, phrase("Heading"), part.title, TEXT, made=made)
    yield Question("heading", name, "overskrift"), heading
    if name not in reading.clauses or getattr(reading.agreement, name) is True:
        return  # its own words stand in the place of the clause
    choices, chosen = reading.clauses[name].declaration.valg, reading.choices(name)
    for key, choice in choices.items():
        value = getattr(chosen, key)
        answer = _answer(reading, (name, key), find_title(key, choice), value, choice)
        yield Question("choice", name, key), answer


def _walk_words(reading: Reading, titles: Mapping[str, str]) -> Iterator[tuple[Question, Answer]]:
    seen: dict[tuple[str, str], int] = {}
    for position, local in enumerate(reading.agreement.lokalt):
        kind, clause = _find_kind(local)
        seen[kind, clause] = nth = seen.get((kind, clause), 0) + 1
        title = titles.get(clause, clause)
        said = {
            "erstatt": phrase("In place of the clause “{title}”", title=title),
            "tillegg": phrase("Added to the clause “{title}”", title=title),
            "ny": phrase("Clause of its own: “{title}”", title=title),
        }[kind]
        path: ValuePath = ("lokalt", position)
        name = f"{kind} {nth}" if nth > 1 else kind
        question = Question("words", clause, name)
        yield question, _answer(reading, (*path, "tekst"), said, local.tekst, PROSE)
        for key, called in _BESIDE.items():
            value = getattr(local, key)
            if value is not None:
                question = Question("words", clause, f"{name} {key}")
                yield question, _answer(reading, (*path, key), called, value, TEXT)


def _find_kind(local: LocalWords) -> tuple[str, str]:
    if local.erstatt:
        return "erstatt", local.erstatt
    if local.tillegg:
        return "tillegg", local.tillegg
    return "ny", local.ny or ""


def _answer(
    reading: Reading,
    path: ValuePath,
    title: Words,
    value: Any,
    declared: ValueType,
    **more: Any,
) -> Answer:
    made = more.pop("made", reading.tree.find(path) is not None)
    language = reading.agreement.målform
    place = reading.tree.locate(path)
    return Answer(title, value, declared, language, place, made, **more)


def _say_template(reading: Reading) -> str:
    return reading.template.tittel.say(reading.agreement.målform)


def _say_status(reading: Reading) -> str:
    status = reading.agreement.status
    day = say_value(status.dato, ValueType(type=Alternative("dato")), "nb") if status.dato else ""
    return ", ".join(part for part in (str(status.tilstand), status.sted or "", day) if part)


def _say_party(party: Party) -> str:
    """A party in words: its name and unit, how it adopted the agreement, and who signs for it."""
    number = f" ({party.kommunenummer})" if party.kommunenummer else ""
    adopted = party.vedtak
    said = [
        party.navn + number,
        party.politidistrikt or "",
        party.enhet or "",
        *(
            ", ".join(part for part in (signs.tittel, signs.navn or "", signs.enhet or "") if part)
            for signs in party.signatories
        ),
    ]
    if adopted:
        day = say_value(adopted.dato, ValueType(type=Alternative("dato")), "nb")
        said.append(", ".join(p for p in (adopted.organ, day, adopted.saksnummer or "") if p))
    return "\n".join(part for part in said if part)
