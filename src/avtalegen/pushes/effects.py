"""Which agreements change in the same way.

Takes the steps of each agreement by its name; gives what to tell once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from avtalegen.pushes.steps import KINDS, Changed, Cosmetic, Step
from avtalegen.pushes.telling import Cosmetic as Told
from avtalegen.pushes.telling import Own, Shared, Way


def group_shared(steps: Mapping[str, Step]) -> tuple[Shared, ...]:
    """What shared words change, part by part, with the ways in which each changes.

    Parts and ways with the most agreements come first, and then in the order of their names.
    """
    found: dict[str, dict[object, dict[str, Changed]]] = {}
    for name in sorted(steps):
        for part in steps[name].parts:
            found.setdefault(part.id, {}).setdefault(part.effect, {})[name] = part
    shared = []
    for part_id, effects in found.items():
        ways = sorted(effects.values(), key=lambda parts: (-len(parts), next(iter(parts))))
        shown = next(iter(ways[0].values()))
        shared.append(Shared(part_id, shown.title, tuple(Way(parts) for parts in ways)))
    return tuple(sorted(shared, key=lambda each: (-len(each.names), each.id)))


def group_own(steps: Mapping[str, Step], mixed: Iterable[str]) -> tuple[Own, ...]:
    """What agreements' own files change, once for all in which it is the same."""
    found: dict[object, list[str]] = {}
    together = set(mixed)
    for name in sorted(steps):
        if steps[name].parts:
            effect = tuple((part.id, part.effect) for part in steps[name].parts)
            found.setdefault((effect, name in together), []).append(name)
    return tuple(
        Own(tuple(names), steps[names[0]], names[0] in together) for names in found.values()
    )


def group_cosmetic(found: Mapping[str, Iterable[Cosmetic]]) -> tuple[Told, ...]:
    """What changes without words, by kind, and once for all that is so in the same agreements."""
    told = []
    for kind in KINDS:
        names: dict[str, dict[str, None]] = {}  # by what it is about
        for name in sorted(found):
            for each, _id, about in found[name]:
                if each == kind:
                    names.setdefault(about, {})[name] = None
        alike: dict[tuple[str, ...], list[str]] = {}
        for about, those in names.items():
            alike.setdefault(tuple(those), []).append(about)
        told += [Told(kind, those, tuple(filter(None, about))) for those, about in alike.items()]
    return tuple(told)
