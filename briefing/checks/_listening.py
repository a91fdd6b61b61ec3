"""What is heard in a stretch of sound: whether anything, from when on, and how long nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

SILENT: Final = 80
"""Samples up to this are not heard (-52 dBFS)."""
LOUD: Final = 160
"""A window with a sample above this is heard as speech (-46 dBFS)."""
WINDOW_MS: Final = 20
LEAST_HEARD: Final = 0.3
"""Of the windows of a sentence: words fill most of it, stops and breaths the rest."""


class Listener:
    """Listens to one stretch, part by part."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._window = WINDOW_MS * rate // 1000
        self._frames = 0
        self._windows = self._loud = self._run = self._longest = 0
        self.first_at: int | None = None
        """The frame of the stretch in which something is heard first."""
        self.loudest_at: int | None = None
        """That in which the loudest of what is heard is."""
        self._loudest = SILENT

    def listen(self, samples: Samples) -> None:
        """The next part."""
        import numpy as np

        if not len(samples):
            return
        level = np.abs(samples.astype(np.int32))
        at = int(level.argmax())
        if level[at] > self._loudest:
            self._loudest, self.loudest_at = int(level[at]), self._frames + at
        if self.first_at is None and level[at] > SILENT:
            self.first_at = self._frames + int((level > SILENT).argmax())
        self._frames += len(samples)
        whole = len(level) // self._window * self._window
        if whole:
            self._count((level[:whole].reshape(-1, self._window).max(axis=1) > LOUD).tolist())

    def _count(self, windows: list[bool]) -> None:
        for loud in windows:
            self._windows += 1
            self._loud += loud
            self._run = 0 if loud else self._run + 1
            self._longest = max(self._longest, self._run)

    @property
    def is_heard(self) -> bool:
        """Whether there is more than silence and clicks in it; in what is shorter than a window, anything."""
        if not self._windows:
            return self.first_at is not None
        return self._loud >= LEAST_HEARD * self._windows

    @property
    def longest_silence_s(self) -> float:
        """Seconds of the longest stretch in it in which nothing is heard."""
        return self._longest * WINDOW_MS / 1000
