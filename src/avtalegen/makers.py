"""Make the files of one agreement after another, whole and in memory.

Takes the names of municipalities; gives what came of each. It must never know what is done with
other agreements at the same time, nor by how many workers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from avtalegen import lettering, parties, wordchecks
from avtalegen.digests import digest, digest_file
from avtalegen.problems import Problem, has_errors, sort_problems, take
from avtalegen.quick import dataclass
from avtalegen.runs import Run
from avtalegen.workspace import Workspace
from avtalegen.writers import UnprintableError, UnwritableError, find_writer


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: formats, of the agreements of a workspace.

    Files that differ from those that lie in the folder `out` go into the folder `new`, and nowhere
    where it is None; somebody else sees to it that the disk has them. `today` is the day of the
    checks; without one, no period is called expired.
    """

    root: Path
    formats: tuple[str, ...]
    out: Path
    new: Path | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one agreement: problems and, if none is an error, its outputs and inputs.

    `inputs` are the names of what it was made from, with digests of those that were read before
    anybody asked; `outputs` are the digests of its files by format, and `written` those formats
    whose files are to be replaced. The problems are the same `until` that day.
    """

    name: str
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[str, str | None] | None = None
    outputs: Mapping[str, str] | None = None
    written: tuple[str, ...] = ()
    until: date | None = None


class Maker:
    """Reads what agreements share once, and makes one after another."""

    def __init__(self, order: Order, workspace: Workspace | None = None) -> None:
        self._order = order
        self._workspace = workspace or Workspace(order.root)
        shared = Run(self._workspace, order.today)
        shared.find_look()
        self._look = None if has_errors(shared.problems) else shared.look
        if self._look:
            shared.problems += wordchecks.tell_of_formats(self._look, order.formats)
        self._shared = shared.problems

    def make(self, name: str) -> Made:
        """Make the agreement of a municipality; raises OSError where a file cannot be written."""
        order = self._order
        run = Run(self._workspace, order.today, printed="pdf" in order.formats, look=self._look)
        document = run.make_document(name)
        outputs: dict[str, bytes] = {}
        if document is not None and self._look and not has_errors(run.problems):
            for format_ in order.formats:
                outputs |= self._write(run, format_)
        inputs = run.list_inputs() if run.subject else {}
        told = [*self._shared, *run.problems, *self._list_shared(inputs)]
        if has_errors(told) or run.subject is None:
            return Made(name, tuple(sort_problems(told)))
        found = {format_: digest(data) for format_, data in outputs.items()}
        return Made(
            name, tuple(sort_problems(told)), inputs, found,
            self._put(name, outputs, found), parties.find_turn(run.subject),
        )  # fmt: skip

    def _write(self, run: Run, format_: str) -> dict[str, bytes]:
        """The document as bytes, under its format; what the format cannot show is a problem."""
        if run.document is None or run.look is None or run.subject is None:
            raise ValueError(format_)
        try:
            return {format_: find_writer(format_)(run.document, run.look)}
        except UnprintableError as error:
            told = lettering.place_letters(run.subject, error.letters, "letter-unprintable")
            run.problems += take(told)
        except UnwritableError as error:
            run.problems.append(lettering.place_words(run.subject, error))
        return {}

    def _list_shared(self, inputs: Mapping[str, object]) -> list[Problem]:
        """What was told of the templates that the agreement is made from."""
        library = self._workspace.library
        files = {f"{folder.name}/{name}" for folder in library.folders for name in inputs}
        return [problem for problem in library.problems if problem.location.file in files]

    def _put(
        self, name: str, outputs: Mapping[str, bytes], found: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Write what differs from what is there; gives its formats."""
        differing = []
        for format_, data in outputs.items():
            file = f"{name}.{format_}"
            if digest_file(self._order.out / file, through_links=False) != found[format_]:
                differing.append(format_)
                self._write_new(file, data)
        return tuple(differing)

    def _write_new(self, file: str, data: bytes) -> None:
        if self._order.new is None:
            return
        try:
            (self._order.new / file).write_bytes(data)
        except OSError as error:  # the system does not name a file that it cannot write more to
            place = str(self._order.out / file)
            raise OSError(error.errno, error.strerror, place) from error
