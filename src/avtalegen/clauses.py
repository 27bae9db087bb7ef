"""Clauses and agreement templates: the words that all municipalities share.

Takes template folders; gives clauses, each with its declared choices and its checked text, and
agreement templates, each with its clauses in order. A later folder overrides an earlier one,
clause by clause. It must never know which municipality a clause is filled in for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import TypeVar

from pydantic_core import SchemaValidator

from avtalegen import cache, ignores, sandbox, textfile, validation, yamlfile
from avtalegen.clause import Clause
from avtalegen.declarations import (
    ClauseDeclaration,
    LegalBases,
    LegalBasis,
    TemplateDeclaration,
)
from avtalegen.folders import Folder, is_name
from avtalegen.messages import Words, write_number
from avtalegen.problems import AvtalegenError, Location, Problem, has_errors, suggest
from avtalegen.quick import dataclass
from avtalegen.schema import Agreement
from avtalegen.strict import Strict
from avtalegen.tree import Tree, name_field

DeclarationT = TypeVar("DeclarationT", bound=Strict)
MadeT = TypeVar("MadeT")

# The longest text of a clause; the shipped ones have less than 7,000 characters.
MOST_CHARACTERS = 30_000
_REGISTER = "hjemler.yaml"


@dataclass
class Library:
    """All clauses and agreement templates; the first folder that has one is the one that counts.

    What has been read is kept, with its warnings in `problems`, the `texts` of its YAML by the path
    of the file below its folder, in NFC, and what reads the choices of each clause, in
    `readers`, by the name of its source.
    """

    folders: tuple[Folder, ...]
    problems: list[Problem] = field(default_factory=list)
    readers: dict[str, SchemaValidator] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    _templates: dict[str, TemplateDeclaration] = field(default_factory=dict)
    _entries: dict[tuple[str, str], Location] = field(default_factory=dict)
    _clauses: dict[tuple[str, str], Clause] = field(default_factory=dict)
    _keeps: bool = True  # whether what is made may be kept for the next run
    _used: set[str] | None = None  # the clauses that can be chosen, once all templates were read

    def list_templates(self) -> list[str]:
        """The names of all agreement templates."""
        return sorted({name for folder in self.folders for name in folder.templates})

    def list_clauses(self) -> list[str]:
        """The ids of all clauses."""
        return sorted({name for folder in self.folders for name in folder.clauses})

    def list_used(self) -> set[str]:
        """The ids of all clauses that stand in some agreement template."""
        place = Location("")
        templates = [self.read_template(name, place) for name in self.list_templates()]
        return {entry.klausul for template in templates for entry in template.walk()}

    def has_text(self, clause: str, language: str) -> bool:
        """Whether the clause has a text in the målform; True also where there is no such clause."""
        folder = next((f for f in self.folders if clause in f.clauses), None)
        inside = folder.path / "klausuler" / folder.clauses[clause] if folder else None
        return (
            inside is None
            or (inside / f"{language}.md").exists()
            or not any((inside / f"{other}.md").exists() for other in ("nb", "nn"))
        )

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
        if not problems:
            self._used = self.list_used()
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
        entries = [entry.klausul for entry in self.read_template(name, asked).walk()]
        reserved = [e for e in entries if hasattr(Agreement, e) or e in Agreement.model_names]
        if reserved:
            raise AvtalegenError(
                Problem("clause-reserved", self.locate_entry(name, each), details={"read": each})
                for each in reserved
            )
        unknown = [entry for entry in entries if entry not in known]
        if unknown:
            raise AvtalegenError(
                _refuse_clause(each, known, self.locate_entry(name, each)) for each in unknown
            )

    def locate_entry(self, template: str, clause: str) -> Location:
        """Where an agreement template that has been read lists the clause."""
        return self._entries[template, clause]

    @cached_property
    def legal_bases(self) -> LegalBases:
        """The register of legal bases; raises AvtalegenError where it cannot be read."""
        found: dict[str, LegalBasis] = {}
        known, registers = len(self.problems), self._registers
        for folder in reversed(self.folders):
            if (folder.path / _REGISTER).exists():
                found |= self._read(folder, _REGISTER, LegalBases)[0].hjemler
        # Warnings about it are told each time that a clause is made, so none may be kept.
        self._keeps = len(self.problems) == known and self._read_registers() == registers
        return LegalBases(hjemler=found)

    @cached_property
    def _registers(self) -> bytes | None:
        """The registers as they were before the legal bases were read from them."""
        return self._read_registers()

    def _read_registers(self) -> bytes | None:
        have = [folder for folder in self.folders if (folder.path / _REGISTER).exists()]
        return _read_key((folder, _REGISTER) for folder in have)

    def _read(
        self,
        folder: Folder,
        name: str,
        model: type[DeclarationT],
        warnings: Iterable[Problem] = (),
    ) -> tuple[DeclarationT, Tree]:
        tree = yamlfile.read_yaml(folder.path / name, f"{folder.name}/{name}")
        made, problems = validation.validate(tree, model)
        if made is None:
            raise AvtalegenError(problems)
        self.problems += ignores.silence(tree, [*problems, *warnings])
        return made, tree

    def _read_template(self, name: str, asked: Location) -> TemplateDeclaration:
        folder = next((f for f in self.folders if name in f.templates), None)
        if folder is None:
            mend = suggest(name, self.list_templates())
            details: dict[str, Words] = {"read": name, "mend": mend}
            raise AvtalegenError([Problem("template-unknown", asked, "mal", details)])
        file = f"avtaler/{folder.templates[name]}"
        (made, places, text), _ = self._recall(
            "template", [(folder, file)], (name,), lambda: self._make_template(folder, file)
        )
        self._remember(file, text)
        self._entries |= {(name, clause): place for clause, place in places.items()}
        return made

    def _make_template(
        self, folder: Folder, file: str
    ) -> tuple[TemplateDeclaration, dict[str, Location], str]:
        """The agreement template, where it lists each clause, and its text."""
        made, tree = self._read(folder, file, TemplateDeclaration)
        listed = [path for path in tree.values if path[-1:] == ("klausul",)]
        ids = [str(tree.find(path)) for path in listed]
        twice = [
            Problem("clause-twice", tree.locate(path), name_field(path), {"read": ids[number]})
            for number, path in enumerate(listed)
            if ids[number] in ids[:number]
        ]
        if twice:
            raise AvtalegenError(twice)
        places = {each: tree.locate(path) for each, path in zip(ids, listed, strict=True)}
        return made, places, "\n".join(tree.lines)

    def _remember(self, file: str, text: str) -> None:
        self.texts[unicodedata.normalize("NFC", file)] = text

    def _recall(
        self,
        kind: str,
        files: Sequence[tuple[Folder, str]],
        about: Sequence[str],
        make: Callable[[], MadeT],
    ) -> tuple[MadeT, bytes | None]:
        """What is made of the files and the words, from the cache where it is kept; their digest.

        Only what nothing is wrong with is kept, so that a problem is told every time.
        """

        def read_key() -> bytes | None:
            registers, parts = self._registers, _read_key(files)
            if registers is None or parts is None:
                return None
            return cache.join(*about, registers, parts)

        def make_clean() -> tuple[MadeT, bool]:
            known = len(self.problems)
            made = make()
            return made, self._keeps and len(self.problems) == known

        return cache.recall(kind, read_key, make_clean)

    def _read_clause(self, clause: str, language: str, asked: Location) -> Clause:
        folder = next((f for f in self.folders if clause in f.clauses), None)
        if folder is None:
            details: dict[str, Words] = {
                "read": clause,
                "mend": suggest(clause, self.list_clauses()),
            }
            raise AvtalegenError([Problem("clause-unknown", asked, details=details)])
        inside = f"klausuler/{folder.clauses[clause]}"
        files = [(folder, f"{inside}/klausul.yaml"), (folder, f"{inside}/{language}.md")]
        unlisted = [*self._find_unlisted(clause, f"{folder.name}/{inside}/klausul.yaml")]
        told = [problem.code for problem in unlisted]
        about = (clause, language, *told, *self.list_clauses())
        (declaration, source, text), made_of = self._recall(
            "clause", files, about,
            lambda: self._make_clause(clause, language, files, unlisted, asked),
        )  # fmt: skip
        self._remember(files[0][1], text)
        return Clause(clause, declaration, source, made_of)

    def _make_clause(
        self,
        clause: str,
        language: str,
        files: list[tuple[Folder, str]],
        unlisted: list[Problem],
        asked: Location,
    ) -> tuple[ClauseDeclaration, sandbox.Source, str]:
        (folder, declared), (_, file) = files
        name = f"{folder.name}/{file}"
        declaration, tree = self._read(folder, declared, ClauseDeclaration, unlisted)
        if not (folder.path / file).exists():
            details = {"read": clause, "language": language, "file": name}
            raise AvtalegenError([Problem("clause-language", asked, details=details)])
        text, warnings = textfile.read_text(folder.path / file, name)
        if not text.strip():
            raise AvtalegenError([Problem("file-empty", Location(name, 1, 1))])
        if len(text) > MOST_CHARACTERS:
            details = {"size": write_number(len(text)), "limit": write_number(MOST_CHARACTERS)}
            problem = Problem("clause-too-long", Location(name, 1, 1), details=details)
            raise AvtalegenError([problem])
        from avtalegen.clause_checks import check_clause

        made = Clause(clause, declaration, sandbox.read_source(text, name))
        ids = tuple(self.list_clauses())
        problems = [*warnings, *check_clause(made, tree, self.legal_bases, ids)]
        if has_errors(problems):
            raise AvtalegenError(problems)
        self.problems += problems
        return declaration, made.source, "\n".join(tree.lines)

    def _find_unlisted(self, clause: str, file: str) -> Iterator[Problem]:
        if self._used is not None and clause not in self._used and is_name(clause):
            yield Problem("clause-unlisted", Location(file, 1, 1), details={"read": clause})


def _read_key(files: Iterable[tuple[Folder, str]]) -> bytes | None:
    return yamlfile.read_key((f.path / file, f"{f.name}/{file}") for f, file in files)


def _refuse_clause(clause: str, known: list[str], asked: Location) -> Problem:
    mend = suggest(clause, known)
    return Problem("clause-unknown", asked, details={"read": clause, "mend": mend})
