"""The signatures of a DOCX: side by side for two, one below the other for more.

Each has the party, place and date, a line, name, title and unit. They stay together with their
heading and with the last lines of the text, so that nobody signs a page that says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from avtalegen.document import Signature
from avtalegen.language import WORDS
from avtalegen.writers import ooxml
from avtalegen.writers.ooxml import Cell, paragraph, run, spacing
from avtalegen.writers.runs import Writing

# So many signatures fit on a page below their heading; of more, a page may break between two.
_ON_A_PAGE = 6
_RELEASE = '<w:keepNext w:val="0"/>'  # the style says otherwise


def write_signatures(signatures: Sequence[Signature], writing: Writing) -> str:
    """The table of the signatures."""
    width = writing.page.text_width
    if len(signatures) == 2 and len({each.party for each in signatures}) == 2:
        return _write_beside(signatures, writing, width // 2)
    return _write_below(signatures, writing, (width * 2 // 5, width - width * 2 // 5))


def _write_beside(signatures: Sequence[Signature], writing: Writing, width: int) -> str:
    names = [
        Cell(paragraph("SignatureParty", run(each.party)), width) for each in signatures
    ]  # fmt: skip
    blocks = [
        Cell("".join(_write_lines(each, writing, width, ends=True)), width) for each in signatures
    ]
    rows = [ooxml.row(names, header=True), ooxml.row(blocks)]
    return ooxml.table("SignatureTable", (width, width), rows)


def _write_below(signatures: Sequence[Signature], writing: Writing, widths: tuple[int, int]) -> str:
    words = WORDS[writing.document.language]
    heads = zip((words["party"], words["signature"]), widths, strict=True)
    rows = [ooxml.row(
        [Cell(paragraph("TableHead", run(said)), width) for said, width in heads], header=True
    )]  # fmt: skip
    for position, each in enumerate(signatures, 1):
        ends = position == len(signatures) or (
            len(signatures) > _ON_A_PAGE and 1 < position < len(signatures) - 1
        )
        lines = _write_lines(each, writing, widths[1], ends=ends, above=160)
        party = paragraph("SignatureParty", run(each.party), _RELEASE if ends else "")
        rows.append(ooxml.row([Cell(party, widths[0]), Cell("".join(lines), widths[1])]))
    return ooxml.table("SignatureTable", widths, rows)


def _write_lines(
    signature: Signature, writing: Writing, width: int, *, ends: bool, above: int = 0
) -> list[str]:
    """The lines of one signature; where it `ends`, what follows may stand on another page."""
    place = run(signature.place_and_date)
    leader = ""
    if not signature.place_and_date:
        place = run(f"{WORDS[writing.document.language]['place']}: ") + ooxml.tab()
        leader = (
            f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{width - 480}"/></w:tabs>'
        )
    told = [line for line in (signature.name, signature.title, signature.unit) if line]
    lines = [("Signature", place, ooxml.arrange(leader, spacing(above) if above else ""))]
    lines += [("SignatureLine" if not at else "Signature", run(line), "")
              for at, line in enumerate(told)]  # fmt: skip
    style, content, properties = lines[-1]
    lines[-1] = (style, content, ooxml.arrange(_RELEASE if ends else "", properties))
    return [paragraph(*line) for line in lines]
