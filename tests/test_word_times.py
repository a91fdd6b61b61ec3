"""Times of words inside WebVTT cues: only where the voice told them, always rising, never outside."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.exporters import captions
from briefing.exporters._cards import RIGHT_TO_LEFT_MARK
from briefing.model import Briefing, Cue, Role, WordTime
from briefing.timeline import milliseconds, vtt_clock
from tests.approved import check_golden
from tests.briefings import make_briefing

STAMP = re.compile(r"<(\d\d):(\d\d):(\d\d)\.(\d\d\d)>")


def times_in(text: str) -> list[int]:
    return [
        ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)
        for hours, minutes, seconds, thousandths in STAMP.findall(text)
    ]


def saying(
    shown: str, spoken: str, words: tuple[WordTime, ...], *, start: int = 1000, end: int = 9000
) -> Briefing:
    """A briefing of one utterance, a frame a millisecond."""
    briefing = make_briefing()
    cue = Cue(
        id="s00u01",
        chapter="s00",
        role=Role.NARRATION,
        shown=shown,
        spoken=spoken,
        start=start,
        end=end,
        words=words,
    )
    return replace(briefing, rate=1000, frames=10_000, utterances=(cue,))


def each_half_second(spoken: str) -> tuple[WordTime, ...]:
    return tuple(
        WordTime(place, 1000 + 500 * place, 1400 + 500 * place) for place in range(len(spoken.split()))
    )


def test_each_word_but_the_first_has_its_own_time() -> None:
    briefing = make_briefing(words=True)
    text = captions.render(briefing, whole=True)
    for cue in briefing.utterances:
        block = text.split(f"\n\n{cue.id}\n")[1].split("\n\n")[0]
        told = [milliseconds(word.start, briefing.rate) for word in cue.words[1:]]
        bare = [word for word in cue.shown.split() if any(map(str.isalnum, word))]
        assert len(times_in(block)) == len(bare) - 1
        assert set(times_in(block)) <= set(told)


def test_a_number_that_is_spoken_as_words_has_no_time_and_what_follows_keeps_its_own() -> None:
    shown, spoken = "بلغ العدد 2026 شخصا", "بلغ العدد ألفين وستة وعشرين شخصا"
    body = captions.render(saying(shown, spoken, each_half_second(spoken))).split("\n")[-2]
    assert body == "بلغ <00:00:01.500>العدد 2026 <00:00:03.500>شخصا"


def test_diacritics_put_there_for_the_voice_hide_no_word() -> None:
    shown, spoken = "قالت المديرة هنا", "قَالَتِ الْمُدِيرَةُ هُنَا"
    body = captions.render(saying(shown, spoken, each_half_second(spoken))).split("\n")[-2]
    assert body == "قالت <00:00:01.500>المديرة <00:00:02.000>هنا"


def test_times_that_are_estimates_are_not_shown() -> None:
    briefing = make_briefing(words=True)
    guessed = tuple(replace(cue, words_estimated=True) for cue in briefing.utterances)
    assert not times_in(captions.render(replace(briefing, utterances=guessed)))


def test_times_can_be_left_out() -> None:
    assert not times_in(captions.render(make_briefing(words=True), word_times=False))
    without = captions.render(make_briefing(words=True), whole=True, word_times=False)
    assert without == captions.render(make_briefing(), whole=True)


def test_a_direction_mark_stays_the_first_letter_of_its_line() -> None:
    shown = "قالت Reuters نقلا عن مصدر"
    briefing = saying(shown, shown, each_half_second(shown))
    lines = captions.render(briefing, line_letters=12).split("\n")
    (line,) = (line for line in lines if "Reuters" in line)
    assert line.startswith(f"{RIGHT_TO_LEFT_MARK}<00:00:01.500>Reuters")


def test_the_first_piece_alone_of_an_address_has_its_time() -> None:
    shown = "انظر example.org/" + "a" * 60 + " اليوم"
    briefing = saying(shown, shown, each_half_second(shown))
    assert times_in(captions.render(briefing)) in ([1500, 2000], [2000])


def test_as_cards_an_utterance_is_shared_among_cues_of_two_lines() -> None:
    briefing = make_briefing(words=True)
    text = captions.render(briefing, whole=False)
    blocks = [block.split("\n") for block in text.strip().split("\n\n")[2:]]
    names = [block[0] for block in blocks]
    assert [name for name in names if "-" not in name] == [cue.id for cue in briefing.utterances]
    assert {"s03u01-2", "s03u02-2"} <= set(names)
    for block in blocks:
        assert len(block[2:]) <= 2
        assert all(len(STAMP.sub("", line).replace("&amp;", "&")) <= 46 for line in block[2:])
    subrip = [block.split("\n")[1] for block in captions.render(briefing, "srt").strip().split("\n\n")]
    assert [block[1] for block in blocks] == [times.replace(",", ".") for times in subrip]


def test_the_captions_are_the_ones_that_were_read_and_approved() -> None:
    briefing = make_briefing(words=True)
    check_golden("captions.vtt", captions.render(briefing, whole=True))
    check_golden("captions.cards.vtt", captions.render(briefing, whole=False))
    check_golden("captions.srt", captions.render(briefing, "srt"))
    check_golden("captions.lrc", captions.render(briefing, "lrc"))


@pytest.mark.parametrize(
    ("frames", "rate", "shown"),
    [(0, 24_000, "00:00.00"), (239, 24_000, "00:00.00"), (240, 24_000, "00:00.01"), (6_001, 1, "100:01.00")],
)
def test_lrc_times_are_rounded_down_and_minutes_go_on(frames: int, rate: int, shown: str) -> None:
    from briefing.exporters._lyrics import clock

    assert clock(frames, rate) == shown


def test_lrc_takes_no_text_for_a_tag_or_a_time() -> None:
    shown = "[12:30] بدأ الاجتماع"
    briefing = saying(shown, shown, ())
    briefing = replace(briefing, masthead=replace(briefing.masthead, headline="خبر [عاجل]"))
    title, length, line = captions.render(briefing, "lrc").splitlines()
    assert (title, length) == ("[ti:خبر (عاجل)]", "[length:00:10]")
    assert line == f"[00:01.00]{RIGHT_TO_LEFT_MARK}{shown}"


WORDS = st.sampled_from(["قال", "2026", "BBC", "–", "وَصَلَ", "&", "<b>", "[1]", "a" * 50, "«نعم»،", "من"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=25),
    st.lists(WORDS, min_size=1, max_size=25),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12_000)), max_size=25),
    st.integers(0, 9_000),
    st.integers(1, 3_000),
    st.sampled_from([700, 1000, 22_050]),
    st.booleans(),
)
def test_whatever_a_voice_tells_times_rise_inside_their_cue_and_no_word_is_lost(
    shown: list[str],
    spoken: list[str],
    told: list[tuple[int, int]],
    start: int,
    length: int,
    rate: int,
    whole: bool,
) -> None:
    words = tuple(WordTime(index, frame, frame + 1) for index, frame in told)
    briefing = saying(" ".join(shown), " ".join(spoken), words, start=start, end=start + length)
    briefing = replace(briefing, rate=rate)
    blocks = captions.render(briefing, whole=whole).strip().split("\n\n")[2:]
    read = ""
    for block in blocks:
        _, times, *lines = block.split("\n")
        first, last = (in_ms(clock) for clock in times.split(" --> "))
        rising = [first, *times_in("\n".join(lines)), last]
        assert all(left < right for left, right in pairwise(rising)) or rising == [first, last]
        read += "".join(STAMP.sub("", line) for line in lines)
    read = read.replace(RIGHT_TO_LEFT_MARK, "").replace(" ", "")
    read = read.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert read == "".join(shown)


def in_ms(clock: str) -> int:
    (ms,) = times_in(f"<{clock}>")
    assert vtt_clock(ms) == clock
    return ms
