"""What is told last of two revisions: what could not be compared, and what changes no words.

Takes what was found; gives blocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtalegen.messages import Words, phrase
from avtalegen.pages.naming import Namer
from avtalegen.pages.page import Block, Paragraph, Span, item
from avtalegen.pushes.steps import Kind
from avtalegen.pushes.telling import Pushed, Unread

_KINDS: dict[Kind, Words] = {
    "style": phrase("Another style:"),
    "logo": phrase("Another logo:"),
    "order": phrase("Another order of the clauses:"),
    "numbers": phrase("Other numbers of the clauses:"),
    "layout": phrase("Paragraphs, lists and emphasis, in the same words:"),
    "writing": phrase("The same choices, written in another way:"),
}
# Of what is wrong with one agreement, so much is told beside its name.
_MOST = 3


def list_unread(pushed: Pushed, namer: Namer) -> Iterator[Block]:
    """The agreements that could not be read, with what was wrong in the first revision.

    What is wrong now is told where errors are told.
    """
    for each in pushed.unread:
        title = Span(namer.title(each.name), "strong")
        yield item(title, f": {namer.say(_explain(pushed, each))}")
        for problem in each.problems[:_MOST]:
            yield item(f"{problem.location}: {namer.say(problem.message)}", depth=2)


def _explain(pushed: Pushed, unread: Unread) -> Words:
    if unread.old:
        return phrase("could not be read as it was at {revision}", revision=pushed.first)
    return phrase("has errors now, which must be mended first")


def list_rest(pushed: Pushed, namer: Namer) -> Iterator[Block]:
    """What changes without changing what any agreement says, by kind."""
    for each in pushed.cosmetic:
        about = ", ".join(each.about)
        label = namer.say(_KINDS[each.kind])
        label = f"{label} {about} –" if about else label
        if len(each.names) == pushed.total > 1:
            yield Paragraph(
                (Span(label, "strong"), Span(" " + namer.say(phrase("all agreements"))))
            )
        else:
            yield namer.names(label, each.names)
    if pushed.idle:
        trace = phrase("Files that are changed without any trace:")
        if pushed.unread:
            trace = phrase("Files that are changed without any trace in what was compared:")
        yield namer.texts(trace, pushed.idle)
