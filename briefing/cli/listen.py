"""``briefing listen``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import tables
from briefing.cli.lines import state
from briefing.cli.tongue import _
from briefing.cli.words import length
from briefing.errors import RequestError

if TYPE_CHECKING:
    from briefing.model import Briefing


class Moment(click.ParamType):
    """A time into the sound: ``90``, ``1:30`` or ``1:02:30``, digits of any script."""

    name = "moment"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds."""
        if isinstance(value, float):
            return value
        parts = str(value).split(":")
        try:
            seconds = [*map(int, parts[:-1]), float(parts[-1])]
        except ValueError:
            seconds = []
        below = all(0 <= part < 60 for part in seconds[1:])
        if not 1 <= len(seconds) <= 3 or not below or not 0 <= seconds[0] < 1_000_000:
            self.fail(_("{text!r} is no time such as 1:30").format(text=value), param, ctx)
        return float(sum(part * 60.0**at for at, part in enumerate(reversed(seconds))))


@click.command(
    epilog="""\b
Examples:
  briefing listen output/hmeimim
  briefing listen output/hmeimim 3
  briefing listen output/hmeimim "الملخص" --from 0:20
  briefing listen output/hmeimim --csv

\b
While mpv plays, its own keys work: space pauses, Page Up and Page Down
change the chapter, the arrows go back and on, [ and ] change the speed,
q ends. ffplay knows no keys here; Ctrl-C ends it.
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("chapter", required=False, default="")
@click.option(
    "--from",
    "start",
    type=Moment(),
    default=0.0,
    metavar="TIME",
    help="Begin so far into the briefing, or into the chapter: 90, 1:30 or 1:02:30.",
)
@tables.form
def command(folder: Path, *, chapter: str, start: float, form: tables.Form) -> int:
    """Play the briefing in FOLDER, from CHAPTER if one is given.

    CHAPTER is a number, 1 for the first, or a part of a name; diacritics and
    the hamza on alef do not matter. It is played by mpv or ffplay, whichever
    is found first. Where neither is, and with --json or --csv, nothing is
    played: the file and its chapters are listed.
    """
    from briefing import listening, shelf

    briefing = shelf.load(folder)
    sound = listening.sound_of(folder, briefing)
    begin, end = listening.find(briefing, chapter) if chapter else (0.0, briefing.frames / briefing.rate)
    if begin + start >= end:
        message = f"--from {start:g} seconds is past the end, which is after {end - begin:.0f} seconds"
        raise RequestError(message, hint="--from 0")
    player = listening.player() if form == "lines" else None
    if player is None:
        _list(briefing, sound, form=form)
        return 0
    alone = not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty())
    state("Playing", sound)
    listening.play(player, sound, start_s=begin + start, alone=alone)
    click.echo(_("Ended."))
    return 0


def _list(briefing: Briefing, sound: Path, *, form: tables.Form) -> None:
    rows = [
        (number, chapter.title, chapter.start / briefing.rate, (chapter.end - chapter.start) / briefing.rate)
        for number, chapter in enumerate(briefing.chapters, 1)
    ]
    columns = ("number", "title", "start_seconds", "seconds")
    if form == "json":
        chapters = [
            {"number": number, "title": title, "start_seconds": round(start, 3), "seconds": round(long, 3)}
            for number, title, start, long in rows
        ]
        tables.write_json({"path": str(sound), "chapters": chapters})
        return
    if form == "csv":
        tables.write_csv(columns, rows)
        return
    click.echo(_("There is no player here: neither mpv nor ffplay is found. These are the chapters."))
    for number, title, start, long in rows:
        state("chapter", number)
        state("title", title)
        state("begins at", length(round(start), 1))
        state("length", length(round(long), 1))
        click.echo()
    state("The file is here")
    click.echo(str(sound))
