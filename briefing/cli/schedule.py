"""``briefing schedule``."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Literal

import click

from briefing.cli import options as shared
from briefing.cli.lines import state
from briefing.cli.tongue import _


@click.command(
    epilog="""\b
Examples:
  briefing schedule morning.toml --cron
  briefing schedule morning.toml --cron | crontab -
  briefing schedule morning.toml --systemd
  briefing schedule morning.toml --systemd --to ~/.config/systemd/user
"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--cron", "form", flag_value="cron", default=True, help="A line for crontab -e.")
@click.option("--systemd", "form", flag_value="systemd", help="A service and its timer.")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="DIR",
    help="With --systemd: write the units into this folder, and make the folders the show writes into.",
)
@shared.store_folder
def command(file: Path, *, form: Literal["cron", "systemd"], to: Path | None, cache_dir: Path | None) -> None:
    """Print the lines that run the show of FILE by itself, with full paths."""
    from briefing.shows import schedule, showfile
    from briefing.store import default_folder

    placed = showfile.load(file)
    around = schedule.Surroundings(
        program=_program(), cache=(cache_dir or default_folder()).absolute(), zone=machine_zone()
    )
    if form == "cron":
        click.echo(schedule.cron(placed, around, now=shared.now()), nl=False)
        return
    names = schedule.unit_names(placed)
    texts = (schedule.service(placed, around), schedule.timer(placed))
    if to is not None:
        from briefing import shelf

        for folder in schedule.folders(placed, around):
            folder.mkdir(parents=True, exist_ok=True)
        for name, text in zip(names, texts, strict=True):
            shelf.replace_text(to / name, text)
            click.echo(str(to / name))
        state("Start it with", f"systemctl --user enable --now {names[1]}")
        return
    needed = shlex.join(["mkdir", "-p", *map(str, schedule.folders(placed, around))])
    click.echo("# " + _("First, once: {command}").format(command=needed))
    for name, text in zip(names, texts, strict=True):
        click.echo(f"\n# {name}\n{text}", nl=False)


def _program() -> tuple[str, ...]:
    """How this very program is called, by full paths."""
    beside = Path(sys.executable).with_name("briefing")
    return (str(beside),) if os.access(beside, os.X_OK) else (sys.executable, "-m", "briefing")


def machine_zone() -> str:
    """The IANA name of this machine's time zone; empty where it cannot be found out."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        _before, _found, name = os.path.realpath("/etc/localtime").partition("/zoneinfo/")
    from briefing.errors import ConfigError
    from briefing.shows.slots import zone_of

    try:
        zone_of(name)
    except ConfigError:
        return ""
    return name
