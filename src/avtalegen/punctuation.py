"""What a reader would stumble over in a sentence: spaces and punctuation marks out of place.

Takes text as it is read, in which no-break spaces are meant; gives each fault with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from avtalegen.messages import Phrase, phrase

_FAULTS = (
    (re.compile(r"[^\S\u00a0\n]{2,}"), phrase("two spaces after each other")),
    (
        re.compile(r"\s(?:[,;:!]|\?(?!\?)|\.(?![a-z.]))"),
        phrase("a space before a punctuation mark"),
    ),
    (
        re.compile(r"\(\s|\s\)|\(\)|«\s|\s»|«»"),
        phrase("a space inside brackets, or nothing in them"),
    ),
    (
        re.compile(r"[,;:]\s*[.,;:]|(?<!\.)\.(?:\.(?!\.)|,(?!\d))(?<!\bnr\.,)(?<!\bmv\.,)"),
        phrase("two punctuation marks after each other"),
    ),
    (
        re.compile(r"(?<![\w.@/])(?!www\.)\w+[a-zæøå]\.[A-ZÆØÅ][a-zæøå]"),
        phrase("no space after a full stop"),
    ),
)
# Abbreviations end in a full stop that a comma may follow.
_ABBREVIATED = re.compile(
    r"(?:\b(?:nr|mv|osv|etc|jf|pkt|kap|art|evt|inkl|ekskl|ca|kl|tlf|[a-zæøå]\.\s?[a-zæøå]+)|\bm\.fl|\bo\.l)\.,$",
    re.IGNORECASE,
)
_LONGEST = 40


@lru_cache(maxsize=4096)
def find_faults(text: str) -> tuple[tuple[int, int, Phrase], ...]:
    """Where each fault begins and ends, and what it is; many agreements have the same sentences."""
    return tuple(_find_faults(text))


def _find_faults(text: str) -> Iterator[tuple[int, int, Phrase]]:
    for sought, reason in _FAULTS:
        for found in sought.finditer(text):
            # No abbreviation is longer, and the whole text before would be read for each fault.
            nearby = max(0, found.end() - _LONGEST)
            if not _ABBREVIATED.search(text, nearby, found.end()):
                yield found.start(), found.end(), reason
