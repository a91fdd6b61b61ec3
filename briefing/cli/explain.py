"""``briefing explain``."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import options as shared
from briefing.cli import tables

if TYPE_CHECKING:
    from briefing.model import Masthead
    from briefing.settings import Settings
    from briefing.store import Store


@click.command(
    epilog="""\b
Examples:
  briefing explain seeds/numbers.txt
  briefing explain article.txt --json
  briefing explain article.txt --html explanation.html
"""
)
@click.argument("article")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Write a page with both texts side by side.",
)
@tables.form
@click.option("--all", "everything", is_flag=True, help="Also the sentences in which nothing changes.")
@shared.settings("voice", "options", "speed", *shared.READING)
@shared.masthead
@shared.store
def command(
    article: str,
    *,
    page: Path | None,
    form: tables.Form,
    everything: bool,
    settings: Settings,
    masthead: Masthead,
    store: Store,
) -> None:
    """Tell what is said otherwise than ARTICLE has it written, and by which rule.

    Diacritics alone are no change.
    """
    from dataclasses import replace

    from briefing import choices, composition, explanation, pipeline, shelf
    from briefing.cli import report

    settings = replace(settings, summary="none")  # its sentences are the narration's
    text = pipeline.read(article, masthead=masthead)
    speaker = choices.choose_voice(settings)
    with closing(speaker.voice), report.terse("script", speaks=form == "lines"):
        script = composition.write(text, speaker, settings=settings, store=store)
        reader = composition.reader_of(
            settings, vowels=script.vowelized, language=speaker.voice.language, store=store
        )
        sentences = explanation.explain(script, reader)
    if page is not None:
        shelf.replace_text(page, explanation.render_html(sentences, title=script.masthead.headline))
    if form == "json":
        tables.write_json({"sentences": [asdict(item) for item in sentences]})
        return
    if form == "csv":
        columns = ("sentence", "rule", "written", "said")
        changes = ((item.id, change) for item in sentences for change in item.changes)
        tables.write_csv(columns, ((name, it.rule, it.before, it.after) for name, it in changes))
        return
    if page is not None:
        click.echo(str(page))
        return
    report.show_changes(sentences, everything=everything)
