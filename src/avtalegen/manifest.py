"""What earlier builds wrote to a folder, of which inputs, and what they had to tell.

Takes bytes; gives a manifest, an empty one where they are damaged. What it says is a promise about
files that others may have changed since: nothing in it is believed without looking at them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from avtalegen.messages import KINDS, Phrase, Words
from avtalegen.problems import Location, Problem
from avtalegen.quick import dataclass
from avtalegen.workspace import is_usable_name
from avtalegen.writers import FORMATS

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement as it was written in some formats.

    `made_of` is the digest of its `inputs`, which are their names; `outputs` are the digests of its
    files by format. `home` is the way from there to the workspace that it is of. `problems` are its
    warnings, told of the workspace by the name `root`, as of the day `day`, and the same until the
    day `until`; both are days in ISO 8601, or "" for none.
    """

    made_of: str
    inputs: tuple[str, ...]
    outputs: Mapping[str, str]
    home: str
    problems: tuple[Problem, ...] = ()
    root: str = ""
    day: str = ""
    until: str = ""


@dataclass(slots=True)
class Manifest:
    """The entries of each agreement by its name, one for each set of formats that was built."""

    agreements: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def find(self, name: str, formats: Iterable[str]) -> Entry | None:
        """How the agreement was last written in exactly these formats."""
        return self.agreements.get(name, {}).get(_join(formats))

    def keep(self, name: str, entry: Entry) -> None:
        """The entry stands in place of the one of the same formats."""
        self.agreements.setdefault(name, {})[_join(entry.outputs)] = entry


def read(data: bytes) -> Manifest:
    """The manifest; an empty one where it is damaged, or another version's.

    Raises an error of any kind where it was signed, but by somebody else.
    """
    digest, _, written = data.partition(b"\n")
    if hashlib.sha256(written).hexdigest().encode() != digest:
        return Manifest()
    made = json.loads(written)
    if made.get("format") != _FORMAT:
        return Manifest()
    names, problems = made["inputs"], [_read_problem(each) for each in made["problems"]]
    if not all(map(is_usable_name, made["agreements"])):
        return Manifest()  # nothing that it names lies elsewhere
    return Manifest({
        agreement: {_join(each["outputs"]): _read_entry(each, names, problems) for each in entries}
        for agreement, entries in made["agreements"].items()
    })  # fmt: skip


def write(manifest: Manifest) -> bytes:
    """The manifest as bytes, the same for the same entries, whatever order they were made in."""
    names: dict[str, int] = {}
    problems: dict[str, int] = {}
    agreements = {
        agreement: [_write_entry(each, names, problems) for _formats, each in sorted(found.items())]
        for agreement, found in sorted(manifest.agreements.items())
    }
    made = {
        "format": _FORMAT,
        "inputs": [*names],
        "problems": [json.loads(each) for each in problems],
        "agreements": agreements,
    }
    written = json.dumps(made, separators=(",", ":")).encode() + b"\n"
    return hashlib.sha256(written).hexdigest().encode() + b"\n" + written


def _join(formats: Iterable[str]) -> str:
    return " ".join(sorted(formats))


def _read_entry(each: dict[str, Any], names: list[str], problems: list[Problem]) -> Entry:
    if not {*each["outputs"]} <= {*FORMATS}:
        raise ValueError(each["outputs"])
    return Entry(
        each["made_of"], tuple(names[at] for at in each["inputs"]), each["outputs"], each["home"],
        tuple(problems[at] for at in each["problems"]), each["root"], each["day"], each["until"],
    )  # fmt: skip


def _write_entry(entry: Entry, names: dict[str, int], problems: dict[str, int]) -> dict[str, Any]:
    told = [json.dumps(_write_problem(each)) for each in entry.problems]
    return {
        "made_of": entry.made_of,
        "inputs": [names.setdefault(name, len(names)) for name in entry.inputs],
        "outputs": dict(sorted(entry.outputs.items())),
        "home": entry.home,
        "problems": [problems.setdefault(each, len(problems)) for each in told],
        "root": entry.root,
        "day": entry.day,
        "until": entry.until,
    }


def _read_problem(each: dict[str, Any]) -> Problem:
    details = {name: _read_words(said) for name, said in each["details"].items()}
    if each["code"] not in KINDS:
        raise ValueError(each["code"])
    return Problem(each["code"], Location(*each["place"]), each["field"], details)


def _write_problem(problem: Problem) -> dict[str, Any]:
    place = problem.location
    return {
        "code": problem.code,
        "place": [place.file, place.line, place.column],
        "field": problem.field,
        "details": {name: _write_words(said) for name, said in problem.details.items()},
    }


def _read_words(said: Any) -> Words:
    if isinstance(said, str):
        return said
    text, plural, number, details = said
    return Phrase(text, {name: _read_words(each) for name, each in details.items()}, plural, number)


def _write_words(said: Words) -> Any:
    if isinstance(said, str):
        return said
    details = {name: _write_words(each) for name, each in said.details.items()}
    return [said.text, said.plural, said.number, details]
