"""The format of a paragraph and its runs: style, list and direct properties laid over each other.

Takes the XML in w:pPr and w:rPr and a Sheet; gives everything that breaking lines needs. Each
different w:pPr and w:rPr is read once for a sheet. Lengths are in twips unless said otherwise.
It must never know the text of a paragraph.
"""

from __future__ import annotations

from avtalegen.quick import dataclass
from avtalegen.writers.metrics import GRID, Ruler
from avtalegen.writers.properties import Raw, read_paragraph, read_run
from avtalegen.writers.sheet import Level, Sheet, find_run_ruler


@dataclass(frozen=True, slots=True)
class Run:
    """How the words of a run are set.

    `ascent` and `descent` are what the run asks of its line; raised and lowered text asks for no
    more than the text around it. `tracking` is in sixths of a twip a letter.
    """

    ruler: Ruler
    ascent: int
    descent: int
    visible: bool
    caps: bool
    tracking: int
    size: int


@dataclass(frozen=True, slots=True)
class Format:
    """How a paragraph is set; `label` is the width of its number or bullet, in sixths of a twip."""

    style: str
    raw: Raw
    run: Run
    before: int
    after: int
    line: int
    rule: str
    left: int
    right: int
    first: int
    label: int
    suffix: str
    tabs: tuple[tuple[int, str], ...]
    border_top: int
    border_bottom: int
    keep_next: bool
    keep_lines: bool
    page_break: bool
    widow: bool
    contextual: bool

    def height(self, natural: int) -> int:
        """The height of a line whose letters ask for `natural` (17.3.1.33)."""
        if self.rule == "exact":
            return self.line
        if self.rule == "atLeast":
            return max(natural, self.line)
        return natural * (self.line * 100 // 240) // 100


def read_format(properties: str, sheet: Sheet) -> Format:
    """The format of a paragraph with these properties, the XML in w:pPr."""
    kept = sheet.remember("formats")
    found: Format | None = kept.get(properties)
    if found is None:
        found = kept[properties] = _read_format(properties, sheet)
    return found


def _read_format(properties: str, sheet: Sheet) -> Format:
    own = read_paragraph(properties)
    style = own.get("style", sheet.default_style)
    styled = sheet.paragraphs.get(style, sheet.defaults)
    listed = {"list": "0", "level": "0", **styled, **own}
    level = sheet.find_level(listed["list"], int(listed["level"]))
    indents = level.indents if level else {}
    # A list that the paragraph asks for itself indents it over its style (17.9.23).
    raw = {**styled, **indents, **own} if "list" in own else {**indents, **styled, **own}
    run = _make_run(raw)
    return Format(
        style=style,
        raw=raw,
        run=run,
        before=raw.get("before", 0),
        after=raw.get("after", 0),
        line=raw.get("line", 240),
        rule=raw.get("rule", "auto"),
        left=raw.get("left", 0),
        right=raw.get("right", 0),
        first=raw.get("first", 0),
        label=_measure_label(level, raw) if level else 0,
        suffix=level.suffix if level else "nothing",
        tabs=tuple(sorted(raw.get("tabs", ()))),
        border_top=raw.get("border_top", 0),
        border_bottom=raw.get("border_bottom", 0),
        keep_next=raw.get("keep_next", False),
        keep_lines=raw.get("keep_lines", False),
        page_break=raw.get("page_break", False),
        widow=raw.get("widow", True),
        contextual=raw.get("contextual", False),
    )


def _measure_label(level: Level, raw: Raw) -> int:
    ruler = find_run_ruler({**raw, **level.run})
    space = ruler.letters[" "] if level.label and level.suffix == "space" else 0
    return ruler.measure(level.label) + space


def _make_run(raw: Raw) -> Run:
    ruler = find_run_ruler(raw)
    line = find_run_ruler({**raw, "vert": ""})
    return Run(
        ruler,
        line.ascent,
        line.height - line.ascent,
        not raw.get("hidden", False),
        raw.get("caps", False),
        raw.get("tracking", 0) * GRID,
        raw["size"],
    )


def read_run_format(properties: str, form: Format, sheet: Sheet) -> Run:
    """The format of a run in a paragraph, from the XML in w:rPr."""
    kept = sheet.remember("runs")
    key = (properties, form.style)
    found: Run | None = kept.get(key)
    if found is None:
        own = read_run(properties, sheet.fonts)
        character = sheet.characters.get(own.get("rStyle", ""), {})
        found = kept[key] = _make_run({**form.raw, **character, **own})
    return found
