"""Two agreements side by side, as a page: what they chose differently, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from avtalegen.comparison.answers import HEADING, REASON, Answer
from avtalegen.comparison.changes import ClauseRows, Comparison, Row
from avtalegen.comparison.items import Change
from avtalegen.comparison.reasons import Explained
from avtalegen.comparison.redline import compare_words
from avtalegen.messages import Words, count, phrase
from avtalegen.pages import page
from avtalegen.pages.page import Block, Cell, Page, Part, RowMark, Span, Table, item
from avtalegen.pages.summary import (
    Say,
    find_names,
    label_marks,
    name_filter,
    show_runs,
    tell_moved,
    tell_words,
)

# The facts that the summary always has.
_SUMMED = ("mal", "periode", "status")
# Texts of so many words are told word by word.
_WORDS = 8
CHOICE = phrase("Choice")


def make_page(
    comparison: Comparison,
    explained: Sequence[Explained],
    say: Say,
    language: str,
    *,
    equal: bool = False,
    clause: str = "",
) -> Page:
    """The page of a comparison; `equal` shows equal choices too.

    `clause` is the only one that was compared, "" for all.
    """
    writer = _Writer(comparison, say, equal)
    parts = writer.parts()
    title = phrase(
        "The agreements of {first} and {second}", first=writer.names[0], second=writer.names[1]
    )
    summary = (*writer.summary(), *writer.counts(), *writer.limits(explained, clause))
    labels = label_marks(writer.names, say)
    return Page(say(title), language, tuple(summary), tuple(parts), labels, name_filter(say))


def _is_summed(row: Row) -> bool:
    # The name of a party has its number after its kind.
    return row.question.name in _SUMMED or " " in row.question.name


class RowWriter:
    """Writes rows of a comparison as rows of a table; with `equal`, what is equal in them too."""

    def __init__(self, say: Say, names: tuple[str, str], *, equal: bool = False) -> None:
        self.say, self.names, self.equal = say, names, equal

    def rows(self, row: Row) -> Iterator[page.Row]:
        """The rows of the table: one for each change, of which the first has the heading."""
        shown = [c for c in row.changes if c.kind != "equal" or self.equal] or list(row.changes[:1])
        heading = self.heading(row, shown)
        if row.nuance and not self.equal:
            notes = {"order": phrase("the same, in another order"),
                     "writing": phrase("the same, written in another way")}  # fmt: skip
            told = (*self.title(row), *self.note(self.say(notes[row.nuance])))
            yield page.Row((told, *(self.note("=") for _side in self.names)), "equal")
            return
        if row.kind == "equal" and not self.equal:  # beside others of the same words
            yield page.Row((self.title(row), *(self.note("=") for _side in self.names)), "equal")
            return
        for position, change in enumerate(shown):
            yield page.Row(
                (heading if position == 0 else (), *self.cells(change, row)),
                "different" if change.kind == "moved" else change.kind,
                len(shown) if position == 0 else 0,
            )

    def title(self, row: Row) -> Cell:
        """What the row is called."""
        given = [answer for answer in (row.first, row.second) if answer is not None]
        return page.text(" / ".join(dict.fromkeys(self.say(answer.title) for answer in given)))

    def note(self, said: str) -> Cell:
        """A cell that does not stand out."""
        return ((Span(said, "quiet"),),)

    def heading(self, row: Row, shown: list[Change]) -> Cell:
        """What the row is called, and how much of it is not shown."""
        title = self.title(row)
        alike = sum(change.kind == "equal" for change in row.changes)
        if row.answer.declared.type == "liste" and alike and len(shown) < len(row.changes):
            said = count(
                alike, "{number} equal item is not shown", "{number} equal items are not shown"
            )
            return (*title, *self.note(self.say(said)))
        return title

    def cells(self, change: Change, row: Row) -> tuple[Cell, Cell]:
        """The two cells of a change: what each says, word by word where that is long."""
        first, second = change.first or "", change.second or ""
        cells = [page.text(first), page.text(second)]
        lines = first.split("\n"), second.split("\n")
        few = min(len(first.split()), len(second.split())) < _WORDS
        if change.kind == "different" and not few and len(lines[0]) == len(lines[1]):
            runs = [compare_words(*pair) for pair in zip(*lines, strict=True)]
            if any(run.tag == "same" for line in runs for run in line):
                removed = tuple(show_runs(line, "removed") for line in runs)
                cells = [removed, tuple(show_runs(line, "added") for line in runs)]
        sides = (row.first, row.second)
        made = [self.finish(cell, change, at, sides[at]) for at, cell in enumerate(cells)]
        return made[0], made[1]

    def finish(self, cell: Cell, change: Change, at: int, answer: Answer | None) -> Cell:
        """The cell with what stands before and after the value."""
        if not (change.second if at else change.first):
            return cell
        before = f"{change.label}: " if change.label else ""
        if change.places:
            place = phrase("no. {number}", number=str(change.places[at]))
            before = f"{before}{self.say(place)}: "
        after = ""
        if answer is not None and not answer.made and answer.is_given:
            after = " " + self.say(phrase("(default)"))
        first, *rest = cell or ((),)
        lines = [(Span(before, "quiet"), *first) if before else first, *rest]
        if after:
            lines[-1] = (*lines[-1], Span(after, "quiet"))
        return tuple(lines)


class _Writer(RowWriter):
    def __init__(self, comparison: Comparison, say: Say, equal: bool) -> None:
        super().__init__(say, find_names(comparison), equal=equal)
        self.comparison = comparison

    def summary(self) -> Iterator[Block]:
        rows = []
        for row in self.comparison.facts:
            if _is_summed(row):
                cells = tuple(self.whole(a) for a in (row.first, row.second))
                mark: RowMark = "different" if row.differs else "equal"
                rows.append(page.Row((page.text(self.say(row.answer.title)), *cells), mark))
        if rows:
            yield Table(("", *self.names), tuple(rows))

    def whole(self, answer: Answer | None) -> Cell:
        return page.text(answer.say() if answer else "")

    def counts(self) -> Iterator[Block]:
        made, (first, second) = self.comparison, self.names
        yield item(Span(self.say(phrase("Choices: ")), "strong"), self.say(self.tally()))
        for presence, name in (("first", first), ("second", second)):
            found = made.list_clauses(presence)  # type: ignore[arg-type]  # the two above
            if found:
                titles = "; ".join(next(filter(None, clause.titles)) for clause in found)
                label = phrase("Clauses in {name} only: ", name=name)
                yield item(Span(self.say(label), "strong"), titles)
        yield from tell_moved(made, self.say)
        yield from self.tell_others()
        own = {(row.question.clause, row.question.name.split()[0]) for row in made.words}
        if own:
            number = count(len(own), "{number} place", "{number} places")
            label = phrase("Words of their own: ")
            yield item(Span(self.say(label), "strong"), self.say(number))

    def tell_others(self) -> Iterator[Block]:
        """Which facts and headings differ: they are no choices, and are not among those counted."""
        made = self.comparison
        facts = [row.answer.title for row in made.facts if row.differs]
        if facts:
            label = Span(self.say(phrase("Facts that differ: ")), "strong")
            yield item(label, "; ".join(self.say(fact) for fact in facts))
        headings = [
            next(filter(None, clause.titles))
            for clause in made.list_clauses("both")
            for row in clause.rows
            if row.question.kind == "heading" and row.differs
        ]
        if headings:
            label = Span(self.say(phrase("Headings that differ: ")), "strong")
            yield item(label, "; ".join(headings))

    def tally(self) -> Words:
        made = self.comparison
        return phrase(
            "{equal}, {different}, {first} in {one} only, {second} in {other} only, "
            "{neither} chosen by neither",
            equal=count(made.count_choices("equal"), "{number} equal", "{number} equal"),
            different=count(
                made.count_choices("different"), "{number} different", "{number} different"
            ),
            first=str(made.count_choices("first")),
            second=str(made.count_choices("second")),
            neither=str(made.count_choices("neither")),
            one=self.names[0],
            other=self.names[1],
        )

    def limits(self, explained: Sequence[Explained], clause: str) -> Iterator[Block]:
        label = Span(self.say(phrase("Not compared: ")), "strong")
        told = phrase("comments in the files, and the words themselves")
        yield item(label, self.say(told))
        if clause:
            yield item(label, self.say(phrase("clauses other than {clause}", clause=clause)))
        yield from tell_words(explained, self.say)

    def parts(self) -> Iterator[Part]:
        if words := self.list_words():
            title = phrase("Words of their own")
            yield self.part("#words", title, words, phrase("Where"))
        others = [
            row for row in self.comparison.facts if not _is_summed(row) and self.is_shown(row)
        ]
        if others:
            title = phrase("About the agreements")
            yield self.part("#facts", title, others, phrase("Fact"))
        for clause in self.comparison.clauses:
            rows = [row for row in clause.rows if self.is_shown(row)]
            heading = " / ".join(dict.fromkeys(filter(None, clause.titles)))
            if clause.presence != "both":
                rows = [row for row in rows if row.question.kind == "choice"]
                name = self.names[clause.presence == "second"]
                note = self.say(phrase("only in {name}", name=name))
                yield Part(clause.id, heading, self.lone(clause, rows), note)
            elif rows:
                yield self.part(clause.id, heading, rows)

    def list_words(self) -> list[Row]:
        """Every row of own words of which anything differs: a reason says nothing without them."""
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in self.comparison.words:
            text = row.question.name.removesuffix(REASON).removesuffix(HEADING)
            groups.setdefault((row.question.clause, text), []).append(row)
        shown = [rows for rows in groups.values() if any(map(self.is_shown, rows))]
        return [row for rows in shown for row in rows]

    def is_shown(self, row: Row) -> bool:
        return row.differs or bool(row.nuance) or (self.equal and row.kind == "equal")

    def part(self, name: str, title: Words, rows: Iterable[Row], kind: Words = CHOICE) -> Part:
        header = (self.say(kind), *self.names)
        made = tuple(line for row in rows for line in self.rows(row))
        return Part(name, self.say(title), (Table(header, made),) if made else ())

    def lone(self, clause: ClauseRows, rows: list[Row]) -> tuple[Block, ...]:
        """The choices of a clause that one of them has alone, with one column."""
        at = clause.presence == "second"
        if not rows:
            said = phrase("The clause is there, and nothing is chosen in it.")
            return (page.Paragraph((Span(self.say(said)),)),)
        made = tuple(
            page.Row((line.cells[0], line.cells[2 if at else 1]), line.mark, line.span)
            for row in rows
            for line in self.rows(row)
        )
        return (Table((self.say(CHOICE), self.names[at]), made),)
