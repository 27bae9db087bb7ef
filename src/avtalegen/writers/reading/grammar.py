"""What WordprocessingML allows: which elements, in which order, with which attributes.

Takes XML; gives its tree, and what is wrong with it. The grammar stands in wordprocessing.dtd, and
libxml2 checks it. It must never know of other parts, nor of documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from avtalegen.writers.reading.tags import NAMES

W = NAMES["w"]
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
# Settings of other programs in settings.xml, which say nothing about the text.
_FOREIGN_SETTINGS = ("math", "schemaLibrary", "office:office", "vml")


def parse_xml(data: bytes) -> etree._Element:
    """The outermost element; ValueError where it is no XML, or has a DOCTYPE."""
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise ValueError(f"is no XML: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("has a DOCTYPE, which no part of a DOCX may have")
    return root


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, collect_ids=False,
    )  # fmt: skip


@cache
def _grammar() -> etree.DTD:
    with Path(__file__).with_name("wordprocessing.dtd").open("rb") as file:
        return etree.DTD(file)


def find_grammar_faults(root: etree._Element) -> list[str]:
    """What stands in a part that may not stand there, or in another order than it may."""
    grammar = _grammar()
    if grammar.validate(root):
        return []
    log = cast("Iterable[Any]", grammar.error_log)  # which its types do not say
    return [_say(entry.message) for entry in log]


def _say(message: str) -> str:
    # The whole content model of an element is too long to be read.
    return re.sub(r"expecting \(.{80,}\), got", "got", message)[:300]


def rewrite(root: etree._Element) -> etree._Element:
    """The tree with the prefixes of ECMA-376, without what mc:Ignorable lets a reader ignore."""
    ignored = {root.nsmap.get(prefix) for prefix in root.get(_IGNORABLE, "").split()}
    ignored.add(etree.QName(_IGNORABLE).namespace)
    copy = etree.Element(root.tag, nsmap=NAMES)
    _copy(root, copy, frozenset(name for name in ignored if name))
    return copy


def _copy(old: etree._Element, new: etree._Element, ignored: frozenset[str]) -> None:
    for key, value in old.attrib.items():
        if etree.QName(key).namespace not in ignored:
            new.set(key, value)
    new.text = old.text
    for child in old:
        space = etree.QName(child).namespace or ""
        if space in ignored or (_is_settings(old) and space.endswith(_FOREIGN_SETTINGS)):
            continue
        made = etree.SubElement(new, child.tag)
        _copy(child, made, ignored)
        made.tail = child.tail


def _is_settings(element: etree._Element) -> bool:
    return element.tag in {f"{{{W}}}settings", f"{{{W}}}shapeDefaults"}
