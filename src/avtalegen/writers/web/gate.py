"""The gate that an HTML page passes before it is published: it is read again and judged.

Takes the page, and the document that it was made from; a fault is a mistake of this program, never
of the municipality. It must never know how the page was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest

from avtalegen.document import Document, read_text, walk_sections
from avtalegen.language import WORDS
from avtalegen.writers.plain import make_outline, number_of
from avtalegen.writers.said import list_printed

# The elements of a page and the attributes that each may have.
_KNOWN = {
    "html": "lang", "head": "", "meta": "charset http-equiv name content", "title": "", "style": "",
    "body": "data-draft", "div": "class role tabindex aria-label", "header": "class",
    "nav": "class aria-labelledby", "main": "id", "details": "open", "summary": "",
    "section": "class role aria-labelledby aria-label", "figure": "aria-label",
    "h1": "id", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "p": "class",
    "a": "id class href role aria-label", "span": "class", "b": "", "strong": "", "em": "",
    "sup": "id", "br": "", "img": "src alt width height", "ul": "", "ol": "class",
    "li": "id value", "dl": "", "dt": "", "dd": "", "table": "class", "thead": "", "tbody": "",
    "tr": "", "th": "scope", "td": "class",
}  # fmt: skip
_ALLOWED = {tag: frozenset(names.split()) for tag, names in _KNOWN.items()}
_EMPTY = {"meta", "br", "img"}
# What stands in a line; every other element begins and ends one.
_INLINE = {"a", "span", "b", "strong", "em", "sup"}
# What a page says besides the words of the document.
_OWN_ELEMENTS, _BACK = {"title", "style", "sup"}, "doc-backlink"
_TARGET = re.compile(r"#.|(?:https?|mailto|tel):", re.IGNORECASE)


def check(text: str, document: Document) -> None:
    """Nothing where the page has no fault (see find_faults); RuntimeError names every fault."""
    faults = list(find_faults(text, document))
    if faults:
        raise RuntimeError("the HTML is not as it should be: " + "; ".join(faults))


def find_faults(text: str, document: Document) -> Iterator[str]:
    """What is wrong with a page, a line for each fault.

    It must say what the document says, in order and nothing else, with the numbers of its sections;
    of elements and attributes it has only those of a page, and a link leads to a place in it or
    out by http, https, mailto or tel.
    """
    page = _Page()
    page.feed(text)
    page.close()
    page.end_line()
    yield from page.faults
    if page.open:
        yield f"<{page.open[-1][0]}> is never closed"
    said = list(map(_tidy, list_printed(document)))
    for ours, theirs in zip_longest(page.lines, said, fillvalue=""):
        if ours != theirs:
            yield f"the page says {ours[:80]!r} where the document says {theirs[:80]!r}"
            break
    if list(map(_tidy, page.numbers)) != list(map(_tidy, _list_numbers(document))):
        yield "the numbers of the sections are not those of the document"
    outline = make_outline(document) if document.contents else ()
    entries = [_tidy(f"{entry.number} {read_text(entry.title)}") for entry in outline]
    if list(map(_tidy, page.contents)) != entries:
        yield "the contents are not the headings of the document"
    if len(set(page.ids)) < len(page.ids):
        yield "an id is given twice"
    if missing := sorted(page.inner - set(page.ids)):
        yield f"a link leads to {missing[0]!r}, which is not in the page"


def _tidy(text: str) -> str:
    """The text with every blank as one space, as a page shows it."""
    return " ".join(text.split())


def _list_numbers(document: Document) -> Iterator[str]:
    for sections, label in ((document.sections, ""), (document.annexes, "annex")):
        for _, section in walk_sections(sections):
            if section.number:
                yield number_of(section, WORDS[document.language][label] if label else "")


class _Page(HTMLParser):
    """What stands in a page: its lines as a reader sees them, numbers of headings, ids, links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.numbers: list[str] = []
        self.ids: list[str] = []
        self.inner: set[str] = set()
        self.faults: list[str] = []
        self.contents: list[str] = []
        self.own: list[str] = []
        # Each element that is open, and where what stands in it goes, if not among the lines.
        self.open: list[tuple[str, list[str] | None]] = []
        self._line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self._judge(tag, about)
        if tag not in _INLINE:
            self.end_line()
        if tag in _EMPTY:
            return
        own: list[str] | None = self.open[-1][1] if self.open else None
        if own is None and tag == "ul" and any(each == "nav" for each, _ in self.open):
            own = self.contents
        elif own is None and about.get("class") == "number":
            own = self.numbers
        elif tag in _OWN_ELEMENTS or about.get("class") == "skip" or about.get("role") == _BACK:
            own = self.own
        if own is not None and (own is not self.contents or tag == "a"):
            own.append("")
        self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> closes nothing")
            return
        self.open.pop()
        if tag not in _INLINE:
            self.end_line()

    def handle_data(self, data: str) -> None:
        own = self.open[-1][1] if self.open else None
        if own is None:
            self._line += data
        elif own:
            own[-1] += data

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"there is a comment, {data[:80]!r}")

    def end_line(self) -> None:
        """A line of the page ends here."""
        if line := _tidy(self._line):
            self.lines.append(line)
        self._line = ""

    def _judge(self, tag: str, about: dict[str, str | None]) -> None:
        if unknown := about.keys() - _ALLOWED.get(tag, frozenset()) or tag not in _ALLOWED:
            self.faults.append(f"<{tag}> has no {unknown!r}")
        if name := about.get("id"):
            self.ids.append(name)
        target = about.get("href")
        if target is not None and not _TARGET.match(target):
            self.faults.append(f"a link leads to {target!r}")
        elif target is not None and target.startswith("#"):
            self.inner.add(target[1:])
        if not (about.get("src") or "data:image/").startswith("data:image/"):
            self.faults.append("a picture is not in the page")
