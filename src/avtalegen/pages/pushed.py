"""What two revisions change, as a page: warnings and counts first, then each change once.

Takes what was found; gives the beginning of a page, its chapters, each in pieces, and its end, so
that a page with little room can be made of fewer pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from avtalegen.messages import Words, count, phrase
from avtalegen.pages import page
from avtalegen.pages.naming import Namer
from avtalegen.pages.opening import sum_up, tell_ways
from avtalegen.pages.page import (
    Block,
    Choice,
    Names,
    Page,
    Paragraph,
    Part,
    Span,
    Subheading,
    Table,
)
from avtalegen.pages.pair import CHOICE, RowWriter
from avtalegen.pages.summary import Say, label_marks
from avtalegen.pages.words import show_passages
from avtalegen.pushes.steps import Changed
from avtalegen.pushes.telling import Own, Pushed, Shared, Way
from avtalegen.quick import dataclass

BEFORE, AFTER = phrase("Before"), phrase("Now")
# The id of the part with what no reader needs to read.
REST = "#rest"


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is told of one shared part, or of agreements' own files: a piece for each change.

    `kind` is "shared" or "own", and `names` how many agreements it is about.
    """

    part: Part
    pieces: tuple[tuple[Block, ...], ...]
    kind: str
    names: int

    def cut(self, pieces: int, notice: tuple[Block, ...] = ()) -> Part:
        """The part with so many of its pieces, and then what is said of the others."""
        kept = [block for piece in self.pieces[:pieces] for block in piece]
        blocks = (*self.part.blocks, *kept, *notice)
        return replace(self.part, blocks=blocks)


class PageWriter:
    """Writes what was found as parts of a page; without `room`, no row of names is long.

    `most` is how much is told of what could not be compared, None for all.
    """

    def __init__(
        self, pushed: Pushed, say: Say, language: str, *, room: bool = True, most: int | None = None
    ) -> None:
        self.pushed, self.say, self.language, self.most = pushed, say, language, most
        self.namer = Namer(pushed, say, room=room)
        self.marks = (say(BEFORE), say(AFTER))
        self.rows = RowWriter(say, self.marks)

    def page(self, parts: Sequence[Part], notice: tuple[Block, ...] = ()) -> Page:
        """The page with the parts between its beginning and its end."""
        summary = (*sum_up(self.pushed, self.namer), *notice)
        labels = label_marks(self.marks, self.say)
        words = (self.say(phrase("Show")), self.say(phrase("All changes")), "")
        made = (*parts, *self.end())
        title = self.say(self.title())
        return Page(title, self.language, summary, made, labels, words, self.choices())

    def title(self) -> Words:
        """What the page is about."""
        first, second = self.pushed.first, self.pushed.second
        if self.pushed.anew:
            return phrase("All agreements are new")
        if second:
            return phrase("What has changed from {first} to {second}", first=first, second=second)
        return phrase("What has changed since {first}", first=first)

    def chapters(self) -> list[Chapter]:
        """Every change of substance: of shared words first, and then of agreements' own files."""
        shared = [self.shared_chapter(each) for each in self.pushed.shared]
        return [*shared, *(self.own_chapter(each) for each in self.pushed.own)]

    def shared_chapter(self, shared: Shared) -> Chapter:
        """A shared part, with a piece for each way in which it changes."""
        note = phrase("shared words: {told}", told=self.say(tell_ways(self.pushed, shared)))
        keys = tuple(map(_key, shared.names))
        part = Part(shared.id, self.namer.part(shared), (), self.say(note), keys)
        pieces = tuple(
            tuple(self.way(way, at + 1, len(shared.ways))) for at, way in enumerate(shared.ways)
        )
        return Chapter(part, pieces, "shared", len(shared.names))

    def way(self, way: Way, number: int, ways: int) -> Iterator[Block]:
        """One way in which a shared part changes, shown for one agreement."""
        names = list(way.parts)
        if ways > 1:
            said = count(
                len(names),
                "Variant {at} of {ways}: {number} agreement",
                "Variant {at} of {ways}: {number} agreements",
            ).fill(at=str(number), ways=str(ways))
            yield Subheading(self.say(said))
        yield self.namer.names(phrase("Changes in:"), names)
        part = way.parts[way.shown]
        if len(names) > 1 and part.change:
            said = phrase("Example: how it is for {name}", name=self.namer.title(way.shown))
            yield Paragraph((Span(self.say(said), "quiet"),))
        yield from self.table([part])
        yield from self.words(part)

    def own_chapter(self, own: Own) -> Chapter:
        """What agreements' own files change: the choices first, and then a piece for each part."""
        note = count(len(own.names), "the agreement's own file", "the agreements' own files")
        blocks: list[Block] = []
        if len(own.names) > 3:
            blocks.append(self.namer.names(phrase("Changes in:"), own.names))
        if own.mixed:
            said = phrase(
                "Shared words have changed at the same time, "
                "so that not all of this comes from the agreement's own file."
            )
            blocks.append(Paragraph((Span(self.say(said), "quiet"),)))
        blocks += self.table(own.step.parts, clauses=True)
        pieces = [
            (Subheading(self.namer.part(part)), *self.words(part))
            for part in own.step.parts
            if part.change
        ]
        keys = (*(part.id for part in own.step.parts), *map(_key, own.names))
        part = Part(f"own:{own.names[0]}", self.namer.some(own.names), (), self.say(note), keys)
        return Chapter(part, ((*blocks,), *pieces), "own", len(own.names))

    def table(self, parts: Sequence[Changed], *, clauses: bool = False) -> Iterator[Block]:
        """The choices and facts that change; with the `clauses` that they belong to."""
        made = []
        for part in parts:
            for row in part.rows:
                first, *others = self.rows.rows(row)
                if clauses and not part.id.startswith("#"):
                    clause = self.rows.note(self.namer.part(part))
                    heading, *cells = first.cells
                    first = page.Row(((*clause, *heading), *cells), first.mark, first.span)
                made += [first, *others]
        if made:
            yield Table((self.say(CHOICE), *self.marks), tuple(made))

    def words(self, part: Changed) -> Iterator[Block]:
        """The words of a part that change, or all of a clause that is new or gone."""
        if part.change is None:
            return
        if part.change.ids[0] == "":
            yield Paragraph((Span(self.say(phrase("The clause is new.")), "quiet"),))
        elif part.change.ids[1] == "":
            yield Paragraph((Span(self.say(phrase("The clause is removed.")), "quiet"),))
        yield from show_passages(part.change)

    def end(self) -> Iterator[Part]:
        """What could not be compared, and what changes no agreement in substance."""
        from avtalegen.pages.leftovers import list_rest, list_unread

        unread = tuple(list_unread(self.pushed, self.namer, self.most))
        if unread:
            title = phrase("Could not be compared")
            keys = tuple(_key(each.name) for each in self.pushed.unread)
            yield Part("#unread", self.say(title), unread, keys=keys)
        rest = tuple(list_rest(self.pushed, self.namer))
        if rest:
            title = phrase("Changes that leave the contents as they were")
            names = dict.fromkeys(name for each in self.pushed.cosmetic for name in each.names)
            yield Part(REST, self.say(title), rest, keys=tuple(map(_key, names)))

    def choices(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """What a reader can choose to see alone: a clause, or all that changes an agreement."""
        parts = [
            *((each.id, self.namer.part(each)) for each in self.pushed.shared),
            *((p.id, self.namer.part(p)) for each in self.pushed.own for p in each.step.parts),
        ]
        titles: dict[str, str] = {}
        for name, title in parts:
            titles.setdefault(name, title)
        names = self.namer.sort(list(self.pushed.agreements))
        groups = (
            (phrase("Clauses"), tuple(Choice(name, title) for name, title in titles.items())),
            (phrase("Municipalities"),
             tuple(Choice(_key(n), self.namer.title(n), self.tell(n)) for n in names)),
        )  # fmt: skip
        return tuple((self.say(label), choices) for label, choices in groups if choices)

    def tell(self, name: str) -> str:
        """What no part says of an agreement that is new, gone or renamed, else ""."""
        was = self.pushed.agreements[name].was
        told: Words | None = None
        if name in self.pushed.added:
            told = phrase("The agreement is new.")
        elif name in self.pushed.removed:
            told = phrase("The agreement is removed.")
        elif was:
            told = phrase("The file was called {name} before.", name=was + ".yaml")
        return self.say(told) if told else ""


def _key(name: str) -> str:
    """The key of an agreement among those of a part, where clauses have theirs; no blank in it."""
    return "@" + "-".join(name.split())


def make_page(pushed: Pushed, say: Say, language: str, *, unfolds: bool = True) -> Page:
    """The page with everything on it; `unfolds` says whether a reader can see rows of names."""
    writer = PageWriter(pushed, say, language)
    made = writer.page([each.cut(len(each.pieces)) for each in writer.chapters()])
    blocks = (*made.summary, *(block for part in made.parts for block in part.blocks))
    if unfolds or not any(isinstance(b, Names) and b.short != b.whole for b in blocks):
        return made
    told = Paragraph((Span(say(phrase("All names: --format html or csv")), "quiet"),))
    return replace(made, summary=(*made.summary, told))
