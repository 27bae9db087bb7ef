import pytest

from avtalegen import commands
from avtalegen.ignores import silence
from avtalegen.problems import Location, Problem
from avtalegen.workspace import Workspace
from tests.support import ROOT, codes, parse


def warn(line: int, code: str = "value-no-trace") -> Problem:
    return Problem(code, Location("kommuner/prøve.yaml", line, 1))


def left(text: str, *problems: Problem) -> list[str]:
    return codes(silence(parse(text), problems))


def test_a_comment_silences_a_warning_on_its_line():
    text = "a: b  # avtalegen: ignore[value-no-trace] Med vilje.\nc: d\n"
    assert left(text, warn(1)) == []
    assert left(text, warn(1), warn(2)) == ["value-no-trace"]


def test_a_comment_on_its_own_line_silences_the_next():
    text = "# avtalegen: ignore[value-no-trace] Med vilje.\n# Mer.\na: b\n"
    assert left(text, warn(3)) == []


def test_one_comment_can_name_several_codes():
    text = "a: b  # avtalegen: ignore[value-no-trace, text-old-title] Med vilje.\n"
    assert left(text, warn(1), warn(1, "text-old-title")) == []
    assert left(text, warn(1)) == ["ignore-unused"]


def test_an_error_is_never_silenced_and_then_no_comment_is_called_unused():
    text = "a: b  # avtalegen: ignore[value-not-integer] Med vilje.\n"
    assert left(text, warn(1, "value-not-integer")) == ["value-not-integer"]


def test_a_comment_needs_a_reason_a_known_code_and_something_to_silence():
    assert left("a: b  # avtalegen: ignore[value-no-trace]\n", warn(1)) == [
        "value-no-trace", "ignore-without-reason"
    ]  # fmt: skip
    assert left("a: b  # avtalegen: ignore[value-no-trase] Med vilje.\n") == ["ignore-unknown"]
    assert left("a: b  # avtalegen: ignore[value-no-trace] Med vilje.\n") == ["ignore-unused"]


@pytest.mark.parametrize(
    "text",
    [
        'a: "b  # avtalegen: ignore[value-no-trace] Med vilje."\n',
        "a: |\n  b\n  # avtalegen: ignore[value-no-trace] Med vilje.\n",
        "a: >-\n  b  # avtalegen: ignore[value-no-trace] Med vilje.\n",
    ],
)
def test_what_stands_inside_a_value_is_no_comment(text):
    assert parse(text).ignores == []


def test_a_comment_after_the_sign_of_a_block_counts():
    (ignore,) = parse("a: >-  # avtalegen: ignore[value-no-trace] Med vilje.\n  b\n").ignores
    assert (ignore.first, ignore.location.column) == (1, 8)


def test_small_slips_in_the_comment_do_no_harm():
    assert left("a: b  # avtalegen: Ignore [value-no-trace] Med vilje.\n", warn(1)) == []
    assert left("# avtalegen: ignore[value-no-trace] Med vilje.\n\na: b\n", warn(3)) == []


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("# avtalegen: ignore[value-no-trace] Med vilje.\na: |\n  b\n  c\nd: e\n", {1, 2, 3, 4}),
        ("a: |  # avtalegen: ignore[value-no-trace] Med vilje.\n  b\n\n  c\nd: e\n", {1, 2, 3, 4}),
        ("# avtalegen: ignore[value-no-trace] Med vilje.\na: b\n  c\nd: e\n", {1, 2, 3}),
        ('# avtalegen: ignore[value-no-trace] Med vilje.\na: "b\n  c"\nd: e\n', {1, 2, 3}),
        ("# avtalegen: ignore[value-no-trace] Med vilje.\na: {b: c}\nd: e\n", {1, 2}),
        ("# avtalegen: ignore[value-no-trace] Med vilje.\na: {b: c,\n  d: e}\nf: g\n", {1, 2, 3}),
        ("a: [b,  # avtalegen: ignore[value-no-trace] Med vilje.\n  c\n  ]\nd: e\n", {1, 2, 3}),
        (
            "a:  # avtalegen: ignore[value-no-trace] Med vilje.\n  - b\n  - c: d\n    e: f\n\n# g\nh: i\n",
            {1, 2, 3, 4},
        ),
        (
            "a:  # avtalegen: ignore[value-no-trace] Med vilje.\n  b: |\n    c\n    d\ne: f\n",
            {1, 2, 3, 4},
        ),
        (
            "a:\n  # avtalegen: ignore[value-no-trace] Med vilje.\n  b:\n    - c\n  d: e\n",
            {2, 3, 4},
        ),
        ("a:\n  - b: c  # avtalegen: ignore[value-no-trace] Med vilje.\n    d: e\n", {2}),
        (
            "a:\n  - {b: c,  # avtalegen: ignore[value-no-trace] Med vilje.\n     d: e}\n  - f\n",
            {2, 3},
        ),
    ],
)
def test_a_comment_silences_the_whole_value_that_begins_on_its_line(text, silent):
    lines = set(range(1, len(text.splitlines()) + 1))
    assert {line for line in lines if left(text, warn(line)) == []} == silent


def test_a_clause_that_nobody_can_choose_yet_may_say_why(workspace):
    clause = workspace.root / "templates" / "klausuler" / "prøve"
    clause.mkdir(parents=True)
    (clause / "nb.md").write_text("Prøve.\n", encoding="utf-8")
    for comment, told in (
        ("", ["clause-unlisted"]),
        (" # avtalegen: ignore[clause-unlisted] Kommer i 2027.", []),
    ):
        text = f"tittel: {{nb: Prøve}}{comment}\nbeskrivelse: En prøve.\n"
        (clause / "klausul.yaml").write_text(text, encoding="utf-8")
        assert codes(commands.check(Workspace(workspace.root)).problems) == told


def test_a_comment_in_a_template_or_the_look_silences_too(workspace):
    templates = workspace.root / "templates"
    clause, look = templates / "klausuler" / "prøve", templates / "stil"
    for folder in (clause, look):
        folder.mkdir(parents=True)
    comment = "  # avtalegen: ignore[file-invisible] Slik står det i kilden."
    (clause / "nb.md").write_text("Prøve.\n", encoding="utf-8")
    shipped = (ROOT / "templates" / "stil" / "stil.yaml").read_text(encoding="utf-8")
    for silent in ("", comment):
        text = f"tittel: {{nb: Prø\u200bve}}{silent}\nbeskrivelse: En prøve.\n"
        (clause / "klausul.yaml").write_text(text, encoding="utf-8")
        (look / "stil.yaml").write_text(shipped + f"# \u200b{silent}\n", encoding="utf-8")
        found = commands.check(Workspace(workspace.root))
        told = ["file-invisible", "file-invisible"]
        assert [c for c in codes(found.problems) if c != "clause-unlisted"] == (
            [] if silent else told
        )
