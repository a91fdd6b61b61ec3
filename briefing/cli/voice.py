"""``briefing voice``."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import options as shared


@click.command(
    epilog="""\b
Examples:
  briefing script article.txt -o script.json
  briefing voice script.json -o output/edited --voice espeak
"""
)
@click.argument("script", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=shared.Folder(),
    default=None,
    metavar="DIR",
    help="Where to put it; output/ and the script's name if not given.",
)
@shared.voice_options
@shared.making_options
@shared.report_options
def command(
    script: Path,
    *,
    output: Path | None,
    voice: str,
    options: tuple[str, ...],
    to: str,
    sample_rate: int,
    no_tone: bool,
    force: bool,
    jobs: int,
    fallback: str,
    fallback_scope: str,
    speed: float,
    patience: float,
    cache_dir: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    progress: str,
    log_file: Path | None,
) -> int:
    """Voice SCRIPT, a script.json as written or edited.

    Only what is new since the last time is voiced.
    """
    from briefing import pipeline, shelf
    from briefing.cli import report
    from briefing.store import Store, default_folder

    settings = shared.settings_of(
        voice=voice,
        options=options,
        to=to,
        sample_rate=sample_rate,
        no_tone=no_tone,
        force=force,
        jobs=jobs,
        fallback=fallback,
        fallback_scope=fallback_scope,
        speed=speed,
        patience=patience,
    )
    with report.Reporter(
        quiet=quiet, verbose=verbose, bar=progress == "bar", as_json=as_json, log_file=log_file
    ) as reporter:
        made = pipeline.voice_script(
            shelf.read_script(script),
            shared.output_folder(output, str(script)),
            store=Store(cache_dir or default_folder()),
            created=shared.today(),
            settings=settings,
            on_event=reporter,
        )
    return report.result(made, quiet=quiet, as_json=as_json)
