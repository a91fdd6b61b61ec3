"""Speed: the pitch stays, times follow, and a voice with a rate of its own is told it."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.choices import voice_at_speed
from briefing.errors import RequestError
from briefing.settings import Settings
from briefing.speed import Stretched
from briefing.voices import espeak, tone

TEXT = "كلمة أولى ثم كلمة ثانية ثم كلمة ثالثة في جملة طويلة"


def loudest_hertz(pcm: bytes, rate: int) -> float:
    samples = np.frombuffer(pcm, "<i2").astype(float)
    return float(np.abs(np.fft.rfft(samples * np.hanning(len(samples)))).argmax() * rate / len(samples))


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.25, 2.0, 3.0])
def test_stretching_changes_the_length_exactly_and_the_pitch_not(speed: float) -> None:
    voice = tone.Voice(tone.Options())
    usual, faster = voice.speak(TEXT), Stretched(voice, speed).speak(TEXT)
    assert len(faster.data) // 2 == pytest.approx(len(usual.data) / 2 / speed, abs=1)
    assert loudest_hertz(faster.data, 16_000) == pytest.approx(loudest_hertz(usual.data, 16_000), abs=6)
    for before, after in zip(usual.words, faster.words, strict=True):
        assert after.start == pytest.approx(before.start / speed, abs=1)
        assert after.end == pytest.approx(before.end / speed, abs=1)


def test_stretching_gives_the_same_bytes_each_time() -> None:
    voice = Stretched(tone.Voice(tone.Options()), 1.25)
    assert voice.speak(TEXT) == voice.speak(TEXT)


def test_speed_is_part_of_the_fingerprint_and_the_pace() -> None:
    voice = tone.Voice(tone.Options())
    faster = Stretched(voice, 2.0)
    assert faster.fingerprint() != voice.fingerprint() != Stretched(voice, 1.5).fingerprint()
    assert faster.pace.seconds(TEXT) == pytest.approx(voice.pace.seconds(TEXT) / 2)


def test_a_voice_with_its_own_rate_is_told_it() -> None:
    voice = voice_at_speed("espeak", Settings(voice="espeak", speed=1.5))
    assert isinstance(voice, espeak.Voice)
    assert "rate=300" in voice.fingerprint()
    voice.close()


def test_beyond_its_own_rate_a_voice_is_stretched() -> None:
    voice = voice_at_speed("espeak", Settings(voice="espeak", speed=3.0, options={"rate": "300"}))
    assert isinstance(voice, Stretched)
    voice.close()


@pytest.mark.parametrize("speed", [0.0, 0.4, 3.1, -1.0])
def test_a_speed_nobody_follows_is_refused(speed: float) -> None:
    with pytest.raises(RequestError, match="between"):
        voice_at_speed("tone", Settings(speed=speed))
