"""The arguments and options that several commands have, with their help."""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from avtalegen.listings import FORMATS as LISTINGS
from avtalegen.messages.languages import LANGUAGES, VARIABLE, find_language, read_catalogue
from avtalegen.pages import FORMATS as COMPARISONS
from avtalegen.writers import ALL, FORMATS


def write_choices(names: Iterable[str]) -> str:
    """The names as help shows what an option takes: [docx|md]."""
    return f"[{'|'.join(names)}]"


_ENDINGS = {
    ".txt": "terminal", ".md": "markdown", ".html": "html", ".csv": "csv", ".json": "json",
}  # fmt: skip


def find_format(output: str | None) -> str | None:
    """The format that the ending of a file says, or None; that of the terminal without a file."""
    return _ENDINGS.get(Path(output).suffix.lower()) if output and output != "-" else "terminal"


def _read_folder(read: str | Path) -> Path:
    # An empty variable of a shell would be read as the folder that one stands in.
    if not str(read):
        raise typer.BadParameter(_("the name is empty"))
    return Path(read)


def _say_range(most: int) -> str:
    return _("write a whole number from 1 to {most}").format(most=most)


def _read_port(read: str | int) -> int:
    if not str(read).isdecimal() or int(read) > MOST_PORT:
        raise typer.BadParameter(_say_range(MOST_PORT))
    return int(read)


def _read_jobs(read: str | int) -> int:
    if not str(read).isdecimal() or not 0 < int(read) <= MOST_JOBS:
        raise typer.BadParameter(_say_range(MOST_JOBS))
    return int(read)


def read_shard(read: str | None) -> tuple[int, int] | None:
    """Which part of how many, all of one where nothing is said; None for what is neither."""
    shard, slash, shards = (read if read is not None else "1/1").partition("/")
    if not (slash and shard.isdecimal() and shards.isdecimal()):
        return None
    found = (int(shard), int(shards))
    return found if 0 < found[0] <= found[1] <= MOST_SHARDS else None


MOST_PORT, MOST_JOBS, MOST_SHARDS = 65535, 256, 1000
_FORMATS = (*FORMATS, ALL)
Format = StrEnum("Format", {name: name for name in _FORMATS})  # type: ignore[misc]  # from a table
ListingFormat = StrEnum("ListingFormat", {name: name for name in LISTINGS})  # type: ignore[misc]  # the same
ComparisonFormat = StrEnum("ComparisonFormat", {name: name for name in COMPARISONS})  # type: ignore[misc]  # the same
LanguageName = StrEnum("LanguageName", {name: name for name in LANGUAGES})  # type: ignore[misc]  # the same
Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("NAME"),
        help=_("Municipalities: the names of their files without .yaml."),
    ),
]
Every = Annotated[bool, typer.Option("--all", help=_("Build every municipality."))]
Formats = Annotated[
    list[Format] | None,
    typer.Option(
        "--format",
        "-f",
        metavar=write_choices(_FORMATS),
        help=_("A format to write; repeats. By default docx and md; all is all four."),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar=_("NUMBER"),
        parser=_read_jobs,
        show_default=False,
        help=_("How many agreements to make at a time. As many as there are cores by default."),
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help=_("Make what is up to date too; it is kept if it is equal."))
]
Audited = Annotated[
    bool,
    typer.Option(
        "--check",
        help=_(
            "Write nothing. End with 1 where files are missing, out of date, changed by hand or of "
            "no agreement."
        ),
    ),
]
Watched = Annotated[
    bool, typer.Option("--watch", help=_("Build again each time that a file is saved."))
]
SHARD_USE = _(
    "--shard needs --all and two numbers, such as 2/5; the first is from 1 to the second, which is "
    "at most 1000."
)
Shard = Annotated[
    str | None,
    typer.Option(
        "--shard",
        metavar=_("NUMBER/NUMBER"),
        show_default=False,
        help=_("With --all: only a part of the agreements, such as 2/5, for several machines."),
    ),
]
WorkspaceFolder = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        metavar=_("FOLDER"),
        parser=_read_folder,
        help=_("The folder that has kommuner/."),
    ),
]


def _speak(context: typer.Context, language: str | None) -> str | None:
    root = context.find_root()
    if language or root.obj is None:
        root.obj = read_catalogue(language or find_language((), os.environ))
    return language


_SPOKEN = _("The language of messages: nb for bokmål, en for English.")
Language = Annotated[
    LanguageName | None,
    typer.Option(
        "--lang", metavar=write_choices(LANGUAGES), callback=_speak, is_eager=True, help=_SPOKEN
    ),
]
LanguageOrVariable = Annotated[
    LanguageName | None,
    typer.Option(
        "--lang",
        metavar=write_choices(LANGUAGES),
        callback=_speak,
        is_eager=True,
        envvar=VARIABLE,
        help=_SPOKEN,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar=_("FOLDER"),
        parser=_read_folder,
        help=_("The folder to write to. build/ by default."),
    ),
]
SchemaOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar=_("FOLDER"),
        parser=_read_folder,
        help=_("The folder to write to. schemas/ by default."),
    ),
]
Whole = Annotated[
    bool, typer.Option("--all", help=_("Check the whole workspace, as without names."))
]
Listings = Annotated[
    ListingFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar=write_choices(LISTINGS),
        help=_("How to tell what was found. As text by default."),
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help=_("End with 1 on warnings too, not only on errors."))
]
Sides = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("NAME"),
        help=_(
            "Two municipalities or more: the names of their files without .yaml. "
            "NAME@REVISION is the agreement as it was at the revision, such as tromso@HEAD. "
            "With A..B or --since, none or more."
        ),
    ),
]
Since = Annotated[
    list[str] | None,
    typer.Option(
        "--since",
        "-s",
        metavar=_("REVISION"),
        help=_(
            "Show what has changed since a revision, such as HEAD~1, in all agreements or in those "
            "that are named. A..B and A...B are two revisions, as in git."
        ),
    ),
]
Together = Annotated[bool, typer.Option("--all", help=_("Compare every municipality."))]
District = Annotated[
    str | None,
    typer.Option(
        "--district",
        "-d",
        metavar=_("DISTRICT"),
        help=_("Compare the municipalities of a police district, such as Troms."),
    ),
]
InWords = Annotated[
    bool,
    typer.Option("--text", "-t", help=_("Compare the words of two agreements, not the choices.")),
]
OneClause = Annotated[
    str | None,
    typer.Option(
        "--clause", "-c", metavar=_("CLAUSE"), help=_("Compare one clause only, such as formål.")
    ),
]
Equal = Annotated[bool, typer.Option("--equal", help=_("Show what is equal too."))]
Comparisons = Annotated[
    ComparisonFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar=write_choices(COMPARISONS),
        help=_("How to show the comparison. On the terminal by default."),
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=_("FILE"),
        help=_("A file to write the comparison to; its ending says the format."),
    ),
]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help=_("End with 1 where anything differs."))
]
One = Annotated[
    str,
    typer.Argument(
        metavar=_("NAME"),
        help=_("A municipality: the name of its file without .yaml."),
        show_default=False,
    ),
]
WordFile = Annotated[
    str,
    typer.Argument(
        metavar=_("FILE"),
        parser=_read_folder,
        help=_("A DOCX."),
        show_default=False,
    ),
]
Port = Annotated[
    int,
    typer.Option(
        "--port",
        "-p",
        metavar=_("PORT"),
        parser=_read_port,
        show_default=False,
        help=_("The port of the page. One that is free by default."),
    ),
]
Opened = Annotated[
    bool,
    typer.Option("--open/--no-open", help=_("Open the page in a browser."), show_default=False),
]
