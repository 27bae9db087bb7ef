"""What the tool does besides building, as functions that return a result and never print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from avtalegen.builds import Built, Track
from avtalegen.clause import Clause
from avtalegen.clauses import Library
from avtalegen.problems import AvtalegenError, Listing, Location, Problem, sort_problems, take_each
from avtalegen.runs import Run
from avtalegen.saving import save_files
from avtalegen.workspace import Workspace


def check(
    workspace: Workspace,
    names: Sequence[str] | None = None,
    track: Track = iter,
    today: date | None = None,
) -> Listing:
    """Every problem of the named municipalities, or of the whole workspace where names is None.

    The whole workspace is all municipalities, the style, and every clause and agreement template
    of its own, used or not; its own clauses are proved. `today` is the day of the checks; without
    one, no period is called expired.
    """
    run = Run(workspace, today)
    run.find_look()
    if names is None:
        run.problems += _prove_own(workspace)
    try:
        for name in track(run.choose(names)):
            run.make_document(name)
    except AvtalegenError as error:
        run.problems += error.problems
    run.problems += workspace.library.problems
    return run.list_problems()


def write_schemas(workspace: Workspace, out: Path | None = None) -> Built:
    """Write the JSON Schema of every kind of agreement, and of the files of templates."""
    from avtalegen import schemas

    made = {
        name: schemas.make_declaration_schema(*about)
        for name, about in schemas.DECLARATIONS.items()
    }
    library = workspace.library
    try:
        for name in library.list_templates():
            place = Location(name)
            template = library.read_template(name, place)
            clauses = {
                entry.klausul: _read_either(library, entry.klausul, place)
                for entry in template.walk()
            }
            made[name] = schemas.make_municipality_schema(name, template, clauses)
        folder = out or workspace.root / "schemas"
        files = {
            folder / f"{name}.schema.json": schemas.write_schema(written)
            for name, written in made.items()
        }
        save_files(files)
    except AvtalegenError as error:
        told = take_each(sort_problems(error.problems))
        return Built((), Listing(told, workspace.read_lines(p.location for p in told)))
    return Built(tuple(files))


def save_text(workspace: Workspace, path: Path, written: str) -> Built:
    """Write one file, as it is, in UTF-8, outside the folders that agreements are made from."""
    try:
        workspace.check_outside(path)
        save_files({path: written.encode()})
    except AvtalegenError as error:
        return Built((), Listing(sort_problems(error.problems)))
    return Built((path,))


def _read_either(library: Library, clause: str, place: Location) -> Clause:
    # A schema needs the choices of a clause, which are the same in both målformer.
    try:
        return library.read_clause(clause, "nb", place)
    except AvtalegenError as error:
        if {problem.code for problem in error.problems} != {"clause-language"}:
            raise
        return library.read_clause(clause, "nn", place)


def _prove_own(workspace: Workspace) -> list[Problem]:
    from avtalegen import proofs

    clauses, problems = workspace.read_own()
    ids = tuple(workspace.library.list_clauses())
    proved = [proofs.prove(clause, language, ids) for clause, language in clauses]
    return [*problems, *(problem for found in proved for problem in found)]
