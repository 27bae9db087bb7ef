"""What is wrong with an agreement that could be put together: a table of rules.

A rule takes a Reading and its Assembled document and gives problems. It never changes either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from avtalegen.agreements import Reading
from avtalegen.assembly import Assembled
from avtalegen.document import (
    Document,
    Path,
    Value,
    walk_contents,
    walk_inlines,
    walk_sections,
)
from avtalegen.problems import Problem
from avtalegen.yamlfile import name_field

Rule = Callable[[Reading, Assembled], list[Problem]]


def check(reading: Reading, assembled: Assembled) -> list[Problem]:
    """The problems that every rule finds."""
    return [problem for rule in RULES for problem in rule(reading, assembled)]


def check_traces(reading: Reading, assembled: Assembled) -> list[Problem]:
    """A warning for each value in a clause that no word of the document comes from."""
    printed = set(walk_value_paths(assembled.document)) | assembled.read
    tree, problems = reading.tree, []
    for path in tree.values:
        is_text = isinstance(tree.find(path), str)
        if len(path) < 2 or path[0] not in reading.clauses or not is_text:
            continue
        if not any(path[:length] in printed for length in range(2, len(path) + 1)):
            problems.append(Problem("value-no-trace", tree.locate(path), name_field(path)))
    return problems


def walk_value_paths(document: Document) -> Iterator[Path]:
    """The path of every value that the document prints."""
    sections = [s for _, s in walk_sections((*document.sections, *document.annexes))]
    contents = [
        *(section.title for section in sections),
        *(content for section in sections for content in walk_contents(section.blocks)),
        *(note.content for note in document.footnotes),
    ]
    for content in contents:
        for inline in walk_inlines(content):
            if isinstance(inline, Value):
                yield inline.path


RULES: tuple[Rule, ...] = (check_traces,)
