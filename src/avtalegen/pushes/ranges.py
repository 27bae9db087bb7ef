"""Which two revisions are asked about, as people and workflows write it.

Takes words; gives a range. It must never know git.
"""

from __future__ import annotations

import re

from avtalegen.quick import dataclass

# What git writes for the revision before the first one, in SHA-1 and in SHA-256.
_NOTHING = re.compile(r"0{40}|0{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SHORT = 10
# What stands for the one that is left out, as in git.
_NEWEST = "HEAD"


@dataclass(frozen=True, slots=True)
class Range:
    """Two revisions; the second is None for the files as they lie in the folder.

    `base` says that what is compared with is the commit that both come from.
    """

    first: str
    second: str | None = None
    base: bool = False


def is_range(word: str) -> bool:
    """Whether the word is two revisions, and no name of a municipality: those have no dots."""
    return ".." in word


def read_range(word: str) -> Range:
    """The range of A, A..B or A...B; a side that is left out is HEAD, as in git."""
    for dots, base in (("...", True), ("..", False)):
        first, found, second = word.partition(dots)
        if found:
            return Range(first or _NEWEST, second or _NEWEST, base)
    return Range(word)


def is_nothing(revision: str) -> bool:
    """Whether the revision is what git calls the one before the first: nothing was there."""
    return _NOTHING.fullmatch(revision) is not None


def shorten(revision: str) -> str:
    """The revision as people read it: of a whole commit, the beginning."""
    return revision[:_SHORT] if _COMMIT.fullmatch(revision) else revision
