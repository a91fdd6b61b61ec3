"""The timeline: everything in integer frames, nothing lost between them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import SoundKind, WordTime
from briefing.settings import Interludes, Pauses
from briefing.timeline import GRID_MS, frames_of, lay, milliseconds, srt_clock, vtt_clock
from tests.scripts import script_of

RATES = st.sampled_from([8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000])


@st.composite
def laid(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    groups = draw(st.lists(st.integers(1, 5), min_size=1, max_size=6))
    script = script_of(*(tuple("كلمة" for _ in range(size)) for size in groups))
    rate = draw(RATES)
    lengths = {item.id: draw(st.integers(1, 40 * rate)) for item in script.utterances()}
    pauses = Pauses(
        lead_ms=draw(st.integers(50, 100)),
        section_ms=draw(st.integers(300, 3000)),
        tone_ms=draw(st.integers(300, 900)),
        tail_ms=draw(st.integers(0, 900)),
    )
    interludes = Interludes(
        opening_ms=draw(st.sampled_from([0, 900])),
        section_ms=draw(st.sampled_from([0, 420])),
        closing_ms=draw(st.sampled_from([0, 1_501])),
        bed=draw(st.booleans()),
    )
    return (
        script,
        lengths,
        rate,
        pauses,
        interludes,
        lay(script, lengths, rate=rate, pauses=pauses, interludes=interludes),
    )


@given(laid())
def test_chapters_are_contiguous_from_the_first_frame_to_the_last(case) -> None:  # type: ignore[no-untyped-def]
    timeline = case[-1]
    assert timeline.chapters[0].start == 0
    assert timeline.chapters[-1].end == timeline.frames
    for before, after in zip(timeline.chapters, timeline.chapters[1:], strict=False):
        assert before.end == after.start


@given(laid(), st.sampled_from([576, 1152]))
def test_what_follows_a_long_pause_begins_on_the_grid(case, grid: int) -> None:  # type: ignore[no-untyped-def]
    script, lengths, rate, pauses, interludes, exact = case
    timeline = lay(script, lengths, rate=rate, pauses=pauses, interludes=interludes, grid=grid)
    tones = {sound.end: sound.start for sound in timeline.sounds if sound.kind is SoundKind.SECTION}
    long = {segment.utterances[-1].id for segment in script.segments if pauses.section_ms >= GRID_MS}
    long |= {item.id for item in script.utterances() if item.pause_ms >= GRID_MS}
    was, is_now = pairwise(exact.cues), pairwise(timeline.cues)
    for (before, after), (said, following) in zip(was, is_now, strict=True):
        missing = (following.start - said.end) - (after.start - before.end)
        if said.id in long:
            begins = tones.get(following.start - frames_of(pauses.tone_ms, rate), following.start)
            assert begins % grid == 0
            assert abs(missing) <= grid // 2
        else:
            assert missing == 0
    assert timeline.chapters[-1].end == timeline.frames
    assert [cue.end - cue.start for cue in timeline.cues] == [cue.end - cue.start for cue in exact.cues]


@given(laid())
def test_every_utterance_has_one_cue_of_exactly_its_clip_s_length(case) -> None:  # type: ignore[no-untyped-def]
    script, lengths, _, _, _, timeline = case
    assert [cue.id for cue in timeline.cues] == [item.id for item in script.utterances()]
    assert all(cue.end - cue.start == lengths[cue.id] for cue in timeline.cues)


@given(laid())
def test_cues_stay_in_their_chapter_and_never_touch(case) -> None:  # type: ignore[no-untyped-def]
    _, _, rate, _, _, timeline = case
    chapters = {chapter.id: chapter for chapter in timeline.chapters}
    for cue in timeline.cues:
        assert chapters[cue.chapter].start <= cue.start < cue.end <= chapters[cue.chapter].end
    for before, after in zip(timeline.cues, timeline.cues[1:], strict=False):
        assert milliseconds(after.start - before.end, rate) >= 150


@given(laid())
def test_a_chapter_mark_lies_in_silence_50_to_100_ms_before_its_first_word(case) -> None:  # type: ignore[no-untyped-def]
    _, _, rate, pauses, interludes, timeline = case
    first: dict[str, int] = {}
    for cue in timeline.cues:
        first.setdefault(cue.chapter, cue.start)
    opening = (
        frames_of(interludes.opening_ms, rate) + frames_of(pauses.tone_ms, rate)
        if interludes.opening_ms
        else 0
    )
    for number, chapter in enumerate(timeline.chapters):
        lead = first[chapter.id] - chapter.start - (0 if number else opening)
        assert lead == frames_of(pauses.lead_ms, rate)
    for sound in timeline.sounds:
        assert not any(sound.start < chapter.start < sound.end for chapter in timeline.chapters)


@given(laid())
def test_each_sound_has_its_place_and_its_length(case) -> None:  # type: ignore[no-untyped-def]
    script, _, rate, pauses, interludes, timeline = case
    kinds = [sound.kind for sound in timeline.sounds if sound.kind is not SoundKind.BED]
    assert kinds == [
        *([SoundKind.OPENING] if interludes.opening_ms else []),
        *([SoundKind.SECTION] * (len(script.segments) - 1) if interludes.section_ms else []),
        *([SoundKind.CLOSING] if interludes.closing_ms else []),
    ]
    for sound in timeline.sounds:
        if sound.kind is SoundKind.BED:
            ident = timeline.chapters[0]
            assert ident.start <= sound.start < sound.end < ident.end
            continue
        assert sound.end - sound.start == frames_of(getattr(interludes, f"{sound.kind}_ms"), rate)
        assert all(sound.end <= cue.start or cue.end <= sound.start for cue in timeline.cues)
    assert timeline.sounds == tuple(sorted(timeline.sounds, key=lambda sound: sound.start))
    if interludes.closing_ms:
        closing = timeline.sounds[-1]
        assert closing.start - timeline.cues[-1].end == frames_of(pauses.section_ms, rate)
        assert timeline.frames - closing.end == frames_of(pauses.tail_ms, rate)


@given(laid())
def test_at_least_300_ms_of_silence_stand_before_a_section(case) -> None:  # type: ignore[no-untyped-def]
    _, _, rate, _, _, timeline = case
    ends = [cue.end for cue in timeline.cues]
    ends += [sound.end for sound in timeline.sounds if sound.kind is SoundKind.SECTION]
    for chapter in timeline.chapters[1:]:
        first = next(cue.start for cue in timeline.cues if cue.chapter == chapter.id)
        silence = first - max(end for end in ends if end <= first)
        assert milliseconds(silence, rate) >= 300


def test_the_times_of_words_move_with_their_clip() -> None:
    script = script_of(("كلمة أخرى",))
    words = {"s01u01": (WordTime(0, 0, 10), WordTime(1, 12, 20))}
    timeline = lay(script, {"identu01": 100, "s01u01": 20}, rate=1000, pauses=Pauses(), words=words)
    cue = timeline.cues[1]
    assert cue.words == (WordTime(0, cue.start, cue.start + 10), WordTime(1, cue.start + 12, cue.start + 20))


def test_an_utterance_without_a_clip_is_a_bug_and_never_silence() -> None:
    with pytest.raises(KeyError, match="s01u01"):
        lay(script_of(("كلمة",)), {"identu01": 5}, rate=1000, pauses=Pauses())


@given(st.lists(st.integers(0, 10**7), max_size=200), RATES)
def test_rounding_once_keeps_the_drift_under_a_millisecond(starts: list[int], rate: int) -> None:
    for frame in starts:
        assert abs(milliseconds(frame, rate) - frame * 1000 / rate) <= 0.5


@pytest.mark.parametrize(
    ("ms", "vtt", "srt"),
    [
        (0, "00:00:00.000", "00:00:00,000"),
        (61_005, "00:01:01.005", "00:01:01,005"),
        (3_600_000 * 27 + 1, "27:00:00.001", "27:00:00,001"),
    ],
)
def test_clocks_are_written_as_the_caption_formats_want_them(ms: int, vtt: str, srt: str) -> None:
    assert (vtt_clock(ms), srt_clock(ms)) == (vtt, srt)
