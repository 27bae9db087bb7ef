"""Every provision, fact, name and number of the five agreements, in both formats."""

import re

import pytest
import yaml
from lxml import etree

from avtalegen import markup
from avtalegen.document import Heading, List, Paragraph, Table, read_text
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
    """The words under each heading, and the number of list items there."""

    def __init__(self) -> None:
        self.items_in: dict[str, int] = {}
        self.heading = ""
        self[""] = ""

    def add(self, words: str) -> None:
        self[self.heading] = plain(f"{self[self.heading]} {words}")

    def begin(self, heading: str) -> None:
        self.heading = plain(heading)
        self.setdefault(self.heading, "")

    def count(self) -> None:
        self.items_in[self.heading] = self.items_in.get(self.heading, 0) + 1


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
                sections.count()
                for inner in item.blocks:
                    add_block(inner, sections)
        case Table():
            for row in (block.header, *block.rows):
                for cell in row:
                    sections.add(read_text(cell))


def read_docx(name: str) -> Sections:
    reader, sections = DocxReader(docx.write(build_document(name), read_look())), Sections()
    for style, number, words in reader.paragraphs():
        if style.startswith("heading") or style in {"Vedlegg", "TOC Heading"}:
            sections.begin(f"{number} {words}")
            continue
        if style in {"List Bullet", "List Number"}:
            sections.count()
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
                if sections.items_in.get(heading) != fact["punkter"]:
                    lost.append((heading, fact, sections.items_in.get(heading)))
            elif plain(str(fact)) not in sections.get(heading, ""):
                lost.append((heading, fact))
    assert not lost


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
