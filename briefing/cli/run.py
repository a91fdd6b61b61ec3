"""``briefing run``."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared
from briefing.cli.lines import complain, printable, state
from briefing.cli.tongue import _, translated
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.shows.joblog import JobLog
    from briefing.shows.pings import Pings
    from briefing.shows.run import Outcome
    from briefing.shows.show import Placed
    from briefing.store import Store

BUG = 70
STOPPED = 130


@click.command(
    epilog="""\b
Examples:
  briefing run morning.toml
  briefing run morning.toml --dry-run
  briefing run morning.toml --first 1 -v
  briefing run morning.toml --log-json morning.jsonl --wait-lock 600

\b
Exit codes: 0 all is out, also where nothing was new; 3 some failed and the
rest is out; 65 bad input, 69 network or voice, 74 disk, 75 another run is at
it, 78 configuration, 130 and 143 stopped by a signal.
"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be made, and touch nothing.")
@click.option(
    "--first",
    type=click.IntRange(0),
    default=None,
    metavar="N",
    help="Of the articles of a new source make so many; the others count as seen.",
)
@click.option(
    "--wait-lock",
    type=click.FloatRange(0),
    default=0.0,
    metavar="SECONDS",
    help="Wait so long for another run of the show to end.",
)
@click.option(
    "--log-json",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Append what happens to this file, one JSON object a line.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say what is done, as on a terminal.")
@shared.store
def command(
    file: Path,
    *,
    dry_run: bool,
    first: int | None,
    wait_lock: float,
    log_json: Path | None,
    verbose: bool,
    store: Store,
) -> int:
    """Make and publish what is new in the show of FILE.

    For cron: where all goes well not a word is said; else one line, on standard
    error. A trouble that may pass by itself is told from the third run in a row
    on, and once when it is over. On a terminal, and with -v, it says what it does.
    """
    from briefing.shows import showfile
    from briefing.shows.joblog import JobLog

    began, now = time.monotonic(), shared.now()
    placed = showfile.load(file)
    log = JobLog(
        log_json if not dry_run else None,
        run=secrets.token_hex(4),
        show=placed.name,
        clock=lambda: datetime.now(UTC),
    )
    if dry_run:
        return _foresee(placed, now=now, store=store, log=log, first=first)
    speaks = verbose or (sys.stdout is not None and sys.stdout.isatty())
    return _told(
        placed,
        log,
        lambda: _run(
            placed,
            now=now,
            store=store,
            log=log,
            first=first,
            wait_lock=wait_lock,
            speaks=speaks,
            verbose=verbose,
        ),
        since=began,
    )


def _told(placed: Placed, log: JobLog, work: Callable[[], int], *, since: float) -> int:
    """Do it, and tell the log and the watcher how it began and ended, however that is."""
    from briefing.shows.pings import Pings

    pings = Pings(placed.ping_url)
    log.say("started")
    try:
        pings.start()
        code = work()
    except BaseException as error:
        stopped = getattr(click.get_current_context().find_root().obj, "code", 0)
        code = stopped or _code_of(error)
        _end(log, pings, code, since=since, is_hurried=code >= STOPPED)
        if isinstance(error, KeyboardInterrupt):  # click would say an empty line first
            raise SystemExit(code) from None
        raise
    is_success = code == 3 and not placed.show.unattended.ping_partial_fails
    _end(log, pings, code, since=since, told=0 if is_success else code)
    return code


def _code_of(error: BaseException) -> int:
    match error:
        case BriefingError():
            return error.exit_code
        case KeyboardInterrupt():
            return STOPPED
        case _:
            return BUG


def _end(
    log: JobLog,
    pings: Pings,
    code: int,
    *,
    since: float,
    told: int | None = None,
    is_hurried: bool = False,
) -> None:
    log.say("ended", "info" if code == 0 else "error", code=code, seconds=round(time.monotonic() - since, 3))
    pings.end(code if told is None else told, log.tail, is_hurried=is_hurried)


def _run(
    placed: Placed,
    *,
    now: datetime,
    store: Store,
    log: JobLog,
    first: int | None,
    wait_lock: float,
    speaks: bool,
    verbose: bool,
) -> int:
    from briefing.cli import report
    from briefing.shows import run as runs

    manner = shared.Manner(as_json=False, quiet=not speaks, verbose=verbose, progress="lines", log_file=None)
    with report.Reporter(manner) as reporter:
        outcome = runs.run(
            placed, now=now, store=store, log=log, first=first, wait_lock_s=wait_lock, on_event=reporter
        )
    if speaks:
        state("Published", len(outcome.published))
        for guid in (*outcome.published, *outcome.notices):
            click.echo(printable(guid))
        if outcome.untold:
            state("Passing troubles", outcome.untold)
        click.echo(printable(str(placed.public)))
    _complain(placed, outcome)
    return outcome.exit_code


def _complain(placed: Placed, outcome: Outcome) -> None:
    """What a person has to hear of, in one line."""
    if outcome.told:
        first, more = outcome.told[0].error, len(outcome.told) - 1
        problem = f"{placed.name}: {translated(first.message)}"
        if more:
            problem = _("{problem} (and {more} more)").format(problem=problem, more=more)
        complain(problem, f"briefing status {placed.path}")
    elif outcome.recovered:
        over = ", ".join(outcome.recovered)
        line = _("{show}: this works again: {what}").format(show=placed.name, what=over)
        click.echo(printable(line), err=True)


def _foresee(placed: Placed, *, now: datetime, store: Store, log: JobLog, first: int | None) -> int:
    from briefing.shows import run as runs

    planned, outcome = runs.foresee(placed, now=now, store=store, log=log, first=first)
    state("Would make", len(planned))
    for item in planned:
        title = item.title or item.guid
        title = f"{title} ({_('correction')})" if item.revision > 1 else title
        click.echo(printable(title))
    for failure in outcome.told:
        state("Fails", translated(failure.error.message))
    if outcome.untold:
        state("Passing troubles", outcome.untold)
    state("Would publish to", placed.public)
    return outcome.exit_code
