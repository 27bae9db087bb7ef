"""Find a file by the letters of its path, which not every system compares.

Names are compared in NFC and letter for letter: a Mac may keep å as two signs, and Windows and Macs
take a capital for a small letter. It must never know what a file holds.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path


def find_file(folder: Path, parts: Iterable[str]) -> Path | None:
    """The file whose path below the folder has these parts, in NFC, or None."""
    for part in parts:
        named = (each for each in list_names(folder) if unicodedata.normalize("NFC", each) == part)
        name = next(named, None)
        if name is None:
            return None
        folder /= name
    return folder


def is_inside(file: Path, folder: Path) -> bool:
    """Whether the file lies in the folder, also where links on the way to it are followed."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # a link that leads to itself
        return True


def list_names(folder: Path) -> list[str]:
    """The names in a folder; none where it is no folder, or may not be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208  # names alone
    except OSError:
        return []
