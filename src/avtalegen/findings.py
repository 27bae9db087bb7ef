"""What a text has that a document cannot hold, and where in the text it stands."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.document import Path
from avtalegen.messages import Words
from avtalegen.quick import dataclass
from avtalegen.tokens import TOKEN


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a document cannot hold.

    `path` is that of the value it stands in, or None for the clause's own text; `line` is the line
    of that text, from 0, and `excerpt` some words of the clause's own on it.
    """

    code: str
    details: Mapping[str, Words]
    path: Path | None = None
    line: int = 0
    excerpt: str = ""


def excerpt(line: str) -> str:
    """The longest stretch of a line that is no value, by which the line can be found."""
    return max(TOKEN.sub("\n", line).split("\n"), key=len).strip()
