"""``briefing explain``."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--all", "everything", is_flag=True, help="Also the sentences in which nothing changes.")
@shared.settings("voice", "options", "speed", *shared.READING)
@shared.masthead
@shared.store
def command(
    article: str,
    *,
    page: Path | None,
    as_json: bool,
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
    with closing(speaker.voice):
        script = composition.write(text, speaker, settings=settings, store=store)
        reader = composition.reader_of(
            settings, vowels=script.vowelized, language=speaker.voice.language, store=store
        )
        sentences = explanation.explain(script, reader)
    if page is not None:
        shelf.replace_text(page, explanation.render_html(sentences, title=script.masthead.headline))
    if as_json:
        click.echo(json.dumps({"sentences": [asdict(item) for item in sentences]}, ensure_ascii=False))
        return
    if page is not None:
        click.echo(str(page))
        return
    report.show_changes(sentences, everything=everything)
