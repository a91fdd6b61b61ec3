"""How many requests are under way at once: fewer when the service struggles, slowly more when it answers.

Additive increase, multiplicative decrease, as TCP keeps a network usable (RFC 5681): halved at each sign of
trouble, one more after some answers in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Final

from briefing.errors import VoiceOffline

STEP: Final = 8
"""Answers in a row after which one more request may be under way."""


class Gate:
    """Lets some threads through at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.width = most
        """How many may be inside."""
        self.inside = 0
        self.wave = 0
        """How often it was narrowed."""
        self._answers = 0
        self._openings = 0
        self._changed = Condition()

    @contextmanager
    def passage(self) -> Iterator[None]:
        """Be inside; waits for room.

        Raises:
            VoiceOffline: the gate was closed while waiting.
        """
        with self._changed:
            opening = self._openings
            while self.inside >= self.width and opening == self._openings:
                self._changed.wait()
            if opening != self._openings:
                raise stopped()
            self.inside += 1
        try:
            yield
        finally:
            with self._changed:
                self.inside -= 1
                self._changed.notify_all()

    def narrow(self, wave: int) -> None:
        """Trouble with a request that was sent when ``wave`` was so.

        Requests that are under way together meet the same trouble; it counts once.
        """
        with self._changed:
            if wave == self.wave:
                self.width = max(1, self.width // 2)
                self.wave += 1
            self._answers = 0

    def widen(self) -> None:
        """An answer."""
        with self._changed:
            self._answers += 1
            if self._answers >= STEP and self.width < self.most:
                self.width += 1
                self._answers = 0
                self._changed.notify_all()

    def close(self) -> None:
        """Send away who waits; who comes later is let in again."""
        with self._changed:
            self._openings += 1
            self._changed.notify_all()


def stopped() -> VoiceOffline:
    """What becomes of a text whose voice was closed before it was asked for."""
    message = "the voice was closed"
    return VoiceOffline(message)
