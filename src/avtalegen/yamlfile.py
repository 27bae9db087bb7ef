"""Read one YAML file into one model, keeping line and column for every value.

Takes a path and a pydantic model, gives the model and problems. Every plain scalar arrives as
text, and the model alone decides what it means: 0301, 08:15, nei and 2018-11-07 are read as a
Norwegian reader reads them. Anchors, tags, merge keys and duplicate keys are refused.
This module must never know what a municipality or a clause is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from avtalegen import cache, textfile
from avtalegen.comments import find_comments, find_glued
from avtalegen.messages import Words, phrase, write_number
from avtalegen.problems import AvtalegenError, Location, Problem, take_each
from avtalegen.syntax import MOST_DEPTH, OTHER_DASH, explain_syntax, indentation
from avtalegen.tree import Tree, ValuePath, name_field

MOST_NODES = 100_000
MOST_CHARACTERS = 20_000
# In one list, or of keys in one place: no agreement has a tenth of them.
MOST_ITEMS = 1_000


_ODD_SPACE = re.compile(r"[\w-]+:([^\S \t\n])")
_QUOTES = re.compile("[“”„‟‘’‚]")


def read_yaml(path: Path, name: str) -> Tree:
    """The file as a tree; `name` is what messages call it.

    Raises AvtalegenError with every problem that keeps the file from being read.
    """
    if not yaml.__with_libyaml__:
        # The two parsers of PyYAML differ on tabs, marks and escapes: only one is let in.
        details = {
            "read": phrase("libyaml in PyYAML"),
            "mend": phrase("install PyYAML from a wheel (pip install --only-binary :all: pyyaml)"),
        }
        raise AvtalegenError([Problem("library-missing", Location(name), details=details)])
    text, warnings = textfile.read_text(path, name)
    return parse_yaml(text, name, warnings)


def read_key(files: Iterable[tuple[Path, str]]) -> bytes | None:
    """What files are called and hold, as a key of the cache, whatever is made of them.

    None where one of them cannot be read: that is told where it is.
    """
    if not yaml.__with_libyaml__:
        return None
    try:
        parts = [part for path, name in files for part in (name, textfile.read_bytes(path, name))]
    except AvtalegenError:
        return None
    return cache.join(*parts)


def parse_yaml(text: str, name: str, warnings: list[Problem] | None = None) -> Tree:
    """Text as a tree; raises AvtalegenError like read_yaml."""
    _check_spaces(text, name)
    try:
        return _Composer(text, name, list(warnings or ())).compose()
    except yaml.MarkedYAMLError as error:
        raise AvtalegenError([explain_syntax(error, text, name)]) from None


def _check_spaces(text: str, name: str) -> None:
    found = re.search(r"^([ \t]*|[ \t]*-|[ \t-]*\w+:)([^\S \t\n])", text, re.MULTILINE)
    if found:
        place = textfile.locate(text, found.start(2), name)
        details = {"read": textfile.describe(found[2])}
        raise AvtalegenError([Problem("yaml-space", place, details=details)])


class _Composer:
    """Turns the events of one YAML document into a Tree."""

    def __init__(self, text: str, name: str, warnings: list[Problem]) -> None:
        # One line more than the text has: the parser may place what is missing after the end.
        self.lines = [*text.split("\n"), ""]
        self.tree = Tree(name, {}, warnings=warnings, lines=self.lines)
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.nodes = 0
        self.last = 0  # the line of what was read last

    def compose(self) -> Tree:
        next(self.events)  # the start of the stream
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self._fail("file-empty", (1, 1))
        event = next(self.events)
        if isinstance(event, yaml.ScalarEvent) and not event.value and not event.style:
            self._fail("file-empty", (1, 1))
        if not isinstance(event, yaml.MappingStartEvent):
            if isinstance(event, yaml.ScalarEvent):
                self._check_plain(event, ())
            glued = re.match(r"[^\W\d]\w*:(?=[^\s/])", getattr(event, "value", ""))
            if glued:
                self._fail("yaml-no-space", _place(event), read=glued[0])
            is_list = isinstance(event, yaml.SequenceStartEvent)
            read = phrase("a list") if is_list else phrase("one value")
            self._fail("yaml-not-mapping", _place(event), read=read)
        self.tree.data = self._value(event, ())
        next(self.events)  # the end of the document
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._fail("yaml-documents", _place(event))
        self._check_comments()
        if self.problems:
            raise AvtalegenError(take_each(self.problems))
        self.tree.ignores, problems = find_comments(self.tree)
        self.tree.warnings = take_each([*self.tree.warnings, *problems])
        return self.tree

    def _check_comments(self) -> None:
        """Comments that may be words of the value before them: told where that would end."""
        found = [*find_glued(self.tree)]
        places = (*self.tree.values.items(), *self.tree.keys.items()) if found else ()
        placed = sorted(((place, path) for path, place in places), key=lambda value: value[0])
        for place, read in found:
            before = bisect(placed, place, key=lambda value: value[0]) - 1
            path = placed[before][1] if before >= 0 else ()
            ends = len(self.lines[place[0] - 1][: place[1] - 1].rstrip()) + 1
            self._add("yaml-comment", (place[0], ends), path, read=read)

    def _fail(
        self, code: str, place: tuple[int, int], path: ValuePath = (), **details: Words
    ) -> None:
        self._add(code, place, path, **details)
        raise AvtalegenError(take_each(self.problems))

    def _add(
        self, code: str, place: tuple[int, int], path: ValuePath = (), **details: Words
    ) -> None:
        location = Location(self.tree.name, *place)
        self.problems.append(Problem(code, location, name_field(path), details))

    def _value(self, event: Any, path: ValuePath) -> Any:
        place = _place(event)
        self._check_node(event, place, path)
        self.tree.values[path] = place
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(path)
            case yaml.SequenceStartEvent():
                return self._sequence(path)
        return self._scalar(event, path)

    def _check_node(self, event: Any, place: tuple[int, int], path: ValuePath) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            whole = phrase("the file")
            self._fail("yaml-too-many", place, path, whole=whole, limit=write_number(MOST_NODES))
        if len(path) > MOST_DEPTH:
            self._fail("yaml-too-deep", place, path, limit=str(MOST_DEPTH))
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            source = self.lines[place[0] - 1][place[1] - 1 :].split(" ")[0]
            code = "yaml-alias" if event.anchor is not None else "yaml-tag"
            self._fail(code, place, path, read=source)

    def _mapping(self, path: ValuePath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = _place(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._check_node(event, place, path)
                self._fail("yaml-key", place, path)
            self._check_node(event, place, path)
            key = unicodedata.normalize("NFC", event.value)
            if key == "<<" and not event.style:
                self._fail("yaml-merge", place, path)
            if not key.strip() or "\n" in key or not textfile.is_printable(key):
                self._fail("yaml-key", place, path)
            inner = (*path, key)
            if len(found) >= MOST_ITEMS:
                whole = phrase("this level")
                self._fail(
                    "yaml-too-many", place, path, whole=whole, limit=write_number(MOST_ITEMS)
                )
            if key in found:
                line = str(self.tree.keys[inner][0])
                self._add("yaml-duplicate", place, inner, read=key, line=line)
            self.tree.keys[inner] = place
            found[key] = self._value(next(self.events), inner)
            if found[key] == "" and not event.style:
                self._check_empty(event, key, inner)
        self._close(event, path)
        return found

    def _check_empty(self, event: Any, key: str, path: ValuePath) -> None:
        """A key that got no value because a space or a colon is missing, or a comma too many."""
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        if glued := re.match(r"\w+:(?=\S)", key):
            self._add("yaml-no-space", _place(event), path, read=glued[0])
        elif not rest.lstrip().startswith(":"):  # inside braces, where a comma ends a value
            self._add("yaml-comma", _place(event), path, read=key)

    def _sequence(self, path: ValuePath) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            if len(found) >= MOST_ITEMS:
                place, whole = _place(event), phrase("the list")
                self._fail(
                    "yaml-too-many", place, path, whole=whole, limit=write_number(MOST_ITEMS)
                )
            found.append(self._value(event, (*path, len(found))))
        self._close(event, path)
        return found

    def _close(self, event: Any, path: ValuePath) -> None:
        """Remember which lines a list or a mapping has, from its key or its bracket on."""
        # Without brackets, the parser sees the end only where something else begins.
        has_bracket = event.end_mark.index > event.start_mark.index
        if has_bracket:
            self.last = event.end_mark.line + 1
        if has_bracket or path in self.tree.keys:
            first = self.tree.keys.get(path) or self.tree.values[path]
            self.tree.extents.append((first[0], self.last))

    def _scalar(self, event: Any, path: ValuePath) -> str:
        place = _place(event)
        # A block begins below the line with | or >, which may end in a comment.
        begins = (place[0] + 1, 0) if event.style in {"|", ">"} else place
        ends = (event.end_mark.line + 1, event.end_mark.column + 1)
        self.tree.spans[path] = (begins, ends)
        self.last = ends[0] - (begins > place)
        text = unicodedata.normalize("NFC", event.value).strip()
        if len(text) > MOST_CHARACTERS:
            size, limit = write_number(len(text)), write_number(MOST_CHARACTERS)
            self._add("yaml-too-long", place, path, size=size, limit=limit)
        if not event.style:  # plain, with no quotation marks
            self._check_plain(event, path)
        elif event.style == '"':  # may hold escapes, which the text of the file did not show
            if unprintable := textfile.find_unprintable(text):
                self._add("file-character", place, path, read=unprintable)
            if any("\\" in line for line in self.lines[place[0] - 1 : event.end_mark.line + 1]):
                self._warn_of_escapes(text, place, path)
        return text

    def _warn_of_escapes(self, text: str, place: tuple[int, int], path: ValuePath) -> None:
        location = Location(self.tree.name, *place)
        self.tree.warnings += [
            Problem(found.code, location, name_field(path), found.details)
            for found in textfile.find_suspicious(text, self.tree.name)
        ]

    def _check_plain(self, event: Any, path: ValuePath) -> None:
        if glued := _ODD_SPACE.match(event.value):
            place = (event.start_mark.line + 1, event.start_mark.column + glued.start(1) + 1)
            self._add("yaml-space", place, path, read=textfile.describe(glued[1]))
        if mark := _QUOTES.match(event.value):
            self._add("yaml-quotes", _place(event), path, read=mark[0])
        if event.end_mark.line > event.start_mark.line:
            self._check_continued(event, path)

    def _check_continued(self, event: Any, path: ValuePath) -> None:
        """A value without quotation marks that goes on over the next lines, often by mistake."""
        first, last = event.start_mark.line + 1, event.end_mark.line
        for number in range(first, last + 1):
            line = self.lines[number].strip()
            place = (number + 1, indentation(self.lines[number]) + 1)
            if line.startswith("-") or OTHER_DASH.match(line):
                self._add("yaml-joined", place, path, read=line)
                return
        place = (first + 1, indentation(self.lines[first]) + 1)
        location = Location(self.tree.name, *place)
        self.tree.warnings.append(Problem("yaml-continued", location, name_field(path)))


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
