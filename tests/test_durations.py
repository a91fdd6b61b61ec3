"""Words' times inside a piece: where the voice does not tell them, they are estimated."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.durations import MARKED_MS, PLAIN_MS, is_marked, pause_ms, spread, word_ms
from tests.benchmarks.durations import by_letters, error_ms, read_seeds, speak

TEXTS = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئًٌٍَُِّْ  0123456789،؛:؟.!«»()-–abcپ\n", max_size=120)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 1_000_000), st.integers(0, 400_000))
def test_every_word_has_a_time_in_order_inside_the_piece(text: str, start: int, frames: int) -> None:
    times = spread(text, start, start + frames)
    sayable = [index for index, word in enumerate(text.split()) if any(sign.isalnum() for sign in word)]
    assert [time.index for time in times] == sayable
    assert all(time.start <= time.end for time in times)
    assert all(before.end <= after.start for before, after in itertools.pairwise(times))
    if times:
        assert (times[0].start, times[-1].end) == (start, start + frames)
    if frames >= 100_000:
        assert all(time.start < time.end for time in times)


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.integers(1_000, 400_000), st.integers(0, 100_000))
def test_a_piece_that_begins_later_has_the_same_times_later(text: str, frames: int, later: int) -> None:
    moved = [(time.start + later, time.end + later) for time in spread(text, 0, frames)]
    assert moved == [(time.start, time.end) for time in spread(text, later, later + frames)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_shared_out(text: str) -> None:
    spread(text, 0, 24_000)


def test_a_piece_that_ends_before_it_starts_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        spread("نعم", 10, 9)


@pytest.mark.parametrize("text", ["", "  ", "–", "« »", "؟!"])
def test_where_nothing_is_said_there_are_no_times(text: str) -> None:
    assert spread(text, 0, 24_000) == ()


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("المستشفيات", "المستشفى"),
        ("محمّد", "محمد"),
        ("سالم", "سلم"),
        ("كَاتِب", "كَتِب"),
        ("مُحَمَّد", "مُحَمَد"),
        ("صالح", "مال"),
        ("1984", "19"),
    ],
)
def test_what_takes_longer_to_say_is_given_longer(longer: str, shorter: str) -> None:
    assert word_ms(longer) > word_ms(shorter)


def test_a_mark_is_a_silence_that_belongs_to_no_word() -> None:
    first, second, third = spread("قال الوزير: سنعمل", 0, 48_000)
    assert first.end == second.start
    assert third.start > second.end
    longer = spread("قال الوزير. سنعمل", 0, 48_000)
    assert longer[2].start - longer[1].end > third.start - second.end


@pytest.mark.parametrize(
    ("word", "silence_ms"),
    [
        ("نعم", 0),
        ("نعم،", 117),
        ("نعم؛", 176),
        ("نعم؟!", 235),
        ("نعم»", 86),
        ("نعم.»", 321),
        ("–", 176),
        ("«نعم", 0),
    ],
)
def test_a_silence_is_as_long_as_its_mark_says(word: str, silence_ms: int) -> None:
    assert pause_ms(word) == silence_ms


def test_a_dash_that_stands_alone_is_a_silence_too() -> None:
    first, second = spread("بغداد – دمشق", 0, 48_000)
    assert (first.index, second.index) == (0, 2)
    assert second.start > first.end


@pytest.mark.parametrize(
    ("word", "marked"),
    [
        ("كَتَبَ", True),
        ("الْمَدِينَة", True),
        ("مَا", True),
        ("كتب", False),
        ("عُمان", False),
        ("جداً", False),
        ("محمّد", False),
        ("عُمر", False),
    ],
)
def test_one_vowel_sign_does_not_make_a_word_diacritized(word: str, marked: bool) -> None:
    assert is_marked(word) is marked


def test_the_tables_name_nothing_that_is_never_asked_for() -> None:
    from briefing.text.durations import traits

    signs = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأآ"
    words = [f"{a}{b}{c}" for a in signs for b in "مايوة" for c in signs] + ["المال", "مّ", "ة،", "م،", "ة"]
    plain = {trait for word in words for trait in traits(word, marked=False)} | {
        trait for word in words for trait in traits(f"{word}،", marked=False)
    }
    assert set(PLAIN_MS) <= plain
    marked = ["كَتَبْتُمُ،", "الشَّمْسُ", "وَاسْتَمَرَّ", "كِتَابًا", "كِتَابٌ", "كِتَابٍ", "نُورٌ", "دِينٌ", "قِيَمٌ", *words]
    assert set(MARKED_MS) <= {trait for word in marked for trait in traits(word, marked=True)}


def test_the_estimate_is_near_espeaks_own_times_in_sentences_it_was_not_fitted_to() -> None:
    held_out = speak([item for item in read_seeds() if item[1]][::4])
    assert sum(len(piece.words) for piece in held_out) > 200
    plain = error_ms(held_out, spread, marked=False)
    assert plain < 85
    assert error_ms(held_out, spread, marked=True) < 55
    assert plain < 0.7 * error_ms(held_out, by_letters, marked=False)
