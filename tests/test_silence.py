"""Silence is found, measured and taken out; what is put in its place is exactly what was asked for."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.audio.assemble import stretches
from briefing.audio.decode import fit
from briefing.audio.silence import ROOM_MS, centred
from briefing.contracts import Sound, Voice
from briefing.model import Breath, Timeline, WordTime
from briefing.settings import Pauses
from briefing.speech import Recording, record
from briefing.store import Store
from briefing.text.rests import rest_ms, rests
from briefing.timeline import frames_of, lay
from briefing.voices import espeak
from tests.dirty import Dirty
from tests.scripts import script_of

RATE = 16_000
ROOM = frames_of(ROOM_MS, RATE)
SPOKEN = (
    "قَالَ الْوَزِيرُ إِنَّ الْأَسْعَارَ ارْتَفَعَتْ، وَإِنَّ الْحُكُومَةَ تَدْرُسُ الْأَمْرَ؛ ثُمَّ أَضَافَ: «لَنْ نَقْبَلَ بِذَلِكَ أَبَدًا»، وَسَكَت.",
    "هَلْ هَذَا مَعْقُولٌ؟",
    "هَمَسَتْ، هَمْسًا: فَفَهِمَ، فَفَرِحَ، حَتَّى تَبَسَّمَ.",
)


def tone(ms: float, *, level: float = 8_000, hertz: float = 200) -> np.ndarray:
    time = np.arange(frames_of(ms, RATE)) / RATE
    return level * np.sin(2 * np.pi * hertz * time + 0.7)


def still(ms: float) -> np.ndarray:
    return np.zeros(frames_of(ms, RATE))


def sound_of(*parts: np.ndarray, words: tuple[WordTime, ...] = ()) -> Sound:
    pcm = np.round(np.concatenate(parts)).astype("<i2").tobytes()
    return Sound(data=pcm, encoding="pcm", rate=RATE, words=words)


def samples_of(pcm: bytes) -> np.ndarray:
    return np.frombuffer(pcm, "<i2").astype(np.int64)


def longest_silences(pcm: bytes, count: int) -> list[int]:
    """The longest runs of digital silence inside, in their order."""
    alive = np.flatnonzero(samples_of(pcm))
    gaps = np.diff(alive) - 1
    return [int(gaps[at]) for at in sorted(np.argsort(gaps)[-count:])]


# --- direct current --------------------------------------------------------------------------------


@given(st.integers(-3_000, 3_000), st.integers(0, 400))
def test_a_clip_has_no_direct_current(offset: int, lead_ms: int) -> None:
    sound = sound_of(np.concatenate([still(lead_ms), tone(500), still(200), tone(300)]) + offset)
    samples = samples_of(fit(sound, rate=RATE).pcm)
    assert abs(samples.mean()) < 12
    assert len(samples) == pytest.approx(frames_of(1_000, RATE) + min(frames_of(lead_ms, RATE), ROOM), abs=30)


def test_digital_silence_stays_digital_while_the_voice_is_centred() -> None:
    voice = tone(300) + 100
    sound = np.round(np.concatenate([voice, still(100), voice])).astype(np.int16)
    shifted = centred(sound, rate=RATE)
    assert not shifted[len(voice) : len(voice) + frames_of(100, RATE)].any()
    assert abs(shifted.mean()) < 1


# --- the edges -------------------------------------------------------------------------------------


def test_a_breathy_onset_and_a_soft_tail_are_speech() -> None:
    """An /h/ 45 dB under the vowel, and a tail that fades away over a fifth of a second."""
    breath = np.random.default_rng(3).normal(0, 50, frames_of(80, RATE))
    tail = tone(200) * np.linspace(1, 0, frames_of(200, RATE)) ** 2
    sound = sound_of(still(300), breath, tone(400), tail, still(300))
    kept = len(fit(sound, rate=RATE).pcm) / 2 / RATE * 1000
    assert 80 + 400 + 175 < kept <= 80 + 400 + 200 + 2 * ROOM_MS


@pytest.mark.parametrize("noise", [1, 5, 15, 30])
def test_the_hiss_of_a_noisy_voice_is_silence(noise: int) -> None:
    hiss = np.random.default_rng(5).normal(0, noise, frames_of(1_000, RATE))
    clip = np.concatenate([still(300), tone(400), still(300)]) + hiss
    kept = len(fit(sound_of(clip), rate=RATE).pcm) / 2 / RATE * 1000
    assert kept == pytest.approx(400 + 2 * ROOM_MS, abs=8)


def test_a_quiet_voice_is_trimmed_like_a_loud_one() -> None:
    lengths = {
        len(fit(sound_of(still(100), tone(300, level=level), still(100)), rate=RATE).pcm) // 2
        for level in (400, 4_000, 30_000)
    }
    assert max(lengths) - min(lengths) <= 4


def test_a_click_far_from_the_speech_is_none_of_it() -> None:
    click = tone(10, level=150)
    kept = (
        len(fit(sound_of(click, still(300), tone(400), still(300), click), rate=RATE).pcm) / 2 / RATE * 1000
    )
    assert kept == pytest.approx(400 + 2 * ROOM_MS, abs=2)


# --- the pauses inside -----------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(60, 400), st.integers(15, 500)), min_size=2, max_size=6),
    st.integers(0, 300),
)
def test_where_words_have_times_every_pause_at_a_mark_is_found(
    said: list[tuple[int, int]], lead_ms: int
) -> None:
    parts, words, at = [still(lead_ms)], [], frames_of(lead_ms, RATE)
    for index, (word_ms, gap_ms) in enumerate(said):
        parts += [tone(word_ms), still(gap_ms)]
        words.append(WordTime(index, at, at + frames_of(word_ms, RATE)))
        at += frames_of(word_ms, RATE) + frames_of(gap_ms, RATE)
    text = "، ".join("كلمة" for _ in said)
    fitted = fit(sound_of(*parts, words=tuple(words)), rate=RATE, text=text)
    assert [breath.word for breath in fitted.breaths] == list(range(len(said) - 1))
    told = sum(frames_of(word_ms, RATE) for word_ms, _ in said)
    edges = min(frames_of(lead_ms, RATE), ROOM) + min(frames_of(said[-1][1], RATE), ROOM)
    assert len(fitted.pcm) // 2 == pytest.approx(told + edges + 2 * ROOM * (len(said) - 1), abs=2 * len(said))
    for word, (word_ms, _) in zip(fitted.words, said, strict=True):
        assert word.end - word.start == pytest.approx(frames_of(word_ms, RATE), abs=1)
    for breath, (before, after) in zip(fitted.breaths, itertools.pairwise(fitted.words), strict=True):
        assert before.end <= breath.frame <= after.start


@pytest.mark.parametrize(
    ("gaps_ms", "found"),
    [
        ((200, 200), [0, 1]),
        ((200, 90), [0, 1]),
        ((200, 40), []),  # one of two was found: nobody knows which
        ((60, 60), []),
    ],
)
def test_without_word_times_pauses_are_found_where_there_is_no_doubt(
    gaps_ms: tuple[int, int], found: list[int]
) -> None:
    word = np.concatenate([tone(150), still(45), tone(150)])  # a closed consonant in the middle
    sound = sound_of(still(200), word, still(gaps_ms[0]), word, still(gaps_ms[1]), word, still(200))
    breaths = fit(sound, rate=RATE, text="كلمة، كلمة، كلمة").breaths
    assert [breath.word for breath in breaths] == found


def test_a_silence_far_from_the_mark_is_no_pause_at_it() -> None:
    sound = sound_of(tone(2_500), still(300), tone(300))
    assert not fit(sound, rate=RATE, text="كلمة، كلمة كلمة كلمة كلمة كلمة كلمة كلمة").breaths


def test_pauses_that_a_voice_tells_are_taken_as_told() -> None:
    word = tone(200)
    sound = sound_of(word, still(50), word)
    gap = WordTime(0, len(word), len(word) + frames_of(50, RATE))
    told = Sound(data=sound.data, encoding="pcm", rate=RATE, pauses=(gap,))
    assert fit(told, rate=RATE, text="كلمة، كلمة").breaths == (Breath(0, len(word)),)


# --- with real voices ------------------------------------------------------------------------------


VOICES = ("espeak", "dirty")


def voice_of(name: str) -> Voice:
    voice = espeak.Voice(espeak.Options())
    return voice if name == "espeak" else Dirty(voice)


def recorded(name: str, folder: Path, pauses: Pauses) -> tuple[Recording, Timeline]:
    voice = voice_of(name)
    script = script_of(SPOKEN)
    recording = record(script, voice, Store(folder), pauses=pauses)
    voice.close()
    return recording, lay(
        script, recording.lengths, rate=recording.rate, pauses=pauses, words=recording.words
    )


@pytest.mark.parametrize("name", VOICES)
def test_the_largest_step_at_a_join_is_no_larger_than_inside_speech(name: str, tmp_path: Path) -> None:
    pauses = Pauses(comma_ms=200)
    recording, timeline = recorded(name, tmp_path, pauses)
    master = samples_of(b"".join(part.raw_data for part in stretches(timeline, recording.clip)))
    steps = np.abs(np.diff(master))
    inside = np.percentile(np.concatenate([steps[cue.start : cue.end] for cue in timeline.cues]), 99.9)
    near = frames_of(2, timeline.rate)
    joins = [edge for cue in timeline.cues for edge in (cue.start, cue.end)]
    for cue in timeline.cues:  # and where pauses are put inside
        clip = samples_of(recording.clip(cue.id).pcm)
        alive = np.flatnonzero(clip)
        for at in np.flatnonzero(np.diff(alive) > frames_of(150, timeline.rate)):
            joins += [cue.start + int(alive[at]), cue.start + int(alive[at + 1])]
    largest = max(steps[max(0, join - near) : join + near].max() for join in joins)
    assert len(joins) > 2 * len(timeline.cues) + 3
    assert largest <= inside


@pytest.mark.parametrize("name", VOICES)
def test_clips_of_real_voices_have_no_direct_current_and_no_silent_edges(name: str, tmp_path: Path) -> None:
    recording, timeline = recorded(name, tmp_path, Pauses())
    for cue in timeline.cues:
        clip = samples_of(recording.clip(cue.id).pcm)
        assert abs(clip[clip != 0].mean()) < 2
        loud = np.flatnonzero(np.abs(clip) > np.abs(clip).max() * 10 ** (-40 / 20))
        assert loud[0] < frames_of(60, timeline.rate)
        assert len(clip) - loud[-1] < frames_of(90, timeline.rate)


@pytest.mark.parametrize("pauses", [Pauses(), Pauses(comma_ms=300, quote_ms=700), Pauses().scaled(0.5)])
def test_a_pause_inside_a_sentence_is_exactly_what_was_asked_for(pauses: Pauses, tmp_path: Path) -> None:
    recording, timeline = recorded("espeak", tmp_path, pauses)
    for cue in timeline.cues:
        clip = recording.clip(cue.id)
        assert clip.frames == cue.end - cue.start
        asked = [frames_of(rest_ms(rest, pauses), timeline.rate) for rest in rests(cue.spoken).values()]
        last_ends = [clip.words[word].end for word in rests(cue.spoken)]
        next_starts = [clip.words[word + 1].start for word in rests(cue.spoken)]
        for ms, end, start in zip(asked, last_ends, next_starts, strict=True):
            between = samples_of(clip.pcm)[end:start]
            assert ms <= start - end <= ms + 2 * frames_of(ROOM_MS, timeline.rate)
            assert len(between) - np.count_nonzero(between) >= ms


def test_pauses_change_nothing_of_what_is_kept(tmp_path: Path) -> None:
    first, _ = recorded("espeak", tmp_path, Pauses())
    again, _ = recorded("espeak", tmp_path, Pauses(comma_ms=500))
    assert (first.fresh, again.fresh) == (len(SPOKEN) + 1, 0)
    assert sum(again.lengths.values()) > sum(first.lengths.values())
