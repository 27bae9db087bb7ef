import os
import shutil
import subprocess
from pathlib import Path

import pytest

from avtalegen.differences import Asked, diff
from avtalegen.listings import write_problem
from avtalegen.messages.languages import read_catalogue
from avtalegen.problems import AvtalegenError
from avtalegen.report import find_exit_code
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
        ("eksempel@^v1", "revision-unknown"),
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


def test_a_folder_that_is_not_there_is_told(kept):
    with pytest.raises(AvtalegenError) as caught:
        read_revision(Workspace(kept.root / "borte"), "v1", kept.root / "ny")
    assert [problem.code for problem in caught.value.problems] == ["revision-no-git"]


def test_a_machine_without_git_is_told(kept, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AvtalegenError) as caught:
        read_revision(kept, "v1", tmp_path / "ny")
    assert [problem.code for problem in caught.value.problems] == ["library-missing"]


def git(folder: Path, *words: str, given: bytes = b"") -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], input=given, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def put_links(folder: Path, links: dict[str, str]) -> None:
    """Commit links by their paths, whether the system has links or not."""
    for path, target in links.items():
        blob = git(folder, "hash-object", "-w", "--stdin", given=target.encode())
        git(folder, "update-index", "--add", "--cacheinfo", f"120000,{blob},{path}")
    name = ["-c", "user.name=prøve", "-c", "user.email=prove@example.no"]
    git(folder, *name, "commit", "-q", "--no-gpg-sign", "-m", "lenker")


def drop_object(folder: Path, revision: str) -> None:
    name = git(folder, "rev-parse", revision)
    path = folder / ".git" / "objects" / name[:2] / name[2:]
    path.chmod(0o600)
    path.unlink()


@pytest.mark.parametrize(
    "links",
    [
        {"kommuner/lenke.yaml": "eksempel.yaml"},
        {"kommuner/lenke.yaml": "../kommuner/./eksempel.yaml"},
        {"kommuner/lenke.yaml": "mellom.yaml", "kommuner/mellom.yaml": "eksempel.yaml"},
        {"kommuner/lenke.yaml": "../felles/eksempel.yaml", "felles": "kommuner"},
    ],
)
def test_a_link_inside_the_repository_is_followed(kept, links):
    put_links(kept.root, links)
    assert tell(kept, "lenke@HEAD", "eksempel") == [
        "minst to ganger i året / minst tre ganger i året"
    ]


@pytest.mark.parametrize("inner", ["", "avtaler/"])
def test_a_link_to_a_folder_is_followed(kept, inner):
    file = kept.root / "kommuner" / "eksempel.yaml"
    target = kept.root / "felles" / "eksempel.yaml"
    target.parent.mkdir()
    file.rename(target)
    keep_in_git(kept.root)
    put_links(kept.root, {f"{inner}kommuner": "../felles" if inner else "felles"})
    made = kept.root / "ny"
    (kept.root / inner).mkdir(exist_ok=True)
    read_revision(Workspace(kept.root / inner), "HEAD", made)
    there = [path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()]
    assert there == ["kommuner/eksempel.yaml"]


@pytest.mark.parametrize(
    ("links", "reason"),
    [
        ({"kommuner/lenke.yaml": "/etc/hostname"}, "leads out of the repository"),
        ({"kommuner/lenke.yaml": "../../hemmelig.yaml"}, "leads out of the repository"),
        ({"kommuner/lenke.yaml": "borte.yaml"}, "does not have"),
        ({"kommuner/lenke.yaml": "eksempel.yaml/mer"}, "does not have"),
        ({"kommuner/lenke.yaml": "lenke.yaml"}, "in a circle"),
        ({"templates": "."}, "in a circle"),
        ({"templates/a": "../felles", "felles/b": "../templates"}, "in a circle"),
    ],
)
def test_a_link_that_leads_to_nothing_in_the_repository_is_told(kept, links, reason):
    put_links(kept.root, links)
    (problem,) = diff(kept, Asked(("eksempel@HEAD", "eksempel"))).listing.problems
    assert problem.code == "revision-outside"
    assert reason in str(problem)


def test_the_lock_of_an_editor_is_no_file(kept):
    put_links(kept.root, {"kommuner/.#eksempel.yaml": "kari@maskin.1:2"})
    assert tell(kept, "eksempel@HEAD", "eksempel@v1") == []


@pytest.mark.parametrize("lost", ["v1:kommuner/eksempel.yaml", "v1:kommuner", "v1^{tree}"])
def test_a_repository_that_lacks_a_part_is_told(kept, lost):
    keep_in_git(kept.root)
    drop_object(kept.root, lost)
    found = diff(kept, Asked(("eksempel@v1", "eksempel"))).listing
    assert [problem.code for problem in found.problems] == ["revision-incomplete"]
    assert find_exit_code(found) == 3


def test_a_clone_that_leaves_files_out_is_told(kept, tmp_path):
    keep_in_git(kept.root)
    git(kept.root, "config", "uploadpack.allowFilter", "true")
    cloned, moved = tmp_path / "klon", tmp_path / "flyttet"
    moved.mkdir()
    git(tmp_path, "clone", "-q", "--filter=blob:none", kept.root.as_uri(), str(cloned))
    (kept.root / ".git").rename(moved / ".git")
    assert tell(Workspace(cloned), "eksempel@v1", "eksempel") == ["revision-incomplete"]


@pytest.mark.parametrize("inside", [".git", "{root}/.git"])
def test_a_hook_of_git_changes_nothing(kept, monkeypatch, inside):
    inner = kept.root / "avtaler" / "kommuner"
    inner.mkdir(parents=True)
    (inner / "andre.yaml").write_text(SMALLEST, encoding="utf-8")
    keep_in_git(kept.root)
    monkeypatch.chdir(kept.root)
    monkeypatch.setenv("GIT_DIR", inside.format(root=kept.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(kept.root / "en-annen"))
    monkeypatch.setenv("GIT_PREFIX", "")
    assert tell(Workspace(Path("avtaler")), "andre@HEAD", "andre") == []


def test_a_repository_of_somebody_else_is_told_with_what_git_says(kept, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    found = diff(kept, Asked(("eksempel@v1", "eksempel"))).listing
    (problem,) = found.problems
    assert problem.code == "revision-refused"
    told = write_problem(problem, "", read_catalogue("en"))
    assert "dubious ownership" in told
    assert f"safe.directory {kept.root.as_posix()}" in told
    assert find_exit_code(found) == 3


def test_files_that_git_calls_the_same_are_those_that_lie_there(kept, tmp_path):
    keep_in_git(kept.root)
    git(kept.root, "config", "core.autocrlf", "true")
    file = kept.root / "kommuner" / "eksempel.yaml"
    lying = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(lying)
    for revision, bytes_ in (("HEAD", lying), ("v1", SMALLEST.encode())):
        made = tmp_path / revision
        read_revision(kept, revision, made)
        assert (made / "kommuner" / "eksempel.yaml").read_bytes() == bytes_


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
