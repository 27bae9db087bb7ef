"""What `build --check` does: make every agreement in memory, and compare it with what lies there.

Gives problems; it never writes, and never prints.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from pathlib import Path

from avtalegen.builds import Track, Way
from avtalegen.digests import ABSENT, digest_file
from avtalegen.makers import Made, Order
from avtalegen.manifest import Manifest
from avtalegen.problems import AvtalegenError, Listing, Location, Problem
from avtalegen.publishing import Output, read_manifest
from avtalegen.saving import check_target
from avtalegen.workers import make_each
from avtalegen.workspace import Workspace, is_usable_name
from avtalegen.writers import ALL, FORMATS, USUAL


def audit(  # noqa: PLR0913, PLR0917  # the same as for a build
    workspace: Workspace,
    names: Sequence[str] | None,
    formats: Sequence[str],
    out: Path | None,
    track: Track,
    today: date | None,
    way: Way,
) -> Listing:
    """What a build would find wrong or do: a problem for each file that is not as it would write.

    Where no formats are asked for, they are those that the agreements have there, or the usual ones
    where they have none. Where names is None, files of no agreement are told of too. Nothing is
    written.
    """
    folder, checked = out or workspace.default_output, 0
    problems: list[Problem] = []
    try:
        chosen, problems = workspace.choose(names)
        chosen = [name for name in chosen if way.takes(name)]
        written = read_manifest(Output(folder).read())
        judged = [*formats] or _find_formats(folder, chosen, written)
        command = _write_command(names, judged)
        order = Order(workspace.root, tuple(judged), folder, None, today)
        done = make_each(order, chosen, way.jobs, workspace)
        for _name, made in zip(track(chosen), done, strict=True):
            problems += [*made.problems, *_compare(made, folder, written, command)]
            checked += 1
        if names is None:
            named = {f"{name}.{format_}" for name in chosen for format_ in judged}
            found = _list_agreements(folder, formats or FORMATS)
            problems += [Problem("output-orphaned", Location(file.as_posix())) for file in found
                         if file.name not in named and way.takes(file.stem)]  # fmt: skip
    except AvtalegenError as error:
        problems += error.problems
    return workspace.list_problems(problems, checked)


def _find_formats(folder: Path, names: Sequence[str], written: Manifest) -> list[str]:
    """The formats in which any of the agreements lies there, or was written."""
    found = {file.suffix[1:] for file in _list_agreements(folder, FORMATS) if file.stem in names}
    entries = (entry for name in names for entry in written.agreements.get(name, {}).values())
    found |= {format_ for entry in entries for format_ in entry.outputs}
    return [format_ for format_ in FORMATS if format_ in found] or [*USUAL]


def _list_agreements(folder: Path, formats: Container[str]) -> Iterator[Path]:
    """The files of these formats with names that agreements can have."""
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.suffix[1:] in formats and is_usable_name(file.stem):
            yield file


def _write_command(names: Sequence[str] | None, formats: Sequence[str]) -> str:
    """What makes the files what they should be."""
    asked = [] if {*formats} == {*USUAL} else [f"--format {format_}" for format_ in formats]
    asked = [f"--format {ALL}"] if {*formats} == {*FORMATS} else asked
    return " ".join(["avtalegen build", *(["--all"] if names is None else names), *asked])


def _compare(made: Made, folder: Path, written: Manifest, command: str) -> Iterator[Problem]:
    """The files of an agreement that are not what it would be written as."""
    for format_, wanted in (made.outputs or {}).items():
        file = folder / f"{made.name}.{format_}"
        found = digest_file(file, through_links=False)
        if found == wanted:
            continue
        try:
            check_target(file)
        except AvtalegenError as error:
            yield from error.problems
            continue
        entries = written.agreements.get(made.name, {}).values()
        known = {entry.outputs[format_] for entry in entries if format_ in entry.outputs}
        edited = known and found not in known
        code = "output-missing" if found == ABSENT else "output-stale"
        place = Location(file.as_posix())
        yield Problem("output-edited" if edited and found else code, place,
                      details={"command": command})  # fmt: skip
