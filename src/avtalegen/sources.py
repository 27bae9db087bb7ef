"""The digest of all that an agreement was made from, so that a document tells which sources it has.

Takes what was read; gives a SHA-256. The same sources give the same digest on every machine: it
knows no folder, no clock and no version of the program, which a document tells beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from avtalegen.agreements import Reading
from avtalegen.document import Picture
from avtalegen.style import Look

# What one source is: its kind, its name, and its contents.
Source = tuple[str, str, bytes]


def make_digest(
    reading: Reading, texts: Mapping[str, str], look: Look, logos: Iterable[Picture]
) -> str:
    """The SHA-256 of the sources, in hexadecimal digits.

    `texts` are those of the files of templates by their path (clauses.Library), and `logos` are
    those of the parties.
    """
    return digest(_list_sources(reading, texts, look, logos))


def digest(sources: Iterable[Source]) -> str:
    """The SHA-256 of the sources in their order, each with its kind, its name and its length."""
    made = hashlib.sha256()
    for kind, name, content in sources:
        made.update(f"{kind}\0{name}\0{len(content)}\0".encode())
        made.update(content)
    return made.hexdigest()


def _list_sources(
    reading: Reading, texts: Mapping[str, str], look: Look, logos: Iterable[Picture]
) -> Iterator[Source]:
    tree = reading.tree
    yield "municipality", PurePosixPath(tree.name).stem, "\n".join(tree.lines).encode()
    template = f"avtaler/{reading.agreement.mal}.yaml"
    yield "template", template, texts[template].encode()
    for name in sorted(reading.clauses):
        declaration = f"klausuler/{name}/klausul.yaml"
        yield "clause", declaration, texts[declaration].encode()
        yield "clause text", name, reading.clauses[name].source.text.encode()
    yield "style", "stil.yaml", look.style.model_dump_json().encode()
    for position, logo in enumerate(logos):
        yield "logo", f"{position} {logo.alt}", logo.data
    yield "Word template", "", look.word_template
