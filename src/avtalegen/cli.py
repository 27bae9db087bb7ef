"""The command line: turns words into one call each. It knows typer, as usage.py does.

Commands and what they need are imported when a command runs, so that --help starts fast. Help is
said in the language that gettext has when this module is imported; see __main__.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from avtalegen import __version__, options
from avtalegen.messages import Catalogue
from avtalegen.usage import WRONG_USE, Command, Group, WrongUse, show_wrong_use

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


def _catalogue(context: typer.Context) -> Catalogue:
    spoken: Catalogue = context.find_root().obj
    return spoken


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
    _language: options.LanguageOrVariable = None,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USE)


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Write agreements as DOCX, Markdown, HTML or PDF."),
    help=_(
        "Write the agreements of municipalities as DOCX and Markdown, or in the formats that "
        "--format names."
    ),
)
def build(  # noqa: PLR0913, PLR0917  # a command has an argument for each of its options
    context: typer.Context,
    names: options.Names = None,
    every: options.Every = False,
    formats: options.Formats = None,
    out: options.Out = None,
    workspace: options.WorkspaceFolder = Path(),
    jobs: options.Jobs = None,
    force: options.Force = False,
    audited: options.Audited = False,
    watched: options.Watched = False,
    shard: options.Shard = None,
    _language: options.Language = None,
) -> None:
    """Write the agreements of municipalities in the formats that are asked for."""
    if bool(names) == every:
        raise WrongUse(_("Write the names of municipalities, or --all."), context)
    part = options.read_shard(shard)
    if part is None or (shard is not None and not every):
        raise WrongUse(options.SHARD_USE, context)
    if force + audited + watched > 1:
        raise WrongUse(_("--force, --check and --watch cannot be used together."), context)
    from avtalegen import building, builds

    way = builds.Way(jobs or builds.count_cores(), force, *part)
    do = building.audit if audited else building.watch if watched else building.build
    code = do(
        None if every else names,
        _catalogue(context),
        [str(format_) for format_ in formats or ()],
        out,
        workspace,
        way,
    )
    raise typer.Exit(code)


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
    names: options.Names = None,
    every: options.Whole = False,
    format_: options.Listings = None,
    strict: options.Strict = False,
    workspace: options.WorkspaceFolder = Path(),
    _language: options.Language = None,
) -> None:
    """Find every problem in the agreements, and in the workspace's own templates."""
    if names and every:
        raise WrongUse(_("Write the names of municipalities, or --all."), context)
    from avtalegen import building, commands, report
    from avtalegen.workspace import Workspace

    catalogue = _catalogue(context)
    track = report.make_track(catalogue)
    found = commands.check(Workspace(workspace), names or None, track, building.find_today())
    format_name = str(format_ or "text")
    raise typer.Exit(report.show_check(found, format_name, catalogue, strict=strict))


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Show what municipalities chose differently."),
    help=_(
        "Show what municipalities chose differently, or what has changed since a revision.\n\n"
        "Two are compared choice by choice, or word by word with --text. Three or more give a "
        "table of what is most common, and who departs from it.\n\n"
        "With --since REVISION or A..B you see what has changed between two revisions in git: in "
        "which agreements, and in how many. If you write names too, only those are shown."
    ),
)
def diff(  # noqa: PLR0913, PLR0917  # a command has an argument for each of its options
    context: typer.Context,
    names: options.Sides = None,
    since: options.Since = None,
    every: options.Together = False,
    district: options.District = None,
    text: options.InWords = False,
    clause: options.OneClause = None,
    equal: options.Equal = False,
    format_: options.Comparisons = None,
    output: options.Output = None,
    exit_code: options.ExitCode = False,
    workspace: options.WorkspaceFolder = Path(),
    _language: options.Language = None,
) -> None:
    """Show what municipalities chose differently, or what has changed since a revision."""
    from avtalegen import showing

    shown = str(format_) if format_ else options.find_format(output)
    if output == "" or shown is None:
        raise WrongUse(
            _("Write a file with the ending .md, .html, .csv, .json or .txt, or --format."), context
        )
    file = Path(output) if output and output != "-" else None
    asked = showing.Words(
        tuple(names or ()), tuple(since or ()), every, district or "", clause or "", text, equal
    )
    view = showing.View(shown, file, exit_code)
    try:
        code = showing.show(workspace, asked, view, _catalogue(context))
    except showing.MisusedError as error:
        raise WrongUse(_catalogue(context).say(error.reason), context) from error
    raise typer.Exit(code)


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Show an agreement in a browser while it is written."),
    help=_(
        "Show an agreement in a browser while it is written.\n\n"
        "The page follows the files: it shows the agreement as it is now, what is wrong with it, "
        "and where each paragraph comes from. Only this machine can see it. Ctrl+C ends it."
    ),
)
def preview(
    context: typer.Context,
    name: options.One,
    port: options.Port = 0,
    opened: options.Opened = False,
    workspace: options.WorkspaceFolder = Path(),
    _language: options.Language = None,
) -> None:
    """Show an agreement in a browser while it is written."""
    from avtalegen.preview import session

    code = session.preview(name, _catalogue(context), workspace, port, opened=opened)
    raise typer.Exit(code)


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Write JSON Schema for editors."),
    help=_("Write JSON Schema of the YAML files, so that an editor can help with them."),
)
def schema(
    context: typer.Context,
    out: options.SchemaOut = None,
    workspace: options.WorkspaceFolder = Path(),
    _language: options.Language = None,
) -> None:
    """Write JSON Schema of the YAML files, so that an editor can help with them."""
    from avtalegen import commands, report
    from avtalegen.workspace import Workspace

    written = commands.write_schemas(Workspace(workspace), out)
    raise typer.Exit(report.show_build(written, _catalogue(context)))


@app.command(
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    short_help=_("Print the words of a DOCX as Markdown."),
    help=_(
        "Print the words of a DOCX as Markdown, so that two versions can be compared line by "
        "line.\n\n"
        "Any DOCX will do: one that avtalegen wrote, or one that somebody edited. What is in the "
        "file decides, and not what it is called."
    ),
)
def text(
    context: typer.Context,
    file: options.WordFile,
    _language: options.Language = None,
) -> None:
    """Print the words of a DOCX as Markdown."""
    from avtalegen import texting

    raise typer.Exit(texting.text(Path(file), _catalogue(context)))


def run(arguments: Sequence[str], catalogue: Catalogue) -> int:
    """Do what the words say; gives the exit code."""
    try:
        code = app(list(arguments), prog_name="avtalegen", standalone_mode=False)
    except WrongUse as error:
        return show_wrong_use(error, catalogue)
    except typer.Abort:
        return WRONG_USE
    return int(code or 0)
