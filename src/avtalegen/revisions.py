"""An agreement as it was at a revision: its file and the templates, read through git.

Takes a workspace and a revision; gives a workspace of what git has there, in a folder of its own.
The work tree is never touched, and nothing is read from it. It must never know what a file means.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from avtalegen.messages import Words, phrase
from avtalegen.messages.foreign import explain_failure
from avtalegen.problems import AvtalegenError, Location, Problem, suggest
from avtalegen.workspace import Workspace

# What git may be asked for: the files of municipalities, of templates and of logos.
FOLDERS = ("kommuner", "templates", "logoer")
# More than a workspace has in files, and in what they hold altogether.
MOST_FILES, MOST_BYTES = 20_000, 200_000_000


def split_name(asked: str) -> tuple[str, str]:
    """The name of a municipality and the revision after its @, "" where there is none."""
    name, _at, revision = asked.partition("@")
    return name, revision


def read_revision(workspace: Workspace, revision: str, folder: Path, called: str = "") -> Workspace:
    """The workspace as it was at the revision, written into the folder, which is empty.

    Messages call the revision by another name if it is `called` by one. Raises AvtalegenError where
    there is no git, no repository, or no such revision.
    """
    git = _open_git(workspace)
    commit = git.find_commit(revision)
    for path, blob in git.list_files(commit):
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


def _open_git(workspace: Workspace) -> _Git:
    place = Location(workspace.municipalities.as_posix())
    if shutil.which("git") is None:
        mend = phrase("install git, or compare without a revision")
        details: dict[str, Words] = {"read": "git", "mend": mend}
        raise AvtalegenError([Problem("library-missing", place, details=details)])
    return _Git(workspace.root, place)


class _Git:
    def __init__(self, root: Path, place: Location) -> None:
        self.root, self.place = root, place

    def run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-C", str(self.root), *arguments]
        try:
            return subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603  # no shell, and no option can come from a name
        except OSError as error:
            details = {"reason": explain_failure(error)}
            raise AvtalegenError([Problem("input-failed", self.place, details=details)]) from error

    def find_commit(self, revision: str) -> str:
        """The commit that the revision names."""
        if self.run("rev-parse", "--is-inside-work-tree").returncode:
            raise AvtalegenError(
                [Problem("revision-no-git", self.place, details={"read": revision})]
            )
        sought = f"{revision}^{{commit}}"
        found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", sought)
        if revision and found.returncode == 0:
            return found.stdout.decode("ascii").strip()
        if revision and self.is_shallow():
            raise AvtalegenError(
                [Problem("revision-shallow", self.place, details={"read": revision})]
            )
        listed = self.run("for-each-ref", "--format=%(refname:short)").stdout
        names = listed.decode(errors="replace").split()
        if self.run("rev-parse", "--verify", "--quiet", "HEAD").returncode == 0:
            names.insert(0, "HEAD")
        if not names:
            raise AvtalegenError([Problem("revision-none", self.place)])
        details: dict[str, Words] = {"read": revision, "mend": suggest(revision, names)}
        raise AvtalegenError([Problem("revision-unknown", self.place, details=details)])

    def find_base(self, first: str, second: str) -> str:
        """The commit that both revisions come from."""
        commits = [self.find_commit(each) for each in (first, second)]
        found = self.run("merge-base", *commits)
        if found.returncode == 0:
            return found.stdout.decode("ascii").split()[0]
        details: dict[str, Words] = {"first": first, "second": second}
        code = "revision-shallow" if self.is_shallow() else "revision-apart"
        details["read"] = f"{first}...{second}"
        raise AvtalegenError([Problem(code, self.place, details=details)])

    def is_shallow(self) -> bool:
        """Whether git has only the newest part of the history here."""
        return self.run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def list_files(self, commit: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """The path below the workspace, and the bytes, of each ordinary file of its folders."""
        listed = self.run("ls-tree", "-r", "-z", commit, "--", *FOLDERS)
        found = re.findall(rb"100(?:644|755) blob ([0-9a-f]+)\t([^\0]+)\0", listed.stdout)
        if len(found) > MOST_FILES:
            raise AvtalegenError([self._refuse_size()])
        asked = b"".join(name + b"\n" for name, _path in found)
        blobs = self.run("cat-file", "--batch", given=asked).stdout
        if len(blobs) > MOST_BYTES:
            raise AvtalegenError([self._refuse_size()])
        at = 0
        for _name, path in found:
            place = PurePosixPath(path.decode(errors="replace"))
            if ".." in place.parts:
                raise AvtalegenError([self._refuse_size()])
            end = blobs.index(b"\n", at)
            size = int(blobs[at:end].rsplit(b" ", 1)[1])
            yield place, blobs[end + 1 : end + 1 + size]
            at = end + 1 + size + 1

    def _refuse_size(self) -> Problem:
        reason = phrase("the revision has more files than a workspace can have")
        return Problem("input-failed", self.place, details={"reason": reason})
