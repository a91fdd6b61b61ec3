"""Numbers in Arabic words: cardinals, ordinals, decimals, fractions, counted things and durations.

Gender is that of what is counted (three to ten take the opposite form), case is the number's own, and
``construct`` says that a noun follows. Words are built with all their diacritics; without ``vowels`` the
marks are taken off again, but for tanween before alef (ألفًا), which careful writers keep.

Source of the rules: Ryding, A Reference Grammar of Modern Standard Arabic (2005), chapter 15. Spelling:
مئة rather than مائة, hundreds as one word. Where a number counts thousands and ends in one or two, it is
built as the grammars ask and not as it is often written: 101,000 is «مئة ألف وألف», since «مئة وألف»
sounds like 1,100.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.text.nouns import HOUR, MINUTE, SECOND, Case, Gender, Noun

LARGEST = 10**18 - 1
"""The largest number the speller has words for."""

MARKS = re.compile("[\u064b-\u0652\u0670](?<!\u064b(?=\u0627))")
"""Diacritics, but for tanween before its alef."""

AND = "وَ"


def joint(vowels: bool) -> str:
    """«و» as it is joined to the next word."""
    return AND if vowels else "و"


SHORT = {Case.NOMINATIVE: "\u064f", Case.ACCUSATIVE: "\u064e", Case.GENITIVE: "\u0650"}
TANWEEN = {Case.NOMINATIVE: "\u064c", Case.ACCUSATIVE: "\u064b", Case.GENITIVE: "\u064d"}

UNITS = ("", "", "", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَانِي", "تِسْع")
TENS = ("", "عَشْر", "عِشْر", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَان", "تِسْع")

ORDINALS = ("", "", "ثَانِي", "ثَالِث", "رَابِع", "خَامِس", "سَادِس", "سَابِع", "ثَامِن", "تَاسِع", "عَاشِر")


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of a thousand that is itself a counted masculine noun."""

    value: int
    word: str
    plural: str
    diptote: bool = False
    sound: bool = False
    """A plural in ات, with kasra for accusative too."""


SCALES = (
    Scale(10**15, "كَوَادْرِيلْيُون", "كَوَادْرِيلْيُونَات", sound=True),
    Scale(10**12, "تِرِيلْيُون", "تِرِيلْيُونَات", sound=True),
    Scale(10**9, "مِلْيَار", "مِلْيَارَات", sound=True),
    Scale(10**6, "مِلْيُون", "مَلَايِين", diptote=True),
    Scale(10**3, "أَلْف", "آلَاف"),
)

FRACTIONS = {
    2: ("نِصْف", "نِصْفَان", "أَنْصَاف"),
    3: ("ثُلْث", "ثُلْثَان", "أَثْلَاث"),
    4: ("رُبْع", "رُبْعَان", "أَرْبَاع"),
    5: ("خُمْس", "خُمْسَان", "أَخْمَاس"),
    6: ("سُدْس", "سُدْسَان", "أَسْدَاس"),
    7: ("سُبْع", "سُبْعَان", "أَسْبَاع"),
    8: ("ثُمْن", "ثُمْنَان", "أَثْمَان"),
    9: ("تُسْع", "تُسْعَان", "أَتْسَاع"),
    10: ("عُشْر", "عُشْرَان", "أَعْشَار"),
}

SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")

DIGITS = ("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
"""As read one by one, without diacritics."""


def bare(text: str) -> str:
    """The letters alone, but for tanween before its alef."""
    return MARKS.sub("", text)


def cardinal(
    number: int,
    *,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
    construct: bool = False,
    vowels: bool = False,
) -> str:
    """A whole number in words; negative numbers begin with «ناقص».

    Args:
        number: from -LARGEST to LARGEST.
        gender: of the noun it counts.
        case: the number's own.
        construct: a noun follows, so that endings are those of the construct state (مئتا، ألفا).
        vowels: keep the diacritics.

    Raises:
        ValueError: there are no words for a number that large.
    """
    if abs(number) > LARGEST:
        message = f"numbers up to {LARGEST} can be spelled, not {number}"
        raise ValueError(message)
    words = _cardinal(abs(number), gender, case, construct=construct)
    if number < 0:
        words = "نَاقِص " + words
    return words if vowels else bare(words)


def _ending(case: Case, *, construct: bool) -> str:
    return SHORT[case] if construct else TANWEEN[case]


def _cardinal(number: int, gender: Gender, case: Case, *, construct: bool) -> str:
    if number == 0:
        return "صِفْر" + _tanween(case, construct=construct)
    parts: list[str] = []
    rest = number
    for scale in SCALES:
        count, rest = divmod(rest, scale.value)
        if count:
            parts.append(_scaled(count, scale, case, construct=construct and not rest))
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        parts.append(_hundreds(hundreds, case, construct=construct and not rest))
    if rest:
        parts.append(_below_hundred(rest, gender, case, construct=construct))
    return f" {AND}".join(parts)


def _scaled(count: int, scale: Scale, case: Case, *, construct: bool) -> str:
    rest = count % 100
    if count > 100 and rest in (1, 2):
        return f"{_scaled(count - rest, scale, case, construct=False)} {AND}" + _scaled(
            rest, scale, case, construct=construct
        )
    if rest == 1:
        return scale.word + _tanween(case, construct=construct)
    if rest == 2:
        ending = "َا" if case is Case.NOMINATIVE else "َيْ"
        return scale.word + ending + ("" if construct else "نِ")
    counted_number = _cardinal(count, Gender.MASCULINE, case, construct=True)
    if 3 <= rest <= 10:
        if scale.diptote and not construct:
            ending = SHORT[Case.ACCUSATIVE]
        else:
            ending = _ending(Case.GENITIVE, construct=construct)
        return f"{counted_number} {scale.plural}{ending}"
    if rest == 0:
        return f"{counted_number} {scale.word}{_ending(Case.GENITIVE, construct=construct)}"
    return f"{counted_number} {scale.word}{_tanween(Case.ACCUSATIVE, construct=construct)}"


def _tanween(case: Case, *, construct: bool) -> str:
    if case is Case.ACCUSATIVE and not construct:
        return TANWEEN[case] + "ا"
    return _ending(case, construct=construct)


def _hundreds(count: int, case: Case, *, construct: bool) -> str:
    if count == 1:
        return "مِئَة" + _ending(case, construct=construct)
    if count == 2:
        return ("مِئَتَا" if case is Case.NOMINATIVE else "مِئَتَيْ") + ("" if construct else "نِ")
    stem = "ثَمَانِ" if count == 8 else UNITS[count] + SHORT[case]
    return f"{stem}مِئَة{_ending(case, construct=construct)}"


def _below_hundred(number: int, gender: Gender, case: Case, *, construct: bool) -> str:
    feminine = gender is Gender.FEMININE
    if number < 11:
        return _unit(number, gender, case, construct=construct)
    if number == 11:
        return "إِحْدَى عَشْرَةَ" if feminine else "أَحَدَ عَشَرَ"
    if number == 12:
        two = "اثْنَتَ" if feminine else "اثْنَ"
        return two + ("ا" if case is Case.NOMINATIVE else "يْ") + (" عَشْرَةَ" if feminine else " عَشَرَ")
    if number < 20:
        if feminine:
            return f"{UNITS[number - 10]}َ عَشْرَةَ"
        return f"{_counting(number - 10)}َ عَشَرَ"
    unit = number % 10
    ten = TENS[number // 10] + ("ُونَ" if case is Case.NOMINATIVE else "ِينَ")
    if not unit:
        return ten
    if unit == 1 and feminine:
        return f"إِحْدَى {AND}{ten}"
    return f"{_unit(unit, gender, case, construct=False)} {AND}{ten}"


def _counting(unit: int) -> str:
    """Three to nine with ta marbuta: the form for masculine nouns."""
    return UNITS[unit] + "َة"


def _unit(number: int, gender: Gender, case: Case, *, construct: bool) -> str:
    feminine = gender is Gender.FEMININE
    if number == 1:
        return ("وَاحِدَة" + TANWEEN[case]) if feminine else "وَاحِد" + _tanween(case, construct=False)
    if number == 2:
        ending = "َانِ" if case is Case.NOMINATIVE else "َيْنِ"
        return ("اثْنَت" if feminine else "اثْن") + ending
    if number == 10:
        return ("عَشْر" if feminine else "عَشَرَة") + (
            _tanween(case, construct=construct) if feminine else _ending(case, construct=construct)
        )
    if not feminine:
        return _counting(number) + _ending(case, construct=construct)
    if number == 8:
        if case is Case.ACCUSATIVE:
            return UNITS[8] + ("َ" if construct else "ًا")
        return UNITS[8] if construct else "ثَمَانٍ"
    return UNITS[number] + _tanween(case, construct=construct)


def definite(
    number: int,
    *,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
    construct: bool = False,
    vowels: bool = False,
) -> str:
    """A cardinal with the article, as after a definite noun: «الدول الخمس عشرة»، «الخمسة والعشرون».

    ``construct`` says that what is counted follows (المئتا شخص).

    Raises:
        ValueError: there are no words for a number that large.
    """
    words = cardinal(number, gender=gender, case=case, construct=construct, vowels=True)
    first, *others = words.split(" ")
    parts = [_the(first, case)]
    for part in others:
        joined = part.startswith(AND) and number < 1000
        parts.append(AND + _the(part.removeprefix(AND), case) if joined else part)
    if number >= 100 and 11 <= number % 100 < 20:
        parts[-1] = others[-1]
    words = " ".join(parts)
    return words if vowels else bare(words)


def _the(word: str, case: Case) -> str:
    """With the article, and without tanween."""
    word = word.replace("ثَمَانٍ", UNITS[8])
    if word.endswith("ًا"):
        word = word[:-1]
    if word[-1] in TANWEEN.values():
        word = word[:-1] + SHORT[case]
    return _article(word)


def _article(word: str) -> str:
    """With the article as it is written with all its marks: الشَّ, الْقَ, الِاثْ."""
    if word.startswith("ا"):
        return "الِ" + word
    if word[0] in SUN_LETTERS:
        return f"ال{word[0]}\u0651{word[1:]}"
    return "الْ" + word


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
    return _article(ten_word) if article else ten_word


def _ordinal_unit(number: int, gender: Gender, case: Case, *, article: bool, compound: bool) -> str:
    """First to tenth; in a compound the first is حادٍ, feminine حادية."""
    feminine = gender is Gender.FEMININE
    if number == 1 and not compound:
        word = "أُولَى" if feminine else "أَوَّل" + SHORT[case]
        return _article(word) if article else word
    stem = "حَادِي" if number == 1 else ORDINALS[number]
    if article:
        stem = _article(stem)
    if feminine:
        return f"{stem}َة{_ending(case, construct=article)}"
    if stem.endswith("ي"):
        return _weak(stem, case, article=article)
    return stem + _tanween(case, construct=article)


def _weak(word: str, case: Case, *, article: bool) -> str:
    """A word whose last letter is a weak ي: الثاني, ثانٍ, ثانيًا."""
    if case is Case.ACCUSATIVE:
        return word + ("َ" if article else "ًا")
    return word if article else word.removesuffix("ِي") + "ٍ"


def decimal(
    digits: str,
    *,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
    vowels: bool = False,
) -> str:
    """A decimal number, ``whole.part`` in ASCII digits: 3.14 is «ثلاثة فاصلة أربعة عشر».

    Zeros that open the part are said one by one; a part longer than three digits is said digit by digit.

    Raises:
        ValueError: the whole part is larger than there are words for.
    """
    whole, _, part = digits.partition(".")
    plain = part and case is Case.ACCUSATIVE and int(whole) < 2  # «صفر فاصلة» is said without an alef
    words = cardinal(int(whole), gender=gender, case=Case.GENITIVE if plain else case, vowels=vowels)
    if not part:
        return words
    tail = part.lstrip("0")
    zeros = len(part) - len(tail)
    comma = "فَاصِلَة" if vowels else "فاصلة"
    said = [DIGITS[0]] * zeros
    if len(part) > 3:
        said = [DIGITS[int(digit)] for digit in part]
    elif tail:
        said.append(cardinal(int(tail), case=case, vowels=vowels))
    return " ".join((words, comma, *said))


def fraction(
    numerator: int,
    denominator: int,
    *,
    case: Case = Case.NOMINATIVE,
    construct: bool = False,
    vowels: bool = False,
) -> str:
    """A fraction: نصف، ثلثان، ثلاثة أرباع; beyond tenths «سبعة على اثني عشر».

    Raises:
        ValueError: a part is larger than there are words for.
    """
    forms = FRACTIONS.get(denominator)
    if forms is None or not 1 <= numerator <= 10 or denominator == 2 < numerator:
        over = cardinal(denominator, case=Case.GENITIVE, vowels=vowels)
        return f"{cardinal(numerator, case=case, vowels=vowels)} {'عَلَى' if vowels else 'على'} {over}"
    one, two, many = forms
    if numerator == 1:
        words = one + _tanween(case, construct=construct)
        if not vowels and case is Case.ACCUSATIVE and not construct:
            words = one
    elif numerator == 2:
        stem = two.removesuffix("ان") + ("ا" if case is Case.NOMINATIVE else "يْ")
        words = stem + ("" if construct else "نِ")
    else:
        count = cardinal(numerator, case=case, construct=True, vowels=True)
        words = f"{count} {many}{_ending(Case.GENITIVE, construct=construct)}"
    return words if vowels else bare(words)


def counted(number: int, noun: Noun, *, case: Case = Case.NOMINATIVE, vowels: bool = False) -> str:
    """So many of something, in the form grammar asks: «قسم واحد»، «قسمان»، «أربعة أقسام»، «أحد عشر قسمًا».

    Args:
        number: how many; negative numbers begin with «ناقص».
        noun: what is counted.
        case: of the whole phrase.
        vowels: diacritics on the number words (the noun stays bare).

    Raises:
        ValueError: there are no words for a number that large.
    """
    if number < 0:
        return f"ناقص {counted(-number, noun, case=case, vowels=vowels)}"
    rest = number % 100
    if number > 100 and rest in (1, 2):
        first = counted(number - rest, noun, case=case, vowels=vowels)
        return f"{first} {joint(vowels)}{noun.singular if rest == 1 else noun.pair(case)}"
    if number == 1:
        one = cardinal(1, gender=noun.gender, case=case, vowels=vowels)
        if case is Case.ACCUSATIVE:
            return f"{noun.accusative} {one}"
        return f"{noun.singular} {one}"
    if number == 2:
        return noun.pair(case)
    words = cardinal(number, gender=noun.gender, case=case, construct=True, vowels=vowels)
    if 3 <= rest <= 10:
        return f"{words} {noun.plural}"
    return f"{words} {noun.singular if rest in (0, 1, 2) else noun.accusative}"


def duration(seconds: float, *, case: Case = Case.NOMINATIVE, vowels: bool = False) -> str:
    """A length of time, rounded to whole seconds: 375 is «ست دقائق وخمس عشرة ثانية».

    Raises:
        ValueError: a negative length.
    """
    whole = round(seconds)
    if whole < 0:
        message = f"a duration cannot be negative: {seconds}"
        raise ValueError(message)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [(count, unit) for count, unit in ((hours, HOUR), (minutes, MINUTE), (left, SECOND)) if count]
    if len(parts) < 2:
        count, unit = parts[0] if parts else (0, SECOND)
        return counted(count, unit, case=case, vowels=vowels)
    return f" {joint(vowels)}".join(
        unit.singular if count == 1 else counted(count, unit, case=case, vowels=vowels)
        for count, unit in parts
    )
