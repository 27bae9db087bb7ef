"""How far each of many is from what most chose, and which are nearest to each other.

Takes choices as numbers; it must never know what they stand for.
"""

from __future__ import annotations

from collections.abc import Sequence

from avtalegen.quick import dataclass

# The character that stands for the first value of a choice where agreements are compared.
_FIRST = 0x100


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an agreement is from the common ground, and which are nearest to it.

    `departures` of the `compared` choices that have a common ground are not what most chose; those
    of a clause that it is without are not counted, but whether to have the clause is. Of the
    `together` choices in which it or one of the `nearest` says anything, `apart` differ, which is a
    smaller share than with any other agreement.
    """

    member: int
    departures: int
    compared: int
    nearest: tuple[int, ...]
    apart: int
    together: int


def find_standings(
    codes: Sequence[Sequence[int]], silent: Sequence[Sequence[bool]], common: Sequence[int]
) -> tuple[Standing, ...]:
    """The standings of agreements of which each has a row of numbers, 0 where it has no clause.

    `silent` says where it says nothing, and `common` is what most say, 0 without a common ground.
    """
    # Values as characters, so that two agreements can be compared as two words.
    words = [
        "".join(
            chr(_FIRST if nothing else _FIRST + code) for code, nothing in zip(*row, strict=True)
        )
        for row in zip(codes, silent, strict=True)
    ]
    masks = [sum(1 << at for at, nothing in enumerate(quiet) if not nothing) for quiet in silent]
    standings = []
    for member, mine in enumerate(codes):
        said = [(code, most) for code, most in zip(mine, common, strict=True) if code and most]
        departures = sum(code != most for code, most in said)
        apart = [
            (_count_apart(words[member], other), (masks[member] | masks[at]).bit_count(), at)
            for at, other in enumerate(words)
            if at != member
        ]
        least = min(differ / (together or 1) for differ, together, _at in apart)
        near = [each for each in apart if each[0] / (each[1] or 1) == least]
        nearest = tuple(at for _differ, _together, at in near)
        standings.append(Standing(member, departures, len(said), nearest, *near[0][:2]))
    return tuple(standings)


def _count_apart(first: str, second: str) -> int:
    from rapidfuzz.distance import Hamming

    return Hamming.distance(first, second)
