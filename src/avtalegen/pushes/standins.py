"""Two documents of one agreement, made ready to be compared with those of other agreements.

Values take no part in what a shared clause changes: a sign stands for each while words are
compared, and gives way to it before anyone reads them. Numbers of clauses are those of the second
document, and addresses of links stand among the words. It must never know how words are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import field, replace

from avtalegen import document as doc
from avtalegen.comparison.redline import Run
from avtalegen.comparison.wording import Passage, SectionChange
from avtalegen.document import Document, Inline, Link, Path, Reference, Text, Value
from avtalegen.quick import dataclass
from avtalegen.transforms import map_document, map_inlines

# The first of the characters of the private use area that no file may hold.
_FIRST = 0xF0000
_SIGN = re.compile("[\U000f0000-\U000ffffd]")
# Values that a sentence lists: a, b og c. How many there are is the municipality's own matter.
_LISTED = re.compile(r"( ?<[^>]*>)(?:(?:,| og| eller)\1)+")


def make_comparable(first: Document, second: Document) -> tuple[Document, Document]:
    """The two without what a change of numbers alone changes, and with the addresses of links."""
    targets = {section.id: section for section in _list_sections(second)}
    own = {section.id: section for section in _list_sections(first)}
    labels = {r.target: r for r in _list_references(second)}

    def renumber(inline: Inline) -> Inline:
        if not isinstance(inline, Reference) or inline.target not in targets:
            return inline
        old, new = own.get(inline.target), targets[inline.target]
        if old is None or old.number == new.number:
            return inline
        known = labels.get(inline.target)
        text = new.number or f"«{doc.read_text(new.title)}»"
        return known or replace(inline, text=text)

    return map_document(_spell(first), renumber), _spell(second)


def _list_sections(document: Document) -> Iterable[doc.Section]:
    return (s for _, s in doc.walk_sections((*document.sections, *document.annexes)))


def _list_references(document: Document) -> Iterable[Reference]:
    for section in _list_sections(document):
        for content in doc.walk_contents(section.blocks):
            yield from (i for i in doc.walk_inlines(content) if isinstance(i, Reference))


def _spell(document: Document) -> Document:
    """The document with the addresses of links that no word of them says."""

    def spell(inline: Inline) -> Inline:
        if not isinstance(inline, Link) or inline.path is not None:
            return inline
        bare = re.sub(r"^(?:mailto:|tel:|https?://)", "", inline.target).rstrip("/")
        if bare in doc.read_text(inline.content):
            return inline
        return replace(inline, content=(*inline.content, Text(f" ({inline.target})")))

    return map_document(document, spell)


@dataclass(slots=True)
class Standins:
    """The values of one agreement, each with the sign that stands for it in its documents."""

    texts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    _signs: dict[tuple[Path, str], str] = field(default_factory=dict)

    def hide(self, document: Document) -> Document:
        """The document with signs for its values, and for what it says where it refers."""
        hidden = map_document(document, self._hide)
        return replace(hidden, front=tuple(map_inlines(line, self._hide) for line in hidden.front))

    def show(self, change: SectionChange) -> SectionChange:
        """The part of the documents with the values in their places."""
        titles = (self.fill(change.titles[0]), self.fill(change.titles[1]))
        passages = tuple(
            replace(p, runs=tuple(Run(run.tag, self.fill(run.text)) for run in p.runs))
            for p in change.passages
        )
        return replace(change, titles=titles, passages=passages)

    def fill(self, text: str) -> str:
        """The text with the values in their places."""
        return _SIGN.sub(lambda sign: self.texts[sign[0]], text)

    def find_effect(self, passages: Iterable[Passage]) -> tuple[object, ...]:
        """What the passages change, the same for agreements in which the same words change.

        Beside the words is what stands next to them in the sentence. Rows and items that change in
        the same way count once, since how many there are is each agreement's own matter.
        """
        found = (find_words(p, self._name) for p in passages if p.differs)
        return tuple(dict.fromkeys(found))

    def _name(self, text: str) -> str:
        return _LISTED.sub(r"\1", _SIGN.sub(lambda sign: self.keys[sign[0]], text))

    def _hide(self, inline: Inline) -> Inline:
        match inline:
            case Value(text=text, path=path):
                return Value(self._find_sign(path, text), path)
            case Reference(target=target):
                path = ("klausuler", target)
                return Value(self._find_sign(path, doc.say_reference(inline)), path)
        return inline

    def _find_sign(self, path: Path, text: str) -> str:
        """The sign for the value as it is said here; the same value may be said in other forms."""
        if (path, text) not in self._signs:
            sign = chr(_FIRST + len(self._signs))
            self._signs[path, text], self.texts[sign] = sign, text
            steps = path if path[0] == "parter" else [s for s in path if isinstance(s, str)]
            self.keys[sign] = f"<{'.'.join(map(str, steps))}>"
        return self._signs[path, text]


def find_words(passage: Passage, name: Callable[[str], str] = str) -> tuple[object, ...]:
    """The words that change in a passage, in order, each with its neighbours in the sentence."""
    runs = passage.runs
    found: list[object] = [passage.kind, passage.depth]
    for at, run in enumerate(runs):
        if run.tag != "same":
            before = _find_neighbour(runs[:at][::-1], -1)
            after = _find_neighbour(runs[at + 1 :], 0)
            found.append((run.tag, name(before), name(run.text), name(after)))
    return tuple(found)


def _find_neighbour(runs: Iterable[Run], end: int) -> str:
    """The word that stands next to a change, "" where a sentence begins or ends there."""
    same = next((run.text for run in runs if run.tag == "same"), "")
    words = same.split()
    word = words[end] if words else ""
    return "" if end == -1 and word.endswith((".", ":")) else word.strip(".,:;()")
