"""Words that can be said in the user's language: an English text, and what fills it in.

A phrase is a value: it is made where something is found, and said where it is shown. This module
must never know which languages there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from gettext import NullTranslations
from string import Formatter

from avtalegen.quick import dataclass


def _(text: str) -> str:
    """The text itself, marked for translation where it stands in a table."""
    return text


@dataclass(frozen=True, slots=True)
class Phrase:
    """An English text with {names} in braces, and the words that fill them in.

    `plural` is the text for another `number` than one, where there is one to count.
    """

    text: str
    details: Mapping[str, Words] = field(default_factory=dict)
    plural: str = ""
    number: int = 1

    def __str__(self) -> str:
        return SOURCE.say(self)

    def fill(self, **details: Words) -> Phrase:
        """The same phrase with more of its names filled in."""
        return replace(self, details={**self.details, **details})


# What can be said: a name or a number as it is, or a phrase.
Words = str | Phrase


def phrase(text: str, **details: Words) -> Phrase:
    """The text as a phrase; Babel finds it by the name of this function."""
    return Phrase(text, details)


def count(number: int, singular: str, plural: str) -> Phrase:
    """How many of something; {number} in the texts is the number."""
    return Phrase(singular, {"number": str(number)}, plural, number)


def write_number(number: int) -> str:
    """The number in digits, from five on in groups of three: 2000 and 100 000."""
    return str(number) if abs(number) < 10_000 else f"{number:_}".replace("_", "\N{NO-BREAK SPACE}")


def say_sizes(size: int, limit: int) -> tuple[Phrase, Phrase]:
    """A number of bytes and its limit, both in MB (10^6 bytes) to a tenth, or both in bytes.

    Bytes are for what tenths would say wrongly: a limit between two of them, or a size so near its
    limit that the two would be the same number.
    """
    if limit % 100_000 or round(size, -5) == limit:
        return _say_bytes(size), _say_bytes(limit)
    return _say_megabytes(size), _say_megabytes(limit)


def _say_bytes(number: int) -> Phrase:
    return phrase("{number} bytes", number=write_number(number))


def _say_megabytes(number: int) -> Phrase:
    whole, tenth = divmod(round(number, -5) // 100_000, 10)
    if not tenth:
        return phrase("{number} MB", number=write_number(whole))
    return phrase("{whole}.{tenth} MB", whole=write_number(whole), tenth=str(tenth))


def generalize(text: str) -> Phrase:
    """The text with … in the place of all that would fill it in."""
    return Phrase(text, {name: "…" for _literal, name, *_rest in Formatter().parse(text) if name})


class Catalogue:
    """Says phrases in one language; `translations` are those of the standard library's gettext.

    `language` is its code, such as nb.
    """

    def __init__(self, translations: NullTranslations, language: str = "en") -> None:
        self._translations = translations
        self.language = language

    def say(self, words: Words) -> str:
        """The words in the language, in English where the catalogue does not have them."""
        if isinstance(words, str):
            return words
        if words.plural:
            text = self._translations.ngettext(words.text, words.plural, words.number)
        else:
            # gettext keeps its own header under the empty text.
            text = self._translations.gettext(words.text) if words.text else ""
        return text.format_map({name: self.say(said) for name, said in words.details.items()})


SOURCE = Catalogue(NullTranslations())
