"""What libyaml says of YAML that it cannot read, in words that an editor of it understands.

Takes its error and the text; gives one problem, placed where the mistake begins, which is often on
a line before the one where the parser stops.
"""

from __future__ import annotations

import re
from typing import Any

from avtalegen.messages import Words
from avtalegen.messages.foreign import recognise
from avtalegen.problems import Location, Problem, quote
from avtalegen.quick import dataclass
from avtalegen.textfile import describe

MOST_DEPTH = 40

# What people type or paste in the place of the hyphen of a list item.
OTHER_DASH = re.compile(r"[–—−•·*‣◦▪]|--+")
_KEY_LINE = re.compile(r"\s*(?:- +)*[\w.-]+:(?:\s|$)")
_GLUED_KEY = re.compile(r"\s*(?:- +)*([^\W\d][\w-]*:)(?=[^\s/])")
_GLUED_DASH = re.compile(r"\s*-(?=[^\s-])")
# A quotation mark that begins a value and is not closed on its line.
_OPEN_QUOTE = re.compile(
    r"""(?:^\s*|:\s+|-\s+|[\[{,]\s*)(?P<quote>"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$"""
)


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

    def find_before(self, line: int) -> int:
        """The nearest line above that says something, or -1."""
        above = range(line - 1, -1, -1)
        return next((n for n in above if self.lines[n].split("#")[0].strip()), -1)

    def begin(self, line: int) -> tuple[int, int]:
        """Where the words of the line begin."""
        return line, indentation(self.lines[line])


def indentation(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


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
    return (
        _explain_open_quote(mistake)
        or _explain_token(mistake)
        or _explain_key(mistake)
        or _explain_structure(mistake)
    )


def _explain_open_quote(mistake: _Mistake) -> Problem | None:
    """A quotation that swallows lines of keys ended by chance at the next quotation mark."""
    lines = mistake.lines[: mistake.at[0] + 1]
    for number, line in enumerate(lines[:-1]):
        found = _OPEN_QUOTE.search(line)
        if not found:
            continue
        rest = (lines[below] for below in range(number + 1, len(lines)))
        after = next((other for other in rest if other.strip()), "")
        if _KEY_LINE.match(after) or after.lstrip().startswith("- "):
            place = (number, found.start("quote"))
            return mistake.tell("yaml-unclosed", place, read=found["quote"])
    return None


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


def _explain_key(mistake: _Mistake) -> Problem | None:
    """A colon where no key can be, and a key without one."""
    line = mistake.at[0]
    if "mapping values are not allowed" in mistake.said:
        before = mistake.lines[line][: mistake.at[1]]
        if re.fullmatch(r"\s*(?:- +)*[\w.-]+", before):
            return _explain_line_above(mistake, mistake.find_before(line)) or mistake.tell(
                "yaml-indent", mistake.begin(line)
            )
        opened = re.search(r"(?::|-|[\[{,])\s+(\()[^()]*$", before)
        if opened:
            return mistake.tell("yaml-parenthesis", (line, opened.start(1)))
        return mistake.tell("yaml-colon")
    if "expected ':'" not in mistake.said:
        return None
    read = mistake.rest(mistake.begun).strip()
    above = mistake.find_before(mistake.begun[0])
    same = above >= 0 and indentation(mistake.lines[above]) == mistake.begun[1]
    if dash := OTHER_DASH.match(read):
        return mistake.tell("yaml-no-dash", mistake.begun, read=dash[0])
    if space := re.match(r"-([^\S ])", read):
        return mistake.tell("yaml-space", mistake.begun, read=describe(space[1]))
    if _GLUED_DASH.match(read):
        return mistake.tell("yaml-dash-space", mistake.begun, read=read)
    if same and mistake.lines[above].lstrip().startswith("- "):
        return mistake.tell("yaml-no-dash", mistake.begun, read=read)
    return mistake.tell("yaml-no-colon", mistake.begun, read=read)


def _explain_line_above(mistake: _Mistake, above: int) -> Problem | None:
    """What is wrong with a line that made the next one impossible."""
    if above < 0:
        return None
    line, place = mistake.lines[above], mistake.begin(above)
    if _GLUED_DASH.match(line):
        return mistake.tell("yaml-dash-space", place, read=line.strip())
    if glued := _GLUED_KEY.match(line):
        return mistake.tell("yaml-no-space", (above, glued.start(1)), read=glued[1])
    if not _KEY_LINE.match(line):
        return mistake.tell("yaml-no-colon", place, read=line.strip())
    key, value = line.strip().removeprefix("- ").split(":", 1)
    if value.strip() and indentation(mistake.lines[mistake.at[0]]) > place[1]:
        told = {"key": key, "read": value.strip(), "line": str(above + 1)}
        return mistake.tell("yaml-nested", mistake.begin(mistake.at[0]), **told)
    return None


def _explain_structure(mistake: _Mistake) -> Problem:
    line, column = mistake.at
    here = mistake.rest(mistake.at)
    before = mistake.lines[line][:column].rstrip() if line < len(mistake.lines) else ""
    later = mistake.at[0] > mistake.begun[0]  # the parser went on to a line that is innocent
    flow = "flow" in mistake.context and later
    if flow or "end of stream" in mistake.said or (not here and "quoted" in mistake.context):
        read = mistake.rest(mistake.begun)
        return mistake.tell("yaml-unclosed", mistake.begun if later else None, read=read)
    if here[:1] in {"}", "]"}:
        return mistake.tell("yaml-bracket", read=here[:1])
    if "expected key" in mistake.said and before[-1:] in {"'", '"', "]", "}"}:
        return mistake.tell("yaml-after-quote", read=before[-1:])
    if "<document start>" in mistake.said and (first := mistake.find_before(line)) >= 0:
        while (above := mistake.find_before(first)) >= 0:
            first = above
        if column := indentation(mistake.lines[first]):
            return mistake.tell("yaml-indent", (first, column))
    if "'-' indicator" in mistake.said or "expected key" in mistake.said:
        return _explain_indentation(mistake)
    return mistake.tell("yaml-syntax", read=recognise(mistake.said))


def _explain_indentation(mistake: _Mistake) -> Problem:
    """A line that fits nothing above it: the wrong indentation, or an item without its hyphen."""
    line = mistake.at[0]
    text = mistake.lines[line] if line < len(mistake.lines) else ""
    if dash := OTHER_DASH.match(text.strip()):
        return mistake.tell("yaml-no-dash", mistake.begin(line), read=dash[0])
    if _GLUED_DASH.match(text):
        return mistake.tell("yaml-dash-space", mistake.begin(line), read=text.strip())
    if text.strip().startswith("- "):
        # Its list has begun with a line that has no hyphen.
        first = line
        while (above := mistake.find_before(first)) >= 0 and not (
            mistake.lines[above].rstrip().endswith(":")
            and indentation(mistake.lines[above]) <= indentation(text)
        ):
            first = above
        if first < line and not mistake.lines[first].lstrip().startswith("- "):
            read = mistake.lines[first].strip()
            return mistake.tell("yaml-no-dash", mistake.begin(first), read=read)
    elif not _KEY_LINE.match(text):
        return mistake.tell("yaml-no-dash", read=text.strip())
    return mistake.tell("yaml-indent", mistake.begin(line))
