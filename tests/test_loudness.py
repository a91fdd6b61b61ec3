"""Loudness: the signals of EBU Tech 3341 and 3342, and other programs' opinion."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from briefing.audio.loudness import DUAL_MONO, Level, Meter, short_term
from briefing.audio.peaks import SILENT

RATE = 48_000


def sine(seconds: float, level: float, *, hertz: float = 1000, rate: int = RATE) -> NDArray[np.float64]:
    """A sine whose loudness is ``level`` LUFS where two channels carry it: its peak in dBFS is that."""
    return 10 ** (level / 20) * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def pcm(*parts: NDArray[np.float64]) -> NDArray[np.int16]:
    return np.round(np.concatenate(parts) * 32_767).astype(np.int16)


def measured(samples: NDArray[np.int16], *, rate: int = RATE, block: int = 0) -> Level:
    meter = Meter(rate)
    for at in range(0, len(samples), block or len(samples) or 1):
        meter.add(samples[at : at + (block or len(samples))])
    return meter.level()


TECH_3341 = {
    "1: a steady sine": ([(20, -23)], -23.0),
    "2: a softer one": ([(20, -33)], -33.0),
    "3: gated softer ends": ([(10, -36), (60, -23), (10, -36)], -23.0),
    "4: with almost silent ends": ([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23.0),
    "5: a louder middle": ([(20, -26), (20.1, -20), (20, -26)], -23.0),
}


@pytest.mark.parametrize(("steps", "expected"), TECH_3341.values(), ids=TECH_3341)
@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 48_000])
def test_a_signal_of_tech_3341_has_the_loudness_it_prescribes(
    steps: list[tuple[float, float]], expected: float, rate: int
) -> None:
    sound = pcm(*(sine(seconds, level, rate=rate) for seconds, level in steps))
    assert measured(sound, rate=rate).lufs == pytest.approx(expected, abs=0.1)


TECH_3342 = {
    "1": ([(20, -20), (20, -30)], 10),
    "2": ([(20, -20), (20, -15)], 5),
    "3": ([(20, -40), (20, -20)], 20),
    "4": ([(20, -50), (20, -35), (20, -20), (20, -35), (20, -50)], 15),
}


@pytest.mark.parametrize(("steps", "expected"), TECH_3342.values(), ids=TECH_3342)
def test_a_signal_of_tech_3342_has_the_range_it_prescribes(
    steps: list[tuple[float, float]], expected: float
) -> None:
    sound = pcm(*(sine(seconds, level) for seconds, level in steps))
    assert measured(sound).range_lu == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(
    ("hertz", "phase", "amplitude"),
    [(RATE / 4, 45, 0.5), (RATE / 6, 60, 0.5), (RATE / 8, 67.5, 0.5), (RATE / 4, 0, 0.5), (997, 0, 0.7)],
)
def test_the_true_peak_is_that_between_the_samples(hertz: float, phase: float, amplitude: float) -> None:
    """Tech 3341's signals 15 to 18: the wave's height, within +0.2 and -0.4 dB."""
    at = np.arange(RATE) / RATE
    fade = np.minimum(1, np.minimum(np.arange(RATE), np.arange(RATE)[::-1]) / 480)
    wave_ = amplitude * fade * np.sin(2 * np.pi * hertz * at + math.radians(phase))
    found = measured(pcm(wave_)).true_peak_dbtp - 20 * math.log10(amplitude)
    assert -0.4 <= found <= 0.2


def test_silence_has_no_loudness() -> None:
    assert measured(np.zeros(RATE, dtype=np.int16)) == Level(SILENT, 0.0, SILENT)
    assert measured(np.zeros(0, dtype=np.int16)) == Level(SILENT, 0.0, SILENT)


def test_mono_counts_as_two_channels() -> None:
    assert pytest.approx(3.01, abs=0.01) == DUAL_MONO
    one_channel_loudness = -23 - DUAL_MONO
    assert measured(pcm(sine(5, -23))).lufs == pytest.approx(one_channel_loudness + DUAL_MONO, abs=0.1)


def test_short_term_loudness_follows_the_sound() -> None:
    meter = Meter(RATE)
    meter.add(pcm(sine(6, -20), sine(6, -40)))
    meter.level()
    curve = short_term(meter.hops())
    assert curve[0] == pytest.approx(-20, abs=0.2)
    assert curve[-1] == pytest.approx(-40, abs=0.3)


@settings(max_examples=25, deadline=None)
@given(
    parts=st.lists(st.tuples(st.floats(0, 1.5), st.floats(-60, -1)), min_size=1, max_size=6),
    block=st.integers(1_000, 100_000),
)
def test_it_makes_no_difference_how_the_sound_is_cut(parts: list[tuple[float, float]], block: int) -> None:
    sound = pcm(*(sine(seconds, level, hertz=440 + 37 * at) for at, (seconds, level) in enumerate(parts)))
    whole, cut = measured(sound), measured(sound, block=block)
    assert cut.lufs == pytest.approx(whole.lufs, abs=0.01)
    assert cut.true_peak_dbtp == pytest.approx(whole.true_peak_dbtp, abs=0.01)


def speech_like(seconds: int, rate: int) -> NDArray[np.int16]:
    """Noise in syllables, the same each time."""
    noise = np.random.default_rng(5).normal(size=seconds * rate)
    syllables = 0.5 + 0.5 * np.sin(2 * np.pi * 3.7 * np.arange(seconds * rate) / rate)
    words = (np.sin(2 * np.pi * 0.31 * np.arange(seconds * rate) / rate) > -0.5).astype(float)
    sound: NDArray[np.int16] = np.clip(noise * syllables**2 * words * 3_000, -32_768, 32_767).astype(np.int16)
    return sound


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="no ffmpeg to compare with")
@pytest.mark.parametrize("rate", [22_050, 48_000])
def test_ffmpeg_finds_the_same(tmp_path: Path, rate: int) -> None:
    sound = speech_like(40, rate)
    path = tmp_path / "sound.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.tobytes())
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path)]
    command += ["-af", "ebur128=dualmono=true:peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = said[said.rindex("Summary:") :]

    def told(name: str) -> float:
        found = re.search(rf"{name}:\s+(-?[\d.]+)", summary)
        assert found
        return float(found[1])

    level = measured(sound, rate=rate)
    assert level.lufs == pytest.approx(told("I"), abs=0.1)
    assert level.range_lu == pytest.approx(told("LRA"), abs=0.3)
    assert level.true_peak_dbtp == pytest.approx(told("Peak"), abs=0.2)
