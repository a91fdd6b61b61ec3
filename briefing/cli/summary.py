"""``briefing summary``."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared
from briefing.cli import tables
from briefing.cli.lines import YES_NO, printable, state
from briefing.cli.tongue import _, translated

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
@tables.form
@shared.settings(*shared.WRITING)
@shared.masthead
@shared.store
def command(
    article: str,
    *,
    explain: bool,
    form: tables.Form,
    settings: Settings,
    masthead: Masthead,
    store: Store,
) -> None:
    """Print the summary that would be spoken of ARTICLE.

    It fits into the seconds asked for, at the pace of the voice.
    """
    from briefing import choices, composition, pipeline
    from briefing.cli import report
    from briefing.summaries import Line
    from briefing.text.extracts import Reason

    text = pipeline.read(article, masthead=masthead)
    speaker = choices.choose_voice(settings)
    with closing(speaker.voice), report.terse("script", speaks=form == "lines") as reporter:
        told = composition.summarize(
            text, speaker, settings=settings, store=store, reasons=explain, on_event=reporter
        )
    if form == "json":
        facts: dict[str, object] = {
            "seconds": round(told.seconds, 1),
            "lines": [asdict(line) for line in told.lines],
        }
        if explain:
            facts["reasons"] = [asdict(reason) for reason in told.reasons]
        tables.write_json(facts)
        return
    if form == "csv":
        rows = [asdict(item) for item in (told.reasons if explain else told.lines)]
        columns = [field.name for field in fields(Reason if explain else Line)]
        tables.write_csv(columns, ([row[name] for name in columns] for row in rows))
        return
    if explain:
        for reason in told.reasons:
            state("sentence", reason.sentence)
            state("text", reason.text)
            state("position", f"{reason.position:.2f}")
            state("centrality", f"{reason.centrality:.2f}")
            state("coverage", f"{reason.coverage:.2f}")
            state("redundancy", f"{reason.redundancy:.2f}")
            state("worth", f"{reason.worth:.2f}")
            state("seconds", f"{reason.cost:.1f}")
            state("stands alone", _(YES_NO[reason.alone]))
            if reason.chosen:
                state("chosen", translated(reason.why))
            else:
                state("not chosen", translated(reason.why))
            click.echo()
    for line in told.lines:
        click.echo(printable(line.text))
        if line.abridged:
            state("abridged", line.sentence)
    of = _("{number} of {total} seconds").format(number=f"{told.seconds:.0f}", total=settings.summary_seconds)
    state("Length", of)
