"""A file that a value in YAML names, such as a logo: found inside its folder, and read whole.

Takes the value's place and the folder; gives bytes, or the problem at that place. Names are
compared letter for letter and in NFC on every system. It must never know what a file holds.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath

from avtalegen.locating import find_file, is_inside, list_names
from avtalegen.messages import Words, phrase, say_sizes
from avtalegen.messages.foreign import explain_failure
from avtalegen.problems import AvtalegenError, Location, Problem, quote, suggest
from avtalegen.quick import dataclass
from avtalegen.tree import Tree, ValuePath, name_field


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by its path from a folder, and the value that names it.

    `most` is how many bytes it may have, and `too_large` the code of the problem where it has more.
    `endings` are those of files that may be meant where there is none of that name; they lie where
    the path says, or in the folder `usual`.
    """

    name: str
    folder: Path
    tree: Tree
    path: ValuePath
    most: int
    too_large: str
    endings: tuple[str, ...]
    usual: str = ""

    @property
    def place(self) -> Location:
        """Where the value stands."""
        return self.tree.locate(self.path)

    def refuse(self, code: str, **details: Words) -> Problem:
        """A problem at the value, which the message calls {read}."""
        return Problem(
            code, self.place, name_field(self.path), {"read": quote(self.name), **details}
        )


def read_attachment(asked: Attachment) -> bytes:
    """The bytes of the file.

    Raises AvtalegenError where it is missing, no ordinary file, outside its folder, unreadable or
    too large.
    """
    found = find_file(asked.folder, PurePosixPath(asked.name).parts)
    if found is None:
        raise AvtalegenError([asked.refuse("file-absent", mend=_suggest(asked))])
    if not is_inside(found, asked.folder):
        raise AvtalegenError([asked.refuse("file-outside")])
    if not found.is_file():  # a pipe would be waited for without end
        reason: Words = phrase("it is no ordinary file")
        raise AvtalegenError([asked.refuse("input-failed", reason=reason)])
    try:
        with found.open("rb") as file:
            data = file.read(asked.most + 1)
        size = found.stat().st_size
    except OSError as error:
        reason = explain_failure(error)
        raise AvtalegenError([asked.refuse("input-failed", reason=reason)]) from None
    if len(data) > asked.most:
        said, limit = say_sizes(size, asked.most)
        raise AvtalegenError([asked.refuse(asked.too_large, size=said, limit=limit)])
    return data


def _suggest(asked: Attachment) -> Words:
    above = PurePosixPath(asked.name).parent
    near = [*_list_files(asked, above), *_list_files(asked, PurePosixPath(asked.usual))]
    return suggest(asked.name, dict.fromkeys(near))


def _list_files(asked: Attachment, above: PurePosixPath) -> list[str]:
    folder = find_file(asked.folder, above.parts)
    names = sorted(list_names(folder)) if folder else []
    named = [unicodedata.normalize("NFC", n) for n in names if not n.startswith((".", "~"))]
    return [(above / n).as_posix() for n in named if n.casefold().endswith(asked.endings)]
