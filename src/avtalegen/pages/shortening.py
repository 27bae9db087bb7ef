"""The page of two revisions as Markdown with room for so much: what is left out is counted.

Warnings and counts are never left out, nor is anything cut in the middle. GitHub takes 65,536
characters in a comment; what is counted here is bytes, since others count those.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from avtalegen.messages import Words, count, phrase
from avtalegen.pages import markdown
from avtalegen.pages.leftovers import group_unread
from avtalegen.pages.page import Block, Paragraph, Span
from avtalegen.pages.pushed import Chapter, PageWriter
from avtalegen.pages.summary import Say
from avtalegen.pushes.telling import Pushed

MOST_BYTES = 65_536
# The file and the artifact that action.yml has it in.
_FILE, _ARTIFACT = "endringer.html", "avtaler-endringer"
# So much is told of what could not be compared where there is no room for all.
_MOST_UNREAD = 5
# What stands between two parts.
_BETWEEN = 2


def write(pushed: Pushed, say: Say, language: str, most: int = MOST_BYTES) -> str:
    """The page as Markdown of at most so many bytes, with what was left out and where it is."""
    for room, unread in ((True, None), (True, _MOST_UNREAD), (False, _MOST_UNREAD)):
        writer = PageWriter(pushed, say, language, room=room, most=unread)
        chapters = writer.chapters()
        kept = [len(chapter.pieces) for chapter in chapters]
        written = _write(writer, chapters, kept)
        if _count(written) <= most:
            return written
        if unread is None:
            continue
        bare = _write(writer, chapters, [0] * len(chapters))
        if _count(bare) <= most or not room:
            return _fit(writer, chapters, most)
    raise AssertionError("one of them has been written")


def _fit(writer: PageWriter, chapters: Sequence[Chapter], most: int) -> str:
    """The page with as many pieces as there is room for, in their order."""
    kept = [0] * len(chapters)
    left = most - _count(_write(writer, chapters, kept))
    for at, chapter in enumerate(chapters):
        notice = _say_left(chapter, 0, writer.say)
        cost = _count(markdown.write_part(chapter.cut(0, notice))) + _BETWEEN
        for piece in chapter.pieces:
            cost += sum(_count(b) + _BETWEEN for b in markdown.write_blocks(piece))
            if cost > left:
                break
            left, cost = left - cost, 0
            kept[at] += 1
    while _count(written := _write(writer, chapters, kept)) > most and any(kept):
        last = max(at for at, pieces in enumerate(kept) if pieces)
        kept[last] -= 1
    return written


def _count(text: str) -> int:
    """How many bytes the text has when it is written; the name of a file may be no text."""
    return len(text.encode("utf-8", "backslashreplace"))


def _write(writer: PageWriter, chapters: Sequence[Chapter], kept: Sequence[int]) -> str:
    parts = [
        chapter.cut(pieces, _say_left(chapter, pieces, writer.say))
        for chapter, pieces in zip(chapters, kept, strict=True)
        if pieces
    ]
    return markdown.write(writer.page(parts, _tell(writer, chapters, kept)))


def _say_left(chapter: Chapter, kept: int, say: Say) -> tuple[Block, ...]:
    """How much of a chapter is left out, if any is."""
    left = len(chapter.pieces) - kept
    if not left:
        return ()
    said: Words = count(
        left,
        "{number} more of {all} is left out here.",
        "{number} more of {all} are left out here.",
    ).fill(all=str(len(chapter.pieces)))
    return (Paragraph((Span(say(said), "strong"),)),)


def _tell(
    writer: PageWriter, chapters: Sequence[Chapter], kept: Sequence[int]
) -> tuple[Block, ...]:
    """What was left out of the whole page, and the command that makes all of it."""
    say = writer.say
    left = [*_list_changes(chapters, kept), *_list_others(writer)]
    if not left:
        return ()
    told = phrase("This is left out for want of room: {left}.", left="; ".join(map(say, left)))
    asked = [_name_range(writer.pushed), *writer.pushed.names]
    command = f"avtalegen diff --since {shlex.join(asked)} --output {_FILE}"
    where = phrase("All of it is in the file that this command makes:")
    where_else = phrase("After a run in GitHub Actions it is among the artifacts:")
    return (
        Paragraph((Span(say(told), "strong"),)),
        Paragraph((Span(say(where) + " "), Span(command, "code"))),
        Paragraph((Span(say(where_else) + " "), Span(_ARTIFACT, "code"))),
    )


def _list_changes(chapters: Sequence[Chapter], kept: Sequence[int]) -> Iterator[Words]:
    """How many of the changes were left out."""
    both = list(zip(chapters, kept, strict=True))
    ways = sum(len(c.pieces) - pieces for c, pieces in both if c.kind == "shared")
    all_ways = sum(len(c.pieces) for c, _pieces in both if c.kind == "shared")
    own = sum(c.names for c, pieces in both if c.kind == "own" and pieces < len(c.pieces))
    if ways:
        yield count(
            all_ways,
            "{left} of {number} way in which shared words change",
            "{left} of {number} ways in which shared words change",
        ).fill(left=str(ways))
    if own:
        yield count(
            own,
            "all or some of the changes in the own file of {number} agreement",
            "all or some of the changes in the own files of {number} agreements",
        )


def _list_others(writer: PageWriter) -> Iterator[Words]:
    """What else was left out: of what could not be compared, and of names."""
    groups = group_unread(writer.pushed, writer.namer) if writer.most else []
    unread = sum(len(group) for _old, _told, group in groups[writer.most :])
    if unread:
        yield count(
            unread,
            "why {number} agreement could not be compared",
            "why {number} agreements could not be compared",
        )
    if not writer.namer.room:
        yield phrase("some of the names in long rows")


def _name_range(pushed: Pushed) -> str:
    asked = pushed.asked
    if asked.second is None:
        return asked.first
    return f"{asked.first}{'...' if asked.base else '..'}{asked.second}"
