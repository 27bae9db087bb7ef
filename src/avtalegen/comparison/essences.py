"""What counts of a value when it is compared, and of a choice that is declared in two ways.

Takes values and their declared types; it must never know whose the values are.
"""

from __future__ import annotations

from typing import Any

from avtalegen.choices import ValueType
from avtalegen.comparison.hours import spread_hours


def find_essence(value: Any, declared: ValueType, *, exact: bool = False) -> Any:
    """What counts of a value, hashable: the order of a list only where it is declared to matter.

    Two values are equal where these are. Where it is `exact`, all that is written counts.
    """
    if value is None or value == ():
        return None
    if declared.type == "objekt":
        fields = declared.felt.items()
        return tuple(find_essence(getattr(value, key), of, exact=exact) for key, of in fields)
    if declared.type != "liste" or declared.av is None:
        return value
    if declared.av.type == "åpningstid" and not exact:
        return frozenset(spread_hours(value, "nb").items())
    essences = [find_essence(item, declared.av, exact=exact) for item in value]
    return tuple(essences) if declared.ordnet or exact else frozenset(essences)


def unify(first: ValueType, second: ValueType) -> ValueType | None:
    """One declaration for values of both, which differ between two revisions of a clause.

    None where the values are not made of the same things, so that they can only be told as words.
    """
    if first is second:
        return first
    if first.type != second.type or first.felt.keys() != second.felt.keys():
        return None
    fields = {key: unify(field, second.felt[key]) for key, field in first.felt.items()}
    of = unify(first.av, second.av) if first.av and second.av else None
    if None in fields.values() or (of is None) != (second.av is None):
        return None
    alternatives = {**first.alternativer, **second.alternativer}
    ordered = first.ordnet or second.ordnet
    changes = {"felt": fields, "av": of, "alternativer": alternatives, "ordnet": ordered}
    return second.model_copy(update=changes)
