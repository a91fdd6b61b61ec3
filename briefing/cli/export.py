"""``briefing export``."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import options as shared


@click.command(
    epilog="""\b
Examples:
  briefing export output/hmeimim --to captions,transcript
  briefing export output/hmeimim --to mp3 -O bitrate_kbps=96
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="NAMES", help="The editions to make, separated by commas.")
@click.option("-O", "options", multiple=True, metavar="KEY=VALUE", help="Set an option of a format.")
@shared.report_options
def command(
    folder: Path,
    *,
    to: str,
    options: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    verbose: bool,
    progress: str,
    log_file: Path | None,
) -> int:
    """Make editions of the briefing in FOLDER again, without voicing.

    FOLDER holds the briefing.json and master.wav of an earlier run.
    """
    from briefing import pipeline
    from briefing.cli import report

    settings = shared.settings_of(options=options, to=to)
    with report.Reporter(
        quiet=quiet, verbose=verbose, bar=progress == "bar", as_json=as_json, log_file=log_file
    ) as reporter:
        made = pipeline.export_folder(folder, settings=settings, on_event=reporter)
    return report.result(made, quiet=quiet, as_json=as_json)
