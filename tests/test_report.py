from pathlib import Path

import pytest

from avtalegen import report
from avtalegen.builds import Built
from avtalegen.messages.phrases import SOURCE
from avtalegen.problems import Listing, Location, Problem, quote, sort_problems

ERROR = Problem(
    "value-not-integer", Location("kommuner/a.yaml", 3, 7), "rådet.møter", {"read": quote("to")}
)
WARNING = Problem("value-no-trace", Location("kommuner/a.yaml", 2, 1), "rådet.navn")


def test_results_go_to_stdout_and_problems_to_stderr(capsys):
    assert report.show_build(Built((Path("build/a.md"),), Listing([WARNING])), SOURCE) == 0
    shown = capsys.readouterr()
    assert shown.out == "wrote build/a.md\n"
    assert shown.err == (
        "kommuner/a.yaml:2:1  rådet.navn  warning: the value is set, but no word of the agreement "
        "comes from it  [value-no-trace]\n    remove it, or choose what makes the agreement use it\n"
    )


def test_errors_end_with_1_and_say_that_nothing_was_written(capsys):
    assert report.show_build(Built(listing=Listing(sort_problems([WARNING, ERROR]))), SOURCE) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [line for line in shown.err.splitlines() if not line.startswith(" ")] == [
        'kommuner/a.yaml:3:7  rådet.møter  expected a whole number, read "to"  [value-not-integer]',
        "kommuner/a.yaml:2:1  rådet.navn  warning: the value is set, but no word of the agreement comes from it  [value-no-trace]",
        "nothing was written",
    ]


def test_a_failing_environment_ends_with_3():
    full = Problem(
        "output-failed", Location("build"), details={"reason": "No space left on device"}
    )
    assert report.show_build(Built(listing=Listing([full, ERROR])), SOURCE) == 3


@pytest.mark.parametrize(
    ("problems", "strict", "code"),
    [([], True, 0), ([WARNING], False, 0), ([WARNING], True, 1), ([ERROR], False, 1)],
)
def test_a_check_ends_with_1_on_errors_and_when_strict_on_warnings(capsys, problems, strict, code):
    assert report.show_check(Listing(problems, checked=1), "text", SOURCE, strict=strict) == code
    shown = capsys.readouterr()
    assert shown.out.startswith("kommuner/a.yaml" if problems else "1 agreement checked")
    assert shown.err == ""


def test_there_is_no_bar_without_a_terminal_or_for_a_few():
    names = ["a"] * 100
    assert report.make_track(SOURCE)(names) is names


def test_on_a_terminal_many_names_go_through_a_bar(monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert report.make_track(SOURCE)(["a"] * 3) == ["a"] * 3
    assert list(report.make_track(SOURCE)([str(n) for n in range(20)])) == [
        str(n) for n in range(20)
    ]
