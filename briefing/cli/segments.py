"""``briefing segments``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import delivered, measuring, ordering, tables
from briefing.cli import options as shared
from briefing.cli.lines import printable
from briefing.cli.tongue import _
from briefing.errors import RequestError

if TYPE_CHECKING:
    from briefing.radio.cuts import Cut
    from briefing.radio.orders import Order


@click.command(
    epilog="""\b
Examples:
  briefing segments output/hmeimim
  briefing segments output/hmeimim --profile bbc --only 3,5 -o /srv/dropbox
  briefing segments output/hmeimim --sentences 4-7 --head-ms 250
  briefing segments output/hmeimim --only 4 --fit 1:30
  briefing segments output/hmeimim --embargo 2026-03-05T06:00
  briefing segments output/hmeimim --as mp3 --name '{nn}_{slug}'
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--only", default="", metavar="N,N", help="These items of the rundown, of any kind: 2,4 or 2-5."
)
@click.option(
    "--sentences", default="", metavar="A-B", help="One file of these sentences of the article, from 1."
)
@measuring.lengths
@ordering.order
@click.option(
    "-o",
    "--output",
    type=shared.Folder(),
    default=None,
    metavar="DIR",
    help="Where to put them; segments/ in FOLDER if not given.",
)
@tables.form
def command(
    folder: Path,
    *,
    only: str,
    sentences: str,
    lengths: measuring.Lengths,
    order: Order,
    output: Path | None,
    form: tables.Form,
) -> None:
    """Deliver sections of the briefing in FOLDER as files that go to air.

    The summary and each section, as Broadcast Wave at the station's loudness,
    with marks for every sentence, data for automation, a sidecar for Rivendell
    and manifest.json. Items are numbered as "briefing listen" counts them:
    whatever comes first is 1. Nothing is voiced.
    """
    from briefing import shelf
    from briefing.radio import cuts, segments

    if only and sentences:
        message = "--only and --sentences cannot be given at once"
        raise RequestError(message, hint=f"--sentences {sentences}")
    briefing = shelf.load(folder)
    if sentences:
        wanted: tuple[Cut, ...] = (cuts.sentences(briefing, *ordering.ends("--sentences", sentences)),)
    else:
        wanted = cuts.sections(briefing, ordering.numbers("--only", only) if only else ())

    def tell(cut: Cut, _path: Path) -> None:
        if form == "lines":
            click.echo(printable(_("Making {title}.").format(title=cut.title)), err=True)

    into = output or folder / segments.FOLDER
    delivered.make(folder, wanted, into, order, lengths, briefing=briefing, told=tell, form=form)
