import shutil
import subprocess
from pathlib import Path

import pytest

from avtalegen.differences import Asked, diff
from avtalegen.problems import AvtalegenError
from avtalegen.revisions import read_revision, split_name
from avtalegen.workspace import Workspace
from tests.support import ROOT, SMALLEST, keep_in_git


@pytest.fixture
def kept(tmp_path) -> Workspace:
    """A workspace in git: at v1 rådet møtes twice, in the folder three times, not yet committed."""
    (tmp_path / "kommuner").mkdir()
    file = tmp_path / "kommuner" / "eksempel.yaml"
    file.write_text(SMALLEST, encoding="utf-8")
    keep_in_git(tmp_path)
    subprocess.run(["git", "-C", str(tmp_path), "tag", "v1"], check=True)
    file.write_text(SMALLEST.replace("{minst: 2}", "{minst: 3}"), encoding="utf-8")
    return Workspace(tmp_path)


def tell(workspace: Workspace, *names: str) -> list[str]:
    """What differs, or the codes of what was wrong."""
    found = diff(workspace, Asked(names))
    if found.comparison is None:
        return [problem.code for problem in found.listing.problems]
    return [
        f"{change.first} / {change.second}"
        for row in found.comparison.rows
        if row.differs
        for change in row.changes
    ]


@pytest.mark.parametrize("revision", ["v1", "HEAD", "hovedgrein", "@", "HEAD~0"])
def test_an_agreement_is_compared_with_what_it_was(kept, revision):
    assert tell(kept, f"eksempel@{revision}", "eksempel") == [
        "minst to ganger i året / minst tre ganger i året"
    ]
    assert tell(kept, "eksempel@v1", f"eksempel@{revision}") == []


def test_the_work_tree_is_not_touched(kept):
    def look() -> dict[str, bytes]:
        files = [p for p in kept.root.rglob("*") if p.is_file() and ".git/" not in p.as_posix()]
        return {path.as_posix(): path.read_bytes() for path in files}

    before = look()
    (kept.root / ".git" / "index").chmod(0o444)
    assert tell(kept, "eksempel@v1", "eksempel")
    assert look() == before


def test_templates_are_those_of_the_revision(kept):
    shutil.copytree(ROOT / "templates", kept.root / "templates")
    text = kept.root / "templates" / "klausuler" / "varighet" / "nb.md"
    keep_in_git(kept.root)
    subprocess.run(["git", "-C", str(kept.root), "tag", "v2"], check=True)
    text.write_text(text.read_text(encoding="utf-8") + "\nDet er alt.\n", encoding="utf-8")
    found = diff(kept, Asked(("eksempel@v2", "eksempel")))
    (changed,) = [each for each in found.explained if each.change.differs]
    assert changed.change.ids == ("varighet", "varighet")
    assert [str(reason) for reason in changed.reasons] == ["the clause has another text"]
    assert found.differs


def test_a_workspace_may_be_a_folder_in_a_repository(kept):
    inner = kept.root / "avtaler" / "kommuner"
    inner.mkdir(parents=True)
    (inner / "andre.yaml").write_text(SMALLEST, encoding="utf-8")
    keep_in_git(kept.root)
    workspace = Workspace(kept.root / "avtaler")
    assert tell(workspace, "andre@HEAD", "andre") == []
    assert tell(workspace, "eksempel@HEAD", "andre") == ["name-unknown"]


def test_mistakes_of_a_revision_are_placed_in_it(kept):
    file = kept.root / "kommuner" / "eksempel.yaml"
    file.write_text(SMALLEST.replace("{minst: 2}", "{minst: to}"), encoding="utf-8")
    keep_in_git(kept.root)
    found = diff(kept, Asked(("eksempel@HEAD", "eksempel@v1")))
    (problem,) = found.listing.problems
    assert problem.code == "value-not-integer"
    assert str(problem.location) == f"{file.as_posix()}@HEAD:21:18"
    assert found.listing.lines[problem.location] == "  møter: {minst: to}"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("eksempel@finnes-ikke", "revision-unknown"),
        ("eksempel@", "revision-unknown"),
        ("eksempel@--all", "revision-unknown"),
        ("eksempel@-v1", "revision-unknown"),
        ("eksempel@v1:kommuner", "revision-unknown"),
        ("eksempel@v1 v1", "revision-unknown"),
        ("eksempl@v1", "name-unknown"),
        ("../eksempel@v1", "name-unknown"),
    ],
)
def test_what_cannot_be_read_is_told(kept, name, code):
    assert tell(kept, name, "eksempel") == [code]


def test_a_folder_without_git_is_told(workspace, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(workspace.root.parent))
    assert tell(workspace, "eksempel@v1", "eksempel") == ["revision-no-git"]


def test_a_machine_without_git_is_told(kept, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AvtalegenError) as caught:
        read_revision(kept, "v1", tmp_path / "ny")
    assert [problem.code for problem in caught.value.problems] == ["library-missing"]


def test_a_link_in_a_revision_leads_nowhere(kept, tmp_path):
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("a", encoding="utf-8")
    (kept.root / "kommuner" / "lenke.yaml").symlink_to(secret)
    keep_in_git(kept.root)
    assert tell(kept, "lenke@HEAD", "eksempel") == ["name-unknown"]


def test_a_name_and_its_revision_are_parted_at_the_first_sign():
    assert split_name("tromso@HEAD@{1}") == ("tromso", "HEAD@{1}")
    assert split_name("tromso") == ("tromso", "")


def test_a_revision_has_the_names_of_its_workspace():
    there = Workspace(Path("/t/x"), seen_as=Path(), revision="v1")
    assert there.name_file(there.municipalities) == "kommuner@v1"


def test_an_agreement_of_a_revision_is_called_by_it(kept):
    (kept.root / "kommuner" / "andre.yaml").write_text(
        SMALLEST.replace("Eksempel", "Andre"), encoding="utf-8"
    )
    found = diff(kept, Asked(("eksempel@v1", "andre")))
    assert (found.comparison.first.title, found.comparison.second.title) == (
        "Eksempel (v1)",
        "Andre",
    )
