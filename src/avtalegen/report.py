"""Say results and problems: results on stdout, what is wrong with a build and progress on stderr.

The only module that prints. It knows rich, which it imports on a terminal only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from avtalegen.builds import Built
from avtalegen.messages import KINDS, Catalogue, Severity, count, phrase
from avtalegen.problems import Listing
from avtalegen.workspace import Workspace

DONE, PROBLEMS_FOUND, ENVIRONMENT_FAILED = 0, 1, 3
# What is told of many files at once, since it is told of files and not of what stands in them.
FILES = ("output-missing", "output-stale", "output-edited", "output-orphaned")
# From how many agreements on a terminal shows a bar.
MANY = 10


def show_build(built: Built, catalogue: Catalogue) -> int:
    """Say what was written and what was not, a line for each file, and what is wrong.

    Gives the exit code.
    """
    code = show_problems(built.listing, catalogue)
    for path in built.files:
        print(catalogue.say(phrase("wrote {file}", file=path.as_posix())))
    for path in built.removed:
        said = phrase("removed {file}: its municipality is gone", file=path.as_posix())
        print(catalogue.say(said))
    if built.fresh:
        print(catalogue.say(count(
            built.fresh, "{number} agreement was up to date", "{number} agreements were up to date"
        )))  # fmt: skip
    if built.equal:
        print(catalogue.say(count(
            built.equal, "{number} agreement was made anew, and is as it was",
            "{number} agreements were made anew, and are as they were",
        )))  # fmt: skip
    for path in built.kept:
        said = phrase("{file} was left as it was", file=path.as_posix())
        print(catalogue.say(said), file=sys.stderr)
    if code != DONE and not built.files:
        print(catalogue.say(phrase("nothing was written")), file=sys.stderr)
    return code


def show_audit(listing: Listing, catalogue: Catalogue) -> int:
    """Say which files are not as they would be built, by what is wrong; gives the exit code."""
    wrong = [problem for problem in listing.problems if problem.code in FILES]
    others = [problem for problem in listing.problems if problem.code not in FILES]
    show_problems(replace(listing, problems=others), catalogue)
    for code in FILES:
        if told := [problem for problem in wrong if problem.code == code]:
            many = count(len(told), "{number} file", "{number} files")
            said = catalogue.say(told[0].message)
            print(f"{said}: {catalogue.say(many)}  [{code}]", file=sys.stderr)
            for problem in told:
                print(f"    {problem.location}", file=sys.stderr)
            print(f"  {catalogue.say(told[0].hint)}", file=sys.stderr)
    found = find_exit_code(listing)
    if found == DONE:
        print(catalogue.say(count(
            listing.checked,
            "{number} agreement is up to date", "{number} agreements are up to date",
        )))  # fmt: skip
    return found


def show_watching(catalogue: Catalogue) -> None:
    """Say at once that files are watched, and how that is ended."""
    print(catalogue.say(phrase("Watching for changes  (Ctrl+C ends it)")), flush=True)


def show_waiting(folder: Path, catalogue: Catalogue) -> None:
    """Say at once that another build has to end first."""
    said = phrase("waiting for another build that writes to {folder}", folder=folder.as_posix())
    print(catalogue.say(said), file=sys.stderr, flush=True)


def show_problems(listing: Listing, catalogue: Catalogue) -> int:
    """Say on stderr what is wrong; gives the exit code."""
    from avtalegen import listings  # most builds have nothing to tell

    for problem in listing.problems:
        line = listing.lines.get(problem.location, "")
        print(listings.write_problem(problem, line, catalogue), file=sys.stderr)
    return find_exit_code(listing)


def show_text(written: str, file: Path | None, workspace: Workspace, catalogue: Catalogue) -> int:
    """Say what was written on stdout, or in a file, letter for letter; gives the exit code."""
    if file:
        from avtalegen import commands

        return show_build(commands.save_text(workspace, file, written), catalogue)
    return show_result(written)


def show_result(written: str) -> int:
    """Say what was written on stdout, letter for letter; gives the exit code."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # nobody is there to read it
        sys.stdout.write(written)
    else:
        buffer.write(written.encode("utf-8", "backslashreplace"))
        buffer.flush()
    return DONE


def show_address(address: str, catalogue: Catalogue) -> None:
    """Say at once where a page is, and how it is ended."""
    said = phrase("Preview: {address}  (Ctrl+C ends it)", address=address)
    print(catalogue.say(said), flush=True)


def show_check(
    listing: Listing, format_: str, catalogue: Catalogue, *, strict: bool = False
) -> int:
    """Say every problem in the format, on stdout; gives the exit code.

    Warnings count as errors where the check is strict.
    """
    from avtalegen import listings

    print(listings.FORMATS[format_](listing, catalogue), end="")
    return find_exit_code(listing, strict=strict)


def find_exit_code(listing: Listing, *, strict: bool = False) -> int:
    """The code to end with: 3 if the environment failed, 1 if there are problems, 0 otherwise."""
    if any(KINDS[problem.code].environment for problem in listing.problems):
        return ENVIRONMENT_FAILED
    wrong = listing.count(Severity.ERROR) or (strict and listing.count(Severity.WARNING))
    return PROBLEMS_FOUND if wrong else DONE


def make_track(catalogue: Catalogue) -> Callable[[Sequence[str]], Iterable[str]]:
    """What goes through names, with a bar on a terminal when there are many."""

    def track(names: Sequence[str]) -> Iterable[str]:
        if len(names) < MANY or not sys.stderr.isatty():
            return names
        from rich.console import Console
        from rich.progress import track as show_bar

        said, console = catalogue.say(phrase("reading")), Console(stderr=True)
        return show_bar(names, said, console=console, transient=True)

    return track
