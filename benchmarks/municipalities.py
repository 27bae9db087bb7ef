"""Makes workspaces of 36, 357 or 3,570 municipalities, for measuring and for trying things out.

    python benchmarks/municipalities.py FOLDER [--count 357] [--seed 1]

Each municipality of the register gets a file with its real name, number and police district, and
with choices of its own: kinds of agreement, clauses, what is chosen in them, lists, meetings,
seats, focus areas, contacts, headings, periods and statuses. What may be chosen is read from the
declarations of the clauses; words come from the five agreements in kommuner/ and from the examples
of the declarations, with the place names of the municipality. The same seed gives the same files.
There are no persons in them, and no telephone numbers but those of public services.
Beyond 357 the register is gone through again, with the number of the round in the file's name.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from avtalegen.choices import Choice
from avtalegen.declarations import Entry
from avtalegen.problems import Location
from avtalegen.workspace import Workspace
from places import Place, list_places

ROOT = Path(__file__).parent.parent
HERE = Location("benchmarks")
KINDS = ("politiråd_og_politikontakt", "samarbeidsavtale", "tjenestetilbud",
         "tjenestetilbud_og_politiråd")  # fmt: skip
# Public services, and nobody's own.
PHONES = ("02800", "112", "80040008", "22777315")
# What stands in words or lists of persons, or of one place alone.
LEFT_OUT = {"person", "ledere", "figur"}
# A choice that says nothing unless another is made, or unless it holds the alternative.
NEEDS = {
    "andre_tjenester.sted": "støttesenter",
    "bakgrunn.innføring": "prioritert_funksjon",
    "bakgrunn.kunnskapsstyrt": "prioritert_funksjon",
    "bakgrunn.samspill": "prioritert_funksjon",
    "beredskap.responstid_for": "responstid",
    "beredskap.responstid_er_krav": "responstid",
    "evaluering.avtalen_evalueres_av": "avtalen",
    "evaluering.mindre_justeringer": "avtalen",
    "evaluering.effekt_av_beredskap": "effekt",
    "forpliktelser.politisk_behandling_av": "politisk_behandling",
    "politikontakten.hovedoppgaver": "oppgaver",
    "politikontakten.kriseledelse_med": "oppgaver: kriseledelse",
    "politirådet.ansvarliggjør_for": "ansvarliggjør",
    "politirådets_møter.gjester_fra": "fagpersoner",
    "politirådets_møter.gjester_inviteres": "gjester_fra",
    "politirådets_møter.tilrettelegger": "sekretær",
    "politirådets_møter.sekretær_sender_ut": "sekretær",
    "slt.forum": "samarbeid_med",
    "slt.politiråd_etter_slt": "nivåer",
    "slt.sammen_med_politikontakten": "koordinator_oppgaver",
    "slt.slik_som": "samarbeid_med",
    "tjenestesteder.nødtelefon": "døgnåpen_telefon",
}
# A clause that says nothing without one of its choices, though it demands none of them.
DEMANDED = {
    "andre_tjenester.støttesenter", "beredskap.patruljer_fra", "evaluering.avtalen",
    "politikontakten.oppgaver", "politirådets_oppgaver.oppgaver", "tjenestetilbud.forebygging_ved",
}  # fmt: skip


@cache
def read_five() -> list[dict[str, Any]]:
    """The files of the five agreements, every value as it is written."""
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "kommuner").iterdir())]
    return [yaml.load(text, yaml.CBaseLoader) for text in texts]  # noqa: S506  # text alone


@cache
def list_written(clause: str, choice: str) -> list[Any]:
    """What the five write for the choice, without persons."""
    written = [
        _strip(five[clause][choice])
        for five in read_five()
        if isinstance(five.get(clause), dict) and choice in five[clause]
    ]
    return [value for value in written if value not in ({}, [], "")]


def _strip(value: Any) -> Any:
    """The value without what belongs to a person."""
    match value:
        case dict():
            kept = {key: _strip(inner) for key, inner in value.items() if key not in LEFT_OUT}
            if "innhold" in kept:
                kept.pop("leder", None)  # the leader of a measure is a person
            return {key: inner for key, inner in kept.items() if inner != []}
        case list() if all(isinstance(inner, str) and inner.isdigit() for inner in value):
            return [number for number in value if number in PHONES]
        case list():
            return [_strip(inner) for inner in value]
    return value


class Maker:
    """Makes the choices of one municipality."""

    def __init__(self, place: Place, seed: int) -> None:
        self.place, self.random = place, Random(f"{seed}:{place.file}")  # noqa: S311  # no secret
        self.start = self.random.randint(2023, 2026)

    def make(self) -> dict[str, Any]:
        """The whole file."""
        kind = self.random.choice(KINDS)
        template = _library().read_template(kind, HERE)
        entries = [*self.list_entries((*template.klausuler, *template.vedlegg))]
        clauses = {name: self.localize(self.choose(name)) for name in entries}
        self.fit(clauses)
        return {"mal": kind, "målform": "nb", **self.state_facts(entries), **clauses}

    def list_entries(self, entries: Iterable[Entry]) -> Iterator[str]:
        """The clauses that the agreement has: all that it must, and half of the others."""
        for entry in entries:
            if entry.obligatorisk or self.happens(0.55):
                yield entry.klausul
                yield from self.list_entries(entry.underklausuler)

    def fit(self, clauses: dict[str, Any]) -> None:
        """Change the choices that depend on the period or on other clauses."""
        started = clauses["bakgrunn"].get("innføring")
        if started:
            started["i_løpet_av"] = str(self.start + 1)
            started.pop("passert", None)
        if "vedlegg_fokusområder" not in clauses and "politirådet" in clauses:
            clauses["politirådet"].pop("vedlegg_om_fokusområder", None)
        if "periode" in clauses.get("satsingsområder", {}):
            clauses["satsingsområder"]["periode"] = {"fra": str(self.start)}
        if "nettsted" not in clauses.get("tjenestesteder", {}):
            for service in clauses.get("tjenestesteder", {}).get("tjenester", []):
                service.pop("les_mer_om", None)

    def happens(self, share: float) -> bool:
        """Whether what happens in so many of all cases happens in this."""
        return self.random.random() < share

    def state_facts(self, clauses: list[str]) -> dict[str, Any]:
        """What every agreement has: its parties, how far it has come, and its period."""
        name, district = self.place.name, self.place.municipality.district
        day = f"{self.random.randint(1, 28):02}.{self.random.randint(1, 10):02}.{self.start}"
        state = self.random.choice(("utkast", "vedtatt", "signert"))
        signed = {"sted": name, "dato": day} if state == "signert" else {}
        unit = {"enhet": f"{name} politistasjonsdistrikt"} if self.happens(0.5) else {}
        municipality = {
            "slag": "kommune", "navn": f"{name} kommune",
            "kommunenummer": self.place.municipality.number, "underskrift": {"tittel": "Ordfører"},
        }  # fmt: skip
        signatory = {"tittel": self.random.choice(("Politistasjonssjef", "Politimester")), **unit}
        police = {"slag": "politi", "navn": district, "underskrift": signatory}
        headings = [
            (clause, self.localize(said)) for five in read_five() for clause, said in
            five.get("overskrifter", {}).items() if clause in clauses and self.happens(0.3)
        ]  # fmt: skip
        facts = {
            "status": {"tilstand": state, **signed}, "parter": [municipality, police],
            "periode": {"fra": str(self.start), "til": str(self.start + self.random.randint(4, 5))},
            "overskrifter": dict(headings),
        }  # fmt: skip
        return {key: value for key, value in facts.items() if value}

    def choose(self, clause: str) -> dict[str, Any] | str:
        """The choices in a clause, or ja where none is made."""
        declared = _library().read_clause(clause, "nb", HERE).declaration.valg
        made: dict[str, Any] = {}
        for name, choice in declared.items():
            value = None if name in LEFT_OUT else self.pick(clause, name, choice)
            if value:
                made[name] = value
        for name in [*made]:
            needed, _, alternative = NEEDS.get(f"{clause}.{name}", "").partition(": ")
            if needed and (needed not in made or (alternative and alternative not in made[needed])):
                del made[name]
        return made or "ja"

    def pick(self, clause: str, name: str, choice: Choice) -> Any:
        """What the municipality writes for one choice; None where it leaves it out."""
        demanded = f"{clause}.{name}" in DEMANDED
        may_lack = not demanded and (choice.valgfri or choice.standard is not None
                                     or choice.type == "ja_nei")  # fmt: skip
        if may_lack and not self.happens(0.5):
            return None
        match choice.type:
            case "ja_nei":
                return "ja"
            case "ett_av":
                return self.random.choice([*choice.alternativer])
            case "heltall":
                return str(self.random.randint(choice.minst or 1, min(choice.høyst or 9, 9)))
            case "liste" if choice.av and choice.av.type == "ett_av":
                return self.draw([*choice.av.alternativer])
        written = list_written(clause, name) or [_read_example(choice)]
        if choice.type == "liste" and choice.av and choice.av.type == "tekst":
            return self.draw(list(dict.fromkeys(word for words in written for word in words)))
        value = self.random.choice(written)
        return self.draw(value) if isinstance(value, list) else value

    def draw(self, items: list[Any]) -> list[Any]:
        """A third of the items or more, but no more than eight, in their order."""
        count = self.random.randint(min((len(items) + 2) // 3, 8), min(len(items), 8))
        kept = sorted(self.random.sample(range(len(items)), count))
        return [items[position] for position in kept]

    def localize(self, value: Any) -> Any:
        """The value with the names of this place, and nothing twice in a list."""
        match value:
            case str():
                return self.place.localize(value)
            case list():
                made = [self.localize(inner) for inner in value]
                return [inner for at, inner in enumerate(made) if inner not in made[:at]]
            case dict():
                return {key: self.localize(inner) for key, inner in value.items()}


@cache
def _library() -> Any:
    return Workspace(ROOT).library


def _read_example(choice: Choice) -> Any:
    """The example of a choice, every value as text."""
    return yaml.load(yaml.safe_dump(choice.eksempel), yaml.CBaseLoader)  # noqa: S506  # text alone


def write_yaml(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The lines of a mapping, as people write it: words of a list on one line."""
    for key, inner in value.items():
        match inner:
            case dict():
                yield f"{indent}{key}:"
                yield from write_yaml(inner, f"{indent}  ")
            case [dict(), *_]:
                yield f"{indent}{key}:"
                for item in inner:
                    first, *rest = write_yaml(item, f"{indent}    ")
                    yield f"{indent}  - {first.lstrip()}"
                    yield from rest
            case list():
                yield f"{indent}{key}: [{', '.join(map(quote, inner))}]"
            case _:
                yield f"{indent}{key}: {quote(inner)}"


def quote(words: str) -> str:
    """The words as YAML, in quotation marks where they would be read as something else."""
    plain = re.fullmatch(r"[\wÆØÅæøå§(«][^,:#\[\]{}\"]*[^\s,:#\[\]{}\"]|\w", words)
    return words if plain else '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def make_workspace(folder: Path, count: int = 357, seed: int = 1) -> None:
    """Write the files of so many municipalities below the folder."""
    (folder / "kommuner").mkdir(parents=True, exist_ok=True)
    for place in list_places(count):
        made = Maker(place, seed).make()
        lines = [
            f"# yaml-language-server: $schema=../schemas/{made['mal']}.schema.json",
            f"# {place.name}: avtale med {place.municipality.district}, laget for å måle.",
            *write_yaml(made),
        ]
        file = folder / "kommuner" / f"{place.file}.yaml"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=357)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make_workspace(options.folder, options.count, options.seed)
