"""The properties of paragraphs and runs that take room, read from their XML.

Takes what stands in w:pPr and w:rPr as our own writer makes it; gives plain mappings, so that what
a style, the style that it is based on, and a paragraph itself say can be laid over each other
(ECMA-376 17.7.2). Lengths are in twips, sizes in half-points. It must never know a style.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Raw = dict[str, Any]

ELEMENT = re.compile(r'<w:(\w+)((?:\s+[\w:]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'w:(\w+)="([^"]*)"')
_SWITCHES = {
    "keepNext": "keep_next", "keepLines": "keep_lines", "pageBreakBefore": "page_break",
    "widowControl": "widow", "contextualSpacing": "contextual", "b": "bold", "i": "italic",
    "caps": "caps", "vanish": "hidden", "specVanish": "hidden",
}  # fmt: skip
_LENGTHS = {
    ("spacing", "before"): "before", ("spacing", "after"): "after", ("spacing", "line"): "line",
    ("ind", "left"): "left", ("ind", "start"): "left", ("ind", "right"): "right",
    ("ind", "end"): "right", ("ind", "firstLine"): "first", ("ind", "hanging"): "hanging",
}  # fmt: skip


def read_attributes(text: str) -> dict[str, str]:
    """The attributes of an element of WordprocessingML, by their names without prefix."""
    return dict(_ATTRIBUTE.findall(text))


def read_paragraph(properties: str) -> Raw:
    """The properties of a paragraph (17.3.1) that take room, from the XML in w:pPr."""
    properties = re.sub(r"<w:rPr>.*?</w:rPr>", "", properties, flags=re.DOTALL)
    read: Raw = {}
    border, sides = re.search(r"<w:pBdr>(.*?)</w:pBdr>", properties, re.DOTALL), {"top", "bottom"}
    if border:
        properties = properties.replace(border[0], "")
        for tag, text in ELEMENT.findall(border[1]):
            if tag in sides:
                read[f"border_{tag}"] = read_thickness(read_attributes(text))
    for tag, text in ELEMENT.findall(properties):
        found = read_attributes(text)
        if tag in _SWITCHES:
            read[_SWITCHES[tag]] = found.get("val", "1") not in {"0", "false", "off"}
        elif tag in {"spacing", "ind"}:
            read |= _read_lengths(tag, found)
        elif tag in {"ilvl", "numId"}:
            read["level" if tag == "ilvl" else "list"] = found["val"]
        elif tag == "tab":
            stop = (int(found["pos"]), found["val"])
            read["tabs"] = (*read.get("tabs", ()), stop)
        elif tag == "pStyle":
            read["style"] = found["val"]
    return read


def _read_lengths(tag: str, found: Mapping[str, str]) -> Raw:
    read: Raw = {}
    for name, value in found.items():
        if known := _LENGTHS.get((tag, name)):
            read[known] = int(value)
        elif name == "lineRule":
            read["rule"] = value
    if "line" in read:
        read.setdefault("rule", "auto")
    if "hanging" in read:
        read["first"] = -read.pop("hanging")
    return read


def read_thickness(border: Mapping[str, str]) -> int:
    """The room of a border: its width in eighths of a point and its distance in points."""
    if border.get("val") in {"nil", "none"}:
        return 0
    return round(int(border.get("sz", "0")) * 2.5) + 20 * int(border.get("space", "0"))


def read_run(properties: str, fonts: Mapping[str, str] | None = None) -> Raw:
    """The properties of a run (17.3.2) that take room, from the XML in w:rPr."""
    read: Raw = {}
    for tag, text in ELEMENT.findall(properties):
        found = read_attributes(text)
        if tag in _SWITCHES:
            read[_SWITCHES[tag]] = found.get("val", "1") not in {"0", "false", "off"}
        elif tag == "rFonts":
            name = (fonts or {}).get(found.get("asciiTheme", ""), found.get("ascii"))
            if name:
                read["font"] = name
        elif tag in {"sz", "rStyle", "spacing", "vertAlign"}:
            name = {"sz": "size", "spacing": "tracking", "vertAlign": "vert"}.get(tag, tag)
            read[name] = found["val"] if tag in {"rStyle", "vertAlign"} else int(found["val"])
    return read
