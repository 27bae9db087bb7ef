"""What pages of two agreements have in common: their names, their marks and what is said first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from avtalegen.comparison.changes import Comparison
from avtalegen.comparison.reasons import TEMPLATE, Explained
from avtalegen.comparison.redline import Run, Tag
from avtalegen.messages import Words, count, phrase
from avtalegen.pages.page import Block, Line, Span, item

Say = Callable[[Words], str]


def label_marks(names: tuple[str, str], say: Say) -> dict[str, str]:
    """What the marks of rows mean, in words."""
    return {
        "different": say(phrase("different")),
        "equal": say(phrase("equal")),
        "first": say(phrase("only in {name}", name=names[0])),
        "second": say(phrase("only in {name}", name=names[1])),
    }


def name_filter(say: Say) -> tuple[str, str, str]:
    """The words of a page's filter."""
    return say(phrase("Clause")), say(phrase("All clauses")), say(phrase("Only differences"))


def find_names(comparison: Comparison) -> tuple[str, str]:
    """What the two are called: by their titles, or by the names they were asked for by."""
    first, second = comparison.first, comparison.second
    if first.title == second.title:
        return first.name, second.name
    return first.title, second.title


def show_runs(runs: Iterable[Run], *tags: Tag) -> Line:
    """The runs that are in both texts or have one of the tags, as a line."""
    own = [run for run in runs if run.tag in {"same", *tags}]
    spans = [Span(run.text, "" if run.tag == "same" else run.tag) for run in own]
    return (Span(spans[0].text.lstrip(), spans[0].mark), *spans[1:]) if spans else ()


def tell_moved(comparison: Comparison, say: Say) -> Iterator[Block]:
    """Which clauses stand in another order, if any do."""
    if comparison.moved:
        titles = {part.id: part.title for part in comparison.first.parts}
        told = "; ".join(titles[name] for name in comparison.moved)
        yield item(Span(say(phrase("Clauses in another place: ")), "strong"), told)


def tell_words(explained: Sequence[Explained], say: Say) -> Iterator[Block]:
    """Whether the words of the agreements differ, and which clauses have another text."""
    yield _tell_unexplained(explained, say)
    changed = [
        next(filter(None, each.change.titles), "") for each in explained if TEMPLATE in each.reasons
    ]
    if changed:
        label = Span(say(phrase("Clauses with another text: ")), "strong")
        yield item(label, "; ".join(changed))


def _tell_unexplained(explained: Sequence[Explained], say: Say) -> Block:
    changed = [each for each in explained if each.change.differs]
    unknown = [each for each in changed if not each.reasons]
    label = Span(say(phrase("Words: ")), "strong")
    if not changed:
        return item(label, say(phrase("the two agreements have the same words")))
    if not unknown:
        told = count(
            len(changed),
            "{number} part of the agreements differs; the comparison tells why",
            "{number} parts of the agreements differ; the comparison tells why",
        )
        return item(label, say(told))
    ids = ", ".join(next(filter(None, each.change.ids)) for each in unknown)
    told = phrase("unexplained differences in {ids}; this is a fault of avtalegen", ids=ids)
    return item(label, Span(say(told), "removed"))
