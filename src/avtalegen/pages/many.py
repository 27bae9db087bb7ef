"""Many agreements side by side, as a page: what most chose, and who departs from it.

The page is a matrix where the columns fit, and else a list for each choice. Nothing is left out of
either without being told.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtalegen.comparison.matrix import HAS, Group, Matrix, MatrixRow
from avtalegen.messages import Words, count, phrase
from avtalegen.pages import page
from avtalegen.pages.page import Block, Cell, Page, Paragraph, Part, Row, Span, Table, item
from avtalegen.pages.pair import CHOICE
from avtalegen.pages.ranking import MOST_NAMES, MOST_NEAREST, Ranking
from avtalegen.pages.summary import Say, name_filter

# Items of one list that one agreement alone has, and values that few have: as many are told.
MOST_LONE = 30


def make_page(
    matrix: Matrix,
    say: Say,
    language: str,
    *,
    columns: int,
    equal: bool = False,
    clause: str = "",
) -> Page:
    """The page of a matrix, as a table where it has at most as many `columns` as given.

    `equal` shows what all say in the same way too, and `clause` is the only one that was compared.
    """
    writer = _Writer(matrix, say, equal, len(matrix.columns) <= columns)
    number = count(len(matrix.sides), "{number} agreement", "{number} agreements")
    title = phrase("Comparison of {agreements}", agreements=number)
    parts = writer.parts()
    labels = {"different": say(phrase("different")), "equal": say(phrase("equal"))}
    summary = tuple(writer.summary(clause))
    return Page(say(title), language, summary, tuple(parts), labels, name_filter(say))


class _Writer:
    def __init__(self, matrix: Matrix, say: Say, equal: bool, wide: bool) -> None:
        self.matrix, self.say, self.equal, self.wide = matrix, say, equal, wide
        self.ranking = Ranking(matrix, say)

    def summary(self, clause: str) -> Iterator[Block]:
        rows = [row for row in self.matrix.rows if row.question.kind == "choice"]
        alike = sum(len(row.groups) == 1 and not row.without for row in rows)
        said = count(
            len(rows), "{number} made in one agreement or more, {alike} in the same way in all",
            "{number} made in one agreement or more, {alike} in the same way in all",
        ).fill(alike=str(alike))  # fmt: skip
        yield item(Span(self.say(phrase("Choices: ")), "strong"), self.say(said))
        lone = sum(row.common is None for row in rows)
        if lone:
            told = count(
                lone,
                "{number} choice of which no alternative is most common",
                "{number} choices of which no alternative is most common",
            )
            yield item(Span(self.say(phrase("Divided: ")), "strong"), self.say(told))
        yield from self.groups()
        yield from self.limits(clause)
        yield self.ranking.table()

    def groups(self) -> Iterator[Block]:
        for members in self.matrix.columns:
            if len(members) > 1:
                number = count(
                    len(members),
                    "{number} municipality chose the same: ",
                    "{number} municipalities chose the same: ",
                )
                names = self.ranking.list_names(members, len(members))
                yield item(Span(self.say(number), "strong"), names)

    def limits(self, clause: str) -> Iterator[Block]:
        label = Span(self.say(phrase("Not compared: ")), "strong")
        left = phrase(
            "the parties with those who sign, the order of clauses, comments in the files, "
            "and the words of the agreements"
        )
        yield item(label, self.say(left))
        if clause:
            yield item(label, self.say(phrase("clauses other than {clause}", clause=clause)))
        if len(self.matrix.sides) > MOST_NAMES:
            told = phrase("those that are left out of a list are there with --format csv or json")
            yield item(Span(self.say(phrase("Names: ")), "strong"), self.say(told))
        if self.wide:
            legend = phrase(
                "= is what is most common, {dash} is nothing chosen, "
                "and a number in parentheses is how many agreements",
                dash=page.NOTHING,
            )
            yield item(Span(self.say(phrase("Signs: ")), "strong"), self.say(legend))

    def parts(self) -> Iterator[Part]:
        about = [row for row in self.matrix.rows if not row.question.clause]
        words = [row for row in self.matrix.rows if row.question.kind == "words"]
        yield from self.part("#words", phrase("Words of their own"), words, phrase("Where"))
        yield from self.part("#facts", phrase("About the agreements"), about, phrase("Fact"))
        for clause, title in self.matrix.clauses.items():
            rows = [
                row for row in self.matrix.list_rows(clause) if row.question.kind != "words"
            ]  # fmt: skip
            yield from self.part(clause, title, rows)

    def part(
        self, name: str, title: Words, rows: list[MatrixRow], kind: Words = CHOICE
    ) -> Iterator[Part]:
        shown = [row for row in rows if self.is_shown(row)]
        if not shown:
            return
        blocks = self.table(shown, kind) if self.wide else self.lists(shown)
        yield Part(name, self.say(title), tuple(blocks))

    def is_shown(self, row: MatrixRow) -> bool:
        """Whether not all say the same, or few have the clause, of which others want to know."""
        few = bool(row.without) and len(row.without) * 2 >= len(self.matrix.sides)
        replaced = any(self.is_replaced(row, member) for member in row.without)
        return self.equal or len(row.groups) > 1 or few or replaced

    def is_replaced(self, row: MatrixRow, member: int) -> bool:
        """Whether an agreement that is without the choice has the clause, with words of its own."""
        parts = self.matrix.sides[member].parts
        return any(part.id == row.question.clause for part in parts)

    def table(self, rows: list[MatrixRow], kind: Words) -> Iterator[Block]:
        header = (
            self.say(kind),
            self.say(phrase("Most common")),
            *(self.ranking.name_column(members) for members in self.matrix.columns),
        )
        made: list[Row] = []
        left: list[str] = []
        for row in rows:
            inner, hidden = self.pick_items(row)
            made += [self.row(each, row if inner else None) for each in inner or [row]]
            left += hidden
        yield Table(header, tuple(made), wide=True)
        yield from (item(told) for told in left)

    def pick_items(self, row: MatrixRow) -> tuple[list[MatrixRow], list[str]]:
        """The rows of a list's items, and what is said of those that are not shown."""
        rows = self.matrix.items.get(row.question, ())
        lone = [each for each in rows if sum(len(g.members) for g in each.groups if g.said) == 1]
        if len(lone) <= MOST_LONE:
            return sorted(rows, key=lambda each: (each.common is None, each.departures)), []
        kept = [each for each in rows if each not in lone]
        told = phrase(
            "{choice}: {number} items that one municipality each has are not shown here; "
            "--format csv has them all",
            choice=row.title, number=str(len(lone)),
        )  # fmt: skip
        return kept, [self.say(told)]

    def row(self, row: MatrixRow, whole: MatrixRow | None) -> Row:
        title = self.say(row.title)
        heading: Cell = page.text(title)
        if whole is not None:
            heading = ((Span(f"{self.say(whole.title)}: ", "quiet"), Span(title)),)
        cells = [self.value(row, members) for members in self.matrix.columns]
        return Row((heading, self.common(row), *cells), "different" if row.departures else "equal")

    def common(self, row: MatrixRow) -> Cell:
        if row.common is None:
            return ((Span(self.say(phrase("divided")), "quiet"),),)
        said = page.text(self.tell(row.common, row))
        return (*said[:-1], (*said[-1], Span(f" ({len(row.common.members)})", "quiet")))

    def divide(self, row: MatrixRow, members: tuple[int, ...]) -> Cell:
        """What each of several who chose the same says to what is no choice."""
        lines = []
        for group in row.groups:
            if inside := [at for at in members if at in group.members]:
                said = self.tell(group, row).replace("\n", "; ")
                names = Span(f" ({self.ranking.list_names(inside, MOST_NEAREST)})", "quiet")
                lines.append((Span(said, "strong"), names))
        return tuple(lines)

    def tell(self, group: Group, row: MatrixRow) -> str:
        """What the members of a group say: of an item of a list, at least whether they have it."""
        if row.question.kind == "item" and group.said in {"", HAS}:
            return self.say(phrase("has it") if group.said else phrase("does not have it"))
        if not group.said and not self.wide:
            return self.say(phrase("not chosen"))
        return group.said or page.NOTHING

    def value(self, row: MatrixRow, members: tuple[int, ...]) -> Cell:
        group = row.find_group(members[0])
        if group is None:
            own = self.is_replaced(row, members[0])
            missing = phrase("own words in its place") if own else phrase("without the clause")
            return ((Span(self.say(missing), "quiet"),),)
        if not set(members) <= set(group.members):
            return self.divide(row, members)
        if group is row.common:
            return ((Span("=", "quiet"),),)
        said = page.text(self.tell(group, row))
        answer = self.matrix.sides[members[0]].given.get(row.question)
        made = answer is None or answer.made or not answer.is_given
        strong = tuple(tuple(Span(s.text, s.mark or "strong") for s in line) for line in said)
        if made:
            return strong
        return (*strong[:-1], (*strong[-1], Span(" " + self.say(phrase("(default)")), "quiet")))

    def lists(self, rows: list[MatrixRow]) -> Iterator[Block]:
        """For each choice what most say, and below it each other value with those who say so."""
        for row in rows:
            inner, hidden = self.pick_items(row)
            if not inner:
                yield from self.list_groups(row, self.say(row.title), 0)
                continue
            yield Paragraph((Span(self.say(row.title), "strong"),))
            for each in inner:
                yield from self.list_groups(each, self.say(each.title), 1)
            yield from (item(told) for told in hidden)

    def list_groups(self, row: MatrixRow, title: str, depth: int) -> Iterator[Block]:
        most = self.say(phrase("divided"))
        if row.common is not None:
            number = count(len(row.common.members), "{number} agreement", "{number} agreements")
            said = self.tell(row.common, row).replace("\n", "; ")
            most = f"{said} ({self.say(number)})"
        mark: page.Mark = "" if depth else "strong"
        yield Paragraph((Span(f"{title}: ", mark), Span(most, "quiet")), depth)
        others = [group for group in row.groups if group is not row.common]
        large = [group for group in others if len(group.members) > 1]
        lone = [group for group in others if len(group.members) == 1]
        shown = others if len(lone) <= MOST_LONE else large
        for group in shown:
            said = self.tell(group, row).replace("\n", "; ")
            names = Span(self.ranking.list_names(group.members), "strong")
            yield item(f"{said} (", names, ")", depth=depth + 1)
        if len(shown) < len(others):
            told = phrase(
                "{number} values that one municipality each has are not shown here; "
                "--format csv has them all",
                number=str(len(lone)),
            )
            yield item(Span(self.say(told), "quiet"), depth=depth + 1)
