"""Makes src/avtalegen/data/widths.json from the fonts that have the widths of Word's.

The fonts are in the Debian packages fonts-crosextra-carlito, fonts-crosextra-caladea and
fonts-liberation. A font is read as OpenType describes it (tables head, hhea, hmtx, cmap and GSUB);
`pytest tests/writers/test_metrics.py --renew` writes the file anew.
"""

import json
import struct
from collections import defaultdict
from pathlib import Path

FOLDER = Path("/usr/share/fonts/truetype")
FACES = ("regular", "bold", "italic", "bolditalic")
FONTS = {
    "Calibri": "crosextra/Carlito-{}.ttf",
    "Cambria": "crosextra/Caladea-{}.ttf",
    "Arial": "liberation/LiberationSans-{}.ttf",
    "Times New Roman": "liberation/LiberationSerif-{}.ttf",
}
NAMES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bolditalic": "BoldItalic"}
# Latin-1, Latin Extended-A, the letters of Skolt and Inari Sami, punctuation, euro, arrows, minus.
LETTERS = [
    *map(chr, range(0x20, 0x7F)),
    *map(chr, range(0xA0, 0x180)),
    *"ƷǤǥǦǧǨǩǮǯʒʹʼẞ",
    *map(chr, (*range(0x2002, 0x200B), *range(0x2010, 0x2028), 0x202F)),
    *"‰′″‹›⁄€№™←↑→↓↔−≤≥≈≠•●○■□▪◦☐☑✓",
]


class Font:
    """What a text needs to know of a font file; lengths in the font's own units."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        count = self.u16(4)
        self.tables = {
            self.data[at : at + 4].decode(): self.u32(at + 8)
            for at in range(12, 12 + 16 * count, 16)
        }
        self.units = self.u16(self.tables["head"] + 18)
        hhea = self.tables["hhea"]
        self.ascent, descent, self.gap = struct.unpack_from(">hhh", self.data, hhea + 4)
        self.descent = -descent
        self.measured = self.u16(hhea + 34)
        self.glyphs = self._read_characters()

    def u16(self, at: int) -> int:
        return struct.unpack_from(">H", self.data, at)[0]

    def u32(self, at: int) -> int:
        return struct.unpack_from(">I", self.data, at)[0]

    def u16s(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self.data, at)

    def width(self, glyph: int) -> int:
        return self.u16(self.tables["hmtx"] + 4 * min(glyph, self.measured - 1))

    def _read_characters(self) -> dict[str, int]:
        """Glyphs by character, from the subtable of format 4 (the Basic Multilingual Plane)."""
        cmap = self.tables["cmap"]
        for at in range(cmap + 4, cmap + 4 + 8 * self.u16(cmap + 2), 8):
            start = cmap + self.u32(at + 4)
            if self.u16s(at, 2) == (3, 1) and self.u16(start) == 4:
                break
        segments = self.u16(start + 6) // 2
        ends, starts, deltas, offsets = (
            start + 14 + 2 * (segments * n + (n > 0)) for n in range(4)
        )
        found = {}
        for n in range(segments):
            first, last = self.u16(starts + 2 * n), self.u16(ends + 2 * n)
            delta, offset = self.u16(deltas + 2 * n), self.u16(offsets + 2 * n)
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if offset:
                    glyph = self.u16(offsets + 2 * n + offset + 2 * (code - first))
                if glyph or not offset:
                    found[chr(code)] = (glyph + delta) & 0xFFFF
        return {character: glyph for character, glyph in found.items() if glyph}

    def ligatures(self) -> dict[str, int]:
        """Widths of the ligatures that are set unasked (liga), by the letters they stand for."""
        start = self.tables.get("GSUB")
        if not start:
            return {}
        characters = {self.glyphs[c]: c for c in reversed(LETTERS) if c in self.glyphs}
        found = {}
        for at, kind in self._lookups(start, b"liga"):
            for first, ligature, rest in self._ligatures(at) if kind == 4 else ():
                letters = [characters.get(glyph, "") for glyph in (first, *rest)]
                if all(letters):
                    found["".join(letters)] = self.width(ligature)
        return found

    def _lookups(self, start: int, tag: bytes):
        features = start + self.u16(start + 6)
        lookups = start + self.u16(start + 8)
        wanted = set()
        for n in range(self.u16(features)):
            record = features + 2 + 6 * n
            if self.data[record : record + 4] == tag:
                feature = features + self.u16(record + 4)
                wanted.update(self.u16s(feature + 4, self.u16(feature + 2)))
        for number in sorted(wanted):
            lookup = lookups + self.u16(lookups + 2 + 2 * number)
            for offset in self.u16s(lookup + 6, self.u16(lookup + 4)):
                at, kind = lookup + offset, self.u16(lookup)
                if kind == 7:  # an extension says where the real subtable is
                    at, kind = at + self.u32(at + 4), self.u16(at + 2)
                yield at, kind

    def _ligatures(self, at: int):
        for first, offset in zip(
            self._coverage(at + self.u16(at + 2)), self.u16s(at + 6, self.u16(at + 4)), strict=True
        ):
            group = at + offset
            for place in self.u16s(group + 2, self.u16(group)):
                one = group + place
                yield first, self.u16(one), self.u16s(one + 4, self.u16(one + 2) - 1)

    def _coverage(self, at: int) -> list[int]:
        count = self.u16(at + 2)
        if self.u16(at) == 1:
            return list(self.u16s(at + 4, count))
        ranges = [self.u16s(at + 4 + 6 * n, 2) for n in range(count)]
        return [glyph for first, last in ranges for glyph in range(first, last + 1)]


def describe(font: Font) -> dict:
    """The measures of one face; letters are gathered by their width."""
    letters = defaultdict(str)
    for letter in sorted(set(LETTERS)):
        if letter in font.glyphs:
            letters[str(font.width(font.glyphs[letter]))] += letter
    return {
        "ascent": font.ascent,
        "descent": font.descent,
        "gap": font.gap,
        "ligatures": font.ligatures(),
        "letters": dict(sorted(letters.items(), key=lambda pair: int(pair[0]))),
    }


def make_widths() -> str:
    """The content of widths.json."""
    described = {}
    for name, pattern in FONTS.items():
        fonts = {face: Font(FOLDER / pattern.format(NAMES[face])) for face in FACES}
        described[name] = {
            "units": fonts["regular"].units,
            "faces": {face: describe(font) for face, font in fonts.items()},
        }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    shown = (c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)
    return "".join(shown) + "\n"
