"""The K-weighting of ITU-R BS.1770-5: how the ear, and the head it sits on, take a sound.

Two recursive filters, one after the other, with a memory of four numbers. Own code: the library that has
such filters (scipy) takes 650 ms to import and a hundred megabytes, and a loop over samples in Python takes
minutes for an hour of sound. Here a row of samples is filtered by one product of matrices, whose columns are
the impulse response, and so is the way the memory goes from row to row within a group of them, and from one
group to the next. That is the filter itself, not its response cut off, and a quarter of the cost of a fast
convolution.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
    Numbers = NDArray[np.float64]

ROW: Final = 64
"""Samples filtered by one row of the matrix."""
GROUP: Final = 32
"""Rows whose memories follow from one another by one product."""
GROUPS: Final = 32
AT_ONCE: Final = ROW * GROUP * GROUPS
"""Samples that :meth:`Weighting.weigh` takes at most."""
_ORDER: Final = 4
_FULL: Final = 32_768


class Weighting:
    """The filter, its memory kept from one call to the next."""

    def __init__(self, rate: int) -> None:
        """Begin at silence.

        Args:
            rate: samples per second.
        """
        import numpy as np

        self._filter = _matrices(rate)
        self._memory = np.zeros(_ORDER)
        self._rows = np.zeros((GROUP * GROUPS, ROW + _ORDER), dtype=np.float32)
        """Samples, then the memory at the beginning of the row."""

    def weigh(self, samples: NDArray[np.int16] | Samples, into: Samples) -> None:
        """Filter the next samples.

        Args:
            samples: mono, full scale 32,768, at most :data:`AT_ONCE`; after fewer nothing can be filtered
                any more.
            into: gets as many, full scale 1; has room for whole groups of rows.
        """
        import numpy as np

        filters = self._filter
        groups = -(-len(samples) // (ROW * GROUP))
        count = groups * GROUP
        if len(samples) < count * ROW:
            samples = np.concatenate([samples, np.zeros(count * ROW - len(samples), samples.dtype)])
        rows = self._rows[:count]
        np.multiply(samples.reshape(count, ROW), np.float32(1 / _FULL), out=rows[:, :ROW], casting="unsafe")
        left = (rows[:, :ROW] @ filters.leaves).astype(np.float64)
        memories = left.reshape(groups, GROUP * _ORDER) @ filters.passes
        ends = memories[:, -_ORDER:].reshape(groups * _ORDER)
        upto = (groups + 1) * _ORDER
        starts = ends @ filters.group_passes[: groups * _ORDER, :upto]
        starts = (starts + self._memory @ filters.group_fades[:, :upto]).reshape(groups + 1, _ORDER)
        memories += starts[:-1] @ filters.fades
        self._memory = starts[-1]
        rows[:, ROW:] = memories[:, :-_ORDER].reshape(count, _ORDER)
        np.matmul(rows, filters.sounds, out=into[: count * ROW].reshape(count, ROW))


@dataclass(frozen=True, slots=True)
class _Matrices:
    sounds: Samples
    """Samples of a row and the memory before it, to filtered samples."""
    leaves: Samples
    """Samples of a row, to what they leave in the memory behind it."""
    passes: Numbers
    """What each row of a group leaves, to the memory before each row, and behind the last."""
    fades: Numbers
    """The memory before a group, to what is left of it before each of its rows, and behind the last."""
    group_passes: Numbers
    """What each group leaves, to the memory before each group, and behind the last."""
    group_fades: Numbers
    """The memory before the first group, to what is left of it before each group, and behind the last."""


@cache
def _matrices(rate: int) -> _Matrices:
    import numpy as np

    step, enters, seen, through = _states(rate)
    powers = [np.eye(_ORDER)]
    for _ in range(ROW):
        powers.append(step @ powers[-1])
    response = [through, *(float(seen @ power @ enters) for power in powers[: ROW - 1])]
    sounds = np.zeros((ROW + _ORDER, ROW))
    for place in range(ROW):
        sounds[place, place:ROW] = response[: ROW - place]
    sounds[ROW:] = np.array([seen @ power for power in powers[:ROW]]).T
    leaves = np.array([powers[ROW - 1 - place] @ enters for place in range(ROW)])
    passes, fades = _chain(powers[ROW], GROUP)
    group_passes, group_fades = _chain(np.linalg.matrix_power(powers[ROW], GROUP), GROUPS)
    return _Matrices(
        sounds.astype(np.float32), leaves.astype(np.float32), passes, fades, group_passes, group_fades
    )


def _chain(step: Numbers, links: int) -> tuple[Numbers, Numbers]:
    """How a memory goes through links, each of which leaves something and fades what was before it.

    Returns:
        What each leaves, to the memory before each link, and behind the last; and the memory before the
        first, to what is left of it at these places.
    """
    import numpy as np

    powers = [np.eye(_ORDER)]
    for _ in range(links):
        powers.append(step @ powers[-1])
    passes = np.zeros((links, _ORDER, links + 1, _ORDER))
    for first in range(links):
        for behind in range(first + 1, links + 1):
            passes[first, :, behind] = powers[behind - 1 - first].T
    return (
        passes.reshape(links * _ORDER, (links + 1) * _ORDER),
        np.concatenate([power.T for power in powers], axis=1),
    )


def _states(rate: int) -> tuple[Numbers, Numbers, Numbers, float]:
    """Both filters as one: how the memory goes on, what enters it, what is heard of it, what goes through."""
    import numpy as np

    first, first_in, first_out, first_through = _biquad(*_shelf(rate))
    second, second_in, second_out, second_through = _biquad(*_high_pass(rate))
    step = np.zeros((_ORDER, _ORDER))
    step[:2, :2], step[2:, 2:], step[2:, :2] = first, second, np.outer(second_in, first_out)
    return (
        step,
        np.concatenate([first_in, first_through * second_in]),
        np.concatenate([second_through * first_out, second_out]),
        first_through * second_through,
    )


def _biquad(numerator: list[float], denominator: list[float]) -> tuple[Numbers, Numbers, Numbers, float]:
    """A filter of second order (transposed direct form II) as the matrices of its states."""
    import numpy as np

    (through, b1, b2), (_, a1, a2) = numerator, denominator
    step = np.array([[-a1, 1.0], [-a2, 0.0]])
    return step, np.array([b1 - a1 * through, b2 - a2 * through]), np.array([1.0, 0.0]), through


def _shelf(rate: int) -> tuple[list[float], list[float]]:
    """The standard's shelf at this rate.

    It gives coefficients for 48 kHz; these are of the analogue filters behind them (shelf of 4 dB at 1682 Hz,
    high-pass at 38 Hz), transformed for the rate, as Mansbridge, Finn and Reiss describe ("Implementation
    and Evaluation of Autonomous Multi-track Fader Control", AES 132, 2012).
    """
    gain_db, quality, centre = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    tangent = math.tan(math.pi * centre / rate)
    high = 10 ** (gain_db / 20)
    middle = high**0.4996667741545416
    first = 1 + tangent / quality + tangent**2
    numerator = [
        (high + middle * tangent / quality + tangent**2) / first,
        2 * (tangent**2 - high) / first,
        (high - middle * tangent / quality + tangent**2) / first,
    ]
    denominator = [1.0, 2 * (tangent**2 - 1) / first, (1 - tangent / quality + tangent**2) / first]
    return numerator, denominator


def _high_pass(rate: int) -> tuple[list[float], list[float]]:
    """The standard's high-pass at this rate; see :func:`_shelf`."""
    quality, centre = 0.5003270373238773, 38.13547087602444
    tangent = math.tan(math.pi * centre / rate)
    first = 1 + tangent / quality + tangent**2
    denominator = [1.0, 2 * (tangent**2 - 1) / first, (1 - tangent / quality + tangent**2) / first]
    return [1.0, -2.0, 1.0], denominator
