"""``briefing script``."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import options as shared


@click.command(
    epilog="""\b
Examples:
  briefing script seeds/hmeimim.txt -o script.json
  briefing script seeds/flash.txt > script.json
"""
)
@click.argument("article")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Where to write it; standard output if not given.",
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
) -> None:
    """Write the script of ARTICLE as script.json, and stop there.

    Edit "spoken" to change how something is said, then: briefing voice.
    """
    from briefing import choices, model, pipeline, shelf

    settings = shared.settings_of(voice=voice, options=options, summary_seconds=summary_seconds)
    masthead = shared.masthead_of(title=title, byline=byline, date=date, source_name=source_name)
    text = pipeline.read(article, masthead=masthead)
    speaker = choices.choose_voice(settings)
    try:
        written = model.to_json(pipeline.write(text, speaker, settings=settings))
    finally:
        speaker.voice.close()
    if output is None:
        click.echo(written, nl=False)
        return
    shelf.replace_text(output, written)
    click.echo(str(output))
