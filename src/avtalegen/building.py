"""What `build` does with its words, from the names of municipalities to the exit code.

The command line calls it, and so does __main__ where names are all that was written: reading the
words takes the command line's library longer than building takes. It must never know that library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from avtalegen import builds, report
from avtalegen.builds import Way
from avtalegen.messages import Catalogue
from avtalegen.workspace import Workspace
from avtalegen.writers import choose_formats


def build(
    names: Sequence[str] | None,
    catalogue: Catalogue,
    formats: Sequence[str] = (),
    out: Path | None = None,
    workspace: Path = Path(),
    way: Way | None = None,
) -> int:
    """Build the municipalities, or all where names is None, in the usual formats for none named.

    What was done is said in the language of the catalogue; gives the exit code.
    """
    read = Workspace(workspace)
    folder = out or read.default_output
    way = way or Way(jobs=builds.count_cores())
    way = replace(way, on_wait=lambda: report.show_waiting(folder, catalogue))
    built = builds.build(
        read,
        names,
        choose_formats(formats),
        folder,
        report.make_track(catalogue),
        find_today(),
        way,
    )
    return report.show_build(built, catalogue)


def audit(
    names: Sequence[str] | None,
    catalogue: Catalogue,
    formats: Sequence[str],
    out: Path | None,
    workspace: Path,
    way: Way,
) -> int:
    """Say which files a build would write otherwise; nothing is written. Gives the exit code."""
    from avtalegen.audits import audit as find

    found = find(
        Workspace(workspace), names, choose_formats(formats) if formats else (), out,
        report.make_track(catalogue),
        find_today(), way,
    )  # fmt: skip
    return report.show_audit(found, catalogue)


def watch(
    names: Sequence[str] | None,
    catalogue: Catalogue,
    formats: Sequence[str],
    out: Path | None,
    workspace: Path,
    way: Way,
) -> int:
    """Build each time that something has changed until somebody ends it; gives the exit code."""
    from avtalegen import watching

    with watching.wait_for_end() as stop:
        report.show_watching(catalogue)
        for _ in watching.watch(Workspace(workspace).list_inputs(), stop):
            build(names, catalogue, formats, out, workspace, way)
    return report.DONE


def find_today() -> date:
    """The day of the checks, where the user is."""
    return datetime.now().astimezone().date()
