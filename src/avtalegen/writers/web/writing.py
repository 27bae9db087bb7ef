"""What the writing of one page knows on its way through the tree.

Takes a Document and, for a preview, what is to be added to it. It must never know what a
block looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field

from avtalegen.document import Document, Inline, Link, Path, Value, walk_inlines
from avtalegen.language import WORDS
from avtalegen.quick import dataclass
from avtalegen.writers.web.elements import NONE, Attributes

# Ids of this page's own; those of sections have no dot, and those of their headings begin with one
# of a section.
MAIN, CONTENTS, TITLE = ".tekst", ".innhold", ".tittel"


def name_note(number: int) -> str:
    """The id of a footnote."""
    return f".note.{number}"


def name_mark(number: int, position: int) -> str:
    """The id of one of the marks of a footnote; positions are from 1."""
    return f".merke.{number}.{position}"


Content = Iterable[Inline]


def explain_nothing(_section: str, _paths: tuple[Path, ...], _said: Iterable[Content]) -> str:
    """No block has an explanation."""
    return ""


@dataclass(frozen=True, slots=True)
class Extras:
    """What a preview shows besides the document, none of which is in a file that is kept.

    `explain` is asked for each block, with the id of its section ("" on the cover, .underskrifter
    for who signs), the paths of the values in it, and its inlines; the path of a signature, which
    has no values, is its position from 0. What it answers is shown while the block has the pointer
    or the focus.
    `banner` stands above the page, `style` after the page's own style sheet, and `script` runs, and
    may speak with the server that the page came from.
    """

    explain: Callable[[str, tuple[Path, ...], Iterable[Content]], str] = explain_nothing
    script: str = ""
    style: str = ""
    banner: str = ""


@dataclass(slots=True)
class Writing:
    """The document, its words, and where the writing has come.

    `section` is the id of the section that is being written, and `level` that of its heading;
    `marks` has, for each footnote, the section of each mark of it so far.
    """

    document: Document
    extras: Extras
    section: str = ""
    level: int = 1
    marks: dict[int, list[str]] = field(default_factory=dict)

    @property
    def words(self) -> Mapping[str, str]:
        """The words that the document has of its own."""
        return WORDS[self.document.language]

    def explain(self, *contents: Content) -> Attributes:
        """The attributes of a block that hold the explanation of its values."""
        if self.extras.explain is explain_nothing:
            return NONE
        return self.explain_paths(*dict.fromkeys(_find_paths(contents)), contents=contents)

    def explain_paths(self, *paths: Path, contents: Iterable[Content] = ()) -> Attributes:
        """The attributes of a block whose values have the paths."""
        said = self.extras.explain(self.section, paths, contents)
        return {"tabindex": "0", "aria-description": said} if said else NONE


def _find_paths(contents: Iterable[Content]) -> Iterator[Path]:
    for content in contents:
        for inline in walk_inlines(content):
            match inline:
                case Value():
                    yield inline.path
                case Link(path=path) if path is not None:
                    yield path
