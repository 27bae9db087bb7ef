"""One agreement as it is now, with what `check` tells of it.

Takes a workspace that nothing has been read from yet, so that what has changed is seen.
"""

from __future__ import annotations

from datetime import date

from avtalegen.agreements import Reading
from avtalegen.document import Document
from avtalegen.problems import AvtalegenError, Listing
from avtalegen.quick import dataclass
from avtalegen.runs import Run
from avtalegen.style import Look
from avtalegen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement that could be put together, and what a page says of it.

    `template` is the file of its agreement template, as messages call it.
    """

    document: Document
    look: Look
    reading: Reading
    template: str


@dataclass(frozen=True, slots=True)
class Made:
    """What is told of an agreement, and the agreement itself, if it could be put together."""

    listing: Listing
    agreement: Agreement | None = None


def make(workspace: Workspace, name: str, today: date | None = None) -> Made:
    """The agreement of a municipality, with the problems that `check` tells of it.

    There may be an agreement though there are errors.
    """
    run, agreement = Run(workspace, today), None
    run.find_look()
    try:
        for each in run.choose([name]):
            document = run.make_document(each)
            if document and run.look and run.subject:
                reading, library = run.subject.reading, workspace.library
                first = reading.template.klausuler[0].klausul
                file = library.locate_entry(reading.agreement.mal, first).file
                agreement = Agreement(document, run.look, reading, file)
    except AvtalegenError as error:
        run.problems += error.problems
    run.problems += workspace.library.problems
    return Made(run.list_problems(), agreement)
