"""The measures of a page: lengths that several parts of a DOCX must agree on.

All lengths are in twentieths of a point, as WordprocessingML has them, but for margins of a Style,
which are in millimetres.
"""

from __future__ import annotations

from avtalegen.quick import dataclass
from avtalegen.style import LEAST_CONTRAST, Style, find_contrast

TWIPS_PER_MM = 1440 / 25.4
A4_WIDTH, A4_HEIGHT = 11906, 16838

LIST_INDENT = 340  # 6 mm
HEADING_INDENT = 794  # 14 mm: room in the margin for 10.10
EDGE = 280  # 5 mm from the edge of the paper, where a printer may not reach
CONTENTS = (510, 1190)  # where the titles of the contents begin, level by level
BAR = 200  # from the bar of a contact to its text
DETAIL_LABEL = 1247  # 22 mm: room for Nettsted:
COVER_LABEL = 4536  # 80 mm: where the line to write a date on ends


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its margins."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int = 680
    footer: int = 680

    @property
    def text_width(self) -> int:
        """The width of the text."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """The height of the text."""
        return self.height - self.top - self.bottom

    @property
    def hang(self) -> int:
        """How far the number of a heading stands out in the margin; 0 where there is no room."""
        return HEADING_INDENT if self.left >= HEADING_INDENT + EDGE else 0

    def write(self) -> str:
        """The size and margins as properties of a section (ECMA-376 17.6.13, 17.6.11)."""
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" '
            f'w:left="{self.left}" w:header="{self.header}" w:footer="{self.footer}" '
            'w:gutter="0"/>'
        )


def make_page(style: Style) -> Page:
    """The page that a style asks for: A4 with its margins."""
    margin = style.marg
    sides = (margin.topp, margin.høyre, margin.bunn, margin.venstre)
    return Page(A4_WIDTH, A4_HEIGHT, *(round(mm * TWIPS_PER_MM) for mm in sides))


def mix(colour: str, other: str, share: float) -> str:
    """A colour with so large a share of another in it, all as six hexadecimal digits."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * (1 - share) + two * share):02X}" for one, two in pairs)


def tint(colour: str, share: float) -> str:
    """A colour with so large a share of white in it, both as six hexadecimal digits."""
    return mix(colour, "FFFFFF", share)


def is_dark(colour: str) -> bool:
    """Whether white text can be read on the colour; where it cannot, black text can."""
    return find_contrast(colour) >= LEAST_CONTRAST
