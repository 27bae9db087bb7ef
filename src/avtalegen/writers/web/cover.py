"""The beginning of an HTML page: the cover, and the contents as links to the headings."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from markupsafe import Markup

from avtalegen.document import Inline, Picture, Value, read_text
from avtalegen.writers.plain import Entry, make_outline
from avtalegen.writers.web.elements import element, join, stack, void
from avtalegen.writers.web.inlines import write_inlines
from avtalegen.writers.web.writing import CONTENTS, TITLE, Writing


def write_cover(writing: Writing) -> Markup:
    """The cover: logos, title, parties, and what is known of the agreement's time and adoption."""
    document, words = writing.document, writing.words
    lines = []
    if document.logos:
        lines.append(element("div", {"class": "logos"}, stack(map(_write_logo, document.logos))))
    lines.append(element("h1", {"id": TITLE, **writing.explain()}, document.title))
    if document.subtitle:
        about = {"class": "subtitle", **writing.explain()}
        lines.append(element("p", about, document.subtitle))
    if document.draft:
        lines.append(element("p", {"class": "draft"}, words["draft"]))
    for line in document.front[:1]:
        about = {"class": "parties", **writing.explain(line)}
        lines.append(element("p", about, *_write_parties(line, writing)))
    for line in document.front[1:]:
        about = {"class": "fact", **writing.explain(line)}
        lines.append(element("p", about, write_inlines(line, writing)))
    if not document.signed:
        lines.append(write_fill(writing))
    return element("header", {"class": "cover"}, stack(lines))


def write_fill(writing: Writing) -> Markup:
    """What stands before a place to write where and when, and a line to write on."""
    rule = element("span", {"class": "rule"})
    return element("p", {"class": "fill"}, f"{writing.words['place']}: ", rule)


def _write_logo(logo: Picture) -> Markup:
    data = base64.b64encode(logo.data).decode("ascii")
    return void("img", {
        "src": f"data:image/{logo.kind};base64,{data}", "alt": logo.alt,
        "width": str(logo.width), "height": str(logo.height),
    })  # fmt: skip


def _write_parties(line: tuple[Inline, ...], writing: Writing) -> Iterator[str]:
    """The line that names the parties, each of which the style sheet sets on a line of its own."""
    party: str = ""
    for inline in line:
        said = write_inlines((inline,), writing)
        if party:
            # A comma belongs to the party that it stands after.
            comma = "," if said.startswith(",") else ""
            yield element("b", {}, party, comma)
            said, party = said[len(comma) :], ""
        if isinstance(inline, Value):
            party = said
        else:
            yield said
    if party:
        yield element("b", {}, party)


def write_contents(writing: Writing) -> Markup:
    """The headings of the two upper levels as links; they can be folded away."""
    groups: list[tuple[Entry, list[Entry]]] = []
    for entry in make_outline(writing.document):
        if entry.level == 1 or not groups:
            groups.append((entry, []))
        else:
            groups[-1][1].append(entry)
    items = stack(_write_entry(entry, below) for entry, below in groups)
    heading = element("h2", {"id": CONTENTS}, writing.words["contents"])
    folded = element(
        "details", {"open": ""}, element("summary", {}, heading), "\n", element("ul", {}, items)
    )
    return element("nav", {"class": "contents", "aria-labelledby": CONTENTS}, folded)


def _write_entry(entry: Entry, below: list[Entry]) -> Markup:
    number = [element("span", {"class": "number"}, entry.number), " "] if entry.number else []
    title = element("span", {}, read_text(entry.title))
    link = element("a", {"href": f"#{entry.key}"}, *number, title)
    if not below:
        return element("li", {}, link)
    inner = element("ul", {}, stack(_write_entry(each, []) for each in below))
    return element("li", {}, join([link, "\n", inner]))
