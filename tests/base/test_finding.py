import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from avtalegen.base.finding import BaseUnknownError, find_base, read_since

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


def test_an_event_without_an_end_to_its_brackets_is_none(repository, tmp_path):
    first = repository.commit("en")
    repository.commit("to")
    (tmp_path / "event").write_bytes(b'{"a":' * 200_000 + b"1" + b"}" * 200_000)
    assert find_base({"GITHUB_EVENT_PATH": str(tmp_path / "event")}, repository.root) == first


@pytest.mark.parametrize("name", ["ma\0in", "ma\ud800in", 7, ["main"], None, ""])
def test_a_default_branch_that_is_no_name_is_none(repository, name):
    first = repository.commit("en")
    repository.commit("to")
    event = {"before": ZEROS, "repository": {"default_branch": name}}
    assert repository.find(event, GITHUB_REF_NAME="gren") == first


def clone(repository: Repository, folder: Path, depth: int) -> Path:
    source = repository.root.as_uri()
    command = ["git", "clone", "-q", "--single-branch", "--depth", str(depth), source, str(folder)]
    subprocess.run(command, check=True)
    return folder


def find_lack(root: Path, tmp_path: Path, event: object, **variables: str) -> BaseUnknownError:
    """Why there is no commit to compare with."""
    (tmp_path / "event").write_text(json.dumps(event), encoding="utf-8")
    with pytest.raises(BaseUnknownError) as caught:
        find_base({"GITHUB_EVENT_PATH": str(tmp_path / "event"), **variables}, root)
    return caught.value


def test_no_other_commit_stands_for_one_that_was_not_fetched(repository, tmp_path):
    first = repository.commit("en")
    for message in ("to", "tre"):
        repository.commit(message)
    last = repository.commit("fire")
    shallow = clone(repository, tmp_path / "klone", 2)
    lacks = [
        find_lack(shallow, tmp_path, event_of(first), GITHUB_REF_NAME="main"),
        find_lack(shallow, tmp_path, event_of(GONE), GITHUB_REF_NAME="main"),
        find_lack(shallow, tmp_path, event_to_merge(first, last)),
        find_lack(shallow, tmp_path, {}, CI_COMMIT_BEFORE_SHA=first),
        find_lack(shallow, tmp_path, {}, CI_MERGE_REQUEST_DIFF_BASE_SHA=first),
    ]
    assert [(lack.code, "fetch-depth: 0" in str(lack.reason)) for lack in lacks] == [(1, True)] * 5


def test_a_new_branch_needs_the_commit_where_it_left_the_default_branch(repository, tmp_path):
    repository.commit("en")
    repository.git("switch", "-q", "-c", "gren")
    for message in ("på grenen", "igjen", "og igjen"):
        repository.commit(message)
    shallow = clone(repository, tmp_path / "klone", 2)
    assert find_lack(shallow, tmp_path, event_of(ZEROS), GITHUB_REF_NAME="gren").code == 1


def test_a_shallow_clone_with_the_commit_is_enough(repository, tmp_path):
    repository.commit("en")
    second = repository.commit("to")
    repository.commit("tre")
    shallow = clone(repository, tmp_path / "klone", 2)
    (tmp_path / "event").write_text(json.dumps(event_of(second)), encoding="utf-8")
    variables = {"GITHUB_EVENT_PATH": str(tmp_path / "event"), "GITHUB_REF_NAME": "main"}
    assert find_base(variables, shallow) == second
    assert find_base({}, shallow) == second


@pytest.mark.parametrize("asked", ["HEAD~1\nPATH2=evil", "a\rb=c", "a\x85b", "a\0b", "a\udc80b"])
def test_a_revision_of_several_lines_is_refused(asked):
    with pytest.raises(BaseUnknownError) as caught:
        read_since(asked)
    assert caught.value.code == 2


def test_blanks_around_a_revision_are_no_part_of_it():
    assert read_since(" HEAD@{1 day ago}\n") == "HEAD@{1 day ago}"
    assert (read_since(""), read_since(" \n ")) == ("", "")


def say(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-P", "-m", "avtalegen.base", *words], cwd=folder, check=False,
        capture_output=True, encoding="utf-8", env={"PATH": os.environ["PATH"]} | variables,
    )  # fmt: skip


def test_the_commit_is_printed_alone(repository):
    first = repository.commit("en")
    repository.commit("to")
    done = say(repository.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{first}\n", "")


def test_a_revision_that_is_asked_for_is_printed_as_it_is(tmp_path):
    done = say(tmp_path, "--since=-x", "--", "borte")
    assert (done.returncode, done.stdout, done.stderr) == (0, "-x\n", "")
    done = say(tmp_path, "--since=HEAD~1\nPATH2=evil", AVTALEGEN_LANG="en")
    told = "write the revision to compare with on one line, not 'HEAD~1\\nPATH2=evil'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_git_is_asked_in_the_workspace(repository, tmp_path):
    first = repository.commit("en")
    repository.commit("to")
    (repository.root / "under").mkdir()
    assert say(tmp_path, "r/under").stdout == f"{first}\n"
    (tmp_path / "-r").symlink_to(repository.root)
    assert say(tmp_path, "--since=", "--", "-r").stdout == f"{first}\n"


def test_a_clone_without_its_past_is_told_of(repository, tmp_path):
    repository.commit("en")
    done = say(repository.root)
    told = "det finnes ingen tidligere revisjon å sammenligne med\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", told)
    repository.commit("to")
    done = say(clone(repository, tmp_path / "klone", 1), AVTALEGEN_LANG="en")
    assert (done.returncode, done.stdout) == (1, "")
    assert "fetch-depth: 0" in done.stderr


def test_what_git_says_of_a_repository_that_it_does_not_read_is_told(repository, tmp_path):
    repository.commit("en")
    done = say(
        repository.root, GIT_TEST_ASSUME_DIFFERENT_OWNER="1", HOME=str(tmp_path),
        GIT_CONFIG_NOSYSTEM="1", AVTALEGEN_LANG="en",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("git does not read the history here: fatal: ")
    assert "dubious ownership" in done.stderr and "safe.directory" in done.stderr
    assert done.stderr.count("\n") == 1
    for folder in (".", "borte"):
        done = say(tmp_path, folder)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith("git leser ikke historikken her: fatal: ")


def test_a_machine_without_git_is_told_of(tmp_path):
    done = say(tmp_path, PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("git lot seg ikke kjøre, installer det: ")
    assert done.stderr.count("\n") == 1


def test_nothing_is_imported_from_the_working_directory(repository):
    first = repository.commit("en")
    repository.commit("to")
    for name in ("json.py", "argparse.py", "avtalegen.py"):
        (repository.root / name).write_text("raise SystemExit('fremmed')\n")
    done = say(repository.root)
    assert (done.stdout, done.stderr) == (f"{first}\n", "")
