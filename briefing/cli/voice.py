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
@shared.speeds
@shared.store
@shared.manner
def command(
    script: Path,
    *,
    output: Path | None,
    settings: Settings,
    speeds: tuple[float, ...],
    store: Store,
    manner: shared.Manner,
) -> int:
    """Voice SCRIPT, a script.json as written or edited.

    Only what is new since the last time is voiced.
    """
    from briefing import pipeline, shelf
    from briefing import speeds as several
    from briefing.cli import report

    with report.Reporter(manner) as reporter:
        read, folder = shelf.read_script(script), shared.output_folder(output, str(script))
        created = shared.today()
        others: tuple[pipeline.Made, ...] = ()
        if speeds:
            made, *rest = several.voice_script(
                *(read, folder, speeds), store=store, created=created, settings=settings, on_event=reporter
            )
            others = tuple(rest)
        else:
            made = pipeline.voice_script(
                *(read, folder), store=store, created=created, settings=settings, on_event=reporter
            )
    return report.result(made, manner, others=others)
