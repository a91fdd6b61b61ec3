"""Lines that anything can take: a screen reader, a log, a terminal."""

from __future__ import annotations

from typing import Final

import click

from briefing.cli import ink
from briefing.cli.tongue import N_, _


def printable(text: str) -> str:
    """The text as one line without control characters.

    Files and titles may carry line breaks and terminal escapes in their names. Blanks and breaks become one
    blank, other control characters are spelled out (``\\x1b``).
    """
    return "".join(map(_spelled, " ".join(text.split())))


def state(label: str, value: object = "") -> None:
    """Print ``label: value``; the label is translated, the value is not. Without a value, the label alone."""
    text = printable(str(value))
    click.echo(ink.painted(f"{_(label)}:", "label") + (f" {text}" if text else ""))


YES_NO: Final = {True: N_("yes"), False: N_("no")}


def _spelled(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x20 or 0x7F <= number <= 0x9F else letter
