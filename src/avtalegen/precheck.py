"""What a Markdown parser would drop or change without a word, found before it parses.

Takes the text of a clause or a value; gives faults, and the text without the characters that no
document may hold. It knows no parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from avtalegen.language import MONTHS
from avtalegen.messages import Words
from avtalegen.textfile import find_unprintable, is_printable

_NOTE_TEXT = re.compile(r"^[ \t*+-]*\[\^([^\[\]\s]+)\]:", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{1,40});")


@dataclass(frozen=True, slots=True)
class Fault:
    """The code of a problem, what was read, and the line that it stands on, from 0."""

    code: str
    read: Words
    line: int


def find_faults(markdown: str) -> Iterator[Fault]:
    """Footnotes that are written twice, and entities for characters that cannot be."""
    written: set[str] = set()
    for found in _NOTE_TEXT.finditer(markdown):
        if found[1] in written:
            line = markdown.count("\n", 0, found.start(1))
            yield Fault("markup-note-written-twice", f"[^{found[1]}]", line)
        written.add(found[1])
    for found in _ENTITY.finditer(markdown):
        if not _is_allowed(found[0]):
            read = find_unprintable(html.unescape(found[0])) or found[0]
            yield Fault("file-character", read, markdown.count("\n", 0, found.start()))


def keeps_number(numbers: list[str], position: int, words: str) -> bool:
    """Whether an item keeps its number when the list is counted from 1, and is no date.

    `numbers` are those that were written, and `words` those of the item. A list may have 1 before
    every item.
    """
    counted = set(numbers) == {"1"} or numbers[position - 1] == str(position)
    return counted and words.split(" ", maxsplit=1)[0].casefold() not in MONTHS


def clean(markdown: str) -> str:
    """The text without entities for characters that cannot stand in a document."""
    return _ENTITY.sub(lambda found: found[0] if _is_allowed(found[0]) else "", markdown)


def _is_allowed(entity: str) -> bool:
    meant = html.unescape(entity)
    return is_printable(meant) and not set(meant) & set("\t\n\r")
