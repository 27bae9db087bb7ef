"""Prove that no combination of choices breaks a clause.

Takes a clause; fills it in with the combinations of what its choices may be, in agreements of
different kinds, and gives a problem for each way in which the text breaks, with the choices that
repeat it. Where there are too many combinations, every pair of values is tried together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from pydantic_core import ValidationError

from avtalegen import markup, punctuation, sandbox, textfile
from avtalegen.choices import Choice, ValueType
from avtalegen.clause import Clause
from avtalegen.combinations import combine
from avtalegen.document import (
    SHOWN,
    Block,
    Heading,
    Inline,
    LineBreak,
    List,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
    read_text,
    walk_contents,
    walk_inlines,
)
from avtalegen.messages import Phrase, Words, phrase
from avtalegen.problems import AvtalegenError, Location, Problem
from avtalegen.quick import dataclass
from avtalegen.samples import find_samples
from avtalegen.schema import Agreement
from avtalegen.scope import make_scope
from avtalegen.transforms import map_blocks
from avtalegen.validation import write_flow
from avtalegen.views import Record, Trace

_PARTIES = [
    {"slag": "kommune", "navn": "Første kommune", "underskrift": {"tittel": "Ordfører"}},
    {"slag": "politi", "navn": "Et politidistrikt", "underskrift": {"tittel": "Politimester"}},
]
# Two agreements in which every name of a clause's surroundings takes another form.
_FIXED = {"mal": "prøve", "status": {"tilstand": "utkast"}}
_AGREEMENTS: tuple[Mapping[str, Any], ...] = (
    {"periode": {"fra": "2027", "til": "2030"}, "parter": _PARTIES},
    {"parter": [
        *_PARTIES, {**_PARTIES[0], "navn": "Andre kommune"},
        {"slag": "annen", "navn": "Tredje part", "underskrift": {"tittel": "Leder"}},
    ]},
)  # fmt: skip
_LEFT_OUT = object()
_GLUED = re.compile(r"(?<![a-zæøå])[a-zæøå]{2,}+[A-ZÆØÅ][a-zæøå]{2,}")


@dataclass(slots=True)
class Factor:
    """One thing that varies: where it stands in the choices, and what it may be there."""

    path: tuple[str | int, ...]
    options: list[Any] = field(default_factory=list)


def prove(clause: Clause, language: str, ids: tuple[str, ...]) -> list[Problem]:
    """A problem for each way in which some combination of choices breaks the clause.

    `ids` are those of all clauses; the clause is tried beside all of them, and alone.
    """
    found: dict[tuple[str, Location], Problem] = {}
    for raw, agreement, others in list_cases(clause.declaration.valg, (clause.id,), ids):
        try:
            choices = clause.model.model_validate(raw)
        except ValidationError:
            continue  # no municipality can choose this either
        for reason in _try(clause, choices, agreement, language, others, frozenset(ids)):
            place = _locate(reason, clause)
            key = (reason.text, place)
            if key not in found:
                chosen = write_flow(raw) if raw else phrase("no choices at all")
                details: dict[str, Words] = {"reason": reason, "choices": chosen}
                found[key] = Problem("clause-broken", place, details=details)
    return list(found.values())


def _locate(reason: Phrase, clause: Clause) -> Location:
    """Where the clause says the most of the words that a reason quotes, or its beginning."""
    source, said = clause.source, str(reason.details.get("where") or reason.details.get("read", ""))
    words = said.split()
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            piece = " ".join(words[start : start + length])
            at = source.text.find(piece) if len(piece) > 3 else -1
            if at >= 0:
                return textfile.locate(source.text, at, source.name)
    return Location(source.name, 1, 1)


def list_cases(
    choices: Mapping[str, Choice], alone: tuple[str, ...], ids: tuple[str, ...]
) -> Iterator[tuple[dict[str, Any], Agreement, frozenset[str]]]:
    """The cases to try: choices as they are written, an agreement, and the clauses in it."""
    agreements = [Agreement.model_validate({**_FIXED, **each}) for each in _AGREEMENTS]
    factors = [*find_factors(choices)]
    parameters: list[list[Any]] = [factor.options for factor in factors]
    parameters += [agreements, [frozenset(ids), frozenset(alone)]]
    for values in combine(parameters):
        *written, agreement, others = values
        yield build(factors, written), agreement, others


def find_factors(
    choices: Mapping[str, Choice], above: tuple[str | int, ...] = ()
) -> Iterator[Factor]:
    """What varies in the choices, nested ones after those that hold them."""
    for name, choice in choices.items():
        yield from _find_factors(choice, (*above, name), optional=_may_be_left_out(choice))


def _may_be_left_out(choice: Choice) -> bool:
    return choice.valgfri or choice.standard is not None or choice.type == "ja_nei"


def _find_factors(
    declared: ValueType, path: tuple[str | int, ...], *, optional: bool
) -> Iterator[Factor]:
    left_out = [_LEFT_OUT] if optional else []
    match declared.type:
        case "ja_nei":
            yield Factor(path, ["nei", "ja"])
        case "ett_av":
            yield Factor(path, [*left_out, *declared.alternativer])
        case "heltall":
            highest = 3 if declared.høyst is None else declared.høyst
            lowest = min(1, highest) if declared.minst is None else declared.minst
            yield Factor(path, [*left_out, str(lowest), str(max(lowest, min(3, highest)))])
        case "objekt":
            yield Factor(path, [*left_out, {}])
            yield from find_factors(declared.felt, path)
        case "liste" if declared.av and declared.av.type == "ett_av":
            yield Factor(path, [[]])
            for name in declared.av.alternativer:
                yield Factor((*path, name), [_LEFT_OUT, name])
        case "liste" if declared.av:
            yield Factor(path, [*left_out, [None], [None, None]])
            for position in (0, 1):
                yield from _find_factors(declared.av, (*path, position), optional=False)
        case _:
            yield Factor(path, [*left_out, *find_samples(declared.type, second=1 in path)])


def build(factors: list[Factor], values: list[Any]) -> dict[str, Any]:
    """The choices as a municipality writes them, where each factor has its value."""
    made: dict[str, Any] = {}
    for factor, value in zip(factors, values, strict=True):
        holder = _find(made, factor.path[:-1])
        if holder is None or value is _LEFT_OUT:
            continue
        last = factor.path[-1]
        fresh = value.copy() if isinstance(value, dict | list) else value
        if isinstance(holder, dict):
            holder[str(last)] = fresh
        elif isinstance(last, int):
            if last < len(holder):
                holder[last] = fresh
        else:
            holder.append(fresh)
    return {name: value for name, value in made.items() if value != []}


def _find(made: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        try:
            made = made[step]
        except (KeyError, IndexError, TypeError):
            return None
    return made


def _try(
    clause: Clause,
    choices: Any,
    agreement: Agreement,
    language: str,
    ids: frozenset[str],
    known: frozenset[str],
) -> Iterator[Phrase]:
    trace = Trace(language)
    scope = make_scope(agreement, ids, trace)
    record = Record(choices, (clause.id,), trace)
    try:
        text = sandbox.fill(clause.template, {**scope, "valg": record})
    except AvtalegenError as error:
        yield from (problem.message for problem in error.problems)
        return
    parsed = markup.parse(text, trace.fillings)
    for target in _list_targets(parsed.blocks):
        if target not in known:
            yield Problem("reference-unknown", Location(""), details={"read": target}).message
    if not text.strip() and not clause.declaration.valg:
        yield Problem(
            "clause-empty", Location(""), details={"read": clause.id, "choices": ""}
        ).message
    for finding in parsed.findings:
        yield Problem(finding.code, Location(""), details=finding.details).message
    if not parsed.findings:
        yield from find_faults(map_blocks(parsed.blocks, _resolve))


def _list_targets(blocks: tuple[Block, ...]) -> list[str]:
    inlines = [inline for content in walk_contents(blocks) for inline in walk_inlines(content)]
    return [inline.target for inline in inlines if isinstance(inline, Reference)]


def _resolve(inline: Inline) -> Inline:
    return Text("punkt 1") if isinstance(inline, Reference) else inline


def find_faults(blocks: tuple[Block, ...]) -> Iterator[Phrase]:
    """What a reader would stumble over in the text of a clause."""
    for content in walk_contents(blocks):
        said = read_text(content)
        faults = [*punctuation.find_faults(said), *_find_glued(content)]
        for start, end, reason in faults:
            where = said[max(0, start - 30) : end + 10].replace("\n", " ").strip()
            yield phrase('{reason} in "{where}"', reason=reason, where=where)
    for position, block in enumerate(blocks):
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        yield from _find_loose(block, after)
        if isinstance(block, Paragraph) and isinstance(block.content[0], Text):
            said = read_text(block.content)
            if said[:1].islower():
                yield phrase('a small letter begins the sentence "{read}"', read=said[:60])


def _find_glued(content: tuple[Inline, ...]) -> Iterator[tuple[int, int, Phrase]]:
    """Words of the clause that run together: the sample words have no capital letters inside."""
    for found in _GLUED.finditer(read_text(content)):
        yield found.start(), found.end(), phrase("no space between two sentences")


def _find_loose(block: Block, after: Block | None) -> Iterator[Phrase]:
    match block:
        case Heading(content=content) if after is None or isinstance(after, Heading):
            yield phrase('nothing below the heading "{read}"', read=read_text(content))
        case Table(rows=()):
            yield phrase("a table without rows")
        case List(items=items):
            for item in items:
                for first, second in zip(item.blocks, (*item.blocks[1:], None), strict=True):
                    if not isinstance(first, Paragraph):
                        yield from _find_loose(first, second)
        case Paragraph(content=content):
            yield from _find_open_sentence(content, after)


def _find_open_sentence(content: tuple[Inline, ...], after: Block | None) -> Iterator[Phrase]:
    said = read_text(content).replace("\n", " ").rstrip()
    listed = isinstance(after, SHOWN)
    if said.endswith(":") and not listed and not isinstance(after, Paragraph):
        yield phrase('nothing follows "{read}"', read=said[-60:])
    own = isinstance(content[-1], Text) and not isinstance(content[0], Strong)
    broken = any(isinstance(inline, LineBreak) for inline in content)  # an address, not a sentence
    if (
        own
        and not listed
        and not broken
        and not said.rstrip('»)”"').endswith((".", ":", "!", "?", "…"))
    ):
        yield phrase('no full stop after "{read}"', read=said[-60:])
