"""Read and check agreements one by one, as `build`, `check` and `preview` do.

Takes a workspace that nothing has been read from yet; gives documents, and keeps every problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import PurePath

from avtalegen import checks, ignores, lettering, logos, sources, wordchecks
from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.digests import digest
from avtalegen.document import Document
from avtalegen.inputs import CHANGED, CLAUSE, SHARED, digest_inside
from avtalegen.passages import Subject
from avtalegen.problems import AvtalegenError, Listing, Problem, has_errors, take
from avtalegen.quick import dataclass
from avtalegen.style import Look
from avtalegen.tree import Tree
from avtalegen.workspace import Workspace


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
    document: Document | None = None

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
        self.document, problems = self._assemble(tree)
        self.problems += ignores.silence(tree, problems)
        return self.document

    def list_inputs(self) -> dict[str, str | None]:
        """What the agreement was made from, as Inputs has it.

        Logos have digests, of what was read; nothing else has that name in a workspace.
        """
        if self.subject is None or self.document is None or self.look is None:
            return {}
        reading, root = self.subject.reading, self.workspace.root
        name = PurePath(reading.tree.name).stem
        shared = [f"klausuler/{clause}/{file}" for clause in reading.clauses for file in CLAUSE]
        named = [party.logo.fil for party in reading.agreement.parter if party.logo]
        read = {digest(picture.data) for picture in self.document.logos}
        found = {f"fil/{file}": digest_inside(root, file) for file in named}
        return {
            f"kommuner/{name}.yaml": None,
            f"avtaler/{reading.agreement.mal}.yaml": None,
            **dict.fromkeys((*SHARED, *shared)),
            **self.look.files,
            **{file: made if made in read else CHANGED for file, made in found.items()},
        }

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

    def choose(self, names: Sequence[str] | None) -> list[str]:
        """The municipalities to look at; those that cannot be are added as problems."""
        found, problems = self.workspace.choose(names)
        self.problems += problems
        return found

    def list_problems(self) -> Listing:
        """What was found, in the order of telling, with the lines that it stands on."""
        return self.workspace.list_problems(self.problems, self.checked)
