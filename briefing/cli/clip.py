"""``briefing clip``."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefing.cli import delivered, measuring, ordering, tables
from briefing.cli import options as shared
from briefing.cli.lines import printable, state
from briefing.cli.listen import Moment
from briefing.cli.tongue import _
from briefing.errors import ArticleError, RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Briefing
    from briefing.radio.cuts import Cut
    from briefing.radio.orders import Order
    from briefing.radio.phrases import Hit

INTO: Final = "clips"
"""Where to, inside the briefing's folder."""
PAD_MS: Final = 250.0
LONGEST_MS: Final = 60_000
COLUMNS: Final = (
    *("hit", "section", "title", "words", "before", "after"),
    *("start_seconds", "end_seconds", "start_frame", "end_frame", "to_the_word"),
)


class Handle(click.ParamType):
    """A short length, ``250ms`` or ``0.25s``; a number alone is of milliseconds."""

    name = "length"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Milliseconds."""
        if isinstance(value, float):
            return value
        found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s)?", str(value).strip())
        ms = float(found[1]) * (1000 if found[2] == "s" else 1) if found else -1.0
        if not 0 <= ms <= LONGEST_MS:
            self.fail(_("{text!r} is no length such as 250ms").format(text=value), param, ctx)
        return ms


@click.command(
    epilog="""\b
Examples:
  briefing clip output/hmeimim "وقف إطلاق النار"
  briefing clip output/hmeimim "وقف إطلاق النار" --hit 2 --profile bbc
  briefing clip output/hmeimim "موسكو" --all --as mp3 -o /srv/clips
  briefing clip output/hmeimim --sentences 4-7 --pad 0.4s
  briefing clip output/hmeimim --sentences 1-3 --fit 1:20
  briefing clip output/hmeimim --from 1:02.5 --to 1:20
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("words", required=False, default="")
@click.option("--hit", type=click.IntRange(1), default=None, metavar="N", help="Of several hits, this one.")
@click.option("--all", "every", is_flag=True, help="Of several hits, each as a file.")
@click.option("--sentences", default="", metavar="A-B", help="These sentences of the article, from 1.")
@click.option(
    "--from", "start", type=Moment(), default=None, metavar="TIME", help="From so far in: 90 or 1:02.5."
)
@click.option("--to", "end", type=Moment(), default=None, metavar="TIME", help="To so far in; else the end.")
@click.option(
    "--pad",
    type=Handle(),
    default=None,
    metavar="LENGTH",
    help="Handles on either side, from the silence there; 250ms if not given, none for --from and --to.",
)
@click.option("--into-words", is_flag=True, help="Let handles run on into other words.")
@measuring.lengths
@ordering.order
@click.option(
    "-o",
    "--output",
    type=shared.Folder(),
    default=None,
    metavar="DIR",
    help="Where to put it; clips/ in FOLDER if not given.",
)
@tables.form
def command(
    folder: Path,
    *,
    words: str,
    hit: int | None,
    every: bool,
    sentences: str,
    start: float | None,
    end: float | None,
    pad: float | None,
    into_words: bool,
    lengths: measuring.Lengths,
    order: Order,
    output: Path | None,
    form: tables.Form,
) -> None:
    """Deliver what was said in FOLDER as a sound bite.

    WORDS are found however they are typed: diacritics, hamzas, tatweel, the
    script of digits and quotes do not matter, nor do the ends of sentences.
    They are cut out at the voice's own word times, or with their sentences
    where it told none. Where they were said more than once, nothing is
    written: the places are listed, and the exit code is 0; choose by --hit or
    --all. Where they were not said, the nearest phrases are listed, and the
    exit code is 65.
    """
    from briefing import shelf
    from briefing.radio import clips, cuts, handles, phrases
    from briefing.timeline import frames_of

    timed = start is not None or end is not None
    _check(words, hit=hit, every=every, sentences=sentences, timed=timed)
    if lengths.option and not sentences:
        message = f"{lengths.option} is for whole sentences alone"
        raise RequestError(message, hint=f"briefing clip FOLDER --sentences 1-3 {lengths.option} 30")
    briefing = shelf.load(folder)
    wanted: list[Cut]
    if sentences:
        wanted = [cuts.sentences(briefing, *ordering.ends("--sentences", sentences))]
    elif timed:
        last = briefing.frames if end is None else round(end * briefing.rate)
        wanted = [cuts.between(briefing, round((start or 0.0) * briefing.rate), last)]
    else:
        hits = phrases.find(briefing, words)
        if not hits:
            _refuse(briefing, words, folder, form=form)
        if hit is None and not every and len(hits) > 1:
            _list(hits, briefing.rate, form=form)
            return
        chosen = hits if every else (clips.chosen(hits, hit or 1),)
        wanted = [clips.cut_of(briefing, one, number=hits.index(one) + 1) for one in chosen]
        if form == "lines" and not all(one.to_the_word for one in chosen):
            click.echo(_("The voice told no times of words here: whole sentences are cut."), err=True)
    around = frames_of(pad if pad is not None else 0.0 if timed else PAD_MS, briefing.rate)
    if lengths.option:  # the silence around it is part of that length
        pad_ms = round(PAD_MS if pad is None else pad)
        profile = order.profile
        profile = replace(profile, head_ms=profile.head_ms + pad_ms, tail_ms=profile.tail_ms + pad_ms)
        order, around = replace(order, profile=profile), 0
    padded = [handles.with_handles(briefing, cut, around, into_words=into_words) for cut in wanted]

    def tell(cut: Cut, _path: Path) -> None:
        if form == "lines":
            click.echo(printable(_("Making {title}.").format(title=cut.title)), err=True)

    into = output or folder / INTO
    delivered.make(folder, padded, into, order, lengths, briefing=briefing, told=tell, form=form)


def _check(words: str, *, hit: int | None, every: bool, sentences: str, timed: bool) -> None:
    """Refuse what contradicts itself.

    Raises:
        RequestError: nothing is asked for, or two things at once.
    """
    asked = [bool(words), bool(sentences), timed]
    if sum(asked) != 1:
        message = (
            "words, --sentences and --from or --to cannot be given at once"
            if any(asked)
            else "there is nothing to cut out: give words, --sentences, or --from and --to"
        )
        raise RequestError(message, hint='briefing clip FOLDER "words that were said"')
    if hit is not None and every:
        message = "--hit and --all cannot be given at once"
        raise RequestError(message, hint=f"--hit {hit}")
    if not words and (hit is not None or every):
        message = "--hit and --all are for words alone"
        raise RequestError(message, hint='briefing clip FOLDER "words that were said" --all')


def _refuse(briefing: Briefing, words: str, folder: Path, *, form: tables.Form) -> None:
    """List what is near.

    Raises:
        ArticleError: always.
    """
    from briefing.radio.nearest import nearest

    near = nearest(briefing, words)
    if form == "json":
        tables.write_json({"hits": [], "nearest": near, "files": []})
    elif form == "csv":
        tables.write_csv(COLUMNS, ())
    else:
        for phrase in near:
            state("nearest", phrase)
    name = shlex.quote(str(folder))
    hint = f"briefing clip {name} {shlex.quote(near[0])}" if near else f"briefing rundown {name}"
    message = f"«{words}» was not said in this briefing"
    raise ArticleError(message, hint=hint)


def _list(hits: Sequence[Hit], rate: int, *, form: tables.Form) -> None:
    rows = [
        (
            *(number, hit.section, hit.chapter.title, hit.text, hit.before, hit.after),
            *(round(hit.start / rate, 3), round(hit.end / rate, 3), hit.start, hit.end, hit.to_the_word),
        )
        for number, hit in enumerate(hits, 1)
    ]
    if form == "json":
        tables.write_json({"hits": [dict(zip(COLUMNS, row, strict=True)) for row in rows], "files": []})
        return
    if form == "csv":
        tables.write_csv(COLUMNS, rows)
        return
    for number, hit in enumerate(hits, 1):
        state("hit", number)
        state("section", f"{hit.section}, {hit.chapter.title}")
        state("words", " ".join(filter(None, (hit.before, hit.text, hit.after))))
        state("in point", _clock(hit.start, rate))
        state("out point", _clock(hit.end, rate))
        if not hit.to_the_word:
            state("cut", _("whole sentences"))
        click.echo()
    state("Hits", len(hits))
    state("Choose one with", "--hit 1")


def _clock(frames: int, rate: int) -> str:
    """As ``--from`` takes it, to a millisecond."""
    from briefing.timeline import milliseconds, vtt_clock

    return vtt_clock(milliseconds(frames, rate))
