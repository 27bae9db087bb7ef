"""A comparison as values: rows for a spreadsheet, and JSON for programs.

Norwegian Excel takes semicolons, a byte order mark and Windows' line ends for a table. JSON is as
schemas/diff.schema.json describes it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from avtalegen.comparison.answers import Answer, Answers
from avtalegen.comparison.changes import Comparison, Row, RowKind
from avtalegen.comparison.matrix import Group, Matrix, MatrixRow
from avtalegen.comparison.reasons import Explained
from avtalegen.comparison.wording import SectionChange
from avtalegen.messages import phrase
from avtalegen.pages.summary import Say, find_names, label_marks
from avtalegen.pages.words import name_part

VERSION = 1
# What Excel would read as a formula, a number without its zeros, or a date, and change.
_CHANGED = re.compile(
    r"[=+\-@\t\r].*|0\d+|[\d\s.,:/\-–+%]*\d[\d\s.,:/\-–+%]*|(\d{1,2}\.?\s)?[a-zæøå]+\.?\s\d{2,4}",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"0|[1-9]\d{0,8}")


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows as a table that a Norwegian Excel opens as it is."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([_keep(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def _keep(said: str) -> str:
    """The cell as text that Excel shows letter for letter."""
    if _NUMBER.fullmatch(said) or not _CHANGED.fullmatch(said):
        return said
    quoted = said.replace('"', '""')
    return f'="{quoted}"'


def list_pair(comparison: Comparison, say: Say) -> Iterator[list[str]]:
    """A row for each thing that was compared, equal ones too, with where both stand."""
    names = find_names(comparison)
    labels = {**label_marks(names, say), "moved": say(phrase("moved")), "neither": ""}
    titles = {
        part.id: part.title for side in (comparison.second, comparison.first) for part in side.parts
    }  # fmt: skip
    heads = (phrase("Clause"), phrase("Choice"), phrase("About"), phrase("Difference"))
    places = [say(phrase("{name}: place", name=name)) for name in names]
    yield [*(say(head) for head in heads), *names, *places]
    yield from _list_clauses(comparison, say, labels)
    notes = {"": labels["equal"], "order": say(phrase("the same, in another order")),
             "writing": say(phrase("the same, written in another way"))}  # fmt: skip
    for row in comparison.rows:
        if row.kind == "neither":
            continue
        clause = titles.get(row.question.clause, row.question.clause)
        labels["equal"] = notes[row.nuance]
        for change in row.changes:
            yield [
                clause, say(row.answer.title), change.label, labels[change.kind],
                _mark(change.first, row.first, say), _mark(change.second, row.second, say),
                _place(row.first), _place(row.second),
            ]  # fmt: skip


def _list_clauses(
    comparison: Comparison, say: Say, labels: Mapping[str, str]
) -> Iterator[list[str]]:
    """A row for each clause that one agreement has alone, and for each in another place."""
    there = say(phrase("The clause is part of the agreement"))
    yes, no = say(phrase("yes")), say(phrase("no"))
    for clause in comparison.clauses:
        if clause.presence != "both":
            held = [yes, no] if clause.presence == "first" else [no, yes]
            title = next(filter(None, clause.titles))
            yield [title, there, "", labels[clause.presence], *held, "", ""]
    parts = {part.id: part.title for part in comparison.first.parts}
    for name in comparison.moved:
        yield [parts[name], there, "", say(phrase("in another place")), yes, yes, "", ""]


def list_words(
    explained: Sequence[Explained], names: tuple[str, str], say: Say
) -> Iterator[list[str]]:
    """A row for each passage of two documents: what both have of it, and whether it differs."""
    yield [say(phrase("Clause")), *names, say(phrase("Difference"))]
    for each in explained:
        title = name_part(each, say)
        for passage in each.change.passages:
            texts = [
                "".join(run.text for run in passage.runs if run.tag in {"same", tag}).strip()
                for tag in ("removed", "added")
            ]
            mark = phrase("different") if passage.differs else phrase("equal")
            yield [title, *texts, say(mark)]


def list_matrix(matrix: Matrix, names: Sequence[str], say: Say) -> Iterator[list[str]]:
    """A row for each choice: what most chose, how many depart from it, and what each chose."""
    heads = (
        phrase("Clause"), phrase("Choice"), phrase("Most common"), phrase("Most common: how many"),
        phrase("Departures"),
    )  # fmt: skip
    yield [*(say(head) for head in heads), *names]
    missing = say(phrase("without the clause"))
    for row in matrix.rows:
        most = row.common
        said = {
            at: _mark(group.said, matrix.sides[at].given.get(row.question), say)
            for group in row.groups
            for at in group.members
        }
        yield [
            matrix.clauses.get(row.question.clause, row.question.clause), say(row.title),
            most.said if most else "", str(len(most.members)) if most else "",
            str(row.departures) if most else "",
            *(said.get(at, missing) for at in range(len(matrix.sides))),
        ]  # fmt: skip


def describe_pair(
    comparison: Comparison, explained: Sequence[Explained], say: Say, *, words: bool
) -> dict[str, Any]:
    """A comparison of two as JSON; with `words`, every passage of their documents too."""
    kinds: tuple[RowKind, ...] = ("equal", "different", "first", "second", "neither")
    made: dict[str, Any] = {
        "version": VERSION,
        "kind": "two",
        "agreements": [_describe_side(side) for side in (comparison.first, comparison.second)],
        "counts": {kind: comparison.count_choices(kind) for kind in kinds},
        "facts": [describe_row(row, say) for row in comparison.facts],
        "words": [describe_row(row, say) for row in comparison.words],
        "clauses": [
            {
                "id": clause.id,
                "titles": [title or None for title in clause.titles],
                "in": clause.presence,
                "moved": clause.id in comparison.moved,
                "choices": [describe_row(row, say) for row in clause.rows],
            }
            for clause in comparison.clauses
        ],
        "documents": [_describe_words(each, say, words=words) for each in explained],
    }
    return made


def describe_matrix(matrix: Matrix, say: Say) -> dict[str, Any]:
    """A comparison of many as JSON."""
    names = [side.name for side in matrix.sides]
    return {
        "version": VERSION,
        "kind": "many",
        "agreements": [_describe_side(side) for side in matrix.sides],
        "groups": [[names[at] for at in column] for column in matrix.columns],
        "standings": [
            {
                "name": names[standing.member],
                "departures": standing.departures,
                "compared": standing.compared,
                "nearest": [names[at] for at in standing.nearest],
                "apart": standing.apart,
                "together": standing.together,
            }
            for standing in matrix.standings
        ],
        "rows": [
            {
                "kind": row.question.kind,
                "clause": row.question.clause or None,
                "key": row.question.name or None,
                "title": say(row.title),
                "common": row.groups.index(row.common) if row.common else None,
                "departures": row.departures,
                "without": [names[at] for at in row.without],
                "values": [_describe_group(group, row, matrix) for group in row.groups],
            }
            for row in matrix.rows
        ],
    }


def write_json(made: dict[str, Any]) -> str:
    """The values as JSON that ends in a newline."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _mark(said: str | None, answer: Answer | None, say: Say) -> str:
    """What is said, with a word of it where nobody chose it."""
    if not said or answer is None or answer.made:
        return said or ""
    return f"{said} {say(phrase('(default)'))}"


def _place(answer: Answer | None) -> str:
    return str(answer.place) if answer is not None and answer.made else ""


def _describe_side(side: Answers) -> dict[str, Any]:
    return {
        "name": side.name, "title": side.title, "file": side.reading.tree.name,
        "template": side.template,
    }  # fmt: skip


def describe_row(row: Row, say: Say) -> dict[str, Any]:
    """A row of a comparison as JSON."""
    return {
        "kind": row.question.kind,
        "clause": row.question.clause or None,
        "key": row.question.name,
        "title": say(row.answer.title),
        "class": row.kind,
        "nuance": row.nuance or None,
        "first": _describe_answer(row.first),
        "second": _describe_answer(row.second),
        "changes": [
            {
                "class": change.kind, "about": change.label or None, "first": change.first,
                "second": change.second,
                "places": list(change.places) if change.places else None,
            }
            for change in row.changes
        ],
    }  # fmt: skip


def _describe_answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None or not answer.is_given:
        return None
    return {
        "said": answer.say(),
        "made": answer.made,
        "file": answer.place.file,
        "line": answer.place.line if answer.made else None,
        "column": answer.place.column if answer.made else None,
    }


def _describe_words(each: Explained, say: Say, *, words: bool) -> dict[str, Any]:
    change = each.change
    made: dict[str, Any] = {
        "ids": [name or None for name in change.ids],
        "titles": [title or None for title in change.titles],
        "differs": change.differs,
        "reasons": [say(reason) for reason in each.reasons],
    }
    if words:
        made["passages"] = describe_passages(change)
    return made


def describe_passages(change: SectionChange) -> list[dict[str, Any]]:
    """Every passage of a part of two documents as JSON."""
    return [
        {
            "kind": passage.kind, "depth": passage.depth,
            "runs": [{"tag": run.tag, "text": run.text} for run in passage.runs],
        }
        for passage in change.passages
    ]  # fmt: skip


def _describe_group(group: Group, row: MatrixRow, matrix: Matrix) -> dict[str, Any]:
    places = {}
    for at in group.members:
        answer = matrix.sides[at].given.get(row.question)
        made = answer is not None and answer.made and answer.is_given
        places[matrix.sides[at].name] = (
            {"file": answer.place.file, "line": answer.place.line} if made and answer else None
        )
    return {"said": group.said or None, "defaults": group.defaults, "agreements": places}
