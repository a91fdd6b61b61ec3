"""Speed: the pitch stays, times follow, and a voice with a rate of its own is told it."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from briefing.audio.mpeg import frame_samples
from briefing.choices import voice_at_speed
from briefing.errors import RequestError
from briefing.model import Briefing
from briefing.settings import Pauses, Settings
from briefing.speech import record
from briefing.speed import Stretched
from briefing.store import Store
from briefing.text.rests import rests_ms
from briefing.timeline import GRID_MS, frames_of
from briefing.voices import espeak, tone
from tests.dirty import Dirty
from tests.scripts import made_with_tone, script_of

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


# --- times in the finished master ------------------------------------------------------------------


def master_at(folder: Path, voice: str, speed: float) -> tuple[Briefing, np.ndarray]:
    settings = Settings(voice=voice, editions=(), speed=speed, sounds=False)
    made = made_with_tone(folder, settings=settings)
    with wave.open(str(made.folder / "master.wav")) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int64)
    assert len(samples) == made.briefing.frames
    return made.briefing, samples


@pytest.mark.parametrize("speed", [0.8, 1.0, 1.25, 2.0])
@pytest.mark.parametrize("voice", ["tone", "espeak"])
def test_cues_begin_and_end_with_their_speech_at_any_speed(voice: str, speed: float, tmp_path: Path) -> None:
    briefing, samples = master_at(tmp_path, voice, speed)
    alive = np.zeros(len(samples), dtype=bool)
    for cue in briefing.utterances:
        loud = np.flatnonzero(np.abs(samples[cue.start : cue.end]) > 60)
        assert loud[0] < 0.012 * briefing.rate
        assert cue.end - cue.start - loud[-1] < 0.025 * briefing.rate
        alive[cue.start : cue.end] = True
    assert not samples[~alive].any(), "between the cues is digital silence"


@pytest.mark.parametrize("speed", [0.8, 1.0, 1.25, 2.0])
def test_words_begin_when_they_are_said_to_at_any_speed(speed: float, tmp_path: Path) -> None:
    briefing, samples = master_at(tmp_path, "tone", speed)
    reach = round(0.04 * briefing.rate)
    late = []
    for cue in briefing.utterances:
        assert [word.index for word in cue.words] == list(range(len(cue.spoken.split())))
        assert all(cue.start <= word.start < word.end <= cue.end for word in cue.words)
        before = cue.start - 10 * reach
        for word in cue.words:
            if word.start - before > 2 * reach:  # else the word before is heard as well
                near = np.abs(samples[word.start - reach : word.start + reach])
                onset = int(np.flatnonzero(near > 3_000)[0]) - reach
                late.append(onset / briefing.rate * 1000)
            before = word.end
    assert len(late) > 10
    assert np.abs(late).max() < (2 if speed == 1 else 20)
    assert abs(np.mean(late)) < 10


@pytest.mark.parametrize("voice", ["tone", "espeak"])
def test_a_briefing_is_as_much_faster_as_was_asked_but_for_its_pauses(voice: str, tmp_path: Path) -> None:
    spoken = {}
    for speed in (1.0, 1.25, 1.6):
        briefing, _ = master_at(tmp_path, voice, speed)
        inside = sum(rests_ms(cue.spoken, Pauses()) for cue in briefing.utterances) / 1000
        spoken[speed] = sum(cue.end - cue.start for cue in briefing.utterances) / briefing.rate - inside
        room = frame_samples(briefing.rate) // 2  # a long pause ends on a frame of the MP3
        asked = {frames_of(ms, briefing.rate): room if ms >= GRID_MS else 0 for ms in (350, 400, 600, 650)}
        gaps = {
            after.start - before.end
            for before, after in pairwise(briefing.utterances)
            if before.chapter == after.chapter
        }
        assert all(any(abs(gap - ms) <= off for ms, off in asked.items()) for gap in gaps), "as asked"
    assert spoken[1.0] / spoken[1.25] == pytest.approx(1.25, rel=0.03)
    assert spoken[1.0] / spoken[1.6] == pytest.approx(1.6, rel=0.04)


@pytest.mark.parametrize("speed", [0.8, 1.25, 2.0])
def test_a_voice_that_sends_mp3_and_no_times_is_stretched_as_exactly(speed: float, tmp_path: Path) -> None:
    text = "قَالَ الرَّجُلُ كَلِمَةً وَاحِدَةً، ثُمَّ سَكَتَ وَمَضَى فِي طَرِيقِه."
    usual = Dirty(espeak.Voice(espeak.Options()))
    faster = Stretched(usual, speed)
    script = script_of((text,))
    frames = {}
    for name, voice in (("usual", usual), ("faster", faster)):
        recording = record(script, voice, Store(tmp_path / name))
        frames[name] = recording.lengths["s01u01"] - frames_of(Pauses().comma_ms, recording.rate)
        clip = recording.clip("s01u01")
        assert clip.frames == recording.lengths["s01u01"]
        assert [word.index for word in clip.words] == list(range(len(text.split())))
        assert clip.words[-1].end == clip.frames
        silent = np.diff(np.flatnonzero(np.frombuffer(clip.pcm, "<i2"))).max() - 1
        assert silent == pytest.approx(frames_of(Pauses().comma_ms, recording.rate), abs=50)  # and its room
        start, end = clip.words[4].start, clip.words[3].end
        assert start - end == pytest.approx(frames_of(Pauses().comma_ms, recording.rate), abs=3)
    faster.close()
    assert frames["usual"] / frames["faster"] == pytest.approx(speed, rel=0.02)


@pytest.mark.parametrize("speed", [0.8, 1.25, 2.0])
def test_what_is_between_two_pauses_is_stretched_by_itself(speed: float) -> None:
    text = "كلمة أولى، ثم كلمة ثانية، ثم كلمة ثالثة"
    faster = Stretched(tone.Voice(tone.Options()), speed).speak(text)
    samples = np.frombuffer(faster.data, "<i2")
    assert [pause.index for pause in faster.pauses] == [1, 4]
    for pause in faster.pauses:
        assert not samples[pause.start : pause.end].any()
        assert (pause.end - pause.start) / 16_000 == pytest.approx(0.11 / speed, abs=0.01)


@pytest.mark.parametrize("speed", [0.0, 0.4, 3.1, -1.0])
def test_a_speed_nobody_follows_is_refused(speed: float) -> None:
    with pytest.raises(RequestError, match="between"):
        voice_at_speed("tone", Settings(speed=speed))
