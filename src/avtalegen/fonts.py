"""The fonts whose measures avtalegen has, and those that come with it and have the same widths.

Takes the name of a font; gives another name, or the folder of its files.
"""

from __future__ import annotations

from pathlib import Path

# Fonts of Word, and what is as wide letter for letter.
TWINS = {
    "Calibri": "Carlito", "Cambria": "Caladea", "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
}  # fmt: skip
USUAL = "Calibri"
_ORIGINALS = {name.casefold(): font for font, twin in TWINS.items() for name in (font, twin)}
_FOLDER = Path(__file__).with_name("typefaces")


def find_original(font: str) -> str | None:
    """The font of Word's that has the widths of the font, or None for a font that is not known."""
    return _ORIGINALS.get(font.casefold())


def find_twin(font: str) -> str:
    """The font that text is set in which asks for the font; for one that is not known, Carlito."""
    return TWINS[find_original(font) or USUAL]


def list_folders() -> list[Path]:
    """Where the files of the fonts are, with the licence of each."""
    return [_FOLDER / twin.casefold().replace(" ", "-") for twin in TWINS.values()]
