"""The words of one paragraph as a line of Markdown, with what was inserted, deleted and noted.

Tracked changes and comments are written in CriticMarkup: {++inserted++}, {--deleted--} and
{>>Name: comment<<}. It must never know where in a document the paragraph stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from avtalegen.writers.escapes import escape, escape_start

INSERTED, DELETED = "++", "--"


class Run(NamedTuple):
    """Words that look alike; `raw` ones are Markdown already. A new line is a line break."""

    words: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    change: str = ""
    link: str = ""
    raw: bool = False


def write_line(runs: Sequence[Run], *, heading: bool = False) -> str:
    """The runs as Markdown, "" for no words; a heading needs no bold, and has one line."""
    text = "".join(
        _mark_change(change, _write_links([*group], plain=heading))
        for change, group in groupby(runs, lambda run: run.change)
    )
    if heading:
        return " ".join(text.split())
    lines = [escape_start(_BLANKS.sub(" ", line).strip(" ")) for line in text.split("\n")]
    return "\\\n".join(line for line in lines if line)


def drop_page(runs: Sequence[Run]) -> list[Run]:
    """The runs of an entry of the contents without the number of a page, after its last tab."""
    words = "".join(run.words for run in runs)
    found = re.search(r"\t[0-9ivxlcdm]+\s*$", words)
    left = found.start() if found else len(words)
    kept = []
    for run in runs:
        kept.append(run._replace(words=run.words[:left]))
        left = max(0, left - len(run.words))
    return [run for run in kept if run.words]


# Ordinary blanks: a no-break space is a letter like others.
_BLANKS = re.compile(r"[ \t]+")


def _write_links(runs: Sequence[Run], *, plain: bool) -> str:
    return "".join(
        _mark("[", _write_marks([*group], plain=plain), f"]({_write_target(link)})")
        if link
        else _write_marks([*group], plain=plain)
        for link, group in groupby(runs, lambda run: run.link)
    )


_MARKS: Sequence[tuple[str, Callable[[Run], bool]]] = (
    ("~~", lambda run: run.struck),
    ("**", lambda run: run.bold),
    ("_", lambda run: run.italic),
)


def _write_marks(runs: Sequence[Run], *, plain: bool, depth: int = 0) -> str:
    if depth == len(_MARKS):
        return "".join(run.words if run.raw else _escape(run.words) for run in runs)
    mark, is_on = _MARKS[depth]
    # A blank between two bold words is bold too, and a mark that is written is nothing.
    pieces: list[str] = []
    for on, group in groupby(runs, is_on):
        inner = _write_marks([*group], plain=plain, depth=depth + 1)
        needed = on and not (plain and mark == "**")
        pieces.append(_mark(mark, inner, mark) if needed else inner)
    return "".join(pieces)


def _mark(begin: str, inner: str, end: str) -> str:
    """The words between two marks, which each line has around its words, inside its blanks."""
    lines = []
    for line in inner.split("\n"):
        words = line.strip(" \t")
        before, _, after = line.partition(words) if words else (line, "", "")
        lines.append(f"{before}{begin}{words}{end}{after}" if words else line)
    return "\n".join(lines)


def _mark_change(change: str, inner: str) -> str:
    """The words as inserted or deleted, line by line; a blank alone may be either."""
    if not change:
        return inner
    return "\n".join(f"{{{change}{line}{change}}}" if line else "" for line in inner.split("\n"))


def _escape(words: str) -> str:
    return re.sub(r"\{(?=[-+>=~])", r"\\{", escape(words))


def _write_target(target: str) -> str:
    target = re.sub(r"&(?=#?\w+;)", "&amp;", target)
    return f"<{target}>" if re.search(r"[()\s]", target) else target


def write_comment(author: str, lines: Iterable[str]) -> str:
    """A comment by its author, on one line."""
    said = " ".join(" ".join(lines).split())
    return f"{{>>{f'{author}: ' if author else ''}{said}<<}}"
