"""Prove a clause template against its declared choices before it is filled in.

Takes a template's syntax tree and the types of the names that it may use; gives problems with
template file and line. A clause is written in a small part of Jinja: if, for, set, and values
printed by themselves or through filters. With shapes.py and sandbox.py, it knows jinja2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import get_args, get_origin

from jinja2 import nodes

from avtalegen.filters import FILTERS
from avtalegen.messages import Words, phrase
from avtalegen.messages.parts import JINJA
from avtalegen.problems import Location, Problem, suggest
from avtalegen.quick import dataclass
from avtalegen.records import Frequency
from avtalegen.sandbox import LOOP_FIELDS, Source, find_braces
from avtalegen.shapes import (
    FIXED,
    FLAG,
    LOOP,
    UNKNOWN,
    WORDS,
    Type,
    family,
    find_reason,
    find_unfit,
    fits,
    is_plain,
    is_record,
    is_text,
    spell,
    type_of,
)
from avtalegen.textfile import locate

_OPERATORS = {"eq", "ne", "lt", "gt", "in", "notin"}
MOST_LOOPS, MOST_DEPTH = 3, 20


@dataclass(slots=True)
class Lint:
    """What was found in one template: its problems, and the choices that it reads.

    `named` holds the alternatives that it asks for, by the spelling of what it asks; `otherwise`
    the spellings that have a text for all other alternatives.
    """

    source: Source
    problems: list[Problem] = field(default_factory=list)
    reads: set[str] = field(default_factory=set)
    named: dict[str, set[str]] = field(default_factory=dict)
    otherwise: set[str] = field(default_factory=set)


def lint(source: Source, scope: Mapping[str, Type]) -> Lint:
    """All problems of a template whose top-level names have the given types."""
    choices = frozenset(scope["valg"].kind.model_names) if "valg" in scope else frozenset()
    linter = _Linter(Lint(source), choices)
    linter.body(source.tree.body, dict(scope))
    linter.check_frequencies()
    linter.check_braces()
    return linter.found


class _Linter:
    def __init__(self, found: Lint, choices: frozenset[str]) -> None:
        self.found, self.choices = found, choices
        self.lines = found.source.text.split("\n")
        self.frequencies: dict[str, nodes.Node] = {}
        self.with_verbs: set[str] = set()
        self.depth = self.loops = 0

    def check_frequencies(self) -> None:
        # What only should be done (bør) must say so in its verb, or it would seem to be binding.
        for read, node in self.frequencies.items():
            if read not in self.with_verbs:
                self.problem("template-frequency", node, read, read=read)

    def check_braces(self) -> None:
        # A single brace is no sign to Jinja: what stands in it would be printed as it is.
        for at, read in find_braces(self.found.source.text):
            place = locate(self.found.source.text, at, self.found.source.name)
            self.found.problems.append(Problem("template-braces", place, details={"read": read}))

    def problem(self, code: str, node: nodes.Node, sought: str, **details: Words) -> Type:
        number = node.lineno or 1  # Jinja gives some of its own nodes no line
        line = self.lines[number - 1] if number <= len(self.lines) else ""
        place = Location(self.found.source.name, number, line.find(sought) + 1 or 1)
        self.found.problems.append(Problem(code, place, details=details))
        return UNKNOWN

    def forbid(self, node: nodes.Node, read: Words = "") -> Type:
        spelt = type(node).__name__.lower()
        read = read or JINJA.get(spelt, spelt)
        self.read_all(node)
        filters = ", ".join(FILTERS)
        return self.problem("template-forbidden", node, "{", read=read, filters=filters)

    def read_all(self, node: nodes.Node) -> None:
        # What is forbidden is told; that the choices in it are not read would not be true.
        spelt = [spell(inner) for inner in [node, *node.find_all((nodes.Getattr, nodes.Name))]]
        named = {read.split(".")[1] for read in spelt if read.startswith("valg.")}
        fields = sum(read.count(".") == 1 and read.startswith("valg.") for read in spelt)
        self.found.reads |= named if spelt.count("valg") == fields else self.choices

    def body(self, body: Iterable[nodes.Node], scope: dict[str, Type]) -> None:
        self.depth += 1
        for node in body:
            if self.depth > MOST_DEPTH:
                self.forbid(node, phrase("nesting of more than {most}", most=str(MOST_DEPTH)))
                break
            self.statement(node, scope)
        self.depth -= 1

    def statement(self, node: nodes.Node, scope: dict[str, Type]) -> None:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    if not isinstance(child, nodes.TemplateData):
                        self.output(child, scope)
            case nodes.If():
                self.type(node.test, scope)
                if node.else_:
                    self.cover(node.test)
                for part in (node.body, node.elif_, node.else_):
                    self.body(part, scope)
            case nodes.For(target=nodes.Name(name=name)) if name != "loop" and not node.recursive:
                self.loop(node, name, scope)
            case nodes.Assign(target=nodes.Name(name=name)) if (
                name != "loop" and spell(node.node) != "valg"
            ):
                scope[name] = self.type(node.node, scope)
            case _:
                self.forbid(node)

    def loop(self, node: nodes.For, target: str, scope: dict[str, Type]) -> None:
        series = self.type(node.iter, scope)
        element = self.element(series, node)
        inner = {**scope, target: element, "loop": LOOP}
        if node.test:  # chooses among the items, before there is a loop
            self.type(node.test, {**scope, target: element})
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
        read = spell(node)
        if kind is Frequency:
            self.frequencies.setdefault(read, node)
        if reason := find_reason(kind):
            self.problem("template-output", node, read, read=read, reason=reason)

    def type(self, node: nodes.Node | None, scope: dict[str, Type]) -> Type:
        match node:
            case nodes.Name():
                return scope.get(node.name) or self.unknown(node, scope)
            case nodes.Getattr():
                return self.attribute(node, self.type(node.node, scope))
            case nodes.Const():
                return self.constant(node)
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
        if node is None:
            return UNKNOWN
        return self.forbid(node)

    def constant(self, node: nodes.Const) -> Type:
        if unfit := find_unfit(node.value):
            return self.forbid(node, unfit)
        return FLAG if isinstance(node.value, bool) else FIXED

    def unknown(self, node: nodes.Name, scope: dict[str, Type]) -> Type:
        meant = f"valg.{node.name}"
        known = node.name in self.choices
        mend = phrase("write {name}", name=meant) if known else suggest(node.name, scope)
        return self.problem("template-variable", node, node.name, read=node.name, mend=mend)

    def choose(self, node: nodes.CondExpr, scope: dict[str, Type]) -> Type:
        if node.expr2 is None:
            return self.forbid(node, phrase("if without else"))
        _, then, other = self.parts(node, scope)
        self.cover(node.test)
        if then == other or UNKNOWN in {then, other}:
            return then if then == other else UNKNOWN
        if is_plain(then) and is_plain(other):
            return FIXED
        return self.forbid(node, phrase("if and else with values of different kinds"))

    def parts(self, node: nodes.Node, scope: dict[str, Type]) -> list[Type]:
        inner = (part for part in node.iter_child_nodes() if isinstance(part, nodes.Expr))
        return [self.type(part, scope) for part in inner]

    def cover(self, test: nodes.Node) -> None:
        """What is asked in the test has a text for what the test does not name."""
        for compared in [test, *test.find_all(nodes.Compare)]:
            if isinstance(compared, nodes.Compare):
                self.found.otherwise.add(spell(compared.expr))

    def attribute(self, node: nodes.Getattr, owner: Type) -> Type:
        allowed: Iterable[str] = ()
        if owner.kind is None:
            return UNKNOWN
        if owner is LOOP:
            allowed = LOOP_FIELDS
            if node.attr in LOOP_FIELDS:
                return FLAG if node.attr in {"first", "last"} else FIXED
        elif is_record(owner.kind):
            allowed = owner.kind.model_fields
            if node.attr in allowed:
                if isinstance(node.node, nodes.Name) and node.node.name == "valg":
                    self.found.reads.add(node.attr)
                declared = owner.kind.model_fields[node.attr]
                return type_of(declared.annotation, declared.metadata)
        read = spell(node)
        return self.problem(
            "template-variable", node, read, read=read, mend=suggest(node.attr, allowed)
        )

    def filter(self, node: nodes.Filter, given: Type) -> Type:
        known = FILTERS.get(node.name)
        texts = [a.value for a in node.args if isinstance(a, nodes.Const) and is_text(a.value)]
        wrong = node.kwargs or len(texts) != len(node.args)
        if known is None:
            mend = suggest(node.name, FILTERS)
            return self.problem("template-filter", node, node.name, read=node.name, mend=mend)
        if wrong or len(texts) != known.arguments:
            number = str(known.arguments)
            details: dict[str, Words] = {"read": node.name, "number": number}
            return self.problem("template-filter-texts", node, node.name, **details)
        kind = get_origin(given.kind) or given.kind
        if not fits(given, known):
            read = f"{spell(node.node)} | {node.name}"
            self.problem(
                "template-output", node, node.name, read=read, reason=phrase("of another type")
            )
        element = type_of(get_args(given.kind)[0]).kind if kind is tuple else None
        if Frequency in {kind, element}:
            read = spell(node.node)
            if node.name == "verb":
                self.with_verbs.add(read)
            else:
                self.frequencies.setdefault(read, node)
        return given if kind is tuple and known.series else WORDS

    def compare(self, node: nodes.Compare, scope: dict[str, Type]) -> None:
        left, before = self.type(node.expr, scope), node.expr
        for operand in node.ops:
            right = self.type(operand.expr, scope)
            if operand.op not in _OPERATORS:
                self.forbid(node, JINJA.get(operand.op, operand.op))
            families = {family(before, left), family(operand.expr, right)} - {""}
            within = get_origin(right.kind) is tuple or right.kind in {frozenset, None}
            wrong = not within if operand.op in {"in", "notin"} else len(families) > 1
            if wrong and operand.op in _OPERATORS:
                self.problem("template-compare", node, spell(before), read=spell(before))
            for constant, other, asked in (
                (operand.expr, left, before),
                (before, right, operand.expr),
            ):
                is_series = get_origin(other.kind) is tuple
                one = type_of(get_args(other.kind)[0]) if is_series else other
                if isinstance(constant, nodes.Const) and one.names:
                    self.name(constant, one.names, spell(asked))
                    if operand.op in {"ne", "notin"}:
                        self.found.otherwise.add(spell(asked))

    def name(self, constant: nodes.Const, names: tuple[str, ...], asked: str) -> None:
        read = str(constant.value)
        self.found.named.setdefault(asked, set()).add(read)
        if constant.value not in names:
            self.problem("template-variable", constant, read, read=read, mend=suggest(read, names))
