"""What `build` does with its words, from the names of municipalities to the exit code.

The command line calls it, and so does __main__ where names are all that was written: reading the
words takes the command line's library longer than building takes. It must never know that library.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from avtalegen import commands, report
from avtalegen.messages import Catalogue
from avtalegen.workspace import Workspace
from avtalegen.writers import choose_formats


def build(
    names: Sequence[str] | None,
    catalogue: Catalogue,
    formats: Sequence[str] = (),
    out: Path | None = None,
    workspace: Path = Path(),
) -> int:
    """Build the municipalities, or all where names is None, in the usual formats for none named.

    What was done is said in the language of the catalogue; gives the exit code.
    """
    built = commands.build(
        Workspace(workspace), names, choose_formats(formats), out,
        report.make_track(catalogue), find_today(),
    )  # fmt: skip
    return report.show_build(built, catalogue)


def find_today() -> date:
    """The day of the checks, where the user is."""
    return datetime.now().astimezone().date()
