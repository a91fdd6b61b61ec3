"""``python -m tests.benchmarks.quality``: what LAME's quality settings take away from speech, band by band.

Two minutes of espeak-ng's reading of the seed articles, at 22,050 Hz, are encoded at 64 kbit/s mono with
each quality and decoded again. For every third-octave band (IEC 61260-1, base 2) up to half the sample rate:

* *level*: the long-term spectrum against the master's, in dB. A band that lost 3 dB would be called lost.
* *distance*: the root mean square, over the moments in which the band sounds, of the difference of its
  level from the master's at the same moment, in dB (log-spectral distance).
* *holes*: the share of those moments in which the band is more than 10 dB too weak, and what is missing is
  over the masking threshold.
* *depth*: how far under the whole of the moment the band is in the master at such holes, median, in dB.
* *SNR*: the mean over the same moments of master to error, each held between -10 and 35 dB (segmental SNR).
* *NMR*: error to masking threshold, in dB, mean over the moments; under 0 nobody hears the error. The
  threshold is the master's own energy in the critical bands (Zwicker's Bark scale), spread as Schroeder,
  Atal and Hall (1979) describe it, less 6 dB where a band is like noise and up to 14.5 dB more one Bark
  where it is like a tone, after Johnston (1988). It is not a listener: it is the same ruler for all.

A band sounds where it is over the threshold of hearing in quiet (Terhardt, 1979) of someone who plays full
scale at 85 dB SPL. LAME makes most bit rates a little quieter; that one gain is taken out before the
comparison, and told.
"""

from __future__ import annotations

import io
import math
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio.encode import DECODER_DELAY, ENCODER_DELAY, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float64]

SEEDS: Final = Path(__file__).parent.parent.parent / "seeds"
ARTICLES: Final = ("hmeimim.txt", "dialogue.txt", "numbers.txt")
QUALITIES: Final = (2, 3, 5, 7, 9)
BITRATE_KBPS: Final = 64
SECONDS: Final = 120
"""Of speech."""
WINDOW: Final = 1024
HOP: Final = 512
FULL_SCALE_SPL_DB: Final = 85.0
HOLE_DB: Final = -10.0
LOST_DB: Final = -3.0
SNR_RANGE_DB: Final = (-10.0, 35.0)
NOISE_OFFSET_DB: Final = 5.5
TONE_OFFSET_DB: Final = 14.5
TONAL_FLATNESS_DB: Final = -60.0
"""Spectral flatness at which a moment is as tonal as a sine."""
CENTRES_HZ: Final = tuple(1000 * 2 ** (third / 3) for third in range(-9, 11))
"""125 Hz to 10 kHz, the last band cut by half the sample rate."""


@dataclass(frozen=True, slots=True)
class Band:
    """What one quality did to one band, in dB; see the module."""

    centre_hz: float
    level_db: float
    distance_db: float
    holes: float
    """Share of the moments in which the band sounds."""
    depth_db: float
    """Not a number where there is no hole."""
    snr_db: float
    nmr_db: float


@dataclass(frozen=True, slots=True)
class Loss:
    """What one quality did."""

    quality: int
    seconds: float
    """Processor time of encoding, the least of three runs."""
    gain_db: float
    """Of the whole, to the master."""
    bands: tuple[Band, ...]
    heard: float
    """Share of the sounding moments and bands in which the error is over the threshold."""

    @property
    def highest_kept_hz(self) -> float:
        """The centre of the highest band that has lost less than :data:`LOST_DB`, with all below it."""
        kept = 0.0
        for band in self.bands:
            if band.level_db < LOST_DB:
                break
            kept = band.centre_hz
        return kept


def speech(seconds: int = SECONDS) -> tuple[bytes, int]:
    """So many seconds of espeak-ng reading the seed articles, and their rate."""
    from briefing.text import sentences, spoken, vowelize
    from briefing.voices.espeak import Options, Voice

    parts: list[bytes] = []
    have = 0
    with closing(Voice(Options())) as voice:
        for name in ARTICLES:
            for sentence in sentences((SEEDS / name).read_text(encoding="utf-8")):
                if not any(sign.isalnum() for sign in sentence):
                    continue
                sound = voice.speak(vowelize(spoken(sentence), endings="pausal"))
                parts.append(sound.data)
                have += len(sound.data) // 2
                if have >= seconds * sound.rate:
                    return b"".join(parts)[: 2 * seconds * sound.rate], sound.rate
    return b"".join(parts), voice.rate


def losses(pcm: bytes, rate: int, qualities: Sequence[int] = QUALITIES) -> list[Loss]:
    """Encode, decode and compare with each quality."""
    import numpy as np

    master = np.frombuffer(pcm, "<i2").astype(np.float64) / 32_768
    ruler = _Ruler(master, rate)
    return [_loss(ruler, pcm, rate, quality) for quality in qualities]


def coded(pcm: bytes, rate: int, quality: int) -> bytes:
    """The PCM as a listener gets it back: as many samples as went in, none of them moved."""
    import miniaudio

    target = io.BytesIO()
    encode([pcm], target, rate=rate, bitrate_kbps=BITRATE_KBPS, quality=quality, info_frame=False, workers=1)
    delay = ENCODER_DELAY + DECODER_DELAY
    decoded: bytes = miniaudio.mp3_read_s16(target.getvalue()).samples.tobytes()
    return decoded[2 * delay : 2 * delay + len(pcm)]


def _loss(ruler: _Ruler, pcm: bytes, rate: int, quality: int) -> Loss:
    import numpy as np

    times = []
    for _ in range(3):
        began = time.process_time()
        encode([pcm], io.BytesIO(), rate=rate, bitrate_kbps=BITRATE_KBPS, quality=quality, workers=1)
        times.append(time.process_time() - began)
    samples = np.frombuffer(coded(pcm, rate, quality), "<i2").astype(np.float64) / 32_768
    gain = ruler.gain(samples)
    bands, heard = ruler.compare(samples / gain)
    return Loss(quality, min(times), float(20 * np.log10(gain)), bands, heard)


class _Ruler:
    """The master's spectrum and threshold, to hold what was coded against."""

    def __init__(self, master: Samples, rate: int) -> None:
        import numpy as np

        self._master = master
        hertz = np.fft.rfftfreq(WINDOW, 1 / rate).astype(np.float64)
        self._members = [
            np.flatnonzero((hertz >= centre * 2 ** (-1 / 6)) & (hertz < centre * 2 ** (1 / 6)))
            for centre in CENTRES_HZ
        ]
        self._power = self._spectrum(master)
        self._bands = self._summed(self._power)
        self._sounds = 10 * np.log10(self._bands + 1e-20) + FULL_SCALE_SPL_DB > _quiet(np.array(CENTRES_HZ))
        self._threshold = self._summed(_threshold(self._power, hertz))

    def gain(self, samples: Samples) -> float:
        """The factor by which what was coded is louder, least squares."""
        return float(samples @ self._master / (self._master @ self._master))

    def compare(self, samples: Samples) -> tuple[tuple[Band, ...], float]:
        """Each band of what was coded, and the share of moments whose error is over the threshold."""
        import numpy as np

        coded_bands = self._summed(self._spectrum(samples))
        error = self._summed(self._spectrum(samples - self._master)) + 1e-20
        apart = 10 * np.log10((coded_bands + 1e-20) / (self._bands + 1e-20))
        snr = np.clip(10 * np.log10((self._bands + 1e-20) / error), *SNR_RANGE_DB)
        nmr = 10 * np.log10(error / (self._threshold + 1e-20))
        whole = 10 * np.log10(self._bands.sum(axis=1) + 1e-20)
        under = whole[:, None] - 10 * np.log10(self._bands + 1e-20)
        bands = []
        for place, centre in enumerate(CENTRES_HZ):
            here = self._sounds[:, place]
            hole = here & (apart[:, place] < HOLE_DB) & (nmr[:, place] > 0)
            bands.append(
                Band(
                    centre,
                    float(10 * np.log10(coded_bands[:, place].sum() / self._bands[:, place].sum())),
                    float(np.sqrt(np.mean(apart[here, place] ** 2))),
                    float(np.mean(hole[here])),
                    float(np.median(under[hole, place])) if hole.any() else float("nan"),
                    float(np.mean(snr[here, place])),
                    float(np.mean(nmr[here, place])),
                )
            )
        return tuple(bands), float(np.mean(nmr[self._sounds] > 0))

    def _spectrum(self, samples: Samples) -> Samples:
        import numpy as np

        window = np.hanning(WINDOW)
        frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
        scale = 2 / (window**2).sum() / WINDOW
        return np.asarray(np.abs(np.fft.rfft(frames * window)) ** 2 * scale, dtype=np.float64)

    def _summed(self, power: Samples) -> Samples:
        import numpy as np

        return np.stack([power[:, members].sum(axis=1) for members in self._members], axis=1)


def _quiet(hertz: Samples) -> Samples:
    """Terhardt's threshold of hearing, in dB SPL."""
    import numpy as np

    khz = hertz / 1000
    return np.asarray(
        3.64 * khz**-0.8 - 6.5 * np.exp(-0.6 * (khz - 3.3) ** 2) + 1e-3 * khz**4, dtype=np.float64
    )


def _threshold(power: Samples, hertz: Samples) -> Samples:
    """The power of error that each line of the spectrum hides, moment by moment."""
    import numpy as np

    bark = 13 * np.arctan(0.00076 * hertz) + 3.5 * np.arctan((hertz / 7500) ** 2)
    band = bark.astype(int)
    count = int(band[-1]) + 1
    gathered = np.stack([power[:, band == number].sum(axis=1) for number in range(count)], axis=1)
    apart = np.subtract.outer(np.arange(count), np.arange(count)) + 0.474
    spreading = 10 ** ((15.81 + 7.5 * apart - 17.5 * np.sqrt(1 + apart**2)) / 10)
    spread = gathered @ spreading.T / spreading.sum(axis=1)
    flatness = 10 * (np.mean(np.log10(power + 1e-20), axis=1) - np.log10(np.mean(power + 1e-20, axis=1)))
    tonal = np.clip(flatness / TONAL_FLATNESS_DB, 0, 1)[:, None]
    offset = tonal * (TONE_OFFSET_DB + np.arange(count)) + (1 - tonal) * NOISE_OFFSET_DB
    hidden = spread * 10 ** (-offset / 10)
    lines = np.bincount(band, minlength=count)
    return np.asarray((hidden / lines)[:, band], dtype=np.float64)


def table(found: Sequence[Loss]) -> str:
    """Two Markdown tables: the qualities, and the bands."""
    reference = next((loss for loss in found if loss.quality == 3), found[0])
    lines = [
        "| quality | cost | gain | highest band kept | error heard | mean NMR | mean SNR | mean distance |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for loss in found:
        count = len(loss.bands)
        nmr, snr, distance = (
            sum(getattr(band, name) for band in loss.bands) / count
            for name in ("nmr_db", "snr_db", "distance_db")
        )
        lines.append(
            f"| {loss.quality} | {loss.seconds / reference.seconds:.2f} | {loss.gain_db:+.2f} dB "
            f"| {loss.highest_kept_hz:,.0f} Hz "
            f"| {loss.heard:.1%} | {nmr:.1f} dB | {snr:.1f} dB | {distance:.2f} dB |"
        )
    names = " | ".join(f"q{loss.quality}" for loss in found)
    for title, field, scale in (
        ("level, dB", "level_db", 1),
        ("distance, dB", "distance_db", 1),
        ("holes, %", "holes", 100),
        ("depth of holes, dB", "depth_db", 1),
        ("SNR, dB", "snr_db", 1),
        ("NMR, dB", "nmr_db", 1),
    ):
        lines += ["", f"| {title} | {names} |", "|---" * (len(found) + 1) + "|"]
        for place, centre in enumerate(CENTRES_HZ):
            values = [scale * getattr(loss.bands[place], field) for loss in found]
            cells = " | ".join("" if math.isnan(value) else f"{value:.1f}" for value in values)
            lines.append(f"| {centre:,.0f} Hz | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Print the tables."""
    pcm, rate = speech()
    print(
        f"{len(pcm) / 2 / rate:.0f} seconds at {rate} Hz, {BITRATE_KBPS} kbit/s mono; cost is to quality 3.\n"
    )
    print(table(losses(pcm, rate)))


if __name__ == "__main__":
    main()
