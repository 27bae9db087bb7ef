"""Elements of HTML: every text that becomes part of a page is escaped here.

Takes text, and elements that this module made; gives elements. What is only text can never become
anything else, whatever stands in it. It must never know a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

# The attributes of an element by their names; one that is None is left out.
Attributes = Mapping[str, str | None]
NONE: Attributes = {}


def element(name: str, attributes: Attributes = NONE, *content: str) -> Markup:
    """An element with its content, of which text is escaped and elements are not."""
    inner = "".join(map(_escape, content))
    return Markup(f"<{name}{_write(attributes)}>{inner}</{name}>")  # noqa: S704  # escaped above


def void(name: str, attributes: Attributes = NONE) -> Markup:
    """An element that has no content, such as an image or a line break."""
    return Markup(f"<{name}{_write(attributes)}>")  # noqa: S704  # escaped below


def join(content: Iterable[str]) -> Markup:
    """Texts and elements one after the other."""
    return Markup("".join(map(_escape, content)))  # noqa: S704  # escaped here


def stack(content: Iterable[str]) -> Markup:
    """Blocks, each on a line of the file; lines are for those who read the source."""
    return Markup("\n".join(map(_escape, content)))  # noqa: S704  # escaped here


def _write(attributes: Attributes) -> str:
    if not attributes:
        return ""
    return "".join(
        f' {name}="{escape(value)}"' for name, value in attributes.items() if value is not None
    )


def _escape(text: str) -> str:
    # An element is a text that says so by its type; asking escape takes twice as long.
    return text if type(text) is Markup else escape(text)
