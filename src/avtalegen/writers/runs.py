"""Inlines as runs of a DOCX: words, links, references and marks of footnotes.

One function per inline, gathered in a table. References are fields that hold the text that is
right before anyone updates them, and point at the bookmarks named here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from avtalegen.document import (
    Document,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Strong,
    Text,
    Value,
    walk_sections,
)
from avtalegen.language import NBSP
from avtalegen.quick import dataclass
from avtalegen.style import Style
from avtalegen.writers import ooxml
from avtalegen.writers.geometry import Page
from avtalegen.writers.ooxml import run
from avtalegen.writers.package import Package
from avtalegen.writers.plain import make_outline
from avtalegen.writers.spacing import bind


@dataclass(slots=True)
class Writing:
    """What the writing of one document knows on its way through the tree."""

    document: Document
    style: Style
    page: Page
    package: Package
    bookmarks: Mapping[str, tuple[int, str]]
    annexes: frozenset[str]
    ordered_lists: int = 0
    in_notes: bool = False
    in_cell: bool = False


def name_bookmarks(document: Document) -> dict[str, tuple[int, str]]:
    """An id and a name for each heading that can be pointed at; names are of ASCII letters."""
    keys = [entry.key for entry in make_outline(document)]
    deeper = [s.id for _, s in walk_sections((*document.sections, *document.annexes))]
    named: dict[str, tuple[int, str]] = {}
    for key in dict.fromkeys([*keys, *deeper]):
        letters = unicodedata.normalize("NFKD", key.translate(_FOLDED)).encode("ascii", "ignore")
        name = re.sub(r"\W", "_", letters.decode())[:30]
        named[key] = (len(named), f"_Ref{len(named):03}_{name}")
    return named


_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def write_bookmark(key: str, content: str, writing: Writing) -> str:
    """Runs that references and the contents can point at, by the key of their heading."""
    return ooxml.bookmark(*writing.bookmarks[key], content)


def write_inlines(content: Iterable[Inline], writing: Writing, properties: str = "") -> str:
    """The inlines as runs, each with the given run properties and its own.

    Words that stand beside each other are one run, wherever they come from.
    """
    written, words = [], ""
    for inline in content:
        if isinstance(inline, Text | Value):
            words += bind(inline.text)
            continue
        if words:
            written.append(run(words, properties))
            words = ""
        written.append(_INLINES[type(inline)](inline, writing, properties))
    if words:
        written.append(run(words, properties))
    return "".join(written)


def _strong(inline: Strong, writing: Writing, properties: str) -> str:
    return write_inlines(inline.content, writing, _add(properties, "<w:b/>"))


def _emphasis(inline: Emphasis, writing: Writing, properties: str) -> str:
    return write_inlines(inline.content, writing, _add(properties, "<w:i/>"))


def _link(inline: Link, writing: Writing, properties: str) -> str:
    linked = _add(properties, '<w:rStyle w:val="Hyperlink"/>')
    if writing.in_cell and "<w:color " not in linked:
        # LibreOffice takes the colour of the text over that of the style in a table.
        linked += f'<w:color w:val="{writing.style.farge.aksent}"/>'
    content = write_inlines(inline.content, writing, linked)
    if writing.in_notes:
        # A relationship belongs to one part; a field works in the part of the footnotes too.
        return ooxml.field(f'HYPERLINK "{inline.target}"', content)
    return ooxml.link(writing.package.add_link(inline.target), content)


def _add(properties: str, more: str) -> str:
    # The schema wants this order (ECMA-376 17.3.2.28), and each property once.
    order = ('<w:rStyle w:val="Hyperlink"/>', "<w:b/>", "<w:i/>")
    known = "".join(each for each in order if each in properties or each == more)
    for each in order:
        properties = properties.replace(each, "")
    return known + properties  # a colour is all that is left, and comes after them


def _reference(inline: Reference, writing: Writing, properties: str) -> str:
    name = writing.bookmarks[inline.target][1]
    if not inline.label:
        said = inline.text.removeprefix("«").removesuffix("»")
        title = ooxml.field(rf"REF {name} \h", run(said, properties))
        return run("«", properties) + title + run("»", properties)
    if inline.target in writing.annexes:
        # The number of an annex includes its word, Vedlegg 1, which is small in a sentence.
        # LibreOffice 7.4 leaves the capital; \t, which takes the word away, it does not know.
        said = run(f"{inline.label}{NBSP}{inline.text}", properties)
        return ooxml.field(rf"REF {name} \r \* lower \h", said)
    label = run(f"{inline.label}{NBSP}", properties)
    return label + ooxml.field(rf"REF {name} \r \h", run(inline.text, properties))


def _note_mark(inline: NoteMark, writing: Writing, properties: str) -> str:
    return ooxml.note_mark(inline.number)


def _line_break(inline: LineBreak, writing: Writing, properties: str) -> str:
    return ooxml.line_break()


_INLINES: Mapping[type, Callable[[Any, Writing, str], str]] = {
    Strong: _strong,
    Emphasis: _emphasis,
    Link: _link,
    Reference: _reference,
    NoteMark: _note_mark,
    LineBreak: _line_break,
}
