"""The names that every clause may use: the parties, the period and the titles of one agreement.

clauses.SCOPE has the type of each. It must never know a clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avtalegen import language as words
from avtalegen.schema import Agreement
from avtalegen.views import Fragment, Leaf, Trace, wrap


def make_scope(agreement: Agreement, ids: frozenset[str], trace: Trace) -> Mapping[str, Any]:
    """The values of the names in clauses.SCOPE; `ids` are those of the agreement's clauses."""
    numbered = list(enumerate(agreement.parter))
    municipalities = [(n, party) for n, party in numbered if party.slag == "kommune"]
    names = [Leaf(party.navn, ("parter", n, "navn"), trace) for n, party in municipalities]
    places = [
        Leaf(party.short_name, ("parter", n, "kortnavn" if party.kortnavn else "navn"), trace)
        for n, party in municipalities
    ]
    at, police = next((n, party) for n, party in numbered if party.slag == "politi")
    district = "politidistrikt" if police.politidistrikt else "navn"
    unit = "enhet" if police.enhet else "navn"
    form = words.MUNICIPALITY[trace.language][len(municipalities) > 1]
    return {
        "kommunen": form,
        "Kommunen": words.capitalize(form),
        "kommunens": form + "s",
        "Kommunens": words.capitalize(form) + "s",
        "kommunenavn": _join(names, trace.language),
        "sted": _join(places, trace.language),
        "politinavn": Leaf(police.navn, ("parter", at, "navn"), trace),
        "politidistrikt": Leaf(getattr(police, district), ("parter", at, district), trace),
        "enhet": Leaf(getattr(police, unit), ("parter", at, unit), trace),
        "titler": wrap(agreement.titler, ("titler",), trace),
        "parter": wrap(agreement.parter, ("parter",), trace),
        "periode": wrap(agreement.periode, ("periode",), trace),
        "klausuler": ids,
    }


def _join(leaves: list[Leaf], language: str) -> Fragment:
    return Fragment(words.join([leaf.print() for leaf in leaves], language))
