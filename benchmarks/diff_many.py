"""How long diff takes beside a build of the same agreements: a pair, and all 357 as a matrix.

Makes a file for each municipality of the register, as check_many.py does, and does both in turn in
one process, so that both meet the same machine; prints the ratio of each pair.
Run it with `make bench`.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from avtalegen import builds
from avtalegen.differences import Asked, diff
from avtalegen.messages.languages import read_catalogue
from avtalegen.pages.formats import View, write_markdown
from avtalegen.register import read_register
from avtalegen.workspace import Workspace
from check_many import make_workspace, time_it

ROOT = Path(__file__).parent.parent
PAIR = ("tromso", "stjordal")


def build(folder: Path, names: tuple[str, ...]) -> None:
    """Build the agreements as DOCX and Markdown, in this process, into a new folder."""
    with tempfile.TemporaryDirectory() as out:
        built = builds.build(Workspace(folder), names or None, ["docx", "md"], Path(out))
    assert built.files, built.problems


def compare(folder: Path, names: tuple[str, ...]) -> None:
    """Compare the agreements, and write the page as Markdown."""
    found = diff(Workspace(folder), Asked(names))
    assert not found.listing.problems, found.listing.problems
    write_markdown(found, View(), read_catalogue("nb"))


def measure(label: str, folder: Path, names: tuple[str, ...], rounds: int) -> None:
    """Print the medians of both, and the ratio of each pair as median, least and most."""

    def run(work: Callable[[Path, tuple[str, ...]], None]) -> float:
        return time_it(lambda inside: work(inside, names), folder)

    pairs = [(run(build), run(compare)) for _ in range(rounds + 1)][1:]
    ratios = sorted(compared / built for built, compared in pairs)
    built, compared = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"avtalegen diff of {label}, beside a build of them")
    print(f"  build {built:7.2f} s")
    print(
        f"  diff  {compared:7.2f} s  {statistics.median(ratios):.2f} x"
        f"  ({ratios[0]:.2f} to {ratios[-1]:.2f}, {rounds} pairs)"
    )


def main(rounds: int) -> None:
    """Measure a pair of the five, and all municipalities."""
    measure("two agreements", ROOT, PAIR, 4 * rounds + 1)
    with tempfile.TemporaryDirectory() as name:
        make_workspace(Path(name))
        measure(f"{len(read_register())} municipalities", Path(name), (), rounds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    main(parser.parse_args().rounds)
