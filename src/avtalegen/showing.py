"""What `diff` shows, from the words of the command to its exit code.

The command line calls it. It must never know the command line's library.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from avtalegen import report
from avtalegen.differences import Asked, diff
from avtalegen.messages import Catalogue
from avtalegen.pages import formats
from avtalegen.pushes import ranges
from avtalegen.pushes.comparing import compare_revisions
from avtalegen.pushes.ranges import Range
from avtalegen.quick import dataclass
from avtalegen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class View:
    """How a comparison is to be shown: its format, and the file if it is written to one.

    `exit_code` says whether the command ends with 1 where anything differs; with `text`, words are
    shown in place of choices, and with `equal`, what is equal too.
    """

    format: str
    file: Path | None = None
    exit_code: bool = False
    text: bool = False
    equal: bool = False


class WordsOfManyError(Exception):
    """The words of more than two agreements were asked for."""


def find_range(names: Sequence[str], since: str | None) -> tuple[list[str], list[Range]]:
    """The names that are those of municipalities, and the revisions that are asked about.

    Those stand after --since, or among the names as A..B: no municipality has dots in its name.
    """
    words = [name for name in names if ranges.is_range(name)]
    asked = [*words, *([] if since is None else [since])]
    return [name for name in names if name not in words], [ranges.read_range(w) for w in asked]


def show_agreements(folder: Path, asked: Asked, view: View, catalogue: Catalogue) -> int:
    """Show what the agreements chose differently; gives the exit code.

    Raises WordsOfManyError where the words of more than two are asked for.
    """
    workspace = Workspace(folder)
    found = diff(workspace, asked, report.make_track(catalogue))
    if found.listing.problems:
        return report.show_problems(found.listing, catalogue)
    if view.text and found.matrix is not None:
        raise WordsOfManyError
    seen = formats.View(equal=view.equal, text=view.text, plain=view.file is not None)
    written = formats.WRITERS[view.format](found, seen, catalogue)
    code = report.show_text(written, view.file, workspace, catalogue)
    return code or int(view.exit_code and found.differs)


def show_revisions(
    folder: Path, asked: Range, names: Sequence[str], view: View, catalogue: Catalogue
) -> int:
    """Show what changes between the revisions; gives the exit code.

    What is wrong now is told beside it; where nothing could be compared, that is all.
    """
    workspace = Workspace(folder)
    found = compare_revisions(workspace, asked, names, report.make_track(catalogue))
    wrong = report.show_problems(found.listing, catalogue)
    if not found.compared:
        return wrong
    written = formats.write_pushed(found, view.format, catalogue, plain=view.file is not None)
    code = report.show_text(written, view.file, workspace, catalogue)
    return wrong or code or int(view.exit_code and found.differs)
