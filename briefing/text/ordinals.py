"""Ordinals in Arabic words: الخامس، الحادية والعشرون، الأول بعد المئة.

Source of the rules: Ryding, A Reference Grammar of Modern Standard Arabic (2005), chapter 15; Wright, A
Grammar of the Arabic Language, I § 328.
"""

from __future__ import annotations

from briefing.text.cardinals import (
    AND,
    SHORT,
    TANWEEN,
    TENS,
    bare,
    cardinal,
    definite,
    ending_of,
    tanween,
    with_article,
)
from briefing.text.nouns import Case, Gender

ORDINALS = ("", "", "ثَانِي", "ثَالِث", "رَابِع", "خَامِس", "سَادِس", "سَابِع", "ثَامِن", "تَاسِع", "عَاشِر")


def ordinal(
    number: int,
    *,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
    article: bool = True,
    vowels: bool = False,
) -> str:
    """An ordinal: الخامس، الحادية والعشرون، الأول بعد المئة; ``article=False`` leaves the article out.

    Raises:
        ValueError: not a positive number, or larger than there are words for.
    """
    if number < 1:
        message = f"there is no ordinal for {number}"
        raise ValueError(message)
    rest = number % 100
    if number > 100 and rest:
        base = definite(number - rest, case=Case.GENITIVE, vowels=True)
        words = f"{_ordinal(rest, gender, case, article=article)} بَعْدَ {base}"
    elif number >= 100:
        spell = definite if article else cardinal
        words = spell(number, case=case, vowels=True)
    else:
        words = _ordinal(number, gender, case, article=article)
    return words if vowels else bare(words)


def ordinal_of(
    number: int, *, gender: Gender = Gender.MASCULINE, case: Case = Case.NOMINATIVE, vowels: bool = False
) -> str:
    """An ordinal before what it ranks, second to tenth: ثالث أكبر، ثاني أعلى.

    Raises:
        ValueError: not 2 to 10.
    """
    if not 2 <= number <= 10:
        message = f"no ordinal stands in construct for {number}"
        raise ValueError(message)
    stem = ORDINALS[number]
    if gender is Gender.FEMININE:
        words = f"{stem}َة{SHORT[case]}"
    elif stem.endswith("ي"):
        words = stem + ("َ" if case is Case.ACCUSATIVE else "")
    else:
        words = stem + SHORT[case]
    return words if vowels else bare(words)


def _ordinal(number: int, gender: Gender, case: Case, *, article: bool) -> str:
    if number > 20 and number % 10:
        unit, ten = (
            _ordinal_unit(number % 10, gender, case, article=article, compound=True),
            number // 10 * 10,
        )
        return f"{unit} {AND}{_ordinal(ten, gender, case, article=article)}"
    if 10 < number < 20:
        unit = _ordinal_unit(number - 10, gender, Case.ACCUSATIVE, article=article, compound=True)
        if gender is Gender.FEMININE:
            return unit.removesuffix(TANWEEN[Case.ACCUSATIVE]).removesuffix("\u064e") + "َ عَشْرَةَ"
        return unit.removesuffix("ًا").removesuffix("َ") + ("" if number < 13 else "َ") + " عَشَرَ"
    if number <= 10:
        return _ordinal_unit(number, gender, case, article=article, compound=False)
    ten_word = TENS[number // 10] + ("ُونَ" if case is Case.NOMINATIVE else "ِينَ")
    return with_article(ten_word) if article else ten_word


def _ordinal_unit(number: int, gender: Gender, case: Case, *, article: bool, compound: bool) -> str:
    """First to tenth; in a compound the first is حادٍ, feminine حادية."""
    feminine = gender is Gender.FEMININE
    if number == 1 and not compound:
        word = "أُولَى" if feminine else "أَوَّل" + SHORT[case]
        return with_article(word) if article else word
    stem = "حَادِي" if number == 1 else ORDINALS[number]
    if article:
        stem = with_article(stem)
    if feminine:
        return f"{stem}َة{ending_of(case, construct=article)}"
    if stem.endswith("ي"):
        return _weak(stem, case, article=article)
    return stem + tanween(case, construct=article)


def _weak(word: str, case: Case, *, article: bool) -> str:
    """A word whose last letter is a weak ي: الثاني, ثانٍ, ثانيًا."""
    if case is Case.ACCUSATIVE:
        return word + ("َ" if article else "ًا")
    return word if article else word.removesuffix("ِي") + "ٍ"
