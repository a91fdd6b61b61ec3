"""Latin words in Arabic letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.latin import arabic, plain, spelled, transliterated


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Peter", "بيتر"),
        ("Robert", "روبيرت"),
        ("Martin", "مارتين"),
        ("Smith", "سميث"),
        ("Shannon", "شانون"),
        ("Philip", "فيليب"),
        ("Victor", "فيكتور"),
        ("Chad", "تشاد"),
        ("Adam", "أدام"),
        ("Khan", "خان"),
        ("Queen", "كوين"),
        ("Max", "ماكس"),
    ],
)
def test_a_name_is_transliterated_by_rule(word: str, expected: str) -> None:
    assert transliterated(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("BBC", "بي بي سي"),
        ("AT", "إيه تي"),
        ("pdf", "بي دي إف"),
        ("x", "إكس"),
        ("HTTPS", "إتش تي تي بي إس"),
        ("OpenSky", "أوبن سكي"),
    ],
)
def test_acronyms_are_spelled_and_joined_words_parted(word: str, expected: str) -> None:
    assert arabic(word) == expected


def test_spelling_leaves_out_what_is_no_letter() -> None:
    assert spelled("U.S.") == "يو إس"


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("é", "e"),
        ("Ü", "U"),
        ("ø", "o"),
        ("Ł", "L"),
        ("ß", "ss"),
        ("ﬁ", "fi"),
        ("Ａ", "A"),
        ("𝐛", "b"),
        ("ə", ""),
    ],
)
def test_letters_of_every_latin_alphabet_have_a_plain_form(char: str, expected: str) -> None:
    assert plain(char) == expected


@settings(max_examples=100, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=40))
def test_nothing_latin_remains(word: str) -> None:
    assert re.fullmatch("[\u0621-\u064a ]+", arabic(word))
