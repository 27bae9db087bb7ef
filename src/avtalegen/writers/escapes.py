"""Words as Markdown that says them and nothing else.

Takes text; gives text. It must never know what the words are a part of.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<|~^]|&(?=#?\w+;)")
# What would be markup at the beginning of a line: a heading, a quotation, a list, a rule.
_LINE_START = re.compile(r"(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=][-=\s]*$|\d{1,9}(?=[.)](?:\s|$)))")


def escape(text: str) -> str:
    """The text with a backslash before every character that would be markup inside a line."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def escape_start(line: str) -> str:
    """A line of Markdown with a backslash before what would be markup at its beginning."""
    found = _LINE_START.match(line)
    if not found:
        return line
    at = found.end() if line[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def protect_ends(line: str) -> str:
    """A line of Markdown whose blanks at both ends are kept."""
    # Markdown drops white space, no-break spaces too, at both ends of a line and of a cell.
    text = line.strip()
    start, _, end = line.partition(text) if text else (line, "", "")
    return encode(start) + text + encode(end)


def encode(text: str) -> str:
    """Every character of the text as the entity that stands for it."""
    return "".join(f"&#{ord(character)};" for character in text)
