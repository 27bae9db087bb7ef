"""The formats: a table from the name of a format to the function that writes it.

A writer takes a Document and a Look and gives bytes. It is imported when it is first used, since
each brings a library of its own.
"""

from __future__ import annotations

from collections.abc import Callable
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
}


def find_writer(name: str) -> Callable[[Document, Look], bytes]:
    """The function that writes a document in the format."""
    writer: Callable[[Document, Look], bytes] = import_module(FORMATS[name]).write
    return writer
