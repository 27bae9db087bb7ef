"""Writing a warm document as DOCX, beside the floor, and the gate beside writing.

The floor is what no writer can be faster than: a body that is ready as text is deflated and put
into a zip in which every other part lies ready. Rounds go in turn, in one process; the ratio of
each round counts. "New" is a document in which every paragraph has a word that was never seen: what
was measured and judged of an earlier one does not help it.
"""

from __future__ import annotations

import io
import statistics
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.stress import build_stress  # noqa: E402
from tests.support import MUNICIPALITIES, build_document, read_look  # noqa: E402

from avtalegen.document import Document, Inline, Text  # noqa: E402
from avtalegen.style import Look  # noqa: E402
from avtalegen.transforms import map_document  # noqa: E402
from avtalegen.writers import docx, gate  # noqa: E402  # after the path is set
from avtalegen.writers.said import list_printed  # noqa: E402

ROUNDS = 31
LETTERS = "abdefgklmn"  # of words that no agreement has
MAIN = "word/document.xml"


def make_floor(data: bytes) -> Callable[[], bytes]:
    """A function that makes the same package anew from its body, all else being ready."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read(MAIN).decode()
        offset = package.getinfo(MAIN).header_offset
        names = sorted(package.infolist(), key=lambda entry: entry.header_offset)
        after = next(
            (e.header_offset for e in names if e.header_offset > offset), package.start_dir
        )
        directory = package.start_dir
    before, rest, end = data[:offset], data[after:directory], data[directory:]

    def build() -> bytes:
        raw = body.encode()
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(raw) + packer.flush()
        name = MAIN.encode()
        head = struct.pack(
            "<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, zlib.crc32(raw), len(packed), len(raw),
            len(name), 0,
        )  # fmt: skip
        # The directory would need the new lengths too, which is a copy of the same size.
        return b"".join((before, head, name, packed, rest, end))

    return build


def measure(action: Callable[[], object]) -> float:
    """The seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each agreement."""
    look = read_look()
    documents = {name: build_document(name) for name in MUNICIPALITIES}
    documents["stress"] = build_stress()
    for name, document in documents.items():
        data = docx.make(document, look)
        floor, said = make_floor(data), list_printed(document)
        gate.check(data, said)
        rounds = [
            (
                measure(floor),
                measure(lambda: docx.make(document, look)),  # noqa: B023  # called at once
                measure(lambda: gate.check(data, list_printed(document))),  # noqa: B023
            )
            for _ in range(ROUNDS)
        ]
        print_line(name, rounds)
        print_line(f"{name}, new", [measure_new(document, look, n) for n in range(ROUNDS)])


def measure_new(document: Document, look: Look, number: int) -> tuple[float, float, float]:
    """The same of a document in which every paragraph has a word that was never seen."""
    word = "".join(LETTERS[int(digit)] for digit in str(number))

    def change(inline: Inline) -> Inline:
        return Text(f"{inline.text} {word}") if isinstance(inline, Text) else inline

    changed = map_document(document, change)
    data = docx.make(map_document(document, lambda inline: inline), look)
    floor = make_floor(data)
    written: list[bytes] = []
    return (
        measure(floor),
        measure(lambda: written.append(docx.make(changed, look))),
        measure(lambda: gate.check(written[0], list_printed(changed))),
    )


def print_line(name: str, rounds: list[tuple[float, float, float]]) -> None:
    """One agreement: the floor in milliseconds, and the two ratios with their least and most."""
    ratios = [write / floor for floor, write, _ in rounds]
    gates = [check / write for _, write, check in rounds]
    floor = statistics.median(floor for floor, _, _ in rounds) * 1000
    sys.stdout.write(
        f"{name:18} floor {floor:5.2f} ms  writing {statistics.median(ratios):5.2f} x "
        f"({min(ratios):.2f} to {max(ratios):.2f})  gate {statistics.median(gates):.2f} x writing "
        f"({min(gates):.2f} to {max(gates):.2f})\n"
    )


if __name__ == "__main__":
    main()
