"""``briefing status``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from briefing.cli import options as shared
from briefing.cli import tables
from briefing.cli.lines import printable, state
from briefing.cli.tongue import _, translated


@click.command(
    epilog="""\b
Examples:
  briefing status morning.toml
  briefing status morning.toml --json
"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(file: Path, *, as_json: bool) -> None:
    """Say how the show of FILE stands: what is out, what waits, what fails.

    Nothing is fetched and nothing is touched, also while a run is at it.
    """
    from briefing.shows import showfile
    from briefing.shows.copies import copied
    from briefing.shows.status import status

    placed = showfile.load(file)
    with copied(placed.state_folder) as known:
        found = status(placed, known, now=shared.now())
    if as_json:
        tables.write_json(asdict(found))
        return
    state("Show", found.show)
    state("Next slot", found.next_slot or _("none"))
    state("Episodes in the feed", found.episodes)
    for episode in found.newest:
        click.echo(printable(f"{episode.published}: {episode.title}"))
    state("Waiting to be made", found.waiting)
    state("Seen and not made", found.seen)
    state("Failing", len(found.failing))
    for failing in found.failing:
        then = _("again from {time} on").format(time=failing.next_try) if failing.next_try else _("given up")
        click.echo(printable(f"{failing.what}: {translated(failing.problem)}; {then}"))
    for trouble in found.troubles:
        since = _("in {number} runs since {time}").format(number=trouble.runs, time=trouble.since)
        state("Trouble", f"{trouble.subject}: {translated(trouble.problem)}; {since}")
    for source in found.gone:
        state("Taken away for good", source)
