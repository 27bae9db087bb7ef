"""The logos of the parties: files in the workspace, read as pictures with a text beside each.

Takes what a municipality's file or a style says of a logo; gives pictures, and problems at the
place that says it. It must never know where a logo stands on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from avtalegen.agreements import Reading
from avtalegen.attachments import Attachment, read_attachment
from avtalegen.document import Picture
from avtalegen.folders import LOGOS
from avtalegen.problems import AvtalegenError, Problem, quote
from avtalegen.records import Logo
from avtalegen.schema import Party
from avtalegen.style import Look
from avtalegen.tree import Tree, ValuePath, name_field
from avtalegen.validation import write_flow

MOST_BYTES = 5_000_000
LEAST_PIXELS = 200  # on the longer side: 25 mm at 200 dots an inch
ENDINGS = (".png", ".jpg", ".jpeg")


def read_logos(
    root: Path, reading: Reading, look: Look | None
) -> tuple[tuple[Picture, ...], list[Problem]]:
    """The logos of the agreement's parties, in their order, and what is wrong with its own.

    What is wrong with those of the look was told where it was read.
    """
    found: list[Picture] = []
    problems: list[Problem] = []
    shared = look.logos if look else {}
    for position, party in enumerate(reading.agreement.parter):
        picture = _find_shared(party, shared)
        if party.logo:
            path = ("parter", position, "logo")
            picture, wrong = read_logo(root, party.logo, party.navn, reading.tree, path)
            problems += wrong
        found += [picture] if picture else []
    return tuple(found), problems


def _find_shared(party: Party, shared: Mapping[str, Picture]) -> Picture | None:
    return shared.get(party.navn) or shared.get(party.short_name)


def read_logo(
    root: Path, logo: Logo, party: str, tree: Tree, path: ValuePath
) -> tuple[Picture | None, list[Problem]]:
    """The picture of a logo that stands at the path of the tree, or None, and what is wrong.

    Without a text of its own, it has one that says whose logo it is.
    """
    from avtalegen import pictures  # only those with logos need wait for it

    named = (*path, "fil")
    asked = Attachment(logo.fil, root, tree, named, MOST_BYTES, "picture-too-large", ENDINGS, LOGOS)
    try:
        data = read_attachment(asked)
    except AvtalegenError as error:
        return None, [*error.problems]
    found = pictures.measure(data)
    if isinstance(found, pictures.Fault):
        return None, [asked.refuse(found.code, **found.details)]
    problems = []
    if max(found.width, found.height) < LEAST_PIXELS:
        measures = {"width": str(found.width), "height": str(found.height)}
        problems.append(asked.refuse("picture-small", **measures, least=str(LEAST_PIXELS)))
    alt = logo.alt or f"Logoen til {party}"
    if not logo.alt:
        details = {"read": quote(party), "file": write_flow(logo.fil)}
        place = tree.locate(path)
        problems.append(Problem("logo-no-alt", place, name_field(path), details))
    return Picture(data, found.kind, found.width, found.height, alt), problems
