"""A page as one HTML file that needs nothing else.

It can be read without scripts; with them, a reader chooses a clause, and only differences.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from avtalegen.pages.page import (
    Block,
    Cell,
    Choice,
    Line,
    Names,
    Page,
    Paragraph,
    Part,
    Row,
    Span,
    Subheading,
    Table,
    read,
)

_TAGS = {
    "": "",
    "strong": "strong",
    "removed": "del",
    "added": "ins",
    "quiet": "small",
    "code": "code",
}
# A table of no more columns is as wide as the page.
_FEW = 8
# What the agreements are written in, where the page itself is in another language.
_CONTENT = "no"


def write(page: Page, *, differences: bool = True) -> str:
    """The page as HTML; where `differences` is true, a script begins by hiding what is equal."""
    writer = _Writer(page)
    return "\n".join([
        "<!doctype html>",
        f'<html lang="{page.language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(page.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(page.title)}</h1>",
        *writer.blocks(page.summary),
        *writer.form(differences=differences),
        *(line for part in page.parts for line in writer.part(part)),
        "</main>",
        f"<script>{_SCRIPT}</script>",
        "</body>",
        "</html>",
        "",
    ])  # fmt: skip


class _Writer:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.foreign = "" if page.language != "en" else f' lang="{_CONTENT}"'

    def form(self, *, differences: bool) -> Iterator[str]:
        clause, every, only = (escape(said) for said in self.page.filter)
        yield '<form id="filter" hidden>'
        yield f'<label for="clause">{clause}</label>'
        yield f'<select id="clause"><option value="">{every}</option>'
        if self.page.choices:
            yield from map(self.group, self.page.choices)
        else:
            yield from (self.option(Choice(part.id, part.title)) for part in self.page.parts)
        yield "</select>"
        yield '<output id="told" for="clause"></output>'
        checked, hidden = " checked" if differences else "", "" if only else " hidden"
        yield f'<label{hidden}><input type="checkbox" id="only"{checked}> {only}</label>'
        yield "</form>"

    def group(self, group: tuple[str, tuple[Choice, ...]]) -> str:
        label, choices = group
        options = "".join(map(self.option, choices))
        return f'<optgroup label="{escape(label)}">{options}</optgroup>'

    def option(self, choice: Choice) -> str:
        note = f' data-note="{escape(choice.note)}"' if choice.note else ""
        return f'<option value="{escape(choice.value)}"{note}>{escape(choice.title)}</option>'

    def part(self, part: Part) -> Iterator[str]:
        note = f" <small>({escape(part.note)})</small>" if part.note else ""
        yield f'<section data-part="{escape(" ".join((part.id, *part.keys)))}">'
        yield f"<h2{self.foreign}>{escape(part.title)}{note}</h2>"
        yield from self.blocks(part.blocks, part.title)
        yield "</section>"

    def blocks(self, blocks: tuple[Block, ...], title: str = "") -> Iterator[str]:
        depth = 0  # of the item that is still open, since those below it belong in it
        for block in blocks:
            inside = block.depth if isinstance(block, Paragraph) else 0
            yield from _move(depth, inside)
            depth = inside
            match block:
                case Paragraph():
                    tag = "li" if depth else "p"
                    end = "" if depth else "</p>"
                    yield f"<{tag}{self.foreign}>{self.line(block.line)}{end}"
                case Subheading():
                    yield f"<h3{self.foreign}>{escape(block.text)}</h3>"
                case Names():
                    yield self.names(block)
                case Table():
                    yield from self.table(block, title or self.page.title)
        yield from _move(depth, 0)

    def names(self, names: Names) -> str:
        label = self.span(Span(names.label, names.mark))
        if names.short == names.whole:
            return f"<p{self.foreign}>{label} {escape(names.whole)}</p>"
        return (
            f"<details{self.foreign}><summary>{label} {escape(names.short)}</summary>"
            f"<p>{escape(names.whole)}</p></details>"
        )

    def table(self, table: Table, title: str) -> Iterator[str]:
        if table.wide:
            few = " few" if len(table.header) <= _FEW else ""
            yield (
                f'<div class="wide{few}" role="region" tabindex="0" aria-label="{escape(title)}">'
            )
        yield "<table>"
        heads = (
            f'<th scope="col"{self.foreign}>{escape(said)}</th>' if said else "<td></td>"
            for said in table.header
        )  # fmt: skip
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            yield from self.row(row, len(table.header))
        yield "</tbody></table>"
        if table.wide:
            yield "</div>"

    def row(self, row: Row, width: int) -> Iterator[str]:
        heading, *cells = row.cells
        shown = "".join(self.cell(cell) for cell in cells)
        label = escape(self.page.labels.get(row.mark, ""))
        kind = f' data-mark="{row.mark}"' if row.mark else ""
        if row.span > 1:
            # A row that is hidden must not take the heading of the others with it.
            yield (
                f'<tr class="group"><th scope="rowgroup" colspan="{width}"{self.foreign}>'
                f"{self.words(heading)}</th></tr>"
            )
        if row.span == 1:
            said = f'<th scope="row"{self.foreign}>{self.words(heading)}</th>'
        else:
            said = f'<td class="mark">{label}</td>'
        yield f"<tr{kind}>{said}{shown}</tr>"

    def cell(self, cell: Cell) -> str:
        same = len(cell) == 1 and read(cell[0]) == "="
        mark = ' class="same"' if same else ""
        return f"<td{mark}{self.foreign}>{self.words(cell)}</td>"

    def words(self, cell: Cell) -> str:
        return "<br>".join(self.line(line) for line in cell)

    def line(self, line: Line) -> str:
        return "".join(self.span(span) for span in line)

    def span(self, span: Span) -> str:
        tag = _TAGS[span.mark]
        said = escape(span.text, quote=False)
        if not tag:
            return said
        bare = said.lstrip()  # a space is neither removed nor added
        return f"{said[: len(said) - len(bare)]}<{tag}>{bare}</{tag}>"


def _move(depth: int, to: int) -> Iterator[str]:
    """The tags between an open item of one depth and a new one of another; 0 is outside lists."""
    yield from ["</li></ul>" for _ in range(to, depth)]
    if to and depth >= to:
        yield "</li>"
    for level in range(depth, to):
        yield "<ul>" if level + 1 == to else "<ul><li>"


_STYLE = """
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fff; --line: #c9ced6; --soft: #f3f5f8;
  --quiet: #565d68; --gone: #8c1414; --gone-back: #fdeaea; --new: #10602c; --new-back: #e5f5e9;
  --accent: #1f4e79; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #16181c; --line: #474d57;
  --soft: #22262c; --quiet: #a9b1bd; --gone: #ffb3b3; --gone-back: #4a1c1c; --new: #a6e8b8;
  --new-back: #153a21; --accent: #9cc7f0; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 Calibri, Carlito, "Segoe UI", system-ui, sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; color: var(--accent); }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; color: var(--accent); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: .4rem 0; max-width: 60rem; }
ul { margin: .4rem 0; padding-left: 1.4rem; }
details { margin: .4rem 0; max-width: 60rem; }
summary { cursor: pointer; }
small { color: var(--quiet); font-size: .92em; }
table { border-collapse: separate; border-spacing: 0; width: 100%; margin: .5rem 0;
  font-size: .95rem; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th, thead td { background: var(--soft); border-bottom: 2px solid var(--line);
  position: sticky; top: 0; z-index: 2; }
tbody th { font-weight: 600; }
tr > :first-child { width: 24%; }
tr.group th { padding-top: .7rem; border-bottom: 0; }
td.mark { color: var(--quiet); padding-left: 1.5rem; }
td.same { color: var(--quiet); }
tr[data-mark="equal"] { color: var(--quiet); }
del { color: var(--gone); background: var(--gone-back); }
ins { color: var(--new); background: var(--new-back); text-decoration-thickness: 1px; }
.wide { overflow: auto; max-height: 85vh; border: 1px solid var(--line); }
.wide table { table-layout: auto; width: max-content; min-width: 100%; margin: 0; }
.wide th, .wide td { max-width: 16rem; min-width: 7rem; }
.wide tbody th, .wide thead th:first-child { position: sticky; left: 0; z-index: 1;
  background: var(--soft); width: auto; min-width: 14rem; max-width: 20rem; }
.wide thead th:first-child { z-index: 3; }
.wide.few table { table-layout: fixed; width: 100%; min-width: 60rem; }
.wide.few th, .wide.few td { max-width: none; min-width: 0; }
.wide.few tr > :first-child { width: 22%; }
.wide:focus-visible, select:focus-visible, input:focus-visible { outline: 3px solid var(--accent);
  outline-offset: 2px; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 0; }
form[hidden] { display: none; }
select { font: inherit; max-width: min(24rem, 100%); padding: .2rem; }
output:empty, [hidden] { display: none; }
@media screen and (max-width: 40rem) {
  main { padding: 1rem .75rem 3rem; }
  :not(.wide) > table tr:not([hidden]) { display: flex; flex-wrap: wrap; }
  :not(.wide) > table tr > * { flex: 1 1 0; min-width: 0; }
  :not(.wide) > table tr > :first-child { flex: 1 0 100%; width: auto; }
  :not(.wide) > table tr > :first-child:not(:only-child) { border-bottom: 0; padding-bottom: 0; }
  :not(.wide) > table :is(thead th, thead td) { position: static; }
  th, td { overflow-wrap: break-word; } }
@media print { form { display: none; } .wide { overflow: visible; max-height: none; } }
"""

_SCRIPT = """
"use strict";
const form = document.getElementById("filter");
const clause = document.getElementById("clause"), only = document.getElementById("only");
const told = document.getElementById("told");
function show() {
  told.textContent = clause.selectedOptions[0].dataset.note || "";
  for (const row of document.querySelectorAll("section tr[data-mark=equal]")) {
    row.hidden = only.checked;
  }
  for (const group of document.querySelectorAll("section tr.group")) {
    let row = group.nextElementSibling, seen = false;
    while (row && row.querySelector("td.mark")) {
      seen = seen || !row.hidden;
      row = row.nextElementSibling;
    }
    group.hidden = !seen;
  }
  for (const part of document.querySelectorAll("section")) {
    const rows = [...part.querySelectorAll("tbody tr")];
    const empty = rows.length > 0 && rows.every((row) => row.hidden);
    const other = clause.value !== "" && !part.dataset.part.split(" ").includes(clause.value);
    part.hidden = other || (empty && clause.value === "");
  }
}
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", show);
show();
"""
