"""Models that pydantic comes to know when something asks for it, since loading it takes long.

A class of Declared is read as pydantic reads a class of its own. Until its fields, or what
validates by it, are asked for, it is a plain class; then pydantic makes a model after it, the twin,
and what the twin's core schema makes are instances of the class itself. A run that finds core
schemas in the cache asks for neither. Only strict.py imports this module, which must never know
what a model is for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from inspect import get_annotations
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from avtalegen.readers import find_reader

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

# The annotations of fields, and what the fields are declared as.
Fields = Mapping[str, tuple[Any, Any]]
# What a core schema holds for writing and for JSON Schema, and not for reading.
_NOT_FOR_READING = frozenset({"serialization", "metadata", "json_schema_input_schema"})


class Field:
    """What pydantic's function of the same name is told."""

    __slots__ = ("about", "default")

    def __init__(self, default: Any = ..., **about: Any) -> None:
        self.default, self.about = default, about


class _Mark:
    __slots__ = ("func",)

    def __init__(self, func: Callable[[Any], Any]) -> None:
        self.func = func


class PlainValidator(_Mark):
    """In an annotation, as pydantic's: the function alone reads the value."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.func)


class BeforeValidator(_Mark):
    """In an annotation, as pydantic's: the function gets the value first."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.func, handler(source))


class AfterValidator(_Mark):
    """In an annotation, as pydantic's: the function gets the value when it has been read."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.func, handler(source))


def model_validator(*, mode: str) -> Callable[[Any], Any]:
    """Marks a method, as pydantic's: it checks a model when all of its fields have been read."""

    def mark(function: Any) -> Any:
        function.reads_model = mode
        return function

    return mark


class _Class(type):
    """The class of models: keeps their fields from Python, for pydantic to be told."""

    model_names: tuple[str, ...]
    model_made: tuple[type[Declared], ...]
    model_own: Callable[[], Fields]  # those of the class itself, without its base's

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
        super().__init__(name, bases, namespace)
        annotations = get_annotations(cls) if bases else {}
        own = {field: (annotation, vars(cls).get(field, ...))
               for field, annotation in annotations.items()}  # fmt: skip
        for field in own.keys() & vars(cls).keys():
            delattr(cls, field)  # it is no value of the class
        above = bases[0].model_names if bases and isinstance(bases[0], _Class) else ()
        cls.model_names, cls.model_made = (*above, *own), ()
        cls.model_own = lambda: own

    @property
    def model_twin(cls) -> type[BaseModel]:
        """What pydantic made after the class."""
        if "_model_twin" not in vars(cls):
            cls._model_twin = _make_twin(cls)
        return cls._model_twin

    @property
    def model_fields(cls) -> dict[str, FieldInfo]:
        """The fields by name, as pydantic describes them."""
        return cls.model_twin.model_fields

    @property
    def model_schema(cls) -> Any:
        """The core schema that reads instances of the class, with nothing but what reads them."""
        cls.model_twin.model_rebuild()
        return _turn(cls.model_twin.__pydantic_core_schema__)

    @property
    def model_reader(cls) -> SchemaValidator:
        """What reads instances of the class."""
        if "_model_reader" not in vars(cls):
            # What is written in this program is in no entry that another program has kept.
            own = cls.__module__.partition(".")[0] == __name__.partition(".")[0]
            name = f"{cls.__module__}.{cls.__qualname__}"
            written = own and getattr(sys.modules[cls.__module__], cls.__name__, None) is cls
            cls._model_reader = find_reader(cls, name.encode() if written else None)
        return cls._model_reader

    _model_twin: type[BaseModel]
    _model_reader: SchemaValidator


class Declared(metaclass=_Class):
    """Keys with values, of which none is unknown; it does not change."""

    # What pydantic-core sets on an instance, as on one of pydantic's own.
    __slots__ = (
        "__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__",
    )  # fmt: skip

    def __init__(self, **values: Any) -> None:
        type(self).model_reader.validate_python(values, self_instance=self)

    @classmethod
    def model_validate(cls, values: Any) -> Any:
        """The instance that the values describe; raises ValidationError with all that is wrong."""
        return cls.model_reader.validate_python(values)

    @classmethod
    def model_construct(cls, **values: Any) -> Any:
        """An instance with the values and the defaults of the class's own fields, unchecked."""
        declared = ((name, getattr(field, "default", field))
                    for name, (_, field) in cls.model_own().items())  # fmt: skip
        given = {name: default for name, default in declared if default is not ...} | values
        return _restore(cls, {name: given[name] for name in cls.model_names if name in given})

    @classmethod
    def model_extend(cls, above: Declared, values: Mapping[str, Any]) -> Any:
        """An instance with the fields of one of the class's base, and its own, unchecked."""
        return _restore(cls, {**vars(above), **values})

    def model_copy(self, *, update: Mapping[str, Any]) -> Any:
        """The same with other values in some of its fields, unchecked."""
        return _restore(type(self), {**vars(self), **update})

    def model_dump(self) -> dict[str, Any]:
        """The values by name, those of the models in it as dictionaries too."""
        return {name: _dump(value) for name, value in vars(self).items()}

    def model_dump_json(self) -> str:
        """The same as JSON on one line; what JSON has no value for raises TypeError."""
        return json.dumps(self.model_dump(), ensure_ascii=False, separators=(",", ":"))

    @property
    def model_fields_set(self) -> set[str]:
        """The names of the fields that were given, not left to their defaults."""
        return getattr(self, "__pydantic_fields_set__", set())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return handler.generate_schema(cls.model_twin)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), vars(self))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} does not change: {name}")


def _dump(value: Any) -> Any:
    match value:
        case Declared():
            return value.model_dump()
        case dict():
            return {key: _dump(inner) for key, inner in value.items()}
        case tuple():
            return tuple(_dump(inner) for inner in value)
    return value


def _restore(cls: type[Declared], values: dict[str, Any]) -> Any:
    instance = cls.__new__(cls)
    vars(instance).update(values)
    return instance


def make_model(
    name: str,
    base: type[Declared],
    names: Sequence[str],
    make_fields: Callable[[], Fields],
    made: Sequence[type[Declared]] = (),
) -> Any:
    """A model with the fields of the base and others, which are made when something asks for them.

    `names` are theirs, and `made` the models among them that are made as well.
    """
    model = _Class(name, (base,), {})
    model.model_names, model.model_made = (*base.model_names, *names), (*made,)
    model.model_own = make_fields
    return model


def _make_twin(cls: _Class) -> type[BaseModel]:
    """A model of pydantic's own with the same fields, each of them read in the same way."""
    import pydantic

    own = cls.model_own()
    namespace: dict[str, Any] = {
        "__module__": cls.__module__, "__doc__": cls.__doc__,
        "__annotations__": {name: annotation for name, (annotation, _) in own.items()},
    }  # fmt: skip
    for name, (_, field) in own.items():
        if isinstance(field, Field):
            namespace[name] = pydantic.Field(field.default, **field.about)
        elif field is not ...:
            namespace[name] = field
    for name, method in vars(cls).items():
        if mode := getattr(method, "reads_model", None):
            mark: Any = pydantic.model_validator(mode=mode)
            namespace[name] = mark(method)
    bases = [base for base in cls.__bases__ if isinstance(base, _Class)]
    above: Any = bases[0].model_twin if bases else pydantic.BaseModel
    if not bases:
        config = pydantic.ConfigDict(extra="forbid", frozen=True, defer_build=True)
        namespace["model_config"] = config
    # In annotations, a class by its own name is the class, and not the twin.
    twin: Any = type(above)(f"{cls.__name__} (twin)", (above,), namespace)
    twin.model_class = cls
    return twin  # type: ignore[no-any-return]  # made here


def _turn(schema: Any) -> Any:
    """A core schema that makes instances of the classes, without what is not for reading."""
    match schema:
        case {"type": str()}:
            turned = {key: part if key == "default" else _turn(part)
                      for key, part in schema.items() if key not in _NOT_FOR_READING}  # fmt: skip
            if isinstance(model := schema.get("cls"), type):
                turned["cls"] = vars(model).get("model_class", model)
            return turned
        case dict():
            return {key: _turn(part) for key, part in schema.items()}
        case list():
            return [_turn(part) for part in schema]
    return schema
