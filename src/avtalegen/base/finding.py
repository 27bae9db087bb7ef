"""The commit that a push or a request to merge is to be compared with.

Takes the variables and the file that GitHub or GitLab gives a job, and asks git; gives a commit, or
nothing where there is none. It must never know what is compared.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def find_base(variables: Mapping[str, str], root: Path) -> str:
    """The whole name of the commit, or "" where the repository at `root` has none to compare with.

    A request to merge is compared with what it is merged into, and a push with what it replaced.
    Where that is gone (a new branch, a forced push), it is the newest commit that the default
    branch has too; on the default branch itself it is the commit before.
    """
    return next(filter(None, _list_bases(variables, root)), "")


def is_shallow(root: Path) -> bool:
    """Whether the repository lacks commits, as one that was cloned with a depth does."""
    return _ask(root, "rev-parse", "--is-shallow-repository") == "true"


def _list_bases(variables: Mapping[str, str], root: Path) -> Iterator[str]:
    """What to compare with, the best first; "" for what is not there."""
    event = _read_event(variables)
    target, source = _find_merged(variables, event)
    if target:
        # GitHub checks out what the two become together, whose first parent is the target as it is
        # now; the event names the target as it was when somebody pushed last.
        if source and source == _find_commit(root, "HEAD^2"):
            yield _find_commit(root, "HEAD^1")
        yield _ask(root, "merge-base", target, "HEAD")
        return
    yield _find_commit(root, _find_replaced(variables, event))
    default = _find_default(variables, event)
    branch = variables.get("GITHUB_REF_NAME") or variables.get("CI_COMMIT_REF_NAME", "")
    if default and branch != default:
        yield _ask(root, "merge-base", f"refs/remotes/origin/{default}", "HEAD")
    yield _find_commit(root, "HEAD^1")


def _read_event(variables: Mapping[str, str]) -> Mapping[str, Any]:
    """What GitHub says of the event; nothing elsewhere."""
    path = variables.get("GITHUB_EVENT_PATH", "")
    try:
        read = json.loads(Path(path).read_bytes()) if path else {}
    except (OSError, ValueError):
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
    return str(named or variables.get("CI_DEFAULT_BRANCH", ""))


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
    """What git says, or "" where it says no."""
    command = ["git", "-C", str(root), *words]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # no shell, and no option can come from a name
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""
