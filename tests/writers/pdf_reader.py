"""Reads a PDF as a screen reader does: by its structure tree, through pdfium.

Nothing here knows how the file was made. What no element of the tree holds, such as the running
head and the number of the page, is an artifact and is not read.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as c


@dataclass
class Element:
    """An element of the structure tree: its kind, its own words, and the elements in it, in order."""

    kind: str
    page: int
    alt: str = ""
    language: str = ""
    children: list = field(default_factory=list)

    def words(self) -> str:
        """All words in it."""
        return "".join(
            child if isinstance(child, str) else child.words() for child in self.children
        )

    def walk(self) -> Iterator["Element"]:
        """Itself and every element in it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


def read_tree(data: bytes) -> list[Element]:
    """The elements at the top of every page, in the order of reading."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document, 1):
        words = _read_marked(page)
        tree = c.FPDF_StructTree_GetForPage(page.raw)
        found += [
            _read_element(c.FPDF_StructTree_GetChildAtIndex(tree, at), words, number)
            for at in range(c.FPDF_StructTree_CountChildren(tree))
        ]
        c.FPDF_StructTree_Close(tree)
    return [
        element for top in found for element in (top.children if top.kind == "Document" else [top])
    ]


def _read_marked(page) -> dict[int, str]:
    """The words of the page by the number of their marked content."""
    textpage = page.get_textpage()
    words: dict[int, str] = {}
    for at in range(c.FPDFPage_CountObjects(page.raw)):
        _read_object(c.FPDFPage_GetObject(page.raw, at), textpage, words)
    # At the end of a line, pdfium takes a hyphen for one that only divides a word.
    return {at: said.replace("\x02", "-") for at, said in words.items()}


def _read_object(found, textpage, words: dict[int, str]) -> None:
    kind = c.FPDFPageObj_GetType(found)
    if kind == c.FPDF_PAGEOBJ_FORM:
        for at in range(c.FPDFFormObj_CountObjects(found)):
            _read_object(c.FPDFFormObj_GetObject(found, at), textpage, words)
    if kind != c.FPDF_PAGEOBJ_TEXT:
        return
    number = c.FPDFPageObj_GetMarkedContentID(found)
    length = c.FPDFTextObj_GetText(found, textpage.raw, None, 0)
    buffer = ctypes.create_string_buffer(length * 2)
    c.FPDFTextObj_GetText(
        found, textpage.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    said = buffer.raw[: length * 2].decode("utf-16-le").rstrip("\0")
    words[number] = words.get(number, "") + said


def _read_element(raw, words: dict[int, str], page: int) -> Element:
    element = Element(
        _say(c.FPDF_StructElement_GetType, raw), page,
        _say(c.FPDF_StructElement_GetAltText, raw), _say(c.FPDF_StructElement_GetLang, raw),
    )  # fmt: skip
    for at in range(c.FPDF_StructElement_CountChildren(raw)):
        child = c.FPDF_StructElement_GetChildAtIndex(raw, at)
        number = c.FPDF_StructElement_GetChildMarkedContentID(raw, at)
        if child:
            element.children.append(_read_element(child, words, page))
        elif number >= 0:
            element.children.append(words.get(number, ""))
    return element


def _say(function, raw) -> str:
    length = function(raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    function(raw, buffer, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def read_words(data: bytes) -> list[str]:
    """What each element of the tree says, in order, and then the footnotes.

    Without the marks of footnotes, and the numbers of pages in the contents.
    """
    said: list[str] = []
    notes: list[str] = []
    for element in read_tree(data):
        _add_words(element, "", said, notes)
    return said + notes


def _add_words(element: Element, above: str, said: list[str], notes: list[str]) -> None:
    if element.kind == "Note":
        _add_words(Element("P", element.page, children=element.children), "Note", notes, notes)
        return
    if element.kind == "Lbl" and above not in {"LI", "H"}:
        return
    children = element.children
    if element.kind == "TOCI":
        pieces = [
            piece for inner in element.walk() for piece in inner.children if isinstance(piece, str)
        ]
        said += pieces[:-1] if pieces[-1].strip().isdigit() else [*pieces]
        return
    heading = "H" if element.kind[:1] == "H" and element.kind[1:].isdigit() else element.kind
    for child in children:
        if isinstance(child, str):
            said.append(child)
        else:
            _add_words(child, heading, said, notes)


def list_places(data: bytes) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    """Every letter with its page and its box, in points from the lower left corner."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        textpage = page.get_textpage()
        found += [
            (number, textpage.get_text_range(at, 1), textpage.get_charbox(at))
            for at in range(textpage.count_chars())
        ]
    return found
