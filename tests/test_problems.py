import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from avtalegen import commands
from avtalegen.listings import write_problem
from avtalegen.messages import KINDS, Severity
from avtalegen.problems import (
    AvtalegenError,
    Location,
    Problem,
    has_errors,
    quote,
    sort_problems,
    suggest,
)
from avtalegen.workspace import Workspace
from tests.support import ROOT

TODAY = date(2026, 11, 22)
FOLDER = ROOT / "tests" / "problems"

# Problems of the disk and of the command line, which no file can show; each has its own test.
ELSEWHERE = {
    "file-missing": "test_textfile",
    "file-too-large": "test_textfile",
    "input-failed": "test_textfile",
    "library-missing": "test_yamlfile",
    "name-unknown": "test_workspace",
    "output-failed": "test_workspace",
    "output-not-file": "test_workspace",
    "value-invalid": "test_validation",
    "yaml-too-many": "test_yamlfile",
}


def build_everything(files: Path, workspace: Path) -> str:
    """What the user sees when everything in the folder is checked; a build finds no more."""
    shutil.copytree(files, workspace, dirs_exist_ok=True)
    before = Path.cwd()
    os.chdir(workspace)
    try:
        built = commands.build(Workspace(Path()), None, ["docx", "md"], today=TODAY)
        found = commands.check(Workspace(Path()), None, today=TODAY)
    finally:
        os.chdir(before)
    errors = any(p.severity is Severity.ERROR for p in built.problems)
    assert bool(built.files) != errors, "files are written if and only if there is no error"
    assert set(map(str, built.problems)) <= set(map(str, found.problems))
    told = (write_problem(p, found.lines.get(p.location, "")) for p in found.problems)
    return "".join(f"{text}\n" for text in told)


@pytest.mark.parametrize("code", sorted(path.name for path in FOLDER.iterdir()))
def test_the_user_sees_where_what_and_how_to_mend_it(code, tmp_path, renew):
    expected = FOLDER / code / "expected.txt"
    shown = build_everything(FOLDER / code, tmp_path)
    if renew:
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")
    found = commands.check(Workspace(tmp_path), None, today=TODAY)
    assert code in {problem.code for problem in found.problems}


def test_every_code_is_shown_in_a_folder_or_has_a_test_of_its_own():
    shown = {path.name for path in FOLDER.iterdir()}
    assert shown | set(ELSEWHERE) == set(KINDS)
    assert not shown & set(ELSEWHERE)
    for code, module in ELSEWHERE.items():
        assert code in (ROOT / "tests" / f"{module}.py").read_text(encoding="utf-8")


def write_page(code: str) -> str:
    """The page of a problem: what is wrong, how to mend it, and what the user sees."""
    kind = KINDS[code]
    stops = "stops a build" if kind.severity is Severity.ERROR else "does not stop a build"
    page = [f"# {code}", f"This {kind.severity} {stops}.", f"    {kind.message}"]
    page += ["How to mend it:", f"    {kind.hint}"]
    if (example := FOLDER / code / "expected.txt").exists():
        text = example.read_text(encoding="utf-8").rstrip()
        page += ["For example:", "\n".join(f"    {line}".rstrip() for line in text.splitlines())]
    if kind.severity is Severity.WARNING and not code.startswith("ignore"):
        page += [
            "Where it is meant to be so, a comment on the line, or alone above it, says why:",
            f"    # avtalegen: ignore[{code}] reason",
        ]
    return "\n\n".join(page) + "\n"


def test_every_code_has_its_page(renew):
    pages = {f"{code}.md": write_page(code) for code in KINDS}
    index = [f"- [{code}]({code}.md): {KINDS[code].message}" for code in sorted(KINDS)]
    pages["README.md"] = (
        "# Problems\n\nWhat avtalegen tells, by code; made from the code by `pytest --renew`.\n\n"
        + "\n".join(index)
        + "\n"
    )
    folder = ROOT / "docs" / "problems"
    if renew:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert kept == pages


def test_every_error_says_how_to_mend_it():
    for code, kind in KINDS.items():
        assert kind.hint, code
        assert not kind.message.endswith((".", "!")), code


def test_problems_are_sorted_by_place_and_told_once():
    late, early = Location("b", 1, 1), Location("a", 10, 2)
    problems = [
        Problem("file-empty", late),
        Problem("yaml-tab", early),
        Problem("file-empty", late),
    ]
    assert sort_problems(problems) == [problems[1], problems[0]]
    warning = Problem("value-no-trace", Location("a", 1, 1))
    assert sort_problems([warning, problems[0]]) == [problems[0], warning]
    assert (
        sort_problems(
            [Problem("yaml-tab", Location("a", 10)), Problem("yaml-tab", Location("a", 9))]
        )[0].location.line
        == 9
    )


def test_warnings_are_no_errors():
    warning = Problem("value-no-trace", Location("a"))
    assert not has_errors([warning])
    assert has_errors([warning, Problem("file-empty", Location("a"))])


def test_a_place_without_a_line_is_its_file():
    assert str(Location("a.yaml")) == "a.yaml"
    assert str(Location("a.yaml", 3, 7)) == "a.yaml:3:7"


def test_what_was_read_is_quoted_shortly():
    assert quote("to\nlinjer") == '"to linjer"'
    assert len(quote("x" * 500)) == 60
    assert quote({"a": 1}) == "keys with values"


def test_the_nearest_names_are_offered_whatever_their_case():
    assert suggest("Tromso", ["tromso", "harstad"]) == "did you mean tromso?"
    assert suggest("xyz", ["a", "b"]) == "use one of: a, b"
    assert suggest("xyz", [str(n) for n in range(14)]).endswith("and 2 more")
    assert suggest("xyz", []) == "there are none to choose from"


def test_an_error_carries_every_problem():
    error = AvtalegenError(
        [Problem("yaml-tab", Location("a", 1, 1)), Problem("file-empty", Location("b"))]
    )
    assert str(error) == "a:1:1 a tab stands where spaces are needed; b the file is empty"
