"""What is said first of two revisions: warnings, how many agreements change, and which.

Takes what was found; gives blocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtalegen.messages import Words, count, phrase
from avtalegen.pages.naming import Namer
from avtalegen.pages.page import Block, Paragraph, Span, item
from avtalegen.pushes.telling import Pushed, Shared


def sum_up(pushed: Pushed, namer: Namer) -> Iterator[Block]:
    """Warnings, and how many agreements change by what."""
    say = namer.say
    yield from warn(pushed, namer)
    if pushed.anew:
        said = phrase("There was no earlier revision to compare with.")
        yield Paragraph((Span(say(said)),))
    changed = len(pushed.list_changed())
    if changed:
        told = count(
            pushed.both,
            "{changed} of {number} agreement says something else than before.",
            "{changed} of {number} agreements say something else than before.",
        ).fill(changed=str(changed))
        yield Paragraph((Span(say(told), "strong"),))
    elif not (pushed.added or pushed.removed):
        yield say_nothing(pushed, namer)
    for shared in pushed.shared:
        title = Span(f"{namer.part(shared)}: ", "strong")
        yield item(title, say(tell_ways(pushed, shared)))
    yield from list_names(pushed, namer)
    if pushed.shared or any(part.change for own in pushed.own for part in own.step.parts):
        yield Paragraph(
            (Span(say(phrase("How changes in words are shown:")) + " "),
             Span(say(phrase("removed")), "removed"), Span(" "),
             Span(say(phrase("added")), "added"))
        )  # fmt: skip


def warn(pushed: Pushed, namer: Namer) -> Iterator[Block]:
    """Agreements that are signed or adopted, and do not stay as they were."""
    for status in ("signert", "vedtatt"):
        bound = pushed.list_bound(status)
        gone = [name for name in bound if name in pushed.removed]
        changed = [name for name in bound if name not in pushed.removed]
        if changed:
            yield namer.names(_warn_of_change(status, len(changed)), changed)
        if gone:
            yield namer.names(_warn_of_loss(status, len(gone)), gone)


def _warn_of_change(status: str, number: int) -> Words:
    if status == "signert":
        return count(
            number,
            "Warning: {number} signed agreement has changed:",
            "Warning: {number} signed agreements have changed:",
        )
    return count(
        number,
        "Warning: {number} adopted agreement has changed:",
        "Warning: {number} adopted agreements have changed:",
    )


def _warn_of_loss(status: str, number: int) -> Words:
    if status == "signert":
        return count(
            number,
            "Warning: {number} signed agreement is removed:",
            "Warning: {number} signed agreements are removed:",
        )
    return count(
        number,
        "Warning: {number} adopted agreement is removed:",
        "Warning: {number} adopted agreements are removed:",
    )


def say_nothing(pushed: Pushed, namer: Namer) -> Block:
    """That no agreement says anything else, and of how many that is not known."""
    number = len(pushed.unread)
    if number and not pushed.read:
        said: Words = phrase("No agreement could be compared.")
    elif number and pushed.differs:
        said = count(
            number,
            "No other agreement says anything else, but {number} agreement could not be compared:",
            "No other agreement says anything else, but {number} agreements could not be compared:",
        )
    elif number:
        said = count(
            number,
            "No other agreement has changed, but {number} agreement could not be compared:",
            "No other agreement has changed, but {number} agreements could not be compared:",
        )
    elif pushed.differs:
        said = phrase("No agreement says something else than before.")
    else:
        said = phrase("No agreement has changed.")
    if number and pushed.read:
        return namer.names(said, [each.name for each in pushed.unread])
    return Paragraph((Span(namer.say(said)),))


def tell_ways(pushed: Pushed, shared: Shared) -> Words:
    """How many agreements a shared part changes in, and in how many ways."""
    names, ways = len(shared.names), len(shared.ways)
    of = count(
        pushed.both, "{names} of {number} agreement", "{names} of {number} agreements"
    ).fill(names=str(names))  # fmt: skip
    if ways == 1:
        return of if names == 1 else phrase("{of}, all in the same way", of=of)
    return phrase("{of}, in {ways} variants", of=of, ways=str(ways))


def list_names(pushed: Pushed, namer: Namer) -> Iterator[Block]:
    """The agreements whose own files change something, or that are new, gone or renamed."""
    own = sorted({name for each in pushed.own for name in each.names})
    renamed = [f"{namer.title(n)} ({pushed.agreements[n].was} → {n})" for n in pushed.renamed]
    told: list[tuple[Words, list[str]]] = [
        (phrase("Changed in their own files:"), namer.list_titles(own)),
        (count(len(pushed.added), "New agreement:", "New agreements:"),
         namer.list_titles(pushed.added)),
        (count(len(pushed.removed), "Removed agreement:", "Removed agreements:"),
         namer.list_titles(pushed.removed)),
        (phrase("Another file name:"), renamed),
    ]  # fmt: skip
    if pushed.list_changed() or pushed.added or pushed.removed or not pushed.read:
        unread = [each.name for each in pushed.unread]
        told.append((phrase("Could not be compared:"), namer.list_titles(unread)))
    for label, titles in told:
        if titles:
            yield namer.texts(label, titles)
