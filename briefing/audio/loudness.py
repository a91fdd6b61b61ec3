"""Loudness and true peak as EBU R 128 measures them: ITU-R BS.1770-5, EBU Tech 3341 and 3342.

Own code, since no library fits: libebur128's binding has wheels up to Python 3.12 only, pyloudnorm holds
everything in memory and needs scipy (650 ms to import). The K-weighting is applied by fast convolution with
the filters' impulse response, which is over after a fifth of a second.

A briefing is mono and is heard from two loudspeakers or both sides of a headset, so it is measured as dual
mono: both channels carry it, 3 dB louder than one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

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
SILENT: Final = -math.inf

_TAIL_S: Final = 0.2
_FILTERED: Final = 1 << 16
"""Samples filtered at once."""
_PHASES: Final = 4
_TAPS: Final = 24
"""Of each phase of the interpolator; BS.1770's has 12."""
HIGHEST_BETWEEN: Final = 1.5
"""How much higher than its neighbours the wave can be between two samples: a sine at a quarter of the rate
1.41 times, speech a tenth."""
_BEND: Final = 0.45
"""How much higher, in bends, the wave can be between a sample and the next: a bend is twice how far a sample
is from the line between its neighbours. A sine at a quarter of the rate needs 0.21, four samples of full
scale whose outer ones are turned round 0.35."""
_FULL: Final = 32_768
_ROW: Final = 64
_ROWS_AT_ONCE: Final = 512


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


class Meter:
    """Measures a sound as it streams by; memory grows by some bytes a second."""

    def __init__(self, rate: int, *, peaks: bool = True) -> None:
        """Begin at silence.

        Args:
            rate: samples per second.
            peaks: whether to look for the true peak too.
        """
        import numpy as np

        self._hop = round(rate * HOP_S)
        response = _k_weighting(rate)
        self._overlap = len(response) - 1
        self._size = 1 << max(_FILTERED, 4 * len(response)).bit_length() - 1
        self._response = np.fft.rfft(response, self._size).astype(np.complex64)
        self._block = np.zeros(self._size, dtype=np.float32)
        """What the filters see at once: the end of what they saw before, then new samples."""
        self._filled = self._overlap
        self._weighted = np.zeros(0, dtype=np.float32)
        self._energies: list[NDArray[np.float64]] = []
        self._peaks = Peaks() if peaks else None

    def add(self, samples: NDArray[np.int16] | Samples) -> None:
        """Take in the next samples, 16-bit mono; those of more bits as fractions, full scale 32,768 too."""
        import numpy as np

        if self._peaks:
            self._peaks.add(samples)
        taken = 0
        while taken < len(samples):
            some = samples[taken : taken + self._size - self._filled]
            into = self._block[self._filled : self._filled + len(some)]
            np.multiply(some, np.float32(1 / _FULL), out=into, dtype=np.float32, casting="unsafe")
            taken += len(some)
            self._filled += len(some)
            if self._filled == self._size:
                self._filter()

    def level(self) -> Level:
        """How loud all of it was. Nothing can be added afterwards."""
        return self.account().level

    def account(self) -> Account:
        """The same, and the loudest moments."""
        hops = self.hops()
        peak = self._peaks.highest_dbtp() if self._peaks else SILENT
        return Account(
            level=Level(integrated(hops), loudness_range(hops), peak),
            momentary_lufs=_highest(hops, BLOCK_HOPS),
            short_term_lufs=_highest(hops, SHORT_HOPS),
            peak_dbfs=self._peaks.highest_dbfs() if self._peaks else SILENT,
        )

    def hops(self) -> NDArray[np.float64]:
        """The mean square of each whole tenth of a second, K-weighted, both channels; see :meth:`level`."""
        import numpy as np

        self._filter()
        return np.concatenate(self._energies) if self._energies else np.zeros(0)

    def _filter(self) -> None:
        """Weight what the block holds, and count it: overlap and save."""
        import numpy as np

        spectrum = np.fft.rfft(self._block[: self._filled], self._size)
        spectrum *= self._response
        weighted = np.concatenate(
            [self._weighted, np.fft.irfft(spectrum, self._size)[self._overlap : self._filled]],
            dtype=np.float32,
        )
        self._block[: self._overlap] = self._block[self._filled - self._overlap : self._filled]
        self._filled = self._overlap
        count = len(weighted) // self._hop
        rows = weighted[: count * self._hop].reshape(count, self._hop)
        self._energies.append(2 * np.einsum("ij,ij->i", rows, rows).astype(np.float64) / self._hop)
        self._weighted = weighted[count * self._hop :]


def energy_of(pcm: bytes, rate: int) -> bytes:
    """How loud a short sound is: the mean square of each tenth of a second, the last one filled with silence.

    So clips are measured one by one, as they come, and what they are joined to is measured from that. Little-
    endian 32-bit floats; :func:`hops_of` reads them.

    Args:
        pcm: 16-bit little-endian mono.
        rate: samples per second.
    """
    import numpy as np

    meter = Meter(rate, peaks=False)
    meter.add(np.frombuffer(pcm, "<i2"))
    meter.add(np.zeros(round(rate * HOP_S), np.int16))
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


class Peaks:
    """Finds the highest point of a wave, four times oversampled, where it can be."""

    def __init__(self) -> None:
        import numpy as np

        self._before = np.zeros(_TAPS, dtype=np.int16)
        self._highest = 0.0
        self._sample = 0.0

    def add(self, samples: NDArray[np.int16] | Samples) -> None:
        """Take in the next samples, see :meth:`Meter.add`."""
        import numpy as np

        if not len(samples):
            return
        joined = np.concatenate([self._before, samples])
        self._before = joined[-_TAPS:]
        high = max(float(joined.max()), -float(joined.min())) / _FULL
        self._sample = max(self._sample, high)
        if high * HIGHEST_BETWEEN <= self._highest or len(joined) <= _TAPS:
            return
        self._highest = max(self._highest, max(float(samples.max()), -float(samples.min())) / _FULL)
        sound = joined.astype(np.float32) * np.float32(1 / _FULL)
        seen = oversampled(sound, least=self._highest)[_TAPS // 2 : -(_TAPS // 2)]  # the rest comes again
        self._highest = float(seen.max(initial=self._highest))

    def highest_dbtp(self) -> float:
        """In decibels of full scale; minus infinity for silence."""
        import numpy as np

        self.add(np.zeros(_TAPS, dtype=np.int16))
        return 20 * math.log10(self._highest) if self._highest else SILENT

    def highest_dbfs(self) -> float:
        """The highest sample itself."""
        return 20 * math.log10(self._sample) if self._sample else SILENT


def oversampled(sound: Samples, *, least: float) -> Samples:
    """How high the wave is at and just after each sample, seen four times as finely; as many values.

    Before and after the samples silence is assumed.

    Args:
        sound: samples, full scale 1.
        least: parts that cannot be higher are not looked at: only their samples count.

    Returns:
        As many values as there are samples. Before and after them silence is assumed.
    """
    import numpy as np

    high: Samples = np.abs(sound)
    if len(sound) < _TAPS:
        return high
    rows = np.pad(high, (0, -len(high) % _ROW)).reshape(-1, _ROW).max(axis=1)
    near = np.maximum(rows, np.maximum(np.roll(rows, 1), np.roll(rows, -1)))
    looked_at = np.flatnonzero(near * HIGHEST_BETWEEN > least)
    padded = np.pad(sound, (_TAPS // 2 - 1, _TAPS // 2 + _ROW))
    first = _TAPS // 2 - 1
    for some in np.array_split(looked_at, len(looked_at) // _ROWS_AT_ONCE + 1):
        windows = padded[some[:, None] * _ROW + np.arange(_ROW + _TAPS - 1)]
        here = windows[:, first : first + _ROW + 1]
        bend = np.abs(
            windows[:, first - 1 : first + _ROW] + windows[:, first + 1 : first + _ROW + 2] - 2 * here
        )
        bend *= _BEND
        bend += np.abs(here)
        kept = bend.max(axis=1) > least
        if not kept.any():
            continue
        seen = np.lib.stride_tricks.sliding_window_view(windows[kept], _TAPS, axis=1) @ _interpolator()
        between = np.abs(seen).max(axis=2)
        places = some[kept][:, None] * _ROW + np.arange(_ROW)
        inside = places < len(high)
        high[places[inside]] = np.maximum(high[places[inside]], between[inside])
    return high


@cache
def _interpolator() -> Samples:
    """Windowed sines for the three points between two samples, one column each."""
    import numpy as np

    places = np.arange(_TAPS) - (_TAPS // 2 - 1)
    columns = []
    for phase in range(1, _PHASES):
        distance = places - phase / _PHASES
        taps = (
            np.sinc(distance)
            * np.kaiser(_TAPS * 64 + 1, 7.0)[np.round((distance + _TAPS / 2) * 64).astype(int)]
        )
        columns.append(taps / taps.sum())
    return np.array(columns, dtype=np.float32).T.copy()


@cache
def _k_weighting(rate: int) -> NDArray[np.float64]:
    """The impulse response of BS.1770's two filters at this rate, until it is over.

    The standard gives coefficients for 48 kHz; these are the analogue filters behind them (shelf of 4 dB
    at 1682 Hz, high-pass at 38 Hz), transformed for the rate, as Mansbridge, Finn and Reiss describe
    ("Implementation and Evaluation of Autonomous Multi-track Fader Control", AES 132, 2012).
    """
    import numpy as np

    size = 1 << math.ceil(math.log2(rate * 4 * _TAIL_S))
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(size // 2 + 1, dtype=complex)
    for numerator, denominator in (_shelf(rate), _high_pass(rate)):
        response *= np.polyval(numerator[::-1], z) / np.polyval(denominator[::-1], z)
    impulse: NDArray[np.float64] = np.fft.irfft(response, size)
    return impulse[: round(rate * _TAIL_S)]


def _shelf(rate: int) -> tuple[list[float], list[float]]:
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
    quality, centre = 0.5003270373238773, 38.13547087602444
    tangent = math.tan(math.pi * centre / rate)
    first = 1 + tangent / quality + tangent**2
    denominator = [1.0, 2 * (tangent**2 - 1) / first, (1 - tangent / quality + tangent**2) / first]
    return [1.0, -2.0, 1.0], denominator


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
