"""Commands made ready to be shown: their help in the user's language, ``--colour`` on each of them.

Command modules write their help in English where it belongs, in docstrings and ``help=``. It is
translated here, in one place, when a command is looked up.
"""

from __future__ import annotations

from inspect import cleandoc

import click

from briefing.cli import ink
from briefing.cli.tongue import _, paragraphs, translated_help


def localize(command: click.Command) -> click.Command:
    """Translate the help of a command, of its options, and of the commands below it; the same command."""
    command.help = translated_help(cleandoc(command.help or "")) or None
    command.epilog = translated_help(command.epilog or "") or None
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = _(parameter.help)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            localize(below)
    return command


def texts(command: click.Command) -> list[str]:
    """What of a command :func:`localize` would translate."""
    found = [*paragraphs(cleandoc(command.help or "")), *paragraphs(command.epilog or "")]
    found += [item.help for item in command.params if isinstance(item, click.Option) and item.help]
    if isinstance(command, click.Group):
        found += [text for below in command.commands.values() for text in texts(below)]
    return found


def add_colour(command: click.Command) -> click.Command:
    """Give ``--colour`` to a command and the commands below it, once; the same command."""
    if all(item.name != "colour" for item in command.params):
        command.params.append(
            click.Option(
                ["--colour"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_paint,
                help="Errors, warnings and labels in colour, on a terminal that has it.",
            )
        )
    if isinstance(command, click.Group):
        for below in command.commands.values():
            add_colour(below)
    return command


def _paint(_context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        ink.use(colour=True)
