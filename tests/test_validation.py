from typing import Annotated

from pydantic import Field

from avtalegen.records import Contact
from avtalegen.strict import Strict
from avtalegen.validation import find_model, validate, write_flow
from avtalegen.values import Line, YesNo
from tests.support import check, parse


class Inner(Strict):
    navn: Line = Field(description="Navnet", examples=["Rana"])
    åpen: YesNo = False


class Outer(Strict):
    målform: Line = "nb"
    liste: Annotated[tuple[Inner, ...], Field(min_length=1)] = ()
    kontakt: Contact | None = None


def told(text: str) -> list[str]:
    _, problems = validate(parse(text, "fil.yaml"), Outer)
    return [f"{p.location} {p.field}: {p.message} ({p.hint})" for p in problems]


def test_all_mistakes_are_told_at_once_each_in_its_place():
    assert told("malform: nb\nliste:\n  - åpen: kanskje\n  - {navn: [a], apen: ja}\n") == [
        'fil.yaml:3:5 liste[1].navn: "navn" is missing (Navnet. Write for example "navn: Rana")',
        'fil.yaml:3:11 liste[1].åpen: expected ja or nei, read "kanskje" (write ja or nei)',
        "fil.yaml:4:12 liste[2].navn: expected text, read a list (write one value after the colon)",
        'fil.yaml:4:17 liste[2].apen: unknown key "apen" (did you mean åpen?)',
        'fil.yaml:1:1 malform: unknown key "malform" (did you mean målform?)',
    ]


def test_a_key_far_from_all_others_gets_the_list_of_them():
    assert told("xyz: 1") == [
        'fil.yaml:1:1 xyz: unknown key "xyz" (use one of: målform, liste, kontakt)'
    ]


def test_a_value_of_the_wrong_shape_says_what_was_read():
    assert check("liste: tekst", Outer)[1] == [("fil.yaml:1:8", "value-not-list")]
    assert check("liste: [a]", Outer)[1] == [("fil.yaml:1:9", "value-not-mapping")]
    assert check("liste: []", Outer)[1] == [("fil.yaml:1:8", "list-empty")]
    assert "navn, åpen" in told("liste: [a]")[0]


def test_nothing_after_a_colon_is_told_once_and_is_no_value():
    assert check("målform:\nliste:\n", Outer) == (
        None,
        [("fil.yaml:1:1", "value-empty"), ("fil.yaml:2:1", "value-empty")],
    )
    assert check('målform: ""', Outer)[0] is None


def test_null_is_a_word_like_any_other():
    assert check("målform: null", Outer)[0].målform == "null"
    assert check("målform: ~", Outer)[0].målform == "~"


def test_warnings_of_the_file_are_kept():
    tree = parse('målform: "n\\u200bb"', "fil.yaml")
    made, problems = validate(tree, Outer)
    assert made
    assert [p.code for p in problems] == ["file-invisible"]


def test_the_model_below_a_path_is_found():
    assert find_model(Outer, ("liste", 3)) is Inner
    assert find_model(Outer, ("kontakt",)) is Contact
    assert find_model(Outer, ("liste", 0, "navn")) is None
    assert find_model(Outer, ("borte", "vekk")) is None


def test_an_example_is_written_so_that_it_can_be_pasted():
    assert write_flow({"minst": "2", "per": "år"}) == "{minst: 2, per: år}"
    assert write_flow(["a: b", "", 'si "hei"', "- x"]) == r'["a: b", "", "si \"hei\"", "- x"]'
    example = {"liste": [{"navn": "Rana, Mo"}, {"navn": "#1"}]}
    assert parse(f"x: {write_flow(example)}").data["x"] == example
