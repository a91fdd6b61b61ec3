"""The limiter: nothing passes, nothing clicks, nothing changes that need not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from briefing.audio import peaks as quick
from briefing.audio.limiter import REACH_MS, limit
from briefing.audio.peaks import Peaks

RATE = 22_050
CEILING = 10 ** (-1 / 20)


def speech_like(seconds: float, *, seed: int = 1) -> NDArray[np.int16]:
    """Noise through a resonance in syllables: peaks well above the rest, as in speech."""
    noise = np.random.default_rng(seed).normal(size=round(seconds * RATE))
    at = np.arange(len(noise)) / RATE
    smooth = np.convolve(noise, np.hanning(20) / 5, "same")
    shaped = smooth * np.sin(np.pi * 4 * at) ** 4 * np.minimum(1, np.minimum(at, at[::-1]) * 50)
    quiet: NDArray[np.int16] = np.clip(shaped * 6_000, -30_000, 30_000).astype(np.int16)
    return quiet


def true_peak(samples: NDArray[np.int16]) -> float:
    peaks = Peaks()
    peaks.add(samples)
    return float(10 ** (peaks.highest_dbtp() / 20))


@pytest.mark.parametrize("gain_db", [0, 3, 6, 12])
def test_the_wave_stays_under_the_ceiling_also_between_the_samples(gain_db: float) -> None:
    limited = limit(speech_like(6), rate=RATE, gain=10 ** (gain_db / 20), ceiling=CEILING)
    assert true_peak(limited.samples) <= CEILING


@settings(max_examples=30, deadline=None)
@given(
    peaks=st.lists(st.tuples(st.integers(0, 20_000), st.integers(-32_768, 32_767)), min_size=1, max_size=40),
    gain_db=st.floats(-6, 20),
    ceiling_db=st.floats(-6, -0.5),
)
def test_no_sound_passes(peaks: list[tuple[int, int]], gain_db: float, ceiling_db: float) -> None:
    samples = np.zeros(20_600, dtype=np.int16)
    for at, height in peaks:
        samples[300 + at] = height
    limited = limit(samples, rate=RATE, gain=10 ** (gain_db / 20), ceiling=10 ** (ceiling_db / 20))
    assert true_peak(limited.samples) <= 10 ** (ceiling_db / 20) + 1 / 32_768
    assert len(limited.samples) == len(samples)


def test_where_nothing_would_pass_every_sample_is_the_gain_times_what_it_was() -> None:
    samples = speech_like(3) // 4
    limited = limit(samples, rate=RATE, gain=1.5, ceiling=CEILING)
    assert limited.held == 0
    assert np.array_equal(limited.samples, np.round(samples * np.float32(1.5)).astype(np.int16))


def test_far_from_a_peak_nothing_is_turned_down() -> None:
    samples = speech_like(3) // 4
    samples[30_000] = 32_000
    limited = limit(samples, rate=RATE, gain=1.0, ceiling=CEILING)
    changed = np.flatnonzero(limited.samples != samples)
    reach = round(RATE * REACH_MS / 1000)
    assert len(changed)
    assert changed.min() >= 30_000 - 4 * reach
    assert changed.max() <= 30_000 + 4 * reach
    assert limited.held <= 8 * reach


def test_the_gain_moves_without_a_step() -> None:
    samples = np.full(20_000, 10_000, dtype=np.int16)
    samples[10_000] = 32_000
    limited = limit(samples, rate=RATE, gain=1.0, ceiling=CEILING).samples.astype(float)
    steps = np.abs(np.diff(np.delete(limited, 10_000)))
    assert steps.max() < 100
    assert limited[9_990] < 10_000


def test_the_same_sound_comes_out_the_same() -> None:
    first, second = (limit(speech_like(2), rate=RATE, gain=4, ceiling=CEILING) for _ in range(2))
    assert np.array_equal(first.samples, second.samples)
    assert first.held == second.held > 0


def test_no_sound_is_no_sound() -> None:
    assert len(limit(np.zeros(0, dtype=np.int16), rate=RATE, gain=2, ceiling=CEILING).samples) == 0


def plainly_over(samples: NDArray[np.int16], level: float) -> dict[int, float]:
    """Each sample where the wave is higher than the level, at it or before the next: no place left out."""
    taps = quick._TAPS
    silence = np.zeros(taps, dtype=np.int16)
    wave = np.concatenate([silence, samples, silence]) * np.float32(1 / 32_768)
    seen = np.lib.stride_tricks.sliding_window_view(wave, taps) @ quick._interpolator()
    first = taps - (taps // 2 - 1)  # the window in which the first sample is the one before the gap
    between = np.abs(seen[first : first + len(samples)]).max(axis=1, initial=0)
    high = np.maximum(between, np.abs(wave[taps : taps + len(samples)]))
    return {int(place): float(high[place]) for place in np.flatnonzero(high > level)}


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    length=st.integers(0, 6_000),
    scale=st.sampled_from([1_000.0, 6_000.0, 40_000.0]),
    level=st.floats(0.2, 0.95),
    bursts=st.integers(0, 4),
)
def test_only_where_a_peak_can_be_is_looked_and_none_is_missed(
    seed: int, length: int, scale: float, level: float, bursts: int
) -> None:
    some = np.random.default_rng(seed)
    loud = np.zeros(length)
    for _ in range(bursts):  # the rest is silent; some begin or end with the sound
        at = int(some.integers(0, length + 1))
        loud[at : at + int(some.integers(1, 300))] = 1
    smooth = np.convolve(some.normal(size=length + 8), np.hanning(9)[1:], "valid")[:length]
    samples = np.clip(smooth * loud * scale, -32_768, 32_767).astype(np.int16)
    found = quick.over(samples, level=level)
    plain = plainly_over(samples, level)
    assert found.places.tolist() == list(plain)
    assert found.heights == pytest.approx(list(plain.values()), rel=1e-5)
