"""``briefing doubts``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared
from briefing.cli import tables
from briefing.cli.lines import state

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
@tables.form
@shared.settings("voice", "options", "speed")
@shared.store
def command(
    script: Path, *, most: int, proof: Path | None, form: tables.Form, settings: Settings, store: Store
) -> None:
    """List the words of SCRIPT whose reading is not sure.

    SCRIPT is a script.json, or the folder of a briefing. Settle a word in the lexicon ("briefing lexicon
    add"), or by editing "spoken" in the script.
    """
    from dataclasses import fields, replace

    from briefing import choices, pipeline, shelf
    from briefing.cli import report
    from briefing.doubts import Doubtful, doubtful
    from briefing.doubts import proof as proof_of

    path = script / shelf.SCRIPT_FILE if script.is_dir() else script
    read = shelf.read_script(path)
    found = doubtful(read)
    if most:
        kept = {id(item) for item in sorted(found, key=lambda item: item.certainty)[:most]}
        found = tuple(item for item in found if id(item) in kept)
    made = None
    if proof is not None and found:
        with report.terse("voice", speaks=form == "lines") as reporter:
            made = pipeline.voice_script(
                proof_of(read, found, pauses=choices.pauses_of(settings)),
                proof,
                store=store,
                created=shared.today(),
                settings=replace(settings, editions=("mp3", "transcript")),
                on_event=reporter,
            )
    mp3 = "" if made is None else str(made.folder / "briefing.mp3")
    if form == "json":
        facts: dict[str, object] = {"words": [asdict(item) for item in found]}
        if mp3:
            facts["proof"] = mp3
        tables.write_json(facts)
        return
    if form == "csv":
        rows = [asdict(item) for item in found]
        columns = [field.name for field in fields(Doubtful)]
        tables.write_csv(columns, ([_cell(row[name]) for name in columns] for row in rows))
        return
    for item in found:
        _show(item)
    state("Doubtful words", len(found))
    if found:
        state("Settle one with", f"briefing lexicon add {found[0].word} {found[0].reading}")
    if mp3:
        click.echo(mp3)


def _show(item: Doubtful) -> None:
    state("word", item.word)
    state("reading", item.reading)
    state("other reading", item.other)
    state("certainty", f"{item.certainty:.2f}")
    state("in", f"{item.before} {item.word} {item.after}")
    state("said in", ", ".join(item.utterances))
    click.echo()


def _cell(value: object) -> object:
    return " ".join(value) if isinstance(value, (list, tuple)) else value
