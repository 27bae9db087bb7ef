"""Read the bytes of one file as text that is safe to put in a document.

Takes a path, gives text with LF line ends in Unicode NFC, and problems with line and column.
It must never know what the text is for: YAML and clause templates are read the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from avtalegen.messages import Words, phrase, write_number
from avtalegen.messages.foreign import explain_failure
from avtalegen.problems import AvtalegenError, Location, Problem, take

MOST_BYTES = 2_000_000
# From how many lines with a wrong letter on the file itself was saved wrongly.
MOST_SLIPS = 3

# What no document can hold: control characters, the private use area, noncharacters, the marks
# that turn the direction of the text, and the separators that Word shows as nothing.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "\U000e0000-\U000e007f\U000f0000-\U0010fffd]"
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064"
    "\u206a-\u206f\u2800\u3164\ufff9-\ufffb\uffa0]"
)
# What people paste without knowing it, by a name that they may know.
_NAMES: Mapping[str, Words] = {
    "\t": phrase("tab"),
    "\u00a0": phrase("no-break space"),
    "\u00ad": phrase("soft hyphen"),
    "\u200b": phrase("zero-width space"),
    "\u200c": phrase("zero-width non-joiner"),
    "\u200d": phrase("zero-width joiner"),
    "\u200e": phrase("left-to-right mark"),
    "\u200f": phrase("right-to-left mark"),
    "\u2028": phrase("line separator"),
    "\u202e": phrase("right-to-left override"),
    "\u2060": phrase("word joiner"),
    "\ufeff": phrase("byte order mark"),
}
# UTF-8 read as Windows-1252: Ã¦ for æ, Ã˜ for Ø, Ã¥ for å, and so on.
_MOJIBAKE = re.compile("Ã[\u00a0-\u00bf˜†…‰ˆ‹›Š]")


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The text of a file, and the warnings about it; `name` is what messages call the file.

    Raises AvtalegenError if the file is missing, too large, not UTF-8, or holds a character that
    no document can hold.
    """
    text = decode(read_bytes(path, name), name)
    if problems := find_forbidden(text, name):
        raise AvtalegenError(problems)
    return text, find_suspicious(text, name)


def read_lines(path: Path) -> list[str]:
    """The lines of a file, to show beside a problem: whatever the file holds, or nothing."""
    try:
        if not path.is_file():
            return []
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except OSError:
        return []
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return [_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line) for line in lines]


def read_bytes(path: Path, name: str) -> bytes:
    """What a file holds; raises AvtalegenError where it cannot be read, or is too large."""
    if path.exists() and not path.is_file():  # a pipe would be waited for without end
        details = {"reason": phrase("it is no ordinary file")}
        raise AvtalegenError([Problem("input-failed", Location(name), details=details)])
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise AvtalegenError(
                    [
                        Problem(
                            "file-too-large",
                            Location(name),
                            details={
                                "size": write_number(path.stat().st_size),
                                "limit": write_number(MOST_BYTES),
                            },
                        )
                    ]
                )
            return data
    except FileNotFoundError:
        missing = Problem(
            "file-missing", Location(name), details={"mend": phrase("check the name")}
        )
        raise AvtalegenError([missing]) from None
    except OSError as error:
        reason = explain_failure(error)
        failed = Problem("input-failed", Location(name), details={"reason": reason})
        raise AvtalegenError([failed]) from None


def decode(data: bytes, name: str) -> str:
    """The bytes as text: one byte order mark removed, LF line ends, NFC.

    Raises AvtalegenError where the bytes are not UTF-8.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise AvtalegenError(
            [Problem("file-encoding", locate(before, len(before), name))]
        ) from None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def find_forbidden(text: str, name: str) -> list[Problem]:
    """An error for the first character on each line that cannot stand in a document."""
    return take(
        Problem("file-character", place, details={"read": describe(match[0])})
        for place, match in _find_in_lines(_FORBIDDEN, text, name)
    )


def find_suspicious(text: str, name: str) -> list[Problem]:
    """A warning for an invisible character or a letter that looks wrongly decoded, once a line."""
    invisible = take(
        Problem("file-invisible", place, details={"read": describe(match[0])})
        for place, match in _find_in_lines(_INVISIBLE, text, name)
    )
    wrong = []
    for place, match in _find_in_lines(_MOJIBAKE, text, name):
        try:
            meant = match[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        details = {"read": match[0], "meant": meant}
        wrong.append(Problem("file-mojibake", place, details=details))
    if len(wrong) > MOST_SLIPS:  # no slip of the hand, but the whole file
        first = wrong[0]
        counted: dict[str, Words] = {**first.details, "number": str(len(wrong))}
        wrong = [Problem("file-wrongly-decoded", first.location, details=counted)]
    return invisible + wrong


def _find_in_lines(
    sought: re.Pattern[str], text: str, name: str
) -> Iterator[tuple[Location, re.Match[str]]]:
    """The first match on each line; a line at a time, so that time grows with the text alone."""
    if not sought.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if match := sought.search(line):
            yield Location(name, number, match.start() + 1), match


def is_printable(text: str) -> bool:
    """Whether a document can hold all the characters of the text."""
    return not _FORBIDDEN.search(text)


def find_unprintable(text: str) -> Words:
    """The first character that a document cannot hold, described, or nothing."""
    match = _FORBIDDEN.search(text)
    return describe(match[0]) if match else ""


def find_invisible(text: str) -> Words:
    """The first character that nobody sees, described, or nothing."""
    match = _INVISIBLE.search(text)
    return describe(match[0]) if match else ""


def locate(text: str, index: int, name: str) -> Location:
    """The place of a character: line and column from 1, counted in characters."""
    line_start = text.rfind("\n", 0, index) + 1
    return Location(name, text.count("\n", 0, index) + 1, index - line_start + 1)


def describe(character: str) -> Words:
    """A character by its code point and name, such as U+0007 or U+202E RIGHT-TO-LEFT OVERRIDE."""
    code = f"U+{ord(character):04X}"
    name = _NAMES.get(character) or unicodedata.name(character, "")
    return phrase("{code} {name}", code=code, name=name) if name else code
