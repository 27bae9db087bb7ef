"""Colours of a page on white and on black: those of a style, and what can be read in the dark.

A style's colours can be read on white; here they are made lighter or darker until they can be read
on what they stand on. Colours are six hexadecimal digits.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

from avtalegen.style import LEAST_CONTRAST, Colours, find_contrast
from avtalegen.writers.geometry import is_dark, mix, tint

DARK = "14171C"  # the page in the dark
_WHITE, _BLACK = "FFFFFF", "000000"
_STEPS = 40
_FIRST = 0.08  # the share of white in the uppermost level of a figure
_COMFORT = 7.0  # WCAG 2.2, success criterion 1.4.6: what is set in the dark is easy to read


def measure(colour: str, background: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    one, other = find_contrast(colour), find_contrast(background)
    return max(one, other) / min(one, other)


def reach(colour: str, background: str, least: float) -> str:
    """The colour, or the nearest of its hue that has so much contrast with the background."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    end = 1.0 if is_dark(background) else 0.0
    for step in range(_STEPS):
        mixed = hls_to_rgb(hue, lightness + (end - lightness) * step / _STEPS, saturation)
        shade = "".join(f"{round(channel * 255):02X}" for channel in mixed) if step else colour
        if measure(shade, background) >= least:
            return shade
    return _WHITE if end else _BLACK


def list_colours(colours: Colours) -> dict[str, tuple[str, str]]:
    """Every colour of the page by its name: in the light, and in the dark.

    `soft` is what marks a place, and `marked` the accent on it.
    """
    accent = reach(colours.aksent, DARK, _COMFORT)
    soft, dim = tint(colours.aksent, 0.93), mix(accent, DARK, 0.86)
    return {
        "paper": (_WHITE, DARK),
        "ink": (colours.tekst, reach(colours.tekst, DARK, 13)),
        "accent": (colours.aksent, accent),
        "quiet": (colours.dempet, reach(colours.dempet, DARK, _COMFORT)),
        "line": (colours.linje, mix(reach(colours.linje, DARK, LEAST_CONTRAST), DARK, 0.55)),
        "soft": (soft, dim),
        "marked": (reach(colours.aksent, soft, LEAST_CONTRAST), reach(accent, dim, _COMFORT)),
    }


def list_steps(accent: str, count: int, last: float = 0.88) -> list[tuple[str, str]]:
    """The colours of the levels of a figure, the uppermost first: each lighter than the last.

    The first of a pair is what a level is filled with, the other what is written on it. So large a
    share of white is in the `last`.
    """
    step = (last - _FIRST) / max(count - 1, 1)
    fills = [tint(accent, _FIRST + step * position) for position in range(count)]
    return [(fill, _WHITE if is_dark(fill) else _BLACK) for fill in fills]
