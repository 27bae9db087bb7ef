"""How long checking 357 municipalities takes, beside reading and assembling them as a build does.

Makes a file for each municipality of the register, in turn after each of the five agreements, and
does both in turn in one process, so that both meet the same machine; prints the ratio of each pair.
Run it with `make bench`.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from avtalegen import commands
from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.register import read_register
from avtalegen.workspace import Workspace

ROOT = Path(__file__).parent.parent
FIVE = {
    "harstad": "Harstad", "rana": "Rana", "sor-varanger": "Sør-Varanger",
    "stjordal": "Stjørdal", "tromso": "Tromsø",
}  # fmt: skip


def make_workspace(folder: Path) -> None:
    """Write a file for each municipality: the choices of one of the five, and its own name."""
    (folder / "kommuner").mkdir()
    texts = [
        (name, (ROOT / "kommuner" / f"{file}.yaml").read_text(encoding="utf-8"))
        for file, name in FIVE.items()
    ]
    for position, municipality in enumerate(read_register().values()):
        name, text = texts[position % len(texts)]
        text = text.replace(f"{name} kommune", f"{municipality.names[0]} kommune")
        text = re.sub(r"kommunenummer: \S+", f"kommunenummer: {municipality.number}", text)
        file = folder / "kommuner" / f"k{municipality.number}.yaml"
        file.write_text(text, encoding="utf-8")


def read_and_assemble(folder: Path) -> None:
    """What a build does before it checks and writes."""
    workspace = Workspace(folder)
    workspace.read_look()
    for name in workspace.list_names()[0]:
        reading, problems = read_agreement(workspace.read_municipality(name), workspace.library)
        assert reading, problems
        assembled, problems = assemble(reading)
        assert assembled, problems


def check(folder: Path) -> None:
    """The whole command, without its start and without printing."""
    found = commands.check(Workspace(folder), today=date(2026, 11, 22))
    assert found.checked == len(read_register())


def time_it(work: Callable[[Path], None], folder: Path) -> float:
    """The seconds that the work takes."""
    start = time.perf_counter()
    work(folder)
    return time.perf_counter() - start


def measure(rounds: int) -> None:
    """Print the medians of both, and the ratio of each pair as median, least and most."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_workspace(folder)
        pairs = [(time_it(read_and_assemble, folder), time_it(check, folder))
                 for _ in range(rounds + 1)][1:]  # fmt: skip
    ratios = sorted(checked / assembled for assembled, checked in pairs)
    assembled, checked = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"avtalegen check of {len(read_register())} municipalities, beside reading and assembling"
    )
    print(f"  reading and assembling {assembled:6.2f} s")
    print(
        f"  check                  {checked:6.2f} s  {statistics.median(ratios):.2f} x"
        f"  ({ratios[0]:.2f} to {ratios[-1]:.2f}, {rounds} pairs)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    measure(parser.parse_args().rounds)
