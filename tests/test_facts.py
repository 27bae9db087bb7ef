"""Every provision, fact, name and number of the five agreements, in both formats."""

import re
from collections import Counter
from itertools import pairwise

import pytest
import yaml
from lxml import etree

from avtalegen import markup
from avtalegen.document import (
    Figure,
    Heading,
    List,
    Paragraph,
    Table,
    read_text,
    walk_sections,
)
from avtalegen.writers import docx, markdown
from tests.support import (
    MUNICIPALITIES,
    ROOT,
    DocxReader,
    W,
    build_document,
    plain,
    read_look,
    words_of,
)

FACTS = {
    name: yaml.safe_load((ROOT / "tests" / "facts" / f"{name}.yaml").read_text(encoding="utf-8"))
    for name in MUNICIPALITIES
}


class Sections(dict):
    """The words under each heading, and how many list items and rows of tables there are."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[str, str]] = Counter()
        self.heading = ""
        self[""] = ""

    def add(self, words: str) -> None:
        self[self.heading] = plain(f"{self[self.heading]} {words}")

    def begin(self, heading: str) -> None:
        self.heading = plain(heading)
        self.setdefault(self.heading, "")

    def count(self, kind: str, number: int = 1) -> None:
        self.counted[self.heading, kind] += number


def read_markdown(name: str) -> Sections:
    text = markdown.write(build_document(name), read_look()).decode()
    parsed, sections = markup.parse(text, deepest=6), Sections()
    for position, block in enumerate(parsed.blocks):
        if isinstance(block, Heading) and position:
            sections.begin(read_text(block.content))
        else:
            add_block(block, sections)
    for note in parsed.notes:
        sections.begin(f"fotnote {note.number}")
        sections.add(read_text(note.content))
    return sections


def add_block(block, sections: Sections) -> None:
    match block:
        case Paragraph() | Heading():
            sections.add(read_text(block.content))
        case List():
            for item in block.items:
                sections.count("punkter")
                for inner in item.blocks:
                    add_block(inner, sections)
        case Table():
            sections.count("rader", len(block.rows))
            for row in (block.header, *block.rows):
                for cell in row:
                    sections.add(read_text(cell))


def list_first_paragraphs(reader: DocxReader) -> list:
    """The first paragraph of each row below the header of a table."""
    tables = [table.findall(W + "tr") for table in reader.body.iter(W + "tbl")]
    headed = [rows for rows in tables if rows[0].find(f"{W}trPr/{W}tblHeader") is not None]
    return [next(row.iter(W + "p")) for rows in headed for row in rows[1:]]


def read_docx(name: str) -> Sections:
    reader, sections = DocxReader(docx.write(build_document(name), read_look())), Sections()
    rows = list_first_paragraphs(reader)
    for element, (style, number, words) in zip(
        reader.body.iter(W + "p"), reader.paragraphs(), strict=True
    ):
        if style.startswith("heading") or style in {"Vedlegg", "TOC Heading"}:
            sections.begin(f"{number} {words}")
            continue
        if style in {"List Bullet", "List Number"}:
            sections.count("punkter")
        if element in rows:
            sections.count("rader")
        sections.add(words)
    if "word/footnotes.xml" in reader.parts:
        for note in etree.fromstring(reader.parts["word/footnotes.xml"]).findall(W + "footnote"):
            sections.begin(f"fotnote {note.get(W + 'id')}")
            sections.add(words_of(note))
    return sections


@pytest.mark.parametrize("read", [read_markdown, read_docx])
@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_fact_stands_in_its_section(name, read):
    sections = read(name)
    lost = []
    for heading, facts in FACTS[name].items():
        if heading == "absent":
            continue
        for fact in facts:
            if isinstance(fact, dict):
                ((kind, number),) = fact.items()
                if kind != "nivåer" and sections.counted[heading, kind] != number:
                    lost.append((heading, fact, sections.counted[heading, kind]))
            elif plain(str(fact)) not in sections.get(heading, ""):
                lost.append((heading, fact))
    assert not lost


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_figure_has_its_levels(name):
    figures = [
        (len(block.levels), read_text(before.content))
        for _, section in walk_sections(build_document(name).sections)
        for before, block in pairwise(section.blocks)
        if isinstance(block, Figure)
    ]
    assert figures == [
        (fact["nivåer"], heading)
        for heading, facts in FACTS[name].items()
        for fact in facts
        if isinstance(fact, dict) and "nivåer" in fact
    ]


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_section_has_facts_of_its_own(name):
    expected = set(FACTS[name]) - {"absent"}
    found = {heading for heading in read_markdown(name) if not heading.startswith("Innhold")}
    assert found == expected


def test_the_mobile_numbers_of_named_persons_stand_nowhere():
    absent = FACTS["rana"]["absent"]
    digits = {re.sub(r"\D", "", number) for number in absent}
    everything = "".join(read_markdown("rana").values()) + "".join(read_docx("rana").values())
    source = (ROOT / "kommuner" / "rana.yaml").read_text(encoding="utf-8")
    for text in (everything, source):
        assert not any(number in re.sub(r"[\s.]", "", text) for number in digits)
    assert "mobilnumrene" in source


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_each_file_says_where_its_facts_come_from(name):
    head = (ROOT / "kommuner" / f"{name}.yaml").read_text(encoding="utf-8").split("\n\n")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "Kilde:" in head
    assert "ikke som i dag" in head.replace("\n#", "")
