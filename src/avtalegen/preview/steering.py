"""Which choices a piece of a clause stands there for, though it does not print them.

A clause is filled in once more without each choice that the municipality wrote, and once with each
yes and no turned round: what is then not said comes from that choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from avtalegen.agreements import Reading
from avtalegen.assembly import fill_clause
from avtalegen.document import Block, Inline, Path, Reference, read_text, walk_contents

# The choices by the id of the clause and the words of the piece.
Steering = Mapping[tuple[str, str], tuple[Path, ...]]


def find_steering(reading: Reading) -> Steering:
    """The choices behind every heading, paragraph and cell of the shared clauses."""
    found: dict[tuple[str, str], tuple[Path, ...]] = {}
    for clause in reading.clauses:
        whole = _list_words(fill_clause(reading, clause) or ())
        choices = reading.choices(clause)
        for name, chosen in vars(choices).items():
            if reading.tree.find((clause, name)) is None:
                continue
            without = choices.model_copy(update={name: _take_away(chosen)})
            agreement = reading.agreement.model_copy(update={clause: without})
            blocks = fill_clause(replace(reading, agreement=agreement), clause)
            for words in whole - _list_words(blocks) if blocks is not None else ():
                found[clause, words] = (*found.get((clause, words), ()), (clause, name))
    return found


def say_words(content: Iterable[Inline]) -> str:
    """The words of a piece, without references: these are filled in later."""
    return read_text(inline for inline in content if not isinstance(inline, Reference))


def _list_words(blocks: tuple[Block, ...]) -> Counter[str]:
    return Counter(map(say_words, walk_contents(blocks)))


def _take_away(chosen: Any) -> Any:
    """What a template sees where the choice was not taken."""
    if isinstance(chosen, bool):
        return not chosen
    return () if isinstance(chosen, tuple) else None
