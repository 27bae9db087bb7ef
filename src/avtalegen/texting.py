"""What `text` does with its word, from the name of a file to the exit code.

The command line calls it, and so does __main__ where the name is all that was written: git starts
a program for each version of a file that it compares. It must never know the command line's
library, nor what a DOCX is made of.
"""

from __future__ import annotations

import stat
from pathlib import Path

from avtalegen import report
from avtalegen.messages import Catalogue, Words, phrase, say_sizes
from avtalegen.messages.foreign import explain_failure
from avtalegen.problems import AvtalegenError, Listing, Location, Problem
from avtalegen.wordtext.opening import UnreadableError
from avtalegen.wordtext.reading import write_text

MOST_BYTES = 200_000_000


def text(file: Path, catalogue: Catalogue) -> int:
    """Print the words of a DOCX, or say what is wrong with it; gives the exit code.

    What is in the file decides, and not what it is called: git gives files names of its own.
    """
    try:
        written = write_text(read_file(file))
    except UnreadableError as error:
        details: dict[str, Words] = {"read": file.name, **error.details}
        problem = Problem(error.code, Location(file.as_posix()), details=details)
        return report.show_problems(Listing([problem]), catalogue)
    except AvtalegenError as error:
        return report.show_problems(Listing(error.problems), catalogue)
    return report.show_result(written)


def read_file(file: Path) -> bytes:
    """The bytes of an ordinary file; raises AvtalegenError where there is none, or it is large."""
    place = Location(file.as_posix())
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would be waited for without end
            reason: Words = phrase("it is no ordinary file")
            raise AvtalegenError([Problem("input-failed", place, details={"reason": reason})])
        if about.st_size > MOST_BYTES:
            size, limit = say_sizes(about.st_size, MOST_BYTES)
            reason = phrase("it has {size}, more than {limit}", size=size, limit=limit)
            details: dict[str, Words] = {"read": file.name, "reason": reason}
            raise AvtalegenError([Problem("word-unreadable", place, details=details)])
        return file.read_bytes()
    except FileNotFoundError:
        mend = phrase("check the name")
        problem = Problem("file-missing", place, details={"mend": mend})
    except OSError as error:
        reason = explain_failure(error)
        problem = Problem("input-failed", place, details={"reason": reason})
    raise AvtalegenError([problem])
