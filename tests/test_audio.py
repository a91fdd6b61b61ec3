"""Clips are trimmed, never cut; the master is what the timeline says, to the frame."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.audio.assemble import stretches, write_master
from briefing.audio.decode import ROOM_MS, fit
from briefing.audio.tones import section_tone
from briefing.contracts import Sound
from briefing.errors import VoiceOffline, VoiceRefused
from briefing.model import Clip, Timeline, WordTime
from briefing.settings import TONE_MS, Pauses
from briefing.timeline import frames_of, lay
from tests.scripts import script_of

RATE = 16_000


def speech(frames: int, *, level: int = 8_000, seed: int = 1) -> bytes:
    """Noise that is loud from its first to its last frame."""
    signs = np.random.default_rng(seed).choice([-1, 1], frames)
    return bytes((signs * level).astype("<i2").tobytes())


@given(st.integers(0, 9_000), st.integers(1, 20_000), st.integers(0, 9_000))
def test_silent_edges_are_trimmed_to_their_room_and_speech_is_whole(lead: int, body: int, tail: int) -> None:
    sound = Sound(data=bytes(2 * lead) + speech(body) + bytes(2 * tail), encoding="pcm", rate=RATE)
    pcm, _ = fit(sound, rate=RATE)
    room = round(ROOM_MS * RATE / 1000)
    assert len(pcm) // 2 == min(lead, room) + body + min(tail, room)
    assert speech(body) in pcm


def test_word_times_move_with_the_trimming() -> None:
    sound = Sound(
        data=bytes(2 * 1_000) + speech(500) + bytes(2 * 50),
        encoding="pcm",
        rate=RATE,
        words=(WordTime(0, 900, 1_200), WordTime(1, 1_200, 1_550)),
    )
    _, words = fit(sound, rate=RATE)
    assert words == (WordTime(0, 60, 360), WordTime(1, 360, 710))


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100])
def test_resampling_keeps_length_pitch_and_word_times(rate: int) -> None:
    time = np.arange(RATE * 2) / RATE
    tone = (8_000 * np.sin(2 * np.pi * 440 * time)).astype("<i2").tobytes()
    sound = Sound(
        data=tone, encoding="pcm", rate=RATE, words=(WordTime(0, 0, RATE), WordTime(1, RATE, 2 * RATE))
    )
    pcm, words = fit(sound, rate=rate)
    samples = np.frombuffer(pcm, "<i2").astype(float)
    assert len(samples) == pytest.approx(2 * rate, abs=rate * 0.002)
    loudest = np.abs(np.fft.rfft(samples)).argmax() * rate / len(samples)
    assert loudest == pytest.approx(440, abs=2)
    assert words[1].start == pytest.approx(rate, abs=rate * 0.002)


@pytest.mark.parametrize("data", [b"", bytes(8_000), b"\x05\x00" * 4_000])
def test_silence_is_refused(data: bytes) -> None:
    with pytest.raises(VoiceRefused, match="silence"):
        fit(Sound(data=data, encoding="pcm", rate=RATE), rate=RATE)


@pytest.mark.parametrize("data", [b"", b"<html>consent</html>" * 50, bytes(range(256)) * 3])
def test_what_is_no_mp3_is_asked_for_again(data: bytes) -> None:
    with pytest.raises((VoiceOffline, VoiceRefused)):
        fit(Sound(data=data, encoding="mp3", rate=24_000), rate=24_000)


def laid(*groups: tuple[int, ...], tone: bool = True) -> tuple[Timeline, dict[str, Clip]]:
    script = script_of(*(tuple("كلمة" for _ in group) for group in groups))
    lengths = iter([RATE // 2, *(frames for group in groups for frames in group)])
    clips = {
        item.id: Clip(item.id, speech(next(lengths), seed=number))
        for number, item in enumerate(script.utterances())
    }
    return lay(
        script,
        {name: clip.frames for name, clip in clips.items()},
        rate=RATE,
        pauses=Pauses(),
        tone_frames=frames_of(TONE_MS, RATE) if tone else 0,
    ), clips


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(400, 30_000), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_master_has_exactly_the_frames_of_its_timeline(groups: list[list[int]]) -> None:
    timeline, clips = laid(*(tuple(group) for group in groups))
    master = b"".join(part.raw_data for part in stretches(timeline, clips.__getitem__))
    assert len(master) == 2 * timeline.frames


def test_each_clip_stands_at_its_cue_and_silence_between(tmp_path: Path) -> None:
    timeline, clips = laid((9_000, 20_000), (15_000,))
    write_master(tmp_path / "master.wav", timeline, clips.__getitem__)
    with wave.open(str(tmp_path / "master.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.getnframes() == timeline.frames
        master = np.frombuffer(file.readframes(timeline.frames), "<i2")
    silent = np.ones(timeline.frames, dtype=bool)
    fade = frames_of(6, RATE)
    for cue in timeline.cues:
        clip = np.frombuffer(clips[cue.id].pcm, "<i2")
        assert np.array_equal(master[cue.start + fade : cue.end - fade], clip[fade:-fade])
        assert abs(int(master[cue.start])) < 300, "the first frame is faded in"
        silent[cue.start : cue.end] = False
    for start in timeline.tones:
        silent[start : start + frames_of(TONE_MS, RATE)] = False
    assert not master[silent].any()
    assert len(timeline.tones) == 2


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100])
@pytest.mark.parametrize("frames", range(945, 967, 3))
def test_fading_never_makes_a_clip_longer(rate: int, frames: int) -> None:
    """The last clip may end with the master, where there is no room for another frame."""
    script = script_of(("كلمة",))
    clips = {item.id: Clip(item.id, speech(frames)) for item in script.utterances()}
    lengths = {name: clip.frames for name, clip in clips.items()}
    timeline = lay(script, lengths, rate=rate, pauses=Pauses(tail_ms=0))
    assert (
        sum(len(stretch.raw_data) // 2 for stretch in stretches(timeline, clips.__getitem__))
        == timeline.frames
    )


def test_a_long_segment_is_handed_on_in_stretches() -> None:
    timeline, clips = laid(tuple([RATE * 20] * 9))
    parts = list(stretches(timeline, clips.__getitem__))
    assert len(parts) >= 3
    assert max(len(part.raw_data) for part in parts) < RATE * 2 * 90


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000])
def test_the_tone_is_soft_and_starts_and_ends_in_silence(rate: int) -> None:
    tone = np.frombuffer(section_tone(rate), "<i2")
    assert len(tone) == frames_of(TONE_MS, rate)
    assert 1_000 < np.abs(tone).max() < 2_000
    assert abs(int(tone[0])) <= 2
    assert abs(int(tone[-1])) <= 2
