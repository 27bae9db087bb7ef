"""What is wrong with an agreement that could be put together: a table of rules.

A rule takes a Subject, which is an agreement with its document, and gives problems. It changes
nothing. Rules over the words themselves stand in prose.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from avtalegen import prose, register
from avtalegen.agreements import Reading
from avtalegen.assembly import Assembled
from avtalegen.document import (
    Document,
    Link,
    Path,
    Value,
    walk_contents,
    walk_inlines,
    walk_sections,
)
from avtalegen.language import say
from avtalegen.messages import Words, phrase
from avtalegen.problems import Problem, offer
from avtalegen.prose import Subject
from avtalegen.yamlfile import name_field

Rule = Callable[[Subject], Iterable[Problem]]


def check(reading: Reading, assembled: Assembled, today: date | None) -> list[Problem]:
    """The problems that every rule finds on the day."""
    subject = Subject(reading, assembled.document, assembled.read, today)
    return [problem for rule in RULES for problem in rule(subject)]


def check_traces(subject: Subject) -> Iterator[Problem]:
    """A warning for each value in a clause that no word of the document comes from."""
    printed = set(walk_value_paths(subject.document)) | subject.read
    reading = subject.reading
    tree = reading.tree
    for path in tree.values:
        is_text = isinstance(tree.find(path), str)
        if len(path) < 2 or path[0] not in reading.clauses or not is_text:
            continue
        if not any(path[:length] in printed for length in range(2, len(path) + 1)):
            yield Problem("value-no-trace", tree.locate(path), name_field(path))


def walk_value_paths(document: Document) -> Iterator[Path]:
    """The path of every value that the document prints."""
    sections = [s for _, s in walk_sections((*document.sections, *document.annexes))]
    contents = [
        *(section.title for section in sections),
        *(content for section in sections for content in walk_contents(section.blocks)),
        *(note.content for note in document.footnotes),
    ]
    for content in contents:
        for inline in walk_inlines(content):
            if isinstance(inline, Value | Link) and inline.path is not None:
                yield inline.path


def check_period(subject: Subject) -> Iterator[Problem]:
    """A warning where the agreement's period has ended."""
    agreement, path = subject.reading.agreement, ("periode", "til")
    end = agreement.periode.til if agreement.periode else None
    if end and subject.today and end.last < subject.today:
        details = {"ended": say(end.last, "nb").replace("\u00a0", " ")}
        place = subject.reading.tree.locate(path)
        yield Problem("period-expired", place, name_field(path), details)


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
        if known and not right and len(known.names) > 1:
            continue  # it may be an inflected form of the Sami or Kven name
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
        place = subject.reading.tree.locate(path)
        details: dict[str, Words] = {"read": number, "name": party.navn, "mend": mend}
        yield Problem("municipality-number", place, name_field(path), details)


RULES: tuple[Rule, ...] = (check_traces, check_period, check_numbers, *prose.RULES)
