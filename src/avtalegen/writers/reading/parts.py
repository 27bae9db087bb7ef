"""One part of a DOCX as it is judged: its frame, the words of its paragraphs, and its faults.

Takes the bytes of a part; gives a Part. It must never know of other parts, nor of documents.
"""

from __future__ import annotations

from lxml import etree

from avtalegen.writers.reading.contents import (
    Part,
    find_loose_blanks,
    find_needs,
    read_contents,
)
from avtalegen.writers.reading.grammar import W, find_grammar_faults, parse_xml, rewrite
from avtalegen.writers.reading.pieces import read_quickly

_MOST = 10  # faults of one part that are told


def read_part(data: bytes, root: str, *, exact: bool = False) -> Part:
    """The part, whose outermost element must be `root`; ValueError says why it is no XML.

    A part in the fixed form and without faults is read quickly. Another one, and every one when
    `exact` is true, is parsed as a whole and written anew, which takes longer and tells the faults.
    """
    part = None if exact else read_quickly(data)
    if part is None or part.root.tag != f"{{{W}}}{root}":
        part = _read_exactly(data, root)
    return part


def _read_exactly(data: bytes, root: str) -> Part:
    tree = rewrite(parse_xml(data))
    text = etree.tostring(tree, encoding="unicode")
    contents = read_contents(text)
    faults = [fault for tag in contents.tags for fault in tag.faults]
    if tree.tag != f"{{{W}}}{root}":
        faults.append(f"the outermost element is {etree.QName(tree).localname}, not w:{root}")
    faults += [*find_grammar_faults(tree), *find_loose_blanks(text)]
    told = tuple(dict.fromkeys(faults))[:_MOST]
    return Part(tree, find_needs(contents.tags), contents.paragraphs, contents.styles,
                contents.landmarks, told)  # fmt: skip
