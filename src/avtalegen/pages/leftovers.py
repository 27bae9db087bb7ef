"""What is told last of two revisions: what could not be compared, and what changes no words.

Takes what was found; gives blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from avtalegen.messages import Words, count, phrase
from avtalegen.pages.naming import Namer
from avtalegen.pages.page import Block, Span, item
from avtalegen.pushes.steps import Kind
from avtalegen.pushes.telling import Pushed, Unread

_KINDS: dict[Kind, Words] = {
    "style": phrase("Another style:"),
    "logo": phrase("Another logo:"),
    "order": phrase("Another order of the clauses:"),
    "numbers": phrase("Clauses with another number:"),
    "layout": phrase("Other paragraphs, lists or emphasis, in the same words:"),
    "writing": phrase("The same choices, written in another way:"),
}
# So many errors are told of an agreement that could not be read then; of those of now, which are
# told where errors are told, the first.
_LONGEST = 500
_MOST_PROBLEMS = 3
# A clause is told by its heading, and a key of the style by itself.
_KEYS = {"style"}

# Whether it is the first side that could not be read, what was wrong, and with which agreements.
Group = tuple[bool, tuple[str, ...], tuple[Unread, ...]]


def group_unread(pushed: Pushed, namer: Namer) -> list[Group]:
    """The agreements that could not be read, once for all in which the same was wrong."""
    groups: dict[tuple[bool, tuple[str, ...]], list[Unread]] = {}
    for each in pushed.unread:
        told = tuple(f"{p.location}: {namer.say(p.message)}" for p in each.problems)
        groups.setdefault((each.old, told), []).append(each)
    return [(old, told, tuple(group)) for (old, told), group in groups.items()]


def list_unread(pushed: Pushed, namer: Namer, most: int | None = None) -> Iterator[Block]:
    """What could not be compared, and why: at most so many groups of agreements."""
    groups = group_unread(pushed, namer)
    shown = len(groups) if most is None else most
    for old, told, group in groups[:shown]:
        names = namer.texts("", namer.list_titles([each.name for each in group]))
        yield item(Span(names.short, "strong"), f": {namer.say(_explain(pushed, old=old))}")
        kept = told[: _MOST_PROBLEMS if old else 1]
        yield from (item(_cut(line), depth=2) for line in kept)
        if more := len(told) - len(kept):
            said = count(more, "{number} more error", "{number} more errors")
            yield item(namer.say(said), depth=2)
    left = sum(len(group) for _old, _told, group in groups[shown:])
    if left:
        yield item(namer.say(count(left, "{number} more agreement", "{number} more agreements")))
    if pushed.unshown:
        label = phrase("Other changed files, whose effect cannot be shown:")
        yield namer.texts(label, pushed.unshown)


def _cut(line: str) -> str:
    """A line as it is, unless somebody has written thousands of letters as one."""
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"


def _explain(pushed: Pushed, *, old: bool) -> Words:
    if old:
        return phrase("could not be read as it was at {revision}", revision=pushed.first)
    if pushed.second:
        return phrase("has errors at {revision}", revision=pushed.second)
    return phrase("has errors that must be mended first")


def list_rest(pushed: Pushed, namer: Namer) -> Iterator[Block]:
    """What changes without changing what any agreement says, by kind."""
    for each in pushed.cosmetic:
        names = namer.names(_KINDS[each.kind], each.names)
        if len(each.names) == pushed.both == pushed.total > 1:
            everybody = namer.say(phrase("all agreements"))
            names = replace(names, short=everybody, whole=everybody)
        if each.about and each.kind in _KEYS:
            before = f"{', '.join(each.about)} – "
            names = replace(names, short=before + names.short, whole=before + names.whole)
        elif each.about:
            after = ": " + ", ".join(f"«{title}»" for title in each.about)
            names = replace(names, short=names.short + after, whole=names.whole + after)
        yield names
    if pushed.idle:
        yield namer.texts(phrase("Changed files that change no agreement:"), pushed.idle)
