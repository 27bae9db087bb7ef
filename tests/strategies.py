"""Documents and words for properties: whatever a municipality could write."""

import unicodedata
from dataclasses import fields, is_dataclass, replace

from hypothesis import strategies as st

from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Item,
    Level,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Section,
    Signature,
    Strong,
    Table,
    Text,
    Value,
    read_text,
    walk_contents,
    walk_inlines,
)
from avtalegen.lettering import USUAL
from avtalegen.textfile import is_printable
from avtalegen.transforms import close_levels
from avtalegen.writers.pdf import find_unprintable

# Letters, and every character that means something to YAML, Jinja, Markdown or XML.
_MARKUP = "ab1 .,:;!?*_`[](){}<>|\\#+-=~&$^\"'/@%æøåÅá\u00a0\u2003«»–€§"
_characters = st.one_of(
    st.sampled_from(_MARKUP),
    st.characters(exclude_categories=("C", "Zl", "Zp")).filter(is_printable),
)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


lines = st.text(_characters, min_size=1, max_size=15).map(_tidy).filter(bool)

_leaves = st.one_of(
    lines.map(Text),
    lines.map(lambda text: Value(text, ("valg", "navn"))),
    st.just(Text(" ")),
    st.just(Reference("første", "punkt", "1")),
)
_words = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, min_size=1, max_size=2).map(tuple).flatmap(
        lambda content: st.sampled_from([Strong(content), Emphasis(content)])
    ),
    max_leaves=3,
)  # fmt: skip
_links = st.lists(_words, min_size=1, max_size=2).map(
    lambda content: Link("https://a.no/x_(y)?b=1&copy;", tuple(content))
)


def _without_loose_ends(content: list) -> tuple:
    """No line break or lone space at either end, and no two line breaks together."""
    made: list = []
    for inline in content:
        loose = isinstance(inline, LineBreak) or inline == Text(" ")
        if not (loose and (not made or isinstance(made[-1], LineBreak))):
            made.append(inline)
    while made and (isinstance(made[-1], LineBreak) or made[-1] == Text(" ")):
        made.pop()
    return tuple(made)


def _has_words(content: tuple) -> bool:
    # A paragraph of blanks alone is refused where Markdown is read.
    return bool(read_text(content).strip())


contents = (
    st.lists(st.one_of(_words, _links, st.just(LineBreak())), min_size=1, max_size=4)
    .map(_without_loose_ends)
    .filter(_has_words)
)
one_line = contents.map(
    lambda content: tuple(i for i in content if not isinstance(i, LineBreak))
).filter(bool)
_items = st.tuples(contents.map(Paragraph), st.lists(contents.map(Paragraph), max_size=1))
_lists = st.recursive(
    contents.map(Paragraph),
    lambda inner: st.builds(
        List,
        st.booleans(),
        st.lists(
            st.tuples(contents.map(Paragraph), st.lists(inner, max_size=2)).map(
                lambda parts: Item((parts[0], *parts[1]))
            ),
            min_size=1,
            max_size=3,
        ).map(tuple),
    ),
    max_leaves=3,
)
_tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[one_line] * width),
        st.lists(st.tuples(*[st.one_of(one_line, st.just(()))] * width), max_size=2).map(tuple),
    )
)
_details = st.lists(
    st.builds(Detail, st.sampled_from(("", "Telefon", "Møter")), one_line), max_size=3
).map(tuple)
_contacts = st.builds(Contact, one_line, _details)
_figures = st.builds(
    Figure, lines, st.lists(st.builds(Level, one_line, _details), min_size=1, max_size=3).map(tuple)
)
_headings = st.builds(Heading, st.integers(1, 2), one_line)
blocks = st.lists(
    st.one_of(_lists, _tables, _contacts, _figures, _headings), max_size=4
).map(close_levels)  # fmt: skip


def _document(
    title: str, subtitle: str, texts: list, note: tuple, numbered: bool, draft: bool
) -> Document:
    first = (*texts[0], Paragraph((Text("Se noten"), NoteMark(1))))
    return Document(
        language="nb",
        title=title,
        front=((Text("mellom "), Value("A kommune", ("parter", 0, "navn"))),),
        sections=(
            Section("første", (Text("Første"),), first, "1" if numbered else "", (
                Section("under", (Value(title, ("x",)),), texts[1], "1.1" if numbered else ""),
            )),
            Section("annen", (Text("Annen"),), (), "2" if numbered else ""),
        ),
        annexes=(Section("skjema", (Text("Skjema"),), texts[2], "1"),),
        signatures=(Signature("A kommune", "Ordfører"), Signature(title, "Sjef", "B", "C", "D")),
        footnotes=(Footnote(1, note),),
        authors=("A kommune",),
        contents=numbered,
        draft=draft,
        subtitle=subtitle,
    )  # fmt: skip


documents = st.builds(
    _document,
    lines,
    st.one_of(st.just(""), lines),
    st.lists(blocks, min_size=3, max_size=3),
    one_line.filter(
        lambda content: not any(isinstance(i, NoteMark) for i in walk_inlines(content))
    ),
    st.booleans(),
    st.booleans(),
)


def texts_of(document: Document) -> list[str]:
    """Every piece of text in the sections of a document, in order."""
    return [
        inline.text
        for section in (*document.sections, *document.sections[0].sections, *document.annexes)
        for content in walk_contents(section.blocks)
        for inline in walk_inlines(content)
        if isinstance(inline, Text | Value)
    ]


def change_text(node, change):
    """The same node with every string in it changed."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, tuple):
        return tuple(change_text(each, change) for each in node)
    if is_dataclass(node):
        return replace(
            node, **{f.name: change_text(getattr(node, f.name), change) for f in fields(node)}
        )
    return node


def is_variant(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def is_made_of_others(letter: str) -> bool:
    return unicodedata.decomposition(letter).startswith("<compat>")


def is_from_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"R", "AL", "AN"}


def _make_printable(document: Document) -> Document:
    letters: set[str] = set()
    change_text(document, lambda text: (letters.update(text), text)[1])
    boxes = dict.fromkeys(map(ord, find_unprintable(letters - USUAL)), "x")
    # Selectors of a variant are no letters, and are not in the text of a PDF; what is read from
    # right to left stands there in the order of the page.
    # One sign for two letters is two letters there.
    boxes |= {ord(each): "x" for each in letters
              if is_variant(each) or is_from_right(each) or is_made_of_others(each)}  # fmt: skip
    return change_text(document, lambda text: text.translate(boxes))


# Those that a PDF can show: an x stands for each letter that no font has.
printable_documents = documents.map(_make_printable)
