"""How long one cold build takes, beside pandoc on the Markdown that it wrote.

Runs the commands in turn, so that all meet the same machine, and prints the ratio of each pair.
Cold is a new process for each run; Python's own bytecode is there, as after an installation.
"First" has an empty cache, as on the day of installing. "Again" is what one does every day: the
templates are as they were, and the municipality's file was edited since the last run. Both write
DOCX and Markdown; PDF and HTML are written alone.
Run it with `make bench`; it needs pypandoc_binary, which carries pandoc 3.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
# What no build does without, each at its fastest: nothing is collected, nothing is freed.
LIBRARIES = (
    "import gc, os; gc.disable(); import pydantic_core, yaml, jinja2.sandbox, markdown_it; "
    "import mdit_py_plugins.footnote; os._exit(0)"
)


class Place:
    """A workspace with one municipality and a cache of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.cache = folder, folder / "cache"
        self.file = folder / "kommuner" / f"{name}.yaml"
        self.file.parent.mkdir()
        self.text = (ROOT / "kommuner" / f"{name}.yaml").read_text(encoding="utf-8")
        self.edits = 0
        self.edit()

    def forget(self) -> None:
        """Empty the cache."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def edit(self) -> None:
        """Write the municipality's file with another comment at its end."""
        self.edits += 1
        self.file.write_text(f"{self.text}\n# {self.edits}\n", encoding="utf-8")

    def run(self, command: list[str]) -> float:
        """The seconds that a command takes as a whole process."""
        environment = {**ENVIRONMENT, "AVTALEGEN_CACHE": str(self.cache)}
        start = time.perf_counter()
        subprocess.run(command, cwd=self.folder, env=environment, check=True, capture_output=True)
        return time.perf_counter() - start


def measure(name: str, rounds: int) -> None:
    """Print the median of each command, and the ratio of each pair as median, least and most."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), name)
        pandoc = str(pypandoc.get_pandoc_path())
        build = [sys.executable, "-m", "avtalegen", "build", name]
        commands = {
            "first": (build, place.forget),
            "again": (build, place.edit),
            "again, PDF": ([*build, "--format", "pdf"], place.edit),
            "again, HTML": ([*build, "--format", "html"], place.edit),
            "its libraries": ([sys.executable, "-c", LIBRARIES], None),
            "pandoc": ([pandoc, f"build/{name}.md", "-o", "pandoc.docx"], None),
        }
        taken = []
        for _ in range(rounds + 1):  # the first round warms the machine up, and is not counted
            taken.append({})
            for label, (command, prepare) in commands.items():
                if prepare:
                    prepare()
                taken[-1][label] = place.run(command)
    version = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True)
    print(f"avtalegen build {name}, beside {version.stdout.splitlines()[0]} to DOCX")
    for label in commands:
        ratios = sorted(each[label] / each["pandoc"] for each in taken[1:])
        print(
            f"  {label:14} {statistics.median(each[label] for each in taken[1:]) * 1000:5.0f} ms"
            f"  {statistics.median(ratios):5.2f} x pandoc"
            f"  ({ratios[0]:.2f} to {ratios[-1]:.2f}, {rounds} pairs)"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="sor-varanger")
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    measure(options.name, options.rounds)
