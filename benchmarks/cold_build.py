"""How long one cold build takes, beside pandoc on the Markdown that it wrote.

Runs the commands in turn, so that all meet the same machine, and prints the ratio of each pair.
Cold is a new process for each run; Python's own bytecode is there, as after an installation.
Run it with `make bench`; it needs pypandoc_binary, which carries pandoc 3.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
# What no build can do without, each at its fastest: nothing is collected, nothing is freed.
LIBRARIES = (
    "import gc, os; gc.disable(); import typer, pydantic, yaml, jinja2, markdown_it, docx; "
    "pydantic.create_model('Model', field=(int, 1))(); os._exit(0)"
)


def run(command: list[str]) -> float:
    """The seconds that a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True)
    return time.perf_counter() - start


def measure(name: str, rounds: int) -> None:
    """Print the median of each command, and the ratio of each pair as median, least and most."""
    with tempfile.TemporaryDirectory() as folder:
        pandoc = str(pypandoc.get_pandoc_path())
        commands = {
            "avtalegen": [sys.executable, "-m", "avtalegen", "build", name, "-o", folder],
            "pandoc": [pandoc, f"{folder}/{name}.md", "-o", f"{folder}/pandoc.docx"],
            "its libraries": [sys.executable, "-c", LIBRARIES],
        }
        for command in commands.values():
            run(command)
        taken = [{label: run(command) for label, command in commands.items()}
                 for _ in range(rounds)]  # fmt: skip
    version = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True)
    print(f"avtalegen build {name}, DOCX and Markdown, beside {version.stdout.splitlines()[0]}")
    for label in commands:
        ratios = sorted(each[label] / each["pandoc"] for each in taken)
        print(
            f"  {label:14} {statistics.median(each[label] for each in taken) * 1000:5.0f} ms"
            f"  {statistics.median(ratios):5.2f} x pandoc"
            f"  ({ratios[0]:.2f} to {ratios[-1]:.2f}, {rounds} pairs)"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="sor-varanger")
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    measure(options.name, options.rounds)
