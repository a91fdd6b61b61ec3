"""Colour, for those who ask for it with ``--colour``, and only on a terminal that can take it.

It repeats what the words say (``error:``, ``warning:``, the labels); nothing is told by colour alone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final, Literal

import click

Hue = Literal["error", "warning", "label"]
HUES: Final[Mapping[Hue, str | None]] = {"error": "red", "warning": "yellow", "label": None}


class _Choice:
    """Whether colour was asked for in this process."""

    asked = False


def use(*, colour: bool) -> None:
    """Paint from now on, or do not."""
    _Choice.asked = colour


def plain(environment: Mapping[str, str]) -> bool:
    """Whether the user wants neither colour nor drawing: ``ACCESSIBLE`` or ``NO_COLOR`` is set."""
    return environment.get("ACCESSIBLE", "") not in {"", "0"} or environment.get("NO_COLOR", "") != ""


def painted(text: str, hue: Hue) -> str:
    """The text in bold and, for errors and warnings, in a colour. Click takes it off again in a pipe."""
    if not _Choice.asked or plain(os.environ) or os.environ.get("TERM", "dumb") in {"", "dumb"}:
        return text
    return click.style(text, fg=HUES[hue], bold=True)
