"""What stands in the YAML of templates: clauses, agreement templates and legal bases.

Field descriptions and examples are the only documentation of a field. This module must never know
where a template lies, nor what its text says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from avtalegen.choices import Choice
from avtalegen.schema import Identifier
from avtalegen.strict import AfterValidator, Field, PlainValidator, Strict
from avtalegen.values import Line, YesNo, parse_integer, refuse

MOST_LEVELS = 3  # of clauses below clauses


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
    undertittel: Bilingual | None = Field(None, description="Linja under tittelen")
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


def _depth(entries: Iterable[Entry]) -> int:
    return max((1 + _depth(entry.underklausuler) for entry in entries), default=0)


def _walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _walk(entry.underklausuler)
