"""Clauses and agreement templates: the words that all municipalities share.

Takes template folders; gives clauses, each with its declared choices and its checked text, and
agreement templates, each with its clauses in order. A later folder overrides an earlier one,
clause by clause. It must never know which municipality a clause is filled in for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, PlainValidator

from avtalegen import lint, sandbox, textfile, validation, yamlfile
from avtalegen.choices import Choice, build_model
from avtalegen.lint import UNKNOWN, WORDS, Type
from avtalegen.problems import AvtalegenError, Location, Problem, has_errors, suggest
from avtalegen.records import Period
from avtalegen.schema import Identifier, Party, Titles
from avtalegen.values import Line, Strict, YesNo, parse_integer, refuse

MOST_LEVELS = 3  # of clauses below clauses
DeclarationT = TypeVar("DeclarationT", bound=Strict)

# The names that every clause may use, besides `valg`, its own choices.
SCOPE: Mapping[str, Type] = {
    "kommunen": WORDS,  # kommunen, or kommunene where there are several
    "Kommunen": WORDS,
    "kommunens": WORDS,
    "Kommunens": WORDS,
    "kommunenavn": WORDS,  # the full names of the municipalities: A kommune og B kommune
    "sted": WORDS,  # their short names: A og B
    "politinavn": Type(str),  # the police party
    "politidistrikt": Type(str),  # the police district
    "enhet": Type(str),  # the local police unit, or the police party where none is named
    "titler": Type(Titles),
    "parter": Type(tuple[Party, ...]),
    "periode": Type(Period),
    "klausuler": UNKNOWN,  # the ids of the clauses in the agreement: "slt" in klausuler
}


class Bilingual(Strict):
    """Words in each målform."""

    nb: Line = Field(description="Bokmål")
    nn: Line | None = Field(None, description="Nynorsk")

    def say(self, language: str) -> str:
        """The words in the målform, in bokmål where there are none in nynorsk."""
        return (self.nn if language == "nn" else None) or self.nb


class ClauseDeclaration(Strict):
    """klausul.yaml: what a clause is called, and what a municipality chooses in it."""

    tittel: Bilingual = Field(description="Overskriften", examples=[{"nb": "Taushetsplikt"}])
    beskrivelse: Line = Field(description="Hva klausulen gjør, for den som velger klausuler")
    hjemler: tuple[Identifier, ...] = Field((), description="Rettslige grunnlag, fra hjemler.yaml")
    valg: dict[Identifier, Choice] = Field({}, description="Valgene i klausulen")


class Entry(Strict):
    """A clause in an agreement template, with the clauses that stand below it."""

    klausul: Identifier = Field(description="Klausulen", examples=["slt"])
    obligatorisk: YesNo = Field(False, description="Om klausulen alltid er med")
    underklausuler: tuple[Entry, ...] = Field((), description="Klausulene under denne")


def check_depth(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, if no clause stands more than two below another: Markdown has six headings."""
    if _depth(entries) > MOST_LEVELS:
        raise refuse("template-too-deep", limit=str(MOST_LEVELS))
    return entries


Entries = Annotated[tuple[Entry, ...], AfterValidator(check_depth)]


class TemplateDeclaration(Strict):
    """avtaler/<mal>.yaml: the clauses of a kind of agreement, in order."""

    tittel: Bilingual = Field(description="Tittelen på avtalen")
    beskrivelse: Line = Field(description="Når malen passer")
    innhold: YesNo = Field(False, description="Om avtalen har innholdsfortegnelse")
    nummererte_nivåer: Annotated[int, PlainValidator(parse_integer(0, 2))] = Field(
        0, description="0: ingen numre, 1: klausulene, 2: også underklausulene"
    )
    klausuler: Entries = Field(min_length=1, description="Klausulene, i rekkefølge")
    vedlegg: Entries = Field((), description="Vedleggene, i rekkefølge")

    def walk(self) -> Iterator[Entry]:
        """Every entry: clauses with those below them, then annexes."""
        yield from _walk(self.klausuler)
        yield from _walk(self.vedlegg)


class LegalBasis(Strict):
    """One provision of a statute, and where it was read."""

    lov: Line = Field(description="Loven")
    sted: Line = Field(description="Paragrafen", examples=["§ 2 nr. 6"])
    om: Line = Field(description="Hva bestemmelsen handler om")
    kilde: Line = Field(description="Hvor den er lest")


class LegalBases(Strict):
    """hjemler.yaml: every legal basis, in one place so that they can be renewed together."""

    hjemler: dict[Identifier, LegalBasis]


@dataclass(frozen=True)
class Clause:
    """One clause: its declarations, the model of its choices, and its text in one målform."""

    id: str
    declaration: ClauseDeclaration
    model: type[Strict]
    source: sandbox.Source

    @cached_property
    def template(self) -> sandbox.Compiled:
        """The text, ready to be filled in."""
        return sandbox.compile_source(self.source)


@dataclass(frozen=True)
class Folder:
    """A folder of templates, and what messages call it."""

    path: Path
    name: str

    @cached_property
    def clauses(self) -> Mapping[str, str]:
        """The clause folders by id; ids are compared in NFC, whatever the file system keeps."""
        return _list_folder(self.path / "klausuler")

    @cached_property
    def templates(self) -> Mapping[str, str]:
        """The files of agreement templates by name."""
        names = _list_folder(self.path / "avtaler")
        return {n.removesuffix(".yaml"): f for n, f in names.items() if n.endswith(".yaml")}


@dataclass
class Library:
    """All clauses and agreement templates; the first folder that has one is the one that counts.

    What has been read is kept, with its warnings in `problems`.
    """

    folders: tuple[Folder, ...]
    problems: list[Problem] = field(default_factory=list)
    _templates: dict[str, TemplateDeclaration] = field(default_factory=dict)
    _clauses: dict[tuple[str, str], Clause] = field(default_factory=dict)

    def list_templates(self) -> list[str]:
        """The names of all agreement templates."""
        return sorted({name for folder in self.folders for name in folder.templates})

    def list_clauses(self) -> list[str]:
        """The ids of all clauses."""
        return sorted({name for folder in self.folders for name in folder.clauses})

    def read_template(self, name: str, asked: Location) -> TemplateDeclaration:
        """The agreement template; raises AvtalegenError, placed at `asked` if there is none."""
        if name not in self._templates:
            self._templates[name] = self._read_template(name, asked)
        return self._templates[name]

    def read_clause(self, clause: str, language: str, asked: Location) -> Clause:
        """The clause in one målform; raises AvtalegenError like read_template."""
        key = (clause, language)
        if key not in self._clauses:
            self._clauses[key] = self._read_clause(clause, language, asked)
        return self._clauses[key]

    @cached_property
    def legal_bases(self) -> LegalBases:
        """The register of legal bases; raises AvtalegenError where it cannot be read."""
        for folder in self.folders:
            if (folder.path / "hjemler.yaml").exists():
                return self._read(folder, "hjemler.yaml", LegalBases)
        return LegalBases(hjemler={})

    def _read(self, folder: Folder, name: str, model: type[DeclarationT]) -> DeclarationT:
        tree = yamlfile.read_yaml(folder.path / name, f"{folder.name}/{name}")
        made, problems = validation.validate(tree, model)
        if made is None:
            raise AvtalegenError(problems)
        self.problems += problems
        return made

    def _read_template(self, name: str, asked: Location) -> TemplateDeclaration:
        folder = next((f for f in self.folders if name in f.templates), None)
        if folder is None:
            mend = suggest(name, self.list_templates())
            details = {"read": name, "mend": mend}
            raise AvtalegenError([Problem("template-unknown", asked, "mal", details)])
        file = f"avtaler/{folder.templates[name]}"
        made = self._read(folder, file, TemplateDeclaration)
        ids = [entry.klausul for entry in made.walk()]
        twice = [i for i in dict.fromkeys(ids) if ids.count(i) > 1]
        if twice:
            place = Location(f"{folder.name}/{file}", 1, 1)
            raise AvtalegenError(
                [Problem("clause-twice", place, details={"read": i}) for i in twice]
            )
        return made

    def _read_clause(self, clause: str, language: str, asked: Location) -> Clause:
        folder = next((f for f in self.folders if clause in f.clauses), None)
        if folder is None:
            details = {"read": clause, "mend": suggest(clause, self.list_clauses())}
            raise AvtalegenError([Problem("clause-unknown", asked, details=details)])
        inside = f"klausuler/{folder.clauses[clause]}"
        declaration = self._read(folder, f"{inside}/klausul.yaml", ClauseDeclaration)
        file, name = f"{inside}/{language}.md", f"{folder.name}/{inside}/{language}.md"
        if not (folder.path / file).exists():
            details = {"read": clause, "language": language, "file": name}
            raise AvtalegenError([Problem("clause-language", asked, details=details)])
        text, warnings = textfile.read_text(folder.path / file, name)
        model = build_model(clause, declaration.valg)
        made = Clause(clause, declaration, model, sandbox.read_source(text, name))
        problems = [*warnings, *check_clause(made, self.legal_bases, f"{folder.name}/{inside}")]
        if has_errors(problems):
            raise AvtalegenError(problems)
        self.problems += problems
        return made


def check_clause(clause: Clause, bases: LegalBases, folder: str) -> list[Problem]:
    """What is wrong with a clause whatever its choices: names, choices never read, legal bases."""
    found = lint.lint(clause.source, {**SCOPE, "valg": Type(clause.model)})
    place = Location(f"{folder}/klausul.yaml", 1, 1)
    unread = [name for name in clause.declaration.valg if name not in found.reads]
    unknown = [name for name in clause.declaration.hjemler if name not in bases.hjemler]
    return [
        *found.problems,
        *(Problem("choice-unread", place, f"valg.{name}", {"read": name}) for name in unread),
        *(
            Problem("legal-basis-unknown", place, "hjemler", {
                "read": name, "mend": suggest(name, bases.hjemler)})
            for name in unknown
        ),
    ]  # fmt: skip


def _depth(entries: Iterable[Entry]) -> int:
    return max((1 + _depth(entry.underklausuler) for entry in entries), default=0)


def _walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _walk(entry.underklausuler)


def _list_folder(path: Path) -> dict[str, str]:
    if not path.is_dir():
        return {}
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    return {unicodedata.normalize("NFC", name): name for name in names}
