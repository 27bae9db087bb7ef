"""Write a document as one HTML file that needs nothing else: no script, and nothing from elsewhere.

Takes a document and a look; gives bytes. Where each thing is made: web/cover, web/blocks and
web/closing, in the order of reading; web/sheet for the look, and web/frame for what is around it.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator

from avtalegen import __version__
from avtalegen.document import Document, read_text
from avtalegen.style import Look
from avtalegen.writers.web import gate
from avtalegen.writers.web.blocks import write_sections
from avtalegen.writers.web.closing import write_notes, write_signatures
from avtalegen.writers.web.cover import write_contents, write_cover
from avtalegen.writers.web.frame import fill
from avtalegen.writers.web.sheet import EXPLAINED, write_sheet
from avtalegen.writers.web.writing import MAIN, Extras, Writing

__all__ = ["Extras", "make", "write", "write_policy"]


def write(document: Document, look: Look) -> bytes:
    """The document as HTML in UTF-8, the same on every run.

    It is read again before it is given: RuntimeError tells of a mistake in this program.
    """
    text = make(document, look)
    gate.check(text, document)
    return text.encode()


def make(document: Document, look: Look, extras: Extras | None = None) -> str:
    """The page that nobody has judged yet, with what a preview adds to it."""
    style = f"\n{write_sheet(look.style, document)}\n"
    if extras:
        style += f"{EXPLAINED}{extras.style}"
    extras = extras or Extras()
    writing = Writing(document, extras)
    cover = write_cover(writing)
    _refuse_end(style, "</style")
    _refuse_end(extras.script, "</script", "<!--")
    return fill({
        "document": document,
        "words": writing.words,
        "main": MAIN,
        "title": _say_title(document),
        "told": list(_list_told(document)),
        "policy": write_policy(style, extras.script),
        "style": style,
        "script": extras.script,
        "banner": extras.banner,
        "cover": cover,
        "contents": write_contents(writing) if document.contents else "",
        "parts": list(_write_parts(writing)),
    })  # fmt: skip


def _write_parts(writing: Writing) -> Iterator[str]:
    document = writing.document
    yield write_sections(document.sections, writing)
    if document.signatures:
        yield write_signatures(writing)
    if document.annexes:
        yield write_sections(document.annexes, writing, label=writing.words["annex"])
    if document.footnotes:
        yield write_notes(writing)


def _say_title(document: Document) -> str:
    """The title with the parties, which tell it from others among the windows of a browser."""
    return " ".join([document.title, *map(read_text, document.front[:1])])


def _list_told(document: Document) -> Iterator[tuple[str, str]]:
    """What the page tells of itself, as a DOCX does in its properties."""
    yield "author", "; ".join(document.authors)
    if document.dated:
        yield "dcterms.date", document.dated.isoformat()
    yield "dcterms.language", f"{document.language}-NO"
    yield "generator", f"avtalegen {__version__}"
    if document.digest:
        yield "avtalegen.sources-sha256", document.digest


def write_policy(style: str, script: str) -> str:
    """What the page may load: its own style, pictures that it holds, and a script of a preview."""
    rules = ["default-src 'none'", f"style-src '{_hash(style)}'", "img-src data:",
             "base-uri 'none'", "form-action 'none'"]  # fmt: skip
    if script:
        rules += [f"script-src '{_hash(script)}'", "connect-src 'self'"]
    return "; ".join(rules)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


def _refuse_end(text: str, *ends: str) -> None:
    """RuntimeError where the text would end the element that it is to stand in."""
    if any(end in text.casefold() for end in ends):
        raise RuntimeError("a style sheet or a script ends the element that it stands in")
