"""The style sheet of a page: page.css, with the fonts, colours, sizes and margins of a style.

Takes a style and the document; gives text. What a style sheet cannot ask a variable for, such as
the margins of paper and the levels of figures, is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from avtalegen.document import Block, Document, Figure, List, walk_sections
from avtalegen.fonts import TWINS
from avtalegen.language import WORDS
from avtalegen.style import Style
from avtalegen.writers.front import name_parties
from avtalegen.writers.web.colours import list_colours, list_steps

# What a text is set in where a reader has neither its font nor the twin.
_SANS = "system-ui, sans-serif"
_OTHERS = {
    "Cambria": "Georgia, serif", "Arial": "Helvetica, sans-serif",
    "Times New Roman": "Times, serif",
}  # fmt: skip
# Millimetres of the left margin that numbers of headings hang in, and of what no printer reaches.
_HANGING, _EDGE = 14, 6
_IN_THE_DARK = "screen and (prefers-color-scheme: dark)"
_LAST_IN_THE_DARK = 0.5  # of white in the lowest level of a figure: no more than the eye bears

# What a block shows at the foot of the window while it has the pointer or the focus.
EXPLAINED = """
[aria-description]:hover, [aria-description]:focus { outline: 2px dashed var(--accent);
  outline-offset: 3px; }
:is(th, td)[aria-description]:is(:hover, :focus) { outline-offset: -3px; }
[aria-description]:hover::after, [aria-description]:focus::after { content: attr(aria-description);
  content: attr(aria-description) / ""; position: fixed; inset: auto 0 0; z-index: 2;
  max-height: 40vh; overflow: auto; padding: .7rem 1.25rem; background: var(--ink);
  color: var(--paper); font: 1rem/1.4 var(--text-font); letter-spacing: 0; text-align: left;
  white-space: pre-line; }
body:has([aria-description]:hover) [aria-description]:focus:not(:hover)::after { display: none; }
@media print { [aria-description]::after { display: none; } }
"""


def write_sheet(style: Style, document: Document) -> str:
    """The style sheet; nothing in it ends the element that it stands in."""
    counts = sorted({len(figure.levels) for figure in _find_figures(document)})
    return "\n".join([
        *_write_variables(style),
        _read_rules(),
        *(rule for count in counts for rule in _write_steps(style, count)),
        *_write_paper(style, document),
    ])  # fmt: skip


@lru_cache(maxsize=1)
def _read_rules() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8").strip()


def _write_variables(style: Style) -> Iterator[str]:
    colours = list_colours(style.farge).items()
    light = " ".join(f"--{name}: #{light};" for name, (light, _) in colours)
    dark = " ".join(f"--{name}: #{dark};" for name, (_, dark) in colours)
    sizes = " ".join(f"--{name}: {points:g}pt;" for name, points in _list_sizes(style))
    fonts = (
        f"--text-font: {_name_font(style.skrift.brødtekst)}; "
        f"--head-font: {_name_font(style.skrift.overskrift)};"
    )
    yield f":root {{ color-scheme: light dark; {light} }}"
    yield f"@media {_IN_THE_DARK} {{ :root {{ {dark} }} }}"
    yield f":root {{ {fonts} {sizes} --hanging: {_find_hanging(style)}mm; }}"


def _find_hanging(style: Style) -> int:
    return max(0, min(_HANGING, style.marg.venstre - _EDGE))


def _list_sizes(style: Style) -> Iterator[tuple[str, float]]:
    size = style.størrelse
    yield from (
        ("title", size.tittel), ("subtitle", size.undertittel), ("first", size.overskrift_1),
        ("second", size.overskrift_2), ("third", size.overskrift_3), ("text", size.brødtekst),
        ("table", size.tabell), ("small", size.liten),
    )  # fmt: skip


def _name_font(font: str) -> str:
    twins = [TWINS[font]] if font in TWINS else []
    return ", ".join([*map(_quote, (font, *twins)), _OTHERS.get(font, _SANS)])


def _quote(text: str) -> str:
    """A text as a string of CSS, in which only letters, digits and spaces stand as they are."""
    return '"{}"'.format(re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", text))


def _write_steps(style: Style, count: int) -> Iterator[str]:
    """The levels of a figure of so many: each wider and lighter than the one above."""
    light = list_steps(style.farge.aksent, count)
    dark = list_steps(style.farge.aksent, count, _LAST_IN_THE_DARK)
    for position in range(1, count + 1):
        inset = (count - position) / max(count - 1, 1)
        yield f".of-{count} > :nth-child({position}) {{ --inset: {inset:.3g}; }}"
    for media, colours in (("all", light), (_IN_THE_DARK, dark)):
        rules = (
            f".of-{count} > :nth-child({position}) {{ background: #{fill}; color: #{ink}; }}"
            for position, (fill, ink) in enumerate(colours, 1)
        )
        yield f"@media {media} {{ {' '.join(rules)} }}"


def _find_figures(document: Document) -> Iterator[Figure]:
    for _, section in walk_sections((*document.sections, *document.annexes)):
        yield from _find_among(section.blocks)


def _find_among(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case List():
                for item in block.items:
                    yield from _find_among(item.blocks)


def _write_paper(style: Style, document: Document) -> Iterator[str]:
    """A4 with the margins of the style; on every page but the first its title, parties, number.

    What hangs in a margin is cut off, so the page gets the room for it, and its text stands in.
    """
    margin, words, hanging = style.marg, WORDS[document.language], _find_hanging(style)
    parties = name_parties(document)
    number = f'"{words["page"]} " counter(page) " {words["of"]} " counter(pages)'
    inside = f"padding-left: {hanging}mm;"
    boxes = {
        "top-left": f"content: {_quote(document.title)}; {inside}",
        "bottom-left": f"content: {_quote(parties)}; {inside}",
        "bottom-right": f"content: {number}; white-space: nowrap;",
    }
    font = (
        f"font: {style.størrelse.liten:g}pt {_name_font(style.skrift.brødtekst)}; "
        f"color: #{style.farge.dempet};"
    )
    said = " ".join(f"@{place} {{ {text} {font} }}" for place, text in boxes.items())
    # Where there is nothing at all, Chromium writes a date and an address of its own.
    none = " ".join(f"@{place} {{ content: '\\a0'; }}" for place in boxes)
    sides = f"{margin.topp}mm {margin.høyre}mm {margin.bunn}mm {margin.venstre - hanging}mm"
    yield f"@page {{ size: A4; margin: {sides}; {said} }}"
    yield f"@page :first {{ {none} }}"
