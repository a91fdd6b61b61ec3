"""What is heard of a sound that comes in stretches, each measured by itself.

Stretches begin and end in silence, so the weighting's memory is empty where they meet, and what was measured
of each can be kept and put together again: its energies fall where it falls, to :data:`STEP_S`. That moves
the loudness of a minute by some thousandths of a LU.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from briefing.audio.loudness import HOP_S, Account, account_of, energy_of, hops_of
from briefing.audio.peaks import SILENT, Peaks
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS: Final = 15
"""Of a tenth of a second: at the usual rates each has a whole number of samples, so that a tenth of a second
is as long as elsewhere."""
STEP_S: Final = HOP_S / STEPS
_HIGHEST: Final = struct.Struct("<dd")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was measured of a stretch."""

    dbtp: float
    """True peak; minus infinity for silence."""
    dbfs: float
    """The highest sample."""
    energy: bytes
    """Of each step, in the form of :func:`briefing.audio.loudness.energy_of`."""

    def packed(self) -> bytes:
        """As bytes, to be kept."""
        return _HIGHEST.pack(self.dbtp, self.dbfs) + self.energy

    @classmethod
    def unpacked(cls, data: bytes) -> Heard:
        """What was :meth:`packed`."""
        dbtp, dbfs = _HIGHEST.unpack_from(data)
        return cls(dbtp, dbfs, data[_HIGHEST.size :])


def hear(samples: NDArray[np.int16], *, rate: int) -> Heard:
    """Measure a stretch, mono."""
    peaks = Peaks()
    peaks.add(samples)
    return Heard(peaks.highest_dbtp(), peaks.highest_dbfs(), energy_of(samples, rate, hop_s=STEP_S))


class Hearing:
    """Puts together what was heard of stretches; memory grows by some bytes a second."""

    def __init__(self, rate: int) -> None:
        """Begin at silence.

        Args:
            rate: samples per second.
        """
        self._step = round(rate * STEP_S)
        self._tenths: list[tuple[int, NDArray[np.float64]]] = []
        """From which tenth of a second on, and what each has of a stretch."""
        self._dbtp = self._dbfs = SILENT

    def add(self, start: int, heard: Heard) -> None:
        """A stretch that begins at this sample of the whole."""
        import numpy as np

        first, steps = divmod(round(start / self._step), STEPS)
        energies = hops_of(heard.energy)
        tenths = (steps + np.arange(len(energies))) // STEPS
        self._tenths.append((first, np.bincount(tenths, weights=energies) / STEPS))
        self._dbtp = max(self._dbtp, heard.dbtp)
        self._dbfs = max(self._dbfs, heard.dbfs)

    def account(self) -> Account:
        """How loud all of it is."""
        import numpy as np

        hops = np.zeros(max((first + len(some) for first, some in self._tenths), default=0))
        for first, some in self._tenths:
            hops[first : first + len(some)] += some
        return account_of(hops, dbtp=self._dbtp, dbfs=self._dbfs)
