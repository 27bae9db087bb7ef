"""Inlines as HTML: words, links, references and marks of footnotes; one function per inline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from avtalegen.document import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Strong,
    Text,
    Value,
    say_reference,
)
from avtalegen.writers.spacing import bind
from avtalegen.writers.web.elements import element, join, void
from avtalegen.writers.web.writing import Writing, name_mark, name_note

_ALLOWED = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_BREAK = void("br")


def write_inlines(content: Iterable[Inline], writing: Writing, *, linked: bool = False) -> Markup:
    """The inlines one after the other; where they are `linked`, no link stands among them."""
    return join(
        bind(inline.text) if isinstance(inline, Text | Value)
        else _INLINES[type(inline)](inline, writing, linked)
        for inline in content
    )  # fmt: skip


def is_allowed(target: str) -> bool:
    """Whether a link may lead there: to the web, to a mailbox or to a telephone."""
    return bool(_ALLOWED.match(target))


def _strong(inline: Strong, writing: Writing, linked: bool) -> Markup:
    return element("strong", {}, write_inlines(inline.content, writing, linked=linked))


def _emphasis(inline: Emphasis, writing: Writing, linked: bool) -> Markup:
    return element("em", {}, write_inlines(inline.content, writing, linked=linked))


def _link(inline: Link, writing: Writing, linked: bool) -> Markup:
    if not is_allowed(inline.target):
        raise RuntimeError(f"a link cannot lead to {inline.target!r}")
    content = write_inlines(inline.content, writing, linked=True)
    return content if linked else element("a", {"href": inline.target}, content)


def _reference(inline: Reference, _writing: Writing, linked: bool) -> Markup:
    said = say_reference(inline)
    return Markup.escape(said) if linked else element("a", {"href": f"#{inline.target}"}, said)


def _note_mark(inline: NoteMark, writing: Writing, linked: bool) -> Markup:
    marks = writing.marks.setdefault(inline.number, [])
    marks.append(writing.section)
    number = str(inline.number)
    name = name_mark(inline.number, len(marks))
    if linked:
        return element("sup", {"id": name}, number)
    about = {
        "id": name, "href": f"#{name_note(inline.number)}", "role": "doc-noteref",
        "aria-label": f"{writing.words['note']} {number}",
    }  # fmt: skip
    return element("sup", {}, element("a", about, number))


def _line_break(_inline: LineBreak, _writing: Writing, _linked: bool) -> Markup:
    return _BREAK


_INLINES: Mapping[type, Callable[[Any, Writing, bool], Markup]] = {
    Strong: _strong,
    Emphasis: _emphasis,
    Link: _link,
    Reference: _reference,
    NoteMark: _note_mark,
    LineBreak: _line_break,
}
