"""``briefing script``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared

if TYPE_CHECKING:
    from briefing.model import Masthead
    from briefing.settings import Settings
    from briefing.store import Store


@click.command(
    epilog="""\b
Examples:
  briefing script seeds/hmeimim.txt -o script.json
  briefing script seeds/flash.txt > script.json
"""
)
@click.argument("article")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Where to write it; standard output if not given.",
)
@shared.settings(*shared.WRITING)
@shared.masthead
@shared.store
def command(
    article: str, *, output: Path | None, settings: Settings, masthead: Masthead, store: Store
) -> None:
    """Write the script of ARTICLE as script.json, and stop there.

    Edit "spoken" to change how something is said, then: briefing voice.
    """
    from briefing import choices, model, pipeline, shelf
    from briefing.cli import report

    text = pipeline.read(article, masthead=masthead)
    speaker = choices.choose_voice(settings)
    with closing(speaker.voice), report.terse("script", speaks=True) as reporter:
        script = pipeline.write(text, speaker, settings=settings, store=store, on_event=reporter)
        written = model.to_json(script)
    if output is None:
        click.echo(written, nl=False)
        return
    shelf.replace_text(output, written)
    click.echo(str(output))
