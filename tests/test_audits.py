"""`build --check` says which files a build would write otherwise, and writes nothing."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from avtalegen import builds
from avtalegen.audits import audit
from avtalegen.builds import Way
from avtalegen.publishing import ASIDE
from avtalegen.workspace import Workspace
from tests.support import SMALLEST, read_outputs
from tests.test_cli import run

TODAY = date(2026, 11, 22)
FORMATS = ["docx", "md", "html", "pdf"]


@pytest.fixture
def built(workspace) -> Path:
    """Two municipalities, and all files of both."""
    for name in ("annen", "eksempel"):
        write(workspace.root, name, SMALLEST)
    builds.build(workspace, None, FORMATS, today=TODAY)
    return workspace.root


def write(root: Path, name: str, text: str) -> None:
    (root / "kommuner" / f"{name}.yaml").write_text(text, encoding="utf-8")


def find(root: Path, names=None, formats=FORMATS, **about) -> list[tuple[str, str]]:
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    found = audit(Workspace(root), names, formats, None, iter, TODAY, Way(**about))
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before, "nothing is written"
    return [(Path(p.location.file).name, p.code) for p in found.problems]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_built_and_left_alone_is_as_it_would_be_built(built, jobs):
    for number in range(4):
        write(built, f"kommune-{number}", SMALLEST)
    builds.build(Workspace(built), None, FORMATS, today=TODAY)
    assert find(built, jobs=jobs) == []
    shutil.rmtree(built / "build" / ASIDE)  # as where it is not kept, in git
    assert find(built, jobs=jobs) == []


def test_each_file_that_is_not_is_told_of_by_what_happened_to_it(built):
    write(built, "annen", f"{SMALLEST}undertittel: Om samarbeid\n")
    (built / "build" / "annen.md").write_bytes(b"Egne ord.\n")
    (built / "build" / "annen.pdf").unlink()
    (built / "build" / "eksempel.md").unlink()
    (built / "build" / "eksempel.md").mkdir()
    (built / "build" / "borte.docx").write_bytes(b"x")
    (built / "build" / "LESMEG.md").write_bytes(b"x")
    (built / "build" / "notat.txt").write_bytes(b"x")
    assert find(built) == [
        ("annen.docx", "output-stale"),
        ("annen.html", "output-stale"),
        ("annen.md", "output-edited"),
        ("annen.pdf", "output-missing"),
        ("borte.docx", "output-orphaned"),
        ("eksempel.md", "output-not-file"),
    ]
    assert find(built, ["eksempel"]) == [("eksempel.md", "output-not-file")]


def test_what_nothing_is_known_of_is_stale_and_not_called_edited(built):
    (built / "build" / "annen.md").write_bytes(b"Egne ord.\n")
    shutil.rmtree(built / "build" / ASIDE)
    assert find(built) == [("annen.md", "output-stale")]


def test_only_the_formats_that_are_asked_for_are_looked_at(built):
    (built / "build" / "annen.pdf").unlink()
    (built / "build" / "borte.html").write_bytes(b"x")
    assert find(built, formats=["docx", "md"]) == []
    assert find(built, formats=["docx", "pdf"]) == [("annen.pdf", "output-missing")]


def test_where_none_are_asked_for_they_are_those_that_lie_there_or_were_built(built, tmp_path):
    (built / "build" / "annen.md").unlink()
    (built / "build" / "borte.html").write_bytes(b"x")
    told = [("annen.md", "output-missing"), ("borte.html", "output-orphaned")]
    assert find(built, formats=[]) == told
    shutil.rmtree(built / "build" / ASIDE)
    assert find(built, formats=[]) == told
    for file in (built / "build").glob("*.[hmp]*"):
        file.unlink()
    assert find(built, formats=[]) == []
    shutil.rmtree(built / "build")
    assert len(find(built, formats=[])) == 4


def test_mistakes_are_told_in_place_of_files(built):
    write(built, "annen", SMALLEST.replace("minst: 2", "minst: to"))
    assert find(built) == [("annen.yaml", "value-not-integer")]
    assert find(built, ["borte"]) == [("kommuner", "name-unknown")]


def test_the_parts_of_a_whole_tell_together_what_it_tells(built):
    for number in range(6):
        write(built, f"kommune-{number}", SMALLEST)
        (built / "build" / f"borte-{number}.md").write_bytes(b"x")
    parts = [find(built, shard=shard, shards=3) for shard in (1, 2, 3)]
    assert sorted(each for part in parts for each in part) == sorted(find(built))
    assert all(parts)


def test_the_command_ends_with_1_and_a_line_for_each_file_or_says_that_all_is_well(built):
    done = run("build", "--all", "--check", cwd=built)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 avtaler er ajour\n", "")
    for name in ("annen.md", "eksempel.pdf"):
        (built / "build" / name).unlink()
    write(built, "tredje", SMALLEST.replace("minst: 2", "minst: to"))
    before = read_outputs(built / "build")
    done = run("build", "--all", "--check", cwd=built)
    assert (done.returncode, done.stdout) == (1, "")
    first, *rest = done.stderr.splitlines()
    assert first.startswith("kommuner/tredje.yaml")
    assert rest[-4:] == [
        "fila mangler: 2 filer  [output-missing]", "    build/annen.md", "    build/eksempel.pdf",
        "  kjør avtalegen build --all --format all",
    ]  # fmt: skip
    assert read_outputs(built / "build") == before


def test_where_nothing_was_ever_built_all_is_missing_and_no_folder_is_made(workspace):
    done = run("build", "--all", "--check", cwd=workspace.root)
    assert done.returncode == 1
    assert "fila mangler: 2 filer  [output-missing]" in done.stderr
    assert "  kjør avtalegen build --all\n" in done.stderr
    assert not workspace.default_output.exists()
