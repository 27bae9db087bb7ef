"""The gate that a DOCX passes before it is published: its bytes are opened again and judged.

Takes the bytes, and the text that the document tree says; gives what is wrong. A fault is a mistake
of this program, never of the municipality. It must never know how the bytes were made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

from avtalegen.writers.reading import coherence, fields, properties
from avtalegen.writers.reading.container import Container, open_container
from avtalegen.writers.reading.contents import Part
from avtalegen.writers.reading.grammar import parse_xml
from avtalegen.writers.reading.parts import read_part

_Read = TypeVar("_Read")
NOTHING: frozenset[str] = frozenset()


def check(
    data: bytes, said: Sequence[str] | None = None, foreign: Collection[str] = NOTHING
) -> None:
    """Nothing where the DOCX has no fault (see find_faults); RuntimeError names every fault."""
    faults = find_faults(data, said, foreign)
    if faults:
        raise RuntimeError("the DOCX is not as it should be: " + "; ".join(faults))


def find_faults(
    data: bytes, said: Sequence[str] | None = None, foreign: Collection[str] = NOTHING
) -> list[str]:
    """What is wrong with a DOCX, a line for each fault; empty when all is right.

    `said` are the pieces of text of an agreement in the order of reading, those of its footnotes
    last. All of them must be in the file, and nothing else: headers, footers, the contents and
    numbers of pages aside. Every kind of blank is one, and a piece may be spread over runs.
    Without `said` only the structure is judged, and not what an agreement must have besides:
    Norwegian, a title, styles and settings, and header rows.
    `foreign` are the names of parts that come from somebody else's Word template: they must be XML,
    and their styles must hold together.
    """
    container = open_container(data, foreign)
    if not container.main():
        return container.faults or ["the package has no main document"]
    faults = _judge(container, said, foreign, exact=False)
    # What looks wrong to the quick reading may only be written in another way.
    return faults and _judge(container, said, foreign, exact=True)


class _Text(NamedTuple):
    """A part that holds text: its name, its outermost element, and what a reader sees of it."""

    name: str
    root: str
    part: Part
    reading: fields.Reading


# The kinds of parts that hold text, and the outermost element of each.
_TEXTS = {"footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
_PLAIN = {"settings": "settings", "fontTable": "fonts"}


def _judge(
    container: Container, said: Sequence[str] | None, foreign: Collection[str], *, exact: bool
) -> list[str]:
    faults = list(container.faults)
    agreement = said is not None
    try:
        texts = _read_texts(container, foreign, exact=exact)
        shared = _read_shared(container, foreign, exact=exact)
        faults += _find_part_faults(container, foreign, agreement=agreement, exact=exact)
        faults += _find_text_faults(container, texts, shared, agreement=agreement)
    except ValueError as error:
        return [*faults, str(error)]
    if said is not None:
        shown = [text for text in texts if text.root in {"document", "footnotes"}]
        faults += compare([line for text in shown for line in text.reading.lines], said)
    return faults


def _read_named(name: str, read: Callable[[], _Read]) -> _Read:
    """What is read of a part; ValueError says which part it is about."""
    try:
        return read()
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _read_texts(container: Container, foreign: Collection[str], *, exact: bool) -> list[_Text]:
    """The parts that hold text, the body first and the footnotes next."""
    main = container.main()
    roots = {main: "document"}
    for kind, root in _TEXTS.items():
        roots |= dict.fromkeys(container.find(kind, main), root)
    texts = []
    for name, root in roots.items():
        if name in foreign:
            continue
        part = _read_named(name, partial(read_part, container.parts[name], root, exact=exact))
        texts.append(_Text(name, root, part, fields.read_words(part.paragraphs)))
    return texts


def _find_part_faults(
    container: Container, foreign: Collection[str], *, agreement: bool, exact: bool
) -> Iterator[str]:
    """The faults of the parts that hold no text."""
    main = container.main()
    kinds = dict.fromkeys((*_find_others(container), *foreign), "")
    for kind in _PLAIN:
        kinds |= dict.fromkeys(container.find(kind, main), kind)
    for kind in ("core-properties", "custom-properties"):
        kinds |= dict.fromkeys(container.find(kind, ""), kind)
    for name, kind in kinds.items():
        if name in container.parts:
            faults = _judge_part(container.parts[name], kind, agreement, exact)
            yield from [f"{name}: {fault}" for fault in faults]
    if agreement:
        for kind, source in (("styles", main), ("settings", main), ("core-properties", "")):
            if not container.find(kind, source):
                yield f"the part of the {kind} is missing"


@lru_cache(maxsize=64)
def _judge_part(data: bytes, kind: str, agreement: bool, exact: bool) -> tuple[str, ...]:
    """The faults of a part that holds no text; of a kind that nobody knows, whether it is XML."""
    try:
        if kind in _PLAIN:
            return read_part(data, _PLAIN[kind], exact=exact).faults
        if kind == "core-properties":
            return tuple(properties.find_core_faults(data, agreement=agreement))
        if kind == "custom-properties":
            return tuple(properties.find_custom_faults(data))
        parse_xml(data)
    except ValueError as error:
        return (str(error),)
    return ()


_JUDGED = {
    *_TEXTS, *_PLAIN, "styles", "numbering", "officeDocument", "core-properties",
    "custom-properties",
}  # fmt: skip


def _find_others(container: Container) -> Iterator[str]:
    """The parts of XML that no other function reads, such as a theme."""
    for relations in container.relations.values():
        for relation in relations:
            name = relation.target
            if name in container.parts and relation.kind not in _JUDGED and name.endswith(".xml"):
                yield name


def _find_text_faults(
    container: Container,
    texts: Sequence[_Text],
    shared: tuple[coherence.Styles, coherence.Numbering],
    *,
    agreement: bool,
) -> Iterator[str]:
    """The faults of the parts that hold text, and of the styles and lists that they use."""
    styles, numbering = shared
    yield from (f"the styles: {fault}" for fault in styles.faults)
    yield from (f"the numbering: {fault}" for fault in numbering.faults)
    parts = [text.part for text in texts]
    bookmarks = coherence.list_bookmarks(parts)
    there = (styles.there, numbering.lists, bookmarks)
    for text in texts:
        part, relations = text.part, container.relations.get(text.name, ())
        loose = coherence.find_loose_names(part, relations, *there, agreement=agreement)
        loose_targets = sorted({*text.reading.targets}.difference(bookmarks))
        found = [
            *part.faults,
            *text.reading.faults,
            *loose,
            *(f"a field leads to the {target}, not there" for target in loose_targets),
            *coherence.find_table_faults(part, agreement=agreement),
        ]
        yield from (f"{text.name}: {fault}" for fault in found)
    body = parts[0]
    notes = next((text.part for text in texts if text.root == "footnotes"), None)
    yield from coherence.find_skipped_levels(body, styles)
    yield from coherence.find_page_faults(body)
    yield from coherence.find_note_faults(body, notes)
    yield from coherence.find_bookmark_faults(parts, bookmarks)
    yield from coherence.find_picture_faults(parts)
    yield from coherence.find_list_faults(parts, styles, numbering)
    if agreement and styles.language not in properties.LANGUAGES:
        yield "the language of the styles is neither nb-NO nor nn-NO"


def _read_shared(
    container: Container, foreign: Collection[str], *, exact: bool
) -> tuple[coherence.Styles, coherence.Numbering]:
    """The styles and the lists; none where the DOCX has no part for them."""
    main = container.main()
    styles, numbering = coherence.NO_STYLES, coherence.NO_NUMBERING
    for name in container.find("styles", main):
        data, theirs = container.parts[name], name in foreign
        read = partial(coherence.read_styles, data, exact=exact, foreign=theirs)
        styles = _read_named(name, read)
    for name in container.find("numbering", main):
        read_lists = partial(coherence.read_numbering, container.parts[name], exact=exact)
        numbering = _read_named(name, read_lists)
    return styles, numbering


def compare(lines: Sequence[str], said: Iterable[str]) -> Iterator[str]:
    """The first place where the lines of a file are not the pieces that were to be said.

    A line begins where a piece or a word of a piece begins. Blanks that differ only in kind or
    number are the same; most often a line is a piece as it stands, so that is tried first.
    """
    pieces = iter(said)
    rest = ""  # what is still to be said of the pieces that were begun
    for line in lines:
        begun, rest = rest, rest or next(pieces, "")
        if line == rest and not begun:
            rest = ""
            continue
        wanted = _BLANKS.sub(" ", line)
        rest = _BLANKS.sub(" ", rest).lstrip(" ")
        for piece in pieces if len(rest) < len(wanted) else ():
            follows = _BLANKS.sub(" ", piece)
            rest += follows.lstrip(" ") if not rest or rest.endswith(" ") else follows
            if len(rest) >= len(wanted):
                break
        if not rest.startswith(wanted) or (begun and not begun.startswith(" ")):
            text = "".join((rest, *pieces))
            yield f"the file says {line[:80]!r} where the document says {text[:80]!r}"
            return
        rest = rest[len(wanted) :]
    text = "".join((rest, *pieces))
    if text.strip():
        yield f"the file lacks {text[:80].strip()!r}"


# Blanks that are not one space: most texts have none, and are then left as they are.
_BLANKS = re.compile(r"[^\S ]\s*| \s+")
