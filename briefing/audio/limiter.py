"""A true-peak limiter: sound is turned up by one gain, and only where its wave would pass the ceiling down.

It looks ahead: the gain falls over some milliseconds before a peak and rises as gently after it, so that
nothing clicks and no wave is bent. Where nothing would pass, samples are multiplied and rounded, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.audio.loudness import HIGHEST_BETWEEN, oversampled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH_MS: Final = 5.0
"""Before and after a peak: shorter is heard as a click, longer as pumping."""
MARGIN: Final = 0.995
"""The ceiling is aimed at from below: gains that move between two samples may miss by so much."""
ROW: Final = 1024
"""Samples whose highest is looked at first."""
BESIDE: Final = 8192
"""Looked at to either side, more than the interpolator and the windows see: few long spans cost least."""
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

    sound = samples.astype(np.float32)
    sound *= np.float32(gain)
    held = hold(sound, rate=rate, ceiling=ceiling)
    np.rint(sound, out=sound)
    np.clip(sound, -_FULL, _FULL - 1, out=sound)
    return Limited(sound.astype(np.int16), held)


def hold(sound: NDArray[np.float32], *, rate: int, ceiling: float) -> int:
    """Hold the peaks of a sound, in place; how many samples were turned down.

    Args:
        sound: mono, full scale 32,768; begins and ends in silence, as in :func:`limit`.
        rate: samples per second.
        ceiling: what the wave may reach, also between the samples; full scale is 1.
    """
    aimed = ceiling * MARGIN
    reach = max(1, round(rate * REACH_MS / 1000))
    return sum(
        _hold(sound[start:stop], aimed=aimed, reach=reach)
        for start, stop in _high_spans(sound, aimed * _FULL, beside=BESIDE)
    )


def _hold(sound: NDArray[np.float32], *, aimed: float, reach: int) -> int:
    """Turn peaks down in place; how many samples that changed."""
    import numpy as np

    held = 0
    high = oversampled(sound / np.float32(_FULL), least=aimed)
    over = np.flatnonzero(high > aimed)
    if not len(over):
        return 0
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
    return held


def _high_spans(samples: NDArray[np.float32], level: float, *, beside: int) -> list[tuple[int, int]]:
    """Where the wave might pass a level, with so many samples on either side; most sound is not looked at."""
    import numpy as np

    rows = samples[: len(samples) // ROW * ROW].reshape(-1, ROW)
    high = np.maximum(rows.max(axis=1, initial=0), -rows.min(axis=1, initial=0))
    found = np.flatnonzero(high * HIGHEST_BETWEEN > level)
    spans = [(int(row) * ROW, (int(row) + 1) * ROW) for row in found]
    if len(rest := samples[len(rows) * ROW :]):
        spans.append((len(samples) - len(rest), len(samples)))
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        start, stop = max(0, first - beside), min(len(samples), last + beside)
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def _regions(over: NDArray[np.intp], *, apart: int) -> list[tuple[int, int]]:
    """The first and last of each group of places that are not far apart."""
    import numpy as np

    gaps = np.flatnonzero(np.diff(over) > apart)
    starts = [int(over[0]), *(int(over[at + 1]) for at in gaps)]
    stops = [*(int(over[at]) for at in gaps), int(over[-1])]
    return list(zip(starts, stops, strict=True))
