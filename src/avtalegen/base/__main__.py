"""Print the commit that a push is to be compared with: `python -m avtalegen.base`.

Nothing is printed where there is none, and why it may be so is said on stderr.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from avtalegen.base.finding import find_base, is_shallow
from avtalegen.messages import languages, phrase


def main() -> None:
    """Print the commit, or an empty line."""
    root = Path()
    base = find_base(os.environ, root)
    if not base:
        reason = phrase("there is no commit before this one to compare with")
        if is_shallow(root):
            reason = phrase(
                "the commit to compare with was not fetched: let the checkout fetch the whole "
                "history (fetch-depth: 0)"
            )
        catalogue = languages.read_catalogue(languages.find_language((), os.environ))
        print(catalogue.say(reason), file=sys.stderr)
    print(base)


if __name__ == "__main__":
    main()
