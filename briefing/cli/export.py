"""``briefing export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared

if TYPE_CHECKING:
    from briefing.settings import Settings


@click.command(
    epilog="""\b
Examples:
  briefing export output/hmeimim --to captions,transcript
  briefing export output/hmeimim --to mp3 -O bitrate_kbps=96
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@shared.settings("to", "options")
@shared.manner
def command(folder: Path, *, settings: Settings, manner: shared.Manner) -> int:
    """Make editions of the briefing in FOLDER again, without voicing.

    FOLDER holds the briefing.json and master.wav of an earlier run.
    """
    from briefing import pipeline
    from briefing.cli import report

    with report.Reporter(manner) as reporter:
        made = pipeline.export_folder(folder, settings=settings, on_event=reporter)
    return report.result(made, manner)
