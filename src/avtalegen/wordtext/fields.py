"""The fields of a DOCX (ECMA-376 17.16): which words are their results, and where they lead.

A field may begin in one paragraph and end in another. It must never know what the words say.
"""

from __future__ import annotations

import re

from avtalegen.quick import dataclass

# Fields whose results are numbers of pages: Word counts them anew, whatever the words are.
_PAGES = {"PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"}


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


class Fields:
    """The fields that are open at a place in the text."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def begin(self, instruction: str = "", *, in_result: bool = False) -> None:
        """A field begins."""
        self._open.append(_Field(instruction, in_result))

    def instruct(self, words: str) -> None:
        """More of the instruction of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += words

    def separate(self) -> None:
        """The result of the innermost field begins."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> None:
        """The innermost field ends; one that nobody began is nothing."""
        if self._open:
            self._open.pop()

    @property
    def hidden(self) -> bool:
        """Whether words here are no words of the text: an instruction, or the number of a page."""
        return any(not f.in_result or _name(f.instruction) in _PAGES for f in self._open)

    @property
    def link(self) -> str:
        """The address that words here lead to; "" where they lead nowhere outside the document."""
        for field in reversed(self._open):
            if _name(field.instruction) == "HYPERLINK":
                found = re.match(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\\\s]\S*))', field.instruction)
                return (found[1] or found[2] or "") if found else ""
        return ""


def _name(instruction: str) -> str:
    return instruction.strip().partition(" ")[0].upper()
