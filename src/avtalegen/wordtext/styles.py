"""The styles of a DOCX: which are headings, which give bold or italic, which belong to a list.

Takes the part of the styles; gives what a paragraph or a run gets from its style (ECMA-376 17.7).
It must never know what a paragraph says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from avtalegen.wordtext.tags import child_value, find, find_number, find_switch, value, w

# The name of an entry of the contents, with its level.
_CONTENTS = re.compile(r"toc ([1-9])")
_HEADING = re.compile(r"heading ([1-9])")


class Styles:
    """The styles by their ids; one that is not there says nothing."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.findall(w("style")) if root is not None else []
        self._styles = {value(style, "styleId"): style for style in found}
        self._usual = next(
            (value(s, "styleId") for s in found
             if value(s, "type") == "paragraph" and value(s, "default") in {"1", "true", "on"}),
            "",
        )  # fmt: skip

    def link_lists(self) -> Mapping[str, str]:
        """The list that each style of a list names."""
        return {
            key: child_value(style, "pPr/numPr/numId") for key, style in self._styles.items()
            if value(style, "type") == "numbering"
        }  # fmt: skip

    def find_level(self, style: str, properties: etree._Element | None) -> int:
        """The level of a heading: 0 for a title, from 1 for headings, -1 for all else."""
        own = next(self._names(style), "")
        if own in {"title", "toc heading"}:
            return 0 if own == "title" else 1
        if outline := child_value(properties, "outlineLvl"):
            return _read_outline(outline)
        for name, each in zip(self._names(style), self._walk(style), strict=True):
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
            if outline := child_value(each, "pPr/outlineLvl"):
                return _read_outline(outline)
        return -1

    def find_entry(self, style: str) -> int:
        """The level of an entry of the contents from 1, or 0."""
        for name in self._names(style):
            if entry := _CONTENTS.fullmatch(name):
                return int(entry[1])
        return 0

    def find_list(self, style: str) -> tuple[str, str, str]:
        """The list of a style, the level that it names, and the style that says so; "" for none."""
        for each in self._walk(style):
            number = child_value(each, "pPr/numPr/numId")
            if number:
                return number, child_value(each, "pPr/numPr/ilvl"), value(each, "styleId")
        return "", "", ""

    def find_switch(self, style: str, name: str) -> bool | None:
        """Whether a style of characters has a property on or off; None where it says nothing."""
        for each in self._walk(style) if style else ():
            switch = find_switch(find(each, "rPr"), name)
            if switch is not None:
                return switch
        return None

    def _names(self, style: str) -> Iterator[str]:
        return (child_value(each, "name").casefold() for each in self._walk(style))

    def _walk(self, style: str) -> Iterator[etree._Element]:
        """The style and those that it is based on, each once."""
        seen: set[str] = set()
        style = style or self._usual
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = child_value(self._styles[style], "basedOn")


def _read_outline(said: str) -> int:
    level = find_number(said, 9)
    return level + 1 if 0 <= level < 9 else -1  # 9 is the text (17.3.1.20)
