"""``briefing make``."""

from __future__ import annotations

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
  briefing make seeds/hmeimim.txt --voice espeak
  briefing make - --title "..." -o output/today < article.txt
  briefing make page.html -O rate=180 -O pauses.sentence_ms=250
  briefing make article.txt --editions 1,1.5,2
"""
)
@click.argument("article")
@shared.output("article")
@shared.settings(*shared.WRITING, *shared.VOICING)
@shared.speeds
@shared.masthead
@shared.store
@click.option("--dry-run", is_flag=True, help="Say what would be made, without voicing.")
@click.option(
    "--explain",
    is_flag=True,
    help="Also tell what is said otherwise than it is written, and by which rule.",
)
@shared.manner
def command(
    article: str,
    *,
    output: Path | None,
    settings: Settings,
    speeds: tuple[float, ...],
    masthead: Masthead,
    store: Store,
    dry_run: bool,
    explain: bool,
    manner: shared.Manner,
) -> int:
    """Turn ARTICLE into a finished briefing.

    ARTICLE is a .txt, .md or .html file, or - for standard input.
    """
    from briefing import composition, foresight, pipeline
    from briefing import speeds as several
    from briefing.cli import report

    with report.Reporter(manner) as reporter:
        if dry_run:
            told, *more = (
                foresight.foresee(article, store=store, settings=asked, masthead=masthead, on_event=reporter)
                for asked in ([several.settings_at(settings, speed) for speed in speeds] or [settings])
            )
            return report.foresight(told, manner, others=dict(zip(speeds[1:], more, strict=True)))
        folder, created = shared.output_folder(output, article), shared.today()
        others: tuple[pipeline.Made, ...] = ()
        if speeds:
            made, *rest = several.make(
                *(article, folder, speeds),
                store=store,
                created=created,
                settings=settings,
                masthead=masthead,
                on_event=reporter,
            )
            others = tuple(rest)
        else:
            made = pipeline.make(
                *(article, folder),
                store=store,
                created=created,
                settings=settings,
                masthead=masthead,
                on_event=reporter,
            )
    explained = None
    if explain:
        language = made.briefing.voice.language
        explained = composition.explain(made.folder, language=language, settings=settings, store=store)
    return report.result(made, manner, explained=explained, others=others)
