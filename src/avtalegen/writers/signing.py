"""The signatures of a DOCX: side by side for two, one below the other for more.

Each has the party, place and date, a line, name, title and unit. They stay together with their
heading and with the last lines of the text, so that nobody signs a page that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avtalegen.document import Signature
from avtalegen.language import WORDS
from avtalegen.writers import ooxml
from avtalegen.writers.ooxml import Cell, paragraph, run, spacing
from avtalegen.writers.runs import Writing

# So many signatures fit on a page below their heading; of more, a page may break between two.
_ON_A_PAGE = 6
_GUTTER = 260  # half of what stands between two that sign side by side
_RELEASE = '<w:keepNext w:val="0"/>'  # the style says otherwise


def write_signatures(signatures: Sequence[Signature], writing: Writing) -> Iterator[str]:
    """The blocks of the signatures, paragraph by paragraph."""
    if len(signatures) == 2 and len({each.party for each in signatures}) == 2:
        yield _write_beside(signatures, writing, writing.page.text_width // 2)
        return
    for position, each in enumerate(signatures, 1):
        many = len(signatures) > _ON_A_PAGE and 1 < position < len(signatures) - 1
        ends = many or position == len(signatures)
        yield from _write_whole(each, writing, ends=ends)


def _write_beside(signatures: Sequence[Signature], writing: Writing, width: int) -> str:
    sides = ("right", "left")  # between the two, both leave room
    blocks = [
        Cell("".join(_write_narrow(each, writing, width - _GUTTER, side)), width)
        for each, side in zip(signatures, sides, strict=True)
    ]
    return ooxml.table("SignatureTable", (width, width), [ooxml.row(blocks, header=True)])


def _write_narrow(signature: Signature, writing: Writing, width: int, side: str) -> Iterator[str]:
    """Place and date above the line, name and title below it; nothing must follow on the page."""
    room = f'<w:ind w:{side}="{_GUTTER}"/>'
    yield paragraph("SignatureParty", run(signature.party), room)
    end = width - 20 + (_GUTTER if side == "left" else 0)
    tabs = f"<w:tabs>{_tab('left', end, 'underscore')}</w:tabs>"
    leader = "" if signature.place_and_date else tabs
    place = ooxml.arrange(leader, spacing(360), room)
    yield paragraph("Signature", _write_place(signature, writing), place)
    told = _list_lines(signature)
    for position, line in enumerate(told, 1):
        style = "SignatureLine" if position == 1 else "Signature"
        release = _RELEASE if position == len(told) else ""
        yield paragraph(style, run(line), ooxml.arrange(release, room))


def _write_whole(signature: Signature, writing: Writing, *, ends: bool) -> Iterator[str]:
    """A block as wide as the page: place and date to the left, the line to the right."""
    width = writing.page.text_width
    left, right = width * 47 // 100, width * 53 // 100
    first = "" if signature.place_and_date else _tab("left", left, "underscore")
    tabs = first + _tab("left", right) + _tab("right", width, "underscore")
    line = _write_place(signature, writing) + ooxml.tab() + ooxml.tab()
    yield paragraph("SignatureParty", run(signature.party))
    yield paragraph("Signature", line, ooxml.arrange(f"<w:tabs>{tabs}</w:tabs>", spacing(500)))
    told = _list_lines(signature)
    for position, each in enumerate(told, 1):
        release = _RELEASE if ends and position == len(told) else ""
        indent = f'<w:ind w:left="{right}"/>'
        yield paragraph("Signature", run(each), ooxml.arrange(release, indent))


def _tab(kind: str, position: int, leader: str = "none") -> str:
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{position}"/>'


def _write_place(signature: Signature, writing: Writing) -> str:
    if signature.place_and_date:
        return run(signature.place_and_date)
    return run(f"{WORDS[writing.document.language]['place']}: ") + ooxml.tab()


def _list_lines(signature: Signature) -> list[str]:
    return [line for line in (signature.name, signature.title, signature.unit) if line]
