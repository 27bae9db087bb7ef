"""Which items of two lists are the same thing: members by their role, focus areas by their title.

Takes lists with the declared type of their items; gives pairs of positions, the same the other way
round when the lists are exchanged. It must never know whose the lists are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from avtalegen.choices import ValueType
from avtalegen.comparison import redline
from avtalegen.comparison.essences import find_essence
from avtalegen.records import Contact, Person, Seat

# Names that are at least so alike are one name, spelt in two ways.
_SAME_NAME = 0.9
# The types whose items have a name; others are what they are.
NAMED = frozenset({"tekst", "plass", "kontakt", "person", "objekt"})


def find_name_field(of: ValueType) -> str | None:
    """The field by which people tell such objects apart: the first text that is always there."""
    return next(
        (key for key, field in of.felt.items() if field.type == "tekst" and not field.valgfri), None
    )


def say_name(item: Any, of: ValueType) -> str:
    """What an item is called: its role, its name, or the field that names it."""
    key = find_name_field(of)
    match item:
        case Seat():
            return item.rolle
        case Contact() | Person():
            return item.navn
    return str(getattr(item, key)) if key else ""


def match_items(
    first: tuple[Any, ...], second: tuple[Any, ...], of: ValueType
) -> list[tuple[int, int]]:
    """The positions of the items that are the same thing in both lists.

    First those that are equal, then those with the same name, of the same party before others;
    then one with another name and all else equal, if nothing else is so; then names that are spelt
    almost alike; and at last the only one that is left, if it stands in the same place.
    """
    essences = [[find_essence(item, of) for item in items] for items in (first, second)]
    pairs = _pair_in_order([], essences[0], essences[1])
    if of.type not in NAMED:
        return pairs
    names = [[_find_identity(item, of) for item in items] for items in (first, second)]
    pairs = _pair_in_order(pairs, names[0], names[1])
    roles = [[name for _part, name in side] for side in names]
    pairs = _pair_in_order(pairs, roles[0], roles[1])
    rests = [[_find_rest(item, of) for item in items] for items in (first, second)]
    pairs += _pair_lone(pairs, rests[0], rests[1])
    texts = [[" ".join(str(part) for part in name) for name in side] for side in names]
    pairs += _pair_alike(pairs, texts[0], texts[1])
    parts = [[part for part, _name in side] for side in names]
    return pairs + _pair_last(pairs, parts[0], parts[1])


def _pair_last(
    pairs: list[tuple[int, int]], first: list[str], second: list[str]
) -> list[tuple[int, int]]:
    """The only one that is left of each list, if it stands in the same place of the same party."""
    left = [_left(pairs, 0, len(first)), _left(pairs, 1, len(second))]
    alone = [len(side) for side in left] == [1, 1] and len(first) == len(second) > 2
    if not alone or left[0] != left[1] or first[left[0][0]] != second[left[1][0]]:
        return []
    return [(left[0][0], left[1][0])]


def _find_identity(item: Any, of: ValueType) -> tuple[str, ...]:
    part = str(item.part) if isinstance(item, Seat) else ""
    name = item if isinstance(item, str) else say_name(item, of)
    return (part, name.casefold())


def _find_rest(item: Any, of: ValueType) -> Any:
    """What an item says beside its name, or None where that tells nothing of which it is."""
    match item:
        case Seat():
            rest: tuple[Any, ...] = (item.antall, item.person, item.stedfortreder, item.enheter)
            part: Any = item.part
        case Contact():
            rest = (item.person, item.telefon, item.epost, item.nettadresse, item.adresse)
            part = item.merknad
        case Person() | str():
            return None
        case _:
            key = find_name_field(of)
            rest = tuple(
                find_essence(getattr(item, name), field)
                for name, field in of.felt.items()
                if name != key and field.type != "ja_nei"
            )
            part = None
    return (part, rest) if any(each not in (None, ()) for each in rest) else None


def _left(pairs: list[tuple[int, int]], side: int, length: int) -> list[int]:
    taken = {pair[side] for pair in pairs}
    return [position for position in range(length) if position not in taken]


def _pair_in_order(
    pairs: list[tuple[int, int]], first: list[Any], second: list[Any]
) -> list[tuple[int, int]]:
    found = list(pairs)
    waiting = _left(pairs, 1, len(second))
    for i in _left(pairs, 0, len(first)):
        j = next((j for j in waiting if second[j] == first[i]), None)
        if j is not None:
            waiting.remove(j)
            found.append((i, j))
    return found


def _pair_lone(
    pairs: list[tuple[int, int]], first: list[Any], second: list[Any]
) -> list[tuple[int, int]]:
    left = [_left(pairs, side, len(items)) for side, items in enumerate((first, second))]
    ones, others = [first[i] for i in left[0]], [second[j] for j in left[1]]
    return [
        (i, left[1][others.index(first[i])])
        for i in left[0]
        if first[i] is not None and ones.count(first[i]) == 1 and others.count(first[i]) == 1
    ]


def _pair_alike(
    pairs: list[tuple[int, int]], first: list[str], second: list[str]
) -> list[tuple[int, int]]:
    left = [_left(pairs, side, len(items)) for side, items in enumerate((first, second))]
    likeness: Callable[[str, str], float] = redline.find_likeness
    alike = redline.pair_alike(
        [first[i] for i in left[0]], [second[j] for j in left[1]], likeness, _SAME_NAME
    )
    return [(left[0][i], left[1][j]) for i, j in alike]


def merge(
    first: int, second: int, pairs: Iterable[tuple[int, int]]
) -> list[tuple[int | None, int | None]]:
    """Positions of two lists in one order: the first's, and what only the second has in its place.

    What only the second has comes after what it comes after there, and after what only the first
    has in the same place.
    """
    partner = dict(pairs)
    merged: list[tuple[int | None, int | None]] = [(i, partner.get(i)) for i in range(first)]
    at = 0
    for j in range(second):
        known = next((n for n, (_i, other) in enumerate(merged) if other == j), None)
        if known is None:
            while at < len(merged) and merged[at][1] is None:
                at += 1
            merged.insert(at, (None, j))
            known = at
        at = known + 1
    return merged


def find_places(pairs: list[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The positions from 1 in both lists of what stands in another order in the second."""
    ordered = sorted(pairs)
    ranks = sorted(j for _i, j in ordered)
    moved = redline.find_moved([ranks.index(j) for _i, j in ordered])
    return {i: (i + 1, j + 1) for position, (i, j) in enumerate(ordered) if position in moved}
