"""Telling of what was delivered: a few lines a file, or JSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from briefing.cli import tables, words
from briefing.cli.lines import state
from briefing.cli.tongue import _

if TYPE_CHECKING:
    from briefing.radio.handover import Delivered
    from briefing.radio.segments import Delivery


COLUMNS: Final = (
    *("file", "number", "title", "seconds", "samples", "lufs", "true_peak_dbtp"),
    *("in_words", "out_words"),
)


def show(delivery: Delivery, *, form: tables.Form) -> None:
    """Print it; of lines the last one is the folder's path."""
    if form == "json":
        _show_json(delivery)
    elif form == "csv":
        _show_csv(delivery)
    else:
        for item in delivery.files:
            _show(item)
        count = words.files(len(delivery.files))
        if delivery.changed:
            click.echo(_("Delivered: {files}.").format(files=count))
        else:
            click.echo(_("Nothing new: {files} there already.").format(files=count))
        click.echo(str(delivery.folder))


def _show(item: Delivered) -> None:
    state("file", item.file)
    state("title", item.title)
    state("in Latin letters", item.title_latin)
    state("length", _("{seconds} seconds").format(seconds=f"{item.seconds:.3f}"))
    state("samples", item.samples)
    level = item.loudness
    state("loudness", _("too short to tell") if level.lufs is None else f"{level.lufs:.1f} LUFS")
    if level.true_peak_dbtp is not None:
        state("true peak", f"{level.true_peak_dbtp:.1f} dBTP")
    if level.limited:
        click.echo(_("Its highest peaks were held back."))
    if level.under_short_term:
        click.echo(_("It is softer than wanted: three seconds of it would be too loud for the profile."))
    state("in words", item.in_words)
    state("out words", item.out_words)
    click.echo()


def _show_json(delivery: Delivery) -> None:
    import json

    import msgspec

    changed = [str(path) for path in delivery.changed]
    files = json.loads(msgspec.json.encode(delivery.files))
    tables.write_json({"folder": str(delivery.folder), "changed": changed, "files": files})


def _show_csv(delivery: Delivery) -> None:
    columns = (
        "file",
        "number",
        "title",
        "seconds",
        "samples",
        "lufs",
        "true_peak_dbtp",
        "in_words",
        "out_words",
    )
    tables.write_csv(columns, map(_row, delivery.files))


def _row(item: Delivered) -> tuple[object, ...]:
    level = item.loudness
    lufs, peak = (("" if each is None else each) for each in (level.lufs, level.true_peak_dbtp))
    told = (item.file, item.number, item.title, item.seconds, item.samples)
    return (*told, lufs, peak, item.in_words, item.out_words)
