"""What the parts of a DOCX say of each other: styles, lists, notes, bookmarks, tables, headings.

Takes parts that the grammar has read; gives what is wrong, one line for each fault. It must never
know what an agreement is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from lxml import etree

from avtalegen.writers.reading.container import Relation
from avtalegen.writers.reading.contents import Part
from avtalegen.writers.reading.grammar import W
from avtalegen.writers.reading.parts import read_part
from avtalegen.writers.reading.properties import LANGUAGES
from avtalegen.writers.reading.tags import (
    Tag,
    need_language,
    need_list,
    need_relation,
    need_style,
)

_Value = TypeVar("_Value", bound=Hashable)
_W = f"{{{W}}}"


class Styles(NamedTuple):
    """The styles that are there, as needs; the level of each heading by id; what they need."""

    there: frozenset[str]
    levels: Mapping[str, int]
    lists: frozenset[str]
    language: str
    faults: tuple[str, ...]


class Numbering(NamedTuple):
    """The lists, as needs: those there are, those that count for themselves; styles they need."""

    lists: frozenset[str]
    own: frozenset[str]
    styles: frozenset[str]
    faults: tuple[str, ...]


NO_STYLES = Styles(frozenset(), {}, frozenset(), "", ())
NO_NUMBERING = Numbering(frozenset(), frozenset(), frozenset(), ())


@lru_cache(maxsize=32)
def read_styles(data: bytes, *, exact: bool, foreign: bool = False) -> Styles:
    """The styles of a part (ECMA-376 17.7); of a foreign one only what others rest on is judged."""
    part = read_part(data, "styles", exact=exact or foreign)
    styles = part.root.findall(f"{_W}style")
    ids = [_get(style, "styleId") for style in styles]
    names = [_child(style, "name") for style in styles]
    faults = [] if foreign else list(part.faults)
    faults += [f"more than one style has the id {one!r}" for one in _find_repeated(ids) if one]
    # Word tells names apart by their case; we never write two that differ in it alone.
    called = names if foreign else [name.casefold() for name in names]
    faults += [f"more than one style has the name {one!r}" for one in _find_repeated(called) if one]
    for style in styles:
        # Word passes over a next or a link that leads nowhere (ECMA-376 17.7.4.6 and 17.7.4.10).
        for relation in ("basedOn",) if foreign else ("basedOn", "next", "link"):
            named = _child(style, relation)
            if named and named not in ids:
                faults.append(f"the style {_get(style, 'styleId')} names a style {named} not there")
    # An outline level of its own is what a foreign style wants; our headings go by their names.
    levels = {key: _read_level(name, None if foreign else style)
              for key, name, style in zip(ids, names, styles, strict=True)}  # fmt: skip
    languages = part.root.findall(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    return Styles(
        frozenset(need_style(_get(style, "type"), _get(style, "styleId")) for style in styles),
        {key: level for key, level in levels.items() if level},
        _keep(part.needs, need_list("")),
        _get(languages[0], "val") if languages else "",
        tuple(faults),
    )


def _read_level(name: str, style: etree._Element | None) -> int:
    """The level of a heading from 1, by the name that Word knows or the outline; 0 for others."""
    named = re.fullmatch(r"heading ([1-9])", name, re.IGNORECASE)
    if named:
        return int(named[1])
    outline = None if style is None else style.find(f"{_W}pPr/{_W}outlineLvl")
    level = int(_get(outline, "val") or 9) if outline is not None else 9
    return level + 1 if level < 9 else 0  # 9 is the text (17.3.1.20)


@lru_cache(maxsize=64)
def read_numbering(data: bytes, *, exact: bool) -> Numbering:
    """The lists of a part (ECMA-376 17.9)."""
    part = read_part(data, "numbering", exact=exact)
    abstract = [_get(each, "abstractNumId") for each in part.root.iter(f"{_W}abstractNum")]
    lists = {_get(each, "numId"): each for each in part.root.iter(f"{_W}num")}
    numbers = [_get(each, "numId") for each in part.root.iter(f"{_W}num")]
    faults = [f"more than one list has the number {n}" for n in _find_repeated(numbers)]
    faults += [f"more than one numbering has the number {n}" for n in _find_repeated(abstract)]
    faults += [
        f"the list {number} has a numbering {named} that is not there"
        for number, each in lists.items()
        if (named := _child(each, "abstractNumId")) not in abstract
    ]
    own = [number for number, each in lists.items() if each.find(f"{_W}lvlOverride") is not None]
    return Numbering(
        frozenset(map(need_list, lists)),
        frozenset(map(need_list, own)),
        frozenset(need for need in part.needs if " style " in need),
        (*part.faults, *faults),
    )


def find_loose_names(
    part: Part, relations: Iterable[Relation], *there: Iterable[str], agreement: bool
) -> Iterator[str]:
    """What a part needs and is not there: styles, lists, bookmarks, relationships of its own.

    Words of an agreement are in one of its two languages.
    """
    related = [need_relation(one.kind, one.id) for one in relations]
    for need in sorted(part.needs.difference(_LANGUAGES, related, *there)):
        if not need.startswith(need_language("")[:-2]):
            yield f"there is no {need}"
        elif agreement:
            yield f"words are said to be in the {need}"


_LANGUAGES = frozenset(map(need_language, LANGUAGES))


def list_bookmarks(parts: Iterable[Part]) -> list[str]:
    """The bookmarks of some parts, as needs, in their order."""
    return [mark.gives for part in parts for mark in part.landmarks if mark.gives]


def find_bookmark_faults(parts: Iterable[Part], bookmarks: Sequence[str]) -> Iterator[str]:
    """Bookmarks of one id or name, or not opened and closed."""
    ids: list[str] = []
    for part in parts:
        open_ids: set[str] = set()
        for mark in part.landmarks:
            if mark.name == "w:bookmarkStart":
                ids.append(mark.attributes.get("w:id", ""))
                open_ids.add(ids[-1])
            elif mark.name == "w:bookmarkEnd":
                identifier = mark.attributes.get("w:id", "")
                if identifier not in open_ids:
                    yield f"the bookmark {identifier} ends where it is not open"
                open_ids.discard(identifier)
        yield from (f"the bookmark {one} is not closed" for one in sorted(open_ids))
    yield from (f"more than one bookmark has the id {one}" for one in _find_repeated(ids))
    names = [name.casefold() for name in bookmarks]
    yield from (f"more than one bookmark has the name of {one}" for one in _find_repeated(names))


def find_table_faults(part: Part, *, agreement: bool) -> Iterator[str]:
    """Rows that do not fill the columns, and tables of an agreement without a header row.

    A table of one row has nothing that a header could stand for, and a table that says so in
    w:tblLook (w:firstRow="0") is there for its layout: neither needs a header row.
    """
    for fault, for_all in _judge_tables(part.root):
        if agreement or for_all:
            yield fault


@lru_cache(maxsize=256)
def _judge_tables(root: etree._Element) -> tuple[tuple[str, bool], ...]:
    """The faults of the tables in a tree, each with whether no DOCX may have it."""
    faults = []
    for table in root.iter(f"{_W}tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        rows = table.findall(f"{_W}tr")
        widths = [_measure(row) for row in rows]
        faults += [(f"a row of {width} columns in a table of {columns}", True)
                   for width in widths if width != columns]  # fmt: skip
        if len(rows) > 1 and not _has_header(table, rows[0]):
            faults.append(("a table has no header row (w:tblHeader in its first row)", False))
    return tuple(faults)


def _measure(row: etree._Element) -> int:
    spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.findall(f"{_W}tc"))
    cells = sum(1 if span is None else _number(span) for span in spans)
    beside = (row.find(f"{_W}trPr/{_W}{name}") for name in ("gridBefore", "gridAfter"))
    return cells + sum(_number(one) for one in beside if one is not None)


def _number(element: etree._Element) -> int:
    value = _get(element, "val")
    return int(value) if value.isdecimal() else 0


def _has_header(table: etree._Element, first: etree._Element) -> bool:
    look = table.find(f"{_W}tblPr/{_W}tblLook")
    if look is not None and _get(look, "firstRow") in _OFF:
        return True
    header = first.find(f"{_W}trPr/{_W}tblHeader")
    return header is not None and _get(header, "val") not in _OFF


_OFF = {"0", "false", "off"}


def find_skipped_levels(part: Part, styles: Styles) -> Iterator[str]:
    """Headings more than one level below the heading before them; the first is on level 1."""
    before = 0
    for level in [styles.levels[style] for style in part.styles if style in styles.levels]:
        if level > before + 1:
            yield f"a heading of level {level} comes after one of level {before}"
        before = level


def find_page_faults(part: Part) -> Iterator[str]:
    """Sections with two headers or two footers of one kind (ECMA-376 17.10.2)."""
    section: set[tuple[str, str]] = set()
    for mark in part.landmarks:
        if mark.name == "w:sectPr":
            section = set()
        elif mark.name in {"w:headerReference", "w:footerReference"}:
            one = (mark.name, mark.attributes.get("w:type", ""))
            if one in section:
                yield f"a section has more than one {' '.join(one)}"
            section.add(one)


def find_note_faults(body: Part, notes: Part | None) -> Iterator[str]:
    """Footnotes without a mark, and marks without a footnote, each once (ECMA-376 17.11)."""
    marks = _values(body.landmarks, "w:footnoteReference", "w:id")
    written = [] if notes is None else notes.root.findall(f"{_W}footnote")
    ids = [_get(note, "id") for note in written]
    said = [_get(note, "id") for note in written if _get(note, "type") in {"", "normal"}]
    yield from (f"more than one footnote {one}" for one in _find_repeated(ids))
    yield from (f"more than one mark of footnote {one}" for one in _find_repeated(marks))
    yield from (f"there is no footnote {one}" for one in marks if one not in said)
    yield from (f"the footnote {one} has no mark" for one in said if one not in marks)
    yield from (f"the footnote {_get(note, 'id')} is empty" for note in written if not len(note))


def find_picture_faults(parts: Iterable[Part]) -> Iterator[str]:
    """Pictures with one id, in all parts together (ECMA-376 20.4.2.5)."""
    ids = [one for part in parts for one in _values(part.landmarks, "wp:docPr", "id")]
    yield from (f"more than one picture has the id {one}" for one in _find_repeated(ids))


def find_list_faults(parts: Iterable[Part], styles: Styles, numbering: Numbering) -> Iterator[str]:
    """Lists that a style names and that are not there, and lists of their own that nobody uses."""
    unused = numbering.own.difference(*[part.needs for part in parts])
    yield from (f"a style names the {need}, not there" for need in styles.lists - numbering.lists)
    yield from (f"the {need} counts for no paragraph" for need in sorted(unused))
    yield from (f"a list names the {need}, not there" for need in numbering.styles - styles.there)


def _find_repeated(values: Sequence[_Value]) -> list[_Value]:
    if len({*values}) == len(values):
        return []
    return [value for value, count in Counter(values).items() if count > 1]


def _values(tags: Iterable[Tag], name: str, attribute: str) -> list[str]:
    return [tag.attributes.get(attribute, "") for tag in tags if tag.name == name]


def _keep(needs: Iterable[str], start: str) -> frozenset[str]:
    return frozenset(need for need in needs if need.startswith(start))


def _get(element: etree._Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")


def _child(element: etree._Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return "" if child is None else _get(child, "val")
