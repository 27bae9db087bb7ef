"""One story of a DOCX: the body, a footnote, a header. Its paragraphs give runs of words.

Every element that may hold words is entered, those that nobody knows too: what is not shown is
listed here by name. It must never know how paragraphs become blocks.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from avtalegen.wordtext.fields import Fields
from avtalegen.wordtext.opening import Package, Relation
from avtalegen.wordtext.runs import DELETED, INSERTED, Run
from avtalegen.wordtext.styles import Styles
from avtalegen.wordtext.tags import find, find_switch, local, value, w

# Elements that hold no words of the text, whatever they hold: properties, instructions, data.
_SILENT = {
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rubyPr",
    "delInstrText", "footnoteRef", "endnoteRef", "annotationRef", "pgNum", "oMathParaPr",
    "binData", "fldData", "ffData", "smartTagPr", "customXmlPr",
}  # fmt: skip
# Characters that are elements (17.3.3). A page break is not a word, and neither is a soft hyphen.
_CHARACTERS = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}  # fmt: skip
_CHANGES = {"ins": INSERTED, "moveTo": INSERTED, "del": DELETED, "moveFrom": DELETED}
_MARKS = ("footnoteReference", "endnoteReference", "commentReference")
_PICTURES = ("drawing", "pict", "object", "altChunk")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Look(NamedTuple):
    """How the words at a place look, what happened to them, and where they lead."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    change: str = ""
    link: str = ""


class Story:
    """The runs of paragraphs of one part, and the text boxes that were met in them.

    `marks` writes the reference to a footnote, an endnote or a comment, by its name and its id.
    """

    def __init__(
        self, package: Package, name: str, styles: Styles, marks: Callable[[str, str], str]
    ) -> None:
        self.styles = styles
        self.boxes: list[etree._Element] = []
        self._package, self._marks = package, marks
        self._relations: Mapping[str, Relation] = package.relate(name)
        self._fields = Fields()
        self._readers: Mapping[str, Callable[[etree._Element, Look], Iterator[Run]]] = {
            "r": self._read_run,
            "t": self._read_words,
            "delText": self._read_words,
            "br": self._read_break,
            "sym": self._read_symbol,
            "hyperlink": self._read_link,
            **dict.fromkeys(_CHANGES, self._read_change),
            **dict.fromkeys(_MARKS, self._read_mark),
            "instrText": self._read_instruction,
            "fldSimple": self._read_simple,
            "fldChar": self._read_turn,
            "txbxContent": self._read_box,
            "AlternateContent": self._read_alternative,
            **dict.fromkeys(_PICTURES, self._read_picture),
        }

    def read_runs(self, paragraph: etree._Element) -> list[Run]:
        """The words of a paragraph."""
        runs = list(self._read(paragraph, Look()))
        properties = find(paragraph, "pPr/rPr")
        ends = ("ins", "del") if properties is not None else ()  # of a paragraph's end (17.13.5)
        named = (name for name in ends if find(properties, name) is not None)
        runs += [Run("¶", change=_CHANGES[name], raw=True) for name in named]
        return runs

    def read_element(self, element: etree._Element) -> list[Run]:
        """The words of what stands between paragraphs."""
        return list(self._read_one(element, local(element), Look()))

    def _read(self, parent: etree._Element, look: Look) -> Iterator[Run]:
        for child in parent:
            yield from self._read_one(child, local(child), look)

    def _read_one(self, child: etree._Element, name: str, look: Look) -> Iterator[Run]:
        if name in _CHARACTERS:
            yield from self._say(_CHARACTERS[name], look)
        elif name not in _SILENT:
            yield from self._readers.get(name, self._read)(child, look)

    def _read_run(self, run: etree._Element, look: Look) -> Iterator[Run]:
        yield from self._read(run, self._find_look(run, look))

    def _read_words(self, element: etree._Element, look: Look) -> Iterator[Run]:
        yield from self._say(element.text or "", look)

    def _read_break(self, element: etree._Element, look: Look) -> Iterator[Run]:
        breaks = value(element, "type") in {"", "textWrapping"}
        yield from self._say("\n" if breaks else " ", look)

    def _read_symbol(self, element: etree._Element, look: Look) -> Iterator[Run]:
        """A character of a font of symbols, by its number (17.3.3.30)."""
        number = value(element, "char")
        if re.fullmatch("[0-9A-Fa-f]{1,4}", number) and not 0xD800 <= int(number, 16) < 0xE000:
            yield from self._say(chr(int(number, 16)), look)

    def _read_link(self, element: etree._Element, look: Look) -> Iterator[Run]:
        target = self._relations.get(element.get(f"{_R}id", ""))
        link = target.target if target and target.external else ""
        yield from self._read(element, look._replace(link=link))

    def _read_change(self, element: etree._Element, look: Look) -> Iterator[Run]:
        change = look.change if look.change == DELETED else _CHANGES[local(element)]
        yield from self._read(element, look._replace(change=change))

    def _read_mark(self, element: etree._Element, look: Look) -> Iterator[Run]:
        yield self._raw(self._marks(local(element), value(element, "id")), look)

    def _read_box(self, element: etree._Element, _look: Look) -> Iterator[Run]:
        self.boxes.append(element)
        return iter(())

    def _say(self, words: str, look: Look) -> Iterator[Run]:
        if words and not self._fields.hidden:
            link = look.link or self._fields.link
            yield Run(words, look.bold, look.italic, look.struck, look.change, link)

    def _raw(self, words: str, look: Look) -> Run:
        return Run(words, change=look.change, raw=True)

    def _find_look(self, run: etree._Element, look: Look) -> Look:
        properties = run.find(w("rPr"))
        if properties is None:
            return look
        style = properties.find(w("rStyle"))
        named = value(style) if style is not None else ""
        on = []
        for name in ("b", "i", "strike"):
            own = find_switch(properties, name)
            on.append(bool(own if own is not None else self.styles.find_switch(named, name)))
        double = bool(find_switch(properties, "dstrike"))
        return look._replace(bold=on[0], italic=on[1], struck=on[2] or double)

    def _read_instruction(self, element: etree._Element, _look: Look) -> Iterator[Run]:
        self._fields.instruct(element.text or "")
        return iter(())

    def _read_simple(self, element: etree._Element, look: Look) -> Iterator[Run]:
        self._fields.begin(value(element, "instr"), in_result=True)
        yield from self._read(element, look)
        self._fields.end()

    def _read_turn(self, element: etree._Element, _look: Look) -> Iterator[Run]:
        turns = {"begin": self._fields.begin, "separate": self._fields.separate}
        turns.get(value(element, "fldCharType"), self._fields.end)()
        return iter(())

    def _read_alternative(self, child: etree._Element, look: Look) -> Iterator[Run]:
        """What the newest program shows; the fallback where that has neither words nor pictures."""
        boxes = len(self.boxes)
        for one in child:
            runs = list(self._read(one, look))
            if runs or len(self.boxes) > boxes:
                yield from runs
                return

    def _read_picture(self, child: etree._Element, look: Look) -> Iterator[Run]:
        """The description of a picture with its file, its words if it is a drawing with words."""
        told: dict[str, str] = {}
        alt = ""
        for each in child.iter():
            name = local(each)
            if name == "txbxContent" or any(local(a) == "txbxContent" for a in _above(each, child)):
                continue
            if name == "docPr":
                alt = alt or each.get("descr", "") or each.get("title", "")
            elif name == "textpath":  # the words of a watermark
                yield from self._say(each.get("string", ""), look)
            for key, identifier in each.attrib.items():
                if str(key).startswith(_R) and str(identifier) in self._relations:
                    told |= self._tell(self._relations[str(identifier)])
        yield from self._read(child, look)
        for target, words in told.items():
            yield self._raw(f"![{alt or words}]({target})".replace("\n", " "), look)

    def _tell(self, relation: Relation) -> dict[str, str]:
        """The name of a file with digits that change with it; the words in it, if it is XML."""
        if relation.external:
            return {relation.target: ""}
        checksum = self._package.find_checksum(relation.target)
        words = ""
        if relation.kind in {"chart", "diagramData"} and checksum:
            texts = self._package.read(relation.target).iter()
            words = " / ".join(t.text.strip() for t in texts
                               if local(t) in {"t", "v"} and t.text and t.text.strip())  # fmt: skip
        return {f"{posixpath.basename(relation.target)}#{checksum}": words}


def _above(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    for each in element.iterancestors():
        if each is top:
            return
        yield each
