"""Clause text to document nodes.

Takes CommonMark with tables and footnotes, in which tokens stand for values; gives blocks.
What an agreement cannot hold (quotations, code, pictures, rules) is a finding, never dropped.
It must never know clauses, choices or YAML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from avtalegen import displays
from avtalegen.addresses import find_written_link
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
    read_text,
    walk_contents,
    walk_inlines,
)
from avtalegen.findings import Finding, excerpt
from avtalegen.messages import Words, phrase
from avtalegen.messages.parts import MARKDOWN
from avtalegen.parser import Node, find_row_fault, normalize_link, parse_tree
from avtalegen.precheck import clean, find_faults, find_joined, keeps_number
from avtalegen.problems import MOST_TOLD, quote
from avtalegen.quick import dataclass
from avtalegen.tokens import TOKEN, Filling
from avtalegen.transforms import merge

_NOTE = re.compile(r"(?<!\\)\[\^([^\[\]\s]+)\]")
# More columns than this are no table that anybody reads.
_MOST_COLUMNS = 20


@dataclass(slots=True)
class Parsed:
    """The blocks of a text, its footnotes in the order of their numbers from 1, and findings.

    `deepest` is the lowest level of heading that the text may have.
    """

    deepest: int
    blocks: tuple[Block, ...] = ()
    notes: list[Footnote] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


def parse(markdown: str, fillings: Sequence[Filling] = (), *, deepest: int = 2) -> Parsed:
    """The text as blocks, with each token replaced by its filling.

    A heading below the level `deepest` is a finding.
    """
    parsed = Parsed(deepest=deepest)
    parsed.blocks = _Reader(parsed, fillings, None).read(markdown)
    return parsed


class _Reader:
    """Turns one Markdown text into blocks; adds notes and findings to `parsed`.

    `path` is that of the value whose text is read, and None for the text of a clause.
    """

    def __init__(self, parsed: Parsed, fillings: Sequence[Filling], path: Path | None) -> None:
        self.parsed, self.fillings, self.path = parsed, fillings, path
        self.first_note = len(parsed.notes)
        self.in_note = False
        self.lines: list[str] = []
        self.line = 0

    def read(self, markdown: str) -> tuple[Block, ...]:
        self.lines = markdown.split("\n")
        for fault in find_faults(markdown):
            self.line = fault.line
            self.find(fault.code, read=fault.read)
        markdown = clean(markdown)
        tree = parse_tree(markdown)
        if tree is None:
            self.refuse(phrase("text that is nested so deeply"))
            return ()
        for label in sorted(tree.written - tree.used):
            self.find("markup-note-unused", read=f"[^{label}]")
        for used in _NOTE.finditer(markdown):
            if used[1] not in tree.written:
                self.line = markdown.count("\n", 0, used.start())
                self.find("markup-footnote", read=used[0])
        notes = [node for node in tree.nodes if node.type == "footnote_block"]
        self.parsed.notes += [
            Footnote(self.first_note + number + 1, ())
            for number in range(sum(len(block.children) for block in notes))
        ]
        blocks = self.blocks(node for node in tree.nodes if node.type != "footnote_block")
        for block in notes:
            for note in block.children:
                self.note(note)
        return blocks

    def find(self, code: str, **details: Words) -> None:
        self.parsed.counted[code] += 1
        if self.parsed.counted[code] > MOST_TOLD + 1:
            return  # nobody will be told of more
        line = self.lines[self.line] if self.line < len(self.lines) else ""
        finding = Finding(code, details, self.path, self.line, excerpt(line))
        self.parsed.findings.append(finding)

    def refuse(self, read: Words) -> None:
        self.find("markup-unsupported", read=read)

    def unsupported(self, node: Node) -> list[Any]:
        self.refuse(MARKDOWN.get(node.type) or node.type)
        return []

    def blocks(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        made: list[Block] = []
        for node in nodes:
            self.line = node.map[0] if node.map else self.line
            read = _BLOCKS.get(node.type)
            made += read(self, node) if read else self.unsupported(node)
        return tuple(made)

    def heading(self, node: Node) -> list[Block]:
        level = int(node.tag[1])
        if level > (deepest := self.parsed.deepest):
            self.refuse(phrase("a heading on a lower level than {marks}", marks="#" * deepest))
        content = self.inlines(node.children)
        for kind, said in _NOT_IN_HEADING.items():
            if any(isinstance(inline, kind) for inline in walk_inlines(content)):
                self.refuse(said)
        if not read_text(content).strip():
            self.refuse(phrase("a heading without words"))
        return [Heading(level, content)]

    def paragraph(self, node: Node) -> list[Block]:
        text = "".join(child.content for child in node.children if child.type == "inline")
        token = TOKEN.fullmatch(text)
        if token and (filling := self.fillings[int(token[1])]).prose:
            reader = _Reader(self.parsed, (), filling.path)
            reader.in_note = self.in_note
            return [*reader.read(filling.text)]
        if node.level == 0 and (card := displays.find_card(text, self.fillings)):
            return [displays.make_contact(card, lambda words: merge(self.text(words)))]
        known = len(self.parsed.findings)
        content = self.inlines(node.children)
        if not read_text(content).strip() and len(self.parsed.findings) == known:
            self.refuse(phrase("a paragraph without words"))
        return [Paragraph(content)]

    def itemize(self, node: Node) -> list[Block]:
        ordered = node.type == "ordered_list"
        if not ordered and node.markup == "+":
            self.refuse(phrase("a list with + (use - instead)"))
        items = []
        alike = all(child.info == "1" for child in node.children)  # counted by the parser
        for position, child in enumerate(node.children, 1):
            blocks = self.blocks(child.children)
            said = read_text(next(walk_contents(blocks), ()))
            if ordered and not keeps_number(str(position) if alike else child.info, position, said):
                self.find("markup-list-start", read=child.info)
            if not blocks or not isinstance(blocks[0], Paragraph):
                self.refuse(phrase("a list item that does not begin with text"))
            elif ordered:
                for line in find_joined(self.lines, child.children[0].map, position + 1):
                    self.line = line
                    self.refuse(phrase("an item that is indented like the words of the one above"))
            items.append(Item(blocks))
        return [List(ordered, tuple(items))]

    def table(self, node: Node) -> list[Block]:
        found = [row for part in node.children for row in part.children]
        rows = [tuple(self.inlines(cell.children) for cell in row.children) for row in found]
        if len(rows[0]) > _MOST_COLUMNS:
            most = str(_MOST_COLUMNS)
            self.refuse(phrase("a table with more than {most} columns", most=most))
        for row in found:
            self.line = row.map[0] if row.map else self.line
            if fault := find_row_fault(self.lines[self.line], len(rows[0])):
                self.refuse(fault)
        table = Table(rows[0], tuple(rows[1:]))
        first = found[0].children[0].children[0].content
        if language := displays.find_figure(first, self.fillings):
            for fault in displays.find_faults(table):
                self.refuse(fault)
            return [displays.make_figure(table, language)]
        return [table]

    def note(self, node: Node) -> None:
        number = self.first_note + int(node.meta["id"]) + 1
        self.in_note = True
        blocks = self.blocks(node.children)
        self.in_note = False
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            self.parsed.notes[number - 1] = Footnote(number, blocks[0].content)
        else:
            self.refuse(phrase("a footnote of more than one paragraph"))

    def inlines(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for node in nodes:
            read = _INLINES.get(node.type)
            made += read(self, node) if read else self.unsupported(node)
        return merge(made)

    def emphasis(self, node: Node) -> list[Inline]:
        content = self.inlines(node.children)
        return [Strong(content) if node.type == "strong" else Emphasis(content)]

    def note_mark(self, node: Node) -> list[Inline]:
        if self.in_note:
            self.refuse(phrase("a footnote inside a footnote"))
        if node.meta["subId"]:
            self.find("markup-note-twice", read=f"[^{node.meta['label']}]")
        return [NoteMark(self.first_note + int(node.meta["id"]) + 1)]

    def words(self, node: Node) -> list[Inline]:
        # A tab in a sentence is a space: no format shows it in another way.
        return self.text(" " if node.type == "softbreak" else node.content.replace("\t", " "))

    def text(self, content: str) -> list[Inline]:
        if self.path is not None:
            return [Value(content, self.path)] if content else []
        made: list[Inline] = []
        for number, piece in enumerate(TOKEN.split(content)):
            if number % 2:
                filling = self.fillings[int(piece)]
                made += [] if filling.card else [self.filling(filling)]
            elif piece:
                made.append(Text(piece))
        return made

    def filling(self, filling: Filling) -> Inline:
        value = Value(filling.text, filling.path)
        if filling.prose:
            self.find("markup-paragraphs", read=".".join(map(str, filling.path)))
        return Link(normalize_link(filling.link), (value,)) if filling.link else value

    def link(self, node: Node) -> list[Inline]:
        target = str(node.attrs.get("href", ""))
        content = self.inlines(node.children)
        if "title" in node.attrs:
            self.refuse(phrase("a title of a link"))
        if any(isinstance(inline, Link) for inline in walk_inlines(content)):
            self.refuse(phrase("a link inside a link"))
        if target.startswith("#") and not content:
            return [Reference(target[1:])]
        if token := TOKEN.fullmatch(target):
            filling = self.fillings[int(token[1])]
            target, path, found = filling.link or filling.text, filling.path, filling.link
        else:
            path, found = None, None if TOKEN.search(target) else find_written_link(target)
        if not found or not content:
            self.find("markup-link", read=quote(TOKEN.sub("…", target)))
            return [*content]
        return [Link(normalize_link(found), content, path)]


_NOT_IN_HEADING = {
    NoteMark: phrase("a footnote in a heading"),
    LineBreak: phrase("a line break in a heading"),
}
_BLOCKS: Mapping[str, Callable[[_Reader, Node], list[Block]]] = {
    "heading": _Reader.heading,
    "paragraph": _Reader.paragraph,
    "bullet_list": _Reader.itemize,
    "ordered_list": _Reader.itemize,
    "table": _Reader.table,
}
_INLINES: Mapping[str, Callable[[_Reader, Node], list[Inline]]] = {
    "inline": lambda reader, node: [*reader.inlines(node.children)],
    "text": _Reader.words,
    "softbreak": _Reader.words,
    "hardbreak": lambda _reader, _node: [LineBreak()],
    "strong": _Reader.emphasis,
    "em": _Reader.emphasis,
    "link": _Reader.link,
    "footnote_ref": _Reader.note_mark,
    "footnote_anchor": lambda _reader, _node: [],  # back to its mark: each writer makes it itself
}
