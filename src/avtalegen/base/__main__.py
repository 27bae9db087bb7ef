"""Print the revision that a push is to be compared with: `python -P -m avtalegen.base WORKSPACE`.

An empty line is printed where there is none, and why is said on stderr. Where the revision cannot
be told, nothing is printed: the program ends with 1 where it was not fetched, 2 where --since is no
revision, and 3 where git does not read the repository.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from avtalegen.base.finding import BaseUnknownError, find_base, read_since
from avtalegen.messages import languages, phrase


def main() -> None:
    """Print the revision, or an empty line."""
    parser = argparse.ArgumentParser(prog="python -m avtalegen.base")
    parser.add_argument("workspace", nargs="?", default=".", help="a folder of the repository")
    parser.add_argument("--since", default="", help="the revision, where somebody asks for one")
    asked = parser.parse_args()
    catalogue = languages.read_catalogue(languages.find_language((), os.environ))
    try:
        base = read_since(asked.since) or find_base(os.environ, Path(asked.workspace))
    except BaseUnknownError as error:
        print(catalogue.say(error.reason), file=sys.stderr)
        sys.exit(error.code)
    if not base:
        none = phrase("there is no commit before this one to compare with")
        print(catalogue.say(none), file=sys.stderr)
    print(base)


if __name__ == "__main__":
    main()
