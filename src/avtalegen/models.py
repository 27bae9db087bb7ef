"""The model of an agreement: the facts that each has, and a field for each clause of its kind.

Takes the clauses; gives the pydantic model and what validates by it. Agreements with the same
clauses share one. What pydantic makes of a model is kept for the next run: it takes longer than
all the checking. It must never know a clause by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, cast

from pydantic_core import SchemaValidator

from avtalegen import cache
from avtalegen.clause import Clause
from avtalegen.clauses import Library
from avtalegen.declarations import Entry, TemplateDeclaration
from avtalegen.problems import quote
from avtalegen.quick import dataclass
from avtalegen.readers import find_reader
from avtalegen.schema import Agreement
from avtalegen.strict import BeforeValidator, Field, PlainValidator, make_model
from avtalegen.values import refuse


@dataclass(frozen=True)
class Model:
    """The model of such agreements, and what validates by it."""

    kind: type[Agreement]
    validator: SchemaValidator


def find_model(
    library: Library,
    template: TemplateDeclaration,
    clauses: Mapping[str, Clause],
    replaced: set[str],
) -> Model:
    """The model of agreements with the clauses, of which they write some in their own words."""
    listed = [(entry.klausul, entry.obligatorisk, entry.klausul in replaced)
              for entry in template.walk()]  # fmt: skip
    key = (tuple(listed), tuple(clause.source.name for clause in clauses.values()))
    if key not in library.models:
        kind = build_model(template, clauses, replaced)
        made_of = [clause.made_of for clause in clauses.values()]
        whole = None if None in made_of else cache.join(repr(listed), *filter(None, made_of))
        library.models[key] = Model(kind, find_reader(kind, whole))
    model: Model = library.models[key]
    return model


def build_model(
    template: TemplateDeclaration, clauses: Mapping[str, Clause], replaced: set[str]
) -> type[Agreement]:
    """The model of agreements, with a field for each clause of the template."""
    entries = {entry.klausul: entry for entry in template.walk()}

    def make_fields() -> dict[str, tuple[Any, Any]]:
        return {
            name: _build_field(
                entry, None if name in replaced else clauses.get(name), name in replaced
            )
            for name, entry in entries.items()
        }

    made = [clauses[name].model for name in entries if name in clauses and name not in replaced]
    model: type[Agreement] = make_model("Agreement", Agreement, (*entries,), make_fields, made)
    return model


def _build_field(entry: Entry, clause: Clause | None, replaced: bool) -> tuple[Any, Any]:
    if clause is None:
        read = _only_yes if replaced else _only_no
        return Annotated[Any, PlainValidator(read)], Field(replaced or None)
    switch = partial(_switch, entry.klausul, entry.obligatorisk, (*clause.declaration.valg,))
    about = {"title": clause.declaration.tittel.nb, "description": clause.declaration.beskrivelse}
    annotation: Any = Annotated[cast("Any", clause.model) | None, BeforeValidator(switch)]
    if entry.obligatorisk:
        return annotation, Field({}, validate_default=True, **about)  # type: ignore[call-overload]
    return annotation, Field(None, **about)  # type: ignore[call-overload]  # one for each default


def _switch(clause: str, obligatory: bool, choices: tuple[str, ...], read: object) -> object:
    """The choices in a clause: none for ja, and None for nei."""
    if not isinstance(read, str):
        return read
    if read.casefold() == "nei" and obligatory:
        raise refuse("clause-obligatory", read=clause)
    if read.casefold() not in {"ja", "nei"}:
        raise refuse("value-not-clause", read=quote(read), allowed=", ".join(choices))
    return {} if read.casefold() == "ja" else None


def _only_yes(read: object) -> bool:
    if not isinstance(read, str) or read.casefold() != "ja":
        raise refuse("clause-replaced")
    return True


def _only_no(read: object) -> None:
    if not isinstance(read, str) or read.casefold() != "nei":
        raise refuse("value-not-yes-no", read=quote(read))
