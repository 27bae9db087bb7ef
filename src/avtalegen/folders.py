"""One folder of templates: what lies in it under which name, and what nothing reads.

Takes its path; gives the names of clauses and of kinds of agreement, and warnings about the rest.
It must never know what stands in a file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from avtalegen.messages import Phrase, Words, phrase
from avtalegen.problems import Location, Problem, suggest
from avtalegen.quick import dataclass

# How messages begin to name the templates that come with avtalegen.
SHIPPED = "avtalegen/templates"
# Where the logos of parties usually lie, in a workspace.
LOGOS = "logoer"


@dataclass(frozen=True)
class Folder:
    """A folder of templates, and what messages call it."""

    path: Path
    name: str

    @cached_property
    def clauses(self) -> Mapping[str, str]:
        """The clause folders by id; ids are compared in NFC, whatever the file system keeps."""
        inside = self.path / "klausuler"
        return {i: name for i, name in _list_folder(inside).items() if (inside / name).is_dir()}

    @cached_property
    def templates(self) -> Mapping[str, str]:
        """The files of agreement templates by name."""
        names = _list_folder(self.path / "avtaler")
        return {n.removesuffix(".yaml"): f for n, f in names.items() if n.endswith(".yaml")}

    def find_strangers(self) -> Iterator[Problem]:
        """What lies here under a name that nothing is read by: misspelt, or in the wrong place."""
        folders = {"avtaler": True, "klausuler": True, "stil": True, "hjemler.yaml": False}
        if not self.path.is_dir():
            yield self._refuse("", _find_needed(self.path, folder=True))
        for name in _list_folder(self.path).values():
            path, known = self.path / name, folders.get(name)
            if known is None and (path.is_dir() or _is_yaml(name)):
                yield self._refuse(name, suggest(name, folders))
            elif known is not None and not (path.is_dir() if known else path.is_file()):
                yield self._refuse(name, _find_needed(path, folder=known))
        for name in _list_folder(self.path / "avtaler").values():
            if _is_yaml(name) and not (name.endswith(".yaml") and is_name(name[:-5])):
                mend = phrase("call it with small letters, digits and underscores, and .yaml")
                yield self._refuse(f"avtaler/{name}", mend)
        for name in _list_folder(self.path / "stil").values():
            path = self.path / "stil" / name
            if name == "stil.yaml" and not path.is_file():
                yield self._refuse(f"stil/{name}", _find_needed(path, folder=False))
            elif name != "stil.yaml" and _is_yaml(name):
                yield self._refuse(f"stil/{name}", phrase("call it stil.yaml"))
        yield from self._find_strange_clauses()

    def _find_strange_clauses(self) -> Iterator[Problem]:
        for clause, name in _list_folder(self.path / "klausuler").items():
            path = self.path / "klausuler" / name
            if path.is_dir() and not is_name(clause):
                place = Location(f"{self.name}/klausuler/{name}")
                yield Problem("clause-folder", place, details={"read": clause})
            elif not path.is_dir() and (_is_yaml(name) or is_name(clause)):
                yield self._refuse(f"klausuler/{name}", _find_needed(path, folder=True))

    def _refuse(self, name: str, mend: Words) -> Problem:
        place = f"{self.name}/{name}".rstrip("/")
        details: dict[str, Words] = {"read": name or place, "mend": mend}
        return Problem("template-folder", Location(place), details=details)


def _find_needed(path: Path, *, folder: bool) -> Phrase:
    """What must stand in the place of what cannot be read there."""
    if path.is_symlink() and not path.exists():
        return phrase("the link leads nowhere: mend or remove it")
    return phrase("a folder must stand here") if folder else phrase("a file must stand here")


def _is_yaml(name: str) -> bool:
    return name.casefold().endswith((".yaml", ".yml"))


def is_name(name: str) -> bool:
    """Whether a clause or a kind of agreement can have the name."""
    from pydantic_core import PydanticCustomError

    from avtalegen.schema import parse_identifier

    try:
        parse_identifier(name)
    except PydanticCustomError:
        return False
    return True


def _list_folder(path: Path) -> dict[str, str]:
    if not path.is_dir():
        return {}
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    return {unicodedata.normalize("NFC", name): name for name in names}
