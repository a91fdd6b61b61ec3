"""When editions are due: times of day in a show's own zone, on days that may skip or repeat an hour.

Pure: the moment is passed in. A slot is known by its local date and its time as it is written in the show
file, so that an hour that comes twice is one slot; a time that a day does not have is due when the clock
has jumped over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.errors import ConfigError
from briefing.records import dataclass

TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
LONGEST_BACK_DAYS: Final = 400
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One edition's place in time."""

    moment: datetime
    """When it is due, in UTC."""
    day: str
    """The local date, ISO 8601."""
    time: str
    """As in the show file, ``HH:MM``."""

    @property
    def key(self) -> str:
        """What it is known by: ``2026-03-29 06:00``."""
        return f"{self.day} {self.time}"


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its IANA name.

    Raises:
        ConfigError: there is none of that name on this machine.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"there is no time zone {name!r} on this machine"
        raise ConfigError(message, hint='time_zone = "Asia/Riyadh" (or: pip install tzdata)') from error


def due(
    times: Sequence[str],
    zone: tzinfo,
    now: datetime,
    *,
    catch_up: int = 0,
    weekdays: Sequence[str] = WEEKDAYS,
) -> tuple[Slot, ...]:
    """The slot that is due now, and before it the last ``catch_up`` ones, the oldest first.

    Args:
        times: ``HH:MM``, in the zone.
        zone: the show's.
        now: an aware moment.
        catch_up: how many earlier slots may still be made up for.
        weekdays: on which there are editions.
    """
    wanted = catch_up + 1
    found: list[Slot] = []
    day = now.astimezone(zone).date() + timedelta(days=1)  # tomorrow's may be due where the clock jumped
    last = day - timedelta(days=LONGEST_BACK_DAYS)
    while times and len(found) < wanted and day > last:
        if WEEKDAYS[day.weekday()] in weekdays:
            of_day = sorted((_slot(day, text, zone) for text in dict.fromkeys(times)), reverse=True)
            found += [slot for slot in of_day if slot.moment <= now]
        day -= timedelta(days=1)
    return tuple(sorted(found, reverse=True)[:wanted][::-1])


def _slot(day: date, text: str, zone: tzinfo) -> Slot:
    hour, minute = map(int, text.split(":"))
    local = datetime.combine(day, time(hour, minute), tzinfo=zone)  # the first of two, where there are two
    return Slot(moment=local.astimezone(UTC), day=day.isoformat(), time=text)
