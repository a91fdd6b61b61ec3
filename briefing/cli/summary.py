"""``briefing summary``."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared
from briefing.cli.lines import printable

if TYPE_CHECKING:
    from briefing.model import Masthead
    from briefing.settings import Settings
    from briefing.store import Store


@click.command(
    epilog="""\b
Examples:
  briefing summary seeds/hmeimim.txt
  briefing summary seeds/hmeimim.txt --summary-seconds 60 --explain
  briefing summary article.txt --headlines --json
"""
)
@click.argument("article")
@click.option("--explain", is_flag=True, help="Tell of every sentence why it was chosen, or why not.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@shared.settings(*shared.WRITING)
@shared.masthead
@shared.store
def command(
    article: str, *, explain: bool, as_json: bool, settings: Settings, masthead: Masthead, store: Store
) -> None:
    """Print the summary that would be spoken of ARTICLE.

    It fits into the seconds asked for, at the pace of the voice.
    """
    from briefing import choices, composition, pipeline
    from briefing.cli import report

    text = pipeline.read(article, masthead=masthead)
    speaker = choices.choose_voice(settings)
    with closing(speaker.voice):
        told = composition.summarize(
            text, speaker, settings=settings, store=store, reasons=explain, on_event=report.notice
        )
    if as_json:
        facts: dict[str, object] = {
            "seconds": round(told.seconds, 1),
            "lines": [asdict(line) for line in told.lines],
        }
        if explain:
            facts["reasons"] = [asdict(reason) for reason in told.reasons]
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    if explain:
        for reason in told.reasons:
            click.echo(f"sentence: {reason.sentence}")
            click.echo(f"text: {printable(reason.text)}")
            for name in ("position", "centrality", "coverage", "redundancy", "worth"):
                click.echo(f"{name}: {getattr(reason, name):.2f}")
            click.echo(f"seconds: {reason.cost:.1f}")
            click.echo(f"stands alone: {'yes' if reason.alone else 'no'}")
            click.echo(f"{'chosen' if reason.chosen else 'not chosen'}: {reason.why}")
            click.echo()
    for line in told.lines:
        click.echo(printable(line.text))
        if line.abridged:
            click.echo(f"abridged: {line.sentence}")
    click.echo(f"Length: {told.seconds:.0f} of {settings.summary_seconds} seconds")
