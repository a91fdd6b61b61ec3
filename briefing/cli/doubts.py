"""``briefing doubts``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared
from briefing.cli.lines import printable

if TYPE_CHECKING:
    from briefing.doubts import Doubtful
    from briefing.settings import Settings
    from briefing.store import Store


@click.command(
    epilog="""\b
Examples:
  briefing doubts output/hmeimim
  briefing doubts script.json --most 10 --json
  briefing doubts output/hmeimim --most 20 --proof output/doubts
"""
)
@click.argument("script", type=click.Path(path_type=Path))
@click.option(
    "--most", default=0, type=click.IntRange(0), metavar="N", help="Only the N least certain; 0 for all."
)
@click.option(
    "--proof",
    type=shared.Folder(),
    default=None,
    metavar="DIR",
    help="Also make a short MP3 of these words in their sentences, a chapter each: as said now, then in "
    "the other reading.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@shared.settings("voice", "options", "speed")
@shared.store
def command(
    script: Path, *, most: int, proof: Path | None, as_json: bool, settings: Settings, store: Store
) -> None:
    """List the words of SCRIPT whose reading is not sure.

    SCRIPT is a script.json, or the folder of a briefing. Settle a word in the lexicon ("briefing lexicon
    add"), or by editing "spoken" in the script.
    """
    from dataclasses import replace

    from briefing import choices, pipeline, shelf
    from briefing.doubts import doubtful
    from briefing.doubts import proof as proof_of

    path = script / shelf.SCRIPT_FILE if script.is_dir() else script
    read = shelf.read_script(path)
    found = doubtful(read)
    if most:
        kept = {id(item) for item in sorted(found, key=lambda item: item.certainty)[:most]}
        found = tuple(item for item in found if id(item) in kept)
    made = None
    if proof is not None and found:
        made = pipeline.voice_script(
            proof_of(read, found, pauses=choices.pauses_of(settings)),
            proof,
            store=store,
            created=shared.today(),
            settings=replace(settings, editions=("mp3", "transcript")),
        )
    mp3 = "" if made is None else str(made.folder / "briefing.mp3")
    if as_json:
        facts: dict[str, object] = {"words": [asdict(item) for item in found]}
        if mp3:
            facts["proof"] = mp3
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for item in found:
        _show(item)
    click.echo(f"Doubtful words: {len(found)}")
    if found:
        click.echo(f"Settle one with: briefing lexicon add {found[0].word} {found[0].reading}")
    if mp3:
        click.echo(mp3)


def _show(item: Doubtful) -> None:
    click.echo(f"word: {item.word}")
    click.echo(f"reading: {item.reading}")
    click.echo(f"other reading: {item.other}")
    click.echo(f"certainty: {item.certainty:.2f}")
    click.echo(printable(f"in: {item.before} {item.word} {item.after}"))
    click.echo(f"said in: {', '.join(item.utterances)}")
    click.echo()
