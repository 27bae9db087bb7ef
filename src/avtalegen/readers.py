"""What reads instances of a model: pydantic's core schema of it, kept for the next run.

Making the schema takes longer than all the reading. Takes a class that late.py makes; must never
know what a model is for.
"""

from __future__ import annotations

import contextlib
import io
import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import SchemaValidator

from avtalegen import cache

_KIND = "model"


def find_reader(model: Any, key: bytes | None) -> SchemaValidator:
    """What reads instances of the model; `key` is what it is made of, where that can be told."""
    return find_readers((model,), key)[0]


def find_readers(models: Sequence[Any], key: bytes | None) -> list[SchemaValidator]:
    """What reads instances of each of the models, which are kept as one; `key` is as above."""
    kept = cache.find(_KIND, key) if key is not None else None
    if kept is not None:
        # It has the digest that it was written with: only a fault of the program is left.
        with contextlib.suppress(Exception):
            return [*map(SchemaValidator, _Unpickler(io.BytesIO(kept), models).load())]
    schemas = [model.model_schema for model in models]
    if key is not None:
        # What the next version of pydantic may have in a schema need not be fit for keeping.
        with contextlib.suppress(pickle.PicklingError, AttributeError, TypeError):
            written = io.BytesIO()
            _Pickler(written, models).dump(schemas)
            cache.keep(_KIND, key, written.getvalue())
    return [*map(SchemaValidator, schemas)]


class _Pickler(pickle.Pickler):
    """Writes the models that only this run knows by their numbers among those of the models."""

    def __init__(self, file: io.BytesIO, models: Iterable[Any]) -> None:
        super().__init__(file, 5)
        self.numbers = {id(each): number for number, each in enumerate(_walk_made(models))}

    def persistent_id(self, obj: Any) -> int | None:
        """The number of a model, or None for all else."""
        return self.numbers.get(id(obj)) if isinstance(obj, type) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, models: Iterable[Any]) -> None:
        super().__init__(file)
        self.made = [*_walk_made(models)]

    def persistent_load(self, pid: int) -> Any:
        """The model with the number."""
        return self.made[pid]


def _walk_made(models: Iterable[Any]) -> Iterator[Any]:
    """The models, each before those of its fields that were made by make_model, in their order."""
    for model in models:
        yield model
        yield from _walk_made(model.model_made)
