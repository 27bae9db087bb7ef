"""Which language the user reads, and the catalogue of its words.

Source texts are English; catalogues lie in locale/<language>/LC_MESSAGES, and are compiled when
avtalegen is installed. Municipal staff read Norwegian: it is the language unless something that
the user has set says English.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from avtalegen.messages.phrases import Catalogue

DOMAIN = "avtalegen"
FOLDER = Path(__file__).parent.parent / "locale"
NORWEGIAN, ENGLISH = "nb", "en"
LANGUAGES = (NORWEGIAN, ENGLISH)
VARIABLE = "AVTALEGEN_LANG"
# The variables by which a system says the language of messages, the strongest first.
_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def find_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that --lang, AVTALEGEN_LANG or the locale says, in that order."""
    # The last of several options counts, as it does for the command line.
    asked = [*reversed([*_find_options(arguments)]), environment.get(VARIABLE, "")]
    for language in asked:
        if language in LANGUAGES:
            return language
    return ENGLISH if _read_locale(environment).startswith("en") else NORWEGIAN


def _find_options(arguments: Sequence[str]) -> Iterator[str]:
    for position, argument in enumerate(arguments):
        if argument == "--":
            return
        if argument == "--lang" and position + 1 < len(arguments):
            yield arguments[position + 1]
        elif argument.startswith("--lang="):
            yield argument.removeprefix("--lang=")


def _read_locale(environment: Mapping[str, str]) -> str:
    said = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    if not said and os.name == "nt":  # Windows has no such variables
        said = locale.getlocale()[0] or ""
    return said.casefold()


@lru_cache
def read_catalogue(language: str) -> Catalogue:
    """The catalogue of the language; where there is none, as for English, the source texts."""
    found = gettext.translation(DOMAIN, FOLDER, [language], fallback=True)
    return Catalogue(found, language)


def set_language(language: str) -> None:
    """Let libraries that use gettext say what they say in the language too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
