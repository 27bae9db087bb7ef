"""Which agreement of one side is which of the other: files may be renamed, added and removed.

Takes names with what stands in their files; gives pairs of names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from avtalegen.tree import Tree

# A name of each side, None where the agreement is not there.
Pair = tuple[str | None, str | None]


def match_names(
    first: Sequence[str], second: Sequence[str], likes: Iterable[Callable[[int, str], Hashable]]
) -> list[Pair]:
    """The agreements of both sides in the order of their names, each with its name on either.

    Those of the same name are the same; of the others those that are alike, if no third is: each
    of `likes` gives, for a side and a name, what is the same in both, or None.
    """
    pairs: list[Pair] = [(name, name) for name in second if name in first]
    left = [[n for n in first if n not in second], [n for n in second if n not in first]]
    for like in likes:
        found = [{name: like(side, name) for name in left[side]} for side in (0, 1)]
        counts = [Counter(side.values()) for side in found]
        names = {key: name for name, key in found[0].items() if counts[0][key] == 1}
        for name, key in found[1].items():
            if key is not None and counts[1][key] == 1 and key in names:
                pairs.append((names[key], name))
                left[0].remove(names[key])
                left[1].remove(name)
    pairs += [(name, None) for name in left[0]] + [(None, name) for name in left[1]]
    return sorted(pairs, key=lambda pair: (pair[1] or pair[0] or "", pair))


def find_identity(tree: Tree, *, kind: bool) -> Hashable:
    """Whose agreement a file is: the numbers of its municipalities, or else their names.

    With `kind`, what kind of agreement it is too; None where the file says none of it.
    """
    parties = tree.find(("parter",))
    found = set()
    for party in parties if isinstance(parties, list) else ():
        if isinstance(party, dict) and party.get("slag") == "kommune":
            found.add(str(party.get("kommunenummer") or party.get("navn") or ""))
    if not found - {""}:
        return None
    return (frozenset(found), str(tree.find(("mal",))) if kind else "")


def find_status(tree: Tree) -> str:
    """How far the agreement of a file has come, "" where it does not say."""
    state: object = tree.find(("status", "tilstand"))
    return state if isinstance(state, str) else ""


def is_signing(first: Tree, second: Tree) -> bool:
    """Whether all that a file changes is that the agreement, which was adopted, is signed."""
    rest = [{key: said for key, said in t.data.items() if key != "status"} for t in (first, second)]
    states = (find_status(first), find_status(second))
    return states == ("vedtatt", "signert") and rest[0] == rest[1]


def find_uses(tree: Tree, required: Iterable[str]) -> set[str]:
    """The clauses that a file may take words from: those that it names, and the required ones."""
    named: Mapping[str, object] = tree.data
    chosen = {key for key, said in named.items() if str(said).casefold() != "nei"}
    local = named.get("lokalt")
    own = local if isinstance(local, list) else []
    replaced = {str(each.get("erstatt")) for each in own if isinstance(each, dict)}
    return chosen | set(required) | replaced
