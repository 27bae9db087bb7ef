"""The structure that the design promises; each rule is shown to notice a broken sample."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

SOURCE = ROOT / "src" / "avtalegen"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES, LONGEST_FUNCTION = 300, 40
PRINTS = {"report.py", "__main__.py"}


def find_faults(path: Path, text: str) -> list[str]:
    """What is wrong with a module: its size, its functions, its docstrings, and who prints."""
    tree = ast.parse(text)
    faults = [] if len(text.splitlines()) <= MOST_LINES else ["too long"]
    if not ast.get_docstring(tree):
        faults.append("no docstring")
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, lineno=start, end_lineno=end):
                if end - start >= LONGEST_FUNCTION:
                    faults.append(f"{name} is too long")
            case ast.Call(func=ast.Name(id="print")) if path.name not in PRINTS:
                faults.append("prints")
    return faults


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_is_small_says_its_job_and_leaves_printing_to_report(path):
    assert find_faults(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('"""A."""\n' + "a = 1\n" * 300, "too long"),
        ("a = 1\n", "no docstring"),
        ('"""A."""\ndef f():\n' + "    a = 1\n" * 40, "f is too long"),
        ('"""A."""\nprint(1)\n', "prints"),
    ],
)
def test_a_module_that_breaks_a_rule_is_noticed(text, fault):
    assert find_faults(Path("prøve.py"), text) == [fault]


def lint_imports(root: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=root, env={"PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("problems.py", "from avtalegen import schema", "A module knows only those below it"),
        ("commands.py", "import typer", "Only the command line knows typer"),
        ("nytt.py", "", "A module knows only those below it"),
    ],
)
def test_an_import_out_of_order_and_a_module_without_a_place_are_noticed(
    tmp_path, module, line, broken
):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    path = tmp_path / "src" / "avtalegen" / module
    text = path.read_text(encoding="utf-8") if path.exists() else '"""Nytt."""\n'
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert broken in done.stdout
