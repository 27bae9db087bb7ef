"""Say results and problems: results on stdout, problems and progress on stderr.

The only module that prints, and the only one that knows rich, which it imports on a terminal only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from avtalegen.commands import Built
from avtalegen.messages import KINDS, Severity
from avtalegen.problems import Problem, sort_problems

DONE, PROBLEMS_FOUND, ENVIRONMENT_FAILED = 0, 1, 3
# From how many agreements on a terminal shows a bar.
MANY = 10


def show_build(built: Built) -> int:
    """Say what was written, a line for each file, and what is wrong; gives the exit code."""
    show_problems(built.problems)
    for path in built.files:
        print(f"wrote {path.as_posix()}")
    errors = [p for p in built.problems if p.severity is Severity.ERROR]
    if any(KINDS[problem.code].environment for problem in errors):
        return ENVIRONMENT_FAILED
    if errors:
        print("nothing was written", file=sys.stderr)
        return PROBLEMS_FOUND
    return DONE


def show_problems(problems: Iterable[Problem]) -> None:
    """Say every problem by place: where, which field, what is wrong; below it, how to mend it."""
    for problem in sort_problems(problems):
        print(format_problem(problem), file=sys.stderr)


def format_problem(problem: Problem) -> str:
    """A problem as text: path first so that it can be clicked, the hint on a line of its own."""
    warning = "warning: " if problem.severity is Severity.WARNING else ""
    parts = (str(problem.location), problem.field, warning + problem.message)
    line = "  ".join(part for part in parts if part)
    return f"{line}\n    {problem.hint}" if problem.hint else line


def track(names: Sequence[str]) -> Iterable[str]:
    """The names, with a bar on a terminal when there are many."""
    if len(names) < MANY or not sys.stderr.isatty():
        return names
    from rich.console import Console
    from rich.progress import track as show_bar

    return show_bar(names, "building", console=Console(stderr=True), transient=True)
