"""What differs between two looks, and what a file says of its parties before it is read as a whole.

Takes sides and trees; gives names. It must never know a word of an agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from avtalegen.messages import Severity
from avtalegen.problems import AvtalegenError, Problem
from avtalegen.pushes.sides import Side
from avtalegen.style import Look
from avtalegen.tree import Tree

# What the key of a logo in the style begins with; the name of a party comes after it.
LOGO = "logoer."


def compare_looks(first: Side, second: Side) -> tuple[tuple[str, ...], list[Problem]]:
    """The keys of the style that are not the same, and the errors of the second.

    Where the first cannot be read, all of the style is told as one.
    """
    try:
        new = _read(second)
    except AvtalegenError as error:
        return (), [p for p in error.problems if p.severity is Severity.ERROR]
    try:
        old = _read(first)
    except AvtalegenError:
        return ("stil.yaml",), []
    apart = [*_find_apart(old.style.model_dump(), new.style.model_dump())]
    logos = old.logos.keys() | new.logos.keys()
    apart += sorted(f"{LOGO}{n}" for n in logos if old.logos.get(n) != new.logos.get(n))
    if old.word_template != new.word_template:
        apart.append("wordmal")
    return tuple(apart), []


def _read(side: Side) -> Look:
    if side.workspace is None:
        raise AvtalegenError([])
    return side.workspace.read_look()[0]


def _find_apart(first: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[str]:
    for key, old in first.items():
        new = second.get(key)
        if isinstance(old, dict) and isinstance(new, dict):
            yield from (f"{key}.{inner}" for inner in _find_apart(old, new))
        elif old != new:
            yield key


def find_title(tree: Tree) -> str:
    """What people call the agreement of a file: the short names of its municipalities."""
    parties = (party for party in _list_parties(tree) if party.get("slag") == "kommune")
    return ", ".join(filter(None, map(_shorten, parties)))


def _shorten(party: Mapping[str, Any]) -> str:
    return str(party.get("kortnavn") or re.sub(r" kommune$", "", str(party.get("navn") or "")))


def list_party_names(tree: Tree) -> set[str]:
    """What the style may call the parties by that have no logo of their own."""
    parties = [party for party in _list_parties(tree) if not party.get("logo")]
    return {name for party in parties for name in (str(party.get("navn")), _shorten(party))}


def list_logos(tree: Tree) -> list[Any]:
    """What the file says of the logo of each party, in their order."""
    return [party.get("logo") for party in _list_parties(tree)]


def list_logo_files(tree: Tree) -> set[str]:
    """The paths of the logos that the file names."""
    named = (logo for logo in list_logos(tree) if isinstance(logo, dict))
    return {str(logo.get("fil")) for logo in named}


def _list_parties(tree: Tree) -> list[dict[str, Any]]:
    parties = tree.find(("parter",))
    listed = parties if isinstance(parties, list) else []
    return [party for party in listed if isinstance(party, dict)]
