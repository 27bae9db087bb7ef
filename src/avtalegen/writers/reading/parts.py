"""One part of a DOCX as it is judged: its frame, the words of its paragraphs, and its faults.

Takes the bytes of a part; gives a Part in one fixed form, in which the prefixes are those of
ECMA-376, values stand in double quotation marks and every < and > belongs to a tag. It must never
know of other parts, nor of documents.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from avtalegen.writers.reading.grammar import W, find_grammar_faults, parse_xml, rewrite
from avtalegen.writers.reading.tags import Tag, read_tag

_MOST = 10  # faults of one part that are told


class Paragraph(NamedTuple):
    """A paragraph: its words, and what happens in it, one letter for each event.

    t and i take the next of the words, as text and as instruction of a field; b, s and e are the
    begin, the separator and the end of a field; d is a picture, and a line break a tab or new line.
    """

    events: str
    words: Sequence[str]


class Part(NamedTuple):
    """A well-formed part: its tree, its distinct tags, its paragraphs, its landmarks and faults.

    The paragraphs of the tree may be empty: their words stand in `paragraphs`. Landmarks are the
    tags whose order or number counts: styles, bookmarks, notes, pictures and pages.
    """

    root: etree._Element
    tags: frozenset[Tag]
    paragraphs: Sequence[Paragraph]
    landmarks: Sequence[Tag]
    faults: tuple[str, ...] = ()


_LANDMARKS = {
    "w:pStyle", "w:bookmarkStart", "w:bookmarkEnd", "w:footnoteReference", "w:sectPr",
    "w:headerReference", "w:footerReference", "wp:docPr",
}  # fmt: skip


def read_part(data: bytes, root: str, *, exact: bool = False) -> Part:
    """The part, whose outermost element must be `root`; ValueError says why it is no XML.

    A part in the fixed form and without faults is read quickly. Another one, and every one when
    `exact` is true, is parsed as a whole and written anew, which takes longer and tells the faults.
    """
    part = None if exact else _read_quickly(data)
    if part is None or part.root.tag != f"{{{W}}}{root}":
        part = _read_exactly(data, root)
    return part


def _read_exactly(data: bytes, root: str) -> Part:
    tree = rewrite(parse_xml(data))
    text = etree.tostring(tree, encoding="unicode")
    contents = _read_contents(text)
    faults = [fault for tag in contents.tags for fault in tag.faults]
    if tree.tag != f"{{{W}}}{root}":
        faults.append(f"the outermost element is {etree.QName(tree).localname}, not w:{root}")
    faults += [*find_grammar_faults(tree), *_find_loose_blanks(text, contents.tags)]
    told = tuple(dict.fromkeys(faults))[:_MOST]
    return Part(tree, contents.tags, contents.paragraphs, contents.landmarks, told)


def _find_loose_blanks(text: str, tags: Iterable[Tag]) -> list[str]:
    # Word drops blanks at either end of a w:t that does not ask to keep them (ECMA-376 17.3.3.31).
    bare = any(tag.name == "w:t" and not tag.attributes for tag in tags)
    loose = bare and re.search(r"<w:t>(?:\s|[^<]*\s<)", text)
    return ["blanks at the end of a w:t without xml:space get lost in Word"] if loose else []


_TAGS = re.compile("<([^<>/][^<>]*|/w:p)>([^<]*)")
_ODD_ENDS = (" >", "\n>", "\t>", "\r>")
_EVENTS = {
    "w:t": "t", "w:instrText": "i", "w:tab": "\n", "w:br": "\n", "w:cr": "\n", "w:drawing": "d",
}  # fmt: skip


class _Contents(NamedTuple):
    """What stands in a text in the fixed form: its paragraphs, landmarks and distinct tags."""

    paragraphs: list[Paragraph]
    landmarks: list[Tag]
    tags: frozenset[Tag]


def _read_contents(text: str) -> _Contents:
    """The contents of a text; ValueError where it does not have the fixed form."""
    if any(end in text for end in _ODD_ENDS):
        raise ValueError("an element ends in another form")
    contents = _Contents([], [], frozenset())
    tags: set[Tag] = set()
    events = ""
    words: list[str] = []
    for written, after in _TAGS.findall(text):
        if written == "/w:p":
            contents.paragraphs.append(Paragraph(events, words))
            events, words = "", []
            continue
        tag, event, landmark = _find_role(written)
        tags.add(tag)
        if landmark:
            contents.landmarks.append(tag)
        if event not in "ti":
            events += event
        elif after and event:
            events += event
            words.append(html.unescape(after))
    return contents._replace(tags=frozenset(tags))


@lru_cache(maxsize=8192)
def _find_role(written: str) -> tuple[Tag, str, bool]:
    """The tag, the event that it is, and whether it is a landmark."""
    tag = read_tag(written)
    event = _EVENTS.get(tag.name, "")
    if tag.name == "w:fldChar":
        event = tag.attributes.get("w:fldCharType", "")[:1]
    return tag, event, tag.name in _LANDMARKS


# The quick reading. The words are taken out of the text, so that paragraphs of one shape are judged
# once; the frame around them is judged with empty paragraphs. Elements that are well-formed and
# valid each by itself are so together.
_WORDS = re.compile(">([^<]+)<")
_HEAD = re.compile(
    r"""<\?xml version=["']1\.0["'](?: encoding=["'][Uu][Tt][Ff]-8["'])?"""
    r"""(?: standalone=["']yes["'])?\?>\s*"""
)
_START = re.compile(r"<[\w:]+((?: xmlns:[^\s>]+)*)>")


class _Shape(NamedTuple):
    """A paragraph that was judged: its tags, events and landmarks, and how many words it takes."""

    tags: frozenset[Tag]
    events: str
    landmarks: Sequence[Tag]
    words: int


_MOST_SHAPES = 4096
# The shapes by their XML, by the prefixes that are declared around them.
_known: dict[str, dict[str, _Shape]] = {}


def _read_quickly(data: bytes) -> Part | None:
    """A part that has the fixed form and no fault of its own; otherwise None."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    head = _HEAD.match(text)
    start = _START.match(text, head.end() if head else 0)
    if not start:
        return None
    pieces = _WORDS.split(text[start.start() :])
    words = _read_words(pieces[1::2])
    divided = _divide(">x<".join(pieces[::2]))
    if words is None or divided is None:
        return None
    frame, inner = divided
    try:
        root, tags, landmarks = _judge_frame(frame)
        shapes = _judge_shapes(start[1], inner)
    except ValueError:
        return None
    part = _fill([*landmarks], [shapes[shape] for shape in inner], words)
    tags = tags.union(*[shapes[shape].tags for shape in set(inner)])
    return None if _find_loose_blanks(text, tags) else Part(root, tags, *part)


_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_OTHER_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot);)")


def _read_words(words: list[str]) -> list[str] | None:
    """The words between tags as they are read; None where they do not have the fixed form.

    A > in a value comes here too, with what follows it up to the next tag.
    """
    joined = "".join(words)
    written = joined.encode()
    if ">" in joined or "\ufffe" in joined or "\uffff" in joined:
        return None
    if len(written.translate(None, _CONTROLS)) < len(written) or _OTHER_REFERENCE.search(joined):
        return None
    if "&" not in joined:
        return words
    return [html.unescape(one) if "&" in one else one for one in words]


def _divide(text: str) -> tuple[str, list[str]] | None:
    """A frame whose paragraphs are empty, and what stood in each; None for another form.

    In the frame two paragraphs in a row stand for any larger number of them.
    """
    *chunks, end = text.split("</w:p>")
    frame: list[str] = []
    inner = []
    for chunk in chunks:
        before, begin, shape = chunk.rpartition("<w:p>")
        if not begin:
            return None
        inner.append(shape)
        if before or len(frame) < 3 or frame[-1] or frame[-2]:
            frame.append(before)
    return "<w:p/>".join([*frame, end]), inner


def _fill(
    landmarks: list[Tag], shapes: Iterable[_Shape], words: Sequence[str]
) -> tuple[list[Paragraph], list[Tag]]:
    """The paragraphs of these shapes with their words, and all landmarks."""
    paragraphs = []
    at = 0
    for shape in shapes:
        paragraphs.append(Paragraph(shape.events, words[at : at + shape.words]))
        at += shape.words
        landmarks += shape.landmarks
    return paragraphs, landmarks


@lru_cache(maxsize=64)
def _judge_frame(text: str) -> tuple[etree._Element, frozenset[Tag], Sequence[Tag]]:
    """A part whose paragraphs are empty: its tree, its tags and its landmarks.

    ValueError where it has a fault or another form.
    """
    contents = _read_contents(text)
    return _judge(text, contents.tags), contents.tags, contents.landmarks


def _judge(text: str, tags: Iterable[Tag]) -> etree._Element:
    root = parse_xml(text.encode())
    if find_grammar_faults(root) or any(tag.faults for tag in tags):
        raise ValueError("the part has a fault")
    return root


def _judge_shapes(prefixes: str, shapes: Iterable[str]) -> Mapping[str, _Shape]:
    """The shapes that were judged, with these; ValueError where one of these has a fault."""
    known = _known.setdefault(prefixes, {})
    if len(known) > _MOST_SHAPES:
        known.clear()
    new = {}
    for shape in {*shapes}.difference(known):
        (paragraph,), landmarks, tags = _read_contents(f"{shape}</w:p>")
        new[shape] = _Shape(tags, paragraph.events, landmarks, len(paragraph.words))
    if new:
        inside = "".join(f"<w:p>{shape}</w:p>" for shape in new)
        _judge(f"<w:hdr{prefixes}>{inside}</w:hdr>", {t for one in new.values() for t in one.tags})
    known.update(new)
    return known
