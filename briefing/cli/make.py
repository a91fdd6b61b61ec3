"""``briefing make``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import measuring
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
  briefing make article.txt --fit 1:30
  briefing make article.txt --alternates 30,60,90
  briefing make news/*.txt -o output/today
  briefing make https://news.example/culture/book-ship
"""
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@shared.output("article")
@shared.settings(*shared.WRITING, *shared.VOICING)
@shared.speeds
@measuring.lengths
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
    articles: tuple[str, ...],
    *,
    output: Path | None,
    settings: Settings,
    speeds: tuple[float, ...],
    lengths: measuring.Lengths,
    masthead: Masthead,
    store: Store,
    dry_run: bool,
    explain: bool,
    manner: shared.Manner,
) -> int:
    """Turn each ARTICLE into a finished briefing.

    ARTICLE is a .txt, .md, .html, .docx or .epub file, the https:// address
    of a page, or - for standard input. Of several, each is made in a folder
    named like its file, inside the one that --output names; one that fails
    does not keep the others from being made.
    """
    from briefing import pipeline
    from briefing.cli import report
    from briefing.errors import RequestError

    if speeds and lengths.option:
        message = f"--editions and {lengths.option} do not go together"
        raise RequestError(message, hint=f"briefing make {articles[0]} --editions 1,1.5")
    settings = lengths.into(settings)
    if len(articles) > 1:
        return _make_each(
            articles,
            output or Path("output"),
            settings=settings,
            masthead=masthead,
            store=store,
            manner=manner,
            alone={
                "--editions": bool(speeds),
                "--alternates": bool(lengths.alternates_ms),
                "--dry-run": dry_run,
                "--explain": explain,
            },
        )
    (article,) = articles
    with report.Reporter(manner) as reporter:
        if dry_run:
            from briefing import foresight

            told, *more = (
                foresight.foresee(article, store=store, settings=asked, masthead=masthead, on_event=reporter)
                for asked in _each_of(settings, speeds, lengths)
            )
            if lengths.alternates_ms:
                exact = dict(zip(lengths.alternates_ms, more, strict=True))
                return report.foresight(told, manner, exact=exact)
            return report.foresight(told, manner, others=dict(zip(speeds[1:], more, strict=True)))
        folder, created = shared.output_folder(output, article), shared.today()
        others: tuple[pipeline.Made, ...] = ()
        if speeds:
            from briefing import speeds as several

            made, *rest = several.make(
                *(article, folder, speeds),
                store=store,
                created=created,
                settings=settings,
                masthead=masthead,
                on_event=reporter,
            )
            others = tuple(rest)
        elif lengths.alternates_ms:
            from briefing import alternates

            made, *rest = alternates.make(
                *(article, folder, lengths.alternates_ms),
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
        from briefing import composition

        language = made.briefing.voice.language
        explained = composition.explain(made.folder, language=language, settings=settings, store=store)
    return report.result(made, manner, explained=explained, others=others)


def _each_of(settings: Settings, speeds: tuple[float, ...], lengths: measuring.Lengths) -> list[Settings]:
    """The settings of each briefing that is asked for, the first that of the folder itself."""
    if lengths.alternates_ms:
        return [replace(settings, fit_ms=ms) for ms in (0, *lengths.alternates_ms)]
    from briefing import speeds as several

    return [several.settings_at(settings, speed) for speed in speeds] or [settings]


def _make_each(
    articles: tuple[str, ...],
    folder: Path,
    *,
    settings: Settings,
    masthead: Masthead,
    store: Store,
    manner: shared.Manner,
    alone: dict[str, bool],
) -> int:
    """Make several briefings; the exit code: 3 where some were made and some not.

    Args:
        articles: what to read.
        folder: where their folders are.
        settings: what was asked for.
        masthead: what is said of all of them.
        store: the cache.
        manner: how to speak.
        alone: options that go with one article, and whether they were given.
    """
    from briefing import batches
    from briefing.cli import batch, report
    from briefing.errors import RequestError

    for option in (name for name, given in {**alone, "--title": bool(masthead.headline)}.items() if given):
        message = f"{option} goes with one article, not with {len(articles)}"
        raise RequestError(message, hint=f"briefing make {articles[0]} {option}")
    with report.Reporter(manner) as reporter:
        codes = [
            batch.tell(item, manner)
            for item in batches.make_each(
                batches.jobs(articles, folder),
                store=store,
                created=shared.today(),
                settings=settings,
                masthead=masthead,
                on_event=reporter,
            )
        ]
    return batch.sum_up(codes, manner)
