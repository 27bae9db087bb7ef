"""What `build` does: find out which agreements are not as their sources say, and make those anew.

Gives a result and never prints. A build with nothing to do imports nothing that reading needs.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avtalegen.digests import digest_file
from avtalegen.inputs import Inputs
from avtalegen.manifest import Entry, Manifest
from avtalegen.problems import AvtalegenError, Listing, Location, Problem
from avtalegen.publishing import Output, read_manifest
from avtalegen.quick import dataclass
from avtalegen.workspace import Workspace
from avtalegen.writers import FORMATS

if TYPE_CHECKING:
    from avtalegen.makers import Made

# How many files a message names.
_MOST_NAMED = 10
# Shows how far a long run has come while it goes through its names.
Track = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did, and all problems.

    `files` were written and `removed` were removed; `kept` are those of agreements with errors,
    which are as they were; `fresh` is how many agreements had nothing to be done to, and `equal`
    how many were made and came out as they were.
    """

    files: tuple[Path, ...] = ()
    listing: Listing = field(default_factory=Listing)
    removed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    fresh: int = 0
    equal: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order of telling."""
        return tuple(self.listing.problems)


@dataclass(frozen=True, slots=True)
class Way:
    """How to build: with so many workers, all anew where it is forced, or one shard of `shards`.

    Shards count from 1; each agreement is in exactly one of them, by its name alone. `on_wait` is
    called where another build must end first.
    """

    jobs: int = 1
    force: bool = False
    shard: int = 1
    shards: int = 1
    on_wait: Callable[[], None] = lambda: None

    def takes(self, name: str) -> bool:
        """Whether the agreement is in the shard."""
        found = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
        return found % self.shards == self.shard - 1


def count_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def build(  # noqa: PLR0913, PLR0917  # each is asked for by itself
    workspace: Workspace,
    names: Sequence[str] | None,
    formats: Sequence[str],
    out: Path | None = None,
    track: Track = iter,
    today: date | None = None,
    way: Way = Way(),  # noqa: B008  # it is frozen
) -> Built:
    """Write the agreements of the named municipalities, or of all where names is None.

    The files of an agreement are written if nothing is wrong with it, and left as they were
    otherwise. `today` is the day of the checks; without one, no period is called expired.
    """
    folder = out or workspace.default_output
    build_ = _Build(workspace, folder, tuple(dict.fromkeys(formats)), today, way)
    try:
        workspace.check_outside(folder)
        build_.plan(names)
        if build_.has_work:
            with build_.output.open(way.on_wait) as changed:
                if changed or build_.output.read() != build_.read:
                    build_.plan(names)
                build_.make(track)
    except AvtalegenError as error:
        build_.problems += error.problems
    return build_.tell()


class _Build:
    """One build: what there is to do, and what has been done."""

    def __init__(
        self, workspace: Workspace, folder: Path, formats: tuple[str, ...], today: date | None,
        way: Way,
    ) -> None:  # fmt: skip
        self.workspace, self.formats, self.today, self.way = workspace, formats, today, way
        self.output, self._folder = Output(folder), str(folder)
        self.home = self.output.find_way_to(workspace.root)
        self.read, self.manifest = b"", Manifest()
        self.problems: list[Problem] = []
        self.stale: list[str] = []
        self.made: list[str] = []
        self.fresh: dict[str, Entry] = {}
        self.gone: dict[Path, set[str]] = {}
        self.removed: list[Path] = []
        self.equal = 0
        self.files: list[Path] = []
        self.kept: list[Path] = []

    @property
    def has_work(self) -> bool:
        """Whether anything is not as its sources say."""
        return bool(self.stale or self.gone) or self.output.is_unfinished

    def plan(self, names: Sequence[str] | None) -> None:
        """Find what is as its sources say, what is not, and what has no sources any more."""
        self.read = self.output.read()
        self.manifest = read_manifest(self.read)
        chosen, self.problems = self.workspace.choose(names)
        chosen = [name for name in chosen if self.way.takes(name)]
        self.inputs = Inputs(self.workspace)
        self.inputs.read(chosen)
        found = {name: self.manifest.find(name, self.formats) for name in chosen}
        self.fresh = {name: entry for name, entry in found.items()
                      if entry and not self.way.force and self._is_fresh(name, entry)}  # fmt: skip
        self.stale = [name for name in chosen if name not in self.fresh]
        self.gone = {}
        if names is None and not self.problems:
            self._plan_removal({*chosen})

    def _is_fresh(self, name: str, entry: Entry) -> bool:
        day = self.today.isoformat() if self.today else ""
        return (
            bool(entry.day) == bool(day)
            and entry.day <= day < (entry.until or "9999")
            and (not entry.problems or entry.root == self.workspace.root.as_posix())
            and entry.home == self.home
            and entry.made_of == self.inputs.digest(entry.inputs)
            and all(self._digest(name, each) == entry.outputs[each] for each in self.formats)
        )

    def _digest(self, name: str, format_: str) -> str:
        # A path in one piece, since there are so many of them.
        return digest_file(f"{self._folder}/{name}.{format_}", through_links=False)

    def _plan_removal(self, chosen: set[str]) -> None:
        """What builds wrote for municipalities that are no more, if nobody changed it since."""
        for name in sorted({*self.manifest.agreements} - chosen):
            entries = self.manifest.agreements[name].values()
            if not self.way.takes(name) or any(entry.home != self.home for entry in entries):
                continue
            found = False
            for format_ in FORMATS:
                known = {entry.outputs[format_] for entry in entries if format_ in entry.outputs}
                file = self.output.folder / f"{name}.{format_}"
                if known and self._digest(name, format_) in known:
                    self.gone[file] = known
                elif not known or not self._tell_left(file):
                    continue
                found = True
            if not found:
                del self.manifest.agreements[name]

    def _tell_left(self, file: Path) -> bool:
        """A warning for a file that was to be removed, if it is there and somebody changed it."""
        if file.exists():
            self.problems.append(Problem("output-left", Location(file.as_posix())))
        return file.exists()

    def _remove(self) -> None:
        """Remove what is gone, unless somebody has changed it since the plan."""
        for file, known in self.gone.items():
            if self._digest(file.stem, file.suffix[1:]) in known:
                self.output.remove(file)
                self.removed.append(file)
            else:
                self._tell_left(file)
        left = {Path(p.location.file).stem for p in self.problems if p.code == "output-left"}
        for name in {file.stem for file in self.gone} - left:
            del self.manifest.agreements[name]

    def make(self, track: Track) -> None:
        """Make what is stale, remove what is gone, and write down what there is now."""
        from avtalegen.makers import Order
        from avtalegen.workers import make_each

        order = Order(
            self.workspace.root, self.formats, self.output.folder,
            self.output.aside / "new", self.today,
        )  # fmt: skip
        done = make_each(order, self.stale, self.way.jobs, self.workspace)
        made = []
        for _name, each in zip(track(self.stale), done, strict=True):
            made.append(each)
            for format_ in each.written:  # while others are made
                self.output.settle(f"{each.name}.{format_}")
        again = Inputs(self.workspace, self.inputs.program)
        for each in made:
            self._take(each, again)
        self._remove()
        failed = self.output.publish(self.manifest)
        self.problems += failed
        names = {Path(problem.location.file).stem for problem in failed}
        self.files = [self.output.folder / f"{each.name}.{format_}" for each in made
                      if each.name not in names for format_ in each.written]  # fmt: skip
        self._keep(names)

    def _take(self, made: Made, again: Inputs) -> None:
        self.problems += made.problems
        if made.inputs is None or made.outputs is None:
            self._keep([made.name])
            return
        self.made.append(made.name)
        self.equal += not made.written
        self.problems += self._find_replaced(made)
        known = {name: found for name, found in made.inputs.items() if found is not None}
        names = tuple(made.inputs)
        made_of = self.inputs.digest(names, known)
        if again.digest(names, known) == made_of:  # else something changed while it was read
            day, until = self.today, made.until
            entry = Entry(
                made_of, names, made.outputs, self.home, made.problems,
                self.workspace.root.as_posix(),
                day.isoformat() if day else "", until.isoformat() if until else "",
            )  # fmt: skip
            self.manifest.keep(made.name, entry)

    def _find_replaced(self, made: Made) -> Iterator[Problem]:
        """A warning for each file that somebody has changed, and that is written anew."""
        entries = self.manifest.agreements.get(made.name, {}).values()
        for format_ in made.written:
            known = {entry.outputs.get(format_) for entry in entries} - {None}
            found = self._digest(made.name, format_)
            if known and found and found not in known:
                place = Location((self.output.folder / f"{made.name}.{format_}").as_posix())
                yield Problem("output-replaced", place)

    def _keep(self, names: Iterable[str]) -> None:
        files = (self.output.folder / f"{name}.{each}" for name in names for each in FORMATS)
        self.kept += sorted(file for file in files if file.is_file())

    def _find_older(self) -> Iterator[str]:
        """The files in other formats that were made of what these agreements no longer are."""
        done = {*self.fresh, *self.made}
        for name in sorted(done):
            for entry in self.manifest.agreements.get(name, {}).values():
                others = sorted({*entry.outputs} - {*self.formats})
                if others and entry.made_of != self.inputs.digest(entry.inputs):
                    yield from (f"{name}.{each}" for each in others
                                if self._digest(name, each) == entry.outputs[each])  # fmt: skip

    def tell(self) -> Built:
        """What was done, with what was told when fresh agreements were made."""
        told = [*self.problems, *(p for entry in self.fresh.values() for p in entry.problems)]
        if older := [*dict.fromkeys(self._find_older())]:
            details = {
                "read": ", ".join(older[:_MOST_NAMED]) + (" …" if older[_MOST_NAMED:] else "")
            }
            place = Location(self.output.folder.as_posix())
            told.append(Problem("output-older", place, details=details))
        listing = self.workspace.list_problems(told)
        return Built(
            tuple(self.files),
            listing,
            tuple(self.removed),
            tuple(self.kept),
            len(self.fresh),
            self.equal,
        )
