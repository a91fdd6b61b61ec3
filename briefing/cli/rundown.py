"""``briefing rundown``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefing.cli import tables
from briefing.cli.lines import state
from briefing.cli.tongue import N_, _
from briefing.errors import RequestError

if TYPE_CHECKING:
    from briefing.radio.rundown import Clock, Item, Rundown

KINDS: Final = {
    "ident": N_("ident"),
    "contents": N_("contents"),
    "summary": N_("summary"),
    "section": N_("section"),
    "credit": N_("credit"),
}
DAY_MS: Final = 24 * 60 * 60 * 1000


class TimeOfDay(click.ParamType):
    """A time of day, ``07:58`` or ``07:58:30`` or ``07:58:30.5``, as milliseconds since midnight."""

    name = "time of day"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Milliseconds; 24:00 is midnight."""
        if isinstance(value, int):
            return value
        parts = str(value).strip().split(":")
        try:
            hours, minutes = map(int, parts[:2])
            seconds = float(parts[2]) if len(parts) == 3 else 0.0
        except (ValueError, IndexError):
            hours = minutes = -1
            seconds = 0.0
        ms = round((hours * 60 + minutes) * 60_000 + seconds * 1000) if 0 <= seconds < 60 else -1
        if len(parts) not in (2, 3) or not (hours >= 0 and 0 <= minutes < 60 and 0 <= ms <= DAY_MS):
            self.fail(_("{text!r} is no time of day such as 07:58:30").format(text=value), param, ctx)
        return ms % DAY_MS


@click.command(
    epilog="""\b
Examples:
  briefing rundown output/hmeimim
  briefing rundown output/hmeimim --on-air 07:58:30
  briefing rundown output/hmeimim --end 08:00 --html rundown.html
  briefing rundown output/hmeimim --csv --bom > rundown.csv
"""
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--on-air", type=TimeOfDay(), default=None, metavar="TIME", help="When it begins: 07:58:30.")
@click.option(
    "--end",
    type=TimeOfDay(),
    default=None,
    metavar="TIME",
    help="When it is to end. With both, what is left between them is told too.",
)
@click.option(
    "--segments",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help='A folder that "briefing segments" delivered into: names and levels of its files.',
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Also write a sheet to print, A4, from right to left.",
)
@click.option("--bom", is_flag=True, help="Begin the CSV with a byte order mark, for Excel.")
@tables.form
def command(
    folder: Path,
    *,
    on_air: int | None,
    end: int | None,
    segments: Path | None,
    html: Path | None,
    bom: bool,
    form: tables.Form,
) -> None:
    """List what is heard in FOLDER, item by item, with lengths and times.

    FOLDER holds a finished briefing. "Back" is when an item has to begin for all to end on time, "front"
    when it begins; without a clock, what is left from there and how far in it is. Lengths add up to the
    total as they are shown. Loudness is that of the item's part of the master, or of its delivered file;
    lengths are always those of the briefing.
    """
    if bom and form != "csv":
        message = "--bom is for --csv alone"
        raise RequestError(message, hint="--csv --bom")
    from briefing import shelf
    from briefing.radio import rundown, rundown_data, rundown_files, rundown_sheet

    briefing = shelf.load(folder)
    listed = rundown.rundown(briefing, on_air_ms=on_air, end_ms=end)
    known = {} if segments is None else rundown_files.delivered(listed, segments)
    master = folder / shelf.MASTER_FILE
    others = rundown_files.measured(briefing, master, leave_out=known)
    listed = rundown.with_sound(listed, {**known, **others})
    if html is not None:
        shelf.replace_text(html, rundown_sheet.render(listed))
    if form == "json":
        written = {} if html is None else {"html": str(html)}
        tables.write_json(rundown_data.document(listed) | written)
    elif form == "csv":
        click.echo("\ufeff" if bom else "", nl=False)
        tables.write_csv(rundown_data.COLUMNS, rundown_data.rows(listed))
    else:
        _show(listed)
        if html is not None:
            click.echo(str(html))


def _show(listed: Rundown) -> None:
    for item in listed.items:
        _show_item(listed, item)
    state("Title", listed.title)
    state("Items", len(listed.items))
    state("Total", listed.total())
    if listed.has_clock:
        state("On air", _told(listed.begins()))
        state("End", _told(listed.ends()))
    if (spare := listed.spare_ms) is not None:
        state(N_("Over by") if spare < 0 else N_("To fill"), f"{abs(spare) / 1000:.1f}")


def _show_item(listed: Rundown, item: Item) -> None:
    times = listed.times(item)
    state("item", item.number)
    state("title", item.title)
    state("type", _(KINDS[item.kind.value]))
    state("duration", times.duration)
    state("cumulative", times.cumulative)
    state(N_("back") if listed.has_clock else N_("left"), _told(times.back))
    state(N_("front") if listed.has_clock else N_("begins at"), _told(times.front))
    state("in-words", item.in_words)
    state("out-words", item.out_words)
    state("file", item.sound.file)
    if item.sound.lufs is None:
        state("LUFS", _("too short or silent"))
    else:
        state("LUFS", f"{item.sound.lufs:.1f}")
    if item.sound.true_peak_dbtp is not None:
        state("true peak, dBTP", f"{item.sound.true_peak_dbtp:.1f}")
    click.echo()


def _told(clock: Clock) -> str:
    days = {-1: _("{time}, the day before"), 1: _("{time}, the day after")}
    return days[clock.day].format(time=clock) if clock.day in days else str(clock)
