"""The look of a document, as data: fonts, sizes, colours and margins.

It is read from templates/stil/stil.yaml, and a workspace may have a file of its own. Lengths are
in millimetres, sizes and distances in points, colours six hexadecimal digits.
It must never know a format or an agreement.
"""

from __future__ import annotations

import re
from typing import Annotated

from avtalegen.problems import quote
from avtalegen.strict import Field, PlainValidator, Strict
from avtalegen.values import parse_integer, parse_line, refuse


def parse_points(read: object) -> float:
    """A size in whole or half points, from 4 to 72: 11 or 10,5."""
    if isinstance(read, str) and re.fullmatch(r"[0-9]{1,2}([.,][05])?", read):
        points = float(read.replace(",", "."))
        if 4 <= points <= 72:
            return points
    raise refuse("value-not-points", read=quote(read))


def parse_colour(read: object) -> str:
    """A colour as six hexadecimal digits, without #."""
    if isinstance(read, str) and re.fullmatch(r"[0-9A-Fa-f]{6}", read):
        return read.upper()
    raise refuse("value-not-colour", read=quote(read))


def parse_font(read: object) -> str:
    """The name of a font, as Word lists it: letters, digits, spaces and hyphens, at most 31."""
    text = parse_line(read)
    if not re.fullmatch(r"[\w][\w .-]{0,30}", text):
        raise refuse("value-not-font", read=quote(read))
    return text


Font = Annotated[str, PlainValidator(parse_font)]
Points = Annotated[float, PlainValidator(parse_points)]
Colour = Annotated[str, PlainValidator(parse_colour)]
Millimetres = Annotated[int, PlainValidator(parse_integer(5, 100))]


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
    brødtekst: Points = Field(description="Teksten")
    liten: Points = Field(description="Fotnoter, topptekst og bunntekst")


class Colours(Strict):
    """The colours; on white, each must have a contrast of 4.5 : 1 or more."""

    tekst: Colour = Field(description="Teksten")
    aksent: Colour = Field(description="Overskrifter og lenker")
    dempet: Colour = Field(description="Undertittel, topptekst og bunntekst")
    linje: Colour = Field(description="Linjer i tabeller")


class Margins(Strict):
    """The margins of the page, in millimetres."""

    topp: Millimetres = Field(description="Øverst")
    bunn: Millimetres = Field(description="Nederst")
    venstre: Millimetres = Field(description="Til venstre")
    høyre: Millimetres = Field(description="Til høyre")


class Style(Strict):
    """Everything that decides how a document looks."""

    skrift: Fonts = Field(description="Skrifter")
    størrelse: Sizes = Field(description="Størrelser i punkter")
    farge: Colours = Field(description="Farger, seks heksadesimale sifre")
    marg: Margins = Field(description="Marger i millimeter")
