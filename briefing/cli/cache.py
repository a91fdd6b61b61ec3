"""``briefing cache``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import click

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
@click.option("--cache-dir", type=click.Path(path_type=Path, file_okay=False), default=None, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(action: str, *, days: int, cache_dir: Path | None, as_json: bool) -> None:
    """Show, prune or clear the cache of spoken pieces.

    The cache can always be cleared: what is missing is voiced again.
    """
    import json

    from briefing.store import Store, default_folder

    store = Store(cache_dir or default_folder())
    removed = None
    if action == "prune":
        removed = store.prune(unused_since=time.time() - days * DAY_S)
    elif action == "clear":
        removed = store.clear()
    usage = store.usage()
    if as_json:
        facts: dict[str, object] = {
            "folder": str(store.folder),
            "pieces": usage.pieces,
            "bytes": usage.bytes,
        }
        if removed is not None:
            facts |= {"removed_pieces": removed.pieces, "removed_bytes": removed.bytes}
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    if removed is not None:
        click.echo(f"Removed: {removed.pieces} pieces, {removed.bytes / 1e6:.1f} MB")
    click.echo(f"Pieces: {usage.pieces}")
    click.echo(f"Size: {usage.bytes / 1e6:.1f} MB")
    click.echo(str(store.folder))
