"""The look of a document, as data: fonts, sizes, colours, margins, logos and a Word template.

It is read from templates/stil/stil.yaml, and what a workspace has in a file of its own stands in
place of that. Lengths are in millimetres, sizes in points, colours six hexadecimal digits.
It must never know a format or an agreement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Self

from pydantic_core import PydanticCustomError

from avtalegen.document import Picture
from avtalegen.problems import Location, quote
from avtalegen.quick import dataclass
from avtalegen.records import Logo
from avtalegen.strict import Field, PlainValidator, Strict, model_validator
from avtalegen.values import Line, parse_file_path, parse_integer, parse_line, refuse

# WCAG 2.2, success criterion 1.4.3, on white.
LEAST_CONTRAST = 4.5
PAGE_WIDTH, LEAST_WIDTH = 210, 80  # A4, and what a line of text needs of it, in millimetres


def parse_points(read: object, most: int = 72) -> float:
    """A size in whole or half points, from 4 to the most: 11 or 10,5."""
    if isinstance(read, str) and re.fullmatch(r"[0-9]{1,2}([.,][05])?", read):
        points = float(read.replace(",", "."))
        if 4 <= points <= most:
            return points
    raise refuse("value-not-points", read=quote(read), most=str(most))


def parse_text_points(read: object) -> float:
    """A size of what is read line by line: the letters of a heading may be larger."""
    return parse_points(read, 24)


def parse_colour(read: object) -> str:
    """A colour as six hexadecimal digits, without #."""
    if isinstance(read, str) and re.fullmatch(r"[0-9A-Fa-f]{6}", read):
        return read.upper()
    raise refuse("value-not-colour", read=quote(read))


def parse_text_colour(read: object) -> str:
    """A colour of text: one that is dark enough to be read on white."""
    colour = parse_colour(read)
    contrast = find_contrast(colour)
    if contrast < LEAST_CONTRAST:
        tenths = int(contrast * 10)  # rounded down: no 4.5 is refused
        whole, tenth = str(tenths // 10), str(tenths % 10)
        mend = _darken(colour)
        raise refuse("value-contrast", read=quote(read), whole=whole, tenth=tenth, mend=mend)
    return colour


def find_contrast(colour: str) -> float:
    """The contrast of the colour with white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = linear
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _darken(colour: str) -> str:
    """The nearest colour of the same hue that is dark enough."""
    channels = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    shades = ("".join(f"{c * part // 255:02X}" for c in channels) for part in range(255, -1, -1))
    return next(shade for shade in shades if find_contrast(shade) >= LEAST_CONTRAST)


def parse_word_name(read: object) -> str:
    """The name of a .docx or .dotx file, without folders."""
    name = read.casefold() if isinstance(read, str) else ""
    if name.endswith((".doc", ".dot")):
        raise refuse("word-old", read=quote(read))
    if name.endswith((".docm", ".dotm")):
        raise refuse("word-macros", read=quote(read))
    try:
        path = parse_file_path(read)
    except PydanticCustomError:
        path = ""
    if not path or "/" in path or not name.endswith((".docx", ".dotx")):
        raise refuse("word-name", read=quote(read))
    return path


def parse_font(read: object) -> str:
    """The name of a font, as Word lists it: letters, digits, spaces and hyphens, at most 31."""
    text = parse_line(read)
    if not re.fullmatch(r"[\w][\w .-]{0,30}", text):
        raise refuse("value-not-font", read=quote(read))
    return text


Font = Annotated[str, PlainValidator(parse_font)]
Points = Annotated[float, PlainValidator(parse_points)]
TextPoints = Annotated[float, PlainValidator(parse_text_points)]
Colour = Annotated[str, PlainValidator(parse_colour)]
TextColour = Annotated[str, PlainValidator(parse_text_colour)]
WordName = Annotated[str, PlainValidator(parse_word_name)]
Millimetres = Annotated[int, PlainValidator(parse_integer(5, 100))]
Edge = Annotated[int, PlainValidator(parse_integer(5, 70))]


class Fonts(Strict):
    """The fonts; each should be one that Word and LibreOffice have, or have a twin of."""

    brødtekst: Font = Field(description="Skriften i teksten")
    overskrift: Font = Field(description="Skriften i overskrifter")


class Sizes(Strict):
    """The sizes of the letters, in points."""

    tittel: Points = Field(description="Tittelen")
    undertittel: Points = Field(description="Linjene under tittelen")
    overskrift_1: Points = Field(description="Klausuler")
    overskrift_2: Points = Field(description="Underklausuler")
    overskrift_3: Points = Field(description="Overskrifter i teksten")
    brødtekst: TextPoints = Field(description="Teksten")
    tabell: TextPoints = Field(description="Tabeller og figurer")
    liten: TextPoints = Field(description="Fotnoter, topptekst og bunntekst")


class Colours(Strict):
    """The colours; each that text has must have a contrast of 4.5:1 or more with white."""

    tekst: TextColour = Field(description="Teksten")
    aksent: TextColour = Field(description="Overskrifter og lenker")
    dempet: TextColour = Field(description="Undertittel, topptekst og bunntekst")
    linje: Colour = Field(description="Linjer i tabeller")


class Margins(Strict):
    """The margins of the page, in millimetres."""

    topp: Edge = Field(description="Øverst")
    bunn: Edge = Field(description="Nederst")
    venstre: Millimetres = Field(description="Til venstre")
    høyre: Millimetres = Field(description="Til høyre")

    @model_validator(mode="after")
    def _leave_room(self) -> Self:
        width = PAGE_WIDTH - self.venstre - self.høyre
        if width < LEAST_WIDTH:
            raise refuse("value-margins", width=str(width), least=str(LEAST_WIDTH))
        return self


class Style(Strict):
    """What decides how a document looks, whatever its parties; it has a hash, to be kept by."""

    skrift: Fonts = Field(description="Skrifter")
    størrelse: Sizes = Field(description="Størrelser i punkter")
    farge: Colours = Field(description="Farger, seks heksadesimale sifre")
    marg: Margins = Field(description="Marger i millimeter")


class StyleFile(Style):
    """stil.yaml: a style, and the files that belong to it."""

    logoer: dict[Line, Logo] = Field(
        {},
        description="Logoen til en part, under navnet eller kortnavnet",
        examples=[{"Troms politidistrikt": {"fil": "logoer/troms.png"}}],
    )
    wordmal: WordName | None = Field(
        None,
        description="En Word-fil ved siden av stil.yaml, med stilene avtalene skal ha",
        examples=["vår-mal.dotx"],
    )

    @property
    def style(self) -> Style:
        """The style alone."""
        return Style(**{name: getattr(self, name) for name in Style.model_names})


@dataclass(frozen=True, slots=True)
class Look:
    """A style, with the contents of the files that it names.

    `word_template` is the Word file that it names, checked by wordfiles.find_fault, and empty for
    none; `word_name` is its name, and `word_place` where that stands. `logos` are by
    the name of a party, as the style has it. `files` are what the look was read from besides the
    style itself, as inputs.Inputs has it.
    """

    style: Style
    word_template: bytes = b""
    logos: Mapping[str, Picture] = field(default_factory=dict, hash=False)
    word_place: Location | None = None
    word_name: str = ""
    files: Mapping[str, str | None] = field(default_factory=dict, compare=False)
