"""The words and fields of one part: what a reader sees, line by line, and where fields lead.

Takes the paragraphs of a part. Fields are those of ECMA-376 17.16; what Word counts itself (page
numbers, the contents) is not among the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from avtalegen.quick import dataclass
from avtalegen.writers.reading.container import is_address
from avtalegen.writers.reading.parts import Paragraph

# The fields that an agreement may have: none that reads a file, asks a question or tells the date.
_KINDS = {
    "TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "HYPERLINK", "STYLEREF",
    "DOCPROPERTY", "TITLE", "SEQ",
}  # fmt: skip
# Results that Word makes, and that no text of the document tree stands for.
_COUNTED = {"TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}


@dataclass(slots=True)
class Reading:
    """What a reader of a part sees, line by line, and the bookmarks that fields lead to."""

    lines: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    kind: str = ""
    separated: bool = False
    shown: bool = False


def read_words(paragraphs: Iterable[Paragraph]) -> Reading:
    """The lines of some paragraphs; a tab or a new line in a paragraph begins a line too."""
    reading = Reading()
    lines: list[str] = []
    open_fields: list[_Field] = []
    for paragraph in paragraphs:
        if open_fields or paragraph.events.strip("t\n"):
            lines += _read_events(paragraph, open_fields, reading)
        elif "\n" in paragraph.events:
            words = iter(paragraph.words)
            line = "".join("\n" if event == "\n" else next(words) for event in paragraph.events)
            lines += line.split("\n")
        else:
            lines.append("".join(paragraph.words))
    reading.lines = [line for line in map(str.strip, lines) if line]
    reading.faults += [f"the field {one.instruction!r} is not closed" for one in open_fields]
    return reading


def _read_events(paragraph: Paragraph, open_fields: list[_Field], reading: Reading) -> list[str]:
    """The lines of a paragraph that has fields, or stands in one; `open_fields` are kept up."""
    written = ""
    words = iter(paragraph.words)
    for event in paragraph.events:
        word = next(words) if event in "ti" else ""
        if event in "bse":
            _change(event, open_fields, reading)
        elif event == "i" and open_fields:
            open_fields[-1].instruction += word
        elif event in "td":
            for one in open_fields:
                one.shown = one.shown or one.separated
        if event in "t\n" and all(
            one.separated and one.kind not in _COUNTED for one in open_fields
        ):
            written += word or "\n"
    return written.split("\n")


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
        reading.targets.append(targets[0] if targets else "")
    elif one.kind == "HYPERLINK" and r"\l" in words:
        reading.targets.append(targets[-1] if targets else "")
    elif one.kind == "HYPERLINK" and not is_address((targets or [""])[0]):
        reading.faults.append(f"the field {one.instruction!r} leads to no address")
