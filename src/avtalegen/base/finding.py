"""The commit that a push or a request to merge is to be compared with.

Takes the variables and the file that GitHub or GitLab gives a job, and asks git; gives a commit, or
nothing where there is none. Where there may be one that git cannot tell, that is an error: a wrong
commit would say that nothing changes. It must never know what is compared.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from avtalegen.messages import Phrase, phrase

PROBLEM, WRONG_USE, ENVIRONMENT = 1, 2, 3  # what the program ends with


class BaseUnknownError(Exception):
    """Why the commit cannot be told, in words, and what the program ends with."""

    def __init__(self, code: int, reason: Phrase) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


def read_since(asked: str) -> str:
    """The revision that somebody asks for, without the blanks around it; "" for none.

    Raises BaseUnknownError where it has lines or signs that no screen shows: what reads the
    answer takes each line of it for a thing by itself.
    """
    since = asked.strip()
    if since and not since.isprintable():
        reason = phrase(
            "write the revision to compare with on one line, not {read}", read=repr(since)
        )
        raise BaseUnknownError(WRONG_USE, reason)
    return since


def find_base(variables: Mapping[str, str], root: Path) -> str:
    """The whole name of the commit, or "" where the repository of `root` has none to compare with.

    A request to merge is compared with what it is merged into, and a push with what it replaced.
    Where that is gone (a new branch, a forced push), it is the newest commit that the default
    branch has too; on the default branch itself it is the commit before.

    Raises BaseUnknownError where the commit was not fetched, and where git is not there or does
    not read the repository.
    """
    shallow = _is_shallow(root)
    base = next(filter(None, _list_bases(variables, root, shallow=shallow)), "")
    if shallow and not base:
        reason = phrase(
            "the commit to compare with was not fetched: let the checkout fetch the whole "
            "history (fetch-depth: 0)"
        )
        raise BaseUnknownError(PROBLEM, reason)
    return base


def _is_shallow(root: Path) -> bool:
    """Whether the repository lacks commits, as one that was cloned with a depth does.

    Raises BaseUnknownError where git reads no repository here, such as one of another user.
    """
    done = _run(root, "rev-parse", "--is-shallow-repository")
    if done.returncode:
        told = " ".join(done.stderr.decode(errors="replace").split())
        reason = phrase("git does not read the history here: {read}", read=told)
        raise BaseUnknownError(ENVIRONMENT, reason)
    return done.stdout.strip() == b"true"


def _list_bases(variables: Mapping[str, str], root: Path, *, shallow: bool) -> Iterator[str]:
    """What to compare with, the best first; "" for what is not there.

    In a `shallow` repository nothing comes after a commit that ought to be there: its place is
    known, and any other would hide a part of the push.
    """
    event = _read_event(variables)
    target, source = _find_merged(variables, event)
    if target:
        # GitHub checks out what the two become together, whose first parent is the target as it is
        # now; the event names the target as it was when somebody pushed last.
        if source and source == _find_commit(root, "HEAD^2"):
            yield _find_commit(root, "HEAD^1")
        yield _ask(root, "merge-base", target, "HEAD")
        return
    replaced = _find_replaced(variables, event)
    yield _find_commit(root, replaced)
    default = _find_default(variables, event)
    branch = variables.get("GITHUB_REF_NAME") or variables.get("CI_COMMIT_REF_NAME", "")
    if shallow and replaced:
        return
    if default and branch != default:
        yield _ask(root, "merge-base", f"refs/remotes/origin/{default}", "HEAD")
        if shallow:
            return
    yield _find_commit(root, "HEAD^1")


def _read_event(variables: Mapping[str, str]) -> Mapping[str, Any]:
    """What GitHub says of the event; nothing elsewhere."""
    path = variables.get("GITHUB_EVENT_PATH", "")
    try:
        read = json.loads(Path(path).read_bytes()) if path else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _find_merged(variables: Mapping[str, str], event: Mapping[str, Any]) -> tuple[str, str]:
    """The commit that is merged into, and that which is merged; "" for each that is not told."""
    target = _look_up(event, "pull_request", "base", "sha")
    target = target or _read_name(variables.get("CI_MERGE_REQUEST_DIFF_BASE_SHA"))
    return target, _look_up(event, "pull_request", "head", "sha")


def _find_replaced(variables: Mapping[str, str], event: Mapping[str, Any]) -> str:
    """The commit that the branch was at before the push; nothing is at 0000… ."""
    before = _look_up(event, "before") or _read_name(variables.get("CI_COMMIT_BEFORE_SHA"))
    return before if before.strip("0") else ""


def _find_default(variables: Mapping[str, str], event: Mapping[str, Any]) -> str:
    repository = event.get("repository")
    named = repository.get("default_branch") if isinstance(repository, dict) else None
    return named if isinstance(named, str) and named else variables.get("CI_DEFAULT_BRANCH", "")


def _look_up(event: Mapping[str, Any], *path: str) -> str:
    """The name of a commit at a path in what GitHub says; "" for anything else."""
    value: Any = event
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return _read_name(value)


def _read_name(value: object) -> str:
    return value if isinstance(value, str) and re.fullmatch("[0-9a-f]{40,64}", value) else ""


def _find_commit(root: Path, name: str) -> str:
    """The commit of a name, or "" where the repository does not have it."""
    sought = f"{name}^{{commit}}"
    return name and _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", sought)


def _ask(root: Path, *words: str) -> str:
    """What git says, or "" where it says no, or cannot be asked for such a name."""
    try:
        done = _run(root, *words)
    except ValueError:  # a zero byte, or half a character
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


def _run(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git did with the words; raises BaseUnknownError where there is no git to run."""
    command = ["git", "-C", str(root), *words]
    try:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # no shell, and no option can come from a name
    except OSError as error:
        reason = phrase("git could not be run, install it: {read}", read=str(error.strerror))
        raise BaseUnknownError(ENVIRONMENT, reason) from error
