"""The container of a DOCX: the zip, the types of its parts, and the relationships between them.

Takes bytes; gives the parts by name, what each part is related to, and what is wrong (ECMA-376
part 2). It must never know what stands in the text of a part.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from avtalegen.quick import dataclass
from avtalegen.writers.reading.grammar import parse_xml
from avtalegen.writers.reading.unzipping import list_files, unpack

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = "application/vnd.openxmlformats-officedocument."
TYPES = "[Content_Types].xml"

# The type that a part must have, by the kind of the relationship that leads to it.
_EXPECTED = {
    "officeDocument": f"{_WORDPROCESSING}document.main+xml",
    **{
        kind: f"{_WORDPROCESSING}{kind}+xml"
        for kind in (
            "styles", "numbering", "settings", "webSettings", "fontTable", "footnotes", "header",
            "footer",
        )
    },
    "theme": f"{_DOCUMENT}theme+xml",
    "extended-properties": f"{_DOCUMENT}extended-properties+xml",
    "custom-properties": f"{_DOCUMENT}custom-properties+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
}  # fmt: skip
_PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


class Relation(NamedTuple):
    """A relationship of a part: its id, its kind (styles, image) and the part or address."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Container:
    """The parts of an opened DOCX by name, what each is related to, and the faults found."""

    parts: Mapping[str, bytes]
    relations: dict[str, tuple[Relation, ...]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _found: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def relate(self, source: str, relations: tuple[Relation, ...]) -> None:
        """The source part has these relationships."""
        self.relations[source] = relations
        for one in relations:
            if one.target in self.parts:
                self._found.setdefault((one.kind, source), []).append(one.target)

    def find(self, kind: str, source: str) -> list[str]:
        """The names of the parts of a kind that the source part is related to, in order."""
        return self._found.get((kind, source), [])

    def main(self) -> str:
        """The name of the part that holds the text; empty where there is none."""
        return next(iter(self.find("officeDocument", "")), "")


def open_container(data: bytes, foreign: Collection[str] = ()) -> Container:
    """The parts of a DOCX with their relationships, all of them checked against each other.

    Where links of `foreign` parts lead, and which pictures they have elsewhere, is not judged.
    """
    try:
        files = list_files(data)
        parts = {file.name: unpack(data, file) for file in files}
    except (zipfile.BadZipFile, zlib.error, struct.error) as error:
        return Container({}, faults=[f"the zip cannot be read: {error}"])
    names = [file.name for file in files]
    container = Container(parts, faults=[*_find_bad_names(tuple(names))])
    types = _read_types(container)
    sources = [name for name in container.parts if name.endswith(".rels")]
    for name in sources:
        folder, _, file = name.removesuffix(".rels").rpartition("_rels/")
        source = folder + file
        if source and source not in container.parts:
            container.faults.append(f"{name}: belongs to {source}, which does not exist")
        theirs = source in foreign
        container.relate(source, _read_relations(name, container, source, foreign=theirs))
    _check_relations(container, types)
    return container


@lru_cache(maxsize=64)
def _find_bad_names(names: tuple[str, ...]) -> tuple[str, ...]:
    # A part has one name, whatever its case (ECMA-376 part 2, 6.2.2.3).
    folded = [name.casefold() for name in names]
    twice = [name for name in dict.fromkeys(names) if folded.count(name.casefold()) > 1]
    bad = [n for n in names if n.startswith("/") or "\\" in n or ".." in n.split("/")]
    return (
        *(f"{name}: stands more than once in the zip" for name in twice),
        *(f"{name}: is no name of a part" for name in bad),
    )


def _read_types(container: Container) -> Mapping[str, str]:
    """The type of each part by its name."""
    try:
        types, faults = _find_types(container.parts.get(TYPES, b""), tuple(container.parts))
    except ValueError as error:
        container.faults.append(f"{TYPES}: {error}")
        return {}
    container.faults += [f"{TYPES}: {fault}" for fault in faults]
    for name, kind in types.items():
        start = _PICTURES.get(kind)
        if start and not container.parts[name].startswith(start):
            container.faults.append(f"{name}: is not {kind}")
    return types


@lru_cache(maxsize=64)
def _find_types(data: bytes, names: tuple[str, ...]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The type of each named part, and the faults of the part that tells the types."""
    defaults, overrides, faults = _parse_types(data)
    faults += [f"names {name}, which does not exist" for name in overrides if name not in names]
    types = {
        name: overrides.get(name) or defaults.get(name.rpartition(".")[2].lower(), "")
        for name in names
    }
    faults += [f"gives {n} no type" for n, kind in types.items() if not kind and n != TYPES]
    return types, tuple(faults)


def _parse_types(data: bytes) -> tuple[dict[str, str], dict[str, str], list[str]]:
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    faults = []
    for row in parse_xml(data):
        kind = row.get("ContentType", "")
        if row.tag == f"{{{_PACKAGE}content-types}}Default":
            table, key = defaults, row.get("Extension", "").lower()
        elif row.tag == f"{{{_PACKAGE}content-types}}Override":
            table, key = overrides, row.get("PartName", "").removeprefix("/")
        else:
            faults.append(f"{row.tag} is no type")
            continue
        if key in table:
            faults.append(f"gives {key} two types")
        table[key] = kind
    return defaults, overrides, faults


def _read_relations(
    name: str, container: Container, source: str, *, foreign: bool
) -> tuple[Relation, ...]:
    folder = posixpath.dirname(source)
    try:
        relations, faults = _parse_relations(container.parts[name], folder, foreign=foreign)
    except ValueError as error:
        relations, faults = (), (str(error),)
    container.faults += [f"{name}: {fault}" for fault in faults]
    return relations


# ECMA-376 part 2, 6.5.3.4 wants a URI: Word calls a file with a blank in one unreadable.
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\]+", re.IGNORECASE)


def is_address(target: str) -> bool:
    """Whether a link may lead there: to the web or an e-mail address, written without blanks."""
    return _ADDRESS.fullmatch(target) is not None


@lru_cache(maxsize=256)
def _parse_relations(
    data: bytes, folder: str, *, foreign: bool
) -> tuple[tuple[Relation, ...], tuple[str, ...]]:
    """The relationships of a part in `folder`; targets inside the package are names of parts."""
    found: dict[str, Relation] = {}
    faults = []
    for row in parse_xml(data):
        identifier, target = row.get("Id", ""), row.get("Target", "")
        kind = row.get("Type", "").rpartition("/")[2]
        external = row.get("TargetMode") == "External"
        if row.tag != f"{{{_PACKAGE}relationships}}Relationship" or not identifier or not kind:
            faults.append(f"{row.tag} is no relationship")
            continue
        if identifier in found:
            faults.append(f"has two relationships {identifier}")
        if external and not foreign and not is_address(target):
            faults.append(f"{identifier} leads to {target!r}, which is no address")
        if external and not foreign and kind != "hyperlink":
            faults.append(f"{identifier} is a {kind} outside the package")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[identifier] = Relation(identifier, kind, target, external)
    return tuple(found.values()), tuple(faults)


# Kinds of which a part has at most one.
_ONCE = {
    "officeDocument", "styles", "numbering", "settings", "fontTable", "footnotes", "theme",
    "core-properties",
}  # fmt: skip


def _check_relations(container: Container, types: Mapping[str, str]) -> None:
    reached = {TYPES}
    for source, relations in container.relations.items():
        where = f"relationships of {source or 'the package'}"
        once = [relation.kind for relation in relations if relation.kind in _ONCE]
        for kind in sorted(kind for kind in {*once} if once.count(kind) > 1):
            container.faults.append(f"{where}: more than one {kind}")
        for relation in relations:
            if relation.external:
                continue
            reached.add(relation.target)
            if relation.target not in container.parts:
                container.faults.append(f"{where}: {relation.target} does not exist")
            elif types.get(relation.target, "") != _EXPECTED.get(
                relation.kind, types.get(relation.target, "")
            ) or (relation.kind == "image" and not types[relation.target].startswith("image/")):
                kind = types.get(relation.target) or "nothing"
                container.faults.append(f"{where}: {relation.target} has the type {kind}")
    if not container.main():
        container.faults.append("the package has no main document")
    for name in container.parts:
        if name not in reached and not name.endswith(".rels"):
            container.faults.append(f"{name}: nothing leads to it")
