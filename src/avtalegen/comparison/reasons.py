"""Why the words of two agreements differ: what went into a clause that was not the same.

A clause is made from its text, its choices, the facts that it names and which clauses there are
beside it, and from nothing else. So where one of these differs, it is the reason; where none does,
the difference is a fault of the program, and is told as unexplained.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtalegen.comparison.answers import REASON, Answers, Question
from avtalegen.comparison.changes import Comparison, Row
from avtalegen.comparison.essences import find_essence
from avtalegen.comparison.wording import FRONT, SIGNATURES, SectionChange
from avtalegen.document import Path
from avtalegen.messages import Words, phrase
from avtalegen.quick import dataclass
from avtalegen.schema import Party

STRUCTURE = phrase("which clauses the agreements have, and their order")
TEMPLATE = phrase("the clause has another text")


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of the documents that differs, with every reason there is; none if unexplained."""

    change: SectionChange
    reasons: tuple[Words, ...]


def explain(changes: list[SectionChange], comparison: Comparison) -> list[Explained]:
    """The reasons for each of the changes, in their order; those that are equal have none."""
    differing = {row.question: row for row in comparison.rows if _differs(row)}
    return [
        Explained(
            change, tuple(_find_reasons(change, comparison, differing)) if change.differs else ()
        )
        for change in changes
    ]


def _differs(row: Row) -> bool:
    if row.kind == "neither" and (row.first is None or row.second is None):
        return False  # a default in a clause that the other does not have
    exact = [
        find_essence(answer.value, answer.declared, exact=True) if answer else None
        for answer in (row.first, row.second)
    ]
    return row.differs or exact[0] != exact[1]


def _find_reasons(
    change: SectionChange, comparison: Comparison, differing: dict[Question, Row]
) -> Iterator[Words]:
    names = {name for name in change.ids if name}
    facts = [row for question, row in differing.items() if question.kind == "fact"]
    found = [
        row
        for question, row in differing.items()
        if question.clause in names and not question.name.endswith(REASON)
    ]
    found += [row for row in facts if _uses(change, row.question, comparison)]
    yield from (row.answer.title for row in found)
    if names & {FRONT, SIGNATURES}:
        return
    if "" in change.ids or change.ids[0] != change.ids[1]:
        yield STRUCTURE
        return
    texts = [_find_text(side, change.ids[0]) for side in (comparison.first, comparison.second)]
    if texts[0] != texts[1]:
        yield TEMPLATE
    order = [_list_ids(side) for side in (comparison.first, comparison.second)]
    refers = any(path[0] == "klausuler" for path in change.list_paths())
    if order[0] != order[1] and (refers or "klausuler" in texts[0]):
        yield STRUCTURE
    elif not found and texts[0] == texts[1]:
        # What a clause asks about a fact without printing it leaves no trace but its name.
        yield from (row.answer.title for row in facts if _names(texts[0], row.question.name))


def _uses(change: SectionChange, question: Question, comparison: Comparison) -> bool:
    """Whether what differs in the part prints the fact, or all of it is made from it."""
    if question.name == "målform":
        return True
    paths = change.list_paths()
    if question.name == "mal":
        return FRONT in change.ids and bool(paths & {("tittel",), ("undertittel",)})
    if question.name in {"tittel", "undertittel"}:
        return FRONT in change.ids and (question.name,) in paths
    if question.name == "status":
        return bool({FRONT, SIGNATURES} & set(change.ids))
    if question.name in {"politileder", "slt_koordinator"}:
        return any(path[:2] == ("titler", question.name) for path in paths)
    if question.name == "periode":
        return any(path[0] == "periode" for path in paths)
    return any(_is_of(path, question.name, comparison) for path in paths)


def _is_of(path: Path, name: str, comparison: Comparison) -> bool:
    """Whether the path leads to what differs in a party, which is called by its kind and number."""
    if path[0] != "parter":
        return False
    parties = [_find_party(side, name) for side in (comparison.first, comparison.second)]
    if None in parties or len(path) < 3:
        return any(party is not None and party[0] == path[1] for party in parties)
    told = [(party[0], getattr(party[1], str(path[2]))) for party in parties if party is not None]
    return any(at == path[1] for at, _value in told) and told[0][1] != told[1][1]


def _find_party(side: Answers, name: str) -> tuple[int, Party] | None:
    """The position of a party with the party: kommune 2 is the second of its kind."""
    kind, _space, number = name.rpartition(" ")
    parties = [(at, p) for at, p in enumerate(side.reading.agreement.parter) if p.slag == kind]
    return parties[int(number) - 1] if int(number) <= len(parties) else None


def _names(text: str, fact: str) -> bool:
    """Whether the text of a clause speaks of the fact."""
    names = {"periode": ["periode"], "politileder": ["titler"], "slt_koordinator": ["titler"]}
    sought = names.get(fact, ["parter", "kommun", "sted", "enhet", "politi"] if " " in fact else [])
    return any(name in text.casefold() for name in sought)


def _find_text(side: Answers, clause: str) -> str:
    found = side.reading.clauses.get(clause)
    return found.source.text if found else ""


def _list_ids(side: Answers) -> list[tuple[str, tuple[str, ...]]]:
    return [(part.id, part.below) for part in side.parts]
