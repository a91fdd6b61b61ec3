"""Says that the work goes on where nothing else was said for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from briefing.errors import OutputError

SILENCE_S: Final = 20.0
"""Seconds after which a listener wonders; 30 are the most that may pass."""


class Heartbeat:
    """Calls ``beat`` in a thread of its own after every ``silence_s`` seconds without :meth:`heard`.

    A thread, since no stage can be relied on to come up for air: one call of an encoder or a model may last
    minutes. It is a daemon, so that a run that ends ends. Use as a context.
    """

    def __init__(self, beat: Callable[[], None], *, silence_s: float = SILENCE_S) -> None:
        self._beat = beat
        self._silence_s = silence_s
        self._changed = threading.Condition()
        self._over = False
        self._last = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._last = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()
        self._thread.join()

    def heard(self) -> None:
        """Something was said now."""
        with self._changed:
            self._last = time.monotonic()

    def _run(self) -> None:
        while self._waited():
            with suppress(OutputError):  # a log that cannot be written: the run's own next line tells of it
                self._beat()  # outside the lock, since it says something and that is heard

    def _waited(self) -> bool:
        """Wait for a silence; False where the run is over."""
        with self._changed:
            while not self._over:
                left = self._last + self._silence_s - time.monotonic()
                if left <= 0:
                    self._last = time.monotonic()
                    return True
                self._changed.wait(left)
            return False
