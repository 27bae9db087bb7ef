"""Links whose words say nothing of where they go, found in Markdown as it was written.

Whoever has links read aloud, one after the other, hears only their words (WCAG 2.2, 2.4.4 and
2.4.9). Takes text; gives places. It must never know whose text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The words of a link, before its address or the label of it; no picture, and no footnote.
_LINK = re.compile(r"(?<![\\!])\[(?P<words>[^\[\]^][^\[\]]{0,60})\](?=[(\[])")
_PAGE = (
    r"lenk(?:e|en|a|je|ja)|link(?:en)?|nettsid(?:e|en|a|er|ene)|nettsted(?:et)?|nettstad(?:en)?"
    r"|nettadress(?:e|en|a)|sid(?:e|en|a)|artikkel(?:en)?|dokument(?:et)?|pdf"
)
_VAGUE = re.compile(
    r"(?:(?:klikk|trykk|les|sjå|se|gå)\s+)?(?:her|hit|mer|meir)|dette|klikk|trykk"
    r"|(?:les\s+)?(?:mer|meir)\s+(?:her|om\s+dette|informasjon)"
    rf"|(?:(?:denne|dette|følg|se|sjå|klikk|trykk|på)\s+){{0,3}}(?:{_PAGE})",
    re.IGNORECASE,
)


def find_vague(markdown: str) -> Iterator[tuple[int, str]]:
    """Where each link begins whose words could be those of any link, with its words."""
    for found in _LINK.finditer(markdown):
        if _VAGUE.fullmatch(re.sub(r"[*_.:!»«\s]+", " ", found["words"]).strip()):
            yield found.start("words"), found["words"]
