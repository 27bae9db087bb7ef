import json
import re

import pytest
from jsonschema import Draft202012Validator

from avtalegen import listings
from avtalegen.messages import KINDS
from avtalegen.messages.phrases import SOURCE
from avtalegen.problems import Listing, Location, Problem, quote
from tests.support import ROOT

PLACE = Location("kommuner/sør 1.yaml", 3, 8)
ERROR = Problem("value-not-integer", PLACE, "rådet.møter", {"read": quote("tre, ca: 50 %")})
WARNING = Problem("value-no-trace", Location("kommuner/b.yaml"), "rådet.navn")
FOUND = Listing([ERROR, WARNING], {PLACE: "  møter: tre, ca: 50 %"}, checked=2)


def test_a_problem_shows_its_line_with_carets_under_what_was_read():
    assert listings.write_problem(ERROR, FOUND.lines[PLACE], SOURCE) == (
        'kommuner/sør 1.yaml:3:8  rådet.møter  expected a whole number, read "tre, ca: 50 %"'
        "  [value-not-integer]\n"
        "    3 |   møter: tre, ca: 50 %\n"
        "      |          ^^^^^^^^^^^^^\n"
        "    write it in digits"
    )


@pytest.mark.parametrize(
    ("line", "column", "read", "carets"),
    [
        ("a: b", 1, "", "^"),
        ("a: b", 4, "c", "   ^"),
        ("a: B", 4, "b", "   ^"),
        ("\ta: b", 5, "b", "    ^"),
        ("a: 漢b", 5, "b", "     ^"),
        ("a: e\u0301b", 6, "b", "    ^"),
        ("a: \u200bb", 5, "b", "   ^"),
    ],
)
def test_carets_stand_where_a_terminal_shows_the_characters(line, column, read, carets):
    problem = Problem("value-not-integer", Location("a", 1, column), details={"read": read})
    shown = listings.write_problem(problem, line, SOURCE).splitlines()[2]
    assert shown.removeprefix("      | ") == carets


def test_of_a_long_line_only_what_is_near_is_shown():
    line = "a" * 500 + " her " + "b" * 500
    problem = Problem("value-not-integer", Location("a", 1, 502), details={"read": "her"})
    _, shown, carets, _ = listings.write_problem(problem, line, SOURCE).splitlines()
    assert len(shown) < 140
    assert shown[carets.index("^") :].startswith("her ")
    assert shown.count("…") == 2


@pytest.mark.parametrize(
    ("found", "summary"),
    [
        (Listing(), "no agreements checked: no problems\n"),
        (Listing(checked=1), "1 agreement checked: no problems\n"),
        (
            Listing([ERROR, ERROR, WARNING], checked=357),
            "357 agreements checked: 2 errors, 1 warning\n",
        ),
    ],
)
def test_the_text_ends_with_a_summary(found, summary):
    assert listings.write_text(found, SOURCE).endswith(summary)


def test_json_has_every_problem_and_the_counts():
    made = json.loads(listings.write_json(FOUND, SOURCE))
    assert (made["errors"], made["warnings"], made["checked"]) == (1, 1, 2)
    assert made["problems"][0]["line"] == 3
    assert made["problems"][1] == {
        "code": "value-no-trace", "severity": "warning", "file": "kommuner/b.yaml",
        "line": None, "column": None, "field": "rådet.navn",
        "message": str(WARNING.message), "hint": str(WARNING.hint),
    }  # fmt: skip


def test_json_is_as_its_published_schema_says():
    schema = json.loads((ROOT / "schemas" / "problems.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for found in (FOUND, Listing()):
        validator.validate(json.loads(listings.write_json(found, SOURCE)))
    wrong = json.loads(listings.write_json(FOUND, SOURCE))
    wrong["problems"][0]["severity"] = "fatal"
    assert not validator.is_valid(wrong)
    pattern = re.compile(schema["properties"]["problems"]["items"]["properties"]["code"]["pattern"])
    assert all(pattern.search(code) for code in KINDS)


def test_github_gets_one_command_a_line_with_everything_escaped():
    first, second = listings.write_github(FOUND, SOURCE).splitlines()
    assert first == (
        "::error file=kommuner/sør 1.yaml,line=3,col=8,title=value-not-integer rådet.møter"
        '::expected a whole number, read "tre, ca: 50 %25"%0Awrite it in digits'
    )
    assert second.startswith("::warning file=kommuner/b.yaml,line=1,col=1,")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x1b[31m.yaml", "a\\x1b[31m.yaml"),
        ("a\nb.yaml", "a\\nb.yaml"),
        ("a\u202eb.yaml", "a\\u202eb.yaml"),
        ("a\udcffb.yaml", "a\\udcffb.yaml"),
        ("::error::a.yaml", "\\::error::a.yaml"),
        ("##[error]a.yaml", "\\##[error]a.yaml"),
    ],
)
def test_a_name_of_a_file_cannot_give_orders(name, shown):
    problem = Problem("file-empty", Location(name))
    assert listings.write_problem(problem, "", SOURCE).startswith(f"{shown}  the file is empty")
    (line,) = listings.write_github(Listing([problem]), SOURCE).splitlines()
    assert line.isprintable() and line.startswith("::error file=")
    json.loads(listings.write_json(Listing([problem]), SOURCE))
    json.loads(listings.write_sarif(Listing([problem]), SOURCE).encode())


def test_words_of_a_file_cannot_give_orders():
    problem = Problem("value-not-integer", PLACE, details={"read": "a\x1b[2J"})
    assert "\x1b" not in listings.write_problem(problem, "a: b", SOURCE)


def test_sarif_names_each_rule_once_and_points_every_result_at_its_rule():
    (run,) = json.loads(listings.write_sarif(FOUND, SOURCE))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["value-no-trace", "value-not-integer"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "kommuner/s%C3%B8r%201.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 10, "endColumn": 23}
    whole = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert whole == {"startLine": 1, "startColumn": 1}


def test_sarif_names_a_file_by_a_whole_path_as_an_address(tmp_path):
    problem = Problem("file-empty", Location((tmp_path / "sør.yaml").as_posix(), 1, 1))
    (run,) = json.loads(listings.write_sarif(Listing([problem]), SOURCE))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == (tmp_path / "sør.yaml").as_uri()


def quality(*problems: Problem) -> list[dict]:
    return json.loads(listings.write_gitlab(Listing(problems), SOURCE))


def test_gitlab_gets_what_its_report_of_code_quality_must_have():
    first, second = quality(ERROR, WARNING)
    assert re.fullmatch("[0-9a-f]{64}", first.pop("fingerprint"))
    assert first == {
        "description": 'rådet.møter – expected a whole number, read "tre, ca: 50 %" – write it in digits',
        "check_name": "value-not-integer",
        "severity": "major",
        "location": {"path": "kommuner/sør 1.yaml", "lines": {"begin": 3}},
    }
    assert (second["severity"], second["location"]["lines"]) == ("minor", {"begin": 1})
    assert quality() == []


def test_a_problem_that_moved_is_the_same_to_gitlab_and_no_two_are_one():
    moved = Problem(ERROR.code, Location(PLACE.file, 9, 1), ERROR.field, ERROR.details)
    other = Problem(ERROR.code, Location("kommuner/b.yaml", 3, 8), ERROR.field, ERROR.details)
    (one,), (again,), (another,) = quality(ERROR), quality(moved), quality(other)
    assert one["fingerprint"] == again["fingerprint"] != another["fingerprint"]
    assert len({each["fingerprint"] for each in quality(ERROR, moved, other)}) == 3


def test_gitlab_obeys_nothing_that_stands_in_a_name():
    odd = Problem(
        "key-unknown",
        Location("kommuner/a\n\x1b[31m.yaml", 1, 1),
        details={"read": "x\u202ey", "mend": ""},
    )
    (told,) = quality(odd)
    assert not re.search(r"[\x00-\x1f\u202e]", told["location"]["path"] + told["description"])
