"""What a Markdown parser would drop or change without a word, found before it parses.

Takes the text of a clause or a value; gives faults, and the text without the characters that no
document may hold. It knows no parser.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator, Sequence

from avtalegen.language import MONTHS
from avtalegen.messages import Words, phrase
from avtalegen.quick import dataclass
from avtalegen.textfile import find_invisible, find_unprintable, is_printable

_NOTE_TEXT = re.compile(r"^[ \t*+-]*\[\^([^\[\]\s]+)\]:", re.MULTILINE)
# A line of words with a line of --- or === below it.
_UNDERLINED = re.compile(
    r"^(?![ ]*[-*+#>|])(?=[^\n|]*\S)[^\n|]+\n {0,3}(?:-{2,}|=+) *$", re.MULTILINE
)
# Signs at the end of a heading, which Markdown takes for its frame.
_CLOSED = re.compile(r"^ {0,3}#{1,6}[ \t](?:.*[ \t])?(?P<signs>#+)[ \t]*$", re.MULTILINE)
_NUMBERED = re.compile(r"\s*(\d{1,9})[.)]\s+(.*)")
# An entity, if no backslash makes its & a character.
_ENTITY = re.compile(r"(?<!\\)(?:\\\\)*(?P<entity>&(?:#\w{1,8}|\w{1,40});)")


@dataclass(frozen=True, slots=True)
class Fault:
    """The code of a problem, what was read, and the line that it stands on, from 0."""

    code: str
    read: Words
    line: int


def find_faults(markdown: str) -> Iterator[Fault]:
    """Footnotes written twice, entities for what cannot be, and headings of another shape."""
    written: set[str] = set()
    for found in _NOTE_TEXT.finditer(markdown):
        if found[1] in written:
            line = markdown.count("\n", 0, found.start(1))
            yield Fault("markup-note-written-twice", f"[^{found[1]}]", line)
        written.add(found[1])
    for found in _ENTITY.finditer(markdown):
        entity, line = found["entity"], markdown.count("\n", 0, found.start("entity"))
        if not _is_allowed(entity):
            yield Fault("file-character", find_unprintable(_decode(entity)) or entity, line)
        elif invisible := find_invisible(_decode(entity)):
            yield Fault("file-invisible", invisible, line)
    for found in _UNDERLINED.finditer(markdown):
        read = phrase("a heading made by the line below it (write # before it)")
        yield Fault("markup-unsupported", read, markdown.count("\n", 0, found.start()))

    for found in _CLOSED.finditer(markdown):
        read = phrase("# at the end of a heading (remove it, or write a backslash before it)")
        yield Fault("markup-unsupported", read, markdown.count("\n", 0, found.start("signs")))


def find_joined(lines: list[str], stretch: Sequence[int] | None, following: int) -> list[int]:
    """The lines inside an item's words that begin with the number of the following item.

    `stretch` is that of the words: an item that is indented like them is some of them.
    """
    first, end = stretch or (0, 0)
    found = [(line, _NUMBERED.match(lines[line])) for line in range(first + 1, end)]
    return [line for line, item in found if item and keeps_number(item[1], following, item[2])]


def keeps_number(number: str, position: int, words: str) -> bool:
    """Whether an item keeps its number when the list is counted from 1, and is no date.

    `number` is the one that was written, and `words` are those of the item.
    """
    return number == str(position) and words.split(" ", maxsplit=1)[0].casefold() not in MONTHS


def clean(markdown: str) -> str:
    """The text without entities for characters that cannot stand in a document."""
    return _ENTITY.sub(
        lambda found: found[0] if _is_allowed(found["entity"])
        else found[0].removesuffix(found["entity"]),
        markdown,
    )  # fmt: skip


def _decode(entity: str) -> str:
    # html.unescape reads &#150; as Windows did, and drops what it does not know.
    number = re.fullmatch(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));", entity)
    if not number:
        return html.unescape(entity)
    code = int(number[1], 16) if number[1] else int(number[2])
    return chr(code) if 0 < code <= sys.maxunicode else "\0"


def _is_allowed(entity: str) -> bool:
    meant = _decode(entity)
    return is_printable(meant) and not set(meant) & set("\t\n\r")
