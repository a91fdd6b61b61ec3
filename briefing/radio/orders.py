"""What was ordered of a delivery, besides its cuts: profile, form, names, when it may be aired."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Final, Literal

from briefing.audio.cart import EVER, FOR_EVER
from briefing.errors import RequestError
from briefing.radio.naming import TEMPLATE
from briefing.radio.profiles import Profile
from briefing.records import dataclass

Form = Literal["bwf", "wav", "flac", "mp3"]
TimeReference = Literal["briefing", "zero", "wallclock"]
SUFFIXES: Final[Mapping[Form, str]] = {"bwf": "wav", "wav": "wav", "flac": "flac", "mp3": "mp3"}
KBPS: Final = 128
"""Of MP3 where nothing else is asked for: what stations take for one channel of speech."""
HIGHEST_CART: Final = 999_999
"""Rivendell's cart numbers go from 1 to this."""
_MOMENT: Final = re.compile(
    r"(?P<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[T ](?P<time>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?))?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and a time, as the station's clocks show them."""

    date: str
    """``YYYY-MM-DD``."""
    time: str
    """``HH:MM:SS``."""

    @property
    def iso(self) -> str:
        """``YYYY-MM-DDTHH:MM:SS``; sorts as time passes."""
        return f"{self.date}T{self.time}"


ALWAYS: Final = Moment(*EVER)
FOR_GOOD: Final = Moment(*FOR_EVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a delivery is to be."""

    profile: Profile
    form: Form = "bwf"
    """Broadcast Wave with all its chunks, or a plain file."""
    name: str = TEMPLATE
    """See :mod:`briefing.radio.naming`."""
    show: str = ""
    """In Latin letters; empty for that of the article's source."""
    titles: Mapping[int, str] = field(default_factory=dict)
    """Number of a cut to its title in Latin letters, where it is not to be made from the Arabic."""
    embargo: Moment = ALWAYS
    """Not to be aired before."""
    kill: Moment = FOR_GOOD
    """Not to be aired after."""
    cart_number: int | None = None
    """Of the first file; the next ones follow."""
    timeref: TimeReference = "briefing"
    """Where a file lies in time: its place inside the briefing, nowhere, or its place in the day."""
    on_air_s: int | None = None
    """Seconds since midnight at which the briefing begins, for ``wallclock``."""
    kbps: int = KBPS
    """Of MP3, constant."""
    replaces: bool = False
    """Whether a file of another cut or article is overwritten."""

    def __post_init__(self) -> None:
        if self.kill.iso <= self.embargo.iso:
            message = f"the kill date {self.kill.iso} is not after the embargo {self.embargo.iso}"
            raise RequestError(message, hint="--embargo 2026-03-05T06:00 --kill 2026-03-06")
        if self.timeref == "wallclock" and self.on_air_s is None:
            message = "a time reference by the clock needs the time at which the briefing begins"
            raise RequestError(message, hint="--timeref wallclock --on-air 07:58:30")
        if self.cart_number is not None and not 1 <= self.cart_number <= HIGHEST_CART:
            message = f"cart numbers go from 1 to {HIGHEST_CART}, not {self.cart_number}"
            raise RequestError(message, hint="--cart-number 10001")
        for number, title in self.titles.items():
            if not title.isascii() or not title.isprintable() or not title.strip():
                message = f"the title of {number} is to be in Latin letters, not {title!r}"
                raise RequestError(message, hint="--title-latin '2=The plan for the coast'")
        if not self.show.isascii() or not self.show.isprintable():
            message = f"the show is to be in Latin letters, not {self.show!r}"
            raise RequestError(message, hint="--show 'Morning News'")


def moment_of(text: str, *, ends: bool = False) -> Moment:
    """``2026-03-05``, ``2026-03-05T06:00`` or ``2026-03-05 06:00:00``, by the station's clocks.

    Args:
        text: what was typed.
        ends: whether a date alone means its last second, not its first.

    Raises:
        RequestError: it is something else, or no such day.
    """
    from datetime import date

    found = _MOMENT.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        date.fromisoformat(found["date"])
    except ValueError:
        message = f"{text!r} is no date such as 2026-03-05 or 2026-03-05T06:00"
        raise RequestError(message, hint="2026-03-05T06:00") from None
    time = found["time"] or ("23:59:59" if ends else "00:00:00")
    return Moment(found["date"], time if len(time) == 8 else f"{time}:00")


def clock_of(text: str) -> int:
    """``07:58:30`` or ``07:58`` as seconds since midnight.

    Raises:
        RequestError: it is something else.
    """
    parts = text.strip().split(":")
    if len(parts) in (2, 3) and all(part.isdecimal() and len(part) == 2 for part in parts):
        hours, minutes, seconds = (int(part) for part in (*parts, "0")[:3])
        if hours < 24 and minutes < 60 and seconds < 60:
            return hours * 3600 + minutes * 60 + seconds
    message = f"{text!r} is no time of the day such as 07:58:30"
    raise RequestError(message, hint="--on-air 07:58:30")
