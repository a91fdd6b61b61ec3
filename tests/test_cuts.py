"""Cuts: which stretch of a briefing a producer asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.model import Briefing, PlacedSound, SegmentKind, SoundKind
from briefing.radio.cuts import between, in_words, narrated, out_words, sections, sentences
from tests.briefings import RATE, make_briefing, with_sections

BRIEFING = make_briefing(words=True)


def test_what_goes_to_air_is_the_summary_and_the_sections_numbered_as_in_the_rundown() -> None:
    found = sections(BRIEFING)
    assert [cut.number for cut in found] == [2, 3, 4]
    assert [cut.title for cut in found] == [chapter.title for chapter in BRIEFING.chapters[1:4]]


def test_chapters_of_any_kind_can_be_asked_for_and_come_in_their_order() -> None:
    assert [cut.number for cut in sections(BRIEFING, (5, 1, 5))] == [1, 5]


def test_a_section_begins_and_ends_with_its_words() -> None:
    for cut in sections(BRIEFING):
        cues = BRIEFING.cues_of(BRIEFING.chapters[cut.number - 1])
        assert (cut.start, cut.end, cut.cues) == (cues[0].start, cues[-1].end, cues)


def test_the_tone_of_the_next_section_is_in_no_cut_but_music_and_the_opening_are() -> None:
    ident, summary, section, _, credit = BRIEFING.chapters
    sounds = (
        PlacedSound(kind=SoundKind.OPENING, start=ident.start + 5, end=ident.start + 50),
        PlacedSound(kind=SoundKind.BED, start=summary.start, end=summary.end - 9),
        PlacedSound(kind=SoundKind.SECTION, start=section.end - 900, end=section.end - 100),
        PlacedSound(kind=SoundKind.CLOSING, start=credit.end - 100, end=credit.end - 3),
    )
    plain = sections(BRIEFING, (1, 2, 3, 5))
    cuts = sections(replace(BRIEFING, sounds=sounds), (1, 2, 3, 5))
    assert (cuts[0].start, cuts[0].end) == (ident.start + 5, plain[0].end)
    assert (cuts[1].start, cuts[1].end) == (summary.start, summary.end - 9)
    assert cuts[2] == plain[2]
    assert (cuts[3].start, cuts[3].end) == (plain[3].start, credit.end - 3)


def test_sentences_are_counted_over_the_whole_article_and_heard_with_what_is_between() -> None:
    known = narrated(BRIEFING)
    cut = sentences(BRIEFING, 2, 3)
    assert (cut.start, cut.end) == (known[1].start, known[2].end)
    assert [cue.id for cue in cut.cues] == ["s02u03", "s03u01", "s03u02"]
    assert cut.title == BRIEFING.chapters[2].title


@given(st.data())
def test_a_cut_by_sentences_never_falls_inside_a_sentence(data: st.DataObject) -> None:
    count = len(narrated(BRIEFING))
    first = data.draw(st.integers(1, count))
    cut = sentences(BRIEFING, first, data.draw(st.integers(first, count)))
    assert all(cut.start <= cue.start and cue.end <= cut.end for cue in cut.cues)


@given(st.integers(0, BRIEFING.frames - 1), st.integers(1, BRIEFING.frames))
def test_a_cut_holds_what_is_heard_in_it_and_its_words_are_of_that(start: int, end: int) -> None:
    if start >= end:
        return
    cut = between(BRIEFING, start, end)
    assert list(cut.cues) == [cue for cue in BRIEFING.utterances if start < cue.end and cue.start < end]
    shown = " ".join(cue.shown for cue in cut.cues)
    assert in_words(cut) in shown
    assert out_words(cut) in shown


def test_in_and_out_words_are_the_first_and_last_that_are_shown() -> None:
    cut = sections(BRIEFING)[1]
    assert in_words(cut) == "القسم الأول: خطة السواحل. أعلنت الهيئة"
    assert out_words(cut, 4) == "دولار & أكثر <بقليل>."


def test_of_a_sentence_heard_in_part_only_the_heard_words_are_told() -> None:
    cue = BRIEFING.utterances[5]
    words = cue.shown.split()
    cut = between(BRIEFING, cue.words[1].start, cue.words[3].end)
    assert in_words(cut) == out_words(cut) == " ".join(words[1:4])


@pytest.mark.parametrize(
    ("ask", "code", "message", "hint"),
    [
        (lambda: sections(BRIEFING, (6,)), 2, "no section 6: the rundown goes from 1 to 5", "--only 5"),
        (lambda: sections(BRIEFING, (0,)), 2, "no section 0", "--only 1"),
        (lambda: sentences(BRIEFING, 3, 9), 2, "no sentence 9: they go from 1 to 4", "--sentences 3-4"),
        (lambda: sentences(BRIEFING, 0, 2), 2, "no sentence 0", "--sentences 1-2"),
        (lambda: sentences(BRIEFING, 3, 1), 2, "does not come before", "--sentences 1-3"),
        (lambda: between(BRIEFING, 5, 5), 2, "there is nothing", "--from 0 --to"),
        (lambda: between(BRIEFING, 0, BRIEFING.frames + RATE), 2, "the briefing lasts", "--from 0"),
        (lambda: sections(only_ident()), 65, "has no sections", "briefing make"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(
    ask: object, code: int, message: str, hint: str
) -> None:
    assert callable(ask)
    with pytest.raises(BriefingError) as caught:
        ask()
    assert caught.value.exit_code == code
    assert message in caught.value.message
    assert hint in caught.value.hint


def only_ident() -> Briefing:
    chapters = tuple(replace(chapter, kind=SegmentKind.IDENT) for chapter in BRIEFING.chapters)
    return replace(BRIEFING, chapters=chapters)


def test_three_hundred_sections_are_three_hundred_cuts() -> None:
    assert [cut.number for cut in sections(with_sections(300))] == list(range(1, 301))
