"""What the schema is written with: a base class whose keys are all known, and pydantic's marks.

To whom reads or checks the types of this program they are pydantic's own. When it runs they are
those of late.py, which mean the same and load pydantic when a model has to be made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = [
    "AfterValidator", "BeforeValidator", "Field", "PlainValidator", "Strict", "is_taken",
    "make_model", "model_validator",
]  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, ClassVar, Self

    from pydantic import (
        AfterValidator,
        BaseModel,
        BeforeValidator,
        ConfigDict,
        Field,
        PlainValidator,
        model_validator,
    )
    from pydantic_core import CoreSchema, SchemaValidator

    class Strict(BaseModel):
        """Keys with values, of which none is unknown."""

        model_config = ConfigDict(extra="forbid", frozen=True)
        model_names: ClassVar[tuple[str, ...]]
        model_made: ClassVar[tuple[type[Strict], ...]]
        model_schema: ClassVar[CoreSchema]
        model_reader: ClassVar[SchemaValidator]

        @classmethod
        def model_extend(cls, above: Strict, values: Mapping[str, Any]) -> Self:
            """An instance with the fields of one of the class's base, and its own, unchecked."""

    def make_model(
        name: str,
        base: type[Strict],
        names: Sequence[str],
        make_fields: Callable[[], Mapping[str, tuple[Any, Any]]],
        made: Sequence[type[Strict]] = (),
    ) -> Any:
        """A model with the fields of the base and others."""

else:
    from avtalegen.late import (
        AfterValidator,
        BeforeValidator,
        Field,
        PlainValidator,
        make_model,
        model_validator,
    )
    from avtalegen.late import Declared as Strict

# The names that pydantic gives meanings of its own, besides those that begin with model_.
_TAKEN = frozenset({
    "construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw",
    "schema", "schema_json", "update_forward_refs", "validate",
})  # fmt: skip


def is_taken(name: str) -> bool:
    """Whether pydantic has a meaning for the name, so that no field can be called so."""
    return name.startswith("model_") or name in _TAKEN
