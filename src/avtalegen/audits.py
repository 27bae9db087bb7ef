"""What `build --check` does: make every agreement in memory, and compare it with what lies there.

Gives problems; it never writes, and never prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from avtalegen.writers import FORMATS


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

    Where names is None, files of no agreement are told of too. Nothing is written.
    """
    folder, checked = out or workspace.default_output, 0
    problems: list[Problem] = []
    try:
        chosen, problems = workspace.choose(names)
        chosen = [name for name in chosen if way.takes(name)]
        written = read_manifest(Output(folder).read())
        order = Order(workspace.root, tuple(formats), folder, None, today)
        done = make_each(order, chosen, way.jobs, workspace)
        for _name, made in zip(track(chosen), done, strict=True):
            problems += [*made.problems, *_compare(made, folder, written)]
            checked += 1
        if names is None:
            named = [f"{name}.{format_}" for name in chosen for format_ in formats]
            problems += _find_orphans(folder, {*named}, way)
    except AvtalegenError as error:
        problems += error.problems
    return workspace.list_problems(problems, checked)


def _compare(made: Made, folder: Path, written: Manifest) -> Iterator[Problem]:
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
        yield Problem("output-edited" if edited and found else code, Location(file.as_posix()))


def _find_orphans(folder: Path, named: set[str], way: Way) -> Iterator[Problem]:
    """Files that look like agreements, which a build of all would not write."""
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        name, _, format_ = file.name.rpartition(".")
        agreement = format_ in FORMATS and is_usable_name(name)
        if agreement and file.name not in named and way.takes(name):
            yield Problem("output-orphaned", Location(file.as_posix()))
