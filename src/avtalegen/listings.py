"""Problems as text, for people and for programs: a table from format to function.

Takes a Listing and the catalogue of a language; gives text that ends in a newline, or nothing. It
must never read a file or print. The command line reads the names of the formats here, so what a
format needs is imported with it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from avtalegen import __version__
from avtalegen.messages import KINDS, Catalogue, Severity, count, generalize, phrase
from avtalegen.problems import Listing, Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Where GitHub and SARIF want a line, but the problem is with the whole file.
_FIRST = 1
# Control characters, and the marks that turn the direction of the text.
_OBEYED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# A word of YAML, with its quotation marks if it has any.
_WORD = re.compile(r"""\"[^"]*\"|'[^']*'|[\w.–-]+""")
# How much of a long line is shown.
_WIDEST = 120


def write_text(listing: Listing, catalogue: Catalogue) -> str:
    """Every problem with its line, and a summary on a line of its own."""
    told = [
        write_problem(p, listing.lines.get(p.location, ""), catalogue) for p in listing.problems
    ]
    return "".join(f"{text}\n" for text in [*told, write_summary(listing, catalogue)])


def write_problem(problem: Problem, line: str, catalogue: Catalogue) -> str:
    """A problem: place first so that it can be clicked, the line with a caret, then the mend.

    Its code comes last on the first line: docs/problems and comments that silence it go by that.
    """
    parts = (str(problem.location), problem.field, say_message(problem, catalogue),
             f"[{problem.code}]")  # fmt: skip
    told = [make_visible("  ".join(part for part in parts if part))]
    if line.strip():
        margin = str(problem.location.line)
        shown, caret = _point(problem, line)
        told += [f"    {margin} | {shown}", f"    {' ' * len(margin)} | {caret}"]
    if hint := catalogue.say(problem.hint):
        told.append(make_visible(f"    {hint}"))
    return "\n".join(told)


def say_message(problem: Problem, catalogue: Catalogue) -> str:
    """What is wrong, and that it is a warning where it is one."""
    message = catalogue.say(problem.message)
    if problem.severity is Severity.WARNING:
        return catalogue.say(phrase("warning: {message}", message=message))
    return message


def say_count(listing: Listing, severity: Severity, catalogue: Catalogue) -> str:
    """How many problems of the severity there are; "" for none."""
    number = listing.count(severity)
    told = {
        Severity.ERROR: count(number, "{number} error", "{number} errors"),
        Severity.WARNING: count(number, "{number} warning", "{number} warnings"),
    }
    return catalogue.say(told[severity]) if number else ""


def say_counts(listing: Listing, catalogue: Catalogue) -> str:
    """How many errors and warnings there are."""
    counts = (say_count(listing, severity, catalogue) for severity in Severity)
    told = ", ".join(counted for counted in counts if counted)
    return told or catalogue.say(phrase("no problems"))


def write_summary(listing: Listing, catalogue: Catalogue) -> str:
    """How many agreements were checked, and what was found."""
    checked = count(
        listing.checked,
        "{number} agreement checked: {found}",
        "{number} agreements checked: {found}",
    )
    if not listing.checked:
        checked = phrase("no agreements checked: {found}")
    return catalogue.say(checked.fill(found=say_counts(listing, catalogue)))


def write_json(listing: Listing, catalogue: Catalogue) -> str:
    """The problems as JSON, as schemas/problems.schema.json describes it."""
    problems = [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "file": problem.location.file,
            "line": problem.location.line or None,
            "column": problem.location.column or None,
            "field": problem.field or None,
            "message": catalogue.say(problem.message),
            "hint": catalogue.say(problem.hint) or None,
        }
        for problem in listing.problems
    ]
    made = {
        "version": 1,
        "checked": listing.checked,
        "errors": listing.count(Severity.ERROR),
        "warnings": listing.count(Severity.WARNING),
        "problems": problems,
    }
    return _dump(made)


def write_github(listing: Listing, catalogue: Catalogue) -> str:
    """The problems as commands that make GitHub Actions annotate the lines of a pull request."""
    return "".join(f"{_annotate(problem, catalogue)}\n" for problem in listing.problems)


def write_sarif(listing: Listing, catalogue: Catalogue) -> str:
    """The problems as SARIF 2.1.0, which GitHub's code scanning reads."""
    codes = sorted({problem.code for problem in listing.problems})
    driver = {
        "name": "avtalegen",
        "version": __version__,
        "rules": [_describe(code, catalogue) for code in codes],
    }
    results = [
        _result(problem, codes, listing.lines.get(problem.location, ""), catalogue)
        for problem in listing.problems
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def write_gitlab(listing: Listing, catalogue: Catalogue) -> str:
    """The problems as GitLab's report of code quality, which a merge request shows by its lines."""
    from avtalegen.sources import digest

    told: Counter[str] = Counter()
    made = []
    for problem in listing.problems:
        path = make_visible(problem.location.file)
        key = "\0".join((problem.code, path, problem.field, str(problem.message)))
        told[key] += 1  # the same though its line was moved, and no two share one
        made.append({
            "description": _tell_whole(problem, catalogue),
            "check_name": problem.code,
            "fingerprint": digest([("problem", str(told[key]), key.encode())]),
            "severity": "major" if problem.severity is Severity.ERROR else "minor",
            "location": {"path": path, "lines": {"begin": problem.location.line or _FIRST}},
        })  # fmt: skip
    return _dump(made)


FORMATS: Mapping[str, Callable[[Listing, Catalogue], str]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
    "gitlab": write_gitlab,
}


def _annotate(problem: Problem, catalogue: Catalogue) -> str:
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    place = problem.location
    parts = (catalogue.say(problem.message), catalogue.say(problem.hint))
    said = "\n".join(make_visible(part) for part in parts if part)
    file = make_visible(place.file)
    title = " ".join(part for part in (problem.code, problem.field) if part)
    return (
        f"::{problem.severity} file={_escape(file)},line={place.line or _FIRST},"
        f"col={place.column or _FIRST},title={_escape(title)}::{_escape(said, ends=False)}"
    )


def _escape(text: str, *, ends: bool = True) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if ends else escaped


def _describe(code: str, catalogue: Catalogue) -> dict[str, Any]:
    kind = KINDS[code]
    message = catalogue.say(generalize(kind.message))
    hint = "" if kind.hint == "{mend}" else catalogue.say(generalize(kind.hint))
    return {
        "id": code,
        "shortDescription": {"text": message},
        # GitHub's code scanning demands the next two.
        "fullDescription": {"text": message},
        "help": {"text": hint or message},
        "defaultConfiguration": {"level": str(kind.severity)},
    }


def _result(problem: Problem, codes: list[str], line: str, catalogue: Catalogue) -> dict[str, Any]:
    place = problem.location
    said, hint = catalogue.say(problem.message), catalogue.say(problem.hint)
    said = f"{problem.field}: {said}" if problem.field else said
    region = {"startLine": place.line or _FIRST, "startColumn": place.column or _FIRST}
    if line.strip():
        start, length = _find_span(problem, line)
        region = {**region, "startColumn": start + 1, "endColumn": start + 1 + length}
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": str(problem.severity),
        "message": {"text": f"{said}\n{hint}" if hint else said},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": _address(place.file)},
            "region": region,
        }}],
    }  # fmt: skip


def _tell_whole(problem: Problem, catalogue: Catalogue) -> str:
    parts = (problem.field, catalogue.say(problem.message), catalogue.say(problem.hint))
    return make_visible(" – ".join(part for part in parts if part))


def _address(file: str) -> str:
    """A file as a URI: relative as a path is, or beginning with file://."""
    from urllib.parse import quote

    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(file))


def _dump(made: object) -> str:
    import json

    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _find_span(problem: Problem, line: str) -> tuple[int, int]:
    """Where on the line what was read begins, from 0, and how many characters it has."""
    start = max(problem.location.column - 1, 0)
    read = problem.details.get("read", "")
    # What was read stands in quotation marks where it is a phrase, and has none of its own.
    inner = read if isinstance(read, str) else str(read.details.get("read", ""))
    found = (inner and _find_word(inner, line[start:])) or _WORD.match(line[start:])
    return (start + found.start(), len(found[0])) if found else (start, 1)


def divide_line(problem: Problem, line: str) -> tuple[str, str, str]:
    """As much of the line as fits: what stands before what was read, that itself, and the rest."""
    start, length = _find_span(problem, line)
    left = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    right = max(left + _WIDEST, start + 1)
    end = min(start + length, right)
    before, after = "…" if left else "", "…" if len(line) > right else ""
    return before + line[left:start], line[start:end], line[end:right].rstrip() + after


def _point(problem: Problem, line: str) -> tuple[str, str]:
    """As much of the line as fits, and carets under what was read, or one where it begins."""
    before, read, after = divide_line(problem, line)
    shown = f"{before}{read}{after}".replace("\t", " ").rstrip()
    return shown, " " * _width(before) + "^" * max(1, _width(read))


def _find_word(read: str, line: str) -> re.Match[str] | None:
    """Where the line says what was read: letter for letter and as a whole word, if it does."""
    exact = re.escape(read)
    for sought in (rf"^{exact}", rf"(?<!\w){exact}(?!\w)", exact, rf"(?i:{exact})"):
        if found := re.search(sought, line):
            return found
    return None


def _width(text: str) -> int:
    # Terminals give some characters two cells, and marks and joiners none.
    return sum(
        1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
        if unicodedata.category(character) not in {"Mn", "Me", "Cf"}
    )


def make_visible(text: str) -> str:
    """The text on one line, with what a terminal would obey written as what it is.

    A workflow of GitHub obeys lines that begin with two colons or ##[, wherever they come from.
    """
    visible = _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return re.sub(r"^(\s*)(?=::|##\[)", r"\1\\", visible)
