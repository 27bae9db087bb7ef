"""The register of municipalities: which number belongs to which name.

Reads the table that comes with avtalegen, once and only when it is asked; data/README.md names
its sources. It must never know an agreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# The word for a municipality in Norwegian, Sami and Kven.
_WORD = re.compile(r"\s+(kommune|suohkan|gielda|tjïelte|komuuni)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the register: four digits, and every official name it goes by."""

    number: str
    names: tuple[str, ...]
    district: str


@lru_cache(maxsize=1)
def read_register() -> dict[str, Municipality]:
    """Every municipality by its number."""
    import csv
    from importlib import resources

    table = resources.files("avtalegen").joinpath("data/kommuner.csv").read_text(encoding="utf-8")
    made = (
        Municipality(
            row["kommunenummer"],
            tuple(filter(None, (row["navn"], row["navn_samisk"], row["navn_kvensk"]))),
            row["politidistrikt"],
        )
        for row in csv.DictReader(table.splitlines())
    )
    return {municipality.number: municipality for municipality in made}


def find_municipalities(name: str) -> list[Municipality]:
    """Those that go by the name, with or without the word kommune; names repeat."""
    return [found for found in read_register().values() if goes_by(found, name)]


def goes_by(municipality: Municipality, name: str) -> bool:
    """Whether the municipality goes by the name: Rana, Rana kommune, or Rana - Raane kommune.

    One of several names is enough, since Sami and Kven names are inflected before their word for
    a municipality.
    """
    asked = _WORD.sub("", name.strip())
    parts = {_WORD.sub("", part).casefold() for part in re.split(r"\s*[-–/]\s+|\s+[-–/]\s*", name)}
    known = {known.casefold() for known in municipality.names}
    return asked.casefold() in known or not parts.isdisjoint(known)
