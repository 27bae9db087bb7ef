"""Pieces of Typst's code: lengths, arrays, records, colours, flags, and several calls as one.

Takes values and code; gives code. It must never know what the code is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def points(twips: float) -> str:
    """A length of Typst."""
    return f"{round(twips / 20, 2):g}pt"


def array(items: Iterable[str]) -> str:
    """An array of Typst."""
    return f"({''.join(f'{item},' for item in items)})"


def record(items: Mapping[str, str]) -> str:
    """A dictionary of Typst, which has one key at least."""
    return f"({','.join(f'{name}:{value}' for name, value in items.items())})"


def colour(digits: str) -> str:
    """A colour of Typst."""
    return f'rgb("{digits}")'


def flags(**flags: bool) -> str:
    """The arguments that are true."""
    return "".join(f",{name}:true" for name, flag in flags.items() if flag)


def join_calls(codes: Iterable[str]) -> str:
    """Several calls as one expression."""
    return f"{{{';'.join(codes)}}}"
