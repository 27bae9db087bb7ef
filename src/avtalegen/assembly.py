"""Agreement and clauses to one numbered Document, with references and footnotes resolved.

Takes a Reading; gives the Document, or problems placed in the municipality's file or in the
clause. Left of this module code knows municipalities; right of it, nothing does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import field, replace

from avtalegen import covers, sandbox, stretches, textfile, transforms
from avtalegen import document as doc
from avtalegen import language as words
from avtalegen.agreements import Reading
from avtalegen.document import Block, Document, Inline, Path, Section
from avtalegen.findings import Finding
from avtalegen.planning import Plan, Planned, plan
from avtalegen.problems import MOST_TOLD, AvtalegenError, Location, Problem, has_errors
from avtalegen.quick import dataclass
from avtalegen.scope import make_scope
from avtalegen.tokens import Filling, write_token
from avtalegen.tree import name_field
from avtalegen.views import Record, Trace


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document, and the paths of the choices that its clauses asked about without printing."""

    document: Document
    read: frozenset[Path]


def assemble(
    reading: Reading, only: frozenset[str] | None = None
) -> tuple[Assembled | None, list[Problem]]:
    """The document of an agreement, or None, and every problem in putting it together.

    Where `only` some clauses are asked for, the others have their headings and numbers alone.
    """
    planned = plan(reading)
    if has_errors(planned.problems):
        return None, planned.problems
    assembler = _Assembler(reading, planned, only)
    sections, annexes = assembler.number()
    if has_errors(assembler.problems):
        return None, assembler.problems
    assembled = assembler.assemble(sections, annexes)
    return (None if has_errors(assembler.problems) else assembled), assembler.problems


def fill_clause(reading: Reading, clause: str) -> tuple[Block, ...] | None:
    """The shared words of a clause that the agreement includes, or None where they are wrong."""
    planned = plan(reading)
    assembler = _Assembler(reading, planned)
    for each in planned.walk():
        if each.id == clause:
            blocks = assembler.fill(each)
            return None if has_errors(assembler.problems) else blocks
    return None


@dataclass(slots=True)
class _Assembler:
    reading: Reading
    planned: Plan
    only: frozenset[str] | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[doc.Footnote] = field(default_factory=list)
    read: set[Path] = field(default_factory=set)
    told: list[tuple[Path, int, str]] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    missing: set[str] = field(default_factory=set)

    def number(self) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """The numbered sections and annexes; their problems are added."""
        levels = self.reading.template.nummererte_nivåer
        sections = number(self.sections(self.planned.sections), levels)
        return sections, number(self.sections(self.planned.annexes), 1)

    def assemble(self, sections: tuple[Section, ...], annexes: tuple[Section, ...]) -> Assembled:
        """The document of the sections and annexes, of which none has an error."""
        agreement, template = self.reading.agreement, self.reading.template
        document = Document(
            language=agreement.målform,
            title=covers.find_title(self.reading),
            subtitle=covers.find_subtitle(self.reading),
            front=covers.make_front(self.reading),
            sections=sections,
            annexes=annexes,
            signatures=covers.list_signatures(self.reading),
            footnotes=tuple(self.notes),
            authors=tuple(party.navn for party in agreement.parter),
            dated=agreement.dated,
            contents=template.innhold,
            draft=agreement.status.tilstand == "utkast",
            signed=agreement.status.tilstand == "signert",
        )
        return Assembled(renumber_notes(self.resolve(document)), frozenset(self.read))

    def sections(self, planned: Iterable[Planned]) -> tuple[Section, ...]:
        return tuple(
            Section(p.id, (p.title,), self.blocks(p), sections=self.sections(p.below))
            for p in planned
        )

    def blocks(self, planned: Planned) -> tuple[Block, ...]:
        if self.only is not None and planned.id not in self.only:
            return ()
        local = self.reading.agreement.lokalt
        blocks: list[Block] = []
        known = len(self.problems)
        replaced = any(local[position].erstatt for position in planned.local)
        if planned.clause and not replaced:
            blocks += self.fill(planned)
        for position in planned.local:
            path = ("lokalt", position, "tekst")
            filling = Filling(local[position].tekst, path, prose=True)
            blocks += self.parse(write_token(0), [filling], None)
        if not blocks and not planned.below and len(self.problems) == known:
            place = self.reading.tree.locate_key((planned.id,))
            choices = planned.clause.model.model_names if planned.clause else ()
            details = {"read": planned.id, "choices": ", ".join(choices)}
            self.problems.append(Problem("clause-empty", place, planned.id, details))
        return transforms.close_levels(blocks)

    def fill(self, planned: Planned) -> tuple[Block, ...]:
        clause = planned.clause
        if clause is None:
            return ()
        trace = Trace(self.reading.agreement.målform)
        choices = Record(self.reading.choices(clause.id), (clause.id,), trace)
        ids = frozenset(planned.id for planned in self.planned.walk())
        scope = make_scope(self.reading.agreement, ids, trace)
        try:
            text = sandbox.fill(clause.template, {**scope, "valg": choices})
        except AvtalegenError as error:
            self.problems += error.problems
            return ()
        self.read |= trace.read
        return self.parse(text, trace.fillings, clause.source)

    def parse(
        self, text: str, fillings: list[Filling], source: sandbox.Source | None
    ) -> tuple[Block, ...]:
        parsed = stretches.parse(text, fillings)
        for finding in parsed.findings:
            self.found[finding.code] += 1
            if self.found[finding.code] <= MOST_TOLD + 1:  # to find its place takes time
                self.problems.append(self.explain(finding, source))
        if not parsed.notes:
            return parsed.blocks
        offset = len(self.notes)

        def shift(inline: Inline) -> Inline:
            if isinstance(inline, doc.NoteMark):
                return doc.NoteMark(inline.number + offset)
            return inline

        self.notes += [replace(note, number=note.number + offset) for note in parsed.notes]
        return transforms.map_blocks(parsed.blocks, shift)

    def explain(self, finding: Finding, source: sandbox.Source | None) -> Problem:
        read = str(finding.details.get("read", "")).strip('"')
        inside = read if read in finding.excerpt else ""
        if finding.path is not None:
            tree, path = self.reading.tree, finding.path
            lines = str(tree.find(path)).split("\n")[: finding.line]
            earlier = [line.strip() for line in lines].count(finding.excerpt)
            nth = self.told.count((path, finding.line, read))
            self.told.append((path, finding.line, read))
            place = tree.locate_words(path, finding.excerpt, earlier, inside, nth)
            return Problem(finding.code, place, name_field(path), finding.details)
        name, text = (source.name, source.text) if source else (self.reading.tree.name, "")
        start = max(text.find(finding.excerpt), 0)
        place = textfile.locate(text, start + max(finding.excerpt.find(inside), 0), name)
        return Problem(finding.code, place, details=finding.details)

    def resolve(self, document: Document) -> Document:
        """The document with the number or title of its section written in every reference."""
        said = words.WORDS[document.language]
        labels = {
            section.id: (said["section"], section)
            for _, section in doc.walk_sections(document.sections)
        } | {
            section.id: (said["annex"].lower(), section)
            for _, section in doc.walk_sections(document.annexes)
        }

        def resolve(inline: Inline) -> Inline:
            if not isinstance(inline, doc.Reference):
                return inline
            if inline.target not in labels:
                if inline.target not in self.missing and len(self.missing) <= MOST_TOLD:
                    self.problems.append(self.dangling(inline.target))
                self.missing.add(inline.target)
                return inline
            label, section = labels[inline.target]
            if section.number:
                return replace(inline, label=label, text=section.number)
            return replace(inline, text=f"«{doc.read_text(section.title)}»")

        return transforms.map_document(document, resolve)

    def dangling(self, target: str) -> Problem:
        details = {"read": target}
        sought = f"#{target}"
        pattern = re.compile(rf"\(\s*<?{re.escape(sought)}>?\s*\)")
        for position, local in enumerate(self.reading.agreement.lokalt):
            if pattern.search(local.tekst):
                path = ("lokalt", position, "tekst")
                place = _skip(self.reading.tree.locate_words(path, sought))
                return Problem("reference-unknown", place, name_field(path), details)
        for planned in self.planned.walk():
            source = planned.clause.source if planned.clause else None
            if source and (found := pattern.search(source.text)):
                at = source.text.index(sought, found.start())
                place = textfile.locate(source.text, at, source.name)
                return Problem("reference-unknown", _skip(place), planned.id, details)
        return Problem("reference-unknown", Location(self.reading.tree.name, 1, 1), details=details)


def _skip(place: Location) -> Location:
    # From the sign of a reference to the name in it: #slt.
    return replace(place, column=place.column + 1)


def number(sections: Iterable[Section], levels: int, above: str = "") -> tuple[Section, ...]:
    """The sections with their numbers on the given number of levels: 1, 1.1."""
    if not levels:
        return tuple(sections)
    return tuple(
        replace(
            section,
            number=f"{above}{position}",
            sections=number(section.sections, levels - 1, f"{above}{position}."),
        )
        for position, section in enumerate(sections, 1)
    )


def renumber_notes(document: Document) -> Document:
    """The document with its footnotes numbered from 1 in the order in which they are read."""
    order: dict[int, int] = {}

    def number_note(inline: Inline) -> Inline:
        if isinstance(inline, doc.NoteMark):
            return doc.NoteMark(order.setdefault(inline.number, len(order) + 1))
        return inline

    if not document.footnotes:
        return document
    changed = transforms.map_document(document, number_note)
    notes = [replace(note, number=order[note.number]) for note in changed.footnotes]
    return replace(changed, footnotes=tuple(sorted(notes, key=lambda note: note.number)))
