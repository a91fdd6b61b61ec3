"""Where a voice rests inside a text, and for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.settings import Pauses
from briefing.text.rests import CLOSE_MS, Rest, borders_on_quotation, rest_ms, rests, rests_ms

COMMA, QUOTE, STOP = Rest.COMMA, Rest.QUOTE, Rest.STOP


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("قال الوزير كلمة", {}),
        ("قال كلمة.", {}),
        ("قال، ثم سكت", {0: COMMA}),
        ("قال ، ثم سكت", {0: COMMA}),
        ("قال – كما نعرف – شيئا", {0: COMMA, 3: COMMA}),
        ("قال؛ ثم سكت: هكذا", {0: COMMA, 2: COMMA}),
        ("ما هذا؟ لا نعرف", {1: STOP}),
        ("سكت… ثم قال", {0: STOP}),
        ("قال: «لن نقبل»، ثم سكت", {0: QUOTE, 2: QUOTE}),
        ('قال: "لن نقبل"، ثم سكت', {0: QUOTE, 2: QUOTE}),
        ("قال: «لن نقبل» ثم سكت", {0: QUOTE}),
        ("«هل هذا كل شيء؟»، سألها", {3: QUOTE}),
        ("«هل هذا كل شيء؟» سألها", {3: QUOTE}),
        ("صحيفة «الوطن»، ثم غيرها", {1: COMMA}),
        ("قال: «نعم، لن نقبل. أبدا»، ثم سكت", {0: QUOTE, 1: COMMA, 3: STOP, 4: QUOTE}),
        ("كتب J. ثم سكت", {}),
        ("في ج. م. ع. أمس", {}),
        ("قَالَ الرَّجُلُ: نَعَمْ، ثُمَّ سَكَتَ", {1: COMMA, 2: COMMA}),
        ("بلغ 3.5، ثم 10:30 صباحا", {1: COMMA}),
        ("(نعم)، لا", {0: COMMA}),
        ("– نعم، لا –", {1: COMMA}),
    ],
)
def test_a_voice_rests_at_marks_inside_a_text(text: str, found: dict[int, Rest]) -> None:
    assert rests(text) == found


@given(st.text('ابج ،.:؟«»"–\u064e…', max_size=60))
def test_a_rest_stands_between_two_words_that_are_said(text: str) -> None:
    said = [index for index, word in enumerate(text.split()) if any(sign.isalnum() for sign in word)]
    assert set(rests(text)) <= set(said[:-1])


def test_each_rest_lasts_as_long_as_its_setting() -> None:
    pauses = Pauses(comma_ms=111, quote_ms=222, sentence_ms=333)
    assert [rest_ms(rest, pauses) for rest in Rest] == [CLOSE_MS, 111, 222, 333]
    assert rests_ms("قال: «نعم، لن نقبل. أبدا»، ثم سكت", pauses) == 222 + 111 + 333 + 222


@pytest.mark.parametrize(
    ("before", "after", "borders"),
    [
        ("سكت الرجل.", "«لن نقبل بذلك أبدا.", True),
        ("«لن نقبل بذلك أبدا».", "سكت الرجل.", True),
        ('"لن نقبل بذلك أبدا".', "سكت الرجل.", True),
        ("قال: «لن نقبل».", "سكت الرجل.", True),
        ("سكت الرجل.", '"لن نقبل بذلك أبدا".', True),
        ("سكت الرجل.", "ثم مضى.", False),
        ("كتبت صحيفة «الوطن».", "سكت الرجل.", False),
        ("سكت الرجل.", "«الوطن» صحيفة.", False),
    ],
)
def test_a_quotation_borders_on_what_is_not_quoted(before: str, after: str, borders: bool) -> None:
    assert borders_on_quotation(before, after) is borders
