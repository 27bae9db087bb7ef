"""What there is to tell of a municipality's Word template, beyond what it is made of.

Takes a look; gives problems where the style names the template. It must never know an agreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avtalegen.messages import Words, phrase
from avtalegen.problems import Problem
from avtalegen.style import Look


def tell_of_formats(look: Look, formats: Sequence[str]) -> Iterator[Problem]:
    """A warning where a Word template is to be used, and a format that it says nothing to."""
    others = sorted({"html", "pdf"} & {*formats})
    if look.word_place and others:
        told = phrase("HTML and PDF") if len(others) > 1 else others[0].upper()
        details: dict[str, Words] = {"read": look.word_name, "formats": told}
        yield Problem("word-docx-only", look.word_place, "wordmal", details)


def try_template(look: Look) -> list[Problem]:
    """The problem that the template does not hold together, if it does not."""
    from avtalegen.writers import trial

    if look.word_place is None or trial.is_usable(look):
        return []
    reason = phrase("its styles, pages, headers or footers do not hold together")
    details: dict[str, Words] = {"read": look.word_name, "reason": reason}
    return [Problem("word-unreadable", look.word_place, "wordmal", details)]
