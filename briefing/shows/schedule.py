"""The lines that have a show run by itself: for cron, or as units of systemd.

cron knows one time zone, that of the machine. Where the show's is another one, the line runs once an hour:
a run looks at the clock in the show's own zone and has nothing to do before its slot, so that it is right
under every cron and on the days when only one of the two zones changes its clock.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from briefing.records import dataclass
from briefing.shows.show import Placed
from briefing.shows.slots import WEEKDAYS, Slot, due, zone_of

WAIT_LOCK_S: Final = 600
"""A run that comes after another one waits: machines that were off start all that they missed at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the lines need to know of the machine."""

    program: tuple[str, ...]
    """How the program is called: full paths."""
    cache: Path
    zone: str
    """The machine's own, IANA name; empty where it is not known."""


def cron(placed: Placed, around: Surroundings, *, now: datetime) -> str:
    """Lines for ``crontab -e``.

    Args:
        placed: the show.
        around: the machine.
        now: from when on the zones are compared.
    """
    edition = placed.show.edition
    times = ", ".join(edition.slots)
    command = _escaped(shlex.join((*around.program, "run", str(placed.path))))
    lines = [f"# {placed.name}: {times or 'every hour'}, {edition.time_zone}"]
    days = _cron_days(edition.weekdays)
    if _is_same_zone(around.zone, edition.time_zone, now):
        lines += [f"{int(text[3:])} {int(text[:2])} * * {days} {command}" for text in edition.slots]
    elif edition.form == "each" and around.zone:
        lines.append(f"# In the zone of this machine, {around.zone}; look again when clocks have changed.")
        lines += [f"{_elsewhere(slot, around.zone)} * * {days} {command}" for slot in _slots(placed, now)]
    else:
        machine = around.zone or "not known"
        lines.append(f"# The zone of this machine is {machine}: before its slot a run has nothing to do.")
        minutes = sorted({minute for text in edition.slots for minute in _minutes(text, placed, around, now)})
        lines.append(f"{','.join(map(str, minutes)) or '0'} * * * * {command}")
    return "\n".join(lines) + "\n"


def service(placed: Placed, around: Surroundings) -> str:
    """The unit that runs the show once: ``briefing-NAME.service``."""
    writable = [str(placed.state_folder), str(around.cache)]
    if "://" not in placed.public:
        writable.insert(0, placed.public)
    command = " ".join(
        map(_quoted, (*around.program, "run", str(placed.path), "--wait-lock", str(WAIT_LOCK_S)))
    )
    return f"""\
[Unit]
Description=briefing: the show {placed.name}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={command}
Environment={_quoted(f"BRIEFING_CACHE={around.cache}")}
TimeoutStartSec=2h
TimeoutStopSec=10s
UMask=0022
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={" ".join(map(_quoted, writable))}
"""


def timer(placed: Placed) -> str:
    """The unit that starts it: ``briefing-NAME.timer``."""
    edition = placed.show.edition
    days = "" if len(edition.weekdays) == len(WEEKDAYS) else _listed(edition.weekdays) + " "
    calendars = [f"OnCalendar={days}*-*-* {text}:00 {edition.time_zone}" for text in edition.slots]
    return (
        "\n".join(
            [
                "[Unit]",
                f"Description=briefing: when the show {placed.name} runs",
                "",
                "[Timer]",
                *(calendars or ["OnCalendar=hourly"]),
                "Persistent=true",
                "RandomizedDelaySec=60",
                "",
                "[Install]",
                "WantedBy=timers.target",
            ]
        )
        + "\n"
    )


def unit_names(placed: Placed) -> tuple[str, str]:
    """What the two units are called."""
    return f"briefing-{placed.name}.service", f"briefing-{placed.name}.timer"


def folders(placed: Placed, around: Surroundings) -> tuple[Path, ...]:
    """What must exist before systemd runs the show: the only places where it may write."""
    local = () if "://" in placed.public else (Path(placed.public),)
    return (*local, placed.state_folder, around.cache)


def _slots(placed: Placed, now: datetime) -> tuple[Slot, ...]:
    """The slots of a day, as they are now."""
    edition = placed.show.edition
    return due(edition.slots, zone_of(edition.time_zone), now, catch_up=len(edition.slots) - 1)


def _elsewhere(slot: Slot, zone: str) -> str:
    """Minute and hour of a slot in another zone."""
    local = slot.moment.astimezone(zone_of(zone))
    return f"{local.minute} {local.hour}"


def _cron_days(weekdays: Sequence[str]) -> str:
    if len(weekdays) == len(WEEKDAYS):
        return "*"
    return ",".join(str((WEEKDAYS.index(day) + 1) % 7) for day in WEEKDAYS if day in weekdays)


def _listed(weekdays: Sequence[str]) -> str:
    return ",".join(day.capitalize() for day in WEEKDAYS if day in weekdays)


def _is_same_zone(one: str, other: str, now: datetime) -> bool:
    """Whether two zones show the same time for the next two years."""
    if not one:
        return False
    here, there = zone_of(one), zone_of(other)
    days = (now + timedelta(days=number) for number in range(0, 730, 7))
    return one == other or all(
        day.astimezone(here).utcoffset() == day.astimezone(there).utcoffset() for day in days
    )


def _minutes(text: str, placed: Placed, around: Surroundings, now: datetime) -> set[int]:
    """At which minute of the machine's hour a slot is due; more than one where the zones part by quarters."""
    wanted = int(text[3:])
    if not around.zone:
        return {(wanted + 15 * quarter) % 60 for quarter in range(4)}
    here, there = zone_of(around.zone), zone_of(placed.show.edition.time_zone)
    found = set()
    for number in range(0, 730, 7):
        day = now + timedelta(days=number)
        apart = (day.astimezone(here).utcoffset() or timedelta()) - (
            day.astimezone(there).utcoffset() or timedelta()
        )
        found.add(int(wanted + apart.total_seconds() // 60) % 60)
    return found


def _escaped(command: str) -> str:
    """cron takes a bare percent sign for the end of the line."""
    return command.replace("%", "\\%")


def _quoted(word: str) -> str:
    """A word of a unit file."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if any(char.isspace() or char in "\"'\\;" for char in word) else escaped
