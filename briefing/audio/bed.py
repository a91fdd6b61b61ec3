"""Music under speech: repeated while it is needed, faded at both ends, softer while someone speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.model import Cue, PlacedSound
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DUCKED_LU: Final = 6.0
"""How much softer it is while someone speaks."""
FALL_S: Final = 0.2
"""Before a word, so that the word is not covered."""
RISE_S: Final = 0.8
"""After it: slow, so that the music does not pump between two sentences."""
IN_S: Final = 0.8
OUT_S: Final = 0.5
SEAM_S: Final = 0.5
"""The end of the music and its beginning sound together for so long where it is repeated."""


@dataclass(frozen=True, slots=True)
class Bed:
    """Music under one part of a briefing."""

    wave: NDArray[np.float32]
    """Once."""
    place: PlacedSound
    cues: Sequence[Cue]
    """What is said there, in order."""
    rate: int

    def between(self, start: int, end: int) -> tuple[int, NDArray[np.float32]]:
        """What of it is heard between two frames of the master: its first frame there, and the samples."""
        import numpy as np

        first, last = max(start, self.place.start), min(end, self.place.end)
        if last <= first:
            return start, np.zeros(0, dtype=np.float32)
        frames = np.arange(first, last)
        return first, self._repeated(frames - self.place.start) * self._gain(frames)

    def _repeated(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        import numpy as np

        seam = min(round(SEAM_S * self.rate), len(self.wave) // 4)
        period = len(self.wave) - seam
        angle = np.arange(seam, dtype=np.float32) / seam * np.float32(np.pi / 2)
        joined = self.wave[:period].copy()
        joined[:seam] = self.wave[:seam] * np.sin(angle) + self.wave[period:] * np.cos(angle)
        return np.where(places < period, self.wave[np.minimum(places, period - 1)], joined[places % period])

    def _gain(self, frames: NDArray[np.int64]) -> NDArray[np.float32]:
        import numpy as np

        edges = np.minimum(
            (frames - self.place.start) / (IN_S * self.rate),
            (self.place.end - 1 - frames) / (OUT_S * self.rate),
        )
        gain = np.sin(np.clip(edges, 0, 1) * np.pi / 2) ** 2
        if self.cues:
            starts = np.array([*(cue.start for cue in self.cues), np.inf])
            ends = np.array([-np.inf, *(cue.end for cue in self.cues)])
            after = np.searchsorted(starts, frames, side="right")
            spoken = np.maximum(
                1 - (starts[after] - frames) / (FALL_S * self.rate),
                1 - (frames - ends[after]) / (RISE_S * self.rate),
            )
            ducked = np.sin(np.clip(spoken, 0, 1) * np.pi / 2) ** 2
            gain *= 10 ** (-DUCKED_LU * ducked / 20)
        return gain.astype(np.float32)
