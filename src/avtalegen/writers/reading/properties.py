"""What a DOCX says of itself: its title, language and dates, and properties of its own.

Takes the bytes of the two parts of properties; gives what is wrong (ECMA-376 part 2, 8.3; part 1,
22.3). It must never know of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from avtalegen.writers.reading.grammar import parse_xml

LANGUAGES = frozenset({"nb-NO", "nn-NO"})
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
# A whole date of https://www.w3.org/TR/NOTE-datetime, with or without its time.
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?", re.ASCII)


def find_core_faults(data: bytes, *, agreement: bool) -> Iterator[str]:
    """What is wrong with the core properties; an agreement has a title and is in Norwegian."""
    root = parse_xml(data)
    if root.tag != f"{_CORE}coreProperties":
        yield f"the outermost element is {root.tag}"
    values: dict[str, str] = {}
    for child in root:
        if child.tag in values:
            yield f"{child.tag} stands twice"
        values[child.tag] = child.text or ""
        if child.tag.startswith(_TERMS) and child.get(_TYPE) != "dcterms:W3CDTF":
            yield f"{child.tag} does not say that it is a date"
        if child.tag.startswith(_TERMS) and not _is_date(child.text or ""):
            yield f"{child.text!r} is no date (W3CDTF)"
    if agreement and not values.get(f"{_DC}title", "").strip():
        yield "the document has no title"
    if agreement and values.get(f"{_DC}language") not in LANGUAGES:
        yield "the language is neither nb-NO nor nn-NO"


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def find_custom_faults(data: bytes) -> Iterator[str]:
    """What is wrong with the custom properties: a name and a number from 2 for each, once."""
    numbers, names = [], []
    for child in parse_xml(data):
        numbers.append(child.get("pid", ""))
        names.append(child.get("name", "").casefold())
        if child.tag != _CUSTOM or len(child) != 1 or not names[-1] or not child.get("fmtid"):
            yield f"the property {child.get('name')!r} is not whole"
    for number in numbers:
        if not re.fullmatch("[2-9]|[1-9][0-9]+", number):
            yield f"a property has the number {number!r}"
    if len(set(numbers)) < len(numbers) or len(set(names)) < len(names):
        yield "two properties have one name or one number"
