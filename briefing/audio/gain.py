"""Waves become 16-bit samples: rounded once, and what would pass full scale stays at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOWEST: Final = -32_768
HIGHEST: Final = 32_767
_AT_ONCE: Final = 1 << 16
"""Samples: so few that what is made between two steps stays in the processor's cache, so many that a thread
seldom has to ask for Python in between."""


def rounded(wave: NDArray[np.floating]) -> NDArray[np.int16]:
    """A wave whose full scale is 32,768 as samples."""
    import numpy as np

    samples: NDArray[np.int16] = np.clip(np.rint(wave), LOWEST, HIGHEST).astype(np.int16)
    return samples


def multiplied(samples: NDArray[np.int16], gain: float) -> NDArray[np.int16]:
    """Samples times a gain."""
    import numpy as np

    product = np.empty(len(samples), dtype=np.int16)
    factor = np.float32(gain)
    for at in range(0, len(samples), _AT_ONCE):
        wave = samples[at : at + _AT_ONCE] * factor
        np.rint(wave, out=wave)
        np.clip(wave, LOWEST, HIGHEST, out=wave)
        product[at : at + _AT_ONCE] = wave
    return product
