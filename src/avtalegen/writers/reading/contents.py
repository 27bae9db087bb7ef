"""What stands in a part of a DOCX, tag by tag: paragraphs, landmarks, and what they need.

Takes a text in one fixed form, in which the prefixes are those of ECMA-376, values stand in double
quotation marks and every < and > belongs to a tag. It must never know whether a tag may stand
where it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from avtalegen.quick import dataclass
from avtalegen.writers.reading.tags import Tag, read_tag


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph: its words, and what happens in it, one letter for each event.

    t and i take the next of the words, as text and as instruction of a field; b, s and e are the
    begin, the separator and the end of a field; d is a picture, and a line break a tab or new line.
    """

    events: str
    words: Sequence[str]


class Part(NamedTuple):
    """A well-formed part: its tree, what its tags need, its paragraphs, landmarks and faults.

    `styles` are those of the paragraphs that name one, in their order. Landmarks are the other tags
    whose order or number counts: bookmarks, notes, pictures and pages.
    In the tree of a part with paragraphs these may be empty and fewer, and widths and ids of
    relationships may be blank.
    """

    root: etree._Element
    needs: frozenset[str]
    paragraphs: Sequence[Paragraph]
    styles: Sequence[str]
    landmarks: Sequence[Tag]
    faults: tuple[str, ...] = ()


_LANDMARKS = {
    "w:bookmarkStart", "w:bookmarkEnd", "w:footnoteReference", "w:sectPr",
    "w:headerReference", "w:footerReference", "wp:docPr",
}  # fmt: skip


def find_needs(tags: Iterable[Tag]) -> frozenset[str]:
    """What some tags need, all together."""
    return frozenset(need for tag in tags for need in tag.needs)


def find_loose_blanks(text: str) -> list[str]:
    """The fault of a text in which blanks get lost; none where none do."""
    # Word drops blanks at either end of a w:t that does not ask to keep them (ECMA-376 17.3.3.31).
    loose = "<w:t>" in text and re.search(r"<w:t>(?:\s|[^<]*\s<)", text)
    return ["blanks at the end of a w:t without xml:space get lost in Word"] if loose else []


_TAGS = re.compile("<([^<>/][^<>]*|/w:p)>([^<]*)")
_ODD_ENDS = (" >", "\n>", "\t>", "\r>")
_EVENTS = {
    "w:t": "t", "w:instrText": "i", "w:tab": "\n", "w:br": "\n", "w:cr": "\n", "w:drawing": "d",
}  # fmt: skip


@dataclass(slots=True)
class Contents:
    """What stands in a text in the fixed form; see Part."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    landmarks: list[Tag] = field(default_factory=list)
    tags: set[Tag] = field(default_factory=set)


def read_contents(text: str) -> Contents:
    """The contents of a text; ValueError where it does not have the fixed form."""
    if any(end in text for end in _ODD_ENDS):
        raise ValueError("an element ends in another form")
    contents = Contents()
    events = ""
    words: list[str] = []
    for written, after in _TAGS.findall(text):
        if written == "/w:p":
            contents.paragraphs.append(Paragraph(events, words))
            events, words = "", []
            continue
        tag, event = _find_role(written)
        contents.tags.add(tag)
        if tag.name == "w:pStyle":
            contents.styles.append(tag.attributes.get("w:val", ""))
        elif tag.name in _LANDMARKS:
            contents.landmarks.append(tag)
        if event not in "ti":
            events += event
        elif after and event:
            events += event
            words.append(html.unescape(after))
    return contents


@lru_cache(maxsize=8192)
def _find_role(written: str) -> tuple[Tag, str]:
    """The tag, and the event that it is."""
    tag = read_tag(written)
    event = _EVENTS.get(tag.name, "")
    if tag.name == "w:fldChar":
        event = tag.attributes.get("w:fldCharType", "")[:1]
    return tag, event
