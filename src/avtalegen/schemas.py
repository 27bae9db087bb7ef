"""JSON Schema of the files that people edit, so that their editors can help them.

Takes pydantic models and declared choices; gives schemas of draft 2020-12 as dictionaries. An
editor reads YAML with types of its own (02800 is a number to it), so the schemas are wider than
what avtalegen reads; `check` has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args, get_origin

from avtalegen import addresses, schema, style, values
from avtalegen.clause import Clause
from avtalegen.declarations import ClauseDeclaration, Entry, TemplateDeclaration
from avtalegen.records import Title
from avtalegen.schema import Agreement
from avtalegen.strict import BeforeValidator, PlainValidator, Strict
from avtalegen.validation import strip_annotation
from avtalegen.values import OneOf

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_WORD: Schema = {"type": ["string", "number"]}
_YES_NO: Schema = {"enum": ["ja", "nei"]}
# What an editor may find where avtalegen calls the function to read a value.
_READ_BY: Mapping[Callable[..., Any], Schema] = {
    values.parse_line: _WORD,
    values.parse_prose: {"type": "string"},
    values.parse_file_path: {"type": "string"},
    values.parse_yes_no: _YES_NO,
    values.parse_date: {"type": "string"},
    values.parse_period_end: {"type": ["string", "number"]},
    values.parse_clock_time: {"type": ["string", "number"]},
    values.parse_weekdays: {"type": "string"},
    addresses.parse_phone: {"type": ["string", "integer"]},
    addresses.parse_email: {"type": "string"},
    addresses.parse_web_address: {"type": "string"},
    schema.parse_municipality_number: {"type": ["string", "integer"]},
    schema.parse_identifier: {"type": "string"},
    style.parse_points: {"type": ["string", "number"]},
}


def make_municipality_schema(
    name: str, template: TemplateDeclaration, clauses: Mapping[str, Clause]
) -> Schema:
    """The schema of a municipality's file for one kind of agreement."""
    writer = _Writer()
    made = writer.object(Agreement)
    properties = made["properties"]
    properties["mal"] = {**properties["mal"], "const": name}
    for entry in template.walk():
        properties[entry.klausul] = writer.clause(entry, clauses[entry.klausul])
    return _finish(template.tittel.nb, template.beskrivelse, made, writer)


def make_declaration_schema(title: str, model: type[Strict]) -> Schema:
    """The schema of a file that holds one model, such as klausul.yaml."""
    writer = _Writer()
    return _finish(title, (model.__doc__ or "").strip(), writer.object(model), writer)


def write_schema(made: Schema) -> bytes:
    """The schema as JSON in UTF-8, ending in a newline."""
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


# The files of templates that have a schema, with its title and the model that reads them. A kind of
# agreement cannot be called so, since its name has no hyphen.
DECLARATIONS: Mapping[str, tuple[str, type[Strict]]] = {
    "klausul-yaml": ("klausul.yaml", ClauseDeclaration),
    "avtale-yaml": ("templates/avtaler/<mal>.yaml", TemplateDeclaration),
}


def _finish(title: str, description: str, made: Schema, writer: _Writer) -> Schema:
    defs = {"$defs": writer.defs} if writer.defs else {}
    return {"$schema": DRAFT, "title": title, "description": description, **made, **defs}


class _Writer:
    """Writes one schema; models that stand in several places, or in themselves, are its $defs."""

    def __init__(self) -> None:
        self.defs: dict[str, Schema] = {}

    def clause(self, entry: Entry, clause: Clause) -> Schema:
        declared = clause.declaration
        switch = ["ja"] if entry.obligatorisk else ["ja", "nei"]
        return {
            "title": declared.tittel.nb,
            "description": declared.beskrivelse,
            "anyOf": [self.object(clause.model), {"enum": switch}],
        }

    def object(self, model: type[Strict]) -> Schema:
        fields = model.model_fields
        required = [name for name, field in fields.items() if field.is_required()]
        made: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: self.field(field) for name, field in fields.items()},
        }
        return {**made, "required": required} if required else made

    def field(self, field: FieldInfo) -> Schema:
        about: Schema = {}
        if field.title:
            about["title"] = field.title
        if field.description:
            about["description"] = field.description
        if field.examples:
            about["examples"] = list(field.examples)
        return {**about, **self.value(field.annotation, field.metadata)}

    def value(self, annotation: Any, metadata: Iterable[Any] = ()) -> Schema:
        kind, marks = strip_annotation(annotation)
        found = (*metadata, *marks)
        for mark in found:
            if isinstance(mark, OneOf):
                return {"enum": list(mark.names)}
            if isinstance(mark, PlainValidator):
                return _READ_BY.get(mark.func, {"type": "integer"} if kind is int else {})
        if kind is bool:
            return _YES_NO
        if get_origin(kind) is tuple:
            return {"type": "array", "items": self.value(get_args(kind)[0])}
        if get_origin(kind) is dict:
            return {"type": "object", "additionalProperties": self.value(get_args(kind)[1])}
        if isinstance(kind, type) and issubclass(kind, Strict):
            return self.model(kind, found)
        return {}

    def model(self, kind: type[Strict], marks: Iterable[Any]) -> Schema:
        # The models of objects that clauses declare have the names of choices, and may repeat.
        if not kind.__doc__:
            return self.object(kind)
        name = kind.__name__
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] = self.object(kind)
        reference = {"$ref": f"#/$defs/{name}"}
        shortened = kind is Title or any(isinstance(mark, BeforeValidator) for mark in marks)
        return {"anyOf": [reference, _WORD]} if shortened else reference
