"""What several tests need: workspaces to build in, and readers of what was built."""

import io
import os
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from avtalegen import lint, sandbox, validation, yamlfile
from avtalegen.agreements import Reading, read_agreement
from avtalegen.assembly import Assembled, assemble
from avtalegen.choices import build_model
from avtalegen.clause import SCOPE
from avtalegen.declarations import ClauseDeclaration
from avtalegen.document import Document
from avtalegen.problems import Problem
from avtalegen.shapes import Type
from avtalegen.style import Look
from avtalegen.tokens import write_token
from avtalegen.tree import Tree
from avtalegen.views import Record, Trace
from avtalegen.workspace import Workspace

ROOT = Path(__file__).parent.parent
MUNICIPALITIES = ("harstad", "rana", "sor-varanger", "stjordal", "tromso")
WORKSPACE = Workspace(ROOT)
# An agreement with few choices and no comments, so that lines can be named in tests.
SMALLEST = (ROOT / "tests" / "smallest.yaml").read_text(encoding="utf-8")
PAGE = re.compile(r"\t[0-9]+$")  # of an entry in the contents
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_look() -> Look:
    return WORKSPACE.read_look()[0]


def parse(text: str, name: str = "kommuner/prøve.yaml") -> Tree:
    return yamlfile.parse_yaml(text, name)


def check(text: str, model, name: str = "fil.yaml"):
    """The model that the YAML describes, or None, and the problems as (place, code)."""
    made, problems = validation.validate(parse(text, name), model)
    return made, [(str(p.location), p.code) for p in problems]


def count_examples(many: int) -> int:
    """How many examples a property is tried with: so many in CI, fewer between changes."""
    return many if os.environ.get("CI") else many // 4


def read_outputs(folder: Path) -> dict[str, bytes]:
    """What a build wrote to the folder, by name; what it keeps for itself lies in a folder."""
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*")) if p.is_file()}


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def keep_in_git(folder: Path, message: str = "alt") -> None:
    """Commit everything in the folder to a repository there, whose branch is hovedgrein."""
    name = ["-c", "user.name=prøve", "-c", "user.email=prove@example.no", "-c", "commit.gpgsign=no"]
    for words in (
        ["init", "-q", "-b", "hovedgrein"], ["add", "-A"],
        [*name, "commit", "-q", "--allow-empty", "-m", message],
    ):  # fmt: skip
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def read(name: str) -> Reading:
    """The reading of one of the five municipalities."""
    reading, problems = read_agreement(WORKSPACE.read_municipality(name), WORKSPACE.library)
    assert reading, problems
    return reading


def assemble_text(text: str, workspace: Workspace = WORKSPACE) -> tuple[Assembled, Reading]:
    """The document that the YAML of a municipality gives."""
    reading, problems = read_agreement(parse(text), workspace.library)
    assert reading, problems
    assembled, problems = assemble(reading)
    assert assembled, problems
    return assembled, reading


def build_document(name: str) -> Document:
    """The document of one of the five municipalities."""
    assembled, problems = assemble(read(name))
    assert assembled, problems
    return assembled.document


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a DOCX by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def change_parts(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """The zip with each of its files edited; one of which nothing is left is left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts_of(data).items():
            if changed := edit(name, content):
                package.writestr(name, changed)
    return made.getvalue()


class DocxReader:
    """Reads a DOCX as Word shows it: each paragraph's style, number and words.

    Numbers are counted here from numbering.xml and styles.xml, not taken from the program.
    """

    def __init__(self, data: bytes) -> None:
        self.parts = parts_of(data)
        self.body = etree.fromstring(self.parts["word/document.xml"])[0]
        self.styles = {
            style.get(W + "styleId"): style
            for style in etree.fromstring(self.parts["word/styles.xml"]).iter(W + "style")
        }
        numbering = etree.fromstring(self.parts["word/numbering.xml"])
        self.abstract = {a.get(W + "abstractNumId"): a for a in numbering.iter(W + "abstractNum")}
        self.lists = {
            n.get(W + "numId"): n.find(W + "abstractNumId").get(W + "val")
            for n in numbering.iter(W + "num")
        }
        self.restarted = {
            n.get(W + "numId")
            for n in numbering.iter(W + "num")
            if n.find(W + "lvlOverride") is not None
        }
        self.counters: dict[str, list[int]] = defaultdict(lambda: [0] * 9)

    def paragraphs(self) -> list[tuple[str, str, str]]:
        """The name of the style, the number and the words of each paragraph, in order."""
        return [self._paragraph(p) for p in self.body.iter(W + "p")]

    def lines(self) -> list[str]:
        """Each paragraph as one line, its number before its words."""
        return [
            plain(f"{number} {re.sub(PAGE, '', words) if has_page(p) else words}")
            for p in self.body.iter(W + "p")
            for _, number, words in [self._paragraph(p)]
        ]

    def _paragraph(self, p) -> tuple[str, str, str]:
        style = p.find(f"{W}pPr/{W}pStyle").get(W + "val")
        name = self.styles[style].find(W + "name").get(W + "val")
        return name, self._number(p, style), words_of(p)

    def _number(self, p, style: str) -> str:
        own = p.find(f"{W}pPr/{W}numPr")
        shared = self.styles[style].find(f"{W}pPr/{W}numPr")
        chosen = own if own is not None else shared
        if chosen is None:
            return ""
        number = chosen.find(W + "numId").get(W + "val")
        level = chosen.find(W + "ilvl")
        return self._count(number, int(level.get(W + "val")) if level is not None else 0)

    def _count(self, number: str, level: int) -> str:
        if number == "0":
            return ""
        declared = self.abstract[self.lists[number]].findall(W + "lvl")[level]
        kind = declared.find(W + "numFmt").get(W + "val")
        if kind == "bullet":
            return declared.find(W + "lvlText").get(W + "val")
        assert kind in {"decimal", "lowerLetter"}, kind
        counters = self.counters[number]
        counters[level] += 1
        counters[level + 1 :] = [0] * (8 - level)
        text = declared.find(W + "lvlText").get(W + "val")
        for position, count in enumerate(counters, 1):
            said = str(count) if kind == "decimal" else chr(96 + count)
            text = text.replace(f"%{position}", said)
        return text


def has_page(p) -> bool:
    """Whether the paragraph is an entry in the contents that ends in the number of a page."""
    return any("PAGEREF" in (field.text or "") for field in p.iter(W + "instrText"))


def words_of(element) -> str:
    """The words of a paragraph; fields by their results."""
    return "".join(
        {W + "t": node.text or "", W + "tab": "\t", W + "br": "\n"}[node.tag]
        for node in element.iter(W + "t", W + "tab", W + "br")
        if node.getparent().tag == W + "r"
    )


def plain(text: str) -> str:
    """The text with every kind of space as one space, to compare words."""
    return " ".join(text.split())


def declare(text: str) -> dict:
    """Choices as klausul.yaml declares them."""
    declared = f"tittel: {{nb: Prøve}}\nbeskrivelse: Prøve.\nvalg:\n{indent(text)}"
    made, problems = validation.validate(parse(declared, "klausul.yaml"), ClauseDeclaration)
    assert made, problems
    return made.valg


def indent(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.strip("\n").split("\n"))


def fill(template: str, declared: str, values: str, language: str = "nb") -> str:
    """What a template says to a reader, with the given choices."""
    model = build_model("prøve", declare(declared))
    made, problems = validation.validate(parse(values), model)
    assert made, problems
    source = sandbox.read_source(template, "nb.md")
    found = lint.lint(source, {**SCOPE, "valg": Type(model)})
    assert not found.problems, [problem.message for problem in found.problems]
    trace = Trace(language)
    text = sandbox.fill(sandbox.compile_source(source), {"valg": Record(made, ("prøve",), trace)})
    for position, filling in enumerate(trace.fillings):
        text = text.replace(write_token(position), filling.text)
    return plain(text)
