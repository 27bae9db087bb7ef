"""Write a document as PDF: PDF/A-2a and PDF/UA-1, through Typst.

Takes a document and a look; gives bytes. Nothing is fetched, and only fonts that come with
avtalegen or with Typst are used, so that the same agreement is the same file everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock
from unicodedata import category

import typst

from avtalegen.document import Document
from avtalegen.fonts import TWINS, list_folders
from avtalegen.language import LANGUAGES
from avtalegen.style import Look
from avtalegen.writers import UnprintableError, UnwritableError
from avtalegen.writers.setting import Line
from avtalegen.writers.typesetting import UNDATED, write_source
from avtalegen.writers.words import quote

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
# What Typst says of letters that would be boxes, and of the line of the source that it speaks of.
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_PLACE = re.compile(r"\.typ:(\d+):\d+")
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def write(document: Document, look: Look) -> bytes:
    """The document as the bytes of a PDF, the same on every run.

    Raises UnprintableError for letters that no font has, and UnwritableError for all else that
    Typst refuses or warns of.
    """
    if document.language not in LANGUAGES:
        raise UnwritableError(f"a PDF must say its language, and {document.language!r} is none")
    lines = write_source(document, look.style)
    try:
        return _compile(lines)
    except _UnshownError as error:
        said = "\n".join(line.said for line in lines)
        missing = find_unprintable(letter for letter in set(said) if not letter.isascii())
        raise UnprintableError(missing or _find_whole(error.letters, said)) from error


def find_unprintable(letters: Iterable[str]) -> frozenset[str]:
    """Those of the letters that no font has."""
    start = f'#set document(title: "Prøve", date: datetime(year: {UNDATED.year}, month: 1, day: 1))'
    fonts = ",".join(map(quote, TWINS.values()))
    head = [Line(start), Line(f'#set text(lang: "nb", font: ({fonts}))')]
    left, missing = set(letters), set[str]()
    while left:
        try:
            _compile([*head, *(Line(f"#par({quote(letter)})") for letter in sorted(left))])
        except _UnshownError as error:
            # Each letter stands alone here, so what Typst names is all of it.
            found = left & error.letters
            if not found:
                raise RuntimeError(f"no font has {error}") from error
            missing |= found
            left -= found
        else:
            break
    return frozenset(missing)


class _UnshownError(Exception):
    """Letters that would be boxes, several together where they are one sign."""

    def __init__(self, letters: Iterable[str]) -> None:
        self.letters = frozenset(letters)
        super().__init__(" ".join(sorted(self.letters)))


def _compile(lines: Sequence[Line]) -> bytes:
    """The PDF of the source; raises _UnshownError for letters that no font has."""
    source = "\n".join(line.code for line in lines).encode()
    try:
        with _ONE_AT_A_TIME:
            data, warnings = _start_compiler().compile_with_warnings(
                input=source, format="pdf", pdf_standards=_STANDARDS, timestamp=_MADE
            )
    except typst.TypstError as error:
        if unshown := _UNSHOWN.findall(error.diagnostic):
            raise _UnshownError(map(_read, unshown)) from error
        raise _explain(error, lines) from error
    for warning in warnings:
        raise _explain(warning, lines)
    if not isinstance(data, bytes):
        raise TypeError("Typst gave pages in place of a file")
    return data


def _find_whole(letters: Iterable[str], said: str) -> set[str]:
    """The letters with the marks that stand over and under them in what is said."""
    whole = set()
    for letter in letters:
        marked = {found[0] for found in re.finditer(rf"{re.escape(letter)}\S", said)
                  if category(found[0][-1])[0] in "MS"}  # fmt: skip
        whole |= marked or {letter}
    return {each for each in whole if not any(each != other and each in other for other in whole)}


def _read(shown: str) -> str:
    """The letters that Typst shows as in a string of its own."""
    return _CODE.sub(lambda code: chr(int(code[1], 16)), shown)


def _explain(told: typst.TypstError | typst.TypstWarning, lines: Sequence[Line]) -> UnwritableError:
    """What Typst says, with the words and the section of the line that it speaks of."""
    place = _PLACE.search(told.diagnostic)
    line = lines[min(int(place[1]), len(lines)) - 1] if place else Line("")
    return UnwritableError(told.message, line.section, line.said)


# A date for what the agreement has none of: when the file was made is no part of it.
_MADE = datetime(UNDATED.year, UNDATED.month, UNDATED.day, tzinfo=UTC)


# A compiler that is at work cannot be asked by another thread.
_ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=1)
def _start_compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=list_folders())
    return typst.Compiler(font_paths=fonts)
