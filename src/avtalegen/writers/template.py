"""What all documents of one look share: the parts that never change, and the page.

Takes a Look; gives a Template, made once. It must never know what a document says.
"""

from __future__ import annotations

from functools import lru_cache

from avtalegen import cache
from avtalegen.fonts import TWINS
from avtalegen.quick import dataclass
from avtalegen.style import Look, Style
from avtalegen.writers import ooxml, stylesheet
from avtalegen.writers.geometry import Page, make_page
from avtalegen.writers.numbering import numbering
from avtalegen.writers.ooxml import attribute
from avtalegen.writers.package import Part, make_part
from avtalegen.writers.sheet import Sheet, read_sheet


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or a footer of a template: for which pages, its part, and the files in it."""

    pages: str
    part: Part
    files: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The parts that all documents of a look share, and their page.

    `levels` is how many levels of headings are numbered. `margins` are the headers and footers of a
    Word template; there are none without one. `sheet` says what room its styles take, and is None
    where that is not known. `foreign` are the names of the parts that are somebody else's.
    """

    parts: tuple[Part, ...]
    page: Page
    levels: int
    margins: tuple[Margin, ...] = ()
    own_first_page: bool = True
    sheet: Sheet | None = None
    foreign: frozenset[str] = frozenset()


def read_template(look: Look, language: str, levels: int) -> Template:
    """The template of a look, for a language and so many numbered levels of headings."""
    if look.word_template:
        return _read_word_template(look.style, look.word_template, language, levels)
    return _find_template(look.style, language, levels)


@lru_cache(maxsize=8)
def _find_template(style: Style, language: str, levels: int) -> Template:
    """The template of a style, from what an earlier run kept where it did."""
    return cache.recall(
        "look",
        lambda: cache.join(style.model_dump_json(), language, str(levels)),
        lambda: (_make_template(style, language, levels), True),
    )[0]


def _make_template(style: Style, language: str, levels: int) -> Template:
    page = make_page(style)
    parts = (
        make_part("styles", stylesheet.styles(style, page, language, levels)),
        make_part("settings", write_settings(language)),
        make_part("fontTable", write_fonts(style)),
    )
    sheet = read_sheet(parts[0].data, numbering(language, levels, 1, page.hang), page)
    return Template(parts, page, levels, sheet=sheet)


@lru_cache(maxsize=8)
def _read_word_template(style: Style, data: bytes, language: str, levels: int) -> Template:
    from avtalegen.writers.wordfile import WordFile

    # The styles that it lacks must fit its page, which is known only when it is open.
    page = WordFile(data, ooxml.part("styles", ""), language).page
    opened = WordFile(data, stylesheet.styles(style, page, language, levels), language)
    margins = tuple(
        Margin(pages, part, tuple(files)) for pages, part, files in opened.list_margins()
    )
    settings = write_settings(language, even_pages=opened.has_even_pages)
    theirs = opened.list_shared()
    foreign = frozenset(part.name for part in (*theirs, *(margin.part for margin in margins)))
    return Template(
        (*theirs, make_part("settings", settings)), page, levels, margins,
        opened.has_own_first_page if margins else True, foreign=foreign,
    )  # fmt: skip


def write_settings(language: str, *, even_pages: bool = False) -> str:
    """The settings part: Norwegian decimals, and the layout of Word 2013 and later (mode 15)."""
    return ooxml.part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        + ("<w:evenAndOddHeaders/>" if even_pages else "")
        + '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}-NO"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    )


def write_fonts(style: Style) -> str:
    """The part that names the fonts, each with its twin."""
    names = sorted({style.skrift.brødtekst, style.skrift.overskrift})
    written = ""
    for name in names:
        twin = f"<w:altName w:val={attribute(TWINS[name])}/>" if name in TWINS else ""
        written += f"<w:font w:name={attribute(name)}>{twin}</w:font>"
    return ooxml.part("fonts", written)
