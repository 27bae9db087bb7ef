"""Whether every letter of an agreement can be printed: the fonts of a PDF have many, but not all.

Takes an agreement and its document; gives problems, each where the letter was written. Typst, which
knows what is in the fonts, is asked of unusual letters only, so that most agreements never load it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avtalegen.passages import Subject
from avtalegen.problems import Problem
from avtalegen.writers import UnwritableError

# The letters of Norwegian, Sami and Kven and of their neighbours, which are in every font.
USUAL = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | set("\n–—‘’“”„…•€")
_REFUSED = "pdf-refused"


def check_letters(subject: Subject, code: str) -> Iterator[Problem]:
    """A problem of the code for each letter that no font has, in each passage."""
    passages = (*subject.cover, *subject.passages)
    unusual = set[str]().union(*(passage.text for passage in passages)) - USUAL
    if unusual:
        from avtalegen.writers.pdf import find_unprintable

        yield from place_letters(subject, find_unprintable(unusual), code)


def place_letters(subject: Subject, letters: Iterable[str], code: str) -> Iterator[Problem]:
    """The same for letters that are known to be missing; some may be several signs together."""
    missing = sorted(letters)
    for passage in (*subject.cover, *subject.passages):
        for letter in missing:
            at = passage.text.find(letter)
            if at >= 0:
                number = " ".join(f"U+{ord(sign):04X}" for sign in letter)
                yield subject.tell(code, passage, at, at + len(letter), number=number)


def place_words(subject: Subject, error: UnwritableError) -> Problem:
    """The problem with words that could not be written, where the municipality wrote them."""
    reason, said = error.reason, error.said
    for passage in subject.passages if error.section else subject.cover:
        if passage.section in {error.section, ""} and passage.text and passage.text in said:
            return subject.tell(_REFUSED, passage, 0, len(passage.text), reason=reason)
    name = error.section or subject.reading.agreement.mal
    details = {"read": said or name, "reason": reason}
    return Problem(_REFUSED, subject.reading.tree.locate_key((name,)), name, details)
