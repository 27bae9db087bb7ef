"""How the command line is used, in the user's language: help, and what is wrong with a command.

Typer says most of this in English only. Its help is given Norwegian words where it takes any, and
its errors are recognised. With cli.py, the only module that knows typer.
"""

from __future__ import annotations

import re
from gettext import gettext as _
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from avtalegen.messages import Catalogue, phrase
from avtalegen.messages.foreign import recognise
from avtalegen.problems import suggest

# What typer raises when a command is wrong; it exports no more of it than this one that derives
# from it.
WrongUse: Any = typer.BadParameter.__base__
WRONG_USE = 2


def _write_usage(command: Any, context: Any, formatter: Any) -> None:
    # Typer writes what must be there in braces; nothing else is written in them.
    pieces = re.sub(r"[{}]", "", " ".join(command.collect_usage_pieces(context)))
    formatter.write_usage(context.command_path, pieces, prefix=_("Usage: "))


def _describe_help(option: Any) -> Any:
    if option:
        option.help = _("Show this text and end.")
    return option


class Command(TyperCommand):
    """A command whose help is in the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how the command is used."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        return _describe_help(super().get_help_option(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, without Python's names of their types, and the options."""
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                rows[parameter.param_type_name].append(
                    (re.split(r" <(?:list|str)", record[0])[0], record[1])
                )
        for title, found in ((_("Arguments"), rows["argument"]), (_("Options"), rows["option"])):
            if found:
                with formatter.section(title):
                    formatter.write_dl(found)


class Group(TyperGroup):
    """The program, whose help is in the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how the program is used."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        return _describe_help(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words begin with; for an unknown one, the nearest is offered."""
        if args[0] not in self.commands:
            mend = suggest(args[0], self.commands)
            unknown = phrase('There is no command "{read}"; {mend}', read=args[0], mend=mend)
            raise WrongUse(ctx.obj.say(unknown), ctx)
        return super().resolve_command(ctx, args)


def show_wrong_use(error: Any, catalogue: Catalogue) -> int:
    """Say on stderr what is wrong with the command, and how it is used; gives the exit code."""
    context = error.ctx
    if context is not None:
        command = f"{context.command_path} --help"
        typer.echo(context.get_usage(), err=True)
        typer.echo(catalogue.say(phrase("Try '{command}' for help.", command=command)), err=True)
        typer.echo(err=True)
    # Typer lets pydantic check values where it is installed, which says what kind of error it has.
    message = recognise(error.format_message().replace("Value error, ", ""))
    typer.echo(catalogue.say(phrase("Error: {message}", message=message)), err=True)
    return WRONG_USE
