"""The register of municipalities: which number belongs to which name.

Reads the table that comes with avtalegen, once and only when it is asked; data/README.md names
its sources. It must never know an agreement.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from avtalegen.quick import dataclass

_TABLE = Path(__file__).parent / "data" / "kommuner.csv"
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

    table = _TABLE.read_text(encoding="utf-8")
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
    by_name = _by_name()
    found = [each for key in _list_keys(name) for each in by_name.get(key, ())]
    return list(dict.fromkeys(found))


def find_by_slug(name: str) -> list[Municipality]:
    """Those whose files would have the name, such as sor-varanger."""
    return list(_by_slug().get(name, ()))


@lru_cache(maxsize=1)
def list_spellings() -> frozenset[str]:
    """Every official name, as it is spelt."""
    return frozenset(name for each in read_register().values() for name in each.names)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[Municipality]]:
    made: dict[str, list[Municipality]] = {}
    for municipality in read_register().values():
        for name in municipality.names:
            made.setdefault(name.casefold(), []).append(municipality)
    return made


@lru_cache(maxsize=1)
def _by_slug() -> dict[str, list[Municipality]]:
    made: dict[str, list[Municipality]] = {}
    for municipality in read_register().values():
        made.setdefault(slug(municipality.names[0]), []).append(municipality)
    return made


def goes_by(municipality: Municipality, name: str) -> bool:
    """Whether the municipality goes by the name: Rana, Rana kommune, or Rana - Raane kommune.

    One of several names is enough, since Sami and Kven names are inflected before their word for
    a municipality.
    """
    known = {known.casefold() for known in municipality.names}
    return not known.isdisjoint(_list_keys(name))


def _list_keys(name: str) -> list[str]:
    """The whole name and each of several that stand beside each other, without the word kommune."""
    parts = re.split(r"\s*[-–/]\s+|\s+[-–/]\s*", name)
    return [strip_word(part).casefold() for part in (name, *parts)]


def is_inflected(name: str) -> bool:
    """Whether the name stands before the Sami or Kven word for a municipality."""
    word = _WORD.search(name.strip())
    return word is not None and word[1].casefold() != "kommune"


def strip_word(name: str) -> str:
    """The name without the word for a municipality: Rana for Rana kommune."""
    return _WORD.sub("", name.strip())


def slug(name: str) -> str:
    """The name as the name of a file: sor-varanger for Sør-Varanger."""
    plain = name.casefold().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
