"""The model of an agreement: the facts that each has, and a field for each clause of its kind.

Takes the clauses; gives the pydantic model and what reads it. Nearly every agreement has a model of
its own, so none is made where nothing is wrong: what reads the facts, and what reads the choices in
each clause, is shared by all and kept for the next run. It must never know a clause by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Annotated, Any, cast

from pydantic_core import ErrorDetails, PydanticCustomError, SchemaValidator

from avtalegen import cache
from avtalegen.clause import Clause
from avtalegen.clauses import Library
from avtalegen.declarations import Entry, TemplateDeclaration
from avtalegen.problems import quote
from avtalegen.quick import dataclass
from avtalegen.readers import find_readers
from avtalegen.schema import Agreement
from avtalegen.strict import BeforeValidator, Field, PlainValidator, make_model
from avtalegen.validation import read_alone
from avtalegen.values import refuse


@dataclass(frozen=True, slots=True)
class Model:
    """The model of agreements with some clauses of a template, and what reads the choices in each.

    Those that are `replaced` are written in the municipality's own words, and have no choices.
    """

    kind: type[Agreement]
    entries: Mapping[str, Entry]
    clauses: Mapping[str, Clause]
    readers: Mapping[str, SchemaValidator]
    replaced: set[str]

    def read(self, data: Mapping[str, Any]) -> tuple[Agreement | None, list[ErrorDetails]]:
        """The agreement, or None and all that is wrong with it, as the model itself reads it."""
        facts = {key: value for key, value in data.items() if key not in self.entries}
        above, errors = read_alone(Agreement.model_reader, facts)
        choices: dict[str, Any] = {}
        for name, entry in self.entries.items():
            choices[name], found = self._read_field(entry, data)
            for error in found:
                error["loc"] = (name, *error["loc"])
            errors += found
        return (None if errors else self.kind.model_extend(above, choices)), errors

    def _read_field(self, entry: Entry, data: Mapping[str, Any]) -> tuple[Any, list[ErrorDetails]]:
        """The choices in a clause, None where it is left out; or all that is wrong with them."""
        name, clause = entry.klausul, self._find_clause(entry.klausul)
        if name not in data and not (clause and entry.obligatorisk):
            return (name in self.replaced or None), []
        read = data.get(name, {})
        try:
            if clause is None:
                return (_only_yes if name in self.replaced else _only_no)(read), []
            if isinstance(read, str):
                choices = (*clause.declaration.valg,)
                read = _switch(name, entry.obligatorisk, choices, read)
        except PydanticCustomError as refused:
            return None, [_tell(refused, read)]
        return (None, []) if read is None else read_alone(self.readers[name], read)

    def _find_clause(self, name: str) -> Clause | None:
        """The clause whose choices the agreement makes, if it makes any."""
        return None if name in self.replaced else self.clauses.get(name)


def _tell(refused: PydanticCustomError, read: object) -> ErrorDetails:
    """What pydantic tells of a value that one of its fields refuses."""
    told: ErrorDetails = {
        "type": refused.type, "loc": (), "msg": refused.message(), "input": read,
    }  # fmt: skip
    return {**told, "ctx": refused.context} if refused.context is not None else told


def find_model(
    library: Library,
    template: TemplateDeclaration,
    clauses: Mapping[str, Clause],
    replaced: set[str],
) -> Model:
    """The model of agreements with the clauses, of which they write some in their own words."""
    entries = {entry.klausul: entry for entry in template.walk()}
    kind = build_model(entries, clauses, replaced)
    needed = {name: clause for name, clause in clauses.items() if name not in replaced}
    _find_readers(library, needed.values())
    readers = {name: library.readers[clause.source.name] for name, clause in needed.items()}
    return Model(kind, entries, clauses, readers, replaced)


def _find_readers(library: Library, clauses: Iterable[Clause]) -> None:
    """What reads the choices in each clause is in the library.

    Those that one agreement is the first to need are kept together for the next run.
    """
    unread = [clause for clause in clauses if clause.source.name not in library.readers]
    known = [clause for clause in unread if clause.made_of is not None]
    groups = [known, *([clause] for clause in unread if clause.made_of is None)]
    for group in filter(None, groups):
        digests = [clause.made_of for clause in group if clause.made_of is not None]
        key = cache.join(*digests) if digests else None
        found = find_readers([clause.model for clause in group], key)
        library.readers |= {
            clause.source.name: reader for clause, reader in zip(group, found, strict=True)
        }


def build_model(
    entries: Mapping[str, Entry], clauses: Mapping[str, Clause], replaced: set[str]
) -> type[Agreement]:
    """The model of agreements, with a field for each clause of the template."""

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
