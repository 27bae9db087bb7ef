"""Values as a clause template sees them: what it can read, and what each word becomes.

Takes models and their paths; gives views that print as opaque tokens, so that no value can turn
into markup, and that remember which values were used. It knows no template engine and no clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from avtalegen import language as words
from avtalegen.addresses import Email, WebAddress, find_link
from avtalegen.document import Path
from avtalegen.messages import Words, phrase
from avtalegen.quick import dataclass
from avtalegen.records import Frequency, Period, Title
from avtalegen.strict import Strict
from avtalegen.tokens import Filling, write_token
from avtalegen.values import Prose

# How many items the loops of one clause may go through altogether.
MOST_ITEMS = 100_000
# Models that are said as one thing, as numbers and dates are.
SAID_WHOLE = (Period, Frequency, Title)


class SayingError(TypeError):
    """A template says a value in a way that it cannot be said; `words` are why."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))


class Fragment(str):
    """Markdown made here: words of the language, and tokens."""

    __slots__ = ()


@dataclass(slots=True)
class Trace:
    """What the filling of one clause has used: the fillings of its tokens, and the paths read."""

    language: str
    fillings: list[Filling] = field(default_factory=list)
    read: set[Path] = field(default_factory=set)
    items: int = 0

    def keep(self, filling: Filling) -> Fragment:
        """The token that stands for the filling."""
        self.fillings.append(filling)
        return Fragment(write_token(len(self.fillings) - 1))


class Leaf:
    """One value. It is printed as a token, compared by what it is, and cannot become plain text."""

    __slots__ = ("path", "raw", "text", "trace")

    def __init__(self, raw: Any, path: Path, trace: Trace, text: str | None = None) -> None:
        self.raw, self.path, self.trace, self.text = raw, path, trace, text

    def say(self) -> str:
        """The value in words."""
        if self.text is not None:
            return self.text
        raw = self.raw.ubestemt if isinstance(self.raw, Title) else self.raw
        return words.say(raw, self.trace.language)

    def print(self) -> Fragment:
        """The token that stands for the value."""
        link = None
        if self.text is None and isinstance(self.raw, Email):
            link = f"mailto:{self.raw}"
        elif self.text is None and isinstance(self.raw, WebAddress):
            link = find_link(self.raw)
        prose = isinstance(self.raw, Prose)
        return self.trace.keep(Filling(self.say(), self.path, link, prose=prose))

    def reword(self, text: str) -> Leaf:
        """The same value said in other words."""
        return Leaf(self.raw, self.path, self.trace, text)

    def __str__(self) -> str:
        raise SayingError(phrase("a value can only be printed by itself"))

    def __bool__(self) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(self.raw)

    def __eq__(self, other: object) -> bool:
        self.trace.read.add(self.path)
        return bool(self.raw == (other.raw if isinstance(other, Leaf) else other))

    def __lt__(self, other: Any) -> bool:
        self.trace.read.add(self.path)
        return bool(self.raw < (other.raw if isinstance(other, Leaf) else other))

    def __gt__(self, other: Any) -> bool:
        self.trace.read.add(self.path)
        return bool(self.raw > (other.raw if isinstance(other, Leaf) else other))


class Record:
    """Several values by name."""

    __slots__ = ("model", "path", "trace")

    def __init__(self, model: Strict, path: Path, trace: Trace) -> None:
        self.model, self.path, self.trace = model, path, trace

    def get(self, name: str) -> Any:
        """The view of one field; KeyError where there is none of that name."""
        if name not in type(self.model).model_names:
            raise KeyError(name)
        path = (*self.path, name)
        value = getattr(self.model, name)
        if isinstance(value, bool):
            self.trace.read.add(path)
        return wrap(value, path, self.trace)


class Series:
    """Several values in order."""

    __slots__ = ("capital", "items", "path", "trace")

    def __init__(
        self, items: tuple[Any, ...], path: Path, trace: Trace, *, capital: bool = False
    ) -> None:
        self.items, self.path, self.trace, self.capital = items, path, trace, capital

    def __iter__(self) -> Iterator[Any]:
        for number, item in enumerate(self.items):
            self.trace.items += 1
            if self.trace.items > MOST_ITEMS:
                raise SayingError(phrase("its loops go round too many times"))
            view = wrap(item, (*self.path, number), self.trace)
            first = self.capital and number == 0 and isinstance(view, Leaf)
            yield view.reword(words.capitalize(view.say())) if first else view

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, sought: object) -> bool:
        if sought not in self.items:
            return False
        self.trace.read.add((*self.path, self.items.index(sought)))
        return True


def wrap(value: Any, path: Path, trace: Trace) -> Any:
    """The view of a value; ja and nei, and None for what is left out, are their own."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return Series(value, path, trace)
    if isinstance(value, Strict) and not isinstance(value, SAID_WHOLE):
        return Record(value, path, trace)
    return Leaf(value, path, trace)
