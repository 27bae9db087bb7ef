"""Prove a clause template against its declared choices before it is filled in.

Takes a template's syntax tree and the types of the names that it may use; gives problems with
template file and line. A clause is written in a small part of Jinja: if, for, set, and values
printed by themselves or through filters. With sandbox.py, the only module that knows jinja2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from jinja2 import nodes
from pydantic import BaseModel

from avtalegen.filters import FILTERS, Filter
from avtalegen.messages import Words, phrase
from avtalegen.messages.parts import JINJA
from avtalegen.problems import Location, Problem, quote, suggest
from avtalegen.records import Frequency
from avtalegen.sandbox import LOOP_FIELDS, Source
from avtalegen.textfile import is_printable
from avtalegen.validation import strip_annotation
from avtalegen.values import OneOf
from avtalegen.views import SAID_WHOLE

_OPERATORS = {"eq", "ne", "lt", "gt", "in", "notin"}


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
MOST_LOOPS, MOST_DEPTH = 3, 20


def type_of(annotation: Any, metadata: Iterable[Any] = ()) -> Type:
    """The type that a pydantic annotation stands for."""
    kind, marks = strip_annotation(annotation)
    names = next((mark.names for mark in (*metadata, *marks) if isinstance(mark, OneOf)), ())
    return Type(kind, names)


@dataclass(slots=True)
class Lint:
    """What was found in one template: its problems, and the choices that it reads."""

    source: Source
    problems: list[Problem] = field(default_factory=list)
    reads: set[str] = field(default_factory=set)


def lint(source: Source, scope: Mapping[str, Type]) -> Lint:
    """All problems of a template whose top-level names have the given types."""
    linter = _Linter(Lint(source))
    linter.body(source.tree.body, dict(scope))
    linter.check_frequencies()
    return linter.found


class _Linter:
    def __init__(self, found: Lint) -> None:
        self.found = found
        self.lines = found.source.text.split("\n")
        self.frequencies: dict[str, nodes.Node] = {}
        self.with_verbs: set[str] = set()
        self.depth = self.loops = 0

    def check_frequencies(self) -> None:
        # What only should be done (bør) must say so in its verb, or it would seem to be binding.
        for read, node in self.frequencies.items():
            if read not in self.with_verbs:
                self.problem("template-frequency", node, read, read=read)

    def problem(self, code: str, node: nodes.Node, sought: str, **details: Words) -> Type:
        number = node.lineno or 1  # Jinja gives some of its own nodes no line
        line = self.lines[number - 1] if number <= len(self.lines) else ""
        place = Location(self.found.source.name, number, line.find(sought) + 1 or 1)
        self.found.problems.append(Problem(code, place, details=details))
        return UNKNOWN

    def forbid(self, node: nodes.Node, read: Words = "") -> Type:
        spelt = type(node).__name__.lower()
        return self.problem("template-forbidden", node, "{", read=read or JINJA.get(spelt, spelt))

    def body(self, body: Iterable[nodes.Node], scope: dict[str, Type]) -> None:
        self.depth += 1
        for node in body:
            if self.depth > MOST_DEPTH:
                self.forbid(node, phrase("nesting of more than {most}", most=str(MOST_DEPTH)))
                break
            match node:
                case nodes.Output():
                    for child in node.nodes:
                        if not isinstance(child, nodes.TemplateData):
                            self.output(child, scope)
                case nodes.If():
                    self.type(node.test, scope)
                    for part in (node.body, node.elif_, node.else_):
                        self.body(part, scope)
                case nodes.For() if isinstance(node.target, nodes.Name) and not node.recursive:
                    self.loop(node, node.target.name, scope)
                case nodes.Assign() if isinstance(node.target, nodes.Name):
                    scope[node.target.name] = self.type(node.node, scope)
                case _:
                    self.forbid(node)
        self.depth -= 1

    def loop(self, node: nodes.For, target: str, scope: dict[str, Type]) -> None:
        series = self.type(node.iter, scope)
        inner = {**scope, target: self.element(series, node), "loop": LOOP}
        if node.test:
            self.type(node.test, inner)
        self.loops += 1
        if self.loops > MOST_LOOPS:
            most = str(MOST_LOOPS)
            self.forbid(node, phrase("more than {most} loops inside each other", most=most))
        self.body(node.body, inner)
        self.loops -= 1
        self.body(node.else_, scope)

    def element(self, series: Type, node: nodes.Node) -> Type:
        if get_origin(series.kind) is tuple:
            return type_of(get_args(series.kind)[0])
        if series.kind is not None:
            self.problem(
                "template-output", node, "for", read="for", reason=phrase("not over a list")
            )
        return UNKNOWN

    def output(self, node: nodes.Expr, scope: dict[str, Type]) -> None:
        kind = self.type(node, scope).kind
        read = _spell(node)
        if kind is Frequency:
            self.frequencies.setdefault(read, node)
        if get_origin(kind) is tuple:
            self.problem("template-output", node, read, read=read, reason=phrase("a list"))
        elif kind is frozenset:
            self.problem("template-output", node, read, read=read, reason=phrase("a list of names"))
        elif kind is bool:
            self.problem("template-output", node, read, read=read, reason=phrase("ja or nei"))
        elif _is_record(kind):
            self.problem("template-output", node, read, read=read, reason=phrase("several values"))

    def type(self, node: nodes.Node | None, scope: dict[str, Type]) -> Type:
        match node:
            case nodes.Name():
                if node.name in scope:
                    return scope[node.name]
                mend = suggest(node.name, scope)
                return self.problem("template-variable", node, node.name, read=node.name, mend=mend)
            case nodes.Getattr():
                return self.attribute(node, self.type(node.node, scope))
            case nodes.Const():
                if isinstance(node.value, str) and not is_printable(node.value):
                    return self.forbid(node, phrase("a character that no document can hold"))
                return FLAG if isinstance(node.value, bool) else FIXED
            case nodes.Filter() if isinstance(node.node, nodes.Expr):
                return self.filter(node, self.type(node.node, scope))
            case nodes.CondExpr():
                return self.choose(node, scope)
            case nodes.Compare():
                self.compare(node, scope)
                return FLAG
            case nodes.And() | nodes.Or() | nodes.Not():
                self.parts(node, scope)
                return FLAG
        return self.forbid(node) if node else UNKNOWN

    def choose(self, node: nodes.CondExpr, scope: dict[str, Type]) -> Type:
        if node.expr2 is None:
            return self.forbid(node, phrase("if without else"))
        _, then, other = self.parts(node, scope)
        return then if then == other else FIXED if _is_plain(then) and _is_plain(other) else UNKNOWN

    def parts(self, node: nodes.Node, scope: dict[str, Type]) -> list[Type]:
        return [self.type(part, scope) for part in node.iter_child_nodes()]

    def attribute(self, node: nodes.Getattr, owner: Type) -> Type:
        allowed: Iterable[str] = ()
        if owner.kind is None:
            return UNKNOWN
        if owner is LOOP:
            allowed = LOOP_FIELDS
            if node.attr in LOOP_FIELDS:
                return FLAG if node.attr in {"first", "last"} else FIXED
        elif _is_record(owner.kind):
            allowed = owner.kind.model_fields
            if node.attr in allowed:
                if isinstance(node.node, nodes.Name) and node.node.name == "valg":
                    self.found.reads.add(node.attr)
                declared = owner.kind.model_fields[node.attr]
                return type_of(declared.annotation, declared.metadata)
        read = _spell(node)
        return self.problem(
            "template-variable", node, read, read=read, mend=suggest(node.attr, allowed)
        )

    def filter(self, node: nodes.Filter, given: Type) -> Type:
        known = FILTERS.get(node.name)
        texts = [a.value for a in node.args if isinstance(a, nodes.Const) and is_text(a.value)]
        wrong = node.kwargs or len(texts) != len(node.args)
        if known is None or wrong or len(texts) != known.arguments:
            return self.forbid(node, phrase("the filter {name}", name=node.name))
        kind = get_origin(given.kind) or given.kind
        if not self.fits(given, kind, known):
            read = f"{_spell(node.node)} | {node.name}"
            self.problem(
                "template-output", node, node.name, read=read, reason=phrase("of another type")
            )
        if kind is Frequency:
            read = _spell(node.node)
            if node.name == "verb":
                self.with_verbs.add(read)
            else:
                self.frequencies.setdefault(read, node)
        return given if kind is tuple and known.series else WORDS

    @staticmethod
    def fits(given: Type, kind: Any, known: Filter) -> bool:
        if kind is None:  # told already where it came from
            return True
        if kind is tuple and _is_record(type_of(get_args(given.kind)[0]).kind):
            return False
        if known.accepts:
            return kind in known.accepts
        if kind is tuple:
            return known.series
        return not _is_record(kind) and kind not in {bool, frozenset, "loop", "fixed"}

    def compare(self, node: nodes.Compare, scope: dict[str, Type]) -> None:
        left = self.type(node.expr, scope)
        for operand in node.ops:
            right = self.type(operand.expr, scope)
            if operand.op not in _OPERATORS:
                self.forbid(node, JINJA.get(operand.op, operand.op))
            for constant, other in ((operand.expr, left), (node.expr, right)):
                is_series = get_origin(other.kind) is tuple
                one = type_of(get_args(other.kind)[0]) if is_series else other
                if isinstance(constant, nodes.Const) and one.names:
                    self.name(constant, one.names)

    def name(self, constant: nodes.Const, names: tuple[str, ...]) -> None:
        if constant.value not in names:
            read = str(constant.value)
            self.problem("template-variable", constant, read, read=read, mend=suggest(read, names))


def is_text(value: object) -> bool:
    """Whether the value is text that a document can hold."""
    return isinstance(value, str) and is_printable(value)


def _is_plain(given: Type) -> bool:
    return given.kind in {str, int, "fixed"}


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in SAID_WHOLE


def _spell(node: nodes.Node | None) -> str:
    match node:
        case nodes.Getattr():
            return f"{_spell(node.node)}.{node.attr}"
        case nodes.Name():
            return node.name
        case nodes.Filter():
            return f"{_spell(node.node)} | {node.name}"
        case nodes.Const():
            return str(quote(node.value))
    return "…"
