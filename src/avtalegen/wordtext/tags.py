"""Elements of WordprocessingML by their names, and what their attributes say.

It must never know where an element stands.
"""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from avtalegen.writers.reading.tags import NAMES

_W = NAMES["w"]
_OFF = {"0", "false", "off"}


@cache
def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML as a tree has it."""
    return f"{{{_W}}}{name}"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element, name: str = "val") -> str:
    """An attribute of WordprocessingML, or "" where there is none."""
    return element.get(w(name), "")


def child_value(element: etree._Element | None, path: str) -> str:
    """The w:val of what stands at a path below an element, such as pPr/pStyle; "" for none."""
    found = find(element, path)
    return value(found) if found is not None else ""


def find(element: etree._Element | None, path: str) -> etree._Element | None:
    """What stands at a path below an element, or None."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(w(name))
    return element


def find_switch(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property is on or off (17.17.4); None where nothing is said."""
    found = find(properties, name)
    return None if found is None else value(found) not in _OFF


def find_number(said: str, otherwise: int) -> int:
    """A whole number of at most nine digits; `otherwise` where there is none."""
    return int(said) if re.fullmatch(r"-?[0-9]{1,9}", said) else otherwise
