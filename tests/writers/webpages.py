"""Reads an HTML page as a reader sees it, by the parser of the standard and not the program's."""

import html5lib

from tests.support import plain

# What begins and ends a line; the parties of a cover are set on lines of their own.
BLOCKS = {
    "header", "nav", "main", "section", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol",
    "li", "tr", "td", "th", "dl", "figure", "details", "summary", "b",
}  # fmt: skip


def parse_page(text: str):
    """The elements of the page; ParseError for what is not HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def read_lines(page) -> list[str]:
    """Each line of the page, with its number or bullet as a DOCX has them; notes come last."""
    reader = _Reader()
    reader.walk(page.find("body"), 0)
    return reader.lines


class _Reader:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = self.mark = ""
        self.marked = True  # but in the contents, whose list has neither numbers nor bullets

    def end(self) -> None:
        if words := plain(self.line):
            self.lines.append(plain(f"{self.mark} {words}"))
            self.mark = ""
        self.line = ""

    def walk(self, element, depth: int, number: int = 0) -> None:
        tag, kind = element.tag, element.get("class", "")
        if tag == "sup" or kind == "skip" or element.get("role") == "doc-backlink":
            return
        if tag in BLOCKS:
            self.end()
        if tag == "br":
            self.line += " "
        if number:
            letters = f"{number}." if depth % 2 else f"{chr(96 + number)}."
            self.mark = letters if number > 0 else "•–·"[(depth - 1) % 3]
        self.line += element.text or ""
        self.marked = self.marked and tag != "nav"
        lists = self.marked and tag in {"ul", "ol"} and "steps" not in kind
        for position, child in enumerate(element, 1):
            mark = (position if tag == "ol" else -1) if lists else 0
            self.walk(child, depth + lists, mark)
            self.line += child.tail or ""
        if tag in BLOCKS:
            self.end()
        self.marked = self.marked or tag == "nav"
