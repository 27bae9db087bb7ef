"""What a styles part says about the room that paragraphs and tables take.

Takes the XML of the parts as stylesheet.py writes them; gives each style with everything that it
has from the styles it is based on (ECMA-376 17.7.2). Lengths are in twips, sizes in half-points.
It must never know a document, nor what a word is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from avtalegen.quick import dataclass
from avtalegen.writers.geometry import Page
from avtalegen.writers.metrics import Ruler, UnmeasuredError, find_ruler
from avtalegen.writers.properties import (
    ELEMENT,
    Raw,
    read_attributes,
    read_paragraph,
    read_run,
    read_thickness,
)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its label, how far it reaches, and the indents of its paragraphs."""

    label: str
    suffix: str
    indents: Mapping[str, int]
    run: Raw


@dataclass(frozen=True, slots=True)
class TableStyle:
    """The room that a table takes beside its text: cell margins and the thickness of rules."""

    margins: Mapping[str, int]
    rules: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every style of a document, and the page; `memory` keeps what was measured with it."""

    width: int
    height: int
    defaults: Raw
    paragraphs: Mapping[str, Raw]
    characters: Mapping[str, Raw]
    tables: Mapping[str, TableStyle]
    lists: Mapping[str, Mapping[int, Level]]
    fonts: Mapping[str, str]
    default_style: str
    tab: int
    memory: dict[str, dict[Any, Any]] = field(default_factory=dict, compare=False, repr=False)

    def find_level(self, listed: str, level: int) -> Level | None:
        """A level of a list; one that the part does not have is ordered, and those are all alike.

        List 0 is none (17.9.18).
        """
        known = self.lists.get(listed)
        if known is None and listed != "0" and self.lists:
            known = self.lists[max(self.lists, key=int)]
        return known.get(level) if known else None

    def remember(self, kind: str) -> dict[Any, Any]:
        """What was measured of a kind, to be read and added to."""
        kept = self.memory.setdefault(kind, {})
        if len(kept) > _MOST_KEPT:
            kept.clear()
        return kept


_MOST_KEPT = 20_000


def read_sheet(
    styles: bytes | str,
    numbering: bytes | str | None,
    page: Page,
    theme: bytes | str | None = None,
    tab: int = 709,
) -> Sheet | None:
    """The sheet of a styles part and a numbering part, or None where a font has no known widths.

    `theme` is the part that names the fonts of w:asciiTheme; `tab` is w:defaultTabStop (17.15.1.25)
    in twips.
    """
    text = _decode(styles)
    fonts = _read_theme(_decode(theme or ""))
    defaults: Raw = {"font": "Times New Roman", "size": 20}
    if found := re.search(r"<w:docDefaults>(.*?)</w:docDefaults>", text, re.DOTALL):
        run, paragraph = (
            "".join(re.findall(rf"<w:{kind}Default>(.*?)</w:{kind}Default>", found[1], re.DOTALL))
            for kind in ("rPr", "pPr")
        )
        defaults |= read_run(run, fonts) | read_paragraph(paragraph)
    styled = {
        kind: _resolve(text, kind, fonts, defaults if kind == "paragraph" else {})
        for kind in ("paragraph", "character")
    }
    default = re.search(r'<w:style (?=[^>]*w:type="paragraph")[^>]*w:default="1"[^>]*>', text)
    sheet = Sheet(
        page.width - page.left - page.right,
        page.height - page.top - page.bottom,
        defaults,
        styled["paragraph"],
        styled["character"],
        _read_tables(text),
        _read_lists(_decode(numbering or ""), fonts),
        fonts,
        read_attributes(default[0]).get("styleId", "") if default else "",
        tab,
    )
    return sheet if _is_measured(sheet) else None


def _is_measured(sheet: Sheet) -> bool:
    try:
        for style in (sheet.defaults, *sheet.paragraphs.values()):
            find_run_ruler(style)
    except UnmeasuredError:
        return False
    return True


def find_run_ruler(run: Raw) -> Ruler:
    """The ruler of a run with these properties; raised and lowered text is set at 58 %."""
    size = run["size"]
    if run.get("vert") in {"superscript", "subscript"}:
        size = size * 58 / 100
    return find_ruler(
        run["font"], size, bold=run.get("bold", False), italic=run.get("italic", False)
    )


def _resolve(text: str, kind: str, fonts: Mapping[str, str], defaults: Raw) -> dict[str, Raw]:
    own, bases = {}, {}
    for head, content in re.findall(r"<w:style( [^>]*)>(.*?)</w:style>", text, re.DOTALL):
        found = read_attributes(head)
        if found.get("type") == kind:
            paragraph = re.search(r"<w:pPr>(.*?)</w:pPr>", content, re.DOTALL)
            run = re.search(r"<w:rPr>(.*?)</w:rPr>", content, re.DOTALL)
            name = found["styleId"]
            own[name] = read_paragraph(paragraph[1]) if paragraph else {}
            own[name] |= read_run(run[1], fonts) if run else {}
            base = re.search(r'<w:basedOn w:val="([^"]*)"', content)
            bases[name] = base[1] if base else ""

    def gather(name: str, seen: tuple[str, ...] = ()) -> Raw:
        if name not in own or name in seen:
            return dict(defaults)
        return gather(bases[name], (*seen, name)) | own[name]

    return {name: gather(name) for name in own}


def _read_theme(text: str) -> dict[str, str]:
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        found = re.search(rf'<a:{kind}Font>.*?<a:latin typeface="([^"]+)"', text, re.DOTALL)
        if found:
            fonts |= {f"{kind}HAnsi": found[1], f"{kind}Ascii": found[1]}
    return fonts


def _read_tables(text: str) -> dict[str, TableStyle]:
    read: dict[str, TableStyle] = {}
    for head, content in re.findall(r"<w:style( [^>]*)>(.*?)</w:style>", text, re.DOTALL):
        found = read_attributes(head)
        if found.get("type") == "table":
            based = re.search(r'<w:basedOn w:val="([^"]*)"', content)
            base = read.get(based[1] if based else "", NO_TABLE)  # a base stands before its styles
            read[found["styleId"]] = read_table(content, base)
    return read


NO_TABLE = TableStyle({"top": 0, "left": 0, "bottom": 0, "right": 0}, {})
_MARGINS = re.compile(r"<w:(?:tblCellMar|tcMar)>(.*?)</w:(?:tblCellMar|tcMar)>", re.DOTALL)
_RULES = re.compile(r"<w:tblBorders>(.*?)</w:tblBorders>", re.DOTALL)


def read_table(properties: str, base: TableStyle) -> TableStyle:
    """The room of a table or a cell with these properties (17.4.42, 17.4.38), laid over a base."""
    margins, rules = _MARGINS.search(properties), _RULES.search(properties)
    names = {"start": "left", "end": "right"}
    return TableStyle(
        {**base.margins, **{names.get(tag, tag): int(read_attributes(rest)["w"])
         for tag, rest in ELEMENT.findall(margins[1] if margins else "")}},
        {**base.rules, **{tag: read_thickness(read_attributes(rest))
         for tag, rest in ELEMENT.findall(rules[1] if rules else "")}},
    )  # fmt: skip


def _read_lists(text: str, fonts: Mapping[str, str]) -> dict[str, dict[int, Level]]:
    """The levels of each list by its number, as w:num points at them (17.9)."""
    abstract = {}
    for head, content in re.findall(
        r"<w:abstractNum( [^>]*)>(.*?)</w:abstractNum>", text, re.DOTALL
    ):
        levels = {}
        for level, written in re.findall(
            r'<w:lvl [^>]*?w:ilvl="(\d+)"[^>]*>(.*?)</w:lvl>', content, re.DOTALL
        ):
            values = {
                tag: read_attributes(rest).get("val", "") for tag, rest in ELEMENT.findall(written)
            }
            none = values.get("numFmt") == "none"
            paragraph = re.search(r"<w:pPr>(.*?)</w:pPr>", written, re.DOTALL)
            run = re.search(r"<w:rPr>(.*?)</w:rPr>", written, re.DOTALL)
            label = re.sub(r"%\d", "0", values.get("lvlText", ""))
            levels[int(level)] = Level(
                "" if none else label,
                values.get("suff", "tab"),
                read_paragraph(paragraph[1]) if paragraph else {},
                read_run(run[1], fonts) if run else {},
            )
        abstract[read_attributes(head)["abstractNumId"]] = levels
    lists = re.findall(r'<w:num w:numId="(\d+)"[^>]*>\s*<w:abstractNumId w:val="(\d+)"', text)
    return {number: abstract[kind] for number, kind in lists}


def _decode(part: bytes | str) -> str:
    return part.decode() if isinstance(part, bytes) else part
