"""The comments of a YAML file that speak to avtalegen: which warnings they silence, and why.

Takes the lines of a tree and the places of its texts; gives the comments, and warnings about those
that nobody would understand, and those that may be words of a value. What stands inside a text is
no comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from avtalegen.problems import Location, Problem
from avtalegen.tree import Ignore, Tree

# A comment that silences a warning on its line, or on the next where it stands alone.
_IGNORE = re.compile(r"#\s*avtalegen:\s*[Ii]gnore\s*\[")
_LIKE_IGNORE = re.compile(r"#\s*avt\w{0,5}gen\W{0,3}\s*ignor", re.IGNORECASE)
_MOST_ON_A_LINE = 10
_SIGN = re.compile(r"(?<!\S)#")


def find_comments(tree: Tree) -> tuple[list[Ignore], list[Problem]]:
    """The comments of the file, and what is wrong with the way that they are written."""
    ignores: list[Ignore] = []
    problems: list[Problem] = []
    if not any(map(_LIKE_IGNORE.search, tree.lines)):
        return ignores, problems
    spans = sorted(tree.spans.values())
    starts = [start for start, _ in spans]
    last_lines: dict[int, int] = {}
    for start, end in spans:
        # A block begins below the line with its sign, and ends before the line after it.
        block = start[1] == 0
        first = start[0] - block
        last_lines[first] = max(last_lines.get(first, first), end[0] - block)
    for first, last in tree.extents:
        last_lines[first] = max(last_lines.get(first, first), last)
    speaks_of = _list_meant(tree.lines)
    for number, line in enumerate(tree.lines, 1):
        for like in [*_LIKE_IGNORE.finditer(line)][:_MOST_ON_A_LINE]:
            place = (number, like.start() + 1)
            before = bisect_right(starts, place) - 1
            if before >= 0 and place < spans[before][1]:
                problems.append(Problem("ignore-inside", Location(tree.name, *place)))
                continue
            found = _parse(line[like.start() :])
            if found is None:
                problems.append(Problem("ignore-unread", Location(tree.name, *place)))
            else:
                meant = speaks_of[number - 1]
                last = last_lines.get(meant, meant)
                ignores.append(Ignore(Location(tree.name, *place), number, last, *found))
            break  # the rest of the line belongs to the comment
    return ignores, problems


def find_glued(tree: Tree) -> Iterator[tuple[tuple[int, int], str]]:
    """The comments after something else whose first word stands right after the sign.

    Those may be meant as words of the value. Gives the place of each and what it says.
    """
    spans = sorted(tree.spans.values())
    starts = [start for start, _ in spans]
    for number, line in enumerate(tree.lines, 1):
        for found in _SIGN.finditer(line):
            place = (number, found.start() + 1)
            before = bisect_right(starts, place) - 1
            if before >= 0 and place < spans[before][1]:
                continue  # it is a letter of a text
            if line[: found.start()].strip() and line[found.end() : found.end() + 1].strip():
                yield place, line[found.start() :]
            break


def _parse(comment: str) -> tuple[tuple[str, ...], str] | None:
    """The codes that a comment names, and its reason; None where it is written in another way."""
    begun = _IGNORE.match(comment)
    end = comment.find("]", begun.end()) if begun else -1
    if not begun or end < 0:
        return None
    codes = tuple(code.strip() for code in comment[begun.end() : end].split(","))
    return codes, comment[end + 1 :].strip()


def _list_meant(lines: list[str]) -> list[int]:
    """For each line the one that a comment on it speaks of: itself, or the next if it is alone."""
    meant = list(range(1, len(lines) + 1))
    for position in range(len(lines) - 2, -1, -1):
        if lines[position].lstrip()[:1] in {"", "#"}:
            meant[position] = meant[position + 1]
    return meant
