"""Write a document as Markdown: CommonMark with tables and footnotes.

A writer is one function per node, gathered in tables. What it writes reads well as text, and
parses back to the same plain blocks; `is_faithful` says so of a finished text.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from avtalegen import stretches
from avtalegen.document import (
    Block,
    Contact,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Strong,
    Table,
    Text,
)
from avtalegen.style import Look
from avtalegen.writers.escapes import encode, escape, escape_start, protect_ends
from avtalegen.writers.plain import Plain, make_plain, plain_blocks


def write(document: Document, look: Look) -> bytes:
    """The document as Markdown in UTF-8; the look does not show in it.

    The text is parsed again before it is given: RuntimeError tells of a mistake in this module.
    """
    plain = make_plain(document)
    text = _write_plain(plain)
    if not _is_said(plain, text):
        raise RuntimeError("the Markdown does not say what the document says")
    return text.encode()


def write_text(document: Document) -> str:
    """The document as Markdown, ending in a newline."""
    return _write_plain(make_plain(document))


def is_faithful(document: Document, text: str) -> bool:
    """Whether the Markdown parses back to all that the document says, in order."""
    return _is_said(make_plain(document), text)


def _write_plain(plain: Plain) -> str:
    notes = [f"[^{note.number}]: {_line(note.content)}" for note in plain.notes]
    return "\n\n".join([*_blocks(plain.blocks), *notes]) + "\n"


def _is_said(plain: Plain, text: str) -> bool:
    parsed = stretches.parse(text, deepest=6)
    return not parsed.findings and Plain(parsed.blocks, tuple(parsed.notes)) == plain


def _blocks(blocks: Sequence[Block]) -> list[str]:
    written = []
    alternate = False
    for position, block in enumerate(blocks):
        last = blocks[position - 1] if position else None
        # Two lists in a row would become one: the second gets the other marker.
        same = isinstance(block, List) and isinstance(last, List) and last.ordered == block.ordered
        alternate = same and not alternate
        written.append(_list(block, alternate) if isinstance(block, List) else _block(block))
    return written


def _block(block: Block) -> str:
    match block:
        case Heading():
            text = re.sub(r"(^|(?<=\s))(#+)$", r"\\\2", _inline_line(block.content))
            return f"{'#' * block.level} {text}"
        case Paragraph():
            return _line(block.content)
        case Table():
            return _table(block)
        case List():
            return _list(block, alternate=False)
        case Contact() | Figure():
            return "\n".join(_blocks(plain_blocks((block,))))


def _list(block: List, alternate: bool) -> str:
    tight = all(
        isinstance(inner, List) or position == 0
        for item in block.items
        for position, inner in enumerate(item.blocks)
    )
    written = []
    for number, item in enumerate(block.items, 1):
        ordered = f"{number}{')' if alternate else '.'} "
        marker = ordered if block.ordered else "* " if alternate else "- "
        text = ("\n" if tight else "\n\n").join(_blocks(item.blocks))
        written.append(marker + text.replace("\n", "\n" + " " * len(marker)))
    return re.sub(r"(?m)^ +$", "", ("\n" if tight else "\n\n").join(written))


def _table(block: Table) -> str:
    rows = [block.header, *block.rows]
    lines = ["| " + " | ".join(_inline_line(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(block.header))
    return "\n".join(lines)


def _inline_line(content: tuple[Inline, ...]) -> str:
    if any(isinstance(inline, LineBreak) for inline in content):
        raise ValueError("a heading or a cell cannot hold a line break")
    return protect_ends(_inlines(content))


def _line(content: tuple[Inline, ...]) -> str:
    return "\n".join(escape_start(protect_ends(line)) for line in _inlines(content).split("\n"))


def _inlines(content: Iterable[Inline]) -> str:
    written, last = "", None
    for inline in content:
        piece = _INLINES[type(inline)](inline)
        if isinstance(last, Strong | Emphasis) and _needs_help(
            last, written[: -len(_MARKS[type(last)])][-1:], piece[:1]
        ):
            piece = encode(piece[0]) + piece[1:]
        elif isinstance(last, NoteMark) and piece.startswith(":"):
            piece = "\\" + piece
        if isinstance(inline, Strong | Emphasis) and _needs_help(
            inline, piece[len(_MARKS[type(inline)]) :][:1], written[-1:]
        ):
            written = written[:-1] + encode(written[-1])
        elif isinstance(inline, Link | NoteMark) and written.endswith("!"):
            written = written[:-1] + "\\!"
        written += piece
        last = inline
    return written


_MARKS: dict[type, str] = {Strong: "**", Emphasis: "_"}


def _needs_help(inline: Strong | Emphasis, inside: str, outside: str) -> bool:
    # CommonMark's rule of flanking: `_` never works inside a word, and `**` does so only next to
    # a letter or digit. A character written as an entity counts as punctuation, and always works.
    # Symbols (€) are punctuation since CommonMark 0.31 and parts of words before, so they get help
    # on either side.
    blank = not outside.strip()
    return not (blank or _is_punctuation(outside)) and (
        isinstance(inline, Emphasis) or not inside.strip() or _is_punctuation(inside, "PS")
    )


def _is_punctuation(character: str, categories: str = "P") -> bool:
    return character in string.punctuation or unicodedata.category(character)[0] in categories


def _text(inline: Text) -> str:
    return escape(inline.text)


def _emphasis(inline: Strong | Emphasis) -> str:
    mark = _MARKS[type(inline)]
    return mark + protect_ends(_inlines(inline.content)) + mark


def _link(inline: Link) -> str:
    target = re.sub(r"&(?=#?\w+;)", "&amp;", inline.target)
    if re.search(r"[()]", target):
        target = f"<{target}>"
    return f"[{_inlines(inline.content)}]({target})"


def _note_mark(inline: NoteMark) -> str:
    return f"[^{inline.number}]"


def _line_break(inline: LineBreak) -> str:
    return "\\\n"


_INLINES: Mapping[type, Callable[..., str]] = {
    Text: _text,
    Strong: _emphasis,
    Emphasis: _emphasis,
    Link: _link,
    NoteMark: _note_mark,
    LineBreak: _line_break,
}
