"""Clause text to document nodes, like markup.py, but no stretch of text is read twice.

Takes the same and gives the same. Most stretches of a text, the paragraphs and list items between
which Markdown begins anew, are the same in many agreements, since values are tokens in them. What
one of them gave is kept, and the values are put in. What is in any way unusual is read as a whole.
It must never know clauses, choices or YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from avtalegen import markup
from avtalegen.document import Block, Inline, Item, Link, List, Paragraph, Table, Text, Value
from avtalegen.markup import Parsed
from avtalegen.parser import normalize_link
from avtalegen.tokens import TOKEN, Filling, write_token
from avtalegen.transforms import map_blocks, merge

# Stretches are many, and parts of them come back in others.
_KEPT, _KEPT_PARTS = 512, 4_096
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_ITEM = r"(?:[-*+]|[0-9]{1,9}[.)])(?=\s|$)"
# What may go on with what stands before an empty line; a list does so only with another list.
_GOES_ON = re.compile(r"[ \t]|\[\^")
_BEGINS_ITEM = re.compile(_ITEM)
_HAS_ITEM = re.compile(rf"^(?:[ \t]|{_ITEM}|\[\^)", re.MULTILINE)
_BULLETS = re.compile(r"[-*] .*(?:\n(?:[-*] | +\S).*)*")
# Sentences of words alone, in which nothing of Markdown can begin, end or go on.
_WORD = r"[^\s\\`*_\[\]<>&|~^]"
_BEGINS = r"(?:[^\W\d_]|[\ue000«])"
_WORDS = re.compile(rf"{_BEGINS}{_WORD}*(?:[ \u00a0]{_WORD}+|\n{_BEGINS}{_WORD}*)*")
_SENTENCE_END = re.compile(r"\n|(?<=[.:]) (?=[A-ZÆØÅ])")
_LETTERS = re.compile(r"[^\W\d_]+")
_TABLE = re.compile(r"\|.*\|\n\|[-: |]+\|(?:\n\|.*\|)+")
_ORDERED = re.compile(r"^[ \t]*[0-9]{1,9}[.)]", re.MULTILINE)
_TOKENS_TOGETHER = f"{write_token(0)[-1]}{write_token(0)[0]}"
# Stands between stretches with footnotes, which are read together; no text may hold it.
_PARTING = "\ue002"
_PARTED = Paragraph((Text(_PARTING),))
Read = Callable[[str, int, int], tuple[Block, ...] | None]


def parse(markdown: str, fillings: Sequence[Filling] = (), *, deepest: int = 2) -> Parsed:
    """The text as blocks, with each token replaced by its filling; as markup.parse gives it."""
    return _parse_apart(markdown, fillings, deepest) or markup.parse(
        markdown, fillings, deepest=deepest
    )


def _parse_apart(markdown: str, fillings: Sequence[Filling], deepest: int) -> Parsed | None:
    """The text read stretch by stretch, or None where anything is found in it."""
    stretches = [*_split(markdown)]
    noted = [stretch for stretch in stretches if "[^" in stretch]
    together = f"\n\n{_PARTING}\n\n".join(noted)
    parsed = markup.parse(together, fillings, deepest=deepest) if noted else Parsed(deepest)
    if parsed.findings:
        return None
    with_notes = _part(parsed.blocks)
    blocks: list[Block] = []
    for stretch in stretches:
        made = (
            next(with_notes)
            if "[^" in stretch
            else _read(_read_stretch, stretch, fillings, deepest)
        )
        if made is None:
            return None
        blocks += made
    parsed.blocks = tuple(blocks)
    return parsed


def _split(markdown: str) -> Iterator[str]:
    """The stretches of a text: no block of Markdown goes on from one to the next."""
    stretch = ""
    for piece in _BLANK.split(markdown.strip("\n")):
        listed = _BEGINS_ITEM.match(piece) and _HAS_ITEM.search(stretch)
        if stretch and (listed or _GOES_ON.match(piece)):
            stretch += f"\n\n{piece}"
        else:
            if stretch:
                yield stretch
            stretch = piece
    if stretch:
        yield stretch


def _part(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks of each of the stretches that were read together."""
    begin = 0
    for position, block in enumerate(blocks):
        if block == _PARTED:
            yield blocks[begin:position]
            begin = position + 1
    yield blocks[begin:]


def _read(
    read: Read, text: str, fillings: Sequence[Filling], deepest: int
) -> tuple[Block, ...] | None:
    """What is kept of the text, with its values put in; None where only the whole can tell."""
    numbers = [int(number) for number in TOKEN.findall(text)]
    if not numbers:
        return read(text, 0, deepest)
    own = [fillings[number] for number in numbers]
    if not all(map(_is_plain, own)) or _depends_on_values(text):
        parsed = markup.parse(text, fillings, deepest=deepest)
        # Footnotes of a value are counted with those of the text.
        return None if parsed.findings or parsed.notes else parsed.blocks
    counted = iter(range(len(own)))
    kept = read(TOKEN.sub(lambda _: write_token(next(counted)), text), len(own), deepest)
    return kept and map_blocks(kept, lambda inline: _fill(inline, own))


@lru_cache(maxsize=_KEPT)
def _read_stretch(stretch: str, tokens: int, deepest: int) -> tuple[Block, ...] | None:
    """The blocks of a stretch, in which each value has the number of its token as its path."""
    made = None
    if _WORDS.fullmatch(stretch):
        made = _read_sentences(_SENTENCE_END.split(stretch), _number(tokens), deepest)
    elif _BULLETS.fullmatch(stretch):
        made = _read_items(stretch, _number(tokens), deepest)
    elif _TABLE.fullmatch(stretch):
        made = _read_rows(stretch, _number(tokens), deepest)
    return made or _read_part(stretch, tokens, deepest)


def _read_sentences(
    sentences: Sequence[str], fillings: Sequence[Filling], deepest: int
) -> tuple[Block, ...] | None:
    """The paragraph of some sentences, or None where one of them alone is something else."""
    content: list[Inline] = []
    for sentence in sentences:
        match _read(_read_part, sentence, fillings, deepest):
            case (Paragraph(content=said),):
                content += [Text(" "), *said] if content else said
            case _:
                return None
    return (Paragraph(merge(content)),)


def _read_items(
    stretch: str, fillings: Sequence[Filling], deepest: int
) -> tuple[Block, ...] | None:
    """The list of some items, or None where one of them alone is something else."""
    mark = stretch[:2]
    items: list[Item] = []
    for piece in stretch[2:].split(f"\n{mark}"):
        match _read(_read_part, f"{mark}{piece}", fillings, deepest):
            case (List(ordered=False, items=(item,)),):
                items.append(item)
            case _:
                return None
    return (List(ordered=False, items=tuple(items)),)


def _read_rows(stretch: str, fillings: Sequence[Filling], deepest: int) -> tuple[Block, ...] | None:
    """The table of some rows, or None where one of them alone is something else."""
    header, frame, *rows = stretch.split("\n")
    tables: list[Table] = []
    for row in rows:
        match _read(_read_part, f"{header}\n{frame}\n{row}", fillings, deepest):
            case (Table(rows=(_,)) as table,):
                tables.append(table)
            case _:
                return None
    return (Table(tables[0].header, tuple(table.rows[0] for table in tables)),)


@lru_cache(maxsize=_KEPT_PARTS)
def _read_part(text: str, tokens: int, deepest: int) -> tuple[Block, ...] | None:
    """The same of what is not read in parts."""
    if not tokens and _WORDS.fullmatch(text) and _is_paragraph(_LETTERS.sub("a", text)):
        return (Paragraph((Text(text),)),)
    parsed = markup.parse(text, _number(tokens), deepest=deepest)
    return None if parsed.findings else parsed.blocks


@lru_cache(maxsize=_KEPT_PARTS)
def _is_paragraph(shape: str) -> bool:
    """Whether the parser takes such a text for one paragraph with just these words.

    It does not tell one letter from another where no sign of Markdown stands beside them.
    """
    parsed = markup.parse(shape)
    return not parsed.findings and parsed.blocks == (Paragraph((Text(shape),)),)


def _number(tokens: int) -> list[Filling]:
    return [Filling("x", (number,)) for number in range(tokens)]


def _is_plain(filling: Filling) -> bool:
    """Whether the filling is some words, and nothing that is read in a way of its own."""
    return not (filling.prose or filling.card or filling.figure) and bool(filling.text.strip())


def _depends_on_values(stretch: str) -> bool:
    """Whether what is made of the stretch may depend on the words that its tokens stand for."""
    return _TOKENS_TOGETHER in stretch or "](" in stretch or bool(_ORDERED.search(stretch))


def _fill(inline: Inline, fillings: Sequence[Filling]) -> Inline:
    if not isinstance(inline, Value):
        return inline
    (number,) = inline.path
    filling = fillings[int(number)]
    value = Value(filling.text, filling.path)
    return Link(normalize_link(filling.link), (value,)) if filling.link else value
