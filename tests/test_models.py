from pathlib import Path
from typing import Any

import pytest
from pydantic_core import ValidationError

from avtalegen.models import find_model
from avtalegen.problems import Location
from avtalegen.workspace import Workspace

ROOT = Path(__file__).parent.parent
HERE = Location("")
BROKEN: dict[str, dict[str, Any]] = {
    "nothing": {},
    "facts": {"status": {"tilstand": "ferdig"}, "parter": []},
    "an unknown key": {"ukjent": "ja", "mal": ""},
    "choices": {
        "politirådet": {"rolle": "annet", "ukjent": "ja"},
        "varighet": {"varighet_år": "to"},
    },
    "a required choice": {"formål": {}},
    "the shape of a clause": {"forpliktelser": [], "slt": "kanskje", "evaluering": "ja"},
    "an obligatory clause left out": {"bakgrunn": "nei"},
    "clauses of other kinds": {
        "tjenestetilbud": "nei",
        "beredskap": "nei",
        "kommunens_bidrag": "ja",
    },
}


@pytest.mark.parametrize("name", ["rana", "stjordal", "tromso"])
@pytest.mark.parametrize("broken", BROKEN)
def test_parts_read_what_the_whole_model_reads(name: str, broken: str):
    workspace = Workspace(ROOT)
    library, data = workspace.library, workspace.read_municipality(name).data | BROKEN[broken]
    template = library.read_template(workspace.read_municipality(name).data["mal"], HERE)
    ids = {
        e.klausul for e in template.walk() if e.obligatorisk or data.get(e.klausul, "nei") != "nei"
    }
    clauses = {each: library.read_clause(each, "nb", HERE) for each in sorted(ids)}
    model = find_model(library, template, clauses, {"slt"} if "slt" in BROKEN[broken] else set())
    read, errors = model.read(data)
    try:
        whole, expected = model.kind.model_validate(data), []
    except ValidationError as error:
        whole, expected = None, error.errors(include_url=False)
    assert read == whole
    assert sorted(map(repr, errors)) == sorted(map(repr, expected))
    assert bool(errors) == (broken not in {"nothing", "clauses left out"})
