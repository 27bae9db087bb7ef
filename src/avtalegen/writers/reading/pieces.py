"""The quick reading of a part: what was judged in another part is not judged again.

Takes bytes; gives a Part where all is right. A part is cut where a paragraph ends. A piece that
stood in another part is known. Of a new one, the words and what differs from paragraph to
paragraph (ids, names, widths) are taken out, so that each shape is judged once; the frame around
the paragraphs is judged with empty ones. Elements that are well-formed and valid each by itself
are so together. It must never say what is wrong: that is for the exact reading.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from avtalegen.quick import dataclass
from avtalegen.writers.reading.contents import (
    Paragraph,
    Part,
    find_loose_blanks,
    find_needs,
    read_contents,
)
from avtalegen.writers.reading.grammar import find_grammar_faults, parse_xml
from avtalegen.writers.reading.tags import Tag

_HEAD = re.compile(
    rb"""<\?xml version=["']1\.0["'](?: encoding=["'][Uu][Tt][Ff]-8["'])?"""
    rb"""(?: standalone=["']yes["'])?\?>\s*"""
)
_START = re.compile(rb"<[\w:]+((?: xmlns:[^\s>]+)*)>")
_WORDS = re.compile(">([^<]+)<")
# No grammar asks what they say: which values are right is judged with the tags.
_VARYING = re.compile(r'((?: w:(?:id|name|anchor)| r:(?:id|embed)|<w:numId w:val)=")[\w-]*"')
_VARYING_IN_FRAMES = re.compile(r'( (?:w:w|r:id)=")[\w-]*"')
_MANY = re.compile("<w:p/><w:p/>(?:<w:p/>)+")


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """What was judged of a paragraph, or of what stands between paragraphs; see Part."""

    needs: frozenset[str]
    styles: tuple[str, ...]
    landmarks: tuple[Tag, ...]
    events: str = ""


class _Piece(NamedTuple):
    """What ends with a paragraph: the frame before it, and itself."""

    frame: str
    before: _Shape
    shape: _Shape
    paragraph: Paragraph
    landmarks: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was judged with the same prefixes around it: pieces and shapes by their XML."""

    prefixes: str
    pieces: dict[bytes, _Piece] = field(default_factory=dict)
    shapes: dict[str, _Shape] = field(default_factory=dict)
    valid: set[str] = field(default_factory=set)


_MOST_PIECES = 8192


def read_quickly(data: bytes) -> Part | None:
    """A part that has the fixed form and no fault of its own; otherwise None."""
    head = _HEAD.match(data)
    start = _START.match(data, head.end() if head else 0)
    if not start:
        return None
    chunks = data.split(b"</w:p>")
    chunks[0] = chunks[0][start.start() :]
    end = chunks.pop()
    try:
        pieces = _find_pieces(chunks, _find_known(start[1]))
        frame, last = _read_between(end)
        frames = (*[piece.frame for piece in pieces], frame)
        root = _judge_frames(frames) if chunks else _judge_frame(end.decode())
    except ValueError:
        return None
    return _gather(root, pieces, last)


def _gather(root: etree._Element, pieces: Sequence[_Piece], last: _Shape) -> Part:
    """The part of these pieces, and of what follows the last paragraph."""
    shapes = {piece.before for piece in pieces} | {piece.shape for piece in pieces}
    needs = last.needs.union(*[shape.needs for shape in shapes])
    paragraphs = [piece.paragraph for piece in pieces]
    styles = [style for piece in pieces for style in piece.shape.styles]
    landmarks = [mark for piece in pieces for mark in piece.landmarks]
    return Part(root, needs, paragraphs, styles, [*landmarks, *last.landmarks])


@lru_cache(maxsize=64)
def _find_known(prefixes: bytes) -> _Known:
    return _Known(prefixes.decode())


def _find_pieces(chunks: Sequence[bytes], known: _Known) -> list[_Piece]:
    """The pieces that end with a paragraph each; ValueError where one has a fault."""
    try:
        return [known.pieces[chunk] for chunk in chunks]
    except KeyError:
        if len(known.pieces) > _MOST_PIECES:
            known.pieces.clear()
            known.shapes.clear()
            known.valid.clear()
        _judge_pieces({*chunks}.difference(known.pieces), known)
        return [known.pieces[chunk] for chunk in chunks]


def _judge_pieces(chunks: Collection[bytes], known: _Known) -> None:
    """These pieces are known; ValueError where one of them has a fault."""
    divided = [chunk.rpartition(b"<w:p>") for chunk in chunks]
    if not all(begin for _, begin, _ in divided):
        raise ValueError("a paragraph begins in another form")
    shapes, words = _take_words([inner.decode() for _, _, inner in divided])
    _judge_shapes({*shapes}, known)
    at = 0
    for chunk, (before, _, _), written in zip(chunks, divided, shapes, strict=True):
        frame, around = _read_between(before)
        shape = known.shapes[written]
        landmarks = around.landmarks + shape.landmarks
        after = at + shape.events.count("t") + shape.events.count("i")
        paragraph = Paragraph(shape.events, words[at:after])
        known.pieces[chunk] = _Piece(frame, around, shape, paragraph, landmarks)
        at = after


_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_OTHER_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot);)")


def _take_words(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The content of paragraphs with x for the words between their tags, and all those words.

    ValueError where they do not have the fixed form. A > in a value comes here too, with what
    follows it up to the next tag.
    """
    text = "".join(f"<w:p>{text}</w:p>" for text in texts)
    parts = _WORDS.split(text)
    words = parts[1::2]
    joined = "".join(words)
    written = joined.encode()
    if ">" in joined or "\ufffe" in joined or "\uffff" in joined or find_loose_blanks(text):
        raise ValueError("a word has another form or a fault")
    if len(written.translate(None, _CONTROLS)) < len(written) or _OTHER_REFERENCE.search(joined):
        raise ValueError("a word has another form")
    if "&" in joined:
        words = [html.unescape(one) if "&" in one else one for one in words]
    return ">x<".join(parts[::2]).split("</w:p>")[:-1], words


@lru_cache(maxsize=4096)
def _read_between(data: bytes) -> tuple[str, _Shape]:
    """What stands between two paragraphs, as it stands in a frame; ValueError for another form."""
    text = data.decode()
    return _VARYING_IN_FRAMES.sub(r'\1"', text), _make_shape(text)


def _make_shape(text: str) -> _Shape:
    """The shape of a text; ValueError where it has another form, or a tag of it has a fault."""
    contents = read_contents(text)
    if any(tag.faults for tag in contents.tags):
        raise ValueError("a tag has a fault")
    events = contents.paragraphs[0].events if contents.paragraphs else ""
    needs = find_needs(contents.tags)
    return _Shape(needs, tuple(contents.styles), tuple(contents.landmarks), events)


@lru_cache(maxsize=256)
def _judge_frames(frames: tuple[str, ...]) -> etree._Element:
    """The tree of a part with an empty paragraph between its frames.

    Two paragraphs in a row stand for any larger number of them.
    """
    return _judge_frame(_MANY.sub("<w:p/><w:p/>", "<w:p/>".join(frames)))


@lru_cache(maxsize=256)
def _judge_frame(text: str) -> etree._Element:
    """The tree of a part whose paragraphs are empty; ValueError where it has a fault."""
    root = parse_xml(text.encode())
    if find_grammar_faults(root):
        raise ValueError("the part has a fault")
    return root


def _judge_shapes(shapes: Iterable[str], known: _Known) -> None:
    """All these shapes are known; ValueError where one of them has a fault."""
    new = {
        text: (_make_shape(f"{text}</w:p>"), _VARYING.sub(r'\1"', text))
        for text in {*shapes}.difference(known.shapes)
    }
    unsure = {form for _, form in new.values()} - known.valid
    if unsure:
        inside = "".join(f"{form}</w:p>" for form in unsure)
        _judge_frame(f"<w:hdr{known.prefixes}>{inside}</w:hdr>")
    known.valid.update(unsure)
    known.shapes.update({text: shape for text, (shape, _) in new.items()})
