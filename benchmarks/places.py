"""The places that municipalities.py makes agreements for, and the words of each.

Takes the register; gives municipalities with the name of their file and with their neighbours, and
puts their names where the five agreements have those of their own place.
"""

import re
from collections.abc import Iterator

from avtalegen.quick import dataclass
from avtalegen.register import Municipality, read_register, slug

# The words of the five that belong to their own time and place, and those of any municipality.
PLACES = (
    (r"Selbu & Tydal lensmannskontor", "{neighbour} politistasjon"),
    (r"Trondheim lufthavn lensmannskontor", "{other} politistasjon"),
    (r"Værnesregionen", "naboregionen"),
    (r"Trondheim lufthavn|Karlsøy|Malvik|Frosta|Meråker", "{neighbour}"),
    (r"Selbu|Tydal", "{other}"),
    (r"(Troms|Nordland|Finnmark|Trøndelag) politidistrikt", "{district}"),
    (r"i (Troms|Nordland)\b(?! politi)", "i {district}"),
    (r"Mo i Rana|Rana|Sør-Varanger|Harstad|Stjørdal|Tromsø|Varanger", "{name}"),
    (r"\w[\w.]*@(rana|tromso)\.kommune\.no", "postmottak@{slug}.kommune.no"),
    (r"\w[\w.]*@politiet\.no", "post@politiet.no"),
    (r"www\.tromso\.kommune\.no", "www.{slug}.kommune.no"),
    (r"lensmannskontor", "politistasjon"),
    (r"lensmannen", "politistasjonssjefen"),
    (r"UTV-er og ATV-er", "små traktorer"),
    (r"pedagogisk-psykologisk tjeneste \(PPT\)|\bPPT\b", "pedagogisk-psykologisk tjeneste"),
    (r"rådmann", "kommunedirektør"),
    (r"helsesøstertjenesten", "helsestasjonen"),
)


@dataclass(frozen=True)
class Place:
    """A municipality, what its file is called, and two others of its police district."""

    municipality: Municipality
    file: str
    neighbours: tuple[str, str]

    @property
    def name(self) -> str:
        """What the municipality is called in Norwegian."""
        return self.municipality.names[0]

    def localize(self, words: str) -> str:
        """The words with the names of this place."""
        names = {
            "name": self.name, "slug": slug(self.name), "district": self.municipality.district,
            "neighbour": self.neighbours[0], "other": self.neighbours[1],
        }  # fmt: skip
        for sought, written in PLACES:
            words = re.sub(sought, written.format(**names), words)
        return words


def list_places(count: int) -> Iterator[Place]:
    """So many places in the order of the register, round after round."""
    register = [*read_register().values()]
    for position in range(count):
        turn, at = divmod(position, len(register))
        here = register[at]
        beside = [m.names[0] for m in register if m.district == here.district and m is not here]
        around = (*beside, "Nabokommunen", "Storkommunen")  # Oslo is alone in its district
        names = around[at % max(len(beside), 1)], around[(at + 1) % max(len(beside), 2)]
        yield Place(here, f"k{here.number}" + (f"-{turn + 1}" if turn else ""), names)
