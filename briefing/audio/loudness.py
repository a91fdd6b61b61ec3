"""Loudness and true peak as EBU R 128 measures them: ITU-R BS.1770-5, EBU Tech 3341 and 3342.

Own code, since no library fits: libebur128's binding has wheels up to Python 3.12 only, pyloudnorm holds
everything in memory and needs scipy (650 ms to import). The weighting is :mod:`briefing.audio.weighting`'s.

A briefing is mono and is heard from two loudspeakers or both sides of a headset, so it is measured as dual
mono: both channels carry it, 3 dB louder than one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from briefing.audio.peaks import SILENT, Peaks
from briefing.audio.weighting import AT_ONCE, Weighting
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.audio.peaks import Samples

HOP_S: Final = 0.1
BLOCK_HOPS: Final = 4
"""A gating block lasts 400 ms and begins every 100 ms."""
SHORT_HOPS: Final = 30
"""Short-term loudness is that of 3 s."""
ABSOLUTE_GATE: Final = -70.0
"""LUFS."""
RELATIVE_GATE: Final = -10.0
"""LU under the mean of what passed the absolute gate."""
RANGE_GATE: Final = -20.0
"""The same for the loudness range (EBU Tech 3342)."""
DUAL_MONO: Final = 10 * math.log10(2)


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a sound is."""

    lufs: float
    """Integrated, gated; minus infinity for silence or less than 400 ms."""
    range_lu: float
    """Loudness range."""
    true_peak_dbtp: float
    """The highest point of the wave, also between the samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How loud a sound is, and its loudest moments."""

    level: Level
    momentary_lufs: float
    """The loudest 400 ms; minus infinity for silence or less than that."""
    short_term_lufs: float
    """The loudest 3 s; the same."""
    peak_dbfs: float
    """The highest sample; minus infinity for silence."""


def account_of(hops: NDArray[np.float64], *, dbtp: float, dbfs: float) -> Account:
    """The account of a sound, of which each tenth of a second was measured.

    Args:
        hops: their mean squares, see :meth:`Meter.hops`.
        dbtp: the true peak.
        dbfs: the highest sample.
    """
    return Account(
        level=Level(integrated(hops), loudness_range(hops), dbtp),
        momentary_lufs=_highest(hops, BLOCK_HOPS),
        short_term_lufs=_highest(hops, SHORT_HOPS),
        peak_dbfs=dbfs,
    )


class Meter:
    """Measures a sound as it streams by; memory grows by some bytes a second."""

    def __init__(self, rate: int, *, peaks: bool = True, hop_s: float = HOP_S) -> None:
        """Begin at silence.

        Args:
            rate: samples per second.
            peaks: whether to look for the true peak too.
            hop_s: seconds of which :meth:`hops` tells one by one; an account needs tenths.
        """
        import numpy as np

        self._hop = round(rate * hop_s)
        self._weighting = Weighting(rate)
        self._waiting = np.zeros(AT_ONCE, dtype=np.float32)
        self._filled = 0
        self._weighted = np.zeros(self._hop + AT_ONCE, dtype=np.float32)
        """What is left of the last whole tenth of a second, then what was weighted since."""
        self._left = 0
        self._energies: list[NDArray[np.float64]] = []
        self._peaks = Peaks() if peaks else None

    def add(self, samples: Samples) -> None:
        """Take in the next samples, 16-bit mono; those of more bits as fractions, full scale 32,768 too."""

        if self._peaks:
            self._peaks.add(samples)
        taken = 0
        while taken < len(samples):
            some = samples[taken : taken + AT_ONCE - self._filled]
            taken += len(some)
            if len(some) == AT_ONCE:
                self._weigh(some)
                continue
            self._waiting[self._filled : self._filled + len(some)] = some
            self._filled += len(some)
            if self._filled == AT_ONCE:
                self._filled = 0
                self._weigh(self._waiting)

    def level(self) -> Level:
        """How loud all of it was. Nothing can be added afterwards."""
        return self.account().level

    def account(self) -> Account:
        """The same, and the loudest moments."""
        hops = self.hops()
        peak = self._peaks.highest_dbtp() if self._peaks else SILENT
        return account_of(hops, dbtp=peak, dbfs=self._peaks.highest_dbfs() if self._peaks else SILENT)

    def hops(self) -> NDArray[np.float64]:
        """The mean square of each whole tenth of a second, K-weighted, both channels; see :meth:`level`."""
        import numpy as np

        if self._filled:
            self._weigh(self._waiting[: self._filled])
            self._filled = 0
        return np.concatenate(self._energies) if self._energies else np.zeros(0)

    def _weigh(self, samples: Samples) -> None:
        """Weight samples, and count what makes whole tenths of a second."""
        import numpy as np

        self._weighting.weigh(samples, self._weighted[self._left :])
        total = self._left + len(samples)
        count = total // self._hop
        rows = self._weighted[: count * self._hop].reshape(count, self._hop)
        self._energies.append(2 * np.einsum("ij,ij->i", rows, rows).astype(np.float64) / self._hop)
        self._left = total - count * self._hop
        self._weighted[: self._left] = self._weighted[count * self._hop : total].copy()


def energy_of(pcm: bytes | NDArray[np.int16], rate: int, *, hop_s: float = HOP_S) -> bytes:
    """How loud a short sound is: the mean square of each tenth of a second, the last one filled with silence.

    So clips are measured one by one, as they come, and what they are joined to is measured from that. Little-
    endian 32-bit floats; :func:`hops_of` reads them.

    Args:
        pcm: 16-bit little-endian mono.
        rate: samples per second.
        hop_s: another length instead of the tenth.
    """
    import numpy as np

    meter = Meter(rate, peaks=False, hop_s=hop_s)
    meter.add(np.frombuffer(pcm, "<i2"))
    meter.add(np.zeros(round(rate * hop_s), np.int16))
    return meter.hops().astype("<f4").tobytes()


def hops_of(energy: bytes) -> NDArray[np.float64]:
    """What :func:`energy_of` gave, as :func:`integrated` wants it."""
    import numpy as np

    return np.frombuffer(energy, "<f4").astype(np.float64)


def integrated(hops: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS, from the mean squares of tenths of a second (BS.1770, gated)."""
    blocks = _means(hops, BLOCK_HOPS)
    loud = blocks[blocks > _energy(ABSOLUTE_GATE)]
    if not len(loud):
        return SILENT
    gate = loud.mean() * 10 ** (RELATIVE_GATE / 10)
    return _lufs(float(loud[loud > gate].mean()))


def loudness_range(hops: NDArray[np.float64]) -> float:
    """Loudness range in LU, from the mean squares of tenths of a second (EBU Tech 3342)."""
    import numpy as np

    windows = _means(hops, SHORT_HOPS)
    loud = windows[windows > _energy(ABSOLUTE_GATE)]
    if not len(loud):
        return 0.0
    kept = loud[loud > loud.mean() * 10 ** (RANGE_GATE / 10)]
    low, high = np.percentile(kept, (10, 95), method="nearest")
    return float(10 * np.log10(high / low))


def short_term(hops: NDArray[np.float64]) -> NDArray[np.float64]:
    """Loudness in LUFS of each 3 seconds, one value a tenth of a second; minus infinity for silence."""
    import numpy as np

    with np.errstate(divide="ignore"):
        return -0.691 + 10 * np.log10(_means(hops, SHORT_HOPS))


def _means(hops: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The means of ``count`` neighbours each."""
    import numpy as np

    if len(hops) < count:
        return np.zeros(0)
    sums = np.concatenate([[0.0], np.cumsum(hops)])
    means: NDArray[np.float64] = np.maximum(sums[count:] - sums[:-count], 0) / count
    return means


def _highest(hops: NDArray[np.float64], count: int) -> float:
    """The loudest of so many tenths of a second in a row, in LUFS."""
    highest = float(_means(hops, count).max(initial=0.0))
    return _lufs(highest) if highest > 0 else SILENT


def _lufs(energy: float) -> float:
    return -0.691 + 10 * math.log10(energy)


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))
