"""What two revisions change, as a page: warnings and counts first, then each change once.

Takes what was found; gives the beginning of a page, its chapters, each in pieces, and its end, so
that a page with little room can be made of fewer pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avtalegen.messages import Words, count, phrase
from avtalegen.pages import page
from avtalegen.pages.naming import Namer
from avtalegen.pages.page import Block, Page, Paragraph, Part, Span, Subheading, Table, item
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
        return Part(self.part.id, self.part.title, blocks, self.part.note)


class PageWriter:
    """Writes what was found as parts of a page; without `room`, no row of names is long."""

    def __init__(self, pushed: Pushed, say: Say, language: str, *, room: bool = True) -> None:
        self.pushed, self.say, self.language = pushed, say, language
        self.namer = Namer(pushed, say, room=room)
        self.marks = (say(BEFORE), say(AFTER))
        self.rows = RowWriter(say, self.marks)

    def page(self, parts: Sequence[Part], notice: tuple[Block, ...] = ()) -> Page:
        """The page with the parts between its beginning and its end."""
        summary = (*self.summary(), *notice)
        labels = label_marks(self.marks, self.say)
        words = (self.say(phrase("Show")), self.say(phrase("All changes")), "")
        made = (*parts, *self.end())
        return Page(self.say(self.title()), self.language, summary, made, labels, words)

    def title(self) -> Words:
        """What the page is about."""
        first, second = self.pushed.first, self.pushed.second
        if self.pushed.anew:
            return phrase("All agreements are new")
        if second:
            return phrase("What changes from {first} to {second}", first=first, second=second)
        return phrase("What has changed since {first}", first=first)

    def summary(self) -> Iterator[Block]:
        """Warnings, and how many agreements change by what."""
        pushed = self.pushed
        yield from self.warn()
        if not pushed.differs:
            yield Paragraph((Span(self.say(self.say_nothing())),))
        if pushed.anew:
            said = phrase("There was no earlier revision to compare with.")
            yield Paragraph((Span(self.say(said)),))
        changed = len(pushed.list_changed())
        if changed:
            told = count(
                pushed.total,
                "{changed} of {number} agreement says something else than before.",
                "{changed} of {number} agreements say something else than before.",
            ).fill(changed=str(changed))
            yield Paragraph((Span(self.say(told), "strong"),))
        for shared in pushed.shared:
            title = Span(f"{self.namer.part(shared)}: ", "strong")
            yield item(title, self.say(self.tell_ways(shared)))
        yield from self.list_names()
        if pushed.shared or any(part.change for own in pushed.own for part in own.step.parts):
            yield Paragraph(
                (Span(self.say(phrase("How changes in words are shown:")) + " "),
                 Span(self.say(phrase("removed")), "removed"), Span(" "),
                 Span(self.say(phrase("added")), "added"))
            )  # fmt: skip

    def warn(self) -> Iterator[Block]:
        """Agreements that are signed or adopted, and do not stay as they were."""
        if names := self.pushed.list_bound("signert"):
            told = count(
                len(names),
                "Warning: {number} signed agreement changes or is gone:",
                "Warning: {number} signed agreements change or are gone:",
            )
            yield self.namer.names(told, names)
        if names := self.pushed.list_bound("vedtatt"):
            told = count(
                len(names),
                "Warning: {number} adopted agreement changes or is gone:",
                "Warning: {number} adopted agreements change or are gone:",
            )
            yield self.namer.names(told, names)

    def say_nothing(self) -> Words:
        """That nothing changes, or nothing of what could be compared."""
        if self.pushed.unread:
            return phrase("No agreement that could be compared changes.")
        return phrase("No agreement changes.")

    def tell_ways(self, shared: Shared) -> Words:
        """How many agreements a shared part changes in, and in how many ways."""
        names, ways = len(shared.names), len(shared.ways)
        of = count(
            self.pushed.total, "{names} of {number} agreement", "{names} of {number} agreements"
        ).fill(names=str(names))
        if ways == 1:
            return of if names == 1 else phrase("{of}, all in the same way", of=of)
        return phrase("{of}, in {ways} different ways", of=of, ways=str(ways))

    def list_names(self) -> Iterator[Block]:
        """The agreements whose own files change something, or that are new, gone or renamed."""
        pushed = self.pushed
        own = sorted({name for each in pushed.own for name in each.names})
        renamed = [
            f"{self.namer.title(n)} ({pushed.agreements[n].was} → {n})" for n in pushed.renamed
        ]
        told: list[tuple[Words, list[str]]] = [
            (phrase("Changed in their own files:"), self.namer.list_titles(own)),
            (phrase("New:"), self.namer.list_titles(pushed.added)),
            (phrase("Removed:"), self.namer.list_titles(pushed.removed)),
            (phrase("Another file name:"), renamed),
            (phrase("Could not be compared:"),
             self.namer.list_titles([each.name for each in pushed.unread])),
        ]  # fmt: skip
        for label, titles in told:
            if titles:
                yield self.namer.texts(label, titles)

    def chapters(self) -> list[Chapter]:
        """Every change of substance: of shared words first, and then of agreements' own files."""
        shared = [self.shared_chapter(each) for each in self.pushed.shared]
        return [*shared, *(self.own_chapter(each) for each in self.pushed.own)]

    def shared_chapter(self, shared: Shared) -> Chapter:
        """A shared part, with a piece for each way in which it changes."""
        note = phrase("shared words: {told}", told=self.say(self.tell_ways(shared)))
        part = Part(shared.id, self.namer.part(shared), (), self.say(note))
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
                "Way {at} of {ways}: {number} agreement",
                "Way {at} of {ways}: {number} agreements",
            ).fill(at=str(number), ways=str(ways))
            yield Subheading(self.say(said))
        yield self.namer.names(phrase("Changes in:"), names)
        part = way.parts[way.shown]
        if len(names) > 1 and part.change:
            said = phrase("Shown as it is for {name}:", name=self.namer.title(way.shown))
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
        part = Part(f"own:{own.names[0]}", self.namer.some(own.names), (), self.say(note))
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
            yield Paragraph((Span(self.say(phrase("The clause is gone.")), "quiet"),))
        yield from show_passages(part.change)

    def end(self) -> Iterator[Part]:
        """What could not be compared, and what changes no agreement in substance."""
        from avtalegen.pages.leftovers import list_rest, list_unread

        if self.pushed.unread:
            title = phrase("Not compared")
            yield Part("#unread", self.say(title), tuple(list_unread(self.pushed, self.namer)))
        rest = tuple(list_rest(self.pushed, self.namer))
        if rest:
            title = phrase("Changes that leave the contents as they were")
            yield Part(REST, self.say(title), rest)


def make_page(pushed: Pushed, say: Say, language: str, *, room: bool = True) -> Page:
    """The page with everything on it; without `room`, long rows of names are cut."""
    writer = PageWriter(pushed, say, language, room=room)
    return writer.page([each.cut(len(each.pieces)) for each in writer.chapters()])
