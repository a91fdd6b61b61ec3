"""``briefing make``."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import options as shared


@click.command(
    epilog="""\b
Examples:
  briefing make seeds/hmeimim.txt --voice espeak
  briefing make - --title "..." -o output/today < article.txt
  briefing make page.html -O rate=180 -O pauses.sentence_ms=250
"""
)
@click.argument("article")
@click.option(
    "-o",
    "--output",
    type=shared.Folder(),
    default=None,
    metavar="DIR",
    help="Where to put it; output/ and the article's name if not given.",
)
@shared.voice_options
@click.option(
    "--summary-seconds",
    default=45,
    show_default=True,
    type=click.IntRange(0, 3600),
    help="The longest the spoken summary may be; 0 leaves it out.",
)
@shared.masthead_options
@shared.making_options
@click.option("--dry-run", is_flag=True, help="Say what would be made, without voicing.")
@shared.report_options
def command(
    article: str,
    *,
    output: Path | None,
    voice: str,
    options: tuple[str, ...],
    summary_seconds: int,
    title: str,
    byline: str,
    date: str,
    source_name: str,
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
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    progress: str,
    log_file: Path | None,
) -> int:
    """Turn ARTICLE into a finished briefing.

    ARTICLE is a .txt, .md or .html file, or - for standard input.
    """
    from briefing import foresight, pipeline
    from briefing.cli import report
    from briefing.store import Store, default_folder

    settings = shared.settings_of(
        voice=voice,
        options=options,
        to=to,
        summary_seconds=summary_seconds,
        sample_rate=sample_rate,
        no_tone=no_tone,
        force=force,
        jobs=jobs,
        fallback=fallback,
        fallback_scope=fallback_scope,
        speed=speed,
        patience=patience,
    )
    masthead = shared.masthead_of(title=title, byline=byline, date=date, source_name=source_name)
    store = Store(cache_dir or default_folder())
    with report.Reporter(
        quiet=quiet, verbose=verbose, bar=progress == "bar", as_json=as_json, log_file=log_file
    ) as reporter:
        if dry_run:
            told = foresight.foresee(
                article, store=store, settings=settings, masthead=masthead, on_event=reporter
            )
            return report.foresight(told, as_json=as_json)
        made = pipeline.make(
            article,
            shared.output_folder(output, article),
            store=store,
            created=shared.today(),
            settings=settings,
            masthead=masthead,
            on_event=reporter,
        )
    return report.result(made, quiet=quiet, as_json=as_json)
