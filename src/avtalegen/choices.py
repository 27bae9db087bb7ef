"""A clause's declared choices, and the pydantic model made from them.

Takes the declarations of klausul.yaml; gives a model whose fields are the choices. So a new
clause with new choices needs no Python. This module must never know a clause by name.
"""

from __future__ import annotations

from typing import Annotated, Any, Self

from avtalegen import addresses, records, values
from avtalegen.language import capitalize
from avtalegen.schema import Identifier
from avtalegen.strict import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    Strict,
    make_model,
    model_validator,
)
from avtalegen.values import (
    Alternative,
    Integer,
    Line,
    OneOf,
    YesNo,
    parse_integer,
    refuse,
    refuse_alone,
)

# The types that need no more than their name.
SIMPLE_TYPES: dict[str, Any] = {
    "tekst": values.Line,
    "avsnitt": values.Paragraphs,
    "ja_nei": values.YesNo,
    "dato": values.Date,
    "periode": records.Period,
    "klokkeslett": values.Time,
    "åpningstid": records.OpeningHours,
    "telefon": addresses.PhoneNumber,
    "epost": addresses.EmailAddress,
    "nettadresse": addresses.Web,
    "frekvens": records.Frequency,
    "person": records.Person,
    "kontakt": records.Contact,
    "plass": records.Seat,
}
TYPES = (*SIMPLE_TYPES, "heltall", "ett_av", "liste", "objekt")


# What only one type knows what to do with.
_BELONGS = {
    "av": "liste", "felt": "objekt", "alternativer": "ett_av", "minst": "heltall",
    "høyst": "heltall", "ordnet": "liste",
}  # fmt: skip


def parse_type_name(read: object) -> object:
    """A type that needs no more than its name may be written as its name alone."""
    return {"type": read} if isinstance(read, str) else read


class ValueType(Strict):
    """What a value may be: the name of a type, and what that type needs to know."""

    type: Annotated[Alternative, OneOf(TYPES)] = Field(description="Typen", examples=["tekst"])
    av: Annotated[ValueType, BeforeValidator(parse_type_name)] | None = Field(
        None, description="For liste: typen til hvert punkt"
    )
    ordnet: YesNo = Field(
        False, description="For liste: om rekkefølgen betyr noe når avtaler sammenlignes"
    )
    felt: dict[Identifier, Choice] = Field({}, description="For objekt: feltene")
    alternativer: dict[Identifier, Line] = Field(
        {}, description="For ett_av: hvert alternativ, med det som står i sammenligninger"
    )
    minst: Integer | None = Field(None, description="For heltall: det minste tillatte")
    høyst: Integer | None = Field(None, description="For heltall: det største tillatte")

    @model_validator(mode="after")
    def _has_what_its_type_needs(self) -> Self:
        needs = {"liste": "av", "objekt": "felt", "ett_av": "alternativer"}.get(self.type)
        if needs and not getattr(self, needs):
            raise refuse_alone(f"type: {self.type}", needs)
        for key, belongs in _BELONGS.items():
            told = getattr(self, key)
            if told not in (None, {}) and told is not False and self.type != belongs:
                raise refuse("declaration-key", read=key, type=belongs)
        if self.minst is not None and self.høyst is not None and self.minst > self.høyst:
            raise refuse("declaration-bounds", lowest=str(self.minst), highest=str(self.høyst))
        return self


class Choice(ValueType):
    """One thing that a municipality decides in a clause."""

    tittel: Line | None = Field(None, description="Navnet på valget i sammenligninger")
    hjelp: Line = Field(description="Hva valget gjelder", examples=["Hvor ofte rådet møtes."])
    eksempel: Any = Field(None, description="Et eksempel å kopiere")
    standard: Any = Field(None, description="Verdien når kommunen ikke velger")
    valgfri: YesNo = Field(False, description="Om valget kan utelates")


def build_model(name: str, choices: dict[str, Choice]) -> type[Strict]:
    """A model with one field for each choice, that refuses unknown keys."""
    inner = {key: made for key, choice in choices.items() if (made := _build_inner(key, choice))}

    def make_fields() -> dict[str, tuple[Any, Any]]:
        return {key: build_field(key, choice, inner.get(key)) for key, choice in choices.items()}

    model: type[Strict] = make_model(name, Strict, (*choices,), make_fields, (*inner.values(),))
    return model


def _build_inner(name: str, declared: ValueType) -> type[Strict] | None:
    """The model of the objects in a choice, if it has any."""
    if declared.av:
        return _build_inner(name, declared.av)
    return build_model(name, declared.felt) if declared.type == "objekt" else None


def build_field(name: str, choice: Choice, inner: type[Strict] | None) -> tuple[Any, Any]:
    """The type of a choice, and the field with its default, title, help and example.

    A choice is required unless it has a default or may be left out; ja_nei is nei by default.
    `inner` is the model of its objects.
    """
    annotation = build_type(choice, inner)
    extra: dict[str, Any] = {
        "title": find_title(name, choice),
        "description": choice.hjelp,
        "examples": [choice.eksempel] if choice.eksempel is not None else None,
    }
    if choice.standard is not None:
        return annotation, Field(choice.standard, validate_default=True, **extra)
    if choice.type == "ja_nei":
        return annotation, Field(False, **extra)
    if choice.type == "liste":
        default = {"default": ()} if choice.valgfri else {"min_length": 1}
        return annotation, Field(**default, **extra)
    if choice.valgfri:
        return annotation | None, Field(None, **extra)
    return annotation, Field(**extra)


def find_title(name: str, choice: Choice) -> str:
    """What people call a choice: its title, or its key as words."""
    return choice.tittel or capitalize(name.replace("_", " "))


def build_type(declared: ValueType, inner: type[Strict] | None) -> Any:
    """The Python type that pydantic checks a value of the declared type against."""
    match declared.type:
        case "heltall":
            highest = 999_999_999 if declared.høyst is None else declared.høyst
            return Annotated[int, PlainValidator(parse_integer(declared.minst or 0, highest))]
        case "ett_av":
            return Annotated[Alternative, OneOf(tuple(declared.alternativer))]
        case "liste" if declared.av:
            items: Any = tuple[build_type(declared.av, inner), ...]  # type: ignore[misc]  # made here
            hours = declared.av.type == "åpningstid"
            check = records.check_hours if hours else values.check_once
            return Annotated[items, AfterValidator(check)]
        case "objekt":
            return inner
    return SIMPLE_TYPES[declared.type]
