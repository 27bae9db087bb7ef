"""Clauses and agreement templates: the words that all municipalities share.

Takes template folders; gives clauses, each with its declared choices and its checked text, and
agreement templates, each with its clauses in order. A later folder overrides an earlier one,
clause by clause. It must never know which municipality a clause is filled in for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from avtalegen import ignores, lint, sandbox, textfile, validation, yamlfile
from avtalegen.choices import build_model
from avtalegen.declarations import (
    ClauseDeclaration,
    LegalBases,
    LegalBasis,
    TemplateDeclaration,
)
from avtalegen.lint import FIXED, IDS, Type
from avtalegen.messages import Words
from avtalegen.problems import AvtalegenError, Location, Problem, has_errors, quote, suggest
from avtalegen.records import Period
from avtalegen.schema import Party, Titles
from avtalegen.values import Strict
from avtalegen.yamlfile import name_field

DeclarationT = TypeVar("DeclarationT", bound=Strict)

# The names that every clause may use, besides `valg`, its own choices.
SCOPE: Mapping[str, Type] = {
    "kommunen": FIXED,  # kommunen, or kommunene where there are several
    "Kommunen": FIXED,
    "kommunens": FIXED,
    "Kommunens": FIXED,
    "kommunenavn": FIXED,  # the full names of the municipalities: A kommune og B kommune
    "sted": FIXED,  # their short names: A og B
    "politinavn": Type(str),  # the police party
    "politidistrikt": Type(str),  # the police district
    "enhet": Type(str),  # the local police unit, or the police party where none is named
    "titler": Type(Titles),
    "parter": Type(tuple[Party, ...]),
    "periode": Type(Period),
    "klausuler": IDS,  # the ids of the clauses in the agreement: "slt" in klausuler
}


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
        inside = self.path / "klausuler"
        return {i: name for i, name in _list_folder(inside).items() if (inside / name).is_dir()}

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

    def read_all(self, folder: Folder) -> tuple[list[tuple[Clause, str]], list[Problem]]:
        """Every clause of the folder with its målform, and what keeps others from being read.

        The folder's agreement templates are read too, for their problems.
        """
        clauses: list[tuple[Clause, str]] = []
        problems: list[Problem] = []
        for name, file in folder.templates.items():
            place = Location(f"{folder.name}/avtaler/{file}", 1, 1)
            try:
                self._read_whole_template(name, place)
            except AvtalegenError as error:
                problems += error.problems
        for name, inside in folder.clauses.items():
            place = Location(f"{folder.name}/klausuler/{inside}", 0, 0)
            written = [
                f for f in ("nb", "nn") if (folder.path / "klausuler" / inside / f"{f}.md").exists()
            ]
            for language in written or ["nb"]:
                try:
                    clauses.append((self.read_clause(name, language, place), language))
                except AvtalegenError as error:
                    problems += error.problems
        return clauses, problems

    def _read_whole_template(self, name: str, asked: Location) -> None:
        known = self.list_clauses()
        for entry in self.read_template(name, asked).walk():
            if entry.klausul not in known:
                details: dict[str, Words] = {
                    "read": entry.klausul,
                    "mend": suggest(entry.klausul, known),
                }
                raise AvtalegenError([Problem("clause-unknown", asked, details=details)])

    @cached_property
    def legal_bases(self) -> LegalBases:
        """The register of legal bases; raises AvtalegenError where it cannot be read."""
        found: dict[str, LegalBasis] = {}
        for folder in reversed(self.folders):
            if (folder.path / "hjemler.yaml").exists():
                found |= self._read(folder, "hjemler.yaml", LegalBases)[0].hjemler
        return LegalBases(hjemler=found)

    def _read(
        self, folder: Folder, name: str, model: type[DeclarationT]
    ) -> tuple[DeclarationT, yamlfile.Tree]:
        tree = yamlfile.read_yaml(folder.path / name, f"{folder.name}/{name}")
        made, problems = validation.validate(tree, model)
        if made is None:
            raise AvtalegenError(problems)
        self.problems += ignores.silence(tree, problems)
        return made, tree

    def _read_template(self, name: str, asked: Location) -> TemplateDeclaration:
        folder = next((f for f in self.folders if name in f.templates), None)
        if folder is None:
            mend = suggest(name, self.list_templates())
            details: dict[str, Words] = {"read": name, "mend": mend}
            raise AvtalegenError([Problem("template-unknown", asked, "mal", details)])
        file = f"avtaler/{folder.templates[name]}"
        made, tree = self._read(folder, file, TemplateDeclaration)
        listed = [path for path in tree.values if path[-1:] == ("klausul",)]
        ids = [tree.find(path) for path in listed]
        twice = [
            Problem("clause-twice", tree.locate(path), name_field(path), {"read": str(ids[number])})
            for number, path in enumerate(listed)
            if ids[number] in ids[:number]
        ]
        if twice:
            raise AvtalegenError(twice)
        return made

    def _read_clause(self, clause: str, language: str, asked: Location) -> Clause:
        folder = next((f for f in self.folders if clause in f.clauses), None)
        if folder is None:
            details: dict[str, Words] = {
                "read": clause,
                "mend": suggest(clause, self.list_clauses()),
            }
            raise AvtalegenError([Problem("clause-unknown", asked, details=details)])
        inside = f"klausuler/{folder.clauses[clause]}"
        declaration, tree = self._read(folder, f"{inside}/klausul.yaml", ClauseDeclaration)
        file, name = f"{inside}/{language}.md", f"{folder.name}/{inside}/{language}.md"
        if not (folder.path / file).exists():
            details = {"read": clause, "language": language, "file": name}
            raise AvtalegenError([Problem("clause-language", asked, details=details)])
        text, warnings = textfile.read_text(folder.path / file, name)
        model = build_model(clause, declaration.valg)
        made = Clause(clause, declaration, model, sandbox.read_source(text, name))
        ids = tuple(self.list_clauses())
        problems = [*warnings, *check_clause(made, tree, self.legal_bases, ids)]
        if has_errors(problems):
            raise AvtalegenError(problems)
        self.problems += problems
        return made


def check_clause(
    clause: Clause, tree: yamlfile.Tree, bases: LegalBases, ids: tuple[str, ...]
) -> list[Problem]:
    """What is wrong with a clause whatever its choices: names, choices, defaults, legal bases.

    `tree` is that of its klausul.yaml, and `ids` are those of all clauses.
    """
    scope = {**SCOPE, "valg": Type(clause.model), "klausuler": Type(frozenset, ids)}
    found = lint.lint(clause.source, scope)
    problems = [*found.problems, *check_defaults(clause, tree)]
    for name in clause.declaration.valg:
        if name not in found.reads:
            place = tree.locate_key(("valg", name))
            problems.append(Problem("choice-unread", place, f"valg.{name}", {"read": name}))
    for position, name in enumerate(clause.declaration.hjemler):
        if name not in bases.hjemler:
            place = tree.locate(("hjemler", position))
            details: dict[str, Words] = {"read": name, "mend": suggest(name, bases.hjemler)}
            problems.append(Problem("legal-basis-unknown", place, "hjemler", details))
    return problems


def check_defaults(clause: Clause, tree: yamlfile.Tree) -> Iterator[Problem]:
    """An error for each default that is no value of its choice."""
    for name, choice in clause.declaration.valg.items():
        if choice.standard is None:
            continue
        path = ("valg", name, "standard")
        alone = choice.model_copy(update={"standard": None})
        part = yamlfile.Tree(tree.name, {name: choice.standard})
        _, problems = validation.validate(part, build_model(clause.id, {name: alone}))
        if problems:
            details: dict[str, Words] = {"read": quote(choice.standard), "mend": problems[0].hint}
            yield Problem("choice-default", tree.locate(path), name_field(path), details)


def _refuse_clause(clause: str, known: list[str], asked: Location) -> Problem:
    mend = suggest(clause, known)
    return Problem("clause-unknown", asked, details={"read": clause, "mend": mend})


def _list_folder(path: Path) -> dict[str, str]:
    if not path.is_dir():
        return {}
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    return {unicodedata.normalize("NFC", name): name for name in names}
