"""A hundred agreements as PDF in one process, beside a hundred runs of pandoc to DOCX.

The five agreements take turns, each with words that none before it had, so that nothing is taken
from an earlier one. Rounds go in turn; the ratio of each round counts. "Reading" is what comes
before the writer: YAML, clauses and assembly. "A build" is the whole command over as many files,
with its checks; there a PDF is set while the next agreement is read.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pypandoc

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.support import MUNICIPALITIES, build_document, read_look  # noqa: E402

from avtalegen.document import Document, Inline, Text  # noqa: E402
from avtalegen.transforms import map_document  # noqa: E402
from avtalegen.writers import html, markdown, pdf, typesetting  # noqa: E402


def change(document: Document, number: int) -> Document:
    """The document with a number after the words of each clause."""

    def edit(inline: Inline) -> Inline:
        return Text(f"{inline.text} {number}") if isinstance(inline, Text) else inline

    return map_document(document, edit)


def measure(action: Callable[[], object]) -> float:
    """The seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main(many: int, rounds: int) -> None:
    """Print the seconds of each way, and the ratios of each round."""
    look, pandoc = read_look(), str(pypandoc.get_pandoc_path())
    taken: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        sources = {}
        for name in MUNICIPALITIES:
            sources[name] = Path(folder) / f"{name}.md"
            sources[name].write_bytes(markdown.write(build_document(name), look))
        turns = list(islice(cycle(MUNICIPALITIES), many))

        workspace = Path(folder) / "workspace"
        (workspace / "kommuner").mkdir(parents=True)
        for number, name in enumerate(turns):
            text = (ROOT / "kommuner" / f"{name}.yaml").read_text(encoding="utf-8")
            file = workspace / "kommuner" / f"k{number}.yaml"
            file.write_text(f"{text}\n# {number}\n", encoding="utf-8")
        build = [sys.executable, "-m", "avtalegen", "build", "--all", "--format", "pdf"]

        def run_build() -> None:
            shutil.rmtree(workspace / "build", ignore_errors=True)
            subprocess.run(build, cwd=workspace, check=True, capture_output=True)

        def run_pandoc() -> None:
            for name in turns:
                output = f"{folder}/{name}.docx"
                subprocess.run([pandoc, sources[name], "-o", output], check=True)

        for number in range(rounds + 1):  # the first round warms up, and is not counted
            start = time.perf_counter()
            read = [change(build_document(name), number * many + n) for n, name in enumerate(turns)]
            reading = time.perf_counter() - start
            taken.append({
                "reading": reading,
                "PDF": measure(lambda: [pdf.write(d, look) for d in read]),  # noqa: B023
                "its source": measure(
                    lambda: [typesetting.write_source(d, look.style) for d in read]  # noqa: B023
                ),
                "HTML": measure(lambda: [html.write(d, look) for d in read]),  # noqa: B023
                "a build": measure(run_build),
                "pandoc": measure(run_pandoc),
            })  # fmt: skip
    for label in taken[0]:
        ratios = sorted(each[label] / each["pandoc"] for each in taken[1:])
        middle = statistics.median(each[label] for each in taken[1:])
        sys.stdout.write(
            f"{many} x {label:11} {middle:6.2f} s  {statistics.median(ratios):.3f} x pandoc "
            f"({ratios[0]:.3f} to {ratios[-1]:.3f}, {rounds} rounds)\n"
        )
    both = statistics.median((t["reading"] + t["PDF"]) / t["pandoc"] for t in taken[1:])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"reading and PDF together {both:.3f} x pandoc; peak {peak:.0f} MiB\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    main(options.many, options.rounds)
