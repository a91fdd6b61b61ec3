"""Clips are trimmed, never cut; the master is what the timeline says, to the frame."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.audio import sounds as sounding
from briefing.audio.assemble import stretches, write_master
from briefing.audio.decode import fit
from briefing.audio.silence import ROOM_MS
from briefing.audio.sounds import Sounds
from briefing.audio.tones import CHIMES, chime
from briefing.contracts import Sound
from briefing.errors import VoiceOffline, VoiceRefused
from briefing.model import Clip, SoundKind, Timeline, WordTime
from briefing.settings import Jingles, Pauses
from briefing.timeline import lay
from tests.scripts import script_of

RATE = 16_000


def speech(frames: int, *, level: int = 8_000, seed: int = 1) -> bytes:
    """Noise that is loud from its first to its last frame; of an even number of frames the mean is nil."""
    signs = np.random.default_rng(seed).choice([-1, 1], -(-frames // 2))
    return bytes((np.stack([signs, -signs], axis=1).ravel()[:frames] * level).astype("<i2").tobytes())


@given(st.integers(0, 9_000), st.integers(1, 10_000), st.integers(0, 9_000))
def test_silent_edges_are_trimmed_to_their_room_and_speech_is_whole(lead: int, half: int, tail: int) -> None:
    body = 2 * half
    sound = Sound(data=bytes(2 * lead) + speech(body) + bytes(2 * tail), encoding="pcm", rate=RATE)
    samples = np.frombuffer(fit(sound, rate=RATE).pcm, "<i2")
    room = round(ROOM_MS * RATE / 1000)
    before, after = min(lead, room), min(tail, room)
    assert len(samples) == before + body + after
    whole = np.pad(np.frombuffer(speech(body), "<i2"), (before, after))
    faded = min(room, len(samples) // 2)
    assert np.array_equal(samples[faded : len(samples) - faded], whole[faded : len(whole) - faded])
    assert faded == 0 or samples[0] == samples[-1] == 0, "it begins and ends with nothing"


def test_word_times_move_with_the_trimming() -> None:
    sound = Sound(
        data=bytes(2 * 1_000) + speech(500) + bytes(2 * 50),
        encoding="pcm",
        rate=RATE,
        words=(WordTime(0, 900, 1_200), WordTime(1, 1_200, 1_550)),
    )
    assert fit(sound, rate=RATE).words == (WordTime(0, 0, 280), WordTime(1, 280, 630))


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100])
def test_resampling_keeps_length_pitch_and_word_times(rate: int) -> None:
    time = np.arange(RATE * 2) / RATE
    tone = (8_000 * np.sin(2 * np.pi * 440 * time)).astype("<i2").tobytes()
    sound = Sound(
        data=tone, encoding="pcm", rate=RATE, words=(WordTime(0, 0, RATE), WordTime(1, RATE, 2 * RATE))
    )
    fitted = fit(sound, rate=rate)
    samples = np.frombuffer(fitted.pcm, "<i2").astype(float)
    assert len(samples) == pytest.approx(2 * rate, abs=rate * 0.002)
    loudest = np.abs(np.fft.rfft(samples)).argmax() * rate / len(samples)
    assert loudest == pytest.approx(440, abs=2)
    assert fitted.words[1].start == pytest.approx(rate, abs=rate * 0.002)


@pytest.mark.parametrize("data", [b"", bytes(8_000), b"\x05\x00" * 4_000])
def test_silence_is_refused(data: bytes) -> None:
    with pytest.raises(VoiceRefused, match="silence"):
        fit(Sound(data=data, encoding="pcm", rate=RATE), rate=RATE)


@pytest.mark.parametrize("data", [b"", b"<html>consent</html>" * 50, bytes(range(256)) * 3])
def test_what_is_no_mp3_is_asked_for_again(data: bytes) -> None:
    with pytest.raises((VoiceOffline, VoiceRefused)):
        fit(Sound(data=data, encoding="mp3", rate=24_000), rate=24_000)


OWN = Sounds({kind: chime(kind, RATE) for kind in CHIMES})


def laid(*groups: tuple[int, ...]) -> tuple[Timeline, dict[str, Clip]]:
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
        interludes=sounding.lengths(Jingles()),
    ), clips


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(400, 30_000), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_master_has_exactly_the_frames_of_its_timeline(groups: list[list[int]]) -> None:
    timeline, clips = laid(*(tuple(group) for group in groups))
    master = b"".join(part.raw_data for part in stretches(timeline, clips.__getitem__, sounds=OWN))
    assert len(master) == 2 * timeline.frames


def test_each_clip_stands_at_its_cue_and_silence_between(tmp_path: Path) -> None:
    timeline, clips = laid((9_000, 20_000), (15_000,))
    write_master(tmp_path / "master.wav", timeline, clips.__getitem__, sounds=OWN)
    with wave.open(str(tmp_path / "master.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.getnframes() == timeline.frames
        master = np.frombuffer(file.readframes(timeline.frames), "<i2")
    silent = np.ones(timeline.frames, dtype=bool)
    for cue in timeline.cues:
        clip = np.frombuffer(clips[cue.id].pcm, "<i2")
        assert np.array_equal(master[cue.start : cue.end], clip)
        silent[cue.start : cue.end] = False
    for sound in timeline.sounds:
        silent[sound.start : sound.end] = False
    assert not master[silent].any()
    assert [sound.kind for sound in timeline.sounds] == [
        SoundKind.OPENING,
        SoundKind.SECTION,
        SoundKind.SECTION,
        SoundKind.CLOSING,
    ]


def test_a_long_segment_is_handed_on_in_stretches() -> None:
    timeline, clips = laid(tuple([RATE * 20] * 9))
    parts = list(stretches(timeline, clips.__getitem__, sounds=OWN))
    assert len(parts) >= 3
    assert max(len(part.raw_data) for part in parts) < RATE * 2 * 90
