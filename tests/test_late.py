import copy
import pickle
import subprocess
import sys
from typing import Annotated, Any

import pydantic
import pytest
from pydantic_core import ValidationError

from avtalegen import late, strict
from avtalegen.declarations import ClauseDeclaration, Entry
from avtalegen.records import Frequency, Period, Title
from avtalegen.schema import Agreement, Titles
from avtalegen.style import Style
from tests.support import read_look


def _upper(read: object) -> str:
    return str(read).upper()


class Late(late.Declared):
    """Written with what late.py has."""

    plain: Annotated[str, late.PlainValidator(_upper)] = late.Field(
        description="P.", examples=["a"]
    )
    before: Annotated[str, late.BeforeValidator(_upper)] = late.Field("d", title="B")
    after: Annotated[str, late.AfterValidator(_upper)] | None = late.Field(None)
    many: Annotated[tuple[str, ...], late.AfterValidator(tuple)] = late.Field((), max_length=2)

    @late.model_validator(mode="after")
    def _agree(self) -> Any:
        if self.plain == self.before:
            raise ValueError("the same")
        return self


class Known(pydantic.BaseModel):
    """The same written with what pydantic has."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)
    plain: Annotated[str, pydantic.PlainValidator(_upper)] = pydantic.Field(
        description="P.", examples=["a"]
    )
    before: Annotated[str, pydantic.BeforeValidator(_upper)] = pydantic.Field("d", title="B")
    after: Annotated[str, pydantic.AfterValidator(_upper)] | None = pydantic.Field(None)
    many: Annotated[tuple[str, ...], pydantic.AfterValidator(tuple)] = pydantic.Field(
        (), max_length=2
    )

    @pydantic.model_validator(mode="after")
    def _agree(self) -> Any:
        if self.plain == self.before:
            raise ValueError("the same")
        return self


def outcome(model: Any, values: Any) -> Any:
    """The values that were read and those that were given, or every error."""
    try:
        made = model.model_validate(values)
    except ValidationError as error:
        return [(e["type"], e["loc"]) for e in error.errors()]
    return vars(made), made.model_fields_set


@pytest.mark.parametrize(
    "values",
    [
        {"plain": "a"},
        {"plain": 1, "before": 2, "after": "c", "many": ["x", "y"]},
        {"plain": "a", "before": "a"},
        {"plain": "a", "after": 1, "many": ["x", "y", "z"], "ukjent": 1},
        {"before": "x"},
        {},
        [],
        "tekst",
        None,
    ],
)
def test_values_are_read_as_pydantic_reads_them(values):
    assert outcome(Late, values) == outcome(Known, values)


def test_fields_are_described_as_pydantic_describes_them():
    def describe(model):
        return {
            name: (f.title, f.description, f.examples, f.default, f.is_required())
            for name, f in model.model_fields.items()
        }

    assert describe(Late) == describe(Known)
    assert Late.model_names == tuple(Known.model_fields)


def test_a_model_that_holds_itself_is_one_class():
    made = Entry.model_validate({"klausul": "a", "underklausuler": [{"klausul": "b"}]})
    assert type(made.underklausuler[0]) is type(made) is Entry
    annotation = Entry.model_fields["underklausuler"].annotation
    assert annotation == tuple[Entry, ...]


def test_an_instance_is_equal_by_its_values_and_does_not_change():
    one, other = Title(ubestemt="sjef"), Title.model_construct(ubestemt="sjef")
    assert one == other and hash(one) == hash(other) and one != Title(ubestemt="leder")
    assert repr(one) == "Title(ubestemt='sjef', bestemt=None)"
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    assert one.model_copy(update={"bestemt": "sjefen"}).bestemt == "sjefen"
    assert Frequency.model_validate({"antall": "1"}) != Period.model_validate({"fra": "2024"})
    for spoil in (lambda: setattr(one, "ubestemt", "x"), lambda: delattr(one, "ubestemt")):
        with pytest.raises(AttributeError):
            spoil()


def test_the_default_titles_are_what_is_read_from_nothing():
    assert Titles.model_construct() == Titles.model_validate({})


def test_a_style_is_dumped_as_pydantic_dumps_it():
    style = read_look().style
    known = pydantic.TypeAdapter(dict[str, dict[str, Any]])
    assert style.model_dump_json().encode() == known.dump_json(style.model_dump())
    assert Style.model_construct(**vars(style)) == style


def test_the_names_that_are_taken_are_those_of_pydantic():
    public = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    assert {name for name in public if strict.is_taken(name)} == public
    own = {name for name in dir(late.Declared) if not name.startswith("_")}
    assert all(name.startswith("model_") for name in own)
    assert not strict.is_taken("varighet")


def test_the_schema_is_imported_without_pydantic():
    program = (
        "import sys; import avtalegen.commands, avtalegen.validation\n"
        "print('pydantic' in sys.modules, 'typer' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False\n"


def test_models_of_clauses_and_agreements_know_their_names_before_their_fields():
    assert "mal" in Agreement.model_names
    assert ClauseDeclaration.model_names == ("tittel", "beskrivelse", "hjemler", "valg")
