"""The command line: turns words into one call each. It knows typer, as usage.py does.

Commands and what they need are imported when a command runs, so that --help starts fast. Help is
said in the language that gettext has when this module is imported; see __main__.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from avtalegen import __version__
from avtalegen.listings import FORMATS as LISTINGS
from avtalegen.messages import Catalogue
from avtalegen.messages.languages import LANGUAGES, VARIABLE, find_language, read_catalogue
from avtalegen.usage import WRONG_USE, Command, Group, WrongUse, show_wrong_use
from avtalegen.writers import FORMATS

app = typer.Typer(
    name="avtalegen",
    cls=Group,
    help=_("Write cooperation agreements between municipalities and the police."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND"),
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _write_choices(names: Iterable[str]) -> str:
    return f"[{'|'.join(names)}]"


Format = StrEnum("Format", {name: name for name in FORMATS})  # type: ignore[misc]  # from a table
ListingFormat = StrEnum("ListingFormat", {name: name for name in LISTINGS})  # type: ignore[misc]  # the same
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
        metavar=_write_choices(FORMATS),
        help=_("A format to write; repeats. All by default."),
    ),
]
WorkspaceFolder = Annotated[
    Path,
    typer.Option(
        "--workspace", "-w", metavar=_("FOLDER"), help=_("The folder that has kommuner/.")
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
        "--lang", metavar=_write_choices(LANGUAGES), callback=_speak, is_eager=True, help=_SPOKEN
    ),
]
LanguageOrVariable = Annotated[
    LanguageName | None,
    typer.Option(
        "--lang",
        metavar=_write_choices(LANGUAGES),
        callback=_speak,
        is_eager=True,
        envvar=VARIABLE,
        help=_SPOKEN,
    ),
]


def _catalogue(context: typer.Context) -> Catalogue:
    spoken: Catalogue = context.find_root().obj
    return spoken


def _today() -> date:
    return datetime.now().astimezone().date()


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"avtalegen {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_("Show the version.")
        ),
    ] = False,
    _language: LanguageOrVariable = None,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USE)


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Write agreements as DOCX and Markdown."),
    help=_("Write the agreements of municipalities as DOCX and Markdown."),
)
def build(
    context: typer.Context,
    names: Names = None,
    every: Every = False,
    formats: Formats = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar=_("FOLDER"),
            help=_("The folder to write to. build/ by default."),
        ),
    ] = None,
    workspace: WorkspaceFolder = Path(),
    _language: Language = None,
) -> None:
    """Write the agreements of municipalities as DOCX and Markdown."""
    if bool(names) == every:
        raise WrongUse(_("Write the names of municipalities, or --all."), context)
    from avtalegen import commands, report
    from avtalegen.workspace import Workspace

    catalogue = _catalogue(context)
    built = commands.build(
        Workspace(workspace),
        None if every else names,
        [str(format_) for format_ in formats or FORMATS],
        out,
        report.make_track(catalogue),
        _today(),
    )
    raise typer.Exit(report.show_build(built, catalogue))


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Find every problem; nothing is written."),
    help=_(
        "Find every problem in the agreements, and in the workspace's own templates.\n\n"
        "Without names the whole workspace is checked. Nothing is written."
    ),
)
def check(
    context: typer.Context,
    names: Names = None,
    every: Annotated[
        bool, typer.Option("--all", help=_("Check the whole workspace, as without names."))
    ] = False,
    format_: Annotated[
        ListingFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar=_write_choices(LISTINGS),
            help=_("How to tell what was found. As text by default."),
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=_("End with 1 on warnings too, not only on errors."))
    ] = False,
    workspace: WorkspaceFolder = Path(),
    _language: Language = None,
) -> None:
    """Find every problem in the agreements, and in the workspace's own templates."""
    if names and every:
        raise WrongUse(_("Write the names of municipalities, or --all."), context)
    from avtalegen import commands, report
    from avtalegen.workspace import Workspace

    catalogue = _catalogue(context)
    track = report.make_track(catalogue)
    found = commands.check(Workspace(workspace), names or None, track, _today())
    format_name = str(format_ or "text")
    raise typer.Exit(report.show_check(found, format_name, catalogue, strict=strict))


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Write JSON Schema for editors."),
    help=_("Write JSON Schema of the YAML files, so that an editor can help with them."),
)
def schema(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar=_("FOLDER"),
            help=_("The folder to write to. schemas/ by default."),
        ),
    ] = None,
    workspace: WorkspaceFolder = Path(),
    _language: Language = None,
) -> None:
    """Write JSON Schema of the YAML files, so that an editor can help with them."""
    from avtalegen import commands, report
    from avtalegen.workspace import Workspace

    written = commands.write_schemas(Workspace(workspace), out)
    raise typer.Exit(report.show_build(written, _catalogue(context)))


def run(arguments: Sequence[str], catalogue: Catalogue) -> int:
    """Do what the words say; gives the exit code."""
    try:
        code = app(list(arguments), prog_name="avtalegen", standalone_mode=False)
    except WrongUse as error:
        return show_wrong_use(error, catalogue)
    except typer.Abort:
        return WRONG_USE
    return int(code or 0)
