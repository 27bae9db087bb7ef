"""Dataclasses that are made fast: those of the standard library, with fewer functions to compile.

The standard library compiles up to nine functions for each class, which takes longer than all else
that importing this program's modules does. Here one is compiled, which makes an instance; what
compares, hashes, shows and protects instances is made of functions that are there already. To whom
reads or checks types, a class is one of the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]


def _make(cls: type, *, frozen: bool, slots: bool, eq: bool, order: bool) -> type:
    """The class with what dataclasses.dataclass gives it, as far as its own body does not."""
    own = set(vars(cls))
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    fields = dataclasses.fields(made)
    methods: dict[str, Any] = {
        "__init__": _make_init(fields, frozen=frozen),
        "__repr__": _make_repr([f.name for f in fields if f.repr]),
    }
    if eq:
        compared = [f for f in fields if f.compare]
        read = _make_getter([f.name for f in compared])
        methods["__eq__"] = _make_comparison(read, "__eq__")
        hashed = _make_getter([f.name for f in compared if f.hash is not False])
        methods["__hash__"] = (lambda self: hash(hashed(self))) if frozen else None
        for name in ("__lt__", "__le__", "__gt__", "__ge__") if order else ():
            methods[name] = _make_comparison(read, name)
    if frozen:
        methods |= {"__setattr__": _refuse_change, "__delattr__": _refuse_change}
        if slots:
            methods["__getstate__"], methods["__setstate__"] = _make_state([f.name for f in fields])
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]  # the class, or the same with slots


def _make_init(fields: Sequence[dataclasses.Field[Any]], *, frozen: bool) -> Callable[..., None]:
    parameters, lines = ["self"], []
    given: dict[str, Any] = {"_set": object.__setattr__, "_none": dataclasses.MISSING}
    for field in fields:
        name = value = field.name
        if field.default_factory is not dataclasses.MISSING:
            given[f"_make_{name}"] = field.default_factory
            parameters.append(f"{name}=_none")
            value = f"_make_{name}() if {name} is _none else {name}"
        elif field.default is not dataclasses.MISSING:
            given[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    body = "\n ".join(lines or ["pass"])
    # The names are those of fields, which Python has read as names.
    exec(f"def __init__({', '.join(parameters)}):\n {body}", given)  # noqa: S102
    init: Callable[..., None] = given["__init__"]
    init.__annotations__ = {f.name: f.type for f in fields} | {"return": None}
    return init


def _make_getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of the attributes, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _make_state(names: Sequence[str]) -> tuple[Callable[..., Any], Callable[..., None]]:
    """What pickles an instance that does not change, and what puts it together again."""
    read = _make_getter(names)

    def save(self: Any) -> tuple[Any, ...]:
        return read(self)

    def restore(self: Any, state: Sequence[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return save, restore


def _make_comparison(read: Callable[[Any], tuple[Any, ...]], name: str) -> Callable[..., Any]:
    compare = getattr(tuple, name)

    def compare_values(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(read(self), read(other))

    return compare_values


def _make_repr(names: Sequence[str]) -> Callable[[Any], str]:
    def show(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({values})"

    return show


def _refuse_change(self: Any, name: str, *_value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"a {type(self).__name__} does not change: {name}")


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        eq: bool = True,
        order: bool = False,
    ) -> Any:
        """A class with fields, as dataclasses.dataclass makes it."""

        def make(cls: type) -> type:
            return _make(cls, frozen=frozen, slots=slots, eq=eq, order=order)

        return make if cls is None else make(cls)
