"""The cover and the contents of a PDF, as calls of the design in agreement.typ.

Takes a Setting; gives lines of code. It must never know what comes after the contents.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from avtalegen.document import Picture, read_text
from avtalegen.language import WORDS
from avtalegen.writers.calls import points, record
from avtalegen.writers.front import Kind, group_logos, indent_entry, list_parties, size_logo
from avtalegen.writers.plain import make_outline
from avtalegen.writers.setting import Line, Setting, write_blank
from avtalegen.writers.words import Room, quote, set_words

_PAGE_NUMBER = 800  # what the number of a page takes of a line in the contents, in twips


def write_front(setting: Setting) -> Iterator[Line]:
    """The lines of the cover, and the contents where the document has them."""
    document, words = setting.document, WORDS[setting.document.language]
    size = setting.style.størrelse
    for logos in group_logos(document.logos):
        yield Line(f"cover-logos({','.join(_draw(logo, len(logos), setting) for logo in logos)})")
    for name, said, points_ in (
        ("title", document.title, size.tittel),
        ("subtitle", document.subtitle, size.undertittel),
        ("mark", words["draft"] if document.draft else "", size.liten + 4),
    ):
        if said:
            code = set_words(said, setting.find_room(points_, display=name == "title"))
            yield Line(f"cover-{name}({code})", said=said)
    room = setting.find_room(size.undertittel + 4)
    for line in document.front[:1]:
        for kind, said in list_parties(line):
            yield Line(f"cover-{_NAMES[kind]}({set_words(said, room)})", said=said)
    room = setting.find_room(size.brødtekst + 1)
    for position, line in enumerate(document.front[1:]):
        above = "24pt" if position == 0 else "6pt"
        code = f"cover-fact({above},{setting.set_inlines(line, room)})"
        yield Line(code, said=read_text(line))
    if not document.signed:
        yield Line(f"cover-place({write_blank(setting)})")
    if document.contents:
        yield Line(f"contents({quote(words['contents'])},{_write_entries(setting)})")


_NAMES = {Kind.RULE: "rule", Kind.WORD: "word", Kind.PARTY: "party"}


def _draw(logo: Picture, beside: int, setting: Setting) -> str:
    """A logo. Its bytes are inside a drawing in SVG, since no string of Typst can hold them."""
    width, _ = size_logo(logo, beside, setting.page.text_width)
    data = base64.b64encode(logo.data).decode()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {logo.width} {logo.height}">'
        f'<image width="{logo.width}" height="{logo.height}" '
        f'href="data:image/{logo.kind};base64,{data}"/></svg>'
    )
    return f'image(bytes({quote(drawing)}),format:"svg",width:{width:.2f}mm,alt:{quote(logo.alt)})'


def _write_entries(setting: Setting) -> str:
    """The entries of the contents, by the keys of their headings."""
    entries = make_outline(setting.document)
    numbered = any(entry.number[:1].isdigit() for entry in entries)
    written = {}
    for entry in entries:
        indent = indent_entry(entry, numbered=numbered)
        width = setting.page.text_width - indent.at - _PAGE_NUMBER
        room = Room(width, setting.style.størrelse.brødtekst, setting.style.skrift.brødtekst)
        written[quote(entry.key)] = record({
            "number": quote(entry.number), "words": set_words(read_text(entry.title), room),
            "at": points(indent.at), "hang": points(indent.hang),
        })  # fmt: skip
    return record(written) if written else "(:)"
