"""What `diff` does with its words: what is compared, how it is shown, and the exit code.

The command line calls it. It must never know the command line's library.
"""

from __future__ import annotations

from pathlib import Path

from avtalegen import report
from avtalegen.differences import Asked, diff
from avtalegen.messages import Catalogue, count, phrase
from avtalegen.messages import Words as Said
from avtalegen.pages import formats
from avtalegen.pushes import ranges
from avtalegen.pushes.comparing import compare_revisions
from avtalegen.pushes.ranges import Range
from avtalegen.quick import dataclass
from avtalegen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Words:
    """What was written after the command: names and revisions, and what to compare of them."""

    names: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    every: bool = False
    district: str = ""
    clause: str = ""
    text: bool = False
    equal: bool = False

    def list_ranges(self) -> list[Range]:
        """The revisions that are asked about: after --since, or among the names as A..B."""
        words = (*filter(ranges.is_range, self.names), *self.since)
        return [ranges.read_range(word) for word in words]

    def list_names(self) -> list[str]:
        """The names that are those of municipalities: they have no dots."""
        return [name for name in self.names if not ranges.is_range(name)]


@dataclass(frozen=True, slots=True)
class View:
    """How a comparison is shown: its format, and the file if it is written to one.

    `exit_code` says whether the command ends with 1 where anything differs.
    """

    format: str
    file: Path | None = None
    exit_code: bool = False


class MisusedError(Exception):
    """The words do not go together; `reason` says why."""

    def __init__(self, reason: Said) -> None:
        self.reason = reason
        super().__init__(str(reason))


def show(folder: Path, asked: Words, view: View, catalogue: Catalogue) -> int:
    """Show what was asked for; gives the exit code, or raises MisusedError before anything is read.

    The words of more than two agreements are refused when they have been read.
    """
    found = asked.list_ranges()
    if "" in asked.since:
        raise MisusedError(phrase("Write a revision after --since."))
    if found:
        _check(asked, found)
        return _show_revisions(Workspace(folder), found[0], asked.list_names(), view, catalogue)
    if len(asked.names) == 1 or bool(asked.names) + asked.every + bool(asked.district) != 1:
        told = phrase(
            "Write two names or more, --all, --district DISTRICT, --since REVISION or A..B."
        )
        raise MisusedError(told)
    return _show_agreements(Workspace(folder), asked, view, catalogue)


def _check(asked: Words, found: list[Range]) -> None:
    """Refuse more than two revisions, and what does not go with them."""
    if len(found) > 1:
        raise MisusedError(phrase("Write --since REVISION or A..B, not both, and only once."))
    given = {
        "--district": asked.district, "--clause": asked.clause, "--text": asked.text,
        "--equal": asked.equal, "--all": asked.every and asked.list_names(),
    }  # fmt: skip
    if refused := [name for name, said in given.items() if said]:
        *most, last = refused
        options = phrase("{most} and {last}", most=", ".join(most), last=last) if most else last
        told = count(
            len(refused),
            "{options} does not go with --since or A..B. Leave it out.",
            "{options} do not go with --since or A..B. Leave them out.",
        ).fill(options=options)
        raise MisusedError(told)


def _show_agreements(workspace: Workspace, asked: Words, view: View, catalogue: Catalogue) -> int:
    sides = Asked(asked.names, asked.district, asked.clause)
    found = diff(workspace, sides, report.make_track(catalogue))
    if found.listing.problems:
        return report.show_problems(found.listing, catalogue)
    if asked.text and found.matrix is not None:
        raise MisusedError(phrase("--text compares the words of two agreements; name two."))
    seen = formats.View(equal=asked.equal, text=asked.text, plain=view.file is not None)
    written = formats.WRITERS[view.format](found, seen, catalogue)
    code = report.show_text(written, view.file, workspace, catalogue)
    return code or int(view.exit_code and found.differs)


def _show_revisions(
    workspace: Workspace, asked: Range, names: list[str], view: View, catalogue: Catalogue
) -> int:
    """What is wrong now is told beside what changes; where nothing could be compared, alone."""
    found = compare_revisions(workspace, asked, names, report.make_track(catalogue))
    wrong = report.show_problems(found.listing, catalogue)
    if not found.compared:
        return wrong
    written = formats.write_pushed(found, view.format, catalogue, plain=view.file is not None)
    code = report.show_text(written, view.file, workspace, catalogue)
    return wrong or code or int(view.exit_code and found.differs)
