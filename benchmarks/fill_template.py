"""Fills a Word template for many municipalities with docxtpl, in one process.

    python benchmarks/fill_template.py FOLDER

FOLDER holds mal.docx and verdier.json, an object with the values of each document by its name, and
gets the documents. `make_template` makes a template of a document that avtalegen built: every list
is a loop over its items, every table a loop over its rows, and the names of the municipality and of
the police district are fields wherever they stand. So each filled document has as many paragraphs,
items and rows as the built one; docxtpl chooses no clauses, reads no Markdown and checks nothing.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

_LISTS = {"ListBullet", "ListNumber"}


def make_template(built: Path, folder: Path, names: Mapping[str, str]) -> dict[str, Any]:
    """Write the template of a built document; gives the words of its loops by their names.

    `names` are the words that become fields, and the names of those.
    """
    document = docx.Document(str(built))
    loops: dict[str, Any] = {}
    for number, items in enumerate([*_find_lists(document.paragraphs)]):
        loops[f"list{number}"] = [item.text for item in items]
        _make_items(f"list{number}", items)
    tables = [table for table in document.tables if len(table.rows) > 1]
    for number, table in enumerate(tables):
        loops[f"table{number}"] = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        _make_rows(f"table{number}", table)
    for text in document.element.iter(qn("w:t")):
        for words, name in names.items():
            text.text = (text.text or "").replace(words, "{{ " + name + " }}")
    document.save(str(folder / "mal.docx"))
    return loops


def _find_lists(paragraphs: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs of each list."""
    for style, group in groupby(paragraphs, lambda each: each.style and each.style.style_id):
        if style in _LISTS:
            yield [*group]


def _make_items(name: str, items: list[Paragraph]) -> None:
    """One item in a loop, in the place of all."""
    first = items[0]
    first.insert_paragraph_before("{%p for item in " + name + " %}")
    last = deepcopy(first._p)  # noqa: SLF001  # python-docx has no other way to copy a paragraph
    first._p.addnext(last)  # noqa: SLF001
    first.text = "{{ item }}"
    Paragraph(last, first._parent).text = "{%p endfor %}"  # noqa: SLF001
    for item in items[1:]:
        item._p.getparent().remove(item._p)  # noqa: SLF001


def _make_rows(name: str, table: Table) -> None:
    """One row in a loop, in the place of all but the heading."""
    heading, first, *rest = table.rows
    cells = [cell.paragraphs[0] for cell in first.cells]
    for position, (cell, paragraph) in enumerate(zip(first.cells, cells, strict=True)):
        for more in cell.paragraphs[1:]:
            more._p.getparent().remove(more._p)  # noqa: SLF001
        paragraph.text = "{{ row[" + str(position) + "] }}"
    for row in rest:
        table._tbl.remove(row._tr)  # noqa: SLF001
    for words, place in (("{%tr for row in " + name + " %}", heading), ("{%tr endfor %}", first)):
        made = deepcopy(first._tr)  # noqa: SLF001
        place._tr.addnext(made)  # noqa: SLF001
        texts = [*made.iter(qn("w:t"))]
        texts[0].text = words
        for text in texts[1:]:
            text.text = ""


def fill(folder: Path) -> None:
    """Write every document."""
    from docxtpl import DocxTemplate

    for name, values in json.loads((folder / "verdier.json").read_text(encoding="utf-8")).items():
        template = DocxTemplate(folder / "mal.docx")
        template.render(values)
        template.save(folder / f"{name}.docx")


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
