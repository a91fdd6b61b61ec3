"""Doubts: which words are marked, and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.endings import Endings
from briefing.text.vowels import MARKS, read, vowelize
from tests.benchmarks.vowels import bare, gold_lines, marked_letters

ENDINGS: tuple[Endings, ...] = ("full", "pausal", "none")
GOLD = ("news_a", "news_b", "news_c", "talks")


@pytest.mark.parametrize("endings", ENDINGS)
def test_reading_with_doubts_gives_the_same_text(endings: Endings) -> None:
    for line in gold_lines("news_b")[:10]:
        assert read(bare(line), endings=endings).text == vowelize(bare(line), endings=endings)


@pytest.mark.parametrize("endings", ENDINGS)
@pytest.mark.parametrize("gold", GOLD)
def test_a_doubt_names_a_word_and_another_reading_of_the_same_letters(gold: str, endings: Endings) -> None:
    text = " ".join(bare(line) for line in gold_lines(gold)[:25])
    told = read(text, endings=endings)
    words = told.text.split()
    assert told.doubts
    for doubt in told.doubts:
        assert doubt.reading in words[doubt.word]
        assert bare(doubt.other) == bare(doubt.reading)
        assert doubt.other != doubt.reading
        assert 0 <= doubt.certainty <= 1
    assert [doubt.word for doubt in told.doubts] == sorted({doubt.word for doubt in told.doubts})


def test_words_with_their_marks_and_names_of_the_lexicon_are_not_doubtful() -> None:
    for line in gold_lines("news_c"):
        assert read(line).doubts == ()
    assert read("غزة وبغداد").doubts == ()


def test_an_ending_that_is_not_said_is_not_doubtful() -> None:
    lines = [bare(line) for line in gold_lines("news_c")]
    for line in lines:
        for doubt in read(line, endings="none").doubts:
            assert doubt.reading.rstrip("".join(MARKS)) != doubt.other.rstrip("".join(MARKS)) or (
                doubt.reading[-1] in MARKS or doubt.other[-1] in MARKS
            )
    full, none = (sum(len(read(line, endings=rule).doubts) for line in lines) for rule in ("full", "none"))
    assert none < full


def test_half_of_the_wrong_words_are_among_the_doubtful_ones_and_these_are_few() -> None:
    words = marked = wrong = caught = 0
    for gold in GOLD:
        for line in gold_lines(gold):
            told = read(bare(line))
            doubtful = {doubt.word for doubt in told.doubts}
            for place, (said, right) in enumerate(zip(told.text.split(), line.split(), strict=True)):
                errs = marked_letters(said) != marked_letters(right)
                words += 1
                marked += place in doubtful
                wrong += errs
                caught += errs and place in doubtful
    assert marked / words < 0.11
    assert caught / wrong > 0.45
    assert caught / marked > 0.5


def test_of_words_without_a_blank_between_them_the_first_is_named() -> None:
    text = bare(" ".join(gold_lines("news_c"))).replace(" ", "/")
    told = read(text)
    token = told.text.split()[0]
    assert all(token.startswith(doubt.reading) and doubt.word == 0 for doubt in told.doubts)
    assert len(told.doubts) <= 1


@given(
    st.text(st.sampled_from("ابتسرلنمهوية  .،«»\n-/\u064e\u06511a"), max_size=120), st.sampled_from(ENDINGS)
)
@settings(max_examples=100, deadline=None)
def test_doubts_of_any_text_point_at_its_words(text: str, endings: Endings) -> None:
    told = read(text, endings=endings)
    words = told.text.split()
    for doubt in told.doubts:
        assert doubt.reading in words[doubt.word]
        assert bare(doubt.other) == bare(doubt.reading)
