"""What a municipality may write for a choice of each type: the ways in which it can be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SAMPLES: Mapping[str, tuple[Any, ...]] = {
    "tekst": ("eksempel",),
    "avsnitt": ("Et avsnitt.", "Et avsnitt.\n\n- et punkt\n- et punkt til"),
    "dato": ("17.05.2027",),
    "periode": ({"fra": "2027", "til": "2030"}, {"fra": "2027"}, {"til": "2030-05"}),
    "klokkeslett": ("08.15",),
    "åpningstid": (
        {"dager": "mandag–fredag", "fra": "08.15", "til": "15.00"},
        {"fra": "08.15", "til": "15.00", "merknad": "Langdag på torsdager"},
        {"dager": "tirsdag", "tekst": "dag og kveld"},
        {"fra": "9.00", "til": "12.00", "sesong": {"fra": "15.05.2027", "til": "15.09.2027"}},
    ),
    "telefon": ("02800",),
    "epost": ("post@politiet.no",),
    "nettadresse": ("www.politiet.no",),
    "frekvens": (
        {"antall": "1"}, {"antall": "3", "per": "måned"}, {"minst": "2"}, {"bør": "2"},
        {"hvert": "2"}, {"minst": "2", "planlagt": "3"},
    ),
    "person": ({"navn": "Navn Navnesen"}, {"navn": "Navn Navnesen", "tittel": "politimester"}),
    "kontakt": (
        {"navn": "politivakta"},
        {"navn": "Politivakta", "person": {"navn": "Navn"}, "adresse": "Gata 1",
         "telefon": ["02800"], "epost": "post@politiet.no", "nettadresse": "www.politiet.no",
         "merknad": "hele døgnet"},
    ),
    "plass": (
        {"rolle": "ordfører", "part": "kommune"},
        {"rolle": "ledere", "part": "politi", "antall": "3", "stedfortreder": "nestleder",
         "enheter": ["Enhet A", "Enhet B"], "fra_hver": "ja", "valgfri": "ja"},
        {"rolle": "leder", "part": "annen"},
    ),
}  # fmt: skip
# The same for the second item of a list, which may not repeat the first.
_SECOND: Mapping[str, tuple[Any, ...]] = {
    "tekst": ("annet eksempel",),
    "avsnitt": ("Et annet avsnitt.",),
    "dato": ("18.05.2027",),
    "klokkeslett": ("09.15",),
    "åpningstid": (
        {"dager": "lørdag", "fra": "10.00", "til": "14.00"},
        {"dager": "søndag", "tekst": "etter avtale"},
    ),
    "telefon": ("112",),
    "epost": ("vakt@politiet.no",),
    "nettadresse": ("www.kommune.no",),
    "person": ({"navn": "Et annet navn"},),
    "kontakt": ({"navn": "kommunen"}, {"navn": "Kommunen", "telefon": ["112", "02800"]}),
    "plass": ({"rolle": "kommunedirektør", "part": "kommune"},),
}


def find_samples(kind: str, *, second: bool = False) -> tuple[Any, ...]:
    """The samples for a type of choice, or those for the second item of a list of it."""
    return (_SECOND.get(kind) if second else None) or _SAMPLES[kind]
