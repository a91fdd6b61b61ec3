"""Arabic in ASCII letters: readable, never anything but ASCII, never nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.romanization import CONSONANTS, romanize, slug

LETTERS = "".join(CONSONANTS) + "اآىة"
ARABIC = st.text(
    st.sampled_from(LETTERS + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670ـ ،؟٣۴«»-.")
)
ANY = st.text(st.one_of(st.characters(), st.sampled_from(LETTERS)))


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it; some letters of Unicode are a vowel sign on nothing."""
    plain = unicodedata.normalize("NFKC", text)
    return any(unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo", "Nd") for char in plain)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("النَّشْرَةُ", "al-nashra"),
        ("رَفَعَ الْبَنْكُ الْمَرْكَزِيُّ سِعْرَ الْفَائِدَةِ", "rafa'a al-bank al-markazi si'r al-fa'ida"),
        ("إِلَى اللِّقَاءِ", "ila al-liqa'"),
        ("مُؤْتَمَرُ الدَّوْحَةِ لِلذَّكَاءِ الِاصْطِنَاعِيِّ", "mu'tamar al-dawha lil-dhaka' al-istina'i"),
        ("هَٰذَا الرَّجُلُ", "hadha al-rajul"),
        ("وَالشَّمْسِ", "wal-shams"),
        ("بِالْقَمَرِ", "bil-qamar"),
        ("قَالُوا إِنَّهُمْ يَشْكُرُونَ", "qalu innahum yashkurun"),
        ("الْعَالَمِيَّةُ", "al-alamiyya"),
        ("الْحَيَاةُ", "al-hayah"),
        ("مُسْتَشْفًى", "mustashfa"),
        ("شُكْرًا جِدّاً", "shukran jiddan"),
        ("مَدْرَسَةً كَبِيرَةٍ", "madrasa kabira"),
        ("رَئِيسٌ جَدِيدٌ", "ra'is jadid"),
        ("مَاءً", "ma'an"),
        ("الْقُرْآنُ", "al-qur'an"),
        ("قَالَ ثُمَّ إِنَّ بَيْنَ", "qala thumma inna bayna"),
        ("أُورُوبَا", "uruba"),
        ("وَالِدَتُهُ", "walidatuh"),
        ("الَّذِي هُوَ", "alladhi huwa"),
        ("اللهُ", "Allah"),
        ("حُبٌّ", "hubb"),
        ("مُوَثَّقٌ", "muwathaq"),
    ],
)
def test_diacritized_text_is_written_as_it_is_said_in_pause(arabic: str, latin: str) -> None:
    assert romanize(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("النشرة", "al-nashra"),
        ("البنك المركزي", "al-bank al-markazi"),
        ("مدرسة", "madrasa"),
        ("يستقبل", "yastaqbal"),
        ("الحكومية", "al-hakumiyya"),
        ("طويل بيان", "tawil bayan"),
        ("إيران اوروبا", "iran uruba"),
        ("وقالوا", "waqalu"),
        ("إلى على هذا", "ila ala hadha"),
        ("من هو", "min huwa"),
        ("رئيس", "ra'is"),
        ("شارع", "shar'"),
        ("نووي", "nawwi"),
        ("ع", "ayn"),
        ("م", "ma"),
        ("پاریس گوگل", "paris gugl"),
    ],
)
def test_text_without_diacritics_can_be_read(arabic: str, latin: str) -> None:
    assert romanize(arabic) == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("٣٫٥ و٤٬٠٠٠", "3.5 wa4,000"),
        ("۱۲۳ १२ ½ ² Ⅳ", "123 12 1/2 2 IV"),
        ("5.25% ٪", "5.25% %"),
        ("«نعم»، لا؛ هل؟", '"na\'m", la; hal?'),
        ("Café Müller, Łódź – Æsop", "Cafe Muller, Lodz - AEsop"),
        ("Москва", "muskafa"),
        ("10 €", "10 EUR"),
        ("خبر 🎧 جديد", "khabr jadid"),
        ("ســـلام", "salam"),
        ("ﻻ", "la"),
        ("a\u00a0b\tc\nd\u200f", "a b c d"),
        ("", ""),
        ("🎧", ""),
    ],
)
def test_digits_signs_and_other_letters_become_ascii(text: str, latin: str) -> None:
    assert romanize(text) == latin


@settings(deadline=None)
@given(st.one_of(ARABIC, ANY))
def test_any_text_becomes_printable_ascii_and_no_letter_or_digit_is_lost_whole(text: str) -> None:
    latin = romanize(text)
    assert latin.isascii()
    assert latin.isprintable()
    if says_something(text):
        assert re.search("[A-Za-z0-9]", latin)
    assert romanize(latin) == latin


@settings(deadline=None)
@given(st.one_of(ARABIC, ANY), st.integers(1, 60))
def test_a_slug_is_a_file_name_of_at_most_the_length(text: str, longest: int) -> None:
    name = slug(text, longest=longest)
    assert re.fullmatch("[A-Za-z0-9_-]*", name)
    assert len(name) <= longest
    assert not name.startswith("-")
    if says_something(text):
        assert name


@pytest.mark.parametrize(
    ("text", "longest", "name"),
    [
        ("رَفَعَ الْبَنْكُ الْمَرْكَزِيُّ", 40, "rafaa-al-bank-al-markazi"),
        ("رَفَعَ الْبَنْكُ الْمَرْكَزِيُّ", 16, "rafaa-al-bank"),
        ("رَفَعَ الْبَنْكُ الْمَرْكَزِيُّ", 4, "rafa"),
        ("وَالْبَنْكُ وَالْحُكُومَةُ", 13, "wal-bank"),
        ("../etc/passwd", 40, "etc-passwd"),
        ("؟!", 40, ""),
    ],
)
def test_a_slug_is_cut_between_words_and_not_after_an_article(text: str, longest: int, name: str) -> None:
    assert slug(text, longest=longest) == name
