"""Start the program and end it, without waiting for what a short run has no use for."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from pathlib import Path

from avtalegen.messages import Catalogue, Phrase, languages, phrase
from avtalegen.messages.foreign import explain_failure
from avtalegen.writers import ALL, FORMATS

ENVIRONMENT_FAILED, INTERRUPTED = 3, 130


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


def main() -> None:
    """Run the command line and end the process with its exit code.

    Text is UTF-8 whatever the system says. Files are closed where they are written, so what is
    left at the end is memory, which the system takes back faster than Python does.
    """
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    # What is left is memory, and what could not be flushed.
    os._exit(code)


def _run() -> int:
    _prepare()
    arguments = sys.argv[1:]
    language = languages.find_language(arguments, os.environ)
    languages.set_language(language)
    catalogue = languages.read_catalogue(language)
    try:
        code = _do(arguments, catalogue)
        sys.stdout.flush()
    except (SystemExit, BrokenPipeError):  # who read the output has stopped, and wants no more
        code = ENVIRONMENT_FAILED
    except OSError as error:  # those of files are problems by now, but for folders
        with contextlib.suppress(OSError):  # there may be nowhere to say it
            print(catalogue.say(_explain(error)), file=sys.stderr, flush=True)
        code = ENVIRONMENT_FAILED
    return code


def _do(arguments: list[str], catalogue: Catalogue) -> int:
    if asked := _read_build(arguments):
        from avtalegen.building import build

        names, formats = asked
        return build(names, catalogue, formats)
    if file := _read_text(arguments):
        from avtalegen.texting import text

        return text(Path(file), catalogue)
    # Its help is said in the language that is set by now.
    from avtalegen.cli import run

    return run(arguments, catalogue)


def _read_build(arguments: list[str]) -> tuple[list[str] | None, list[str]] | None:
    """The names and formats after `build`, or None where the command line must understand more.

    There are no names for --all.
    """
    command, *words = arguments or [""]
    # The command line refuses a language that there is not.
    if command != "build" or os.environ.get(languages.VARIABLE, "") not in {
        "",
        *languages.LANGUAGES,
    }:
        return None
    names: list[str] = []
    every = "--all" in words
    formats: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in {"--format", "-f"}:
            formats.append(next(rest, ""))
        elif word == "--all":
            continue
        elif word and not word.startswith("-"):
            names.append(word)
        else:
            return None
    # And a format that there is not.
    if bool(names) == every or not {*formats} <= {*FORMATS, ALL}:
        return None
    return None if every else names, formats


def _read_text(arguments: list[str]) -> str | None:
    """The file after `text`, or None where the command line must understand more."""
    known = os.environ.get(languages.VARIABLE, "") in {"", *languages.LANGUAGES}
    plain = len(arguments) == 2 and arguments[0] == "text" and known
    return arguments[1] if plain and not arguments[1].startswith("-") else None


def _prepare() -> None:
    # A run makes much and throws little away, so looking for cycles less often costs nothing.
    gc.set_threshold(120_000)
    # The names of files must be read as what they are; some systems read them as ASCII.
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        environment = {**os.environ, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "avtalegen", *sys.argv[1:]]
        os.execve(sys.executable, command, environment)  # noqa: S606  # itself, with no shell
    os.environ.pop("_AVTALEGEN_COMPLETE", None)  # typer would look for a shell to complete for
    # What is right must not depend on which plugins happen to stand beside avtalegen.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # A stream that the caller has closed is None; what is said there is nobody's.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _Nowhere())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _explain(error: OSError) -> Phrase:
    reason = explain_failure(error)
    if error.filename:
        return phrase("{name} could not be used: {reason}", name=str(error.filename), reason=reason)
    return phrase("the output failed: {reason}", reason=reason)


if __name__ == "__main__":
    main()
