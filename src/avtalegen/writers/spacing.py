"""Spaces that a line must not break at: in dates, numbers, times and what is cited.

Takes words as they were written; gives them with no-break spaces. The words themselves stay as
they are, and so does the document: a writer that sets lines asks here while it writes.
Spacing follows Språkrådet's rules for numbers, dates and abbreviations.
"""

from __future__ import annotations

import re
from functools import lru_cache

from avtalegen.language import MONTHS, NBSP

# What a number follows: § 13, kl. 08.15, nr. 4, kap. 2, s. 7, pkt. 3, ca. 40, tlf. 02800.
_LABELS = ("§", "§§", "kl.", "nr.", "kap.", "s.", "pkt.", "ca.", "tlf.", "art.", "punkt", "vedlegg",
           "telefon")  # fmt: skip
_NUMBER = re.compile(r"\d")
_BOUND = re.compile(
    rf"(?<!\w)({'|'.join(map(re.escape, _LABELS))}) (?=\d)"
    rf"|(?<=\d\.) (?={'|'.join(MONTHS)})"
    # Groups of a number of thousands or of a telephone number, and what a number counts.
    r"|(?<=\d) (?=\d{2,3}\b|%|‰|kr\b|kroner\b|prosent\b|minutt(?:er)?\b|sekund(?:er)?\b|timer\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def bind(text: str) -> str:
    """The text with no-break spaces where a line must not break.

    It is kept for the next who asks, since agreements say much in the same words. A text that ends
    in what a number follows is bound to the one after it.
    """
    if text[-1:] == " " and text[:-1].rpartition(" ")[2].casefold() in _LABELS:
        text = text[:-1] + NBSP
    if not _NUMBER.search(text):
        return text
    return _BOUND.sub(lambda found: f"{found[1] or ''}{NBSP}", text)
