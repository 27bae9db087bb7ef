"""What differs between two texts, word by word.

Takes words, or any values in order; gives what is the same, removed and added. Comparing the other
way round gives the same with removed and added exchanged. It must never know where texts come from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import Literal, TypeVar

from avtalegen.quick import dataclass

ItemT = TypeVar("ItemT", bound=Hashable)
Tag = Literal["same", "removed", "added"]

# A word, or a sign by itself, with the space before it if there is one.
_TOKEN = re.compile(r" ?(?:\w+(?:[-.,:/@’\u00a0]+\w+)*|[^\w ])")
# Texts that are less alike than this share only what they have many words in a row of.
ALIKE = 0.5
# So few words in common between changes are not worth showing, in texts that are alike or are not.
_ISLAND, _LARGE_ISLAND = 1, 5


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row that are the same in both texts, or in one of them only."""

    tag: Tag
    text: str


def compare_words(first: str, second: str) -> tuple[Run, ...]:
    """The runs of two texts in the order of reading, what is removed before what is added.

    The runs that are not added make up the first text, and those that are not removed the second;
    a space comes before the first word of a run, and each stretch of white space is one space.
    """
    first, second = _tidy(first), _tidy(second)
    if first == second:
        return (Run("same", f" {first}"),) if first else ()
    tokens = _split(first), _split(second)
    island = _ISLAND if find_likeness(*tokens) >= ALIKE else _LARGE_ISLAND
    return _tell(_drop_islands(align(*tokens), tokens, island), tokens)


def align(first: Sequence[ItemT], second: Sequence[ItemT]) -> list[tuple[int, int, int]]:
    """The longest that both have in the same order: positions in each, and how many in a row."""
    from rapidfuzz.distance import Indel

    swapped = _is_later(first, second)
    one, other = (second, first) if swapped else (first, second)
    blocks = [
        (each.a, each.b, each.size)
        for each in Indel.editops(one, other).as_matching_blocks()
        if each.size
    ]
    return [(b, a, size) for a, b, size in blocks] if swapped else blocks


def find_likeness(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """How much of two sequences is in both, in the same order: from 0 to 1 for all."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(first, second))


def find_kinship(first: Sequence[ItemT], second: Sequence[ItemT]) -> float:
    """How alike two texts are, where a text that was added to is still the same text.

    What counts is the share of both, or of the shorter, if that stands in the other in stretches.
    """
    likeness = find_likeness(first, second)
    shorter = min(len(first), len(second))
    if likeness >= ALIKE or not shorter:
        return likeness
    kept = sum(size for _i, _j, size in align(first, second) if size > _LARGE_ISLAND)
    return max(likeness, kept / shorter)


def pair_alike(
    first: Sequence[ItemT], second: Sequence[ItemT], likeness: Callable[[ItemT, ItemT], float],
    least: float,
) -> list[tuple[int, int]]:  # fmt: skip
    """The positions of what is most alike in both: each the other's only best, and alike enough."""
    scores = [[likeness(one, other) for other in second] for one in first]
    found = []
    for i, row in enumerate(scores):
        best = max(row, default=0.0)
        if best < least or row.count(best) > 1:
            continue
        j = row.index(best)
        column = [other[j] for other in scores]
        if max(column) == best and column.count(best) == 1:
            found.append((i, j))
    return found


def find_moved(order: Sequence[int]) -> set[int]:
    """The positions that are out of order in a permutation of 0, 1, 2 …: few, but both of a swap.

    What has the number that it had has not moved. The same things have moved when the inverse
    permutation is asked about.
    """
    inverse = sorted(range(len(order)), key=order.__getitem__)
    back = {inverse[position] for position in _find_out_of_order(inverse)}
    moved = _find_out_of_order(list(order)) | back
    return {position for position in moved if order[position] != position}


def _find_out_of_order(order: list[int]) -> set[int]:
    straight = list(range(len(order)))
    kept = {i + n for i, _j, size in align(order, straight) for n in range(size)}
    return set(straight) - kept


def _is_later(first: Sequence[ItemT], second: Sequence[ItemT]) -> bool:
    # Either order would do, so long as it is the same whichever text is named first.
    return [str(item) for item in first] > [str(item) for item in second]


def _tidy(text: str) -> str:
    # A no-break space holds together what is one word for a reader, such as a phone number.
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _split(text: str) -> list[str]:
    return _TOKEN.findall(f" {text}") if text else []


def _drop_islands(
    blocks: list[tuple[int, int, int]], tokens: tuple[list[str], list[str]], island: int
) -> list[tuple[int, int, int]]:
    """The blocks without those of few words between changes on both sides: they only disturb."""
    ends = (len(tokens[0]), len(tokens[1]))
    kept = []
    for i, j, size in blocks:
        inside = i > 0 and j > 0 and i + size < ends[0] and j + size < ends[1]
        if size > island or (not inside and island == _ISLAND):
            kept.append((i, j, size))
    return kept


def _tell(
    blocks: list[tuple[int, int, int]], tokens: tuple[list[str], list[str]]
) -> tuple[Run, ...]:
    runs: list[Run] = []
    at, to = 0, 0
    for i, j, size in [*blocks, (len(tokens[0]), len(tokens[1]), 0)]:
        for tag, words in (
            ("removed", tokens[0][at:i]),
            ("added", tokens[1][to:j]),
            ("same", tokens[0][i : i + size]),
        ):
            if words:
                runs.append(Run(tag, "".join(words)))  # type: ignore[arg-type]  # the tags above
        at, to = i + size, j + size
    return tuple(runs)
