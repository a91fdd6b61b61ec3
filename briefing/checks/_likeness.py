"""Whether a decoded sound is the one that was encoded: at the same place, at the same level, throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

BLOCK_MS: Final = 500
QUIET: Final = 100.0
"""Below this (root of the mean square) a block says nothing of likeness."""
LEAST_CORRELATION: Final = 0.75
"""Of a block. Two sounds that are not the same, or shifted, have some 0.1; speech has at worst 0.99 at
64 kbit/s, 0.95 at 24, 0.82 at 8."""
LEAST_GAIN: Final = 0.7
MOST_GAIN: Final = 1.4
"""The levels may differ by 3 dB: LAME takes half a decibel away so that nothing clips."""


class Likeness:
    """Compares at one rate."""

    def __init__(self, rate: int) -> None:
        self._block = BLOCK_MS * rate // 1000

    def same(self, one: Samples, other: Samples) -> bool:
        """Whether every block of the two, which are as long as each other, is alike."""
        import numpy as np

        if not len(one):
            return True
        edges = np.linspace(0, len(one), max(1, round(len(one) / self._block)) + 1).astype(np.int64)[:-1]
        first, second = one.astype(np.float32), other.astype(np.float32)
        counts = np.diff(np.append(edges, len(one)))
        power = np.add.reduceat(first * first, edges) / counts
        power_other = np.add.reduceat(second * second, edges) / counts
        product = np.add.reduceat(first * second, edges) / counts
        loud = np.maximum(power, power_other) > QUIET * QUIET
        if not loud.any():
            return True
        power, power_other, product = power[loud], power_other[loud], product[loud]
        gains = np.sqrt(power_other / np.maximum(power, 1))
        correlations = product / np.sqrt(np.maximum(power * power_other, 1))
        return bool(
            (correlations > LEAST_CORRELATION).all()
            and (gains > LEAST_GAIN).all()
            and (gains < MOST_GAIN).all()
        )
