"""Markdown to a syntax tree: the one place where the parser is set up.

CommonMark with tables and footnotes, without HTML and without link definitions, which would
vanish. Addresses stay as they are written: markup judges and encodes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common import normalize_url
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from avtalegen.messages import Phrase, phrase
from avtalegen.quick import dataclass


class Node:
    """A token of the parser with what stands inside it.

    The parser's own trees know what stands around each node too, so that they are not thrown away
    before somebody looks for cycles.
    """

    __slots__ = ("attrs", "children", "content", "info", "level", "map", "markup", "meta", "tag",
                 "type")  # fmt: skip

    def __init__(self, token: Token, children: list[Node]) -> None:
        self.type, self.children = token.type.removesuffix("_open"), children
        self.tag, self.map, self.level = token.tag, token.map, token.level
        self.content, self.markup, self.info = token.content, token.markup, token.info
        self.attrs, self.meta = token.attrs, token.meta


def _nest(tokens: Iterable[Token]) -> list[Node]:
    """The nodes of the tokens, those between a token that opens and its end inside it."""
    levels: list[list[Node]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append(token)
            levels.append([])
        elif token.nesting < 0:
            inside = levels.pop()
            levels[-1].append(Node(opened.pop(), inside))
        else:
            levels[-1].append(Node(token, _nest(token.children or ())))
    return levels[0]


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the parser's own name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # the parser's own name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802  # the parser's own name
        return bool(url)


# More emphasis inside emphasis than this is no text that anybody reads.
MOST_LEVELS = 30


@dataclass(frozen=True, slots=True)
class SyntaxTree:
    """The nodes of a text, and the labels of its footnotes: written, and of those the used ones."""

    nodes: list[Node]
    written: frozenset[str]
    used: frozenset[str]


# The text of a clause is the same for all who choose alike, since their values are tokens in it.
_KEPT, _SHORT = 64, 5_000


def parse_tree(markdown: str) -> SyntaxTree | None:
    """The text as the parser reads it, or None where it is nested too deeply to be read.

    What is made of a short text is kept for the next that is the same; nobody must change it.
    """
    return _parse_kept(markdown) if len(markdown) < _SHORT else _parse(markdown)


def _parse(markdown: str) -> SyntaxTree | None:
    env: dict[str, dict[str, dict[str, int]]] = {}
    tokens = _parser().parse(markdown, env)
    deepest = max((inner.level for token in tokens for inner in token.children or ()), default=0)
    if deepest > MOST_LEVELS:
        return None
    references = env.get("footnotes", {}).get("refs", {})
    labels = {label.removeprefix(":"): number for label, number in references.items()}
    used = frozenset(label for label, number in labels.items() if number >= 0)
    return SyntaxTree(_nest(tokens), frozenset(labels), used)


_parse_kept = lru_cache(maxsize=_KEPT)(_parse)


def find_row_fault(line: str, columns: int) -> Phrase | None:
    """What is wrong with a row that the parser reads as one of a table with so many columns.

    It drops cells beyond those of the heading, and takes any line below a table for a row.
    """
    cells = escapedSplit(line.strip())
    if len(cells) - (not cells[0]) - (not cells[-1]) > columns:
        return phrase("more cells in a row than in its heading")
    if "|" not in line:
        return phrase("a sentence right below a table (leave a line empty between)")
    return None


def normalize_link(target: str) -> str:
    """An address as it stands in a link: percent-encoded, its host in ASCII."""
    return normalize_url.normalizeLink(target)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # The rule "reference" would make "[a]: b" vanish; html is off so that < and > are text.
    parser = _Parser("commonmark", {"html": False}).enable("table").disable("reference")
    return parser.use(footnote_plugin, inline=False)
