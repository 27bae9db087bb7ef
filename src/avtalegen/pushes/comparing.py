"""Compare two revisions: every agreement that they do not have in common, and nothing else.

Takes a workspace and a range; gives all that there is to tell. It never prints.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from avtalegen import revisions
from avtalegen.builds import Track
from avtalegen.messages import Words, phrase
from avtalegen.problems import (
    AvtalegenError,
    Listing,
    Location,
    Problem,
    sort_problems,
    suggest,
    take_each,
)
from avtalegen.pushes import effects, looking, matching, ranges
from avtalegen.pushes.finding import Finder
from avtalegen.pushes.matching import Pair
from avtalegen.pushes.ranges import Range
from avtalegen.pushes.sides import LOGOS, LOOK, Side
from avtalegen.pushes.telling import Agreement, Pushed
from avtalegen.tree import Tree
from avtalegen.workspace import Workspace


def compare_revisions(
    workspace: Workspace, asked: Range, names: Sequence[str] = (), track: Track = iter
) -> Pushed:
    """What changes in which agreement from the first revision to the second.

    Where names are given, nothing is told of others. What is wrong with one agreement does not
    stand in the way of the others; nothing is compared where a revision cannot be read.
    """
    with ExitStack() as stack:
        try:
            sides = open_sides(workspace, asked, stack)
            pairs = _match(sides, names)
        except AvtalegenError as error:
            told = sort_problems(error.problems)
            return Pushed(listing=Listing(told, workspace.read_lines(p.location for p in told)))
        finder = Finder(*sides)
        if not names:
            finder.refuse_names()
        by_name = {pair[1] or pair[0] or "": pair for pair in pairs}
        for name in track(list(by_name)):
            finder.compare(name, by_name[name])
        _compare_looks(finder, by_name)
        total, both = (sum(None not in pair[at:] for pair in pairs) for at in (1, 0))
        unread = {each.name for each in finder.unread}
        read = sum(None not in pair and name not in unread for name, pair in by_name.items())
        made = _tell(finder, asked)
        return replace(made, names=tuple(names), total=total, both=both, read=read)


def open_sides(workspace: Workspace, asked: Range, stack: ExitStack) -> tuple[Side, Side]:
    """Both sides of the range; what git has of them is there until the stack is closed."""
    if asked.second is None:
        newest = Side(workspace)
    else:
        newest = _open(workspace, asked.second, asked.second, stack)
    if ranges.is_nothing(asked.first):
        return Side(None, ranges.shorten(asked.first), asked.first), newest
    first = asked.first
    if asked.base:
        first = revisions.find_base(workspace, asked.first, asked.second or "HEAD")
    return _open(workspace, asked.first, first, stack), newest


def _open(workspace: Workspace, asked: str, revision: str, stack: ExitStack) -> Side:
    commit = revisions.find_commit(workspace, revision)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    called = ranges.shorten(revision if asked == revision else commit)
    made = revisions.read_revision(workspace, commit, folder, called)
    return Side(made, called, commit)


def _match(sides: tuple[Side, Side], names: Sequence[str]) -> list[Pair]:
    """The agreements of both sides; those alone that are called by one of the names, if any are."""
    finder = Finder(*sides)
    likes = (
        lambda side, name: sides[side].read_bytes(name),
        lambda side, name: finder.identify(side, name, kind=True),
        lambda side, name: finder.identify(side, name, kind=False),
    )
    first, second = sides
    if second.workspace is not None and second.revision == "":
        second.workspace.list_names()  # a folder that is no workspace is told as that
    pairs = matching.match_names(first.names, second.names, likes)
    known = sorted({name for pair in pairs for name in pair if name})
    workspace = second.workspace or first.workspace
    place = workspace.name_file(workspace.municipalities) if workspace else ""
    revision = workspace.revision if workspace and workspace.seen_as is not None else ""
    folder: Words = place
    if revision:
        bare = place.removesuffix(f"@{revision}")
        folder = phrase("{folder} at the revision {revision}", folder=bare, revision=revision)
    unknown = []
    for name in dict.fromkeys(names):
        if name not in known:
            details: dict[str, Words] = {
                "read": name, "folder": folder, "mend": suggest(name, known),
            }  # fmt: skip
            unknown.append(Problem("name-unknown", Location(place), details=details))
    if unknown:
        raise AvtalegenError(unknown)
    return [pair for pair in pairs if not names or set(pair) & set(names)]


def _compare_looks(finder: Finder, pairs: Mapping[str, Pair]) -> None:
    """Add what the style changes in how the agreements look that could be compared.

    A logo of the style is that of the parties that are called as it says.
    """
    if not any(path.startswith((LOOK, LOGOS)) for path in finder.changed):
        return
    keys, problems = looking.compare_looks(finder.first, finder.second)
    finder.problems += problems
    unread = {each.name for each in finder.unread}
    both = [name for name, pair in pairs.items() if None not in pair and name not in unread]
    if problems or (keys and not both):
        finder.lost |= {path for path in finder.changed if path.startswith((LOOK, LOGOS))}
    for name in both if keys else ():
        tree = finder.read(1, pairs[name][1] or name)
        parties = looking.list_party_names(tree) if isinstance(tree, Tree) else set()
        finder.trees.pop((1, pairs[name][1] or name), None)
        own = [key for key in keys if not key.startswith(looking.LOGO)
               or key.removeprefix(looking.LOGO) in parties]  # fmt: skip
        if own:
            finder.find_agreement(name, pairs[name])
            finder.cosmetic.setdefault(name, []).extend(("style", "", key) for key in own)


def _tell(finder: Finder, asked: Range) -> Pushed:
    first, second = finder.first, finder.second
    told = take_each(sort_problems(finder.problems))
    workspaces = [w for w in (first.workspace, second.workspace) if w is not None]
    lines = {
        place: line
        for workspace in workspaces
        for place, line in workspace.read_lines(p.location for p in told).items()
    }
    return Pushed(
        first=first.revision,
        second=second.revision,
        asked=asked,
        commits=(first.commit, second.commit),
        agreements=_name_apart(finder.list_told()),
        shared=effects.group_shared(finder.shared),
        own=effects.group_own(finder.own, finder.mixed),
        added=tuple(finder.added),
        removed=tuple(finder.removed),
        cosmetic=effects.group_cosmetic(finder.cosmetic),
        unread=tuple(finder.unread),
        signed=tuple(finder.signed),
        idle=tuple(finder.list_idle()),
        unshown=tuple(finder.list_unshown()),
        anew=first.workspace is None,
        compared=True,
        listing=Listing(told, lines),
    )


def _name_apart(agreements: Mapping[str, Agreement]) -> dict[str, Agreement]:
    """The agreements in the order of their names; two of one municipality with theirs beside it."""
    times = Counter(each.title for each in agreements.values())
    return {
        name: replace(each, title=f"{each.title} ({name})") if times[each.title] > 1 else each
        for name, each in sorted(agreements.items())
    }
