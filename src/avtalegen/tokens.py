"""Tokens that stand for values in Markdown until it has been parsed.

A value stands there as its position in the list of fillings between two characters of the private
use area, which no file may hold. So no value can turn into markup.
"""

from __future__ import annotations

import re

from avtalegen.document import Path
from avtalegen.quick import dataclass

_OPEN, _CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Card:
    """A contact in words and tokens: its name, and each detail as its label and its words.

    The label is "" for none. `said` is the same in Markdown, as it stands inside other words.
    """

    said: str
    name: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """A value to put in the place of a token.

    `link` is the address that it leads to, if any; `prose` says that the text is Markdown itself.
    The token of a `card` is no word: it stands before what the card says. `figure` is the written
    standard of a table that is to be a figure, in whose first cell the token stands, or "".
    """

    text: str
    path: Path
    link: str | None = None
    prose: bool = False
    card: Card | None = None
    figure: str = ""


def write_token(position: int) -> str:
    """What stands in the Markdown for the filling at the position."""
    return f"{_OPEN}{position}{_CLOSE}"
