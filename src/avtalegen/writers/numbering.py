"""The numbering of a DOCX, as the XML of its part.

One multilevel list is bound to the heading styles, one numbers annexes, and every ordered list
counts by a numbering of its own, from 1 (ECMA-376 17.9). Abstract numberings come before those
that use them.
"""

from __future__ import annotations

from avtalegen.language import WORDS
from avtalegen.writers.geometry import LIST_INDENT
from avtalegen.writers.ooxml import attribute, part

# The lists that every document has; ordered lists get the numbers after these.
HEADING_LIST, BULLET_LIST, ANNEX_LIST = 1, 2, 3
FIRST_ORDERED_LIST = 4
_HEADINGS, _BULLETS, _ANNEXES, _ORDERED = 0, 1, 2, 3  # the abstract numberings


def numbering(language: str, levels: int, ordered: int, hang: int) -> str:
    """The numbering part: headings numbered on `levels` levels, and `ordered` lists of their own.

    Every ordered list counts from 1 again, by a numbering of its own (17.9.15). Numbers of headings
    stand `hang` twips out in the margin, or before the title where that is 0.
    """
    kinds = ("decimal", "lowerLetter", "lowerRoman")
    headings = [_heading_level(level, hang, numbered=level < levels) for level in range(3)]
    bullets = [_level(n, "bullet", "•–·"[n % 3], LIST_INDENT * (n + 1)) for n in range(9)]
    numbers = [_level(n, kinds[n % 3], f"%{n + 1}.", LIST_INDENT * (n + 1)) for n in range(9)]
    annex = WORDS[language]["annex"]
    annexes = [_level(0, "decimal", f"{annex} %1", 0, style="Annex", suffix="space")]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(content)}</w:abstractNum>"
        for number, content in enumerate((headings, bullets, annexes, numbers))
    )
    fixed = ((HEADING_LIST, _HEADINGS), (BULLET_LIST, _BULLETS), (ANNEX_LIST, _ANNEXES))
    own = ((FIRST_ORDERED_LIST + number, _ORDERED) for number in range(ordered))
    return part("numbering", abstract + "".join(_list(*pair) for pair in (*fixed, *own)))


def _list(identifier: int, abstract: int) -> str:
    restart = _RESTART if abstract == _ORDERED else ""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>'


_RESTART = "".join(
    f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
    for level in range(9)
)


def _level(
    level: int, kind: str, text: str, indent: int, *, style: str = "", suffix: str = "tab"
) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    hanging = LIST_INDENT if indent else 0
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val={attribute(text)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _heading_level(level: int, hang: int, *, numbered: bool) -> str:
    # The number stands in the margin, so that all text begins at one edge.
    if not numbered:
        return _level(level, "none", "", 0, suffix="nothing")
    text = ".".join(f"%{n + 1}" for n in range(level + 1))
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="{"tab" if hang else "space"}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="0" w:hanging="{hang}"/></w:pPr></w:lvl>'
    )
