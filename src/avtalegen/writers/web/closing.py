"""The end of an HTML page: who signs, and the footnotes with the ways back to their marks."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from avtalegen.document import Footnote, Signature
from avtalegen.writers.plain import SIGNATURES
from avtalegen.writers.web.blocks import write_heading
from avtalegen.writers.web.cover import write_fill
from avtalegen.writers.web.elements import element, stack
from avtalegen.writers.web.inlines import write_inlines
from avtalegen.writers.web.writing import Writing, name_mark, name_note

_BACK = "\u21a9\ufe0e"  # an arrow back, as a letter and not as a picture


def write_signatures(writing: Writing) -> Markup:
    """A block to sign in for each who signs, below their heading."""
    writing.section = SIGNATURES
    signatures = enumerate(writing.document.signatures)
    blocks = stack(_write_signature(each, position, writing) for position, each in signatures)
    return element(
        "section", {"class": "signatures", "aria-labelledby": SIGNATURES},
        write_heading(2, SIGNATURES, writing.words["signatures"]), "\n",
        element("div", {"class": "signing"}, blocks),
    )  # fmt: skip


def _write_signature(signature: Signature, position: int, writing: Writing) -> Markup:
    """Party, place and date, a line to sign on, and below it name, title and unit."""
    place = signature.place_and_date
    told = (signature.name, signature.title, signature.unit)
    lines = (
        element("p", {"class": "party"}, signature.party),
        element("p", {}, place) if place else write_fill(writing),
        element("div", {"class": "line"}),
        element("div", {}, stack(element("p", {}, line) for line in told if line)),
    )
    return element(
        "div", {"class": "signature", **writing.explain_paths((position,))}, stack(lines)
    )


def write_notes(writing: Writing) -> Markup:
    """The footnotes, numbered as in the text; all marks must have been written."""
    notes = stack(_write_note(note, writing) for note in writing.document.footnotes)
    about = {"class": "notes", "role": "doc-endnotes", "aria-label": writing.words["notes"]}
    return element("section", about, element("ol", {}, notes))


def _write_note(note: Footnote, writing: Writing) -> Markup:
    marks = writing.marks.get(note.number, [])
    writing.section = marks[0] if marks else ""
    said = element("span", writing.explain(note.content), write_inlines(note.content, writing))
    back = _write_ways_back(note.number, len(marks), writing)
    return element("li", {"id": name_note(note.number), "value": str(note.number)},
                   element("p", {}, said, *back))  # fmt: skip


def _write_ways_back(number: int, marks: int, writing: Writing) -> Iterator[str]:
    for position in range(1, marks + 1):
        which = f" {number}" + (f" ({position})" if marks > 1 else "")
        about = {
            "href": f"#{name_mark(number, position)}", "role": "doc-backlink",
            "aria-label": f"{writing.words['back']}{which}",
        }  # fmt: skip
        yield " "
        yield element("a", about, f"{_BACK}{which}")
