"""A part of a sentence with the marks of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.contracts import Pace
from briefing.text.abridgement import abridge
from briefing.text.borrowing import borrowed
from briefing.text.speaking import spoken
from briefing.text.splitting import sentences
from briefing.text.vowels import vowelize

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("وصل الوفد.", "وَصَلَ الوَفْدُ أَمْسِ إِلَى القاهِرَةِ.", "وَصَلَ الوَفْدُ."),
        ("وصل الوفد، امس", "وَصَلَ الوَفْدُ أَمْسِ", "وَصَلَ الوَفْدُ، أَمْسِ"),
        ("كتب ثم كتب", "كَتَبَ ثُمَّ كُتِبَ", "كَتَبَ ثُمَّ كَتَبَ"),
        ("وصل الطبيب.", "وَصَلَ الوَفْدُ.", None),
        ("BBC 24", "قال", "BBC 24"),
        ("", "", ""),
    ],
)
def test_words_have_the_marks_that_they_have_in_the_whole(
    part: str, whole: str, expected: str | None
) -> None:
    assert borrowed(part, whole) == expected


def test_what_is_borrowed_takes_as_long_as_what_is_read() -> None:
    pace = Pace(letter_s=0.04, vowel_s=0.09, pause_s=0.1)
    texts = sentences((SEEDS / "hmeimim.txt").read_text(encoding="utf-8"))
    forms = [(form, text) for text in texts for form in abridge(text)]
    assert len(forms) > 4
    for form, whole in forms:
        guessed = borrowed(spoken(form, vowels=True), vowelize(spoken(whole, vowels=True)))
        assert guessed is not None
        read = vowelize(spoken(form, vowels=True))
        assert pace.seconds(guessed) == pytest.approx(pace.seconds(read), rel=0.02)
