import json
import subprocess
import sys
from pathlib import Path

import pytest

from avtalegen.base.finding import find_base, is_shallow

NAMES = ["-c", "user.name=prøve", "-c", "user.email=prove@example.no", "-c", "commit.gpgsign=no"]
ZEROS, GONE = "0" * 40, "1" * 40


class Repository:
    """A repository with a main branch that its origin has, of commits that a test names."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main", str(root))

    def git(self, *words: str) -> str:
        command = ["git", "-C", str(self.root), *NAMES, *words]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def know_origin(self, name: str) -> None:
        """What was fetched of the default branch is at this commit."""
        self.git("update-ref", "refs/remotes/origin/main", name)

    def find(self, event: object = None, **variables: str) -> str:
        file = self.root / ".git" / "event.json"
        file.write_text(json.dumps(event or {}), encoding="utf-8")
        return find_base({"GITHUB_EVENT_PATH": str(file), **variables}, self.root)


@pytest.fixture
def repository(tmp_path) -> Repository:
    tmp_path.joinpath("r").mkdir()
    return Repository(tmp_path / "r")


def event_of(before: str) -> dict:
    return {"before": before, "repository": {"default_branch": "main"}}


def event_to_merge(base: str, head: str) -> dict:
    return {"pull_request": {"base": {"sha": base}, "head": {"sha": head}}}


def test_a_push_is_compared_with_what_it_replaced(repository):
    first = repository.commit("en")
    repository.commit("to")
    repository.commit("tre")
    assert repository.find(event_of(first), GITHUB_REF_NAME="main") == first
    assert repository.find(CI_COMMIT_BEFORE_SHA=first) == first


@pytest.mark.parametrize("before", [ZEROS, GONE, "", None, 7, "--output=x", "main; rm -rf ."])
def test_a_branch_whose_past_is_gone_is_compared_with_where_it_left_the_default_branch(
    repository, before
):
    first = repository.commit("en")
    repository.git("switch", "-q", "-c", "gren")
    repository.commit("på grenen")
    repository.commit("på grenen igjen")
    repository.git("switch", "-q", "main")
    repository.know_origin(repository.commit("på hovedgreina"))
    repository.git("switch", "-q", "gren")
    assert repository.find(event_of(before), GITHUB_REF_NAME="gren") == first


def test_a_new_branch_without_commits_changes_nothing(repository):
    repository.commit("en")
    head = repository.commit("to")
    repository.know_origin(head)
    assert repository.find(event_of(ZEROS), GITHUB_REF_NAME="gren") == head


def test_a_forced_push_to_the_default_branch_is_compared_with_the_commit_before(repository):
    first = repository.commit("en")
    repository.know_origin(repository.commit("to"))
    assert repository.find(event_of(GONE), GITHUB_REF_NAME="main") == first
    assert repository.find(
        CI_COMMIT_BEFORE_SHA=ZEROS, CI_COMMIT_REF_NAME="main", CI_DEFAULT_BRANCH="main"
    ) == first  # fmt: skip


def test_a_request_to_merge_is_compared_with_its_target_as_it_is_now(repository):
    old = repository.commit("en")
    repository.git("switch", "-q", "-c", "gren")
    head = repository.commit("på grenen")
    repository.git("switch", "-q", "main")
    now = repository.commit("på hovedgreina")
    repository.git("merge", "-q", "--no-ff", "-m", "sammen", "gren")
    assert repository.find(event_to_merge(old, head)) == now
    repository.git("switch", "-q", "gren")  # where only what is merged was checked out
    assert repository.find(event_to_merge(now, head)) == old
    assert repository.find(CI_MERGE_REQUEST_DIFF_BASE_SHA=old, CI_COMMIT_BEFORE_SHA=head) == old


def test_a_first_commit_has_nothing_before_it(repository):
    assert repository.find(event_of(ZEROS)) == ""
    repository.commit("en")
    assert repository.find(event_of(ZEROS), GITHUB_REF_NAME="main") == ""
    assert find_base({}, repository.root) == ""


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b"\xff", b'{"before": {}, "repository": 3}'])
def test_an_event_that_says_nothing_is_none(repository, tmp_path, written):
    first = repository.commit("en")
    repository.commit("to")
    (tmp_path / "event").write_bytes(written)
    assert find_base({"GITHUB_EVENT_PATH": str(tmp_path / "event")}, repository.root) == first


def say(folder: Path, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "avtalegen.base"], cwd=folder, check=True, capture_output=True,
        encoding="utf-8", env={"PATH": subprocess.os.environ["PATH"], **variables},
    )  # fmt: skip


def test_the_commit_is_printed_alone(repository):
    first = repository.commit("en")
    repository.commit("to")
    done = say(repository.root)
    assert (done.stdout, done.stderr) == (f"{first}\n", "")


def test_a_clone_without_its_past_is_told_of(repository, tmp_path):
    repository.commit("en")
    assert say(repository.root).stderr == "det finnes ingen tidligere revisjon å sammenligne med\n"
    repository.commit("to")
    clone = tmp_path / "klone"
    source = repository.root.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, str(clone)], check=True)
    assert is_shallow(clone) and not is_shallow(repository.root)
    done = say(clone, AVTALEGEN_LANG="en")
    assert done.stdout == "\n"
    assert "fetch-depth: 0" in done.stderr
