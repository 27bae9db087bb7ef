"""Agreements and parts of them by what people call them, few or many.

Takes what was found between two revisions; gives words. It must never know a format.
"""

from __future__ import annotations

from collections.abc import Sequence

from avtalegen.comparison.answers import HEADING, REASON
from avtalegen.messages import Words, phrase
from avtalegen.pages.page import Mark, Names
from avtalegen.pages.summary import Say
from avtalegen.pages.words import FIXED
from avtalegen.pushes.steps import Changed
from avtalegen.pushes.telling import Pushed, Shared

# So many names are told in a row; of more, the first few.
_ROOM, _FIRST = 12, 6


class Namer:
    """Says names in the user's language; where there is little `room`, never all of many."""

    def __init__(self, pushed: Pushed, say: Say, *, room: bool = True) -> None:
        self.pushed, self.say, self.room = pushed, say, room

    def title(self, name: str) -> str:
        """What people call an agreement."""
        return self.pushed.agreements[name].title

    def list_titles(self, names: Sequence[str]) -> list[str]:
        """What people call the agreements, in alphabetical order."""
        return [self.title(name) for name in self.sort(names)]

    def sort(self, names: Sequence[str]) -> list[str]:
        """The agreements in the order of what people call them."""
        return sorted(names, key=lambda name: _order(self.title(name)))

    def names(self, label: Words, names: Sequence[str], mark: Mark = "strong") -> Names:
        """The agreements after a label."""
        return self.texts(label, self.list_titles(names), mark)

    def texts(self, label: Words, texts: Sequence[str], mark: Mark = "strong") -> Names:
        """Any texts after a label."""
        whole = ", ".join(texts)
        short = whole
        if len(texts) > _ROOM:
            shown, more = ", ".join(texts[:_FIRST]), str(len(texts) - _FIRST)
            short = self.say(phrase("{names} and {more} more", names=shown, more=more))
        return Names(self.say(label), short, whole if self.room else short, mark)

    def some(self, names: Sequence[str]) -> str:
        """The agreements in a heading."""
        titles = self.list_titles(names)
        if len(titles) <= 3:
            return ", ".join(titles)
        more = str(len(titles) - 1)
        return self.say(phrase("{names} and {more} more", names=titles[0], more=more))

    def part(self, part: Changed | Shared) -> str:
        """A clause by its heading, or what stands before and after all clauses."""
        if part.id in FIXED:
            return self.say(FIXED[part.id])
        return part.title or part.id

    def is_reason(self, part: Changed) -> bool:
        """Whether nothing but what stands beside own words changes, which no document has."""
        own = (REASON, HEADING)
        return part.change is None and all(row.question.name.endswith(own) for row in part.rows)


def _order(title: str) -> tuple[str, ...]:
    """The place of a name in the Norwegian alphabet, which ends in æ, ø and å."""
    places = {"æ": "{", "ø": "|", "å": "}"}
    return ("".join(places.get(letter, letter) for letter in title.casefold()), title)
