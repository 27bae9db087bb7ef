"""The files of a commit as a work tree would have them: links are followed inside the repository.

Takes git and a commit; gives bytes by path. It must never know what a file means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from avtalegen.gitcalls import MOST_FILES, Git
from avtalegen.messages import Words, phrase
from avtalegen.problems import AvtalegenError
from avtalegen.quick import dataclass

# What git may be asked for: the files of municipalities, of templates and of logos.
FOLDERS = ("kommuner", "templates", "logoer")
# How many links may follow one another on the way to a file, as in Linux.
MOST_LINKS = 40
_LINK, _SUBMODULE, _FOLDER = "120000", "160000", "040000"
Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What git has at a path: `at` are the parts of it below the repository, links followed."""

    mode: str
    object: str
    at: Parts


class Files:
    """The files of one commit; messages call it by `revision`."""

    def __init__(self, git: Git, commit: str, revision: str) -> None:
        self.git, self.commit, self.revision = git, commit, revision
        said = git.read(revision, "rev-parse", "--show-prefix").decode(errors="replace")
        self.above = tuple(part for part in said.removesuffix("\n").split("/") if part)
        self.top = git.root.resolve().joinpath(*[".."] * len(self.above)).resolve()
        self.found: dict[PurePosixPath, Entry] = {}
        self.links: dict[str, bytes] = {}
        self.trees: dict[tuple[str, bool], list[Entry]] = {}
        self.steps = 0

    def read(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """The path below the workspace, and the bytes, of each file of its folders.

        Where the work tree has what git calls the same, that is given: git may have turned line
        ends on the way there, or put the file through a filter.
        """
        said = self.git.read(self.revision, "ls-tree", "-r", "-z", self.commit, "--", *FOLDERS)
        entries = _read_entries(said, self.above)
        links = [entry.object for entry in entries if entry.mode == _LINK]
        self.links |= self.git.read_blobs(self.revision, links)
        for entry in entries:
            self._add(entry, PurePosixPath(*entry.at[len(self.above) :]), ())
        blobs = self.git.read_blobs(self.revision, (e.object for e in self.found.values()))
        lying = self._find_lying(blobs)
        for place, entry in self.found.items():
            yield place, lying.get(entry.at, blobs[entry.object])

    def _add(self, entry: Entry, place: PurePosixPath, through: tuple[Parts, ...]) -> None:
        """Put a file in its place, or what a link leads to; `through` are the links before it."""
        self.steps += 1
        if self.steps > MOST_FILES or ".." in place.parts:
            raise self.git.refuse_size()
        if entry.mode == _SUBMODULE:
            raise self._refuse(place, _in_submodule())
        if entry.mode == _LINK:
            if place.name.startswith("."):
                return  # such as the lock of an editor, which nothing is read from
            led = self._follow(entry.at, place)
            through = (*through, entry.at)
            if led.mode != _FOLDER:
                self._add(led, place, through)
                return
            if any(link[: len(led.at)] == led.at for link in through):
                raise self._refuse(place, _in_circle())
            for inner in self._list(led.object, led.at, every=True):
                self._add(inner, place.joinpath(*inner.at[len(led.at) :]), through)
        else:
            self.found[place] = entry

    def _follow(self, at: Parts, place: PurePosixPath) -> Entry:
        """What stands at a path below the repository, once all links on the way are followed."""
        left, links = list(reversed(at)), 0
        here = [Entry(_FOLDER, self.commit, ())]
        while left:
            name = left.pop()
            if here[-1].mode != _FOLDER:
                raise self._refuse(place, _to_nothing())
            if name == "..":
                here.pop()
                if not here:
                    raise self._refuse(place, _leads_out())
            if name in {"", ".", ".."}:
                continue
            entry = self._find(here[-1], name, place)
            if entry.mode != _LINK:
                here.append(entry)
                continue
            links += 1
            target = self._read_link(entry.object)
            if target.startswith("/"):
                raise self._refuse(place, _leads_out())
            if links > MOST_LINKS:
                raise self._refuse(place, _in_circle())
            left += reversed(target.split("/"))
        return here[-1]

    def _find(self, folder: Entry, name: str, place: PurePosixPath) -> Entry:
        inside = self._list(folder.object, folder.at, every=False)
        entry = next((each for each in inside if each.at[-1] == name), None)
        if entry is None:
            raise self._refuse(place, _to_nothing())
        if entry.mode == _SUBMODULE:
            raise self._refuse(place, _in_submodule())
        return entry

    def _read_link(self, blob: str) -> str:
        if blob not in self.links:
            self.links |= self.git.read_blobs(self.revision, [blob])
        return self.links[blob].decode(errors="replace")

    def _list(self, tree: str, at: Parts, *, every: bool) -> list[Entry]:
        """What a folder has, or every file below it."""
        deep = ["-r"] if every else []
        if (tree, every) not in self.trees:
            said = self.git.read(self.revision, "ls-tree", "--full-tree", "-z", *deep, tree)
            self.trees[tree, every] = _read_entries(said, ())
        return [Entry(e.mode, e.object, at + e.at) for e in self.trees[tree, every]]

    def _find_lying(self, blobs: dict[str, bytes]) -> dict[Parts, bytes]:
        """What the work tree has in files that git calls the same, though their bytes are not."""
        apart: dict[Parts, tuple[str, bytes]] = {}
        for entry in self.found.values():
            lies = _read_plain(self.top.joinpath(*entry.at))
            written = "/".join(entry.at)
            if lies not in {None, blobs[entry.object]} and not set(written) & {"\n", '"', "\ufffd"}:
                apart[entry.at] = (entry.object, lies or b"")
        if not apart:
            return {}
        given = "".join(f"{'/'.join(at)}\n" for at in apart).encode()
        top = Git(self.top, self.git.place)
        said = top.run("hash-object", "--stdin-paths", given=given)
        named = said.stdout.decode("ascii").split()
        if said.returncode or len(named) != len(apart):
            return {}
        both = zip(apart.items(), named, strict=True)
        return {at: lies for (at, (blob, lies)), name in both if name == blob}

    def _refuse(self, place: PurePosixPath, reason: Words) -> AvtalegenError:
        read = f"{place.as_posix()}@{self.revision}"
        return self.git.refuse("revision-outside", read=read, reason=reason)


def _read_entries(said: bytes, above: Parts) -> list[Entry]:
    """What `ls-tree -z` lists, with the folder above that it was asked in before each path."""
    lines = re.findall(rb"([0-7]{6}) [a-z]+ ([0-9a-f]+)\t([^\0]+)\0", said)
    return [
        Entry(
            mode.decode("ascii"), name.decode("ascii"),
            above + PurePosixPath(path.decode(errors="replace")).parts,
        )
        for mode, name, path in lines
    ]  # fmt: skip


def _read_plain(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


def _leads_out() -> Words:
    return phrase("it is a link that leads out of the repository")


def _to_nothing() -> Words:
    return phrase("it is a link to what the repository does not have")


def _in_circle() -> Words:
    return phrase("it is a link that leads in a circle")


def _in_submodule() -> Words:
    return phrase("it lies in a submodule, whose files another repository has")
