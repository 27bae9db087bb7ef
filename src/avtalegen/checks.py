"""What is wrong with an agreement that could be put together: a table of rules.

A rule takes a Subject, which is an agreement with its document, and gives problems. It changes
nothing. Rules over the words themselves stand in prose.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from avtalegen import parties, prose, slips
from avtalegen.passages import Subject
from avtalegen.problems import Problem, take
from avtalegen.tree import name_field

Rule = Callable[[Subject], Iterable[Problem]]


def check(subject: Subject) -> list[Problem]:
    """The problems that every rule finds."""
    return [problem for rule in RULES for problem in take(rule(subject))]


def check_traces(subject: Subject) -> Iterator[Problem]:
    """A warning for each value in a clause that no word of the document comes from."""
    printed = subject.printed | subject.read
    reading = subject.reading
    tree = reading.tree
    for path in tree.values:
        is_text = isinstance(tree.find(path), str)
        if len(path) < 2 or path[0] not in reading.clauses or not is_text:
            continue
        if not any(path[:length] in printed for length in range(2, len(path) + 1)):
            yield Problem("value-no-trace", tree.locate(path), name_field(path))


def check_titles(subject: Subject) -> Iterator[Problem]:
    """A warning for each title that was chosen and that no clause uses."""
    printed = {path[:2] for path in subject.printed}
    for path in subject.reading.tree.keys:
        if len(path) == 2 and path[0] == "titler" and path not in printed:
            yield Problem("value-no-trace", subject.reading.tree.locate(path), name_field(path))


# What a party may have that only some agreements use. Its short name and its police district are
# what comparisons go by, printed or not.
_FACTS = ("enhet", "vedtak")


def check_facts(subject: Subject) -> Iterator[Problem]:
    """A warning for each fact of a party that no word comes from.

    The metadata of the document and the checks have their own use of them, which nobody reads.
    """
    printed = subject.printed | subject.read
    used = {path[:3] for path in printed}
    parties_ = range(len(subject.reading.agreement.parter))
    for path in (("parter", n, fact) for n in parties_ for fact in _FACTS):
        if path in subject.reading.tree.values and path not in used:
            place = subject.reading.tree.locate_key(path)
            yield Problem("value-no-trace", place, name_field(path))


RULES: tuple[Rule, ...] = (
    check_traces,
    check_titles,
    check_facts,
    *parties.RULES,
    *prose.RULES,
    *slips.RULES,
)
