"""Telling of what was delivered: a few lines a file, or JSON or CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefing.cli import measuring, tables, words
from briefing.cli.lines import state
from briefing.cli.tongue import _

if TYPE_CHECKING:
    from briefing.accounts import Account
    from briefing.model import Briefing, Cue
    from briefing.radio.cuts import Cut
    from briefing.radio.handover import Delivered
    from briefing.radio.orders import Order
    from briefing.radio.segments import Delivery, Told

    Fitted = Mapping[str, tuple[Account, tuple[Cue, ...]]]

COLUMNS: Final = (
    *("file", "number", "title", "seconds", "samples", "lufs", "true_peak_dbtp"),
    *("in_words", "out_words"),
)


def make(
    folder: Path,
    cuts: Sequence[Cut],
    into: Path,
    order: Order,
    lengths: measuring.Lengths,
    *,
    briefing: Briefing,
    told: Told,
    form: tables.Form,
) -> None:
    """Deliver cuts as they are or in the lengths that were asked for, and print it.

    Args:
        folder: of the finished briefing.
        cuts: what to deliver.
        into: where to.
        order: how.
        lengths: how long.
        briefing: what is in ``folder``.
        told: hears of each cut.
        form: how to print it.
    """
    from dataclasses import replace

    from briefing.radio import measured, segments

    if not lengths.option:
        show(segments.deliver(folder, cuts, into, order, briefing=briefing, told=told), form=form)
        return
    wishes = lengths.wishes()
    with measured.measured(
        briefing, folder, cuts, wishes, order
    ) as made:  # refused before anything is written
        whole = None
        if lengths.alternates_ms:
            whole = segments.deliver(folder, cuts, into, order, briefing=briefing, told=told)
            if made.order.cart_number is not None:
                after = made.order.cart_number + len(cuts)
                made = replace(made, order=replace(made.order, cart_number=after))
        delivery = segments.deliver(
            made.folder, made.cuts, into, made.order, briefing=made.briefing, told=told
        )
    count = 0
    if whole is not None:
        count = len(whole.files)
        files, changed = (*whole.files, *delivery.files), (*whole.changed, *delivery.changed)
        delivery = replace(delivery, files=files, changed=tuple(dict.fromkeys(changed)))
    fitted = {
        item.file: (account, dropped)
        for item, account, dropped in zip(delivery.files[count:], made.accounts, made.dropped, strict=True)
    }
    show(delivery, form=form, fitted=fitted, names_dropped=bool(lengths.max_ms))


def show(
    delivery: Delivery,
    *,
    form: tables.Form,
    fitted: Fitted | None = None,
    names_dropped: bool = False,
) -> None:
    """Print it; of lines the last one is the folder's path.

    Args:
        delivery: what was delivered.
        form: how to print it.
        fitted: name of a file to what was done to its length, and the sentences left out.
        names_dropped: whether those are named in lines.
    """
    fitted = fitted or {}
    if form == "json":
        _show_json(delivery, fitted)
    elif form == "csv":
        _show_csv(delivery)
    else:
        for item in delivery.files:
            _show(item)
            if item.file in fitted:
                account, dropped = fitted[item.file]
                measuring.tell(account, samples=False)
                if names_dropped:
                    measuring.name_left_out([(cue.id, cue.shown) for cue in dropped])
            click.echo()
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


def _show_json(delivery: Delivery, fitted: Fitted) -> None:
    import json

    import msgspec

    changed = [str(path) for path in delivery.changed]
    files = json.loads(msgspec.json.encode(delivery.files))
    for item in files:
        if item["file"] in fitted:
            account, dropped = fitted[item["file"]]
            item["fit"] = asdict(account)
            item["left_out"] = [{"id": cue.id, "shown": cue.shown} for cue in dropped]
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
