"""Turn a tree read from YAML into a model, or into problems with their places.

Takes a Tree and a pydantic model; gives the model, or None, and every problem at once.
It looks up messages by pydantic's stable error types, never by its English sentences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from avtalegen import textfile
from avtalegen.messages import Phrase, Words, phrase
from avtalegen.problems import Location, Problem, find_near, quote, suggest, take
from avtalegen.strict import Strict
from avtalegen.tree import Raw, Tree, ValuePath, name_field
from avtalegen.values import OneOf

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

ModelT = TypeVar("ModelT", bound=Strict)
# What makes a model of data, or gives all that is wrong with them.
Read = Callable[[Mapping[str, Any]], tuple[ModelT | None, list[ErrorDetails]]]

# A key that is glued to its value, so that both are one text.
_GLUED = re.compile(r"[^\W\d]\w*:(?=[^\s/])")
_CODES = {
    "list_type": "value-not-list",
    "tuple_type": "value-not-list",
    "dict_type": "value-not-mapping",
    "model_type": "value-not-mapping",
    "model_attributes_type": "value-not-mapping",
    "too_short": "list-empty",
}


def validate(
    tree: Tree, model: type[ModelT], read: Read[ModelT] | None = None
) -> tuple[ModelT | None, list[Problem]]:
    """The model that the file describes, or None, and all problems with it, warnings included.

    `read` is what reads the model, where it is not the model itself.
    """
    empty = dict.fromkeys(_find_empty(tree.data))
    problems = [*tree.warnings, *take(_explain_empty(path, tree, model) for path in empty)]
    made, errors = read(tree.data) if read else read_alone(model.model_reader, tree.data)
    unknown = [e["loc"] for e in errors if e["type"] == "extra_forbidden"]
    told = (e for e in errors if e["loc"] not in empty and not _is_echo(e, errors, unknown, model))
    problems += take(_explain(e, tree, model) for e in told)
    return (None if empty else made), problems


def read_alone(validator: SchemaValidator, data: Any) -> tuple[Any, list[ErrorDetails]]:
    """What the validator makes of the data, or None and everything that is wrong with them."""
    try:
        return validator.validate_python(data), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _explain_empty(path: ValuePath, tree: Tree, model: type[Strict]) -> Problem:
    if isinstance(path[-1], int):
        return _problem("item-empty", tree.locate(path), path)
    field = model.model_fields.get(str(path[0]))
    mend = (
        phrase("write a value, or remove the line; ja takes in a clause without choosing in it")
        if len(path) == 1 and field and field.title  # only clauses have titles here
        else phrase("write a value after the colon, or remove the line")
    )
    return _problem("value-empty", tree.locate_key(path), path, mend=mend)


def strip_annotation(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type that is left when Annotated and "or None" are taken off, and what was annotated."""
    if hasattr(annotation, "__metadata__"):
        kind, marks = strip_annotation(annotation.__origin__)
        return kind, (*annotation.__metadata__, *marks)
    if get_origin(annotation) in {Union, UnionType}:
        return strip_annotation(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation, ()


def find_model(model: Any, path: ValuePath) -> type[Strict] | None:
    """The model of the keys that stand at the path, or None where no keys belong."""
    kind, _ = strip_annotation(model)
    for step in path:
        if get_origin(kind) is tuple:
            kind, _ = strip_annotation(get_args(kind)[0])
        elif get_origin(kind) is dict:
            kind, _ = strip_annotation(get_args(kind)[1])
        elif isinstance(kind, type) and issubclass(kind, Strict) and step in kind.model_fields:
            kind, _ = strip_annotation(kind.model_fields[str(step)].annotation)
        else:
            return None
    return kind if isinstance(kind, type) and issubclass(kind, Strict) else None


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


def _find_empty(value: dict[str, Any] | list[Any], path: ValuePath = ()) -> Iterator[ValuePath]:
    """The path of each value that is written and says nothing."""
    for step, item in value.items() if isinstance(value, dict) else enumerate(value):
        if item == "":
            yield (*path, step)
        elif not isinstance(item, str):
            yield from _find_empty(item, (*path, step))


def _is_echo(
    error: ErrorDetails,
    errors: list[ErrorDetails],
    unknown: list[ValuePath],
    model: type[Strict],
) -> bool:
    path, kind = error["loc"], error["type"]
    if kind == "too_short":  # a list whose items are wrong is called too short as well
        return any(len(e["loc"]) > len(path) and e["loc"][: len(path)] == path for e in errors)
    if kind == "missing":  # a key that is misspelt is missing as well
        owner = find_model(model, path[:-1])
        names = owner.model_names if owner else ()
        beside = [other for other in unknown if other[:-1] == path[:-1]]
        return any(find_near(str(other[-1]), names)[:1] == [path[-1]] for other in beside)
    return False


def _explain(error: ErrorDetails, tree: Tree, model: type[Strict]) -> Problem:
    path: ValuePath = error["loc"]
    if path[-1:] == ("[key]",):  # how pydantic places a key that is not allowed
        return _problem(error["type"], tree.locate_key(path[:-1]), path[:-1], **error["ctx"])
    owner = find_model(model, path[:-1])
    name = str(path[-1]) if path else ""
    if error["type"] == "extra_forbidden":
        return _explain_unknown(name, path, tree, owner)
    if error["type"] == "missing":
        above = path[-2] if len(path) == 2 and not tree.find(path[:-1]) else ""
        from pydantic.fields import FieldInfo

        field = owner.model_fields[name] if owner else FieldInfo()
        mend = describe(name, field, str(above))
        return _problem("value-missing", tree.locate_key(path), path, name=name, mend=mend)
    code = _CODES.get(error["type"], error["type"])
    # Our own errors bring words; those of pydantic bring what a model knows already.
    said = {k: words for k, words in error.get("ctx", {}).items() if isinstance(words, Words)}
    if code == "value-not-mapping":
        return _explain_no_mapping(error["input"], path, tree, model)
    if "position" in said:  # a list, of which this item is the one that is wrong
        path = (*path, int(str(said.pop("position"))))
    return _problem(code, tree.locate(path), path, **{"read": quote(error["input"]), **said})


def _explain_unknown(name: str, path: ValuePath, tree: Tree, owner: type[Strict] | None) -> Problem:
    names = owner.model_names if owner else ()
    foreign = next((c for c in name if c.isalpha() and "LATIN" not in unicodedata.name(c, "")), "")
    mend = (
        phrase("type the key again: {character} belongs to another alphabet",
               character=textfile.describe(foreign))
        if foreign else suggest(name, names)
    )  # fmt: skip
    return _problem("key-unknown", tree.locate_key(path), path, read=name, mend=mend)


def _explain_no_mapping(read: object, path: ValuePath, tree: Tree, model: type[Strict]) -> Problem:
    glued = _GLUED.match(read) if isinstance(read, str) else None
    if glued:
        return _problem("yaml-no-space", tree.locate(path), path, read=glued[0])
    owner, inner = find_model(model, path[:-1]), find_model(model, path)
    field = owner.model_fields.get(str(path[-1])) if owner else None
    if field and field.examples:
        example = f"{path[-1]}: {write_flow(field.examples[0])}"
        mend = phrase('write for example "{example}"', example=example)
    elif inner:
        allowed = ", ".join(inner.model_names)
        mend = phrase(
            "write one or more of these keys, each with a value: {allowed}", allowed=allowed
        )
    else:
        mend = phrase("write lines with a key, a colon, a space and a value")
    return _problem("value-not-mapping", tree.locate(path), path, read=quote(read), mend=mend)


def _problem(code: str, location: Location, path: ValuePath, **details: Words) -> Problem:
    return Problem(code, location, name_field(path), details)


def describe(name: str, field: FieldInfo, above: str = "") -> Phrase:
    """What a field is for, and an example to paste; `above` is the key that it belongs to."""
    about = (field.description or name).rstrip(".")
    _, marks = strip_annotation(field.annotation)
    names = next((m.names for m in (*field.metadata, *marks) if isinstance(m, OneOf)), ())
    if field.examples:
        example = f"{name}: {write_flow(field.examples[0])}"
    elif names:
        example = f"{name}: {names[0]}"
    else:
        return phrase("{about}. Write the value after the key, a colon and a space", about=about)
    if above:  # nothing of what it belongs to is there
        example = f"{above}: {{{example}}}"
    if names:
        listed = ", ".join(names)
        return phrase(
            '{about}. Write for example "{example}"; it may be one of: {names}',
            about=about, example=example, names=listed,
        )  # fmt: skip
    return phrase('{about}. Write for example "{example}"', about=about, example=example)
