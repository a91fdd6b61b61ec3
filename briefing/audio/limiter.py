"""A true-peak limiter: sound is turned up by one gain, and only where its wave would pass the ceiling down.

It looks ahead: the gain falls over some milliseconds before a peak and rises as gently after it, so that
nothing clicks and no wave is bent. Where nothing would pass, samples are multiplied and rounded, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.audio.loudness import oversampled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH_MS: Final = 5.0
"""Before and after a peak: shorter is heard as a click, longer as pumping."""
MARGIN: Final = 0.995
"""The ceiling is aimed at from below: gains that move between two samples may miss by so much."""
_FULL: Final = 32_768


@dataclass(frozen=True, slots=True)
class Limited:
    """Sound under a ceiling."""

    samples: NDArray[np.int16]
    held: int
    """Samples that were turned down."""


def limit(samples: NDArray[np.int16], *, rate: int, gain: float, ceiling: float) -> Limited:
    """Turn sound up, and hold its peaks.

    Args:
        samples: 16-bit mono; begins and ends in silence, or what is beyond its ends is not looked at.
        rate: samples per second.
        gain: the one linear gain.
        ceiling: what the wave may reach, also between the samples; full scale is 1.
    """
    import numpy as np

    sound = samples.astype(np.float32) * np.float32(gain / _FULL)
    aimed = ceiling * MARGIN
    high = oversampled(sound, least=aimed)
    over = np.flatnonzero(high > aimed)
    held = 0
    if len(over):
        reach = max(1, round(rate * REACH_MS / 1000))
        window = np.hanning(2 * reach + 3)[1:-1].astype(np.float32)
        window /= window.sum()
        for start, stop in _regions(over, apart=4 * reach):
            # All that the two windows see around these peaks; beyond that the gain is 1.
            first, last = max(0, start - 2 * reach), min(len(sound), stop + 2 * reach + 1)
            wanted = np.pad(
                np.minimum(1, aimed / np.maximum(high[first:last], aimed)), 2 * reach, constant_values=1
            )
            least = np.lib.stride_tricks.sliding_window_view(wanted, 2 * reach + 1).min(axis=1)
            curve = np.convolve(least, window, "valid").astype(np.float32)
            sound[first:last] *= curve
            held += int((curve < 1).sum())
    return Limited(np.round(np.clip(sound * _FULL, -_FULL, _FULL - 1)).astype(np.int16), held)


def _regions(over: NDArray[np.intp], *, apart: int) -> list[tuple[int, int]]:
    """The first and last of each group of places that are not far apart."""
    import numpy as np

    gaps = np.flatnonzero(np.diff(over) > apart)
    starts = [int(over[0]), *(int(over[at + 1]) for at in gaps)]
    stops = [*(int(over[at]) for at in gaps), int(over[-1])]
    return list(zip(starts, stops, strict=True))
