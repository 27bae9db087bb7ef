"""Git, asked one question at a time.

Takes a folder; gives what git answers, or a problem that says why it does not. It must never know
what a file means.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from avtalegen.messages import Words, phrase
from avtalegen.messages.foreign import explain_failure, recognise
from avtalegen.problems import AvtalegenError, Location, Problem, suggest

# More than a workspace has in files, and in what they hold altogether.
MOST_FILES, MOST_BYTES = 20_000, 200_000_000
# Where git looks for a repository if it is told to: a hook of git has them set for its own, from
# another folder. These are those of `git rev-parse --local-env-vars` but for its settings.
_ELSEWHERE = frozenset({
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
})  # fmt: skip


class Git:
    """The repository that a folder is kept in; `place` is what problems are placed in."""

    def __init__(self, root: Path, place: Location) -> None:
        self.root, self.place = root, place
        if shutil.which("git") is None:
            mend = phrase("install git, or compare without a revision")
            raise self.refuse("library-missing", read="git", mend=mend)

    def run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """What git does in the folder, and in no other repository than that of the folder."""
        command = ["git", "-C", str(self.root), *arguments]
        kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        kept |= {"LC_ALL": "C", "LANGUAGE": "C"}  # what it says is recognised by its words
        try:
            return subprocess.run(  # noqa: S603  # no shell, and no option can come from a name
                command, input=given, capture_output=True, check=False, env=kept
            )
        except OSError as error:
            raise self.refuse("input-failed", reason=explain_failure(error)) from error

    def read(self, revision: str, *arguments: str, given: bytes = b"") -> bytes:
        """What git answers of a revision that is there; AvtalegenError where it lacks a part."""
        done = self.run(*arguments, given=given)
        if done.returncode:
            raise self.refuse("revision-incomplete", read=revision, reason=_find_reason(done))
        return done.stdout

    def find_commit(self, revision: str) -> str:
        """The commit that the revision names."""
        self._check_repository(revision)
        sought = f"{revision}^{{commit}}"
        found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", sought)
        commit = found.stdout.decode("ascii", "replace").strip()
        if revision and found.returncode == 0 and re.fullmatch("[0-9a-f]{40,64}", commit):
            return commit
        if revision and self.is_shallow():
            raise self.refuse("revision-shallow", read=revision)
        listed = self.run("for-each-ref", "--format=%(refname:short)").stdout
        names = listed.decode(errors="replace").split()
        if self.run("rev-parse", "--verify", "--quiet", "HEAD").returncode == 0:
            names.insert(0, "HEAD")
        if not names:
            raise self.refuse("revision-none")
        raise self.refuse("revision-unknown", read=revision, mend=suggest(revision, names))

    def _check_repository(self, revision: str) -> None:
        done = self.run("rev-parse", "--is-inside-work-tree")
        if done.returncode == 0:
            return
        if b"not a git repository" in done.stderr or not self.root.is_dir():
            raise self.refuse("revision-no-git", read=revision)
        mend: Words = phrase("see what git status says here")
        if owned := re.search(rb"dubious ownership in repository at '(.+)'", done.stderr):
            folder = owned[1].decode(errors="replace")
            mend = phrase(
                "if you trust it, write: git config --global --add safe.directory {folder}",
                folder=folder,
            )
        raise self.refuse("revision-refused", reason=_find_reason(done), mend=mend)

    def find_base(self, first: str, second: str) -> str:
        """The commit that both revisions come from."""
        commits = [self.find_commit(each) for each in (first, second)]
        found = self.run("merge-base", *commits)
        if found.returncode == 0:
            return found.stdout.decode("ascii").split()[0]
        code = "revision-shallow" if self.is_shallow() else "revision-apart"
        raise self.refuse(code, first=first, second=second, read=f"{first}...{second}")

    def is_shallow(self) -> bool:
        """Whether git has only the newest part of the history here."""
        return self.run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def read_blobs(self, revision: str, blobs: Iterable[str]) -> dict[str, bytes]:
        """The contents of blobs, by their names; AvtalegenError where git lacks one of them."""
        names = list(dict.fromkeys(blobs))
        given = "".join(f"{name}\n" for name in names).encode("ascii")
        read = self.read(revision, "cat-file", "--batch", given=given) if names else b""
        if len(read) > MOST_BYTES:
            raise self.refuse_size()
        found, at = {}, 0
        for name in names:
            end = read.find(b"\n", at)
            size = re.fullmatch(rb"[0-9a-f]+ blob ([0-9]+)", read[at:end])
            if size is None:
                reason = phrase("it has no object {name}", name=name)
                raise self.refuse("revision-incomplete", read=revision, reason=reason)
            start, at = end + 1, end + 1 + int(size[1]) + 1
            found[name] = read[start : at - 1]
        return found

    def refuse(self, code: str, **details: Words) -> AvtalegenError:
        """A problem of the code, placed in the folder."""
        return AvtalegenError([Problem(code, self.place, details=details)])

    def refuse_size(self) -> AvtalegenError:
        """The problem of a revision that is too large."""
        reason = phrase("the revision has more files than a workspace can have")
        return self.refuse("input-failed", reason=reason)


def _find_reason(done: subprocess.CompletedProcess[bytes]) -> Words:
    """Why git did not do what it was asked to, in its own words: the first line of an error."""
    said = done.stderr.decode(errors="replace").splitlines()
    found = [line for line in said if line.startswith(("fatal: ", "error: "))] or said
    if found:
        return recognise(re.sub(r"^(fatal|error): ", "", found[0]))
    return phrase("git ended with {number}", number=str(done.returncode))
