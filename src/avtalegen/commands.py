"""What the tool does, as functions that return a result and never print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from avtalegen import checks
from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.document import Document
from avtalegen.problems import AvtalegenError, Location, Problem, has_errors
from avtalegen.workspace import Workspace, save_files
from avtalegen.writers import find_writer

# Shows how far a long run has come while it goes through its names.
Track = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the files it wrote, none if there was an error, and all problems."""

    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Made:
    files: dict[Path, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def build(
    workspace: Workspace,
    names: Sequence[str] | None,
    formats: Sequence[str],
    out: Path | None = None,
    track: Track = iter,
) -> Built:
    """Write the agreements of the named municipalities, or of all where names is None.

    Nothing is written if anything is wrong anywhere.
    """
    made = _Made()
    try:
        style = workspace.read_style()
        chosen = _choose(workspace, names)
        for name in track(chosen):
            document = _make_document(workspace, name, made.problems)
            if document and not has_errors(made.problems):
                for format_ in dict.fromkeys(formats):
                    path = (out or workspace.default_output) / f"{name}.{format_}"
                    made.files[path] = find_writer(format_)(document, style)
        made.problems += workspace.library.problems
        if has_errors(made.problems):
            return Built(problems=tuple(made.problems))
        save_files(made.files)
    except AvtalegenError as error:
        return Built(problems=(*made.problems, *error.problems))
    return Built(tuple(made.files), tuple(made.problems))


def _choose(workspace: Workspace, names: Sequence[str] | None) -> list[str]:
    if names is not None:
        return workspace.find_names(names)
    found = workspace.list_names()
    if not found:
        details = {"mend": "copy a municipality's file there"}
        place = Location(workspace.municipalities.as_posix())
        raise AvtalegenError([Problem("workspace-empty", place, details=details)])
    return found


def _make_document(workspace: Workspace, name: str, problems: list[Problem]) -> Document | None:
    try:
        tree = workspace.read_municipality(name)
    except AvtalegenError as error:
        problems += error.problems
        return None
    reading, found = read_agreement(tree, workspace.library)
    problems += found
    if reading is None:
        return None
    assembled, found = assemble(reading)
    problems += found
    if assembled is None:
        return None
    problems += checks.check(reading, assembled)
    return assembled.document
