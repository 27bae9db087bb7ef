"""The command line: turns words into one call each. The only module that knows typer.

Commands and what they need are imported when a command runs, so that --help starts fast.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from avtalegen import __version__
from avtalegen.listings import FORMATS as LISTINGS
from avtalegen.writers import FORMATS

app = typer.Typer(
    name="avtalegen",
    help="Write cooperation agreements between municipalities and the police.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Format = StrEnum("Format", {name: name for name in FORMATS})  # type: ignore[misc]  # from a table
ListingFormat = StrEnum("ListingFormat", {name: name for name in LISTINGS})  # type: ignore[misc]  # the same
Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME...", help="Municipalities: the names of their files without .yaml."
    ),
]
WorkspaceFolder = Annotated[
    Path, typer.Option("--workspace", "-w", help="The folder that has kommuner/.")
]


def _today() -> date:
    return datetime.now().astimezone().date()


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"avtalegen {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


@app.command()
def build(
    names: Names = None,
    every: Annotated[bool, typer.Option("--all", help="Build every municipality.")] = False,
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", "-f", help="A format to write; repeats. All by default."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The folder to write to. build/ by default."),
    ] = None,
    workspace: WorkspaceFolder = Path(),
) -> None:
    """Write the agreements of municipalities as DOCX and Markdown."""
    if bool(names) == every:
        raise typer.BadParameter("write the names of municipalities, or --all")
    from avtalegen import commands, report
    from avtalegen.workspace import Workspace

    built = commands.build(
        Workspace(workspace),
        None if every else names,
        [str(format_) for format_ in formats or FORMATS],
        out,
        report.track,
        _today(),
    )
    raise typer.Exit(report.show_build(built))


@app.command()
def check(
    names: Names = None,
    format_: Annotated[
        ListingFormat | None,
        typer.Option("--format", "-f", help="How to tell what was found. As text by default."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 1 on warnings too, not only on errors.")
    ] = False,
    workspace: WorkspaceFolder = Path(),
) -> None:
    """Find every problem in the agreements, and in the workspace's own templates.

    Without names the whole workspace is checked. Nothing is written.
    """
    from avtalegen import commands, report
    from avtalegen.workspace import Workspace

    found = commands.check(Workspace(workspace), names or None, report.track, _today())
    raise typer.Exit(report.show_check(found, str(format_ or "text"), strict=strict))


@app.command()
def schema(
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The folder to write to. schemas/ by default."),
    ] = None,
    workspace: WorkspaceFolder = Path(),
) -> None:
    """Write JSON Schema of the YAML files, so that an editor can help with them."""
    from avtalegen import commands, report
    from avtalegen.workspace import Workspace

    raise typer.Exit(report.show_build(commands.write_schemas(Workspace(workspace), out)))
