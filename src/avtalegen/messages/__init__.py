"""The words of every problem: for each code its message, its hint and how bad it is.

They stand here and nowhere else, so that no code is without words. {Names} in braces are filled in
from the details of a problem. All of them can be said in another language: see phrases.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.contents import CONTENTS
from avtalegen.messages.inputs import INPUTS
from avtalegen.messages.kinds import Kind, Severity
from avtalegen.messages.looks import LOOKS
from avtalegen.messages.phrases import (
    Catalogue,
    Phrase,
    Words,
    count,
    generalize,
    phrase,
    say_sizes,
    write_number,
)
from avtalegen.messages.texts import TEXTS

__all__ = [
    "KINDS", "Catalogue", "Kind", "Phrase", "Severity", "Words", "count", "generalize", "phrase",
    "say_sizes", "write_number",
]  # fmt: skip

KINDS: Mapping[str, Kind] = {**INPUTS, **TEXTS, **CONTENTS, **LOOKS}
