"""Manners towards hosts: one connection at a time, a pause between two, and rest for those who ask for it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from threading import Lock

from briefing.errors import FetchError


class Manners:
    """Remembers when each host was asked last; safe to use from several threads."""

    def __init__(self, *, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        """Make it.

        Args:
            clock: seconds that only go up.
            sleep: waits some seconds.
        """
        self._clock = clock
        self._sleep = sleep
        self._turn = Lock()
        self._turns: dict[str, Lock] = {}
        self._asked_at: dict[str, float] = {}
        self._rests_until: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, *, pause_s: float) -> Iterator[None]:
        """The only connection to a host, after the pause since the last one.

        Raises:
            FetchError: the host asked to be left alone, and that time is not over.
        """
        with self._turn:
            mine = self._turns.setdefault(host, Lock())
        with mine:
            rest_s = self._rests_until.get(host, -math.inf) - self._clock()
            if rest_s > 0:
                rest = math.ceil(rest_s)
                message = f"{host} asked to be left alone for {rest} more seconds"
                raise FetchError(message, hint="the same again later", retry_after=float(rest), status=429)
            pause = self._asked_at.get(host, -math.inf) + pause_s - self._clock()
            if pause > 0:
                self._sleep(pause)
            try:
                yield
            finally:
                self._asked_at[host] = self._clock()

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds."""
        self._rests_until[host] = self._clock() + seconds


def retry_after(stated: str, *, now: str, clock: Callable[[], float], most_s: float) -> float | None:
    """Seconds a ``Retry-After`` asks to wait, or None where it cannot be read (RFC 9110, 10.2.3).

    Args:
        stated: its value, seconds or a date.
        now: the ``Date`` of the answer, which dates are counted from, since clocks differ; may be empty.
        clock: seconds since 1970, where there is no such date.
        most_s: nobody is waited for longer.
    """
    text = stated.strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:10]), most_s))
    until = _seconds(text)
    if until is None:
        return None
    since = _seconds(now)
    return min(max(0.0, until - (clock() if since is None else since)), most_s)


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
