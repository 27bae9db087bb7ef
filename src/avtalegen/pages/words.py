"""The words of two agreements as a page: what was removed and added, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avtalegen.comparison.changes import Comparison
from avtalegen.comparison.reasons import Explained
from avtalegen.comparison.wording import FRONT, SIGNATURES, Passage, SectionChange
from avtalegen.messages import count, phrase
from avtalegen.pages.page import Block, Page, Paragraph, Part, Span, Subheading, item, read
from avtalegen.pages.summary import (
    Say,
    find_names,
    label_marks,
    name_filter,
    show_runs,
    tell_moved,
    tell_words,
)

# What the parts of a document that are no clause are called.
FIXED = {FRONT: phrase("The beginning"), SIGNATURES: phrase("Signatures")}


def make_page(
    comparison: Comparison,
    explained: Sequence[Explained],
    say: Say,
    language: str,
    *,
    equal: bool = False,
) -> Page:
    """The page of a redline; `equal` shows parts that are equal too."""
    names = find_names(comparison)
    parts = [
        Part(
            next(filter(None, each.change.ids)),
            name_part(each, say),
            tuple(_walk(each, say, equal=equal)),
            _note(each, names, say),
        )
        for each in explained
        if each.change.differs or equal
    ]
    title = phrase(
        "The words of the agreements of {first} and {second}", first=names[0], second=names[1]
    )
    summary = tuple(_sum_up(explained, comparison, say))
    labels = label_marks(names, say)
    return Page(say(title), language, summary, tuple(parts), labels, name_filter(say))


def _sum_up(explained: Sequence[Explained], comparison: Comparison, say: Say) -> Iterator[Block]:
    names = find_names(comparison)
    legend = phrase(
        "What is marked as removed stands only in {first}, "
        "what is marked as added only in {second}.",
        first=names[0], second=names[1],
    )  # fmt: skip
    yield Paragraph(
        (Span(say(legend) + " "), Span(say(phrase("removed")), "removed"), Span(" "),
         Span(say(phrase("added")), "added"))
    )  # fmt: skip
    same = sum(not each.change.differs for each in explained)
    told = count(same, "{number} part has the same words", "{number} parts have the same words")
    yield item(Span(say(phrase("Equal: ")), "strong"), say(told))
    left = Span(say(phrase("Not compared: ")), "strong")
    yield item(left, say(phrase("numbers, contents, and comments in the files")))
    yield from tell_moved(comparison, say)
    yield from tell_words(explained, say)


def name_part(each: Explained, say: Say) -> str:
    """What a part of the documents is called: by its headings, if it is a clause."""
    name = next(filter(None, each.change.ids))
    if name in FIXED:
        return say(FIXED[name])
    return " / ".join(dict.fromkeys(filter(None, each.change.titles)))


def _note(each: Explained, names: tuple[str, str], say: Say) -> str:
    ids = each.change.ids
    if "" in ids:
        return say(phrase("only in {name}", name=names[ids[0] == ""]))
    return "" if each.change.differs else say(phrase("the same words"))


def _walk(each: Explained, say: Say, *, equal: bool) -> Iterator[Block]:
    if each.reasons and "" not in each.change.ids:
        said = "; ".join(dict.fromkeys(say(reason) for reason in each.reasons))
        yield Paragraph((Span(say(phrase("Because of: {reasons}", reasons=said)), "quiet"),))
    yield from show_passages(each.change, equal=equal)


def show_passages(change: SectionChange, *, equal: bool = False) -> Iterator[Block]:
    """The passages that differ, with those beside them where these say what it is about."""
    left_out = False
    passages = change.passages
    for at, passage in enumerate(passages):
        if passage.kind == "title" and ("" in change.ids or not passage.differs):
            continue  # the heading of the part says it
        beside = passages[max(at - 1, 0) : at + 2]
        context = passage.kind in {"item", "row"} and any(
            other.differs and (passage.kind == "item" or other.kind == "row") for other in beside
        )
        if passage.differs or equal or context:
            yield _show(passage)
            left_out = False
        elif not left_out:
            yield Paragraph((Span("[…]", "quiet"),))
            left_out = True


def _show(passage: Passage) -> Block:
    line = show_runs(passage.runs, "removed", "added")
    if passage.kind in {"title", "heading"} and not passage.differs:
        return Subheading(read(line))
    return Paragraph(line, passage.depth)
