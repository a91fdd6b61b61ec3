"""A true-peak limiter: sound is turned up by one gain, and only where its wave would pass the ceiling down.

It looks ahead: the gain falls over some milliseconds before a peak and rises as gently after it, so that
nothing clicks and no wave is bent. Where nothing would pass, samples are multiplied and rounded, no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.audio.gain import multiplied, rounded
from briefing.audio.peaks import over
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.audio.peaks import Samples

REACH_MS: Final = 5.0
"""Before and after a peak: shorter is heard as a click, longer as pumping."""
MARGIN: Final = 0.995
"""The ceiling is aimed at from below: gains that move between two samples may miss by so much."""


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

    sound = multiplied(samples, gain)
    held = 0
    for start, curve in _curves(samples, rate=rate, gain=gain, ceiling=ceiling):
        stop = start + len(curve)
        sound[start:stop] = rounded(samples[start:stop] * np.float32(gain) * curve)
        held += int((curve < 1).sum())
    return Limited(sound, held)


def hold(sound: NDArray[np.float32], *, rate: int, ceiling: float) -> int:
    """Hold the peaks of a wave, in place; how many samples were turned down.

    Args:
        sound: mono, full scale 32,768; begins and ends in silence, as in :func:`limit`.
        rate: samples per second.
        ceiling: what the wave may reach, also between the samples; full scale is 1.
    """
    held = 0
    for start, curve in list(_curves(sound, rate=rate, gain=1.0, ceiling=ceiling)):
        sound[start : start + len(curve)] *= curve
        held += int((curve < 1).sum())
    return held


def _curves(
    samples: Samples, *, rate: int, gain: float, ceiling: float
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Where peaks have to be held: from which sample on, and by what the gain is multiplied there."""
    import numpy as np

    aimed = ceiling * MARGIN
    peaks = over(samples, level=aimed / gain)
    reach = max(1, round(rate * REACH_MS / 1000))
    for first, last in _groups(peaks.places, apart=4 * reach):
        group = slice(*np.searchsorted(peaks.places, (first, last + 1)))
        heights = peaks.heights[group] * np.float32(gain)
        # All that the two windows see around these peaks; beyond that the gain is 1.
        start, stop = max(0, first - 2 * reach), min(len(samples), last + 2 * reach + 1)
        wanted = np.ones(stop - start + 4 * reach, dtype=np.float32)
        wanted[peaks.places[group] - start + 2 * reach] = np.minimum(1, aimed / heights)
        yield start, _curve(wanted, reach)


def _curve(wanted: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """A gain that moves gently and is nowhere above the one wanted; shorter by two windows on either side."""
    import numpy as np

    return np.convolve(_least(wanted, 2 * reach + 1), _window(reach), "valid").astype(np.float32)


def _least(wanted: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """The least of each so many neighbours: of two, of twice as many, and so on."""
    import numpy as np

    least, seen = wanted, 1
    while 2 * seen <= width:
        least = np.minimum(least[:-seen], least[seen:])
        seen *= 2
    rest = width - seen
    return np.minimum(least[: len(least) - rest], least[rest:])


@cache
def _window(reach: int) -> NDArray[np.float32]:
    import numpy as np

    window = np.hanning(2 * reach + 3)[1:-1].astype(np.float32)
    window /= window.sum()
    return window


def _groups(places: NDArray[np.intp], *, apart: int) -> list[tuple[int, int]]:
    """The first and last of each group of places that are not far apart."""
    import numpy as np

    gaps = np.flatnonzero(np.diff(places) > apart)
    firsts, lasts = places[[0, *(gaps + 1)][: len(places)]], places[[*gaps, -1][: len(places)]]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
