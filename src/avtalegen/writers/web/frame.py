"""The frame of a page: page.html.jinja, filled in; the only writer that knows jinja2.

Takes the parts of a page by their names, which the template escapes unless they are elements.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template


def fill(parts: Mapping[str, object]) -> str:
    """The page; a part that the template asks for and that is missing is an error."""
    return _read_template().render(parts)


@lru_cache(maxsize=1)
def _read_template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    text = Path(__file__).with_name("page.html.jinja").read_text(encoding="utf-8")
    return environment.from_string(text)
