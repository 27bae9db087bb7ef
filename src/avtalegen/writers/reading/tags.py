"""The tags of a part, one by one: the name, the attributes, and the values that these may have.

Takes a tag of a part in the fixed form of parts.py. It must never know where a tag stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from avtalegen.quick import dataclass

# The prefixes of the fixed form, those of ECMA-376.
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One distinct tag: its name, its attributes by name with prefix, and what is wrong with it.

    `needs` is what it names and must be there, in words (see need_style and its like); `gives` is
    the same of what is there because of it.
    """

    name: str
    attributes: Mapping[str, str]
    faults: tuple[str, ...]
    needs: tuple[str, ...]
    gives: str


_TAG = re.compile(r'([\w:]+)(?: [\w:]+="[^"]*")*/?')
_ATTRIBUTE = re.compile(r' ([\w:]+)="([^"]*)"')


@lru_cache(maxsize=8192)
def read_tag(tag: str) -> Tag:
    """One tag, written without < and >; ValueError where it has another form."""
    form = _TAG.fullmatch(tag)
    if not form:
        raise ValueError(f"<{tag}> does not have the fixed form")
    attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(tag)}
    faults = (f"<{tag[:120]}> {fault}" for fault in _judge(form[1], attributes))
    needs = tuple(_find_needs(form[1], attributes))
    begins = form[1] == "w:bookmarkStart"
    gives = need_bookmark(attributes.get("w:name", "")) if begins else ""
    return Tag(form[1], attributes, tuple(faults), needs, gives)


def need_style(kind: str, identifier: str) -> str:
    """A style of the kind paragraph, character, table or numbering."""
    return f"{kind} style {identifier!r}"


def need_list(number: str) -> str:
    """A list of the part of the numbering."""
    return f"list {number}"


def need_bookmark(name: str) -> str:
    """A place that a link or a field leads to."""
    return f"bookmark {name!r}"


def need_relation(kind: str, identifier: str) -> str:
    """A relationship of the part, of a kind such as hyperlink."""
    return f"relationship {identifier!r} of the kind {kind}"


def need_language(code: str) -> str:
    """A language that words are said to be in."""
    return f"language {code!r}"


_STYLES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
_RELATIONS = {
    "w:hyperlink": ("r:id", "hyperlink"),
    "w:headerReference": ("r:id", "header"),
    "w:footerReference": ("r:id", "footer"),
    "a:blip": ("r:embed", "image"),
}


def _find_needs(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    value = attributes.get("w:val", "")
    if name in _STYLES:
        yield need_style(_STYLES[name], value)
    elif name == "w:numId" and value != "0":
        yield need_list(value)
    elif name == "w:lang" and "w:val" in attributes:
        yield need_language(value)
    elif name in _RELATIONS:
        key, kind = _RELATIONS[name]
        if kind != "hyperlink" or attributes.get(key):
            yield need_relation(kind, attributes.get(key, ""))
        if attributes.get("w:anchor"):
            yield need_bookmark(attributes["w:anchor"])


_NUMBER = ("a whole number", re.compile("-?[0-9]+"))
_LENGTH = ("a length", re.compile("[0-9]+"))
_LEVEL = ("a level from 0 to 8", re.compile("[0-8]"))
_COLOUR = ("a colour of six digits, or auto", re.compile("auto|[0-9A-Fa-f]{6}"))
_LANGUAGE = ("the code of a language", re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"))
_FOUR, _EIGHT = (
    (f"{count} hexadecimal digits", re.compile(f"[0-9A-Fa-f]{{{count}}}")) for count in (4, 8)
)
# What Word takes as the name of a bookmark.
_BOOKMARK = ("a name of at most 40 letters, digits and low lines", re.compile(r"[^\W\d]\w{0,39}"))
_WORDS = ("words for those who do not see it", re.compile(r".*\S.*", re.DOTALL))

# What an attribute wants, wherever it stands, and what it wants on one element.
_WANTED = {
    **{f"w:{name}": _NUMBER for name in (
        "w", "h", "top", "right", "bottom", "left", "header", "footer", "gutter", "before", "after",
        "line", "hanging", "firstLine", "start", "end", "pos", "sz", "space", "id", "numId",
        "abstractNumId", "linePitch", "num", "percent", "uiPriority",
    )},
    **{f"w:{name} w:val": _NUMBER for name in (
        "numId", "abstractNumId", "sz", "szCs", "kern", "position", "w", "gridSpan", "gridBefore",
        "gridAfter", "outlineLvl", "trHeight", "uiPriority", "defaultTabStop", "startOverride",
        "hyphenationZone", "spacing", "tblStyleRowBandSize", "tblStyleColBandSize",
    )},
    **{f"{name} {key}": _LENGTH for name in ("wp:extent", "a:ext") for key in ("cx", "cy")},
    **{f"w:{name} w:{key}": _LANGUAGE
       for name in ("lang", "themeFontLang") for key in ("val", "eastAsia", "bidi")},
    **{f"w:{name} w:val": _EIGHT for name in ("nsid", "tmpl", "rsid", "rsidRoot")},
    "w:tblLook w:val": _FOUR, "w:ilvl": _LEVEL, "w:ilvl w:val": _LEVEL,
    "w:color": _COLOUR, "w:fill": _COLOUR, "w:color w:val": _COLOUR,
    "w:bookmarkStart w:name": _BOOKMARK, "wp:docPr id": _LENGTH, "pic:cNvPr id": _LENGTH,
    "wp:docPr descr": _WORDS,
}  # fmt: skip


def _judge(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    for key, value in attributes.items():
        wanted = _WANTED.get(f"{name} {key}") or _WANTED.get(key)
        if wanted and not wanted[1].fullmatch(value):
            yield f"wants {wanted[0]} as {key}"
        if key.startswith("xmlns") and NAMES.get(key[6:]) != value:
            yield f"has another prefix for {value}"
    if name == "wp:docPr" and "descr" not in attributes:
        yield f"wants {_WORDS[0]} as descr"
    if name == "w:hyperlink" and not attributes.keys() & {"r:id", "w:anchor"}:
        yield "leads nowhere"
