"""What is wrong with a clause whatever its choices: names, choices, defaults, legal bases.

Takes a clause and the tree of its klausul.yaml; gives problems in both of its files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from avtalegen import lint, textfile, validation
from avtalegen.choices import Choice, build_model
from avtalegen.clause import SCOPE, Clause
from avtalegen.declarations import LegalBases
from avtalegen.linktexts import find_vague
from avtalegen.messages import Severity, Words
from avtalegen.problems import Problem, quote, suggest, take
from avtalegen.shapes import Type
from avtalegen.tree import Tree, ValuePath, name_field


def check_clause(
    clause: Clause, tree: Tree, bases: LegalBases, ids: tuple[str, ...]
) -> list[Problem]:
    """What is wrong with a clause whatever its choices: names, choices, defaults, legal bases.

    `tree` is that of its klausul.yaml, and `ids` are those of all clauses.
    """
    scope = {**SCOPE, "valg": Type(clause.model), "klausuler": Type(frozenset, ids)}
    found = lint.lint(clause.source, scope)
    problems = [*found.problems, *check_values(clause, tree)]
    for name, choice in clause.declaration.valg.items():
        path = ("valg", name)
        if name not in found.reads:
            details: dict[str, Words] = {"read": name, "file": clause.source.name}
            problems.append(
                Problem("choice-unread", tree.locate_key(path), name_field(path), details)
            )
        else:
            problems += check_alternatives(name, choice, found, tree)
    problems += take(check_bases(clause, tree, bases))
    return [*problems, *take(check_links(clause))]


def check_links(clause: Clause) -> Iterator[Problem]:
    """A warning for each link whose words do not say where it goes."""
    source = clause.source
    for start, words in find_vague(source.text):
        place = textfile.locate(source.text, start, source.name)
        yield Problem("link-text", place, details={"read": words})


def check_bases(clause: Clause, tree: Tree, bases: LegalBases) -> Iterator[Problem]:
    """An error for each legal basis that is in no register."""
    for position, name in enumerate(clause.declaration.hjemler):
        if name not in bases.hjemler:
            place = tree.locate(("hjemler", position))
            details: dict[str, Words] = {"read": name, "mend": suggest(name, bases.hjemler)}
            yield Problem("legal-basis-unknown", place, "hjemler", details)


def check_alternatives(
    name: str, choice: Choice, found: lint.Lint, tree: Tree
) -> Iterator[Problem]:
    """An error for each alternative that the text has no words for."""
    declared = choice if choice.type == "ett_av" else choice.av
    asked = f"valg.{name}"
    named = found.named.get(asked)
    if declared is None or declared.type != "ett_av" or named is None or asked in found.otherwise:
        return
    above = ("valg", name) if choice.type == "ett_av" else ("valg", name, "av")
    for alternative in declared.alternativer:
        if alternative not in named:
            path = (*above, "alternativer", alternative)
            place = tree.locate_key(path)
            yield Problem("alternative-unread", place, name_field(path), {"read": alternative})


def check_values(clause: Clause, tree: Tree) -> Iterator[Problem]:
    """An error for each default and each example that is no value of its choice."""
    yield from _check_values(clause.id, clause.declaration.valg, ("valg",), tree)


def _check_values(
    clause: str, choices: Mapping[str, Choice], above: ValuePath, tree: Tree
) -> Iterator[Problem]:
    for key, code in (("standard", "choice-default"), ("eksempel", "choice-example")):
        for name, problem in _refuse_values(clause, choices, key, tree).items():
            path = (*above, name, key)
            value = getattr(choices[name], key)
            details: dict[str, Words] = {"read": quote(value), "mend": problem.hint}
            yield Problem(code, tree.locate(path), name_field(path), details)
    for name, choice in choices.items():
        yield from _check_values(clause, choice.felt, (*above, name, "felt"), tree)
        if choice.av:
            yield from _check_values(clause, choice.av.felt, (*above, name, "av", "felt"), tree)


def _refuse_values(
    clause: str, choices: Mapping[str, Choice], key: str, tree: Tree
) -> dict[str, Problem]:
    """For each choice whose value under the key is none of its own, what is wrong with it first."""
    given = {n: getattr(c, key) for n, c in choices.items() if getattr(c, key) is not None}
    if not given:
        return {}
    alone = {name: choices[name].model_copy(update={"standard": None}) for name in given}
    _, problems = validation.validate(Tree(tree.name, given), build_model(clause, alone))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return {re.split(r"[.\[]", each.field)[0]: each for each in reversed(errors)}
