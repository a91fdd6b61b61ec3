"""``briefing cache``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import click

from briefing.cli import tables, words
from briefing.cli.lines import state
from briefing.cli.tongue import _

DAY_S: Final = 86_400


@click.command(
    epilog="""\b
Examples:
  briefing cache show
  briefing cache prune --days 30
  briefing cache clear
"""
)
@click.argument("action", type=click.Choice(["show", "prune", "clear"]), default="show")
@click.option(
    "--days",
    default=30,
    show_default=True,
    type=click.IntRange(0),
    help="prune removes what was not used for so many days.",
)
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="DIR",
    help="Where spoken pieces are kept.",
)
@tables.form
def command(action: str, *, days: int, cache_dir: Path | None, form: tables.Form) -> None:
    """Show, prune or clear the cache of spoken pieces.

    The cache can always be cleared: what is missing is voiced again.
    """
    from briefing.store import Store, default_folder

    store = Store(cache_dir or default_folder())
    removed = None
    if action == "prune":
        removed = store.prune(unused_since=time.time() - days * DAY_S)
    elif action == "clear":
        removed = store.clear()
    usage = store.usage()
    facts: dict[str, object] = {"folder": str(store.folder), "pieces": usage.pieces, "bytes": usage.bytes}
    if removed is not None:
        facts |= {"removed_pieces": removed.pieces, "removed_bytes": removed.bytes}
    if form == "json":
        tables.write_json(facts)
        return
    if form == "csv":
        tables.write_csv([*facts], [[*facts.values()]])
        return
    if removed is not None:
        state("Removed", words.listed(words.pieces(removed.pieces), _megabytes(removed.bytes)))
    state("Pieces", usage.pieces)
    state("Size", _megabytes(usage.bytes))
    click.echo(str(store.folder))


def _megabytes(number: int) -> str:
    return _("{number} MB").format(number=f"{number / 1e6:.1f}")
