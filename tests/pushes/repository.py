"""A workspace in git that tests change file by file."""

import shutil
import subprocess
from pathlib import Path

from avtalegen.pushes.comparing import compare_revisions
from avtalegen.pushes.ranges import read_range
from avtalegen.pushes.telling import Pushed, Shared
from avtalegen.workspace import Workspace
from tests.support import ROOT, SMALLEST, keep_in_git

CLAUSE = "templates/klausuler/{}/nb.md"


class Repository:
    """The folder of a workspace, whose first commit has the tag v1."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "templates", folder / "templates")
        (folder / "kommuner").mkdir()
        for name, text in files.items():
            self.write(f"kommuner/{name}.yaml", text)
        self.keep("v1")

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.folder)

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words], check=True, capture_output=True
        )
        return done.stdout.decode().strip()

    def keep(self, tag: str) -> None:
        keep_in_git(self.folder)
        self.git("tag", tag)

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, right: str, other: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert right in text, (path, right)
        self.write(path, text.replace(right, other))

    def edit_clause(self, clause: str, right: str, other: str) -> None:
        self.edit(CLAUSE.format(clause), right, other)

    def compare(self, asked: str = "v1", *names: str) -> Pushed:
        found = compare_revisions(self.workspace, read_range(asked), names)
        assert found.compared, found.listing.problems
        return found


def make_text(name: str, **changes: str) -> str:
    """The smallest agreement, of a municipality with the name."""
    text = SMALLEST.replace("Eksempel kommune", f"{name} kommune")
    for right, other in changes.items():
        assert right in text
        text = text.replace(right, other)
    return text


def tell(runs) -> str:
    """Runs as a line: the same [-removed-] {+added+}."""
    signs = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    said = (signs[run.tag][0] + run.text.strip() + signs[run.tag][1] for run in runs)
    return " ".join(said)


def tell_ways(shared: Shared) -> list[tuple[list[str], list[str]]]:
    """The agreements of each way, and the passages that change in the one that is shown."""
    return [
        (list(way.parts), [tell(p.runs) for p in way.parts[way.shown].change.passages if p.differs])
        for way in shared.ways
    ]
