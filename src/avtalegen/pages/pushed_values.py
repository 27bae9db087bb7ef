"""What two revisions change, as values that programs read: JSON, and CSV for Excel.

Takes what was found; gives rows and values. Their form is told by schemas/diff.schema.json.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtalegen.comparison.redline import Tag
from avtalegen.comparison.wording import Passage
from avtalegen.messages import Words, phrase
from avtalegen.pages.naming import Namer
from avtalegen.pages.summary import Say
from avtalegen.pages.values import VERSION, describe_passages, describe_row
from avtalegen.problems import Problem
from avtalegen.pushes.steps import Changed, Kind
from avtalegen.pushes.telling import Agreement, Own, Pushed, Shared

_SHARED, _OWN = phrase("shared words"), phrase("own file")
_STATES: dict[str, Words] = {
    "added": phrase("new"), "removed": phrase("removed"), "renamed": phrase("another file name"),
    "unread": phrase("could not be compared"),
}  # fmt: skip
_KINDS: dict[Kind, Words] = {
    "style": phrase("style"), "logo": phrase("another logo"), "order": phrase("order of clauses"),
    "numbers": phrase("numbers of clauses"), "layout": phrase("layout"),
    "writing": phrase("written in another way"),
}  # fmt: skip


def list_pushed(pushed: Pushed, say: Say) -> Iterator[list[str]]:
    """A row for each thing that changes in each agreement: before and now."""
    heads = (
        phrase("Agreement"), phrase("File"), phrase("Status before"), phrase("Cause"),
        phrase("Clause"), phrase("Choice"), phrase("About"), phrase("Before"), phrase("Now"),
    )  # fmt: skip
    yield [say(head) for head in heads]
    namer = Namer(pushed, say)
    for name, agreement in pushed.agreements.items():
        head = [agreement.title, agreement.file, agreement.status]
        for state, said in _STATES.items():
            if name in _list_names(pushed, state):
                yield [*head, say(said), "", "", "", agreement.was, ""]
        for cause, parts in (
            (_OWN, _find_own(pushed, name)),
            (_SHARED, _find_shared(pushed, name)),
        ):
            for part in parts:
                for told in _list_part(part, say):
                    yield [*head, say(cause), namer.part(part), *told]
        for cosmetic in pushed.cosmetic:
            if name in cosmetic.names:
                about = ", ".join(cosmetic.about)
                yield [*head, say(_KINDS[cosmetic.kind]), "", "", about, "", ""]


def _list_part(part: Changed, say: Say) -> Iterator[list[str]]:
    for row in part.rows:
        for change in row.changes:
            if change.kind != "equal":
                said = (change.first or "", change.second or "")
                yield [say(row.answer.title), change.label, *said]
    if part.change is not None:
        for passage in part.change.passages:
            if passage.differs:
                said = (_read(passage, "removed"), _read(passage, "added"))
                yield [say(phrase("Wording")), "", *said]


def _read(passage: Passage, tag: Tag) -> str:
    return "".join(run.text for run in passage.runs if run.tag in {"same", tag}).strip()


def _find_own(pushed: Pushed, name: str) -> tuple[Changed, ...]:
    return next((own.step.parts for own in pushed.own if name in own.names), ())


def _find_shared(pushed: Pushed, name: str) -> tuple[Changed, ...]:
    ways = (way for shared in pushed.shared for way in shared.ways)
    return tuple(way.parts[name] for way in ways if name in way.parts)


def _list_names(pushed: Pushed, state: str) -> list[str]:
    named = {"added": pushed.added, "removed": pushed.removed, "renamed": pushed.renamed,
             "unread": [each.name for each in pushed.unread]}  # fmt: skip
    return list(named[state])


def describe_pushed(pushed: Pushed, say: Say) -> dict[str, Any]:
    """What two revisions change, as JSON."""
    changed = pushed.list_changed()
    namer = Namer(pushed, say)
    return {
        "version": VERSION,
        "kind": "revisions",
        "first": {"revision": pushed.first, "commit": pushed.commits[0] or None},
        "second": {"revision": pushed.second or None, "commit": pushed.commits[1] or None},
        "counts": {"agreements": pushed.total, "changed": len(changed)},
        "warnings": {status: pushed.list_bound(status) for status in ("signert", "vedtatt")},
        "agreements": [_describe_agreement(each) for each in pushed.agreements.values()],
        "changed": changed,
        "added": list(pushed.added),
        "removed": list(pushed.removed),
        "renamed": pushed.renamed,
        "shared": [_describe_shared(shared, namer) for shared in pushed.shared],
        "own": [_describe_own(own, namer) for own in pushed.own],
        "cosmetic": [
            {"kind": each.kind, "about": list(each.about), "agreements": list(each.names)}
            for each in pushed.cosmetic
        ],
        "unread": [
            {"name": each.name, "side": "first" if each.old else "second",
             "problems": [_describe_problem(problem, say) for problem in each.problems]}
            for each in pushed.unread
        ],
        "files": list(pushed.idle),
        "unshown": list(pushed.unshown),
    }  # fmt: skip


def _describe_shared(shared: Shared, namer: Namer) -> dict[str, Any]:
    ways = [
        {
            "agreements": list(way.parts),
            "shown": way.shown,
            **_describe_part(way.parts[way.shown], namer.say),
        }
        for way in shared.ways
    ]
    return {"id": shared.id, "title": namer.part(shared), "ways": ways}


def _describe_own(own: Own, namer: Namer) -> dict[str, Any]:
    parts = [
        {"id": part.id, "title": namer.part(part), **_describe_part(part, namer.say)}
        for part in own.step.parts
    ]
    return {"agreements": list(own.names), "mixed": own.mixed, "parts": parts}


def _describe_agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "name": agreement.name, "title": agreement.title, "file": agreement.file,
        "status": agreement.status or None, "was": agreement.was or None,
    }  # fmt: skip


def _describe_part(part: Changed, say: Say) -> dict[str, Any]:
    return {
        "choices": [describe_row(row, say) for row in part.rows],
        "passages": describe_passages(part.change) if part.change else [],
    }


def _describe_problem(problem: Problem, say: Say) -> dict[str, Any]:
    place = problem.location
    return {
        "code": problem.code, "file": place.file, "line": place.line or None,
        "column": place.column or None, "field": problem.field or None,
        "message": say(problem.message),
    }  # fmt: skip
