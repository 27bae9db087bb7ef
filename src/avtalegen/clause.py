"""One clause: its declared choices, and its text in one målform.

It must never know where the clause lies, nor which municipality it is filled in for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from avtalegen import sandbox
from avtalegen.choices import build_model
from avtalegen.declarations import ClauseDeclaration
from avtalegen.folders import SHIPPED
from avtalegen.quick import dataclass
from avtalegen.records import Period
from avtalegen.schema import Party, Titles
from avtalegen.shapes import FIXED, IDS, Type
from avtalegen.strict import Strict

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
    """One clause: its declarations, and its text in one målform.

    `made_of` is the digest of all that it was made of, where that is known.
    """

    id: str
    declaration: ClauseDeclaration
    source: sandbox.Source
    made_of: bytes | None = None

    @property
    def declared_in(self) -> str:
        """The klausul.yaml of the clause, as messages call it."""
        return f"{self.source.name.rsplit('/', 1)[0]}/klausul.yaml"

    @property
    def is_shipped(self) -> bool:
        """Whether the clause comes with avtalegen, so that its words are not the user's to mend."""
        return self.source.name.startswith(SHIPPED)

    @cached_property
    def model(self) -> type[Strict]:
        """The model of its choices."""
        return build_model(self.id, self.declaration.valg)

    @cached_property
    def template(self) -> sandbox.Compiled:
        """The text, ready to be filled in."""
        return sandbox.compile_source(self.source)
