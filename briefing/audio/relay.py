"""Sound handed on from the thread that makes it to one that works on it, a few blocks at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event
from typing import Final

HELD: Final = 1
"""Blocks that may wait: whoever makes them waits then, so that memory does not grow."""
TICK_S: Final = 0.1
"""How often whoever makes the sound looks whether anybody still listens."""


class Abandoned(Exception):
    """What was heard so far will not be what is published."""


class Relay:
    """The blocks of one sound, for one listener."""

    def __init__(self) -> None:
        self._blocks: Queue[bytes | None] = Queue(HELD)
        self._is_abandoned = False
        self._is_left = Event()

    def put(self, block: bytes | None) -> None:
        """Hand on the next block; wait while the listener is behind. Nothing happens where nobody listens."""
        while not self._is_left.is_set():
            try:
                self._blocks.put(block, timeout=TICK_S)
            except Full:
                continue
            return

    def end(self) -> None:
        """That was all of it."""
        self.put(None)

    def abandon(self) -> None:
        """It was in vain: the listener gets :class:`Abandoned` instead of the next block."""
        self._is_abandoned = True
        with suppress(Empty):
            while True:
                self._blocks.get_nowait()
        self._blocks.put_nowait(None)  # there is room: nobody else puts anything in

    def leave(self) -> None:
        """Nobody listens any more."""
        self._is_left.set()

    def __iter__(self) -> Iterator[bytes]:
        """The blocks as they come.

        Raises:
            Abandoned: what was heard so far will not be what is published.
        """
        while (block := self._blocks.get()) is not None:
            if self._is_abandoned:
                break
            yield block
        if self._is_abandoned:
            raise Abandoned
