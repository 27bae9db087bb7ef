"""Where the words of a block come from: its clause, and the choices and facts that fill it.

Takes an agreement and the catalogue of a language; gives a line for each origin, with its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from avtalegen.document import Inline, Path
from avtalegen.messages import Catalogue, Phrase, phrase
from avtalegen.preview.making import Agreement
from avtalegen.preview.steering import Steering, say_words
from avtalegen.problems import Location
from avtalegen.quick import dataclass
from avtalegen.tree import name_field
from avtalegen.writers.plain import SIGNATURES

_LOCAL = "lokalt"


@dataclass(frozen=True, slots=True)
class Origins:
    """Says where the words of an agreement come from, in the language of the catalogue."""

    agreement: Agreement
    catalogue: Catalogue
    steering: Steering = field(default_factory=dict)

    def explain(
        self, section: str, paths: tuple[Path, ...], contents: Iterable[Iterable[Inline]] = ()
    ) -> str:
        """The origins of a block, as writers.web.writing.Extras asks for them."""
        if section == SIGNATURES:
            told = self._tell_signature(paths)
        elif section:
            keys = ((section, say_words(content)) for content in contents)
            steering = [path for key in keys for path in self.steering.get(key, ())]
            told = self._tell_block(section, paths, steering)
        else:
            told = self._tell_cover(paths)
        return "\n".join(self.catalogue.say(each) for each in told)

    def _tell_block(
        self, section: str, paths: tuple[Path, ...], steering: Iterable[Path]
    ) -> Iterator[Phrase]:
        """Words of the municipality's own are not those of the clause that they stand in."""
        clause = self.agreement.reading.clauses.get(section)
        own = [path for path in paths if path[0] == _LOCAL] or self._find_replacing(section)
        if clause and not own:
            yield phrase("Clause: {name} – {place}", name=clause.id, place=clause.source.name)
        printed = {path[:2] for path in paths}
        others = (path for path in steering if path not in printed and not own)
        yield from map(self._tell_value, dict.fromkeys(self._join([*own, *paths, *others])))

    def _join(self, paths: list[Path]) -> Iterator[Path]:
        """The paths, with a list in place of its items where several stand on one line."""
        tree = self.agreement.reading.tree
        places = [(path[:-1], tree.locate(path).line) for path in paths]
        for path, place in zip(paths, places, strict=True):
            yield path[:-1] if isinstance(path[-1], int) and places.count(place) > 1 else path

    def _find_replacing(self, section: str) -> list[Path]:
        """The path of the words that stand in place of a clause, or are one of their own."""
        words = self.agreement.reading.agreement.lokalt
        return [(_LOCAL, position, "tekst") for position, each in enumerate(words)
                if section in {each.erstatt, each.ny}]  # fmt: skip

    def _tell_cover(self, paths: tuple[Path, ...]) -> Iterator[Phrase]:
        """The titles have no values; each comes from the file where it has one, or the template."""
        tree = self.agreement.reading.tree
        titles = [] if paths else [path for path in (("tittel",), ("undertittel",))
                                   if tree.find(path) is not None]  # fmt: skip
        if not paths and len(titles) < 2:
            mal = str(self.agreement.reading.agreement.mal)
            place = self.agreement.template
            yield phrase("Agreement template: {name} – {place}", name=mal, place=place)
        yield from map(self._tell_value, (*titles, *paths))

    def _tell_signature(self, paths: tuple[Path, ...]) -> Iterator[Phrase]:
        """The facts of who signs; the path of a signature is its position among them."""
        reading = self.agreement.reading
        signing: list[tuple[int, Path]] = [
            (number, ("underskrift",) if not below else ("medunderskrivere", below - 1))
            for number, party in enumerate(reading.agreement.parter)
            for below, _ in enumerate(party.signatories)
        ]
        for position, *_ in paths:
            number, place = signing[int(position)]
            party: Path = ("parter", number)
            facts: list[Path] = [
                (*party, "navn"),
                *((*party, *place, key) for key in ("navn", "tittel", "enhet")),
                *(("status", key) for key in ("sted", "dato")),
            ]
            written = (fact for fact in facts if reading.tree.find(fact) is not None)
            yield from map(self._tell_value, written)

    def _tell_value(self, path: Path) -> Phrase:
        """What the file calls the value, and where it says it or what it belongs to."""
        reading, name = self.agreement.reading, name_field(path)
        place: str | Phrase = write_line(reading.tree.locate(path))
        if not self._is_written(path):
            place = phrase("chosen by default")
        if path[0] in {_LOCAL, "overskrifter"}:
            return phrase("Own words: {name} – {place}", name=name, place=place)
        if path[0] in reading.clauses:
            return phrase("Choice: {name} – {place}", name=name, place=place)
        return phrase("Fact: {name} – {place}", name=name, place=place)

    def _is_written(self, path: Path) -> bool:
        """Whether the file says the value, by its key or as part of a text that stands for it."""
        tree = self.agreement.reading.tree
        if tree.find(path) is not None:
            return True
        above = next((path[:end] for end in range(len(path) - 1, 0, -1)
                      if tree.find(path[:end]) is not None), ())  # fmt: skip
        # A whole clause may be chosen by ja, and then says none of its choices.
        return len(above) > 1 and isinstance(tree.find(above), str)


def write_line(place: Location) -> str:
    """The place without its column."""
    return str(Location(place.file, place.line))
