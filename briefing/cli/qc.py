"""``briefing qc``."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefing.cli import tables, words
from briefing.cli.lines import printable
from briefing.cli.tongue import _, translated
from briefing.errors import ArticleError, OutputError

if TYPE_CHECKING:
    from briefing.radio.profiles import Profile
    from briefing.radio.qc import Report

Facts = dict[str, Any]
"""Of one file, a value for each of :data:`COLUMNS`."""

FAULTY: Final = 65
"""Exit code: a file is not as the station wants it."""
COLUMNS: Final = (
    *("file", "kind", "rate", "bits", "channels", "sides", "frames", "seconds", "lufs", "range_lu"),
    *("momentary_lufs", "short_term_lufs", "true_peak_dbtp", "peak_dbfs", "head_ms", "tail_ms", "pause_ms"),
    *("clips", "offset", "broadcast", "remarks", "faults"),
)
CLOCK: Final = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)")


class Length(click.ParamType):
    """``1:30``, ``90`` or ``1:30.040``: seconds, exactly."""

    name = "length"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Seconds; Click's complaint where it is no length."""
        if isinstance(value, Fraction):
            return value
        found = CLOCK.fullmatch(str(value))
        if found is None:
            self.fail(_("{value!r} is not a length: write 1:30 or 90.5").format(value=value), param, ctx)
        return 3600 * Fraction(found[1] or 0) + 60 * Fraction(found[2] or 0) + Fraction(found[3])


@click.command(
    epilog="""\b
Examples:
  briefing qc delivery/*.wav --profile ebu
  briefing qc spot.wav --profile station.toml --length 1:30 --broadcast
  briefing qc episode.mp3 --profile podcast --json
"""
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    default="ebu",
    show_default=True,
    metavar="NAME|FILE",
    help="What the station wants: ebu, ebu-short, bbc, prss, podcast, or a TOML file.",
)
@click.option(
    "--length", type=Length(), default=None, metavar="TIME", help="Every file must last exactly that long."
)
@click.option("--broadcast", is_flag=True, help="Every file must be a Broadcast Wave file.")
@tables.form
def command(
    files: tuple[Path, ...], *, profile: str, length: Fraction | None, broadcast: bool, form: tables.Form
) -> int:
    """Hold sound FILES against what a station wants.

    FILES are WAV, FLAC or MP3. Loudness is measured as it is heard: mono as dual
    mono. A file that the manifest.json beside it names must be as that says. One
    line for each file: "ok" with its figures, or its faults. The exit code is 65 if
    there is any.
    """
    from briefing.radio import profiles

    wanted = profiles.load(profile)
    found: list[Facts] = []
    for path in files:
        try:
            facts = _facts(_inspected(path, wanted, length_s=length, broadcast=broadcast))
        except (ArticleError, OutputError) as error:  # of this file; the others are read all the same
            facts = {**dict.fromkeys(COLUMNS), "file": str(path), "faults": [("file", error.message)]}
        found.append(facts)
        if form == "lines":
            click.echo(printable(_line(facts)))
    faults = sum(len(facts["faults"]) for facts in found)
    if form == "json":
        tables.write_json({"profile": wanted.name, "files": [_listed(facts) for facts in found]})
    elif form == "csv":
        tables.write_csv(COLUMNS, ([_cell(facts[name]) for name in COLUMNS] for facts in found))
    else:
        told = _("Checked: {files}; {faults}.")
        click.echo(told.format(files=words.files(len(files)), faults=words.faults(faults)))
    return FAULTY if faults else 0


def _inspected(path: Path, profile: Profile, *, length_s: Fraction | None, broadcast: bool) -> Report:
    """Held against the profile, and against the manifest beside it, if that names it."""
    from briefing.radio import arrivals, qc

    entry = arrivals.entry_of(path) if path.is_file() else None
    report = qc.inspect(
        path,
        profile,
        expected=arrivals.expected_of(entry) if entry else None,
        length_s=length_s,
        broadcast=broadcast or (entry is not None and entry.form == "bwf"),
    )
    changed = arrivals.faults(path, entry) if entry else ()
    return replace(report, faults=(*report.faults, *changed))


def _facts(report: Report) -> Facts:
    """What JSON and CSV tell of a file; None where there is no figure."""
    level, scan = report.account.level, report.scan
    return {
        "file": str(report.path),
        "kind": report.kind,
        "rate": report.rate,
        "bits": report.bits or None,
        "channels": report.channels,
        "sides": report.sides,
        "frames": report.frames,
        "seconds": report.frames / report.rate,
        "lufs": None if report.too_short else _figure(level.lufs),
        "range_lu": None if report.too_short else _figure(level.range_lu),
        "momentary_lufs": _figure(report.account.momentary_lufs),
        "short_term_lufs": _figure(report.account.short_term_lufs),
        "true_peak_dbtp": _figure(level.true_peak_dbtp),
        "peak_dbfs": _figure(report.account.peak_dbfs),
        "head_ms": round(1000 * scan.head / report.rate, 3),
        "tail_ms": round(1000 * scan.tail / report.rate, 3),
        "pause_ms": round(1000 * scan.pause / report.rate, 3),
        "clips": scan.clips,
        "offset": round(scan.offset, 6) + 0.0,  # no -0
        "broadcast": report.is_broadcast,
        "remarks": list(report.remarks),
        "faults": [(fault.where, fault.message) for fault in report.faults],
    }


def _figure(level: float) -> float | None:
    return round(level, 2) if math.isfinite(level) else None


def _line(facts: Facts) -> str:
    if facts["faults"]:
        told = "; ".join(f"{where}: {translated(message)}" for where, message in facts["faults"])
        return f"{facts['file']}: {_('fault')}: {told}"
    minutes, seconds = divmod(round(1000 * facts["seconds"]), 60_000)
    figures = [f"{minutes}:{seconds / 1000:06.3f}"]
    if facts["lufs"] is not None:
        loudness = _("{lufs:.1f} LUFS, range {range_lu:.1f} LU")
        figures.append(loudness.format(lufs=facts["lufs"], range_lu=facts["range_lu"]))
    figures.append(_("true peak {peak:.1f} dBTP").format(peak=facts["true_peak_dbtp"]))
    return f"{facts['file']}: {_('ok')}: {', '.join([*figures, *map(translated, facts['remarks'])])}"


def _listed(facts: Facts) -> Facts:
    return {**facts, "faults": [{"where": where, "message": message} for where, message in facts["faults"]]}


def _cell(value: object) -> object:
    if not isinstance(value, list):
        return value
    return "; ".join(": ".join(item) if isinstance(item, tuple) else str(item) for item in value)
