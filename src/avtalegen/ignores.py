"""Warnings that the editor of a file has looked at and wants to be silent.

Takes the problems of one file and its ignore comments; gives the problems that are left, with a
warning for each comment that gives no reason or silences nothing. Errors are never silenced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from avtalegen.messages import KINDS, Severity, Words
from avtalegen.problems import Problem, has_errors, suggest, take
from avtalegen.tree import Ignore, Tree


def silence(tree: Tree, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of the file without those that its comments silence.

    Where there is an error, not all warnings were looked for, and no comment is called unused.
    """
    found = list(problems)
    by_code: dict[str, list[Ignore]] = {}
    for ignore in tree.ignores:
        for code in ignore.codes if ignore.reason else ():
            by_code.setdefault(code, []).append(ignore)
    used: set[tuple[Ignore, str]] = set()
    left = []
    for problem in found:
        silent = problem.severity is Severity.WARNING and problem.location.file == tree.name
        line = problem.location.line
        matching = [
            (i, problem.code) for i in by_code.get(problem.code, ()) if i.first <= line <= i.last
        ] if silent else []  # fmt: skip
        used.update(matching)
        if not matching:
            left.append(problem)
    whole = not has_errors(found)
    wrong = (p for i in tree.ignores for p in _check(i, tree, used, whole=whole))
    return [*left, *take(wrong)]


def _check(
    ignore: Ignore, tree: Tree, used: set[tuple[Ignore, str]], *, whole: bool
) -> Iterable[Problem]:
    if not ignore.reason:
        yield Problem("ignore-without-reason", ignore.location)
        return
    for code in ignore.codes:
        line = tree.lines[ignore.location.line - 1]
        column = line.find(code, ignore.location.column - 1) + 1 or ignore.location.column
        place = replace(ignore.location, column=column)
        details: dict[str, Words] = {"read": code}
        if code not in KINDS:
            warnings = [name for name, kind in KINDS.items() if kind.severity is Severity.WARNING]
            mend = suggest(code, warnings)
            yield Problem("ignore-unknown", place, details={**details, "mend": mend})
        elif whole and (ignore, code) not in used:
            yield Problem("ignore-unused", place, details=details)
