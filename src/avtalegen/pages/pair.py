"""Two agreements side by side, as a page: what they chose differently, clause by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from avtalegen.comparison.answers import Answer
from avtalegen.comparison.changes import ClauseRows, Comparison, Row
from avtalegen.comparison.items import Change
from avtalegen.comparison.reasons import Explained
from avtalegen.comparison.redline import Run, Tag, compare_words
from avtalegen.messages import Words, count, phrase
from avtalegen.pages import page
from avtalegen.pages.page import Block, Cell, Line, Page, Part, RowMark, Span, Table, item

Say = Callable[[Words], str]
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


def _is_summed(row: Row) -> bool:
    # The name of a party has its number after its kind.
    return row.question.name in _SUMMED or " " in row.question.name


class _Writer:
    def __init__(self, comparison: Comparison, say: Say, equal: bool) -> None:
        self.comparison, self.say, self.equal = comparison, say, equal
        self.names = find_names(comparison)

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
        moved = [clause.titles[0] for clause in made.clauses if clause.moved]
        if moved:
            label = phrase("Clauses in another place: ")
            yield item(Span(self.say(label), "strong"), "; ".join(moved))
        if made.words:
            number = count(len(made.words), "{number} place", "{number} places")
            label = phrase("Words of their own: ")
            yield item(Span(self.say(label), "strong"), self.say(number))

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
        told = phrase("comments in the files, and the words themselves (--text shows them)")
        yield item(label, self.say(told))
        if clause:
            yield item(label, self.say(phrase("clauses other than {clause}", clause=clause)))
        yield tell_unexplained(explained, self.say)

    def parts(self) -> Iterator[Part]:
        if self.comparison.words:
            title = phrase("Words of their own")
            yield self.part("#words", title, self.comparison.words, phrase("Where"))
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

    def is_shown(self, row: Row) -> bool:
        return row.differs or not row.same_words or (self.equal and row.kind == "equal")

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

    def rows(self, row: Row) -> Iterator[page.Row]:
        shown = [c for c in row.changes if c.kind != "equal" or self.equal] or list(row.changes[:1])
        heading = self.heading(row, shown)
        if row.kind == "equal" and not self.equal:
            note = self.say(phrase("the same, written in another order or way"))
            cells = tuple(self.note(note) for _side in self.names)
            yield page.Row((heading, *cells), "equal")
            return
        reason = self.reasons(row)
        for position, change in enumerate(shown):
            first, second = self.cells(change, row)
            if position == 0 and reason:
                first, second = (*first, *reason[0]), (*second, *reason[1])
            yield page.Row(
                (heading if position == 0 else (), first, second),
                "different" if change.kind == "moved" else change.kind,
                len(shown) if position == 0 else 0,
            )

    def note(self, said: str) -> Cell:
        return ((Span(said, "quiet"),),)

    def heading(self, row: Row, shown: list[Change]) -> Cell:
        title = page.text(self.say(row.answer.title))
        alike = sum(change.kind == "equal" for change in row.changes)
        if row.answer.declared.type == "liste" and alike and len(shown) < len(row.changes):
            said = count(
                alike, "{number} equal item is not shown", "{number} equal items are not shown"
            )
            return (*title, *self.note(self.say(said)))
        return title

    def reasons(self, row: Row) -> tuple[Cell, Cell] | None:
        """Why each has words of its own, under the words."""
        if row.question.kind != "words":
            return None
        told = [
            self.note(self.say(phrase("Their reason: {reason}", reason=a.reason))) if a else ()
            for a in (row.first, row.second)
        ]
        return told[0], told[1]

    def cells(self, change: Change, row: Row) -> tuple[Cell, Cell]:
        """The two cells of a change: what each says, word by word where that is long."""
        first, second = change.first or "", change.second or ""
        cells = [page.text(first), page.text(second)]
        if change.kind == "different" and min(len(first.split()), len(second.split())) >= _WORDS:
            runs = compare_words(first, second)
            if any(run.tag == "same" for run in runs):
                cells = [(show_runs(runs, tag),) for tag in ("removed", "added")]
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


def show_runs(runs: Iterable[Run], *tags: Tag) -> Line:
    """The runs that are in both texts or have one of the tags, as a line."""
    own = [run for run in runs if run.tag in {"same", *tags}]
    spans = [Span(run.text, "" if run.tag == "same" else run.tag) for run in own]
    return (Span(spans[0].text.lstrip(), spans[0].mark), *spans[1:]) if spans else ()


def tell_unexplained(explained: Sequence[Explained], say: Say) -> Block:
    """Whether every difference in the words of the documents has a reason here."""
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
