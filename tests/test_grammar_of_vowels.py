"""What grammar puts right: passives, agreement, and links before a silent alef."""

from __future__ import annotations

import pytest

from briefing.text.marks import SHADDA, lettered
from briefing.text.readings import canonical
from briefing.text.verbs import IMPERSONAL, TRANSITIVE, is_one_of, passive
from briefing.text.vowels import vowelize


def _passive(word: str) -> str | None:
    letters = lettered(word)
    text = "".join(letter for letter, _ in letters)
    found = passive(text, tuple(canonical(marks) for _, marks in letters))
    if found is None:
        return None
    return "".join(letter + marks for letter, marks in zip(text, found, strict=True))


def _canonical(word: str | None) -> str | None:
    if word is None:
        return None
    return "".join(letter + canonical(marks) for letter, marks in lettered(word))


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        ("نَقَلَ", "نُقِلَ"),
        ("وَوَصَفَتْ", "وَوُصِفَتْ"),
        ("سَرَّبَتْ", "سُرِّبَتْ"),
        ("أَدْرَجَتْ", "أُدْرِجَتْ"),
        ("أَعْدَمُوا", "أُعْدِمُوا"),
        ("أَقَرَّتْ", "أُقِرَّتْ"),
        ("احْتَجَزْنَ", "احْتُجِزْنَ"),
        ("اسْتَبْدَلَتْ", "اسْتُبْدِلَتْ"),
        ("وَاعْتَقَلَ", "وَاعْتُقِلَ"),
        ("ضَخَّتْ", "ضُخَّتْ"),
        ("نَقَلَا", "نُقِلَا"),
        ("تَدْفَعُ", "تُدْفَعُ"),
        ("يُحَدِّدْ", "يُحَدَّدْ"),
        ("يَشُقَّ", "يُشَقَّ"),
        ("لِتَمْنَحَ", "لِتُمْنَحَ"),
        ("سَيُصَوِّرُ", "سَيُصَوَّرُ"),
        ("يَسْتَخْدِمُونَ", "يُسْتَخْدَمُونَ"),
        ("يَلْقَى", "يُلْقَى"),
    ],
)
def test_the_passive_with_the_same_letters_is_formed(active: str, expected: str) -> None:
    assert _passive(active) == _canonical(expected)


@pytest.mark.parametrize(
    "word", ["قَالَ", "يَقُولُ", "فِي", "الْبَيْتَ", "كِتَابٌ", "قَاتَلَ", "يُقْتَلُ", "تَسَلَّمَ", "مَدِينَةٍ", "نُقِلَ"]
)
def test_what_is_no_active_or_has_another_spelling_has_no_passive(word: str) -> None:
    assert _passive(word) is None


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("نشرت", True),
        ("وستنشر", True),
        ("يحتجزون", True),
        ("استخدموا", True),
        ("يدرج", True),
        ("ذهبت", False),
        ("ين", False),
    ],
)
def test_a_form_is_traced_to_its_verb(form: str, known: bool) -> None:
    assert is_one_of(TRANSITIVE, form) is known


def test_no_verb_is_both_transitive_and_impersonal() -> None:
    assert not TRANSITIVE & IMPERSONAL
    assert all(SHADDA not in verb for verb in TRANSITIVE)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("انتهى الاقتراع والموعد الجديد لم يحدد.", "يُحَدَّدْ."),
        ("عثر على مقبرة جماعية قرب القرية.", "عُثِرَ عَلَى"),
        ("هذه المرحلة مددت مرتين من قبل.", "مُدِّدَتْ مَرَّتَيْنِ"),
        ("سجلت في البصرة أعلى درجة حرارة.", "سُجِّلَتْ فِي"),
    ],
)
def test_a_verb_that_needs_an_object_and_has_none_is_passive(text: str, heard: str) -> None:
    assert heard in vowelize(text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("نشرت الصحيفة الخبر في صفحتها الأولى.", "نَشَرَتِ الصَّحِيفَةُ"),
        ("حدد المجلس موعد الانتخابات.", "حَدَّدَ الْمَجْلِسُ"),
        ("وصل الوفد إلى مشارف تدمر، وعاد أمس.", "تَدْمُرَ،"),
    ],
)
def test_a_verb_with_its_object_and_a_name_stay_active(text: str, heard: str) -> None:
    assert heard in vowelize(text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("أعلنت وزارة الدفاع العراقية أن قوة وصلت.", "وِزَارَةُ الدِّفَاعِ الْعِرَاقِيَّةُ"),
        ("صادق مجلس النواب الأردني على القانون.", "مَجْلِسُ النُّوَّابِ الْأُرْدُنِّيُّ"),
        ("منذ اندلاع الحرب العالمية الثانية", "الْحَرْبِ الْعَالَمِيَّةِ"),
        ("مددت المحكمة المهلة يومين آخرين، ثم عادت.", "يَوْمَيْنِ آخَرَيْنِ،"),
        ("قد يجر المنطقة إلى حرب لا رابح فيها.", "لَا رَابِحَ فِيهَا"),
    ],
)
def test_an_adjective_has_the_case_and_number_of_its_noun(text: str, heard: str) -> None:
    assert heard in vowelize(text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("جاء من البيت", "مِنَ الْبَيْتِ"),
        ("الحرب أو السلام", "أَوِ السَّلَامُ"),
        ("قالت الحكومة إنها وافقت", "قَالَتِ الْحُكُومَةُ"),
        ("لم يكن الرئيس حاضرا", "لَمْ يَكُنِ الرَّئِيسُ"),
        ("هم الذين حضروا", "هُمُ الَّذِينَ"),
    ],
)
def test_no_word_ends_in_a_sukun_before_a_silent_alef(text: str, heard: str) -> None:
    assert heard in vowelize(text)
