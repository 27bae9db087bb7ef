import json
import re

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic_core import PydanticCustomError

from avtalegen import commands, schemas
from avtalegen.clauses import Library
from avtalegen.problems import Location
from avtalegen.schema import parse_identifier
from avtalegen.workspace import Workspace
from tests.support import MUNICIPALITIES, ROOT, SMALLEST, WORKSPACE

PUBLISHED = ROOT / "schemas"
ASKED = Location("prøve", 1, 1)


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it: numbers are numbers, but days and yes and no are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, sought) for tag, sought in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_schema(name: str) -> Draft202012Validator:
    made = json.loads((PUBLISHED / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def errors(name: str, text: str) -> list[str]:
    found = read_schema(name).iter_errors(yaml.load(text, Loader=EditorLoader))
    return [error.json_path + " " + error.validator for error in found]


def test_the_published_schemas_are_up_to_date(tmp_path, renew):
    out = PUBLISHED if renew else tmp_path
    built = commands.write_schemas(WORKSPACE, out)
    written = {path.name: path.read_bytes() for path in built.files}
    kept = {path.name: path.read_bytes() for path in PUBLISHED.iterdir()}
    del kept["problems.schema.json"], kept["diff.schema.json"]  # what avtalegen writes
    assert kept == written


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_five_files_begin_with_their_schema_and_are_as_it_says(name):
    text = (ROOT / "kommuner" / f"{name}.yaml").read_text(encoding="utf-8")
    said = re.match(r"# yaml-language-server: \$schema=\.\./schemas/(\S+)\.schema\.json\n", text)
    assert said[1] == yaml.safe_load(text)["mal"]
    assert errors(said[1], text) == []


def test_the_smallest_agreement_is_as_its_schema_says():
    assert errors("samarbeidsavtale", SMALLEST) == []


@pytest.mark.parametrize(
    ("right", "wrong", "error"),
    [
        ("mal: samarbeidsavtale", "mal: annen", "$.mal const"),
        ("periode:", "perioden:", "$ additionalProperties"),
        ("tilstand: utkast", "tilstand: ferdig", "$.status.tilstand enum"),
        ("slag: politi", "slag: politiet", "$.parter[1].slag enum"),
        ("saksliste_uker: 1", "sakliste_uker: 1", "$['politirådets_møter'] anyOf"),
        ("varighet: ja", "varighet: kanskje", "$.varighet anyOf"),
        ("[forebygging_først]", "[forebyging_først]", "$.bakgrunn anyOf"),
        ("parter:", "varighet: ja\nparterne:", "$ required"),
    ],
)
def test_what_is_misspelt_is_an_error_in_the_editor_too(right, wrong, error):
    assert right in SMALLEST
    assert error in errors("samarbeidsavtale", SMALLEST.replace(right, wrong))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.yaml")), ids=lambda p: p.parent.name
)
def test_the_shipped_templates_are_as_their_schemas_say(path):
    kind = {"klausul.yaml": "klausul-yaml"}.get(
        path.name, "avtale-yaml" if path.parent.name == "avtaler" else ""
    )
    if kind:
        assert errors(kind, path.read_text(encoding="utf-8")) == []
    else:
        assert path.name in {"hjemler.yaml", "stil.yaml"}


def test_every_choice_has_its_help_and_its_example_in_the_schema():
    made = read_schema("tjenestetilbud_og_politiråd").schema
    template = WORKSPACE.library.read_template("tjenestetilbud_og_politiråd", ASKED)
    for entry in template.walk():
        clause = WORKSPACE.library.read_clause(entry.klausul, "nb", ASKED)
        shown = made["properties"][entry.klausul]
        assert shown["description"] == clause.declaration.beskrivelse
        for name, choice in clause.declaration.valg.items():
            about = shown["anyOf"][0]["properties"][name]
            assert about["description"] == choice.hjelp
            assert about.get("examples") == (None if choice.eksempel is None else [choice.eksempel])


def test_every_way_to_read_a_value_is_known_to_the_schema():
    for name in WORKSPACE.library.list_templates():
        text = (PUBLISHED / f"{name}.schema.json").read_text(encoding="utf-8")
        assert "{}" not in text, name


def test_a_broken_template_is_told_and_nothing_is_written(workspace):
    own = workspace.root / "templates" / "avtaler"
    own.mkdir(parents=True)
    (own / "samarbeidsavtale.yaml").write_text("tittel: {nb: A}\n", encoding="utf-8")
    built = commands.write_schemas(Workspace(workspace.root))
    assert {p.code for p in built.problems} == {"value-missing"}
    assert not (workspace.root / "schemas").exists()


def test_a_clause_that_is_new_is_in_the_schema(workspace):
    inside = workspace.root / "templates" / "klausuler" / "varighet"
    inside.mkdir(parents=True)
    (inside / "klausul.yaml").write_text(
        "tittel: {nb: Varighet}\nbeskrivelse: B.\nvalg:\n"
        "  slutt: {type: dato, hjelp: Når den slutter.}\n", encoding="utf-8"
    )  # fmt: skip
    (inside / "nb.md").write_text("Den slutter {{ valg.slutt }}.\n", encoding="utf-8")
    library: Library = Workspace(workspace.root).library
    template = library.read_template("samarbeidsavtale", ASKED)
    clauses = {e.klausul: library.read_clause(e.klausul, "nb", ASKED) for e in template.walk()}
    made = schemas.make_municipality_schema("samarbeidsavtale", template, clauses)
    choices = made["properties"]["varighet"]["anyOf"][0]["properties"]
    assert choices["slutt"]["description"] == "Når den slutter."


def test_a_clause_in_nynorsk_alone_is_in_the_schema(workspace):
    inside = workspace.root / "templates" / "klausuler" / "varighet"
    inside.mkdir(parents=True)
    (inside / "klausul.yaml").write_text("tittel: {nb: V}\nbeskrivelse: B.\n", encoding="utf-8")
    (inside / "nn.md").write_text("Avtalen gjeld.\n", encoding="utf-8")
    assert commands.write_schemas(Workspace(workspace.root)).problems == ()


def test_no_kind_of_agreement_can_take_the_place_of_another_schema():
    for name in schemas.DECLARATIONS:
        with pytest.raises(PydanticCustomError):
            parse_identifier(name)
