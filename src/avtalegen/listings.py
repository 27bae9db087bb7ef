"""Problems as text, for people and for programs: a table from format to function.

Takes a Listing; gives text that ends in a newline, or nothing. It must never read a file or print.
The command line reads the names of the formats here, so what a format needs is imported with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from avtalegen import __version__
from avtalegen.messages import KINDS, Severity
from avtalegen.problems import Listing, Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Where GitHub and SARIF want a line, but the problem is with the whole file.
_FIRST = 1
# How much of a long line is shown.
_WIDEST = 120


def write_text(listing: Listing) -> str:
    """Every problem with its line, and a summary on a line of its own."""
    told = [write_problem(p, listing.lines.get(p.location, "")) for p in listing.problems]
    return "".join(f"{text}\n" for text in [*told, write_summary(listing)])


def write_problem(problem: Problem, line: str = "") -> str:
    """A problem: place first so that it can be clicked, the line with a caret, then the mend."""
    warning = "warning: " if problem.severity is Severity.WARNING else ""
    parts = (str(problem.location), problem.field, warning + problem.message)
    told = ["  ".join(part for part in parts if part)]
    if line.strip():
        margin = str(problem.location.line)
        shown, caret = _point(problem, line)
        told += [f"    {margin} | {shown}", f"    {' ' * len(margin)} | {caret}"]
    if problem.hint:
        told.append(f"    {problem.hint}")
    return "\n".join(told)


def write_summary(listing: Listing) -> str:
    """How many agreements were checked, and what was found."""
    errors, warnings = listing.count(Severity.ERROR), listing.count(Severity.WARNING)
    found = [_count(errors, "error"), _count(warnings, "warning")]
    told = ", ".join(text for text in found if text) or "no problems"
    return f"{_count(listing.checked, 'agreement') or 'no agreements'} checked: {told}"


def write_json(listing: Listing) -> str:
    """The problems as JSON, as schemas/problems.schema.json describes it."""
    problems = [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "file": problem.location.file,
            "line": problem.location.line or None,
            "column": problem.location.column or None,
            "field": problem.field or None,
            "message": problem.message,
            "hint": problem.hint or None,
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


def write_github(listing: Listing) -> str:
    """The problems as commands that make GitHub Actions annotate the lines of a pull request."""
    return "".join(f"{_annotate(problem)}\n" for problem in listing.problems)


def write_sarif(listing: Listing) -> str:
    """The problems as SARIF 2.1.0, which GitHub's code scanning reads."""
    codes = sorted({problem.code for problem in listing.problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": KINDS[code].message},
            "help": {"text": KINDS[code].hint or KINDS[code].message},
            "defaultConfiguration": {"level": str(KINDS[code].severity)},
        }
        for code in codes
    ]
    driver = {"name": "avtalegen", "version": __version__, "rules": rules}
    results = [_result(problem, codes) for problem in listing.problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Listing], str]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}


def _annotate(problem: Problem) -> str:
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    place = problem.location
    said = "\n".join(part for part in (problem.message, problem.hint) if part)
    title = " ".join(part for part in (problem.code, problem.field) if part)
    return (
        f"::{problem.severity} file={_escape(place.file)},line={place.line or _FIRST},"
        f"col={place.column or _FIRST},title={_escape(title)}::{_escape(said, ends=False)}"
    )


def _escape(text: str, *, ends: bool = True) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if ends else escaped


def _result(problem: Problem, codes: list[str]) -> dict[str, Any]:
    from urllib.parse import quote

    place = problem.location
    said = f"{problem.field}: {problem.message}" if problem.field else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": str(problem.severity),
        "message": {"text": f"{said}\n{problem.hint}" if problem.hint else said},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": quote(place.file)},
            "region": {
                "startLine": place.line or _FIRST, "startColumn": place.column or _FIRST,
            },
        }}],
    }  # fmt: skip


def _dump(made: object) -> str:
    import json

    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _point(problem: Problem, line: str) -> tuple[str, str]:
    """As much of the line as fits, and carets under what was read, or one where it begins."""
    start = max(problem.location.column - 1, 0)
    read = problem.details.get("read", "")
    inner = read[1:-1] if len(read) > 2 and read[0] == read[-1] == '"' else read
    found = _find_word(inner, line[start:]) if inner else None
    start, length = (start + found.start(), len(found[0])) if found else (start, 1)
    left = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    before, after = "…" if left else "", "…" if len(line) > left + _WIDEST else ""
    shown = before + line[left : left + _WIDEST].replace("\t", " ").rstrip() + after
    room = max(1, left + _WIDEST - start)
    carets = max(1, _width(line[start : start + min(length, room)]))
    return shown, " " * (_width(line[left:start]) + len(before)) + "^" * carets


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
        if not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
