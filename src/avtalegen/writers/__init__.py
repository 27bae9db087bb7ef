"""The formats: a table from the name of a format to the function that writes it.

A writer takes a Document and a Look and gives bytes. It is imported when it is first used, since
each brings a library of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avtalegen.document import Document
    from avtalegen.style import Look

# The name of a format is also the ending of its files.
FORMATS = {
    "docx": "avtalegen.writers.docx",
    "md": "avtalegen.writers.markdown",
    "html": "avtalegen.writers.html",
    "pdf": "avtalegen.writers.pdf",
}
# What is written where nobody asks for a format: what people edit, and what they compare.
USUAL = ("docx", "md")
ALL = "all"


class UnprintableError(ValueError):
    """Letters that no font has, sorted; paper would show boxes in their place."""

    def __init__(self, letters: Iterable[str]) -> None:
        self.letters = tuple(sorted(letters))
        super().__init__(" ".join(self.letters))


class UnwritableError(RuntimeError):
    """What a format cannot show for a reason that is ours, or its library's, to mend.

    `said` are the words that it was about, in the section with the id; both may be empty.
    """

    def __init__(self, reason: str, section: str = "", said: str = "") -> None:
        self.reason, self.section, self.said = reason, section, said
        about = f" ({section}: {said!r})" if said else ""
        super().__init__(f"this could not be written{about}: {reason}")


def choose_formats(asked: Sequence[str]) -> list[str]:
    """The formats that are asked for, once each: all of them for "all", the usual for none."""
    if ALL in asked:
        return [*FORMATS]
    return [*dict.fromkeys(asked or USUAL)]


def find_writer(name: str) -> Callable[[Document, Look], bytes]:
    """The function that writes a document in the format.

    It raises UnprintableError where the format has no way to show a letter, and UnwritableError
    where its library refuses something else.
    """
    writer: Callable[[Document, Look], bytes] = import_module(FORMATS[name]).write
    return writer
