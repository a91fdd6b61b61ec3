"""The soundbite: whole sentences of the summary, 15 to 120 seconds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model import Briefing, Chapter, Cue, Role, SegmentKind
from briefing.shows.soundbites import LEAST_MS, MOST_MS, soundbite
from tests.briefings import make_briefing

RATE = 8_000
PAUSE_MS = 350


def told(summary: list[int], narration: list[int]) -> Briefing:
    """A briefing whose sentences last so many milliseconds."""
    cues: list[Cue] = []
    at = 0
    for chapter, role, lengths in (
        ("summary", Role.SUMMARY, [800, *summary]),
        ("s01", Role.NARRATION, narration),
    ):
        for number, length in enumerate(lengths):
            end = at + length * RATE // 1000
            cues.append(
                Cue(
                    id=f"{chapter}u{number:02d}",
                    chapter=chapter,
                    role=role,
                    shown=f"جملة {number}.",
                    spoken=f"جملة {number}.",
                    start=at,
                    end=end,
                    sentence=None if role is Role.SUMMARY and not number else f"s01u{number:02d}",
                )
            )
            at = end + PAUSE_MS * RATE // 1000
    edge = next((cue.start for cue in cues if cue.chapter == "s01"), at)
    chapters = (
        Chapter(id="summary", kind=SegmentKind.SUMMARY, title="الملخص", start=0, end=edge),
        Chapter(id="s01", kind=SegmentKind.SECTION, title="القسم", start=edge, end=at),
    )
    return replace(make_briefing(), rate=RATE, frames=at, chapters=chapters, utterances=tuple(cues))


def test_the_whole_summary_is_taken_without_the_word_that_announces_it() -> None:
    bite = soundbite(told([9_000, 12_000, 8_000], []))
    assert bite is not None
    assert (bite.start_ms, bite.duration_ms) == (800 + PAUSE_MS, 29_000 + 2 * PAUSE_MS)
    assert bite.title == "جملة 1."


def test_a_long_summary_gives_its_first_minute() -> None:
    bite = soundbite(told([20_000] * 10, []))
    assert bite is not None
    assert bite.duration_ms == 40_000 + PAUSE_MS  # a third one would pass the minute


def test_a_sentence_of_over_two_minutes_is_passed_over() -> None:
    bite = soundbite(told([130_000, 40_000], []))
    assert bite is not None
    assert (bite.start_ms, bite.duration_ms) == (800 + 2 * PAUSE_MS + 130_000, 40_000)


def test_a_short_summary_leaves_it_to_the_first_section() -> None:
    bite = soundbite(told([4_000], [10_000, 10_000]))
    assert bite is not None
    assert (bite.start_ms, bite.duration_ms) == (4_800 + 2 * PAUSE_MS, 20_000 + PAUSE_MS)


def test_a_briefing_of_a_few_seconds_has_none() -> None:
    assert soundbite(make_briefing()) is None


LENGTHS = st.lists(st.integers(200, 140_000), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LENGTHS, LENGTHS)
def test_a_soundbite_begins_and_ends_with_sentences(summary: list[int], narration: list[int]) -> None:
    briefing = told(summary, narration)
    bite = soundbite(briefing)
    if bite is not None:
        assert LEAST_MS <= bite.duration_ms <= MOST_MS
        starts = {round(cue.start * 1000 / RATE) for cue in briefing.utterances}
        ends = {round(cue.end * 1000 / RATE) for cue in briefing.utterances}
        assert bite.start_ms in starts
        assert bite.start_ms + bite.duration_ms in ends
    else:
        assert not any(LEAST_MS <= length <= MOST_MS for length in (*summary, *narration))
