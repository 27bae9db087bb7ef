"""What stands in the words of an agreement by mistake: signs of Markdown, gaps, leftovers.

Takes a Subject; gives warnings, each where the municipality wrote the words. Words that are the
clause's own were proved before. It never changes a word.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from avtalegen import punctuation, register
from avtalegen.document import Path
from avtalegen.linktexts import find_vague
from avtalegen.passages import Subject
from avtalegen.problems import Problem
from avtalegen.tree import name_field
from avtalegen.values import Prose

# Signs that a municipality meant as Markdown or Jinja, and that now stand in the text.
_MARKUP = re.compile(
    r"\{\{.{0,99}?\}\}|\{%.{0,99}?%\}|\{\{|\}\}|\{%|%\}"
    r"|\*\*|~~|\]\s?\(#?[^)]{0,200}\)|\)\[[^\]]{0,200}\]"
    r"|</?[A-Za-z][a-z0-9]*\s?/?>"
    r"|^(?:#{1,6}\w|[-–—•·▪◦]\s?[^\W\d]|\[[ xX]\]\s|\|.*\|)"
    r"|^[a-z]\)\s.*?\s[b-z]\)\s",  # once, so that it may look far
)
# What people write until they know what belongs there.
_PLACEHOLDER = re.compile(
    r"\?{2,}|\bTODO\b|\bTBD\b|\bx{3,}\b|\bXX+\b|[\[<(]\s?(?:fyll|sett|skriv)\s(?:inn|ut)\b[^\])>]*[\])>]?",
)
# Pairs before a word, one before what is no sign of Markdown, and one before a sign in a path.
_BACKSLASH = re.compile(
    r"(?<!\\)(?:\\\\)+(?=\w)"
    r"|(?<!\\)\\(?:[$%',/:;=?@^\"]|!(?!\\?\[))"
    r"|(?<!\S)(?=\S*\\[^\W_])\S*?\\(?:_|[^\w\s\\])"
)
_LAST_WORD = re.compile(r"(?<!\w)(\w++)\s*+$")
_NOTHING = re.compile(r"null|none|nil|~|\?|\.{3}|…|-+|n/?a", re.IGNORECASE)
_MUNICIPALITY = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÆØÅ][\w-]++(?: (?:og )?[A-ZÆØÅ][\w-]++){0,4}) kommunes?\b"
)


def check_markup(subject: Subject) -> Iterator[Problem]:
    """Signs of Markdown or Jinja that are words of the agreement now."""
    yield from _find(subject, _MARKUP, "text-markup")


def check_placeholders(subject: Subject) -> Iterator[Problem]:
    """Values that were to be filled in later."""
    yield from _find(subject, _PLACEHOLDER, "text-placeholder")
    for passage in subject.chosen:
        for start, end, _ in passage.values:
            if _NOTHING.fullmatch(passage.text, start, end):
                yield subject.tell("text-placeholder", passage, start, end)


def _find(subject: Subject, sought: re.Pattern[str], code: str) -> Iterator[Problem]:
    for passage in subject.chosen:
        for start, end in _find_spans(sought, passage.text):
            if passage.find_path(start, end) is not None:
                yield subject.tell(code, passage, start, end)


@lru_cache(maxsize=2048)
def _find_spans(sought: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    """Where the text has what is sought; many agreements have the same sentences."""
    return tuple(found.span() for found in sought.finditer(text))


def check_punctuation(subject: Subject) -> Iterator[Problem]:
    """Spaces and marks out of place where a value meets the words around it, or inside it."""
    for passage in subject.chosen:
        for start, end, reason in punctuation.find_faults(passage.text):
            if passage.find_path(start, end) is not None:
                near = passage.text[max(0, start - 20) : end + 10].replace("\n", " ").strip()
                yield subject.tell(
                    "text-punctuation", passage, start, end, reason=reason, near=near
                )


def check_line_ends(subject: Subject) -> Iterator[Problem]:
    """Lines of a municipality's own text that end without a full stop before the next sentence."""
    known: set[str] = set()
    for path in subject.value_paths:
        text = subject.reading.tree.find(path)
        lines = text.split("\n") if isinstance(text, str) else []
        for line, after in itertools.pairwise(lines):
            begun = re.match(r"([A-ZÆØÅ][a-zæøå]{2,})\b", after)
            ended = _LAST_WORD.search(line)
            known = known or _find_words(subject)
            if begun and ended and begun[1].casefold() in known and not _is_marked(line):
                words = f"{ended[1]}\n{begun[1]}"
                yield subject.tell_value("text-no-full-stop", path, words, read=ended[1])


def _find_words(subject: Subject) -> set[str]:
    return {word for p in subject.passages for word in re.findall(r"\b[a-zæøå]{3,}\b", p.text)}


def _is_marked(line: str) -> bool:
    return bool(re.match(r"\s*(?:#|[-*] |\d+\. |\||\[\^)", line))


def check_backslashes(subject: Subject) -> Iterator[Problem]:
    """Backslashes that Markdown takes away, as in the address of a server."""
    for path in subject.value_paths:
        text = subject.reading.tree.find(path)
        own = isinstance(subject.find_value(path), Prose) and isinstance(text, str)
        found = _BACKSLASH.search(str(text)) if own else None
        if found:
            yield subject.tell_value("text-backslash", path, found[0])


def check_link_texts(subject: Subject) -> Iterator[Problem]:
    """Links in a municipality's own text whose words do not say where they go."""
    for path in subject.value_paths:
        text = subject.find_value(path)
        if isinstance(text, Prose):
            told: list[str] = []
            for _start, words in find_vague(text):
                place = subject.reading.tree.locate_words(path, f"[{words}]", told.count(words))
                told.append(words)
                place = replace(place, column=place.column + 1)
                yield Problem("link-text", place, name_field(path), {"read": words})


def check_last_sentences(subject: Subject) -> Iterator[Problem]:
    """Paragraphs of a municipality's own text that end without a full stop."""
    for passage in subject.passages:
        last = max(passage.values, default=None)
        if passage.sentence and last and last[1] == len(passage.text):
            start, end, path = last
            own = isinstance(subject.find_value(path), Prose)
            if own and passage.text.rstrip()[-1:].isalnum():
                word = _LAST_WORD.search(passage.text[start:end])
                begins = start + (word.start() if word else 0)
                yield subject.tell("text-no-full-stop", passage, begins, end)


def check_other_municipalities(subject: Subject) -> Iterator[Problem]:
    """Municipalities that are named like a party, but are none: left from a copied file.

    One that is named together with a party is a neighbour.
    """
    parties = [party.navn for party in subject.reading.agreement.parter]

    @cache
    def names_party(text: str) -> bool:
        return any(party in text for party in parties)

    @cache
    def is_beside_party(path: Path) -> bool:
        items = subject.reading.tree.find(path)
        return any(names_party(each) for each in items or () if isinstance(each, str))

    for passage in subject.chosen:
        for found in _MUNICIPALITY.finditer(passage.text):
            path = passage.find_path(*found.span())
            known = register.find_municipalities(found["name"])
            if path is None or path[0] == "parter" or not known or names_party(passage.text):
                continue
            if not (isinstance(path[-1], int) and is_beside_party(path[:-1])):
                yield subject.tell("text-other-municipality", passage, *found.span("name"))


RULES = (
    check_markup,
    check_placeholders,
    check_punctuation,
    check_line_ends,
    check_backslashes,
    check_link_texts,
    check_last_sentences,
    check_other_municipalities,
)
