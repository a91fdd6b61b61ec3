"""How a master sounds from first frame to last, in as many points as a picture has room for.

The master streams by once. What is kept is a number for each bar and, where loudness is asked for, eight
bytes for each tenth of a second: ten hours are 3 MB.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio.wavefile import REMAKE
from briefing.audio.wavefile import read as pcm_blocks
from briefing.errors import OutputError
from briefing.model import Briefing
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.audio.loudness import Meter

SHORT_TERM_S: Final = 3.0
"""Short-term loudness is that of 3 s (EBU Tech 3341); each value stands for the middle of its own."""
SHAPE: Final = 1.5
"""The power a bar's level is raised to: speech is even, and its sentences show only where it is above 1."""


@dataclass(frozen=True, slots=True)
class Point:
    """The loudness at one moment."""

    frame: int
    lufs: float
    """Short-term; minus infinity where there is silence."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A master in few numbers."""

    bars: tuple[float, ...]
    """The level of each of as many equal parts, from 0 to 1, where 1 is the loudest part; to 0.001."""
    points: tuple[Point, ...] = ()
    """Short-term loudness, to 0.1 LU; none for a master of less than 3 s."""
    lufs: float | None = None
    """Integrated loudness, to 0.1 LU; None where it was not measured or there is none."""


def profile(briefing: Briefing, master: Path, *, bars: int, points: int = 0) -> Profile:
    """Listen to the master once.

    Args:
        briefing: whose master it is.
        master: the file.
        bars: how many bars there is room for; fewer where there are fewer frames.
        points: how many points of the loudness curve there is room for; 0 leaves loudness out.

    Raises:
        OutputError: the master cannot be read, or is not the briefing's.
    """
    import numpy as np

    from briefing.audio.loudness import Meter

    meter = Meter(briefing.rate) if points else None
    sums = np.zeros(min(bars, briefing.frames))
    edges = np.linspace(0, briefing.frames, len(sums) + 1).round().astype(np.int64)
    frame = 0
    for block in pcm_blocks(master):
        samples = np.frombuffer(block, dtype="<i2")
        if frame + len(samples) > briefing.frames:
            break
        first, last = np.searchsorted(edges, (frame, frame + len(samples) - 1), side="right") - 1
        cuts = np.maximum(edges[first : last + 1] - frame, 0)
        sums[first : last + 1] += np.add.reduceat(samples.astype(np.float64) ** 2, cuts)
        if meter is not None:
            meter.add(samples)
        frame += len(samples)
    if frame != briefing.frames:
        message = f"{master.name} does not have the {briefing.frames} frames of the briefing"
        raise OutputError(message, hint=REMAKE)
    levels = np.sqrt(sums / np.diff(edges))
    shaped = (levels / max(float(levels.max()), 1.0)) ** SHAPE
    heights = tuple(round(float(value), 3) for value in shaped)
    return Profile(heights) if meter is None else Profile(heights, *_loudness(meter, briefing.rate, points))


def _loudness(meter: Meter, rate: int, most: int) -> tuple[tuple[Point, ...], float | None]:
    import math

    from briefing.audio.loudness import HOP_S, integrated, short_term

    meter.level()
    hops = meter.hops()
    values = short_term(hops)
    whole = integrated(hops)
    places = _thinned(values, most)
    found = tuple(
        Point(round((SHORT_TERM_S / 2 + place * HOP_S) * rate), round(lufs, 1)) for place, lufs in places
    )
    return found, round(whole, 1) if math.isfinite(whole) else None


def _thinned(values: NDArray[np.float64], most: int) -> list[tuple[float, float]]:
    """At most so many points (place among the values, LUFS): the mean energy of neighbours."""
    import numpy as np

    if not len(values):
        return []
    edges = np.linspace(0, len(values), min(most, len(values)) + 1).round().astype(np.int64)
    energies = np.add.reduceat(10 ** (values / 10), edges[:-1]) / np.diff(edges)
    with np.errstate(divide="ignore"):
        lufs = 10 * np.log10(energies)
    middles = (edges[:-1] + edges[1:] - 1) / 2
    return list(zip(middles.tolist(), lufs.tolist(), strict=True))
