"""What the first pages of a paper copy hold, and where, whoever writes them.

Takes the lines of a cover, its logos and the entries of the contents; gives what to set. It must
never know a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from avtalegen.document import Document, Inline, Picture, Value, read_text
from avtalegen.language import join
from avtalegen.quick import dataclass
from avtalegen.writers.geometry import CONTENTS, TWIPS_PER_MM
from avtalegen.writers.plain import Entry

_LOGO_HEIGHT, _LOGO_WIDTH = 22, 62  # millimetres, at most
_LOGOS_IN_A_ROW, _LOGO_GAP = 3, 6


class Kind(Enum):
    """What a line of those that name the parties is: a word under the rule, a word, or a party."""

    RULE = "rule"
    WORD = "word"
    PARTY = "party"


def list_parties(line: Iterable[Inline]) -> Iterator[tuple[Kind, str]]:
    """The line that names the parties, each of them on a line of its own, and what joins them."""
    kind, party = Kind.RULE, ""
    for inline in line:
        said = read_text((inline,))
        if isinstance(inline, Value):
            party = said
            continue
        words = said.strip()
        if party and words.startswith(","):
            party, words = f"{party},", words[1:].strip()
        if party:
            yield Kind.PARTY, party
            party = ""
        if words:
            yield kind, words
        kind = Kind.WORD
    if party:
        yield Kind.PARTY, party


def name_parties(document: Document) -> str:
    """The parties in a sentence: A kommune, B kommune og C politidistrikt."""
    lines = document.front[:1]
    names = [inline.text for line in lines for inline in line if isinstance(inline, Value)]
    return join(names, document.language)


def group_logos(logos: Sequence[Picture]) -> Iterator[Sequence[Picture]]:
    """The logos that stand beside each other, row by row."""
    for at in range(0, len(logos), _LOGOS_IN_A_ROW):
        yield logos[at : at + _LOGOS_IN_A_ROW]


def size_logo(logo: Picture, beside: int, text_width: int) -> tuple[float, float]:
    """How wide and tall a logo is in millimetres, where so many share a line of so many twips."""
    room = text_width / TWIPS_PER_MM / beside - _LOGO_GAP
    scale = min(_LOGO_HEIGHT / logo.height, min(_LOGO_WIDTH, room) / logo.width)
    return logo.width * scale, logo.height * scale


@dataclass(frozen=True, slots=True)
class Indent:
    """Where the words of an entry begin, in twips; its number hangs so far to the left of that."""

    at: int
    hang: int = 0


def indent_entry(entry: Entry, *, numbered: bool) -> Indent:
    """The indent of an entry: one without a number begins where others do if any is `numbered`."""
    left = CONTENTS[0] if entry.level == 2 else 0
    if entry.number[:1].isdigit():
        return Indent(CONTENTS[entry.level - 1], CONTENTS[entry.level - 1] - left)
    at = CONTENTS[entry.level - 1] if numbered and not entry.number else left
    return Indent(at)
