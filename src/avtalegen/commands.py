"""What the tool does, as functions that return a result and never print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from datetime import date
from functools import partial
from pathlib import Path

from avtalegen import checks, ignores, lettering, logos, sources, wordchecks
from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.beside import Beside
from avtalegen.clause import Clause
from avtalegen.clauses import Library
from avtalegen.document import Document
from avtalegen.messages import Phrase, phrase
from avtalegen.passages import Subject
from avtalegen.problems import (
    AvtalegenError,
    Listing,
    Location,
    Problem,
    has_errors,
    sort_problems,
    take,
    take_each,
)
from avtalegen.quick import dataclass
from avtalegen.saving import save_files
from avtalegen.style import Look
from avtalegen.tree import Tree
from avtalegen.workspace import Workspace
from avtalegen.writers import UNLOCKED, UnprintableError, UnwritableError, find_writer

# Shows how far a long run has come while it goes through its names.
Track = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the files it wrote, none if there was an error, and all problems."""

    files: tuple[Path, ...] = ()
    listing: Listing = field(default_factory=Listing)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order of telling."""
        return tuple(self.listing.problems)


def build(
    workspace: Workspace,
    names: Sequence[str] | None,
    formats: Sequence[str],
    out: Path | None = None,
    track: Track = iter,
    today: date | None = None,
) -> Built:
    """Write the agreements of the named municipalities, or of all where names is None.

    Nothing is written if anything is wrong anywhere. `today` is the day of the checks; without
    one, no period is called expired.
    """
    run = Run(workspace, today, printed="pdf" in formats)
    files: dict[Path, bytes] = {}
    try:
        workspace.check_outside(out or workspace.default_output)
        look = run.read_look()
        run.problems += wordchecks.tell_of_formats(look, formats)
        chosen = run.choose(names)
        with Beside() as beside:
            for name in track(chosen):
                document = run.make_document(name)
                if document is None or has_errors(run.problems):
                    continue
                for format_ in dict.fromkeys(formats):
                    path = (out or workspace.default_output) / f"{name}.{format_}"
                    files[path] = b""
                    write = partial(run.write, files, path, document, look, run.subject)
                    if format_ in UNLOCKED and len(chosen) > 1:
                        beside.start(write)
                    else:
                        write()
        run.problems += workspace.library.problems
        if not has_errors(run.problems):
            save_files(files)
    except AvtalegenError as error:
        run.problems += error.problems
    return Built(() if has_errors(run.problems) else tuple(files), run.list_problems())


def check(
    workspace: Workspace,
    names: Sequence[str] | None = None,
    track: Track = iter,
    today: date | None = None,
) -> Listing:
    """Every problem of the named municipalities, or of the whole workspace where names is None.

    The whole workspace is all municipalities, the style, and every clause and agreement template
    of its own, used or not; its own clauses are proved. `today` is the day of the checks; without
    one, no period is called expired.
    """
    run = Run(workspace, today)
    run.find_look()
    if names is None:
        run.problems += _prove_own(workspace)
    try:
        for name in track(run.choose(names)):
            run.make_document(name)
    except AvtalegenError as error:
        run.problems += error.problems
    run.problems += workspace.library.problems
    return run.list_problems()


def write_schemas(workspace: Workspace, out: Path | None = None) -> Built:
    """Write the JSON Schema of every kind of agreement, and of the files of templates."""
    from avtalegen import schemas

    made = {
        name: schemas.make_declaration_schema(*about)
        for name, about in schemas.DECLARATIONS.items()
    }
    library = workspace.library
    try:
        for name in library.list_templates():
            place = Location(name)
            template = library.read_template(name, place)
            clauses = {
                entry.klausul: _read_either(library, entry.klausul, place)
                for entry in template.walk()
            }
            made[name] = schemas.make_municipality_schema(name, template, clauses)
        folder = out or workspace.root / "schemas"
        files = {
            folder / f"{name}.schema.json": schemas.write_schema(written)
            for name, written in made.items()
        }
        save_files(files)
    except AvtalegenError as error:
        told = take_each(sort_problems(error.problems))
        return Built((), Listing(told, workspace.read_lines(p.location for p in told)))
    return Built(tuple(files))


def save_text(workspace: Workspace, path: Path, written: str) -> Built:
    """Write one file, as it is, in UTF-8, outside the folders that agreements are made from."""
    try:
        workspace.check_outside(path)
        save_files({path: written.encode()})
    except AvtalegenError as error:
        return Built((), Listing(sort_problems(error.problems)))
    return Built((path,))


def _read_either(library: Library, clause: str, place: Location) -> Clause:
    # A schema needs the choices of a clause, which are the same in both målformer.
    try:
        return library.read_clause(clause, "nb", place)
    except AvtalegenError as error:
        if {problem.code for problem in error.problems} != {"clause-language"}:
            raise
        return library.read_clause(clause, "nn", place)


def _prove_own(workspace: Workspace) -> list[Problem]:
    from avtalegen import proofs

    clauses, problems = workspace.read_own()
    ids = tuple(workspace.library.list_clauses())
    proved = [proofs.prove(clause, language, ids) for clause, language in clauses]
    return [*problems, *(problem for found in proved for problem in found)]


@dataclass(slots=True)
class Run:
    """The problems that have been found so far, and how many agreements were looked at.

    Where agreements are `printed`, a letter that no font has is an error.
    """

    workspace: Workspace
    today: date | None
    printed: bool = False
    problems: list[Problem] = field(default_factory=list)
    checked: int = 0
    look: Look | None = None
    subject: Subject | None = None

    def read_look(self) -> Look:
        """The look of the documents; its problems are added, and it is there from now on."""
        self.look, problems = self.workspace.read_look()
        self.problems += problems
        if self.look.word_template and not has_errors(problems):
            self.problems += wordchecks.try_template(self.look)
        return self.look

    def find_look(self) -> None:
        """The look is there from now on, unless it is broken; its problems are added."""
        try:
            self.read_look()
        except AvtalegenError as error:
            self.problems += error.problems

    def make_document(self, name: str) -> Document | None:
        """The document of a municipality, or None; every problem with it is added."""
        self.checked += 1
        try:
            tree = self.workspace.read_municipality(name)
        except AvtalegenError as error:
            self.problems += error.problems
            return None
        document, problems = self._assemble(tree)
        self.problems += ignores.silence(tree, problems)
        return document

    def _assemble(self, tree: Tree) -> tuple[Document | None, list[Problem]]:
        reading, problems = read_agreement(tree, self.workspace.library)
        if reading is None:
            return None, problems
        assembled, found = assemble(reading)
        problems += found
        if assembled is None:
            return None, problems
        subject = Subject(reading, assembled.document, assembled.read, self.today)
        self.subject = subject
        problems += checks.check(subject)
        code = "letter-unprintable" if self.printed else "letter-missing"
        problems += take(lettering.check_letters(subject, code))
        pictures, found = logos.read_logos(self.workspace.root, reading, self.look)
        document = replace(assembled.document, logos=pictures)
        if self.look:
            texts = self.workspace.library.texts
            made = sources.make_digest(reading, texts, self.look, pictures)
            document = replace(document, digest=made)
        return document, [*problems, *found]

    def write(
        self, files: dict[Path, bytes], path: Path, document: Document, look: Look,
        subject: Subject | None,
    ) -> None:  # fmt: skip
        """Put the document among the files in the format that the path ends in.

        Letters that the format cannot show are problems of the subject.
        """
        try:
            files[path] = find_writer(path.suffix[1:])(document, look)
        except UnprintableError as error:
            if subject is None:
                raise
            told = lettering.place_letters(subject, error.letters, "letter-unprintable")
            self.problems += take(told)
        except UnwritableError as error:
            if subject is None:
                raise
            self.problems.append(lettering.place_words(subject, error))

    def choose(self, names: Sequence[str] | None) -> list[str]:
        """The municipalities to look at; those that cannot be are added as problems."""
        if names is not None:
            return self.workspace.find_names(names)
        found, problems = self.workspace.list_names()
        self.problems += problems
        if not found and not problems:
            details = {"mend": phrase("copy a municipality's file there")}
            place = Location(self.workspace.municipalities.as_posix())
            raise AvtalegenError([Problem("workspace-empty", place, details=details)])
        return found

    def list_problems(self) -> Listing:
        """What was found, in the order of telling, with the lines that it stands on."""
        told = take_each(sort_problems(_drop_proved(self.problems)))
        lines = self.workspace.read_lines(problem.location for problem in told)
        return Listing(told, lines, self.checked)


def _drop_proved(problems: list[Problem]) -> list[Problem]:
    """The problems without those of a proof that are told in their own words in the same file."""
    told = {(problem.location.file, problem.message.text) for problem in problems}
    left = []
    for problem in problems:
        reason = problem.details.get("reason")
        said = reason.text if isinstance(reason, Phrase) else ""
        if problem.code != "clause-broken" or (problem.location.file, said) not in told:
            left.append(problem)
    return left
