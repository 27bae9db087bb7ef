"""What many agreements chose: each choice with what most of them say, and who departs from it.

Takes the answers of three or more; gives rows of groups, groups of agreements that chose the same,
and how far each is from the common ground. It must never know how a matrix is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from avtalegen.comparison.answers import REASON, Answer, Answers, Question
from avtalegen.comparison.changes import merge_names
from avtalegen.comparison.essences import find_essence
from avtalegen.comparison.items import name_items
from avtalegen.comparison.standings import Standing, find_standings
from avtalegen.messages import Words, phrase
from avtalegen.quick import dataclass

# What is said of an item of a list by those who have it, where there is no more to say.
HAS = "✓"
# What counts when agreements are told apart; facts and headings do not.
COUNTED = frozenset({"choice", "clause", "words"})


@dataclass(frozen=True, slots=True)
class Group:
    """A value, who has it (positions from 0), and how many of them left it to its default.

    `said` is the value in words, "" where there is none; `answer` is that of the first who has it,
    None where the agreement does not have the clause.
    """

    said: str
    members: tuple[int, ...]
    defaults: int
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A question, and the groups of those who say the same, the largest first.

    `common` is the first group where more say so than anything else, and at least two or all.
    Those that are `without` the clause have nothing to say, and do not depart from what others say.
    """

    question: Question
    title: Words
    groups: tuple[Group, ...]
    common: Group | None
    without: tuple[int, ...] = ()

    @property
    def departures(self) -> int:
        """How many do not say what most say; all of them where nothing is said by most."""
        size = sum(len(group.members) for group in self.groups)
        return size - (len(self.common.members) if self.common else 0)

    def find_group(self, member: int) -> Group | None:
        """The group of an agreement, None where it is without the clause."""
        return next((group for group in self.groups if member in group.members), None)


@dataclass(frozen=True)
class Matrix:
    """Many agreements side by side.

    `clauses` are ids with titles, in order. `columns` are groups of agreements, as positions, that
    have the same clauses, choices and words of their own. `items` are the rows of a list: one for
    each item, of who has it, where they do not all have the same.
    """

    sides: tuple[Answers, ...]
    clauses: Mapping[str, str]
    rows: tuple[MatrixRow, ...]
    columns: tuple[tuple[int, ...], ...]
    standings: tuple[Standing, ...]
    items: Mapping[Question, tuple[MatrixRow, ...]]

    def list_rows(self, clause: str) -> list[MatrixRow]:
        """The rows of a clause, those with the fewest departures first."""
        inside = [row for row in self.rows if row.question.clause == clause]
        return sorted(inside, key=lambda row: (row.common is None, row.departures))


def make_matrix(sides: Sequence[Answers], clause: str = "") -> Matrix:
    """The matrix of the agreements, in their order; of one clause only where it is named."""
    clauses = _merge_clauses(sides)
    questions = _merge_questions(sides, clauses)
    if clause:
        questions = [question for question in questions if question.clause == clause]
    codes: list[list[int]] = [[] for _ in sides]
    rows = []
    for question in questions:
        row, code = _make_row(question, sides)
        if not any(group.said for group in row.groups):
            continue  # nobody says anything
        if question.kind in {"choice", "heading"} and not any(_made(s, question) for s in sides):
            continue  # nobody chose it
        rows.append(row)
        for at, value in enumerate(code):
            codes[at].append(value)
    chosen = [at for at, row in enumerate(rows) if row.question.kind not in {"fact", "heading"}]
    columns: dict[tuple[int, ...], list[int]] = {}
    for at, column in enumerate(codes):
        columns.setdefault(tuple(column[row] for row in chosen), []).append(at)
    items = {row.question: tuple(_list_items(row, sides)) for row in rows if _is_list(row)}
    return Matrix(
        tuple(sides), clauses, tuple(rows), tuple(tuple(c) for c in columns.values()),
        _find_standings(rows, codes, sides), items,
    )  # fmt: skip


def _is_list(row: MatrixRow) -> bool:
    answers = [group.answer for group in row.groups if group.answer is not None]
    return len(row.groups) > 1 and bool(answers) and answers[0].declared.type == "liste"


def _list_items(row: MatrixRow, sides: Sequence[Answers]) -> Iterator[MatrixRow]:
    """A row for each item that not all have, with what is said of it beside its name."""
    holders: dict[str, dict[str, list[int]]] = {}
    names: dict[str, str] = {}
    asked = [at for at in range(len(sides)) if at not in set(row.without)]
    for at in asked:
        answer = sides[at].given.get(row.question)
        named = name_items(answer.value, answer.declared, answer.language) if answer else {}
        for name, said in named.items():
            key = name.casefold()
            names.setdefault(key, name)
            holders.setdefault(key, {}).setdefault(said, []).append(at)
    for key, found in holders.items():
        having = {at for members in found.values() for at in members}
        without = tuple(at for at in asked if at not in having)
        groups = [Group(said or HAS, tuple(members), 0, None) for said, members in found.items()]
        groups += [Group("", without, 0, None)] if without else []
        if len(groups) > 1:
            yield _make_item(row, names[key], names[key], groups)
    yield from _list_order(row, sides, asked)


def _make_item(row: MatrixRow, key: str, title: Words, groups: list[Group]) -> MatrixRow:
    question = Question("item", row.question.clause, f"{row.question.name}: {key}")
    return _order_groups(question, title, groups, row.without)


def _list_order(row: MatrixRow, sides: Sequence[Answers], asked: list[int]) -> Iterator[MatrixRow]:
    """A row of the order of the items, where some have the same items in another order."""
    found: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for at in asked:
        answer = sides[at].given[row.question]
        if not answer.declared.ordnet:
            return
        named = name_items(answer.value, answer.declared, answer.language)
        found.setdefault(tuple(named.items()), []).append(at)
    if len({frozenset(order) for order in found}) == len(found):
        return
    groups = [
        Group("\n".join(name for name, _said in order), tuple(members), 0, None)
        for order, members in found.items()
    ]
    yield _make_item(row, "", phrase("the order"), groups)


def _order_groups(
    question: Question, title: Words, groups: list[Group], without: tuple[int, ...]
) -> MatrixRow:
    groups.sort(key=lambda group: (-len(group.members), not group.said, group.members))
    most = groups[0]
    others = [len(group.members) for group in groups[1:]]
    shared = not others or len(most.members) > max(others)
    common = most if shared and (len(most.members) > 1 or not others) else None
    return MatrixRow(question, title, tuple(groups), common, without)


def _made(side: Answers, question: Question) -> bool:
    return question in side.given and side.given[question].made


def _merge_clauses(sides: Sequence[Answers]) -> dict[str, str]:
    orders = dict.fromkeys(tuple(part.id for part in side.parts if part.shared) for side in sides)
    merged: list[str] = []
    for order in orders:
        merged = merge_names(merged, list(order))
    titles: dict[str, Counter[str]] = {name: Counter() for name in merged}
    for side in sides:
        for part in side.parts:
            if part.shared:
                titles[part.id][part.title] += 1
    return {name: titles[name].most_common(1)[0][0] for name in merged}


def _merge_questions(sides: Sequence[Answers], clauses: Mapping[str, str]) -> list[Question]:
    """Facts but for the parties, own words, then of each clause if it is there, and its rows."""
    known = dict.fromkeys(question for side in sides for question in side.given)
    facts = [q for q in known if q.kind == "fact" and " " not in q.name]
    words = [q for q in known if q.kind == "words" and not q.name.endswith(REASON)]
    inside: dict[str, list[Question]] = {clause: [] for clause in clauses}
    for question in known:
        if question.kind in {"heading", "choice"} and question.clause in inside:
            inside[question.clause].append(question)
    made = [*facts, *words]
    for clause, questions in inside.items():
        made += [Question("clause", clause, ""), *questions]
    return made


def _make_row(question: Question, sides: Sequence[Answers]) -> tuple[MatrixRow, list[int]]:
    """The row of a question, and for each agreement which value it has, as a number from 1.

    0 stands for an agreement that is without the clause.
    """
    found: dict[object, list[int]] = {}
    numbers: dict[object, int] = {}
    several = len({id(s.given[question].declared) for s in sides if question in s.given}) > 1
    code = []
    for at, side in enumerate(sides):
        if question.kind in {"choice", "heading"} and question not in side.given:
            code.append(0)
            continue
        essence = _find_essence(question, side)
        if several and question in side.given:  # declared in two ways, in two revisions
            essence = side.given[question].say() or None
        found.setdefault(essence, []).append(at)
        code.append(numbers.setdefault(essence, len(numbers) + 1))
    groups = [_make_group(question, members, sides) for members in found.values()]
    without = tuple(at for at, value in enumerate(code) if not value)
    return _order_groups(question, _find_title(question, sides), groups, without), code


def _find_essence(question: Question, side: Answers) -> object:
    if question.kind == "clause":
        return any(part.id == question.clause for part in side.parts)
    answer = side.given.get(question)
    return find_essence(answer.value, answer.declared) if answer else None


def _make_group(question: Question, members: list[int], sides: Sequence[Answers]) -> Group:
    if question.kind == "clause":
        has = _find_essence(question, sides[members[0]])
        return Group("ja" if has else "nei", tuple(members), 0, None)
    given = [sides[at].given.get(question) for at in members]
    defaults = sum(answer is not None and answer.is_given and not answer.made for answer in given)
    answer = next((answer for answer in given if answer is not None), None)
    return Group(answer.say() if answer else "", tuple(members), defaults, answer)


def _find_title(question: Question, sides: Sequence[Answers]) -> Words:
    if question.kind == "clause":
        return phrase("The clause is part of the agreement")
    return next(side.given[question].title for side in sides if question in side.given)


def _find_standings(
    rows: list[MatrixRow], codes: list[list[int]], sides: Sequence[Answers]
) -> tuple[Standing, ...]:
    choices = [at for at, row in enumerate(rows) if row.question.kind in COUNTED]
    # What most say to each choice, as the number that the first of them has there.
    common = [
        codes[group.members[0]][at] if (group := rows[at].common) is not None else 0
        for at in choices
    ]
    said = [[code[at] for at in choices] for code in codes]
    silent = [[_is_silent(rows[at].question, side) for at in choices] for side in sides]
    return find_standings(said, silent, common)


def _is_silent(question: Question, side: Answers) -> bool:
    """Whether an agreement says nothing to a question: no value, or no."""
    if question.kind == "clause":
        return not _find_essence(question, side)
    answer = side.given.get(question)
    return answer is None or not answer.is_given or answer.value is False
