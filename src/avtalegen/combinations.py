"""Which combinations of options to try, when there may be too many to try them all."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from typing import Any

MOST_COMBINATIONS = 2_000
# Beyond these, pairs would take minutes: of one choice only so many options are paired, and of a
# clause with more factors each option is tried alone and in the company of all others.
MOST_OPTIONS, MOST_FACTORS = 40, 80


def combine(parameters: list[list[Any]]) -> Iterator[list[Any]]:
    """Every combination, or where those are too many, enough to have every pair together."""
    if math.prod(map(len, parameters)) <= MOST_COMBINATIONS:
        yield from map(list, product(*parameters))
        return
    # Pairs grow with the square of what there is; a choice of 200 names is tried with 40 of them.
    positions = [list(range(len(options)))[:MOST_OPTIONS] for options in parameters]
    if len(positions) > MOST_FACTORS:
        yield from _combine_by_one(parameters)
        return
    from allpairspy import AllPairs

    for row in AllPairs(positions):
        yield [options[at] for options, at in zip(parameters, row, strict=True)]


def _combine_by_one(parameters: list[list[Any]]) -> Iterator[list[Any]]:
    lowest = [options[0] for options in parameters]
    highest = [options[-1] for options in parameters]
    yield from (lowest, highest)
    for position, options in enumerate(parameters):
        for option in options:
            for base in (lowest, highest):
                yield [*base[:position], option, *base[position + 1 :]]
