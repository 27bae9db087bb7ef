"""A document as the source of a Typst file: the design in agreement.typ, and a call for each block.

Takes a document and a style; gives lines of code, of which each knows what of the document it
says. It must never know how the source is compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from avtalegen import __version__
from avtalegen.document import (
    Document,
    Heading,
    Inline,
    Section,
    Signature,
    read_text,
    walk_contents,
)
from avtalegen.fonts import find_twin
from avtalegen.language import WORDS
from avtalegen.style import Style
from avtalegen.writers.calls import array, colour, points, record
from avtalegen.writers.front import name_parties
from avtalegen.writers.geometry import (
    BAR,
    COVER_LABEL,
    DETAIL_LABEL,
    EDGE,
    make_page,
    tint,
)
from avtalegen.writers.opening import write_front
from avtalegen.writers.placing import is_drawn, place_blocks
from avtalegen.writers.plain import SIGNATURES, heading_key, number_of
from avtalegen.writers.setting import MOST_WHOLE, Line, Setting, write_blank
from avtalegen.writers.words import Room, quote, set_words

_ABOVE = (24, 17, 15)  # headings, by their level, in points
_IN_MARGIN = 400  # letters
_APART = 160  # between a hanging number and its title, in twips
_GUTTER = 260  # half of what stands between two that sign side by side
# PDF/A asks for a date. One that has none gets that of the files in a DOCX, which nobody believes.
UNDATED = date(1980, 1, 1)


def write_source(document: Document, style: Style) -> list[Line]:
    """The source, line for line."""
    setting = Setting(document, style, make_page(style))
    return [
        Line(f"#let look = {_write_look(setting)}"),
        *map(Line, _read_design()),
        Line(f"#show: agreement.with({_write_facts(setting)})", said=document.title),
        Line("#{"),
        *write_front(setting),
        *_write_body(setting),
        Line("}"),
    ]


@lru_cache(maxsize=1)
def _read_design() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("agreement.typ").read_text("utf-8").splitlines())


def _write_look(setting: Setting) -> str:
    """The style and the page, as the design reads them."""
    style, page = setting.style, setting.page
    size, used = style.størrelse, style.farge
    margins = _fit_margins(setting)
    return record({
        "font": record({
            "body": quote(find_twin(style.skrift.brødtekst)),
            "display": quote(find_twin(style.skrift.overskrift)),
        }),
        "size": record({
            "title": f"{size.tittel:g}pt", "subtitle": f"{size.undertittel:g}pt",
            "heading": array(f"{each:g}pt" for each in _list_heading_sizes(style)),
            "body": f"{size.brødtekst:g}pt", "table": f"{size.tabell:g}pt",
            "small": f"{size.liten:g}pt",
        }),
        "colour": record({
            "text": colour(used.tekst), "accent": colour(used.aksent),
            "muted": colour(used.dempet), "line": colour(used.linje),
            "tint": colour(tint(used.aksent, 0.93)),
        }),
        "page": record({
            "width": points(page.width), "height": points(page.height),
            "margin": record({side: points(margin) for side, margin in margins.items()}),
            "header": points(min(page.header, page.top // 3)),
            "footer": points(min(page.footer, page.bottom // 3)),
        }),
        "bar": points(BAR), "label": points(DETAIL_LABEL), "cover-label": points(COVER_LABEL),
    })  # fmt: skip


def _list_heading_sizes(style: Style) -> tuple[float, float, float]:
    size = style.størrelse
    return size.overskrift_1, size.overskrift_2, size.overskrift_3


def _fit_margins(setting: Setting) -> dict[str, int]:
    """The margins, with room for the lines at the head and the foot of a page."""
    page, document = setting.page, setting.document
    room = _find_margin_room(setting)
    line, apart = round(room.points * 1.27 * 20), 360
    above = room.count_lines(_shorten(document.title)) * line + apart
    above += min(page.header, page.top // 3)
    below = room.count_lines(_shorten(name_parties(document))) * line + apart
    below += min(page.footer, page.bottom // 3)
    return {
        "top": max(page.top, above), "bottom": max(page.bottom, below),
        "left": page.left, "right": page.right,
    }  # fmt: skip


def _find_margin_room(setting: Setting) -> Room:
    """A line of a header or a footer, beside the mark of a draft or the number of the page."""
    size, font = setting.style.størrelse.liten, setting.style.skrift.brødtekst
    return Room(setting.page.text_width * 7 // 10, size, font)


def _write_facts(setting: Setting) -> str:
    """What is told of the document, and what stands in its margins."""
    document, words = setting.document, WORDS[setting.document.language]
    dated = document.dated or UNDATED
    subject = read_text(document.front[0]) if document.front else ""
    keywords = [f"avtalegen {__version__}"]
    keywords += [f"avtalegen sources SHA-256 {document.digest}"] if document.digest else []
    room = _find_margin_room(setting)
    return record({
        "title": quote(document.title), "authors": array(map(quote, document.authors)),
        "description": quote(f"{document.title} {subject}".strip()),
        "keywords": array(map(quote, keywords)),
        "date": f"datetime(year:{dated.year},month:{dated.month},day:{dated.day})",
        "language": quote(document.language),
        "draft": quote(words["draft"]) if document.draft else "none",
        "page": quote(words["page"]), "of": quote(words["of"]),
        "head": set_words(_shorten(document.title), room),
        "parties": set_words(_shorten(name_parties(document)), room),
    })  # fmt: skip


def _shorten(text: str) -> str:
    """As much of a text as stands in a margin; all of it stands on the cover."""
    return text if len(text) <= _IN_MARGIN else text[:_IN_MARGIN].rpartition(" ")[0] + " …"


# The sections, the signatures and the annexes


def _write_body(setting: Setting) -> Iterator[Line]:
    document = setting.document
    yield Line("pagebreak(weak: true)")
    signed = bool(document.signatures)
    yield from _write_sections(document.sections, setting, 1, opens=True, signed=signed)
    if signed:
        above = 0 if not document.sections else _ABOVE[0]
        words = WORDS[document.language]["signatures"]
        yield Line(f'head(1,"",{quote(SIGNATURES)},{above}pt,{quote(words)})')
        yield from _write_signatures(setting)
    for annex in document.annexes:
        label = WORDS[document.language]["annex"]
        yield Line("pagebreak(weak: true)")
        yield _write_title(annex, setting, 1, 0, label)
        yield from _write_blocks(annex, setting, 1)
        yield from _write_sections(annex.sections, setting, 2)


def _write_sections(
    sections: Sequence[Section], setting: Setting, level: int, *,
    opens: bool = False, signed: bool = False,
) -> Iterator[Line]:  # fmt: skip
    """The sections; where the signatures follow (`signed`), the last lines stay with them."""
    for position, section in enumerate(sections):
        last = signed and position == len(sections) - 1
        above = 0 if opens and position == 0 else _ABOVE[min(level, 3) - 1]
        yield _write_title(section, setting, level, above)
        yield from _write_blocks(section, setting, level, kept=last and not section.sections)
        yield from _write_sections(section.sections, setting, level + 1, signed=last)


def _write_title(
    section: Section, setting: Setting, level: int, above: int, label: str = ""
) -> Line:
    number = number_of(section, label)
    hanging = _find_hang(number, setting, level)
    drawn = is_drawn(next(iter(section.blocks), None))
    end = f"{_write_distance(drawn=drawn)}{hanging}"
    start = f"{level},{quote(number)},{quote(section.id)},{above}pt"
    code = _write_heading(start, section.title, setting, level, end)
    return Line(code, section.id, read_text(section.title))


def _write_heading(
    start: str, title: Sequence[Inline], setting: Setting, level: int, end: str
) -> str:
    size = _list_heading_sizes(setting.style)[min(level, 3) - 1]
    room = setting.find_room(size, display=True)
    if room.count_lines(read_text(title)) > MOST_WHOLE:
        end += ",whole:false"
    return setting.set_with_notes(lambda: f"head({start},{setting.set_inlines(title, room)}{end})")


def _find_hang(number: str, setting: Setting, level: int) -> str:
    """How far a number stands out in the margin: more than usual where it needs that, if it can."""
    if not number[:1].isdigit():
        return ""
    size = _list_heading_sizes(setting.style)[min(level, 3) - 1]
    needed = setting.find_room(size, display=True).measure(number) + _APART
    hang, edge = setting.page.hang, setting.page.left - EDGE
    return f",hang:{points(max(hang, needed))}" if hang and needed <= edge else ""


def _write_distance(*, drawn: bool) -> str:
    return ",below:8pt" if drawn else ""


def _write_blocks(
    section: Section, setting: Setting, level: int, *, kept: bool = False
) -> Iterator[Line]:
    for position, (block, place) in enumerate(place_blocks(section.blocks, kept=kept)):
        if isinstance(block, Heading):
            deeper = level + block.level
            key, above = heading_key(section, position), _ABOVE[min(deeper, 3) - 1]
            start = f'{deeper},"",{quote(key)},{above}pt'
            end = _write_distance(drawn=is_drawn(place.after))
            code = _write_heading(start, block.content, setting, deeper, end)
        else:
            code = setting.set_block(block, place, setting.room)
        yield Line(code, section.id, "\n".join(map(read_text, walk_contents((block,)))))


def _write_signatures(setting: Setting) -> Iterator[Line]:
    """Side by side for two parties, one below the other for more."""
    signatures = setting.document.signatures
    width = setting.page.text_width
    if len(signatures) == 2 and len({each.party for each in signatures}) == 2:
        room = width // 2 - _GUTTER
        sides = ",".join(f"signed({_write_signature(s, room, setting)})" for s in signatures)
        whole = _write_whole(signatures, room, setting)
        yield Line(f"signed-beside({sides}{whole})", said=_say(signatures))
        return
    for position, each in enumerate(signatures, 1):
        keep = "true" if position in {1, len(signatures) - 1} and len(signatures) > 1 else "false"
        code = _write_signature(each, width * 47 // 100, setting)
        whole = _write_whole((each,), width * 47 // 100, setting)
        yield Line(f"signed-wide({code},keep:{keep}{whole})", said=_say((each,)))


def _write_signature(signature: Signature, width: int, setting: Setting) -> str:
    room = Room(width, setting.style.størrelse.brødtekst, setting.style.skrift.brødtekst)
    place = signature.place_and_date
    told = (signature.name, signature.title, signature.unit)
    return ",".join([
        set_words(signature.party, room),
        set_words(place, room) if place else write_blank(setting),
        array(set_words(line, room) for line in told if line),
    ])  # fmt: skip


def _write_whole(signatures: Iterable[Signature], width: int, setting: Setting) -> str:
    room = Room(width, setting.style.størrelse.brødtekst, setting.style.skrift.brødtekst)
    tall = max(room.count_lines(_say((each,))) for each in signatures) > MOST_WHOLE
    return ",whole:false" if tall else ""


def _say(signatures: Iterable[Signature]) -> str:
    fields = ((s.party, s.place_and_date, s.name, s.title, s.unit) for s in signatures)
    return "\n".join(line for said in fields for line in said if line)
