"""What check writes as SARIF, judged by the schema of OASIS and by Microsoft's own validator."""

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from avtalegen import commands, listings
from avtalegen.messages.languages import read_catalogue
from avtalegen.problems import Listing, sort_problems
from avtalegen.workspace import Workspace
from tests.conftest import find_npm_package
from tests.support import ROOT, WORKSPACE

pytestmark = pytest.mark.slow
NORWEGIAN = read_catalogue("nb")
TODAY = date(2026, 11, 22)
FOLDERS = sorted((ROOT / "tests" / "problems").iterdir())


@pytest.fixture(scope="module")
def package() -> Path:
    return find_npm_package("@microsoft/sarif-multitool-linux")


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> dict[str, Path]:
    """A file with one problem of every kind that files have, one for the five, one for nothing."""
    found = [commands.check(Workspace(path), today=TODAY).problems for path in FOLDERS]
    listings_ = {
        "every": Listing(sort_problems(problem for problems in found for problem in problems)),
        "five": commands.check(WORKSPACE, today=TODAY),
        "nothing": Listing(),
    }
    folder, made = tmp_path_factory.mktemp("sarif"), {}
    for name, listing in listings_.items():
        made[name] = folder / f"{name}.sarif"
        made[name].write_text(listings.write_sarif(listing, NORWEGIAN), encoding="utf-8")
    return made


def test_everything_is_as_the_schema_says(package, written):
    schema = json.loads((package / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = Draft7Validator(schema)
    for path in written.values():
        found = json.loads(path.read_text(encoding="utf-8"))
        validator.validate(found)
        if found["runs"][0]["results"]:
            found["runs"][0]["results"][0]["level"] = "fatal"
            assert not validator.is_valid(found)


def validate(package: Path, paths: list[Path], out: Path) -> list[str]:
    """The rules that the files break, those that GitHub adds included; not mere advice."""
    program = package / "Sarif.Multitool"
    program.chmod(0o755)
    subprocess.run(
        [str(program), "validate", *map(str, paths), "--rule-kind", "Sarif;Ghas",
         "--output", str(out), "--log", "ForceOverwrite", "--quiet"],
        check=True, capture_output=True,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )  # fmt: skip
    (run,) = json.loads(out.read_text(encoding="utf-8-sig"))["runs"]
    return [
        f"{result['ruleId']} {result['message']}"
        for result in run["results"]
        if result.get("level", "warning") == "error"
    ]


def test_microsofts_validator_finds_nothing_that_code_scanning_would_refuse(
    package, written, tmp_path
):
    assert validate(package, [*written.values()], tmp_path / "ut.sarif") == []


@pytest.mark.parametrize(("part", "rule"), [("fullDescription", "GH2012"), ("id", "JSON1002")])
def test_what_code_scanning_would_refuse_is_noticed(package, written, tmp_path, part, rule):
    found = json.loads(written["every"].read_text(encoding="utf-8"))
    del found["runs"][0]["tool"]["driver"]["rules"][0][part]
    broken = tmp_path / "broken.sarif"
    broken.write_text(json.dumps(found), encoding="utf-8")
    faults = validate(package, [broken], tmp_path / "ut.sarif")
    assert any(rule in fault for fault in faults), faults
