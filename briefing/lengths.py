"""Lengths as they are typed: ``90``, ``90s``, ``1:30``, ``1:30.500``, ``1:02:00``; in milliseconds."""

from __future__ import annotations

import re
from typing import Final

from briefing.errors import RequestError

CLOCK: Final = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:\.(\d{1,3}))?s?", re.ASCII)
"""Hours, minutes, seconds, thousandths."""
LEAST_MS: Final = 1_000
MOST_MS: Final = 24 * 3_600_000


def read_length(text: str, *, option: str = "--fit") -> int:
    """A length in milliseconds.

    Args:
        text: as it was typed.
        option: where; for the message.

    Raises:
        RequestError: it is no length, or none that sound can have.
    """
    bare = text.strip()
    found = CLOCK.fullmatch(bare)
    if found is None or (bare.endswith("s") and ":" in bare):
        message = f"{text!r} is no length; give seconds, or minutes and seconds"
        raise RequestError(message, hint=f"{option} 1:30")
    hours, minutes, seconds, fraction = found.groups()
    if (minutes is not None and int(seconds) > 59) or (hours is not None and int(minutes) > 59):
        message = f"{text!r} is no length: behind a colon there are at most 59"
        raise RequestError(message, hint=f"{option} 1:30")
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    ms = whole * 1000 + int((fraction or "0").ljust(3, "0"))
    if not LEAST_MS <= ms <= MOST_MS:
        message = f"a length must be between 1 second and 24 hours, not {text!r}"
        raise RequestError(message, hint=f"{option} 1:30")
    return ms


def read_lengths(text: str, *, option: str = "--alternates") -> tuple[int, ...]:
    """``30,60,90`` in milliseconds, each once, in the order given.

    Raises:
        RequestError: one of them is no length.
    """
    return tuple(dict.fromkeys(read_length(part, option=option) for part in text.split(",")))


def typed(ms: int) -> str:
    """A length as it can be typed and is read out: ``1:30``, ``1:30.500``, ``45.250``, ``1:02:00``."""
    whole, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    rest = f".{thousandths:03d}" if thousandths else ""
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}{rest}"
    return f"{minutes}:{seconds:02d}{rest}" if minutes else f"{seconds}{rest}"


def named(ms: int) -> str:
    """A length as a part of a file's name: ``90s``, ``90.5s``."""
    whole, thousandths = divmod(ms, 1000)
    return f"{whole}.{thousandths:03d}".rstrip("0").rstrip(".") + "s"
