"""Sound made longer or shorter at the same pitch, to the frame: Signalsmith Stretch (``python-stretch``)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from briefing.audio.gain import rounded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

STILL_MS: Final = 30
"""Digital silence of so many milliseconds is a rest, which stays digital silence."""
EDGE_MS: Final = 3
"""What is faded where a stretched sound begins and ends, so that it begins and ends with nothing."""


def stretched(samples: Samples, frames: int, *, rate: int, speed: float) -> Samples:
    """One sound without rests, made so many frames long.

    Args:
        samples: the sound.
        frames: how long it becomes; what the stretcher gives more is cut off, what it gives less is silence.
        rate: frames per second.
        speed: how much faster it becomes.
    """
    import numpy as np
    from python_stretch import Signalsmith

    stretcher: Any = Signalsmith.Stretch()
    stretcher.preset(1, rate)
    stretcher.timeFactor = speed
    wave = stretcher.process(samples.astype(np.float32)[np.newaxis, :] / 32_768)[0][:frames]
    made = rounded(wave * 32_768)
    return np.pad(made, (0, frames - len(made)))


def fitted(samples: Samples, frames: int, *, rate: int) -> Samples:
    """A sound made so many frames long, its rests with it.

    What is between two rests is stretched by itself: the stretcher smears a sound over some 30 ms around it,
    and would fill them. Each begins and ends in silence.
    """
    import numpy as np

    made = np.zeros(frames, dtype=np.int16)
    if frames == len(samples):
        made[:] = samples
        return made
    speed = len(samples) / frames
    for start, end in _sounding(samples, round(STILL_MS * rate / 1000)):
        first, last = round(start / speed), round(end / speed)
        if last > first:
            piece = stretched(samples[start:end], last - first, rate=rate, speed=speed)
            made[first:last] = faded(piece, round(EDGE_MS * rate / 1000))
    return made


def faded(samples: Samples, frames: int) -> Samples:
    """The sound rising from nothing in so many frames, and falling to nothing in the last ones."""
    import numpy as np

    length = min(frames, len(samples) // 2)
    if not length:
        return samples
    ramp = np.arange(length) / length
    made = samples.astype(np.float64)
    made[:length] *= ramp
    made[-length:] *= ramp[::-1]
    return np.round(made).astype(np.int16)


def _sounding(samples: Samples, still: int) -> list[tuple[int, int]]:
    """The stretches between runs of so many zeros: first frame, and the first one behind it."""
    import numpy as np

    alive = np.flatnonzero(samples)
    if not len(alive):
        return []
    breaks = np.flatnonzero(np.diff(alive) > still)
    firsts = [int(alive[0]), *(int(alive[at + 1]) for at in breaks)]
    lasts = [*(int(alive[at]) + 1 for at in breaks), int(alive[-1]) + 1]
    spans = list(zip(firsts, lasts, strict=True))
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    return spans
