"""What is told last of two revisions: what could not be compared, and what changes no words.

Takes what was found; gives blocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtalegen.messages import Words, count, phrase
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
# So much is told of what is wrong, and of so many agreements where there is little room.
_MOST_PROBLEMS, _MOST_GROUPS = 3, 20


def list_unread(pushed: Pushed, namer: Namer) -> Iterator[Block]:
    """The agreements that could not be read, once for all in which the same was wrong.

    All that is wrong now is told where errors are told.
    """
    groups: dict[tuple[bool, tuple[str, ...]], list[Unread]] = {}
    for each in pushed.unread:
        told = tuple(f"{p.location}: {namer.say(p.message)}" for p in each.problems)
        groups.setdefault((each.old, told), []).append(each)
    shown = len(groups) if namer.room else _MOST_GROUPS
    for (old, told), group in list(groups.items())[:shown]:
        why = phrase("could not be read as it was at {revision}", revision=pushed.first)
        label = why if old else phrase("has errors now, which must be mended first")
        names = namer.texts("", namer.list_titles([each.name for each in group]))
        yield item(Span(names.short, "strong"), f": {namer.say(label)}")
        yield from (item(line, depth=2) for line in told[:_MOST_PROBLEMS])
    left = sum(len(group) for group in list(groups.values())[shown:])
    if left:
        yield item(namer.say(count(left, "{number} more agreement", "{number} more agreements")))


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
