"""One municipality's file as an agreement: its facts, and its choices in each clause.

Takes a tree read from YAML and the library of clauses; gives the agreement, its template and its
clauses, or problems. It must never know where the file lies, nor what the agreement will look like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from avtalegen.clause import Clause
from avtalegen.clauses import Library
from avtalegen.declarations import TemplateDeclaration
from avtalegen.messages import phrase
from avtalegen.models import find_model
from avtalegen.problems import AvtalegenError, Problem, find_near, has_errors, quote
from avtalegen.quick import dataclass
from avtalegen.schema import Agreement
from avtalegen.strict import Strict
from avtalegen.tree import Tree
from avtalegen.validation import validate, write_flow


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
        clauses, problems = _read_clauses(tree, library, template)
    except AvtalegenError as error:
        return None, [*error.problems, *_check_fixed(tree, library)]
    model = find_model(library, template, clauses, _replaced(tree))
    agreement, found = validate(tree, model.kind, model.read)
    problems += _explain_clauses(found, tree, template, clauses, set(library.list_clauses()))
    if agreement is None or has_errors(problems):
        return None, problems
    used = {name: clauses[name] for name in clauses if getattr(agreement, name) is not None}
    return Reading(tree, agreement, template, used), problems


def _check_fixed(tree: Tree, library: Library) -> Iterator[Problem]:
    """What is wrong with the part that every agreement has, where the clauses are not known."""
    clauses = library.list_clauses()
    _, problems = validate(tree, Agreement)
    for problem in problems:
        key = str(problem.details.get("read", ""))
        if problem.code == "key-unknown" and problem.field == key:
            near = [] if key in clauses else find_near(key, Agreement.model_names)
            if near and near[0] != "mal":
                yield problem
        elif problem.field != "mal":
            yield problem


def _explain_clauses(
    problems: list[Problem],
    tree: Tree,
    template: TemplateDeclaration,
    clauses: Mapping[str, Clause],
    known: set[str],
) -> list[Problem]:
    """The problems, told of whole clauses where that says more than a key of them."""
    told: dict[object, Problem] = {}
    absent = {
        e.klausul for e in template.walk() if e.obligatorisk and tree.find((e.klausul,)) is None
    }
    unknown = [p.field for p in problems if p.code == "key-unknown"]
    for problem in problems:
        top, *below = problem.field.split(".")
        key = str(problem.details.get("read", ""))
        if problem.code == "value-missing" and top in absent:
            # A key that is told as a misspelling of the clause is enough.
            if not any(find_near(key, known)[:1] == [top] for key in unknown):
                told[top] = _miss_clause(top, tree, clauses[top])
        elif problem.code == "key-unknown" and key in known:
            code = "clause-indented" if below else "clause-other-template"
            details = {"read": key, "template": str(tree.find(("mal",)))}
            told[problem.location] = Problem(code, problem.location, problem.field, details)
        else:
            told[id(problem)] = problem
    return [*told.values()]


def _miss_clause(name: str, tree: Tree, clause: Clause) -> Problem:
    required = [n for n, field in clause.model.model_fields.items() if field.is_required()]
    examples = {n: clause.model.model_fields[n].examples for n in required}
    written = write_flow({n: given[0] for n, given in examples.items() if given})
    details = {"read": name, "about": clause.declaration.beskrivelse.rstrip("."),
               "example": f"{name}: {written}"}  # fmt: skip
    return Problem("clause-missing", tree.locate(("mal",)), name, details)


def _read_template(tree: Tree, library: Library) -> TemplateDeclaration:
    name = tree.find(("mal",))
    asked = tree.locate(("mal",))
    names = library.list_templates()
    near = next((key for key in tree.data if key.casefold() == "mal"), None)
    if name is None and near is not None:
        mend = phrase("did you mean {names}?", names="mal")
        problem = Problem(
            "key-unknown", tree.locate_key((near,)), near, {"read": near, "mend": mend}
        )
        raise AvtalegenError([problem])
    if name is None or name == "":
        mend = phrase(
            "{help} Write one of: {names}",
            help="Hva slags avtale det er.",
            names=", ".join(names),
        )
        code, place = "value-missing" if name is None else "value-empty", tree.locate_key(("mal",))
        raise AvtalegenError([Problem(code, place, "mal", {"name": "mal", "mend": mend})])
    if not isinstance(name, str):
        problem = Problem("value-not-text", asked, "mal", {"read": quote(name)})
        raise AvtalegenError([problem])
    return library.read_template(name, asked)


def _read_clauses(
    tree: Tree, library: Library, template: TemplateDeclaration
) -> tuple[dict[str, Clause], list[Problem]]:
    """The shared clauses that the agreement needs; those left out are not read at all.

    A clause without text in the målform is read in the other, for what else may be wrong.
    """
    replaced, clauses = _replaced(tree), {}
    language, other = ("nn", "nb") if tree.find(("målform",)) == "nn" else ("nb", "nn")
    problems: list[Problem] = []
    silent: list[str] = []
    for entry in template.walk():
        if hasattr(Agreement, entry.klausul) or entry.klausul in Agreement.model_names:
            place = tree.locate(("mal",))
            problems.append(Problem("clause-reserved", place, details={"read": entry.klausul}))
        written = tree.find((entry.klausul,))
        left_out = written is None or (isinstance(written, str) and written.casefold() == "nei")
        if left_out and not (entry.obligatorisk or entry.klausul in replaced):
            continue
        known = entry.klausul in library.list_clauses()
        asked = tree.locate_key((entry.klausul,))
        if not known:
            asked = library.locate_entry(str(tree.find(("mal",))), entry.klausul)
        try:
            if library.has_text(entry.klausul, language):
                clauses[entry.klausul] = library.read_clause(entry.klausul, language, asked)
            else:
                clauses[entry.klausul] = library.read_clause(entry.klausul, other, asked)
                silent.append(entry.klausul)
        except AvtalegenError as error:
            problems += error.problems
    if problems:
        raise AvtalegenError(problems)
    if silent:
        details = {"read": ", ".join(silent), "language": language}
        problems.append(Problem("clause-language", tree.locate(("målform",)), "målform", details))
    return clauses, problems


def _replaced(tree: Tree) -> set[str]:
    local = tree.find(("lokalt",))
    items = local if isinstance(local, list) else []
    names = (item.get("erstatt") for item in items if isinstance(item, dict))
    return {name for name in names if isinstance(name, str)}
