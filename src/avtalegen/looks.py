"""Read the look of the documents: the style, with what a workspace changes in it, and its files.

Takes the folders of templates and that of the workspace; gives a Look and problems, each in the
file where it stands. It must never know an agreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from avtalegen import fonts, ignores, validation, yamlfile
from avtalegen.attachments import Attachment, read_attachment
from avtalegen.digests import digest
from avtalegen.document import Picture
from avtalegen.folders import Folder
from avtalegen.logos import read_logo
from avtalegen.messages import Words, phrase
from avtalegen.problems import AvtalegenError, Location, Problem, offer
from avtalegen.style import Look, StyleFile
from avtalegen.tree import Tree, name_field

INSIDE, FILE = "stil", "stil.yaml"
ENDINGS = (".docx", ".dotx")


def read_look(folders: Sequence[Folder], root: Path) -> tuple[Look, list[Problem]]:
    """The look, and what is wrong with it; raises AvtalegenError where there is no style to use.

    `folders` are those of templates, of which the first stands over the last; `root` is the
    workspace, which logos lie in.
    """
    read = [(folder, tree) for folder in folders if (tree := _read_tree(folder)) is not None]
    if not read:
        mend = phrase("install avtalegen again")
        details: dict[str, Words] = {"read": f"templates/{INSIDE}/{FILE}", "mend": mend}
        raise AvtalegenError([Problem("library-missing", Location("templates"), details=details)])
    folder, tree = read[0]
    for _below, base in read[1:]:
        _read_style(base)  # its mistakes are told in its own file
        tree = replace(tree, data=merge(base.data, tree.data))
    style, problems = _read_style(tree)
    logos: dict[str, Picture] = {}
    files: dict[str, str | None] = {f"stil/{style.wordmal}": None} if style.wordmal else {}
    for name, logo in style.logoer.items():
        picture, wrong = read_logo(root, logo, name, tree, ("logoer", name))
        problems += wrong
        logos |= {name: picture} if picture else {}
        files |= {f"fil/{logo.fil}": digest(picture.data)} if picture else {}
    template, wrong = _read_word_template(style, folder, tree)
    problems += [*wrong, *_find_unused(style, folders[0]), *_find_unknown_fonts(style, tree)]
    place = tree.locate(("wordmal",)) if template else None
    look = Look(style.style, template, logos, place, style.wordmal or "", files)
    return look, ignores.silence(tree, problems)


def merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """What `above` says, and what `below` says of the keys that it leaves out, on every level."""
    made = {**below, **above}
    for key, said in above.items():
        if isinstance(said, dict) and isinstance(below.get(key), dict):
            made[key] = merge(below[key], said)
    return made


def _read_tree(folder: Folder) -> Tree | None:
    file = folder.path / INSIDE / FILE
    return yamlfile.read_yaml(file, f"{folder.name}/{INSIDE}/{FILE}") if file.exists() else None


def _read_style(tree: Tree) -> tuple[StyleFile, list[Problem]]:
    style, problems = validation.validate(tree, StyleFile)
    if style is None:
        raise AvtalegenError(problems)
    return style, problems


def _read_word_template(
    style: StyleFile, folder: Folder, tree: Tree
) -> tuple[bytes, list[Problem]]:
    if style.wordmal is None:
        return b"", []
    from avtalegen import wordfiles  # most have none, and need not wait for zipfile

    asked = Attachment(
        style.wordmal, folder.path / INSIDE, tree, ("wordmal",),
        wordfiles.MOST_BYTES, "word-too-large", ENDINGS,
    )  # fmt: skip
    try:
        data = read_attachment(asked)
    except AvtalegenError as error:
        return b"", [*error.problems]
    fault = wordfiles.find_fault(data)
    return (b"", [asked.refuse(fault.code, **fault.details)]) if fault else (data, [])


def _find_unknown_fonts(style: StyleFile, tree: Tree) -> Iterator[Problem]:
    """A warning for each font whose measures avtalegen does not have."""
    for key, font in (
        ("brødtekst", style.skrift.brødtekst),
        ("overskrift", style.skrift.overskrift),
    ):
        if fonts.find_original(font) is None:
            known = offer([*fonts.TWINS])
            details: dict[str, Words] = {
                "read": font,
                "font": fonts.find_twin(font),
                "known": known,
            }
            path = ("skrift", key)
            yield Problem("font-unknown", tree.locate(path), name_field(path), details)


def _find_unused(style: StyleFile, folder: Folder) -> Iterator[Problem]:
    """A warning for a Word file that lies beside the style, if the style names none."""
    inside = folder.path / INSIDE
    if style.wordmal is None and inside.is_dir():
        for name in sorted(entry.name for entry in inside.iterdir()):
            if name.endswith(ENDINGS) and not name.startswith((".", "~")):
                mend = phrase("write wordmal: {name} in {file}", name=name, file=FILE)
                details: dict[str, Words] = {"read": f"{INSIDE}/{name}", "mend": mend}
                place = Location(f"{folder.name}/{INSIDE}/{name}")
                yield Problem("template-folder", place, details=details)
