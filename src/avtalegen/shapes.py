"""What is known of the values in a clause template before any of them is there.

Takes the annotations of pydantic models and the syntax tree of an expression; gives types, and the
expression as it is spelt. With lint.py and sandbox.py, it knows jinja2.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args, get_origin

from jinja2 import nodes

from avtalegen.filters import Filter
from avtalegen.messages import Phrase, phrase
from avtalegen.problems import quote
from avtalegen.quick import dataclass
from avtalegen.strict import Strict
from avtalegen.textfile import is_printable
from avtalegen.validation import strip_annotation
from avtalegen.values import OneOf
from avtalegen.views import SAID_WHOLE

MOST_NUMBER = 999_999_999


@dataclass(frozen=True, slots=True)
class Type:
    """What is known of a value: its class, and its names if it is one of several.

    `kind` is a class, a tuple type for a series, or None where nothing is known.
    """

    kind: Any
    names: tuple[str, ...] = ()


WORDS, FLAG, LOOP, UNKNOWN = Type(str), Type(bool), Type("loop"), Type(None)
# Words and numbers of the template itself: they are printed as they are, and take no filter.
FIXED = Type("fixed")
# The ids of the clauses in an agreement, which can only be asked about.
IDS = Type(frozenset)


def type_of(annotation: Any, metadata: Iterable[Any] = ()) -> Type:
    """The type that a pydantic annotation stands for."""
    kind, marks = strip_annotation(annotation)
    names = next((mark.names for mark in (*metadata, *marks) if isinstance(mark, OneOf)), ())
    return Type(kind, names)


def is_text(value: object) -> bool:
    """Whether the value is text that a document can hold."""
    return isinstance(value, str) and is_printable(value)


def find_unfit(value: object) -> Phrase | None:
    """What a value is that a template cannot have in its own words, or None where it can."""
    match value:
        case str() if not is_printable(value):
            return phrase("a character that no document can hold")
        case int() if abs(value) > MOST_NUMBER:
            return phrase("so large a number")
        case float():
            return phrase("a number with decimals (write it as text)")
        case None:
            return phrase("none (ask with if whether a choice is set)")
    return None


def is_plain(given: Type) -> bool:
    """Whether the value is one word or number."""
    return given.kind in {str, int, "fixed"}


def is_record(kind: Any) -> bool:
    """Whether values of the kind have fields to read."""
    return isinstance(kind, type) and issubclass(kind, Strict) and kind not in SAID_WHOLE


def spell(node: nodes.Node | None) -> str:
    """The expression as it stands in the template, as far as it is a name."""
    match node:
        case nodes.Getattr():
            return f"{spell(node.node)}.{node.attr}"
        case nodes.Name():
            return node.name
        case nodes.Filter():
            return f"{spell(node.node)} | {node.name}"
        case nodes.Const(value=str() | bool() | None as value):
            return str(quote(value))
        case nodes.Const(value=int() as number) if abs(number) < 10**9:
            return str(number)
    return "…"


def family(node: nodes.Node, known: Type) -> str:
    """The kind of value that an expression is, all text being one; nothing where it is unknown."""
    if isinstance(node, nodes.Const):
        kind: Any = type(node.value)
    else:
        kind = str if known is FIXED else known.kind
    if not isinstance(kind, type):
        return ""
    return "text" if issubclass(kind, str) else kind.__name__


def find_reason(kind: Any) -> Phrase | None:
    """Why a value of the kind cannot be printed as it stands, or None where it can."""
    if get_origin(kind) is tuple:
        return phrase("a list")
    if kind is frozenset:
        return phrase("a list of names")
    if kind is bool:
        return phrase("ja or nei")
    return phrase("several values") if is_record(kind) else None


def fits(given: Type, known: Filter) -> bool:
    """Whether the filter can say a value of the type."""
    kind = get_origin(given.kind) or given.kind
    if kind is None:  # told already where it came from
        return True
    if kind is tuple:
        element = type_of(get_args(given.kind)[0]).kind
        if is_record(element) or get_origin(element) is tuple:
            return False
    if known.accepts:
        return kind in known.accepts
    if kind is tuple:
        return known.series
    return not is_record(kind) and kind not in {bool, frozenset, "loop", "fixed"}
