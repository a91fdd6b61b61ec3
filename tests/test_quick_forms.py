"""What is worked out by a quick way is what the plain way says, to the last bit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.contracts import FIRST_NOT_LATIN, PAUSE_MARKS, VOWEL_MARKS, Pace
from briefing.text import readings, rests, symbols
from briefing.text.abridgement import _depths
from briefing.text.rests import Rest
from briefing.timeline import srt_clock, vtt_clock

PIECES = st.one_of(
    st.sampled_from(
        ["كلمة", "كَلِمَةٌ", "أ.", "NATO", "_", "3", " ", " – ", "،", ".", ":", "؟", "«", "»", '"', "(", ")"]
    ),
    st.characters(),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def plainly_seconds(pace: Pace, text: str) -> float:
    latin_s = pace.letter_s if pace.latin_s is None else pace.latin_s
    return sum(
        (latin_s if letter < FIRST_NOT_LATIN and letter.isalpha() else pace.letter_s)
        if letter.isalnum()
        else pace.vowel_s
        if letter in VOWEL_MARKS
        else pace.pause_s
        if letter in PAUSE_MARKS
        else 0.0
        for letter in text
    )


@given(TEXTS, st.sampled_from([None, 0.0, 0.077]))
def test_a_pace_is_the_sum_of_its_letters(text: str, latin_s: float | None) -> None:
    pace = Pace(letter_s=0.0408, latin_s=latin_s, vowel_s=0.0921, pause_s=0.0997)
    assert pace.seconds(text) == plainly_seconds(pace, text)
    assert pace.seconds(text) == plainly_seconds(pace, text)  # and with every letter met before


def plainly_rests(text: str) -> dict[int, Rest]:
    found: dict[int, Rest] = {}
    said: int | None = None
    marks = ""
    opened: int | None = None
    after_colon = False
    for index, word in enumerate(text.split()):
        if not any(sign.isalnum() for sign in word):
            marks += word
            continue
        match = rests._EDGES.fullmatch(word)
        assert match is not None
        before, after = match["before"], match["after"]
        opens = any(sign in rests._OPENING for sign in before)
        if said is not None and (rest := rests._rest(marks + rests._leading_marks(before), opens=opens)):
            found[said] = rest
        if opens:
            opened, after_colon = index, marks.rstrip('"')[-1:] == ":"
        closes = any(sign in rests._CLOSING for sign in after) and opened is not None
        marks = "" if rests._INITIAL.search(word) else after
        if closes and opened is not None:
            if after_colon or index - opened + 1 >= rests.QUOTED_WORDS:
                marks = rests._QUOTED + marks
            opened = None
        said = index
    return found


@given(TEXTS)
def test_words_without_marks_are_passed_over(text: str) -> None:
    assert rests.rests(text) == plainly_rests(text)


def plainly_depths(text: str) -> list[int] | None:
    depths = []
    waiting: list[str] = []
    for at, char in enumerate(text):
        depths.append(len(waiting))
        if waiting and char == waiting[-1]:
            waiting.pop()
        elif char == symbols.STRAIGHT_QUOTE:
            waiting.append(char)
        elif char in symbols.PAIRS:
            waiting.append(symbols.PAIRS[char])
        elif char in symbols.PAIRS.values() and not (char == ")" and text[max(at - 1, 0)].isdigit()):
            return None
    return None if waiting else depths


@given(st.lists(st.sampled_from([*'«»()[]{}“”‹›﴿﴾"', "كلمة ", "3"]), max_size=12).map("".join))
def test_depths_change_at_marks_alone(text: str) -> None:
    assert _depths(text) == plainly_depths(text)


def plainly_clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d},{thousandths:03d}"


@given(st.integers(min_value=0, max_value=10**9))
def test_the_time_of_a_word_is_written_as_any_other(ms: int) -> None:
    assert srt_clock(ms) == plainly_clock(ms)
    assert vtt_clock(ms) == plainly_clock(ms).replace(",", ".")


@given(st.text(alphabet="ءآأؤإئابةتجدزسشصعغفقلمنهوىي", min_size=2, max_size=9), st.data())
def test_a_letter_that_stands_for_its_like_may_have_what_they_may_have(
    word: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    article = readings._ARTICLE.match(word)
    following = word[place + 1 : place + 2]
    plain = readings._pairs.__wrapped__(
        word[place - 1],
        word[place],
        following if following in ("ا", "ئ") else "",
        word[place] == "ا" and readings._opens(word, place),
        place == len(word) - 1,
        article is not None and article.end() == place,
    )
    assert readings._joint(word, place) == plain
