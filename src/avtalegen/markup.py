"""Clause text to document nodes: the only module that knows Markdown's parser.

Takes CommonMark with tables and footnotes, in which tokens stand for values; gives blocks.
What an agreement cannot hold (quotations, code, pictures, rules) is a finding, never dropped.
It must never know clauses, choices or YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from avtalegen.document import (
    Block,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Path,
    Reference,
    Strong,
    Table,
    Text,
    Value,
    merge,
)
from avtalegen.values import find_link

# A value stands in the Markdown as its position in the list of fillings between two characters of
# the private use area, which no file may hold.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")

_UNSUPPORTED = {
    "blockquote": "a quotation (a line that begins with >)",
    "code_block": "code (a line indented by four spaces)",
    "fence": "code (between lines of ```)",
    "code_inline": "code (between `)",
    "hr": "a rule (a line of --- or ***)",
    "image": "a picture",
}


@dataclass(frozen=True, slots=True)
class Filling:
    """A value to put in the place of a token.

    `link` is the address that it leads to, if any; `prose` says that the text is Markdown itself.
    """

    text: str
    path: Path
    link: str | None = None
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a document cannot hold.

    `path` is that of the value it stands in, or None for the clause's own text; `line` is the line
    of that text, from 0, and `excerpt` some words of the clause's own on it.
    """

    code: str
    details: Mapping[str, str]
    path: Path | None = None
    line: int = 0
    excerpt: str = ""


@dataclass(slots=True)
class Parsed:
    """The blocks of a text, its footnotes in the order of their numbers from 1, and findings.

    `deepest` is the lowest level of heading that the text may have.
    """

    deepest: int
    blocks: tuple[Block, ...] = ()
    notes: list[Footnote] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def write_token(position: int) -> str:
    """What stands in the Markdown for the filling at the position."""
    return f"{_OPEN}{position}{_CLOSE}"


def parse(markdown: str, fillings: Sequence[Filling] = (), *, deepest: int = 2) -> Parsed:
    """The text as blocks, with each token replaced by its filling.

    A heading below the level `deepest` is a finding.
    """
    parsed = Parsed(deepest=deepest)
    parsed.blocks = _Reader(parsed, fillings, None).read(markdown)
    return parsed


def normalize_link(target: str) -> str:
    """An address as it stands in a link: percent-encoded, its host in ASCII."""
    return _parser().normalizeLink(target)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # The rule "reference" would make "[a]: b" vanish; html is off so that < and > are text.
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("reference")
    return parser.use(footnote_plugin, inline=False)


class _Reader:
    """Turns one Markdown text into blocks; adds notes and findings to `parsed`.

    `path` is that of the value whose text is read, and None for the text of a clause.
    """

    def __init__(self, parsed: Parsed, fillings: Sequence[Filling], path: Path | None) -> None:
        self.parsed, self.fillings, self.path = parsed, fillings, path
        self.first_note = len(parsed.notes)
        self.lines: list[str] = []
        self.line = 0

    def read(self, markdown: str) -> tuple[Block, ...]:
        self.lines = markdown.split("\n")
        env: dict[str, dict[str, dict[str, int]]] = {}
        tree = SyntaxTreeNode(_parser().parse(markdown, env))
        references = env.get("footnotes", {}).get("refs", {})
        for label, number in references.items():
            if number < 0:
                self.find("markup-note-unused", read=label.removeprefix(":"))
        for used in _NOTE.finditer(markdown):
            if f":{used[1]}" not in references:
                self.line = markdown.count("\n", 0, used.start())
                self.find("markup-footnote", read=used[0])
        notes = [node for node in tree.children if node.type == "footnote_block"]
        self.parsed.notes += [
            Footnote(self.first_note + number + 1, ())
            for number in range(sum(len(block.children) for block in notes))
        ]
        blocks = self.blocks(node for node in tree.children if node.type != "footnote_block")
        for block in notes:
            for note in block.children:
                self.note(note)
        return blocks

    def find(self, code: str, **details: str) -> None:
        line = self.lines[self.line] if self.line < len(self.lines) else ""
        excerpt = max(_TOKEN.sub("\n", line).split("\n"), key=len).strip()
        self.parsed.findings.append(Finding(code, details, self.path, self.line, excerpt))

    def unsupported(self, node: SyntaxTreeNode) -> list[Any]:
        self.find("markup-unsupported", read=_UNSUPPORTED.get(node.type, node.type))
        return []

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        made: list[Block] = []
        for node in nodes:
            self.line = node.map[0] if node.map else self.line
            read = _BLOCKS.get(node.type)
            made += read(self, node) if read else self.unsupported(node)
        return tuple(made)

    def heading(self, node: SyntaxTreeNode) -> list[Block]:
        level = int(node.tag[1])
        if level > (deepest := self.parsed.deepest):
            self.find("markup-unsupported", read=f"a heading with more than {'#' * deepest}")
        return [Heading(level, self.inlines(node.children))]

    def paragraph(self, node: SyntaxTreeNode) -> list[Block]:
        text = "".join(child.content for child in node.children if child.type == "inline")
        token = _TOKEN.fullmatch(text)
        if token and (filling := self.fillings[int(token[1])]).prose:
            reader = _Reader(self.parsed, (), filling.path)
            return [*reader.read(filling.text)]
        return [Paragraph(self.inlines(node.children))]

    def itemize(self, node: SyntaxTreeNode) -> list[Block]:
        ordered = node.type == "ordered_list"
        if ordered and (start := node.attrs.get("start", 1)) != 1:
            self.find("markup-list-start", read=str(start))
        if not ordered and node.markup == "+":
            self.find("markup-unsupported", read="a list with + (use - instead)")
        items = []
        for child in node.children:
            blocks = self.blocks(child.children)
            if not blocks or not isinstance(blocks[0], Paragraph):
                self.find("markup-unsupported", read="a list item that does not begin with text")
            items.append(Item(blocks))
        return [List(ordered, tuple(items))]

    def table(self, node: SyntaxTreeNode) -> list[Block]:
        rows = [
            tuple(self.inlines(cell.children) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return [Table(rows[0], tuple(rows[1:]))]

    def note(self, node: SyntaxTreeNode) -> None:
        number = self.first_note + int(node.meta["id"]) + 1
        blocks = self.blocks(node.children)
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            self.parsed.notes[number - 1] = Footnote(number, blocks[0].content)
        else:
            self.find("markup-unsupported", read="a footnote of more than one paragraph")

    def inlines(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for node in nodes:
            read = _INLINES.get(node.type)
            made += read(self, node) if read else self.unsupported(node)
        return merge(made)

    def content(self, node: SyntaxTreeNode) -> list[Inline]:
        return [*self.inlines(node.children)]

    def line_break(self, node: SyntaxTreeNode) -> list[Inline]:
        return [LineBreak()]

    def emphasis(self, node: SyntaxTreeNode) -> list[Inline]:
        content = self.inlines(node.children)
        return [Strong(content) if node.type == "strong" else Emphasis(content)]

    def note_mark(self, node: SyntaxTreeNode) -> list[Inline]:
        if node.meta["subId"]:
            self.find("markup-note-twice", read=f"[^{node.meta['label']}]")
        return [NoteMark(self.first_note + int(node.meta["id"]) + 1)]

    def way_back(self, node: SyntaxTreeNode) -> list[Inline]:
        return []  # from the note to its mark: each writer makes it itself

    def words(self, node: SyntaxTreeNode) -> list[Inline]:
        return self.text(" " if node.type == "softbreak" else node.content)

    def text(self, content: str) -> list[Inline]:
        if self.path is not None:
            return [Value(content, self.path)] if content else []
        made: list[Inline] = []
        for number, piece in enumerate(_TOKEN.split(content)):
            if number % 2:
                made.append(self.filling(self.fillings[int(piece)]))
            elif piece:
                made.append(Text(piece))
        return made

    def filling(self, filling: Filling) -> Inline:
        value = Value(filling.text, filling.path)
        if filling.prose:
            self.find("markup-paragraphs", read=".".join(map(str, filling.path)))
        return Link(normalize_link(filling.link), (value,)) if filling.link else value

    def link(self, node: SyntaxTreeNode) -> list[Inline]:
        target = unquote(str(node.attrs.get("href", "")))
        content = self.inlines(node.children)
        if target.startswith("#") and not content:
            return [Reference(target[1:])]
        if token := _TOKEN.fullmatch(target):
            target = self.fillings[int(token[1])].link or ""
        found = find_link(target) if content else None
        if not found:
            self.find("markup-link", read=f'"{target}"')
            return [*content]
        return [Link(normalize_link(found), content)]


_BLOCKS: Mapping[str, Callable[[_Reader, SyntaxTreeNode], list[Block]]] = {
    "heading": _Reader.heading,
    "paragraph": _Reader.paragraph,
    "bullet_list": _Reader.itemize,
    "ordered_list": _Reader.itemize,
    "table": _Reader.table,
}
_INLINES: Mapping[str, Callable[[_Reader, SyntaxTreeNode], list[Inline]]] = {
    "inline": _Reader.content,
    "text": _Reader.words,
    "softbreak": _Reader.words,
    "hardbreak": _Reader.line_break,
    "strong": _Reader.emphasis,
    "em": _Reader.emphasis,
    "link": _Reader.link,
    "footnote_ref": _Reader.note_mark,
    "footnote_anchor": _Reader.way_back,
}
