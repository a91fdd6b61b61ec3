from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.clean import arabic_share, clean

TYPED = st.text(
    alphabet=st.sampled_from("ابتةىأإلم ًّـ\u200f\u200c\ufeff“”«»\"'.،؟ \t\r\n\u00a0\u2028\x0b\x07ﻻﷲﷺﹰﷻ12")
    | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("كـــتـاب", "كتاب"),
        ("\ufeffنص\u200f و\u202bنص\u202c", "نص ونص"),
        ("می\u200cخواهد", "میخواهد"),
        ("قال: “نعم” و„لا‟", 'قال: "نعم" و"لا"'),
        ("«نعم» – 'لا' - \"ربما\"", "«نعم» – 'لا' - \"ربما\""),
        ("ﻻ ﺣﻮﻝ", "لا حول"),
        ("ﷲ أكبر", "الله أكبر"),
        ("النبي محمدﷺ قال", "النبي محمد صلى الله عليه وسلم قال"),
        ("مئة ﷼", "مئة ريال"),
        ("﴿سورة﴾", "﴿سورة﴾"),
        ("كلمة\u00a0\u2009 كلمة\t كلمة", "كلمة كلمة كلمة"),
        ("سطر  \r\n  سطر", "سطر\nسطر"),
        ("فقرة\n \n\n\nفقرة\n", "فقرة\n\nفقرة"),
        ("بيروت ـ النشرة", "بيروت - النشرة"),
        ("نص\x00\x07\x1b بلا تحكم\ufffe", "نص بلا تحكم"),
        ("نص\U0001ffff\ufdd0\ud800\x9f آخر", "نص آخر"),
        ("سطر\x85سطر\x0cسطر", "سطر\nسطر\nسطر"),
        ("مُحَمَّدٌ", "مُحَمَّدٌ"),
        ("ا\u0653لام", "آلام"),
        ("", ""),
    ],
)
def test_only_what_shapes_or_orders_letters_goes(given_text: str, cleaned: str) -> None:
    import unicodedata

    assert clean(given_text) == unicodedata.normalize("NFC", cleaned)


@given(TYPED)
@settings(max_examples=200, deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(TYPED)
@settings(max_examples=200, deadline=None)
def test_no_invisible_character_and_no_double_blank_is_left(text: str) -> None:
    cleaned = clean(text)
    assert not set(cleaned) & set("\u0640\u200c\u200f\ufeff\r\x0b\x07\u00a0\u2028“”")
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    ("text", "share"),
    [("نص", 1.0), ("text", 0.0), ("نص ab", 0.5), ("123 . ؟", 0.0), ("", 0.0), ("ﻻب", 1.0), ("مُدّ", 1.0)],
)
def test_the_share_of_arabic_counts_letters_only(text: str, share: float) -> None:
    assert arabic_share(text) == share
