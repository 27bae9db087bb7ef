"""Which sections an agreement has, in which order, and whose words stand in each.

Takes a Reading; gives planned sections and annexes, or problems in the municipality's file.
The template gives the clauses; the municipality leaves some out, gives them its own order,
headings and words, and adds clauses of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from avtalegen.agreements import Reading
from avtalegen.clause import Clause
from avtalegen.declarations import Entry
from avtalegen.document import Text, Value
from avtalegen.messages import Words, phrase
from avtalegen.problems import Problem, suggest
from avtalegen.quick import dataclass
from avtalegen.schema import LocalWords
from avtalegen.tree import ValuePath, name_field


@dataclass(slots=True)
class Planned:
    """A section to write: its title, the shared clause or the local words, and what comes below.

    `clause` is None where local words stand alone; `local` are positions in `lokalt`, in order.
    """

    id: str
    title: Text | Value
    clause: Clause | None = None
    local: list[int] = field(default_factory=list)
    below: list[Planned] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """The sections and the annexes of an agreement, in order, and what is wrong with them."""

    sections: list[Planned] = field(default_factory=list)
    annexes: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def walk(self) -> Iterator[Planned]:
        """Every planned section, those below included."""
        yield from _walk([*self.sections, *self.annexes])


def plan(reading: Reading) -> Plan:
    """The plan of the agreement."""
    return _Planner(reading).plan()


class _Planner:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.made = reading, Plan()

    def plan(self) -> Plan:
        self.made.sections = self.entries(self.reading.template.klausuler, None)
        self.made.annexes = self.entries(self.reading.template.vedlegg, None)
        for position, words in enumerate(self.reading.agreement.lokalt):
            self.place_words(position, words)
        self.rename()
        self.reorder()
        return self.made

    def problem(self, code: str, path: ValuePath, **details: Words) -> None:
        place = self.reading.tree.locate(path)
        self.made.problems.append(Problem(code, place, name_field(path), details))

    def absent(self, read: str, path: ValuePath) -> None:
        mend = suggest(read, [planned.id for planned in self.made.walk()])
        self.problem("clause-absent", path, read=read, mend=mend)

    def find(self, clause: str) -> Planned | None:
        return next((planned for planned in self.made.walk() if planned.id == clause), None)

    def entries(self, entries: Iterable[Entry], above: str | None) -> list[Planned]:
        made = []
        language = self.reading.agreement.målform
        for entry in entries:
            included = self.reading.includes(entry.klausul)
            below = self.entries(entry.underklausuler, None if included else entry.klausul)
            if not included:
                continue
            if above:
                mend = phrase(
                    "write {above}: ja, or remove {below}", above=above, below=entry.klausul
                )
                self.problem("clause-absent", (entry.klausul,), read=above, mend=mend)
            clause = self.reading.clauses[entry.klausul]
            title = Text(clause.declaration.tittel.say(language))
            made.append(Planned(entry.klausul, title, clause, below=below))
        return made

    def place_words(self, position: int, words: LocalWords) -> None:
        path: ValuePath = ("lokalt", position)
        if words.ny:
            self.add(position, words, words.ny)
            return
        kind = "erstatt" if words.erstatt else "tillegg"
        name = words.erstatt or words.tillegg or ""
        planned = self.find(name)
        if planned is None:
            self.absent(name, (*path, kind))
        elif words.erstatt and planned.local:
            earlier = [self.reading.agreement.lokalt[before].erstatt for before in planned.local]
            code = "clause-replaced-twice" if any(earlier) else "clause-replaced-late"
            self.problem(code, (*path, kind), read=name)
        else:
            planned.local.append(position)

    def add(self, position: int, words: LocalWords, name: str) -> None:
        path: ValuePath = ("lokalt", position)
        if self.find(name) or hasattr(self.reading.agreement, name):
            self.problem("clause-exists", (*path, "ny"), read=name)
            return
        title = Value(words.overskrift or "", (*path, "overskrift"))
        made = Planned(name, title, local=[position])
        if words.etter is None:
            self.made.sections.append(made)
            return
        for siblings in self.siblings():
            for number, planned in enumerate(siblings):
                if planned.id == words.etter:
                    siblings.insert(number + 1, made)
                    return
        self.absent(words.etter, (*path, "etter"))

    def siblings(self) -> Iterator[list[Planned]]:
        yield self.made.sections
        yield self.made.annexes
        for planned in list(self.made.walk()):
            yield planned.below

    def rename(self) -> None:
        for name, title in self.reading.agreement.overskrifter.items():
            if planned := self.find(name):
                planned.title = Value(title, ("overskrifter", name))
            else:
                place = self.reading.tree.locate_key(("overskrifter", name))
                mend = suggest(name, [planned.id for planned in self.made.walk()])
                details: dict[str, Words] = {"read": name, "mend": mend}
                self.made.problems.append(
                    Problem("clause-absent", place, f"overskrifter.{name}", details)
                )

    def reorder(self) -> None:
        order = self.reading.agreement.rekkefølge
        if not order:
            return
        ids = [planned.id for planned in self.made.sections]
        missing = [name for name in ids if name not in order]
        for position, name in enumerate(order):
            if name not in ids and self.find(name):
                self.problem("order-nested", ("rekkefølge", position), read=name)
            elif name not in ids:
                self.absent(name, ("rekkefølge", position))
            elif name in order[:position]:
                self.problem("clause-twice", ("rekkefølge", position), read=name)
        if missing:
            self.problem("order-incomplete", ("rekkefølge",), read=", ".join(missing))
        if not self.made.problems:
            self.made.sections.sort(key=lambda planned: order.index(planned.id))


def _walk(sections: Iterable[Planned]) -> Iterator[Planned]:
    for planned in sections:
        yield planned
        yield from _walk(planned.below)
