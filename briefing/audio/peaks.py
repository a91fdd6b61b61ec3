"""The highest point of a wave, also between its samples: true peak, as ITU-R BS.1770-5 (annex 2) has it.

Four times oversampled, but only where a peak can be: the samples of a row, and how sharply the wave bends
there, tell what it cannot pass. Of an hour of speech that leaves some hundred rows.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.float32]
    """16-bit samples, or those of more bits as fractions: full scale is 32,768 all the same."""

SILENT: Final = -math.inf
_PHASES: Final = 4
_TAPS: Final = 24
"""Of each phase of the interpolator; BS.1770's has 12."""
_HIGHEST_BETWEEN: Final = 1.5
"""How much higher than its neighbours the wave can be between two samples: a sine at a quarter of the rate
1.41 times, speech a tenth."""
_BEND: Final = 0.45
"""How much higher, in bends, the wave can be between a sample and the next: a bend is twice how far a sample
is from the line between its neighbours. A sine at a quarter of the rate needs 0.21, four samples of full
scale whose outer ones are turned round 0.35."""
_FULL: Final = 32_768
_ROW: Final = 64
_BLOCK: Final = 4 * _ROW
"""What is looked at first, since most of a sound is far below its peaks."""
_ROWS_AT_ONCE: Final = 512


@dataclass(frozen=True, slots=True)
class Heights:
    """Where a wave is higher than was asked for."""

    places: NDArray[np.intp]
    """Samples, ascending: the wave is so high at one or just after it."""
    heights: NDArray[np.float32]
    """How high; full scale is 1."""


class Peaks:
    """Finds the highest point of a wave as it streams by."""

    def __init__(self) -> None:
        import numpy as np

        self._before: Samples = np.zeros(_TAPS, dtype=np.int16)
        self._highest = self._highest_sample = 0.0

    def add(self, samples: Samples) -> None:
        """Take in the next samples, mono."""
        import numpy as np

        if not len(samples):
            return
        highest = max(float(samples.max()), -float(samples.min())) / _FULL
        self._highest_sample = max(self._highest_sample, highest)
        self._highest = max(self._highest, highest)
        joined: Samples = np.concatenate([self._before, samples])
        self._before = joined[-_TAPS:]
        seen = over(joined, level=self._highest)
        half = _TAPS // 2  # what is nearer to the edges was seen before, or comes again
        inside = seen.heights[(seen.places >= half) & (seen.places < len(joined) - half)]
        self._highest = float(inside.max(initial=self._highest))

    def highest_dbtp(self) -> float:
        """In decibels of full scale; minus infinity for silence."""
        import numpy as np

        self.add(np.zeros(_TAPS, dtype=np.int16))
        return 20 * math.log10(self._highest) if self._highest else SILENT

    def highest_dbfs(self) -> float:
        """The highest sample itself."""
        return 20 * math.log10(self._highest_sample) if self._highest_sample else SILENT


def over(samples: Samples, *, level: float) -> Heights:
    """Where a wave passes a level, four times as finely as its samples.

    Args:
        samples: mono; before and after them silence is assumed.
        level: full scale is 1.
    """
    import numpy as np

    tops = _tops(samples, level=level)
    looked_at = np.flatnonzero(_near(tops) * _HIGHEST_BETWEEN > level * _FULL)
    places = [np.zeros(0, dtype=np.intp)]
    heights = [np.zeros(0, dtype=np.float32)]
    if not len(looked_at):
        return Heights(places[0], heights[0])
    first = _TAPS // 2 - 1
    around, begins = samples, -first
    if looked_at[0] * _ROW < first or (looked_at[-1] + 1) * _ROW + _TAPS - first > len(samples):
        before, after = (np.zeros(count, dtype=samples.dtype) for count in (first, _ROW + _TAPS))
        around, begins = np.concatenate([before, samples, after]), 0
    seen_from: NDArray[Any] = np.lib.stride_tricks.sliding_window_view(around, _ROW + _TAPS - 1)
    for some in np.array_split(looked_at, len(looked_at) // _ROWS_AT_ONCE + 1):
        windows: NDArray[np.float32] = seen_from[some * _ROW + begins] * np.float32(1 / _FULL)
        here = windows[:, first : first + _ROW + 1]
        bend = np.abs(
            windows[:, first - 1 : first + _ROW] + windows[:, first + 1 : first + _ROW + 2] - 2 * here
        )
        bend *= _BEND
        bend += np.abs(here)
        kept = bend.max(axis=1, initial=0) > level
        seen = np.lib.stride_tricks.sliding_window_view(windows[kept], _TAPS, axis=1) @ _interpolator()
        high = np.maximum(np.abs(seen).max(axis=2), np.abs(here[kept, :-1]))
        passing = high > level
        passing &= (found := some[kept][:, None] * _ROW + np.arange(_ROW)) < len(samples)
        places.append(found[passing])
        heights.append(high[passing])
    return Heights(np.concatenate(places), np.concatenate(heights))


def _tops(samples: Samples, *, level: float) -> NDArray[np.float32]:
    """How high the samples of each row are; nought in blocks of rows that are far below the level."""
    import numpy as np

    count = -(-len(samples) // _BLOCK)
    whole = len(samples) // _BLOCK * _BLOCK
    blocks = [samples[:whole].reshape(-1, _BLOCK)]
    if whole < len(samples):
        last = np.zeros((1, _BLOCK), dtype=samples.dtype)
        last[0, : len(samples) - whole] = samples[whole:]
        blocks.append(last)
    highest = np.concatenate([_height(some) for some in blocks])
    near = _near(highest) * _HIGHEST_BETWEEN > level * _FULL
    tops = np.zeros((count, _BLOCK // _ROW), dtype=np.float32)
    for some, first in zip(blocks, (0, whole // _BLOCK), strict=False):
        here = near[first : first + len(some)]
        tops[first : first + len(some)][here] = _height(some[here].reshape(-1, _BLOCK // _ROW, _ROW))
    return tops.reshape(-1)[: -(-len(samples) // _ROW)]


def _height(rows: Samples) -> NDArray[np.float32]:
    import numpy as np

    heights: NDArray[np.float32] = np.maximum(
        rows.max(axis=-1).astype(np.float32), -rows.min(axis=-1).astype(np.float32)
    )
    return heights


def _near(tops: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest of each and its two neighbours."""
    import numpy as np

    near = tops.copy()
    near[1:] = np.maximum(near[1:], tops[:-1])
    near[:-1] = np.maximum(near[:-1], tops[1:])
    return near


@cache
def _interpolator() -> NDArray[np.float32]:
    """Windowed sines for the three points between two samples, one column each."""
    import numpy as np

    places = np.arange(_TAPS) - (_TAPS // 2 - 1)
    columns = []
    for phase in range(1, _PHASES):
        distance = places - phase / _PHASES
        taps = (
            np.sinc(distance)
            * np.kaiser(_TAPS * 64 + 1, 7.0)[np.round((distance + _TAPS / 2) * 64).astype(int)]
        )
        columns.append(taps / taps.sum())
    return np.array(columns, dtype=np.float32).T.copy()
