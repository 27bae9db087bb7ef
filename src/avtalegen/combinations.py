"""Which combinations of options to try, when there may be too many to try them all."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

MOST_COMBINATIONS = 2_000
# Beyond these, pairs would take minutes. Of one choice only so many options are tried, and where
# there are more pairs than can be tried, each option alone and in the company of all others.
MOST_OPTIONS, MOST_PAIRS = 40, 15_000


def combine(parameters: list[list[Any]]) -> Iterator[list[Any]]:
    """Every combination, or where those are too many, enough to have every pair together."""
    if math.prod(map(len, parameters)) <= MOST_COMBINATIONS:
        yield from map(list, product(*parameters))
        return
    trimmed = [options[:MOST_OPTIONS] for options in parameters]
    pairs = sum(len(one) * len(other) for one, other in combinations(trimmed, 2))
    if pairs > MOST_PAIRS:
        yield from _combine_by_one(trimmed)
        return
    from allpairspy import AllPairs

    for row in AllPairs([list(range(len(options))) for options in trimmed]):
        yield [options[at] for options, at in zip(trimmed, row, strict=True)]


def _combine_by_one(parameters: list[list[Any]]) -> Iterator[list[Any]]:
    lowest = [options[0] for options in parameters]
    highest = [options[-1] for options in parameters]
    yield from (lowest, highest)
    most = max(2, MOST_COMBINATIONS // (2 * len(parameters)))
    for position, options in enumerate(parameters):
        for option in options[:most]:
            for base in (lowest, highest):
                yield [*base[:position], option, *base[position + 1 :]]
