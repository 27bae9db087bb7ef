"""Tokens that stand for values in Markdown until it has been parsed.

A value stands there as its position in the list of fillings between two characters of the private
use area, which no file may hold. So no value can turn into markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from avtalegen.document import Path

_OPEN, _CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Filling:
    """A value to put in the place of a token.

    `link` is the address that it leads to, if any; `prose` says that the text is Markdown itself.
    """

    text: str
    path: Path
    link: str | None = None
    prose: bool = False


def write_token(position: int) -> str:
    """What stands in the Markdown for the filling at the position."""
    return f"{_OPEN}{position}{_CLOSE}"
