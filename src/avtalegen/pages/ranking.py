"""How far each of many agreements is from what most chose, as a table, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from avtalegen.comparison.matrix import Matrix
from avtalegen.comparison.standings import Standing
from avtalegen.messages import phrase
from avtalegen.pages import page
from avtalegen.pages.page import Row, Table
from avtalegen.pages.summary import Say

# How many names stand in a row before the rest is a number, and how many nearest ones.
MOST_NAMES, MOST_NEAREST = 40, 2


def _share(standing: Standing) -> tuple[float, int]:
    return standing.departures / (standing.compared or 1), standing.member


class Ranking:
    """The names of the agreements, and the table of their standings."""

    def __init__(self, matrix: Matrix, say: Say) -> None:
        self.matrix, self.say = matrix, say
        titles = [side.title for side in matrix.sides]
        self.names = [
            side.title if titles.count(side.title) == 1 else f"{side.title} ({side.name})"
            for side in matrix.sides
        ]

    def table(self) -> Table:
        """A line for each agreement, or for those who chose the same, the nearest to most first."""
        header = (
            phrase("Agreement"),
            phrase("Choices that depart from what is most common"),
            phrase("Most like"),
            phrase("Choices in which the two differ"),
        )
        column = {members[0]: members for members in self.matrix.columns}
        told = [s for s in sorted(self.matrix.standings, key=_share) if s.member in column]
        if len(told) <= MOST_NAMES:
            rows = [self.row(standing, column[standing.member]) for standing in told]
        else:  # those that stand alike take one line
            groups: dict[tuple[int, ...], list[Standing]] = {}
            for each in told:
                figures = (each.departures, each.compared, each.apart, each.together)
                groups.setdefault(figures, []).append(each)
            rows = [
                self.row(alike[0], tuple(at for each in alike for at in column[each.member]))
                for alike in groups.values()
            ]
        return Table(tuple(self.say(title) for title in header), tuple(rows))

    def row(self, standing: Standing, members: tuple[int, ...]) -> Row:
        """The row of an agreement, which is that of all who chose the same."""
        said = self.share(standing.departures, standing.compared)
        nearest = self.list_names(standing.nearest, MOST_NEAREST)
        if len(members) > 1:
            same = set(standing.nearest) <= set(members)
            nearest = self.say(phrase("each other")) if same else page.NOTHING
        apart = self.share(standing.apart, standing.together)
        told = (self.name_column(members), said, nearest, apart)
        return Row(tuple(page.text(each) for each in told))

    def share(self, number: int, total: int) -> str:
        """A number of a total, with its share in percent."""
        share = round(100 * number / (total or 1))
        said = phrase(
            "{number} of {total} ({share} %)",
            number=str(number), total=str(total), share=str(share),
        )  # fmt: skip
        return self.say(said)

    def list_names(self, members: Sequence[int], most: int = MOST_NAMES) -> str:
        """The names of the agreements, and how many more there are than the most."""
        names = [self.names[at] for at in members]
        if len(names) <= most:
            return ", ".join(names)
        more = phrase(
            "{names} and {number} more",
            names=", ".join(names[:most]), number=str(len(names) - most),
        )  # fmt: skip
        return self.say(more)

    def name_column(self, members: tuple[int, ...]) -> str:
        """What a group is called: its first, and how many more there are."""
        first = self.names[members[0]]
        if len(members) == 1:
            return first
        more = phrase("{name} and {number} more", name=first, number=str(len(members) - 1))
        return self.say(more)
