"""What two agreements chose differently: every choice in exactly one class.

Takes the answers of both; gives a comparison, with the same rows the other way round when they are
exchanged. It must never know how a comparison is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from avtalegen.choices import ValueType
from avtalegen.comparison import redline
from avtalegen.comparison.answers import Answer, Answers, Kind, Question
from avtalegen.comparison.essences import find_essence, unify
from avtalegen.comparison.items import Change, Sides, compare_values
from avtalegen.comparison.matching import merge
from avtalegen.quick import dataclass

# Equal: said by both in the same way, by one of them perhaps as a default. Neither: no one chose.
RowKind = Literal["equal", "different", "first", "second", "neither"]
Nuance = Literal["", "order", "writing"]
Presence = Literal["both", "first", "second"]


@dataclass(frozen=True, slots=True)
class Row:
    """One question, the answers of both, and how they differ.

    `first` and `second` are None where the agreement has nothing that the question belongs to.
    `changes` are the items of a list, or the fields of an object, or the whole value. `nuance` says
    of values that are equal if they are written in another order, or in another way.
    """

    question: Question
    kind: RowKind
    first: Answer | None
    second: Answer | None
    changes: tuple[Change, ...] = ()
    nuance: Nuance = ""

    @property
    def answer(self) -> Answer:
        """One of the answers, for what both say of the question."""
        found = self.first or self.second
        if found is None:
            raise ValueError(self.question)
        return found

    @property
    def differs(self) -> bool:
        """Whether the two do not say the same."""
        return self.kind in {"different", "first", "second"}


@dataclass(frozen=True, slots=True)
class ClauseRows:
    """The rows of one clause, and whether one of the agreements has it alone."""

    id: str
    titles: tuple[str, str]
    presence: Presence
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """Two agreements side by side: facts, the municipalities' own words, then clause by clause.

    `moved` are the ids of clauses that stand in another order among those that both have beside
    them, the municipalities' own among them.
    """

    first: Answers
    second: Answers
    facts: tuple[Row, ...]
    words: tuple[Row, ...]
    clauses: tuple[ClauseRows, ...]
    moved: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the two agreements differ in anything that was compared."""
        apart = any(clause.presence != "both" for clause in self.clauses)
        return apart or bool(self.moved) or any(row.differs for row in self.rows)

    @property
    def choices(self) -> tuple[Row, ...]:
        """Every choice of every clause."""
        return tuple(
            row for clause in self.clauses for row in clause.rows if row.question.kind == "choice"
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row: facts, own words, headings and choices."""
        inside = (row for clause in self.clauses for row in clause.rows)
        return (*self.facts, *self.words, *inside)

    def limit(self, clause: str) -> Comparison:
        """The same with one clause, and without the facts."""
        words = tuple(row for row in self.words if row.question.clause == clause)
        clauses = tuple(each for each in self.clauses if each.id == clause)
        moved = tuple(name for name in self.moved if name == clause)
        return replace(self, facts=(), words=words, clauses=clauses, moved=moved)

    def count_choices(self, kind: RowKind) -> int:
        """How many choices are of the kind."""
        return sum(row.kind == kind for row in self.choices)

    def list_clauses(self, presence: Presence) -> list[ClauseRows]:
        """The clauses that both have, or one of them alone."""
        return [clause for clause in self.clauses if clause.presence == presence]


def compare(first: Answers, second: Answers) -> Comparison:
    """The comparison of two agreements."""
    return Comparison(
        first,
        second,
        _compare_kind(first, second, "fact"),
        _compare_kind(first, second, "words"),
        tuple(_compare_clauses(first, second)),
        tuple(_find_moved(first, second)),
    )


def _compare_kind(first: Answers, second: Answers, kind: Kind) -> tuple[Row, ...]:
    names = _match_own(first, second)
    given = [
        {q: answer for q, answer in first.given.items() if q.kind == kind},
        {
            replace(q, clause=names.get(q.clause, q.clause)): answer
            for q, answer in second.given.items()
            if q.kind == kind
        },
    ]
    questions = _merge_questions(list(given[0]), list(given[1]))
    return tuple(compare_answers(q, given[0].get(q), given[1].get(q)) for q in questions)


def _match_own(first: Answers, second: Answers) -> dict[str, str]:
    """What the second's own clauses are called in the first, which has them by another key.

    A clause of their own is the same if it has the same heading, or the same text, as just one.
    """
    own = [
        {part.id: part.title for part in side.parts if not part.shared} for side in (first, second)
    ]
    left = [{n: t for n, t in side.items() if n not in other} for side, other in (own, own[::-1])]
    found: dict[str, str] = {}
    for name, title in left[1].items():
        text = second.given[Question("words", name, "ny")].value
        same = [
            other
            for other, called in left[0].items()
            if called == title or first.given[Question("words", other, "ny")].value == text
        ]
        if len(same) == 1:
            found[name] = same[0]
    called = list(found.values())
    return {name: other for name, other in found.items() if called.count(other) == 1}


def _compare_clauses(first: Answers, second: Answers) -> Iterable[ClauseRows]:
    own = [{part.id: part.title for part in side.parts if part.shared} for side in (first, second)]
    for clause in merge_names(list(own[0]), list(own[1])):
        inside = [
            [q for q in side.given if q.clause == clause and q.kind in {"heading", "choice"}]
            for side in (first, second)
        ]
        rows = tuple(
            compare_answers(q, first.given.get(q), second.given.get(q))
            for q in _merge_questions(*inside)
        )
        held = [clause in side for side in own]
        presence: Presence = "both" if all(held) else "first" if held[0] else "second"
        titles = (own[0].get(clause, ""), own[1].get(clause, ""))
        yield ClauseRows(clause, titles, presence, rows)


def compare_answers(question: Question, first: Answer | None, second: Answer | None) -> Row:
    """The row of a question that one of the agreements answers, or both."""
    given = [answer for answer in (first, second) if answer is not None]
    declared = unify(given[0].declared, given[-1].declared)
    if declared is None:
        return _compare_said(question, first, second)
    one, other = (a.value if a is not None and a.is_given else None for a in (first, second))
    kind = _find_kind(
        first, second, find_essence(one, declared), find_essence(other, declared)
    )  # fmt: skip
    if kind == "neither":
        return Row(question, kind, first, second)
    sides = Sides(given[0].language, given[-1].language)
    empty = () if declared.type == "liste" else None
    changes = compare_values(
        one if one is not None else empty, other if other is not None else empty, declared, sides
    )
    nuance = _find_nuance(one, other, declared) if kind == "equal" else ""
    return Row(question, kind, first, second, tuple(changes), nuance)


def _find_nuance(first: Any, second: Any, declared: ValueType) -> Nuance:
    """How two values that are equal are not written the same."""
    exact = [find_essence(value, declared, exact=True) for value in (first, second)]
    if exact[0] == exact[1]:
        return ""
    same = declared.type == "liste" and set(exact[0]) == set(exact[1])
    return "order" if same else "writing"


def _compare_said(question: Question, first: Answer | None, second: Answer | None) -> Row:
    """The row of a choice that is made of other things in one agreement: two ways of saying it."""
    said = [answer.say() if answer is not None else "" for answer in (first, second)]
    kind = _find_kind(first, second, said[0] or None, said[1] or None)
    if kind == "neither":
        return Row(question, kind, first, second)
    change = Change(kind, "", said[0] or None, said[1] or None)
    return Row(question, kind, first, second, (change,))


def _find_kind(
    first: Answer | None, second: Answer | None, one: object | None, other: object | None
) -> RowKind:
    """The class of two answers with their essences."""
    made = [answer is not None and answer.made and answer.is_given for answer in (first, second)]
    if one == other and not any(made):
        return "neither"
    # A default counts only against what was chosen in the same clause.
    if one is None:
        return "second" if made[1] or first is not None else "neither"
    if other is None:
        return "first" if made[0] or second is not None else "neither"
    return "equal" if one == other else "different"


def merge_names(first: list[str], second: list[str]) -> list[str]:
    """The names of both, those of the first in their order, others after what they come after."""
    pairs = [(i, second.index(name)) for i, name in enumerate(first) if name in second]
    return [
        first[i] if i is not None else second[j or 0]
        for i, j in merge(len(first), len(second), pairs)
    ]


def _merge_questions(first: list[Question], second: list[Question]) -> list[Question]:
    if first == second:
        return first
    pairs = [(i, second.index(question)) for i, question in enumerate(first) if question in second]
    return [
        first[i] if i is not None else second[j or 0]
        for i, j in merge(len(first), len(second), pairs)
    ]


def _find_moved(first: Answers, second: Answers) -> list[str]:
    """The clauses that both have under the same heading in another order, as few as there are."""
    below = [_list_below(side) for side in (first, second)]
    found: list[str] = []
    for above in below[0]:
        names = [[n for n in side.get(above, ()) if n in below[1 - at].get(above, ())]
                 for at, side in enumerate(below)]  # fmt: skip
        order = [names[1].index(name) for name in names[0]]
        found += [names[0][position] for position in sorted(redline.find_moved(order))]
    return found


def _list_below(side: Answers) -> dict[str, tuple[str, ...]]:
    inner = {name for part in side.parts for name in part.below}
    below = {part.id: part.below for part in side.parts}
    return {**below, "": tuple(part.id for part in side.parts if part.id not in inner)}
