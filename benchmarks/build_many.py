"""How long a build of all municipalities takes, beside what else could make their documents.

    python benchmarks/build_many.py [--only pandoc docxtpl …] [--rounds 3] [--count 357]

Makes the municipalities of municipalities.py, and runs whole processes in turn, so that all meet
the same machine; prints the ratio of each pair. The parts are

    pandoc        DOCX and Markdown of all, beside a run of pandoc 3 for each on that Markdown
    docxtpl       the same, beside one process that fills a template: see fill_template.py
    workers       two workers beside one
    nothing       a build with nothing to do, beside `python -c pass`
    municipality  a build after a change in one municipality, beside one of all
    clause        a build after a change in one clause, beside one of all
    memory        the most that any process of a build needs
    since         diff --since after a change in one clause, beside a build of all
    growth        36, 357 and 3,570 municipalities
    help          `avtalegen --help`, beside `python -c pass`

Run it with `make bench`; it needs pypandoc_binary, which carries pandoc 3, and docxtpl.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from avtalegen.quick import dataclass
from fill_template import make_template
from municipalities import make_workspace
from places import list_places

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
AVTALEGEN = [sys.executable, "-m", "avtalegen"]
BUILD = [*AVTALEGEN, "build", "--all"]
ANEW = [*BUILD, "--force"]
NOTHING = [sys.executable, "-c", "pass"]
# How many pairs of what takes less than a second stand for one of what takes longer.
SHORT = 7
CLAUSE = "taushetsplikt"
COMMIT = ("-c", "user.name=avtalegen", "-c", "user.email=avtalegen@example.com", "commit")


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds by the clock, and MiB of the largest process that it started."""

    seconds: float
    peak: float


class Place:
    """A workspace of municipalities, with a cache of its own; it is built once, to begin with."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count, self.edits = folder / f"{count}", count, 0
        make_workspace(self.folder, count)
        self.run(ANEW)

    def run(self, command: list[str]) -> Taken:
        """Run a command to its end; what it says is shown if it fails."""
        environment = {**ENVIRONMENT, "AVTALEGEN_CACHE": str(self.folder / "cache")}
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=said, stderr=said
            )
            _, status, used = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                sys.exit(said.read().decode())
        return Taken(seconds, used.ru_maxrss / 1024)

    def build(self, *options: str) -> float:
        """The seconds that building all takes, into a folder that is not there before."""
        shutil.rmtree(self.folder / "build")
        return self.run([*BUILD, *options]).seconds

    def convert(self) -> float:
        """The seconds that pandoc takes for the Markdown of all, a process for each."""
        import pypandoc

        pandoc = str(pypandoc.get_pandoc_path())
        files = sorted((self.folder / "build").glob("*.md"))
        return sum(self.run([pandoc, str(file), "-o", "pandoc.docx"]).seconds for file in files)

    @cached_property
    def template(self) -> Path:
        """A folder with a template of the size of the agreement in the middle, and all values."""
        texts = sorted((self.folder / "build").glob("*.md"), key=lambda file: file.stat().st_size)
        middle = texts[len(texts) // 2].with_suffix(".docx")
        places = {place.file: place for place in list_places(self.count)}
        of = places[middle.stem]
        folder = self.folder / "docxtpl"
        folder.mkdir()
        names = {of.municipality.district: "district", of.name: "name"}
        loops = json.dumps(make_template(middle, folder, names), ensure_ascii=False)
        values = {
            name: {
                **json.loads(loops.replace(of.name, place.name)),
                "name": place.name, "district": place.municipality.district,
            }
            for name, place in places.items()
        }  # fmt: skip
        (folder / "verdier.json").write_text(json.dumps(values), encoding="utf-8")
        return folder

    def fill(self) -> float:
        """The seconds that docxtpl takes for a document of the same size for all."""
        script = str(ROOT / "benchmarks" / "fill_template.py")
        return self.run([sys.executable, script, str(self.template)]).seconds

    def edit(self, file: Path) -> None:
        """Write one more comment or paragraph at the end of a file."""
        self.edits += 1
        said = f"# {self.edits}\n" if file.suffix == ".yaml" else f"\n\nEndring {self.edits}.\n"
        with file.open("a", encoding="utf-8") as written:
            written.write(said)

    def borrow(self, clause: str) -> Path:
        """The text of a clause of the workspace's own, which is like the one it takes over."""
        inside = Path("templates") / "klausuler" / clause
        shutil.copytree(ROOT / inside, self.folder / inside, dirs_exist_ok=True)
        return self.folder / inside / "nb.md"

    def list_documents(self) -> dict[str, int]:
        """When each document was written, by its name."""
        return {file.name: file.stat().st_mtime_ns for file in self.folder.glob("build/*.docx")}


def tell(label: str, pairs: list[tuple[float, float]], names: tuple[str, str]) -> None:
    """Print the medians of both, and the ratio of each pair as median, least and most."""
    ratios = sorted(one / other for one, other in pairs)
    one, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"{label:13} {names[0]} {one:.3f} s, {names[1]} {other:.3f} s:"
        f" {statistics.median(ratios):.3f} x"
        f" ({ratios[0]:.3f} to {ratios[-1]:.3f}, {len(pairs)} pairs)",
        flush=True,
    )


def compare(
    rounds: int, one: Callable[[], float], other: Callable[[], float]
) -> list[tuple[float, float]]:
    """The seconds of both, in turn; which of them comes first changes from pair to pair."""
    pairs = []
    for position in range(rounds):
        if position % 2:
            second, first = other(), one()
        else:
            first, second = one(), other()
        pairs.append((first, second))
    return pairs


def measure_pandoc(place: Place, rounds: int) -> None:
    """All of them, beside pandoc."""
    pairs = compare(rounds, place.build, place.convert)
    tell("pandoc", pairs, ("build --all", f"{place.count} runs of pandoc"))


def measure_docxtpl(place: Place, rounds: int) -> None:
    """All of them, beside docxtpl."""
    place.fill()  # makes the template, and Python's bytecode of the library
    pairs = compare(rounds, place.build, place.fill)
    tell("docxtpl", pairs, ("build --all", "docxtpl"))


def measure_workers(place: Place, rounds: int) -> None:
    """Two workers beside one."""

    def run(jobs: int) -> float:
        return place.build("--jobs", str(jobs))

    tell("workers", compare(rounds, lambda: run(2), lambda: run(1)), ("two", "one"))


def measure_nothing(place: Place, rounds: int) -> None:
    """A build with nothing to do."""
    place.run(BUILD)
    before = place.list_documents()
    pairs = compare(
        SHORT * rounds, lambda: place.run(BUILD).seconds, lambda: place.run(NOTHING).seconds
    )
    assert place.list_documents() == before
    tell("nothing", pairs, ("build --all", "python -c pass"))


def measure_change(label: str, place: Place, file: Path, rounds: int) -> None:
    """A build after a change in one file, beside a build of all."""
    place.run(BUILD)
    changed = set[int]()

    def rebuild() -> float:
        place.edit(file)
        before = place.list_documents()
        seconds = place.run(BUILD).seconds
        after = place.list_documents()
        changed.add(sum(before[name] != after[name] for name in after))
        return seconds

    pairs = compare(rounds, rebuild, place.build)
    told = " or ".join(map(str, sorted(changed)))
    tell(label, pairs, (f"rebuilds {told} in", "all anew"))


def measure_municipality(place: Place, rounds: int) -> None:
    """A change in one municipality."""
    file = min((place.folder / "kommuner").iterdir())
    measure_change("municipality", place, file, rounds)


def measure_clause(place: Place, rounds: int) -> None:
    """A change in one clause."""
    measure_change("clause", place, place.borrow(CLAUSE), rounds)


def measure_memory(place: Place, rounds: int) -> None:
    """What the largest process of a build needs."""
    for jobs in (1, 2):
        peaks = [place.run([*ANEW, "--jobs", str(jobs)]).peak for _ in range(rounds)]
        print(f"memory        --jobs {jobs}: {max(peaks):.0f} MiB at most in a process", flush=True)


def measure_growth(places: list[Place], rounds: int) -> None:
    """How the seconds for each municipality grow with their number, the start left out.

    Between two numbers of municipalities lies the time of those that are more; the first pair of
    numbers is beside the second.
    """
    taken = [[place.build() for place in places] for _ in range(rounds)]
    counts = [place.count for place in places]
    medians = [statistics.median(times) for times in zip(*taken, strict=True)]
    for count, seconds in zip(counts, medians, strict=True):
        print(
            f"growth        {count:5}: {seconds:7.2f} s, {seconds / count * 1000:.1f} ms for each"
        )
    few, some, many = counts
    pairs = [
        ((most - more) / (many - some), (more - least) / (some - few))
        for least, more, most in taken
    ]  # fmt: skip
    names = (f"one from {some} to {many}", f"one from {few} to {some}")
    tell("growth", pairs, names)


def measure_since(place: Place, rounds: int) -> None:
    """What a change in a clause changes in all of them, told as Markdown."""
    text = place.borrow(CLAUSE)
    for words in (["init", "-q"], ["add", "kommuner", "templates"], [*COMMIT, "-qm", "alt"]):
        place.run(["git", *words])
    place.edit(text)
    command = [*AVTALEGEN, "diff", "--since", "HEAD", "--format", "markdown"]
    pairs = compare(rounds, lambda: place.run(command).seconds, place.build)
    tell("since", pairs, ("diff --since", "build --all"))


def measure_help(place: Place, rounds: int) -> None:
    """The help text."""
    pairs = compare(
        SHORT * rounds, lambda: place.run([*AVTALEGEN, "--help"]).seconds,
        lambda: place.run(NOTHING).seconds,
    )  # fmt: skip
    tell("help", pairs, ("avtalegen --help", "python -c pass"))


PARTS: dict[str, Callable[[Place, int], None]] = {
    "pandoc": measure_pandoc,
    "docxtpl": measure_docxtpl,
    "workers": measure_workers,
    "nothing": measure_nothing,
    "municipality": measure_municipality,
    "clause": measure_clause,
    "since": measure_since,
    "memory": measure_memory,
    "help": measure_help,
}


def main(only: list[str], rounds: int, count: int) -> None:
    """Measure the parts."""
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name), count)
        for part, measure in PARTS.items():
            if part in only:
                measure(place, rounds)
        if "growth" in only:
            few, many = (Place(Path(name), size) for size in ((count + 5) // 10, count * 10))
            measure_growth([few, place, many], rounds)


if __name__ == "__main__":
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    parts = (*PARTS, "growth")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts, metavar="PART")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=357)
    options = parser.parse_args()
    main(options.only, options.rounds, options.count)
