"""What libraries and the system say in English: recognised, so that it can be said in any language.

Typer, Jinja, libyaml and the C library build their sentences from texts like those below. What is
recognised becomes a phrase; what is not stays as it was said.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from avtalegen.messages.phrases import Phrase, Words, _

# The first that fits a whole sentence is the one. What {names} hold is recognised in its turn.
SENTENCES = (
    # Typer, of how the command line is used
    _("Invalid value for {where} (env var: '{name}'): {reason}"),
    _("Invalid value for {where}: {reason}"),
    _("Invalid value: {reason}"),
    _("'{read}' is not one of {choices}."),
    _("'' is not one of {choices}."),
    _('"{read}" is not one of {choices}.'),
    _("No such option: {read} (Possible options: {choices})"),
    _("No such option: {read}"),
    _("Option '{read}' requires an argument."),
    _("Option '{read}' does not take a value."),
    _("Got unexpected extra argument(s) ({read})"),
    _("Missing command."),
    _("Missing argument '{name}'."),
    _("'{name}' / {others}"),
    _("'{name}', {others}"),
    _("'{name}'"),
    # Jinja, of templates that it cannot read
    _(
        "Unexpected end of template. Jinja was looking for the following tags: {tags}. "
        "The innermost block that needs to be closed is '{block}'."
    ),
    _(
        "Encountered unknown tag '{tag}'. Jinja was looking for the following tags: {tags}. "
        "The innermost block that needs to be closed is '{block}'."
    ),
    _(
        "Encountered unknown tag '{tag}'. You probably made a nesting mistake. Jinja is expecting "
        "this tag, but currently looking for {tags}. "
        "The innermost block that needs to be closed is '{block}'."
    ),
    _("Encountered unknown tag '{tag}'."),
    _("unexpected end of template, expected '{wanted}'."),
    _("expected token '{wanted}', got '{read}'"),
    _("Expected an expression, got '{read}'"),
    _("unexpected char {read} at {position}"),
    _("unexpected '{read}', expected '{wanted}'"),
    _("unexpected '{read}'"),
    _("can't assign to '{read}'"),
    _("tag name expected"),
    _("expected call"),
    _("expected subscript expression"),
    _("names starting with an underline can not be imported"),
    _("non-default argument follows default argument"),
    _("You cannot chain multiple tests with is"),
    _("Required blocks can only contain comments or whitespace"),
    _(
        "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, "
        "use an underscore instead."
    ),
    _("unknown Unicode character name"),
    _("illegal Unicode character"),
    _("truncated {what} escape"),
    _("malformed {what} character escape"),
    _("expected name or number"),
    _("Missing end of comment tag"),
    _("Missing end of raw directive"),
    _("Invalid character in identifier"),
    _("invalid syntax for function call expression"),
    _("begin of comment"),
    _("begin of statement block"),
    _("end of statement block"),
    _("begin of print statement"),
    _("end of print statement"),
    _("end of template"),
    _("template data / text"),
    _("'{name}' or {others}"),
    # Python, of templates that it cannot fill in
    _("'{operator}' not supported between instances of '{left}' and '{right}'"),
    _("maximum recursion depth exceeded"),
    _("int"),
    _("str"),
    # libyaml, where no problem of our own says it better
    _("did not find expected key"),
    _("did not find expected node content"),
    _("did not find expected ',' or ']'"),
    _("did not find expected ',' or '}}'"),
    _("did not find expected comment or line break"),
    _("did not find expected whitespace or line break"),
    _("did not find expected <document start>"),
    _("could not find expected directive name"),
    _("did not find expected alphabetic or numeric character"),
    _("did not find expected digit or '.' character"),
    _("did not find expected version number"),
    _("found extremely long version number"),
    _("found unexpected non-alphabetical character"),
    _("found an indentation indicator equal to 0"),
    _("found a tab character where an indentation space is expected"),
    _("found unexpected document indicator"),
    _("found unexpected ':'"),
    _("found unknown directive name"),
    _("found incompatible YAML document"),
    _("found duplicate %YAML directive"),
    _("found duplicate %TAG directive"),
    _("mapping keys are not allowed in this context"),
    # git, of a repository
    _("detected dubious ownership in repository at '{folder}'"),
    _("Expected git repo version <= {most}, found {read}"),
    # The C library, of files and disks
    _("No such file or directory"),
    _("Permission denied"),
    _("Operation not permitted"),
    _("Read-only file system"),
    _("No space left on device"),
    _("Disk quota exceeded"),
    _("File too large"),
    _("File name too long"),
    _("File exists"),
    _("Is a directory"),
    _("Not a directory"),
    _("Directory not empty"),
    _("Device or resource busy"),
    _("Text file busy"),
    _("Input/output error"),
    _("Broken pipe"),
    _("Bad file descriptor"),
    _("Too many open files"),
    _("Too many levels of symbolic links"),
    _("Invalid argument"),
    _("Address already in use"),
)


def recognise(said: str) -> Words:
    """The sentence as a phrase, if a library is known to say it; else as it was said."""
    for text, sentence in _compile():
        if found := sentence.fullmatch(said):
            return Phrase(
                text, {name: recognise(words) for name, words in found.groupdict().items()}
            )
    return said


def explain_failure(error: OSError) -> Words:
    """Why the system could not do what it was asked to."""
    return recognise(error.strerror or str(error))


@lru_cache(maxsize=1)
def _compile() -> list[tuple[str, re.Pattern[str]]]:
    return [(text, re.compile(_write_pattern(text), re.DOTALL)) for text in SENTENCES]


def _write_pattern(text: str) -> str:
    pieces = [(literal, name) for literal, name, *_rest in Formatter().parse(text)]
    written = ""
    for (literal, name), (after, _name) in zip(pieces, [*pieces[1:], ("", None)], strict=True):
        quoted = literal.endswith("'") and after.startswith("'")
        one = "[^']+" if quoted else ".+?"
        written += re.escape(literal) + (f"(?P<{name}>{one})" if name else "")
    return written
