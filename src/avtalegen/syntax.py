"""What libyaml says of YAML that it cannot read, in words that an editor of it understands.

Takes its error and the text; gives one problem, placed where the mistake begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from avtalegen.messages import Words
from avtalegen.messages.foreign import recognise
from avtalegen.problems import Location, Problem, quote

MOST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class _Mistake:
    """Where the parser stopped and where it began, from 0, and what it says of both."""

    name: str
    lines: list[str]
    at: tuple[int, int]
    begun: tuple[int, int]
    said: str
    context: str

    def tell(self, code: str, place: tuple[int, int] | None = None, **details: Words) -> Problem:
        line, column = place or self.at
        return Problem(code, Location(self.name, line + 1, column + 1), details=details)

    def rest(self, place: tuple[int, int]) -> str:
        """What stands on the line from the place on."""
        line, column = place
        return self.lines[line][column:] if line < len(self.lines) else ""


def explain_syntax(error: Any, text: str, name: str) -> Problem:
    """The problem behind a yaml.MarkedYAMLError."""
    mark = error.problem_mark or error.context_mark
    begun = error.context_mark or mark
    mistake = _Mistake(
        name,
        text.split("\n"),
        (mark.line, mark.column),
        (begun.line, begun.column),
        error.problem or "",
        error.context or "",
    )
    return _explain_token(mistake) or _explain_structure(mistake)


def _explain_token(mistake: _Mistake) -> Problem | None:
    line, column = mistake.at
    here = mistake.rest(mistake.at)
    if here.startswith("\t"):
        return mistake.tell("yaml-tab")
    if "nesting depth" in mistake.said:  # libyaml 0.2.6 stops by itself, far beyond our own limit
        return mistake.tell("yaml-too-deep", limit=str(MOST_DEPTH))
    if "Unicode character escape" in mistake.said:  # such as half of a surrogate pair
        read = mistake.lines[line][max(column - 2, 0) : column + 4]
        return mistake.tell("file-character", read=read)
    if "escape" in mistake.said or "hexdecimal" in mistake.said:
        start = mistake.lines[line].rfind("\\", 0, column + 1)
        read = mistake.lines[line][start:].split(" ")[0][:10]
        return mistake.tell("yaml-escape", (line, start), read=read)
    for word, code in (("tag", "yaml-tag"), ("alias", "yaml-alias"), ("anchor", "yaml-alias")):
        if word in mistake.context or f"{word} handle" in mistake.said:
            read = mistake.rest(mistake.begun).split(" ")[0]
            return mistake.tell(code, mistake.begun, read=read)
    if "cannot start any token" in mistake.said or "block sequence entries" in mistake.said:
        return mistake.tell("yaml-character", read=quote(here[:1]))
    return None


def _explain_structure(mistake: _Mistake) -> Problem:
    line, column = mistake.at
    here = mistake.rest(mistake.at)
    before = mistake.lines[line][:column].rstrip() if line < len(mistake.lines) else ""
    if "mapping values are not allowed" in mistake.said:
        return mistake.tell("yaml-colon")
    if "expected ':'" in mistake.said:
        read = mistake.rest(mistake.begun).strip()
        return mistake.tell("yaml-no-colon", mistake.begun, read=read)
    later = mistake.at[0] > mistake.begun[0]  # the parser went on to a line that is innocent
    flow = "flow" in mistake.context and later
    if flow or "end of stream" in mistake.said or (not here and "quoted" in mistake.context):
        read = mistake.rest(mistake.begun)
        return mistake.tell("yaml-unclosed", mistake.begun if later else None, read=read)
    if "expected key" in mistake.said and before[-1:] in {"'", '"', "]", "}"}:
        return mistake.tell("yaml-after-quote", read=before[-1:])
    if "'-' indicator" in mistake.said:
        return mistake.tell("yaml-no-dash", read=here.strip())
    return mistake.tell("yaml-syntax", read=recognise(mistake.said))
