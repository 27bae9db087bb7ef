"""A whole DOCX as Markdown: the body, its notes, and what stands above and below every page.

Takes bytes; gives text, the same for the same bytes. It must never know where the bytes come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from avtalegen.messages import phrase
from avtalegen.wordtext.blocks import write_blocks
from avtalegen.wordtext.numbers import Numbers, format_number
from avtalegen.wordtext.opening import Package, UnreadableError
from avtalegen.wordtext.runs import write_comment
from avtalegen.wordtext.stories import Story
from avtalegen.wordtext.styles import Styles
from avtalegen.wordtext.tags import value, w


def write_text(data: bytes) -> str:
    """The words of a DOCX as Markdown, ending in a newline; raises UnreadableError."""
    return _Document(Package(data)).write()


class _Document:
    """The parts of an opened DOCX that its text needs."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.find_main()
        root = package.read(self._main)
        body = root.find(w("body"))
        if body is None:
            raise UnreadableError("word-unreadable", reason=phrase("it is no document of Word"))
        self._body = body
        self._relations = package.relate(self._main)
        self._styles = Styles(self._find("styles"))
        self._numbers = Numbers(self._find("numbering"), self._styles.link_lists())
        self._notes: dict[tuple[str, str], str] = {}
        self._comments = {value(c, "id"): c for c in self._list("comments", "comment")}

    def _find_name(self, kind: str) -> str:
        names = (r.target for r in self._relations.values() if r.kind == kind and not r.external)
        return next(names, "")

    def _find(self, kind: str) -> etree._Element | None:
        name = self._find_name(kind)
        return self._package.read(name) if name else None

    def _list(self, kind: str, name: str) -> list[etree._Element]:
        root = self._find(kind)
        return [] if root is None else root.findall(w(name))

    def write(self) -> str:
        """The body, then footnotes and endnotes in their order, then headers and footers."""
        parts = [
            write_blocks(self._body, self._open(self._main), self._numbers),
            *self._write_notes(),
            *self._write_margins(),
        ]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _open(self, name: str) -> Story:
        return Story(self._package, name, self._styles, self._mark)

    def _mark(self, name: str, identifier: str) -> str:
        """What stands in the text for a footnote, an endnote or a comment."""
        if name == "commentReference":
            return self._write_comment(identifier)
        kind = name.removesuffix("Reference")
        known = [key for key in self._notes if key[0] == kind]
        if (kind, identifier) not in self._notes:
            number = len(known) + 1
            # Word counts footnotes 1, 2 and endnotes i, ii unless it is told otherwise.
            said = str(number) if kind == "footnote" else format_number(number, "lowerRoman")
            self._notes[kind, identifier] = said
        return f"[^{self._notes[kind, identifier]}]"

    def _write_comment(self, identifier: str) -> str:
        comment = self._comments.get(identifier)
        if comment is None:
            return ""
        story = self._open(self._find_name("comments"))
        text = write_blocks(comment, story, self._numbers)
        return write_comment(value(comment, "author"), text.split("\n"))

    def _write_notes(self) -> Iterator[str]:
        for kind in ("footnote", "endnote"):
            written = {value(n, "id"): n for n in self._list(f"{kind}s", kind)}
            story = self._open(self._find_name(f"{kind}s"))
            told = 0
            # A note may have a note of the other kind.
            while told < len(marks := [k for k in self._notes if k[0] == kind]):
                key = marks[told]
                told += 1
                note = written.get(key[1])
                text = "" if note is None else write_blocks(note, story, self._numbers)
                yield f"[^{self._notes[key]}]: " + re.sub("\n(?=.)", "\n    ", text)

    def _write_margins(self) -> Iterator[str]:
        """Each header and each footer of other words than those before it; most have the same."""
        for kind in ("header", "footer"):
            told: set[str] = set()
            for relation in self._relations.values():
                if relation.kind != kind or relation.external:
                    continue
                root = self._package.read(relation.target)
                text = write_blocks(root, self._open(relation.target), self._numbers)
                if text and text not in told:
                    yield f"<!-- {kind} -->\n\n{text}"
                told.add(text)
