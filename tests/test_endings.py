"""Endings left off: before a pause, and everywhere."""

from __future__ import annotations

import pytest

from briefing.text.endings import pausal, silenced
from briefing.text.marks import lettered, written


def _pausal(word: str) -> str:
    return written(pausal(lettered(word)))


def _silenced(word: str, after: str = "", before: str = "") -> str:
    return written(silenced(lettered(word), before, lettered(after) if after else None))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("الْكِتَابُ", "الْكِتَاب"),
        ("كِتَابٍ", "كِتَاب"),
        ("كِتَابًا", "كِتَابَا"),
        ("كِتَاباً", "كِتَاباً"),
        ("مُسْتَشْفًى", "مُسْتَشْفَى"),
        ("مَدِينَةً", "مَدِينَة"),
        ("مَاءً", "مَاءَ"),
        ("حَقِّ", "حَقّ"),
        ("حَقٌّ", "حَقّ"),
        ("هُوَ", "هُوَ"),
        ("قَالَتْ", "قَالَت"),
        ("وَ", "وَ"),
        ("كِتَابُهَا", "كِتَابُهَا"),
    ],
)
def test_before_a_pause_a_word_loses_its_ending(word: str, said: str) -> None:
    assert _pausal(word) == said


@pytest.mark.parametrize(
    ("word", "after", "said"),
    [
        ("قَالَ", "الْوَزِيرُ", "قَال"),
        ("الْوَزِيرُ", "أَمْسِ", "الْوَزِير"),
        ("وَزِيرُ", "الْعَدْلِ", "وَزِير"),
        ("كِتَابٌ", "جَدِيدٌ", "كِتَاب"),
        ("كِتَابًا", "جَدِيدًا", "كِتَابَا"),
        ("مُسْتَشْفًى", "جَدِيدٌ", "مُسْتَشْفَى"),
        ("مُسْتَمِرٌّ", "فِي", "مُسْتَمِرّ"),
        ("الْمُسْلِمُونَ", "فِي", "الْمُسْلِمُون"),
        ("يَحْتَرِمُ", "الْقَانُونَ", "يَحْتَرِم"),
        ("مِيَاهُ", "النَّهْرِ", "مِيَاه"),
        ("وَجْهَ", "رِسَالَةً", "وَجْه"),
    ],
)
def test_case_endings_and_endings_of_verbs_fall(word: str, after: str, said: str) -> None:
    assert _silenced(word, after) == said


@pytest.mark.parametrize(
    "word",
    [
        *("فِي", "مِنْ", "إِنَّ", "ثُمَّ", "هُوَ", "سَوْفَ", "لِأَنَّ", "الَّذِينَ", "حَيْثُ", "وَكَيْفَ", "ذَلِكَ", "نَحْنُ", "مَعَ"),
        *("كِتَابُهُ", "فِيهِ", "لَهُ", "عَلَيْهِ", "بُيُوتِهِمْ", "كِتَابُهَا", "عَلَيَّ", "كِتَابُهُنَّ", "إِلَيْكَ", "قَالُوا", "عَلَى"),
    ],
)
def test_particles_and_pronouns_keep_their_vowels(word: str) -> None:
    assert _silenced(word, "كَبِيرٌ") == word


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("", "مِنَ", "الْبَيْتِ"),
        ("", "هُمُ", "الَّذِينَ"),
        ("", "عَلَيْكُمُ", "السَّلَامُ"),
        ("", "قَالَتِ", "الْحُكُومَةُ"),
        ("لم", "يَكُنِ", "الرَّئِيسُ"),
        ("", "بَعْدَ", "اجْتِمَاعٍ"),
        ("", "كُلُّ", "الدُّوَلِ"),
    ],
)
def test_a_vowel_that_parts_three_consonants_or_links_to_a_silent_alef_stays(
    before: str, word: str, after: str
) -> None:
    assert _silenced(word, after, before) == word


@pytest.mark.parametrize(
    ("word", "after", "said"),
    [
        ("مَدِينَةِ", "حَلَبَ", "مَدِينَةْ"),
        ("وِزَارَةُ", "الدِّفَاعِ", "وِزَارَةْ"),
        ("مَجْمُوعَةُ", "دُوَلٍ", "مَجْمُوعَةْ"),
        ("الْمَدِينَةِ", "الْقَدِيمَةِ", "الْمَدِينَة"),
        ("مَدِينَةٌ", "قَدِيمَةٌ", "مَدِينَة"),
        ("غَزَّةَ", "أَمْسِ", "غَزَّة"),
        ("لِلْحُكُومَةِ", "الْجَدِيدَةِ", "لِلْحُكُومَة"),
        ("فَاطِمَةُ", "قَالَتْ", "فَاطِمَة"),
        ("مَدِينَةُ", "", "مَدِينَة"),
    ],
)
def test_a_teh_marbuta_is_said_t_only_before_the_noun_it_belongs_to(word: str, after: str, said: str) -> None:
    assert _silenced(word, after) == said
