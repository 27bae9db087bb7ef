"""One municipality's file as an agreement: its facts, and its choices in each clause.

Takes a tree read from YAML and the library of clauses; gives the agreement, its template and its
clauses, or problems. It must never know where the file lies, nor what the agreement will look like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, PlainValidator, create_model

from avtalegen.clauses import Clause, Library
from avtalegen.declarations import Entry, TemplateDeclaration
from avtalegen.messages import phrase
from avtalegen.problems import AvtalegenError, Problem, quote
from avtalegen.schema import Agreement, parse_identifier
from avtalegen.validation import validate
from avtalegen.values import Strict, refuse
from avtalegen.yamlfile import Tree


@dataclass(frozen=True, slots=True)
class Reading:
    """A municipality's file that has been read: the agreement, and the words that it builds on.

    `clauses` holds the shared clauses that the agreement includes, also those whose text it
    replaces with its own.
    """

    tree: Tree
    agreement: Agreement
    template: TemplateDeclaration
    clauses: Mapping[str, Clause]

    def includes(self, clause: str) -> bool:
        """Whether the agreement includes the shared clause, with its own or the shared text."""
        return getattr(self.agreement, clause, None) is not None

    def choices(self, clause: str) -> Strict:
        """The choices in an included clause."""
        made: Strict = getattr(self.agreement, clause)
        return made


def read_agreement(tree: Tree, library: Library) -> tuple[Reading | None, list[Problem]]:
    """The agreement that the file describes, or None, and every problem with the file."""
    try:
        template = _read_template(tree, library)
        language = "nn" if tree.find(("målform",)) == "nn" else "nb"
        clauses = _read_clauses(tree, library, template, language)
    except AvtalegenError as error:
        return None, [*tree.warnings, *error.problems]
    model = _build_model(template, clauses, _replaced(tree))
    agreement, problems = validate(tree, model)
    if agreement is None:
        known = set(library.list_clauses())
        return None, [_explain_clause(problem, tree, known) for problem in problems]
    used = {name: clauses[name] for name in clauses if getattr(agreement, name) is not None}
    return Reading(tree, agreement, template, used), problems


def _explain_clause(problem: Problem, tree: Tree, known: set[str]) -> Problem:
    # A key that is no key here may still be a clause, of another kind of agreement.
    if problem.code != "key-unknown" or problem.field not in known:
        return problem
    details = {"read": problem.field, "template": str(tree.find(("mal",)))}
    return Problem("clause-other-template", problem.location, problem.field, details)


def _read_template(tree: Tree, library: Library) -> TemplateDeclaration:
    name = tree.find(("mal",))
    asked = tree.locate(("mal",))
    if name is None:
        mend = phrase(
            "{help} Write one of: {names}",
            help="Hva slags avtale det er.",
            names=", ".join(library.list_templates()),
        )
        raise AvtalegenError(
            [Problem("value-missing", asked, "mal", {"name": "mal", "mend": mend})]
        )
    try:
        return library.read_template(parse_identifier(name), asked)
    except ValueError:  # how pydantic's own errors are raised outside a model
        problem = Problem("value-not-name", asked, "mal", {"read": quote(name)})
        raise AvtalegenError([problem]) from None


def _read_clauses(
    tree: Tree, library: Library, template: TemplateDeclaration, language: str
) -> dict[str, Clause]:
    """The shared clauses that the agreement needs; those left out are not read at all."""
    replaced, clauses = _replaced(tree), {}
    problems: list[Problem] = []
    for entry in template.walk():
        if hasattr(Agreement, entry.klausul) or entry.klausul in Agreement.model_fields:
            place = tree.locate(("mal",))
            problems.append(Problem("clause-reserved", place, details={"read": entry.klausul}))
        written = tree.find((entry.klausul,))
        left_out = written is None or written == "nei"
        if left_out and not (entry.obligatorisk or entry.klausul in replaced):
            continue
        try:
            asked = tree.locate_key((entry.klausul,))
            clauses[entry.klausul] = library.read_clause(entry.klausul, language, asked)
        except AvtalegenError as error:
            problems += error.problems
    if problems:
        raise AvtalegenError(problems)
    return clauses


def _replaced(tree: Tree) -> set[str]:
    local = tree.find(("lokalt",))
    items = local if isinstance(local, list) else []
    names = (item.get("erstatt") for item in items if isinstance(item, dict))
    return {name for name in names if isinstance(name, str)}


def _build_model(
    template: TemplateDeclaration, clauses: Mapping[str, Clause], replaced: set[str]
) -> type[Agreement]:
    fields: dict[str, Any] = {}
    for entry in template.walk():
        if entry.klausul in replaced:
            fields[entry.klausul] = (Annotated[Any, PlainValidator(_only_yes)], True)
        elif entry.klausul in clauses:
            fields[entry.klausul] = _build_field(entry, clauses[entry.klausul])
        else:
            fields[entry.klausul] = (Annotated[Any, PlainValidator(_only_no)], None)
    return create_model("Agreement", __base__=Agreement, **fields)


def _build_field(entry: Entry, clause: Clause) -> tuple[Any, Any]:
    def switch(read: object) -> object:
        if read == "nei" and entry.obligatorisk:
            raise refuse("clause-obligatory", read=entry.klausul)
        return {"ja": {}, "nei": None}.get(read, read) if isinstance(read, str) else read

    about = {"title": clause.declaration.tittel.nb, "description": clause.declaration.beskrivelse}
    annotation: Any = Annotated[cast("Any", clause.model) | None, BeforeValidator(switch)]
    if entry.obligatorisk:
        return annotation, Field({}, validate_default=True, **about)  # type: ignore[call-overload]
    return annotation, Field(None, **about)  # type: ignore[call-overload]  # one for each default


def _only_yes(read: object) -> bool:
    if read != "ja":
        raise refuse("clause-replaced")
    return True


def _only_no(read: object) -> None:
    if read != "nei":
        raise refuse("value-not-yes-no", read=quote(read))
