"""``briefing voice``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared

if TYPE_CHECKING:
    from briefing.settings import Settings
    from briefing.store import Store


@click.command(
    epilog="""\b
Examples:
  briefing script article.txt -o script.json
  briefing voice script.json -o output/edited --voice espeak
"""
)
@click.argument("script", type=click.Path(path_type=Path, dir_okay=False))
@shared.output("script")
@shared.settings(*shared.VOICING)
@shared.store
@shared.manner
def command(
    script: Path, *, output: Path | None, settings: Settings, store: Store, manner: shared.Manner
) -> int:
    """Voice SCRIPT, a script.json as written or edited.

    Only what is new since the last time is voiced.
    """
    from briefing import pipeline, shelf
    from briefing.cli import report

    with report.Reporter(manner) as reporter:
        made = pipeline.voice_script(
            shelf.read_script(script),
            shared.output_folder(output, str(script)),
            store=store,
            created=shared.today(),
            settings=settings,
            on_event=reporter,
        )
    return report.result(made, manner)
