"""What is wrong with a clause whatever its choices: names, choices, defaults, legal bases.

Takes a clause and the tree of its klausul.yaml; gives problems in both of its files.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtalegen import lint, validation
from avtalegen.choices import Choice, build_model
from avtalegen.clause import SCOPE, Clause
from avtalegen.declarations import LegalBases
from avtalegen.messages import Words
from avtalegen.problems import Problem, quote, suggest
from avtalegen.shapes import Type
from avtalegen.tree import Tree, name_field


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
    for position, name in enumerate(clause.declaration.hjemler):
        if name not in bases.hjemler:
            place = tree.locate(("hjemler", position))
            mend = suggest(name, bases.hjemler)
            details = {"read": name, "mend": mend}
            problems.append(Problem("legal-basis-unknown", place, "hjemler", details))
    return problems


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
    for name, choice in clause.declaration.valg.items():
        alone = choice.model_copy(update={"standard": None})
        model = build_model(clause.id, {name: alone})
        for key, code in (("standard", "choice-default"), ("eksempel", "choice-example")):
            value = getattr(choice, key)
            if value is None:
                continue
            _, problems = validation.validate(Tree(tree.name, {name: value}), model)
            if problems:
                path = ("valg", name, key)
                read = quote(value)
                details: dict[str, Words] = {"read": read, "mend": problems[0].hint}
                yield Problem(code, tree.locate(path), name_field(path), details)
