"""Turn a tree read from YAML into a model, or into problems with their places.

Takes a Tree and a pydantic model; gives the model, or None, and every problem at once.
It looks up messages by pydantic's stable error types, never by its English sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from avtalegen.messages import Words, phrase
from avtalegen.problems import Location, Problem, quote, suggest
from avtalegen.yamlfile import Raw, Tree, ValuePath, name_field

ModelT = TypeVar("ModelT", bound=BaseModel)

_CODES = {
    "list_type": "value-not-list",
    "tuple_type": "value-not-list",
    "dict_type": "value-not-mapping",
    "model_type": "value-not-mapping",
    "model_attributes_type": "value-not-mapping",
    "too_short": "list-empty",
}


def validate(tree: Tree, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """The model that the file describes, or None, and all problems with it, warnings included."""
    empty = [path for path, value in _walk(tree.data) if value == ""]
    problems = [
        *tree.warnings,
        *(Problem("value-empty", tree.locate_key(path), name_field(path)) for path in empty),
    ]
    try:
        made = model.model_validate(tree.data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        told = [e for e in errors if e["loc"] not in empty and not _is_echo(e, errors)]
        problems += [_explain(e, tree, model) for e in told]
        return None, problems
    return (None if empty else made), problems


def strip_annotation(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type that is left when Annotated and "or None" are taken off, and what was annotated."""
    if hasattr(annotation, "__metadata__"):
        kind, marks = strip_annotation(annotation.__origin__)
        return kind, (*annotation.__metadata__, *marks)
    if get_origin(annotation) in {Union, UnionType}:
        return strip_annotation(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation, ()


def find_model(model: Any, path: ValuePath) -> type[BaseModel] | None:
    """The model of the keys that stand at the path, or None where no keys belong."""
    kind, _ = strip_annotation(model)
    for step in path:
        if get_origin(kind) is tuple:
            kind, _ = strip_annotation(get_args(kind)[0])
        elif isinstance(kind, type) and issubclass(kind, BaseModel) and step in kind.model_fields:
            kind, _ = strip_annotation(kind.model_fields[str(step)].annotation)
        else:
            return None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def write_flow(value: Raw) -> str:
    """A value as YAML on one line, such as {minst: 2, per: år}."""
    match value:
        case dict():
            return "{" + ", ".join(f"{k}: {write_flow(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(write_flow(item) for item in value) + "]"
    plain = value.strip() and not set(value) & set(":#{}[],&*!|>'\"%@`\n") and value[0] not in "-?"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return value if plain else f'"{escaped}"'


def _walk(value: Raw, path: ValuePath = ()) -> Iterator[tuple[ValuePath, Raw]]:
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    if not isinstance(value, str):
        for step, item in inner:
            yield from _walk(item, (*path, step))


def _is_echo(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    # A list whose items are wrong is called too short as well.
    path = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in errors
    )


def _explain(error: ErrorDetails, tree: Tree, model: type[BaseModel]) -> Problem:
    path: ValuePath = error["loc"]
    if path[-1:] == ("[key]",):  # how pydantic places a key that is not allowed
        return _problem(error["type"], tree.locate_key(path[:-1]), path[:-1], **error["ctx"])
    owner = find_model(model, path[:-1])
    name = str(path[-1]) if path else ""
    if error["type"] == "extra_forbidden":
        near = suggest(name, owner.model_fields if owner else ())
        return _problem("key-unknown", tree.locate_key(path), path, read=name, mend=near)
    if error["type"] == "missing":
        above = path[-2] if len(path) == 2 and not tree.find(path[:-1]) else ""
        mend = _describe(name, owner.model_fields[name] if owner else FieldInfo(), str(above))
        return _problem("value-missing", tree.locate_key(path), path, name=name, mend=mend)
    code = _CODES.get(error["type"], error["type"])
    inner = find_model(model, path)
    details: dict[str, Words] = {
        "read": quote(error["input"]),
        "allowed": ", ".join(inner.model_fields) if inner else "",
        # Our own errors bring words; those of pydantic bring what a model knows already.
        **{k: said for k, said in error.get("ctx", {}).items() if isinstance(said, Words)},
    }
    return _problem(code, tree.locate(path), path, **details)


def _problem(code: str, location: Location, path: ValuePath, **details: Words) -> Problem:
    return Problem(code, location, name_field(path), details)


def _describe(name: str, field: FieldInfo, above: str) -> Words:
    example = f"{name}: {write_flow(field.examples[0]) if field.examples else '…'}"
    if above:  # nothing of what it belongs to is there
        example = f"{above}: {{{example}}}"
    if not field.description:
        return phrase('Write for example "{example}"', example=example)
    about = field.description.rstrip(".")
    return phrase('{about}. Write for example "{example}"', about=about, example=example)
