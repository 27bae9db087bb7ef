"""An agreement as it was at a revision: its file and the templates, read through git.

Takes a workspace and a revision; gives a workspace of what git has there, in a folder of its own.
The work tree is never touched; of it is read only what git calls the same. It must never know what
a file means.
"""

from __future__ import annotations

from pathlib import Path

from avtalegen.gitcalls import Git
from avtalegen.gitfiles import Files
from avtalegen.problems import Location
from avtalegen.workspace import Workspace


def split_name(asked: str) -> tuple[str, str]:
    """The name of a municipality and the revision after its @, "" where there is none."""
    name, _at, revision = asked.partition("@")
    return name, revision


def read_revision(workspace: Workspace, revision: str, folder: Path, called: str = "") -> Workspace:
    """The workspace as it was at the revision, written into the folder, which is empty.

    Messages call the revision by another name if it is `called` by one. Raises AvtalegenError where
    there is no git, no repository, or no such revision, where git lacks a part of it, and where a
    file lies in a submodule or is a link to what the repository does not have.
    """
    git = _open_git(workspace)
    commit = git.find_commit(revision)
    for path, blob in Files(git, commit, called or revision).read():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(blob)
    return Workspace(folder, seen_as=workspace.root, revision=called or revision)


def find_commit(workspace: Workspace, revision: str) -> str:
    """The commit that the revision names, in hexadecimal digits; raises like read_revision."""
    return _open_git(workspace).find_commit(revision)


def find_base(workspace: Workspace, first: str, second: str) -> str:
    """The commit that both revisions come from; raises AvtalegenError where there is none."""
    git = _open_git(workspace)
    return git.find_base(first, second)


def _open_git(workspace: Workspace) -> Git:
    return Git(workspace.root, Location(workspace.municipalities.as_posix()))
