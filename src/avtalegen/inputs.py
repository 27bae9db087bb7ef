"""The digests of the files that agreements are made from, so that a build knows what has changed.

A file is called by what it is to an agreement, not by where it lies: `kommuner/tromso.yaml`,
`klausuler/slt/nb.md` of whichever folder has that clause, `fil/logoer/troms.png`. It must never
know what a file means, and waits for nothing that reading one needs.
"""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from avtalegen.digests import ABSENT, OTHER, digest, digest_file
from avtalegen.locating import find_file, is_inside, list_names
from avtalegen.workspace import Workspace

# What it is of a file that was another when it was read: that of no file.
CHANGED = "changed"
# The files of a clause, and what all agreements have in common: which clauses there are, the legal
# bases, the style and the names of what lies beside it.
CLAUSE = ("klausul.yaml", "nb.md", "nn.md")
SHARED = ("klausuler", "hjemler.yaml", "stil/stil.yaml", "stil")
# The libraries that the bytes of agreements, and what is told of them, come from.
LIBRARIES = frozenset({
    "allpairspy", "email-validator", "idna", "jinja2", "lxml", "markdown-it-py", "markupsafe",
    "mdit-py-plugins", "mdurl", "phonenumbers", "pydantic", "pydantic-core", "python-docx",
    "pyyaml", "rapidfuzz", "typst",
})  # fmt: skip
# What lies among this program's files and decides nothing; templates are inputs of their own.
_ASIDE = {"__pycache__", "locale", "templates"}
_PACKAGE = os.path.dirname(os.path.abspath(__file__))


class Inputs:
    """The files of a workspace, each read at most once, and the program that makes of them."""

    def __init__(self, workspace: Workspace, program: bytes | None = None) -> None:
        self._workspace = workspace
        self._folders = workspace.list_folders()
        self.program = program or describe_program()
        self._found: dict[str, str] = {}

    def read(self, names: Iterable[str]) -> None:
        """Read all files of templates, and those of the municipalities, as they are now."""
        listed = {f"avtaler/{file}" for f in self._folders for file in f.templates.values()}
        for folder in self._folders:
            listed |= {f"klausuler/{name}/{file}" for name in folder.clauses for file in CLAUSE}
            beside = (unicodedata.normalize("NFC", n) for n in list_names(folder.path / "stil"))
            listed |= {f"stil/{name}" for name in beside}
        for name in (*SHARED, *sorted(listed), *(f"kommuner/{name}.yaml" for name in names)):
            self.find(name)

    def find(self, name: str) -> str:
        """The digest of a file, or ABSENT; that of a name without ending is of what it lists."""
        if name not in self._found:
            self._found[name] = self._digest(name)
        return self._found[name]

    def digest(self, names: Iterable[str], known: Mapping[str, str] | None = None) -> str:
        """The digest of all that an agreement is made from, the program among it.

        `known` are digests of files as they were when they were read.
        """
        found = {**self._found, **known} if known else self._found
        listed = [f"{n}\0{found[n] if n in found else self.find(n)}" for n in names]
        return digest(self.program + _join(listed))

    def _digest(self, name: str) -> str:
        top, _, rest = name.partition("/")
        match top:
            case "kommuner":
                return digest_file(self._workspace.root / name)
            case "fil":
                return digest_inside(self._workspace.root, rest)
            case "avtaler" | "klausuler" if rest:
                return self._digest_first(top, rest)
            case "klausuler":
                ids = sorted({name for folder in self._folders for name in folder.clauses})
                return digest(_join(ids))
            case "stil" if not rest:
                listed = [list_names(folder.path / name) for folder in self._folders]
                return digest(b"\0\0".join(_join(sorted(names)) for names in listed))
        # Those of all folders count together: the style, what belongs to it, the legal bases.
        found = [digest_inside(folder.path / top, rest) if rest else digest_file(folder.path / top)
                 for folder in self._folders]  # fmt: skip
        return digest(_join(found))

    def _digest_first(self, top: str, rest: str) -> str:
        """Of the first folder that has it, which another one with the same text is not."""
        key, _, file = rest.partition("/")
        for position, folder in enumerate(self._folders):
            if top == "avtaler" and key.removesuffix(".yaml") in folder.templates:
                found = digest_file(folder.path / top / folder.templates[key.removesuffix(".yaml")])
            elif top == "klausuler" and key in folder.clauses:
                found = digest_file(folder.path / top / folder.clauses[key] / file)
            else:
                continue
            return f"{len(self._folders) - position}{found}" if found else ABSENT
        return ABSENT


def digest_inside(folder: Path, name: str) -> str:
    """Of a file that may not lie elsewhere, by the letters of its path."""
    found = find_file(folder, PurePosixPath(name).parts)
    if found is None or not is_inside(found, folder):
        return ABSENT if found is None else OTHER
    return digest_file(found)


def _join(names: Iterable[str]) -> bytes:
    # The name of a file may be no text; then it is told elsewhere.
    return "\0".join(names).encode("utf-8", "surrogatepass")


def describe_program() -> bytes:
    """What makes of the same files something else: this program, its libraries, the interpreter."""
    made = hashlib.sha256(f"{sys.version_info[:2]} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    for path in _list_program(_PACKAGE):
        made.update(path[len(_PACKAGE) :].encode())
        if path.endswith(".ttf"):  # of a typeface its size is enough
            made.update(str(os.stat(path).st_size).encode())
        else:
            with open(path, "rb") as file:
                made.update(file.read())
    for name in sorted(_list_libraries()):
        made.update(name.encode())
    return made.digest()


def _list_program(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name not in _ASIDE:
                    yield from _list_program(entry.path)
            elif not entry.name.startswith("."):
                yield entry.path


def _list_libraries() -> set[str]:
    """The names of folders that say what is installed, with their versions."""
    found = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            library = name.partition("-")[0].lower().replace("_", "-").replace(".", "-")
            if name.endswith((".dist-info", ".egg-info")) and library in LIBRARIES:
                found.add(name)
    return found
