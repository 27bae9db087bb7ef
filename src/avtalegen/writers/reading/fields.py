"""The words and fields of one part: what a reader sees, line by line, and where fields lead.

Takes the paragraphs of a part. Fields are those of ECMA-376 17.16; what Word counts itself (page
numbers, the contents) is not among the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from avtalegen.quick import dataclass
from avtalegen.writers.reading.container import is_address
from avtalegen.writers.reading.contents import Paragraph
from avtalegen.writers.reading.tags import need_bookmark

# The fields that an agreement may have: none that reads a file, asks a question or tells the date.
_KINDS = {
    "TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "HYPERLINK", "STYLEREF",
    "DOCPROPERTY", "TITLE", "SEQ",
}  # fmt: skip
# Results that Word makes, and that no text of the document tree stands for.
_COUNTED = {"TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}


class Reading(NamedTuple):
    """What a reader of a part sees, line by line, and the bookmarks that fields need."""

    lines: list[str]
    targets: list[str]
    faults: list[str]


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    kind: str = ""
    separated: bool = False
    shown: bool = False

    def hides(self) -> bool:
        """Whether what stands in it now is not among the words."""
        return not self.separated or self.kind in _COUNTED


def read_words(paragraphs: Iterable[Paragraph]) -> Reading:
    """The lines of some paragraphs; a tab or a new line in a paragraph begins a line too."""
    reading = Reading([], [], [])
    open_fields: list[_Field] = []
    for paragraph in paragraphs:
        alone = _read_alone(paragraph)
        if alone is None:
            _read_events(paragraph, open_fields, reading)
            continue
        lines, targets, faults = alone
        if not open_fields or not any(one.hides() for one in open_fields):
            reading.lines.extend(lines)
        if open_fields:
            _show(open_fields, paragraph.events)
        if targets or faults:
            reading.targets.extend(targets)
            reading.faults.extend(faults)
    reading.faults.extend(f"the field {one.instruction!r} is not closed" for one in open_fields)
    return reading


@lru_cache(maxsize=16384)
def _read_alone(paragraph: Paragraph) -> Reading | None:
    """What is seen of a paragraph, in a field or not; None where a field goes on outside it."""
    reading = Reading([], [], [])
    if not paragraph.events.strip("t"):
        reading.lines.extend(filter(None, ["".join(paragraph.words).strip()]))
        return reading
    depth = 0
    for event in paragraph.events:
        depth += (event == "b") - (event == "e")
        if depth < 0 or (depth == 0 and event in "is"):
            return None
    if depth:
        return None
    _read_events(paragraph, [], reading)
    return reading


def _read_events(paragraph: Paragraph, open_fields: list[_Field], reading: Reading) -> None:
    """Add what is seen of a paragraph that stands in fields; `open_fields` are kept up."""
    written = ""
    words = iter(paragraph.words)
    for event in paragraph.events:
        if event in "bse":
            _change(event, open_fields, reading)
        elif event == "i":
            instruction = next(words)
            if open_fields:
                open_fields[-1].instruction += instruction
        else:
            _show(open_fields, event)
            word = next(words) if event == "t" else event.strip("d")
            written += word if not any(one.hides() for one in open_fields) else ""
    reading.lines.extend(line for line in map(str.strip, written.split("\n")) if line)


def _show(open_fields: Iterable[_Field], events: str) -> None:
    """Where words or a picture are among the events, each open field shows something."""
    if "t" in events or "d" in events:
        for one in open_fields:
            one.shown = one.shown or one.separated


def _change(event: str, open_fields: list[_Field], reading: Reading) -> None:
    if event == "b":
        open_fields.append(_Field())
    elif not open_fields:
        reading.faults.append("a field ends before it begins")
    elif event == "s":
        _begin_result(open_fields[-1], reading)
    else:
        one = open_fields.pop()
        if not one.shown:
            reading.faults.append(
                f"the field {one.instruction!r} has no result until it is updated"
            )


_WORDS = re.compile(r'"[^"]*"|[^\s"]+')


def _begin_result(one: _Field, reading: Reading) -> None:
    if one.separated:
        reading.faults.append(f"the field {one.instruction!r} has two results")
    one.separated = True
    kind, *words = _WORDS.findall(one.instruction) or [""]
    one.kind = kind.upper()
    if one.kind not in _KINDS:
        reading.faults.append(f"no agreement has a field {one.instruction!r}")
    targets = [word.strip('"') for word in words if not word.startswith("\\")]
    if one.kind in {"REF", "PAGEREF"}:
        reading.targets.append(need_bookmark(targets[0] if targets else ""))
    elif one.kind == "HYPERLINK" and r"\l" in words:
        reading.targets.append(need_bookmark(targets[-1] if targets else ""))
    elif one.kind == "HYPERLINK" and not is_address((targets or [""])[0]):
        reading.faults.append(f"the field {one.instruction!r} leads to no address")
