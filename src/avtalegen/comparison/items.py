"""How two values of a choice differ: a list by its items, an object by its fields.

Takes values and their declared type; gives changes. Members of a body are matched by their role,
focus areas by their title, opening hours by weekday. It must never know whose the values are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal

from avtalegen.choices import ValueType, find_title
from avtalegen.comparison.essences import find_essence
from avtalegen.comparison.hours import compare_hours
from avtalegen.comparison.matching import (
    NAMED,
    find_name_field,
    find_places,
    match_items,
    merge,
    say_name,
)
from avtalegen.comparison.saying import say_fields, say_value
from avtalegen.quick import dataclass
from avtalegen.records import Seat

ChangeKind = Literal["equal", "different", "first", "second", "moved"]
# What the parts of a label are joined by.
BELOW = " › "


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in a value that is equal, different, in one value only, or in another place.

    `label` says what it is, "" for the whole value. `first` and `second` are in words, None where
    a value does not have it. `places` are its positions from 1 in an ordered list, if it moved.
    """

    kind: ChangeKind
    label: str
    first: str | None
    second: str | None
    places: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """The målformer of two agreements, in which their values are said."""

    first: str
    second: str


def compare_values(first: Any, second: Any, declared: ValueType, sides: Sides) -> list[Change]:
    """What is equal and what differs in two values of the same type, in the order of the first."""
    if declared.type == "objekt" and first is not None and second is not None:
        return list(_compare_fields(first, second, declared, sides))
    if declared.type == "liste" and declared.av and declared.av.type == "åpningstid":
        return [
            Change(_find_kind(one, other), when, one, other)
            for when, one, other in compare_hours(first, second, (sides.first, sides.second))
        ]
    if declared.type == "liste" and declared.av:
        return list(_compare_lists(first, second, declared, declared.av, sides))
    one = say_value(first, declared, sides.first) or None
    other = say_value(second, declared, sides.second) or None
    equal = find_essence(first, declared) == find_essence(second, declared)
    return [Change("equal" if equal else _find_kind(one, other, differ=True), "", one, other)]


def _find_kind(first: str | None, second: str | None, *, differ: bool = False) -> ChangeKind:
    if first is None:
        return "second"
    if second is None:
        return "first"
    return "different" if differ or first != second else "equal"


def _compare_fields(first: Any, second: Any, declared: ValueType, sides: Sides) -> Iterator[Change]:
    for key, of in declared.felt.items():
        one, other = getattr(first, key), getattr(second, key)
        if find_essence(one, of) is None and find_essence(other, of) is None:
            continue
        if one is False and other is False:
            continue
        yield from label(find_title(key, of), compare_values(one, other, of, sides))


def label(title: str, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes as parts of what the title names."""
    for change in changes:
        yield replace(change, label=BELOW.join(part for part in (title, change.label) if part))


def _compare_lists(
    first: tuple[Any, ...], second: tuple[Any, ...], whole: ValueType, of: ValueType, sides: Sides
) -> Iterator[Change]:
    pairs = match_items(first, second, of)
    moved = find_places(pairs) if whole.ordnet else {}
    for i, j in merge(len(first), len(second), pairs):
        if j is None:
            yield Change("first", "", _say_item(first[i or 0], of, sides.first), None)
        elif i is None:
            yield Change("second", "", None, _say_item(second[j], of, sides.second))
        else:
            yield from _compare_items(first[i], second[j], of, sides, moved.get(i))


def _compare_items(
    first: Any, second: Any, of: ValueType, sides: Sides, places: tuple[int, int] | None
) -> Iterator[Change]:
    one, other = _say_item(first, of, sides.first), _say_item(second, of, sides.second)
    if find_essence(first, of) == find_essence(second, of):
        yield Change("moved" if places else "equal", "", one, other, places)
    elif of.type == "objekt":
        name, renamed = say_name(first, of), say_name(second, of)
        if places:
            yield Change("moved", name, one, other, places)
        if renamed != name:
            yield Change("different", "", name, renamed)
        changes = compare_values(first, second, _without_name(of), sides)
        yield from label(name, (change for change in changes if change.kind != "equal"))
    elif isinstance(first, Seat) and first.part != second.part:
        yield Change("different", "", f"{one} ({first.part})", f"{other} ({second.part})", places)
    else:
        yield Change("different", "", one, other, places)


def _without_name(of: ValueType) -> ValueType:
    key = find_name_field(of)
    fields = {name: field for name, field in of.felt.items() if name != key}
    return of.model_copy(update={"felt": fields})


def _say_item(item: Any, of: ValueType, language: str) -> str:
    """An item in words; of an object the field that names it, then each other on a line."""
    key = find_name_field(of) if of.type == "objekt" else None
    if key is None:
        return say_value(item, of, language)
    rest = {name: field for name, field in of.felt.items() if name != key}
    return "\n".join([str(getattr(item, key)), *say_fields(item, rest, language)])


def name_items(value: Any, declared: ValueType, language: str) -> dict[str, str]:
    """What each item of a list is called, and what is said of it beside its name ("" for nothing).

    Two items that are called the same have a number after their name.
    """
    of = declared.av
    if of is None or not value:
        return {}
    named: dict[str, str] = {}
    for item in value:
        said = _say_item(item, of, language)
        name = said if of.type not in NAMED - {"tekst"} else say_name(item, of)
        party = f" ({item.part})" if isinstance(item, Seat) else ""
        times = sum(known == name or known.startswith(f"{name} (") for known in named)
        rest = said[len(name) :] if said.casefold().startswith(name.casefold()) else said
        # What follows the name of a role is part of how it is said; other names stand alone.
        beside = rest.lstrip(": \n") if rest[:1] in {"", ":", "\n"} else said
        name += party
        named[f"{name} ({times + 1})" if times else name] = beside
    return named
