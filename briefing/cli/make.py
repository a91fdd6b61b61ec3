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
    type=click.Path(path_type=Path, file_okay=True),
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
    cache_dir: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    progress: str,
    log_file: Path | None,
) -> None:
    """Turn ARTICLE into a finished briefing.

    ARTICLE is a .txt, .md or .html file, or - for standard input.
    """
    from briefing import pipeline
    from briefing.cli import report
    from briefing.model import Masthead
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
    )
    masthead = Masthead(
        headline=title, byline=byline, published=shared.checked_date(date), source_name=source_name
    )
    with report.Reporter(
        quiet=quiet, verbose=verbose, bar=progress == "bar", as_json=as_json, log_file=log_file
    ) as reporter:
        made = pipeline.make(
            article,
            shared.output_folder(output, article),
            store=Store(cache_dir or default_folder()),
            created=shared.today(),
            settings=settings,
            masthead=masthead,
            on_event=reporter,
        )
    report.result(made, quiet=quiet, as_json=as_json)
