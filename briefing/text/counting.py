"""Decimals, fractions, counted things and lengths of time in Arabic words."""

from __future__ import annotations

from briefing.text.cardinals import bare, cardinal, ending_of, joint, tanween
from briefing.text.nouns import HOUR, MINUTE, SECOND, Case, Gender, Noun

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

DIGITS = ("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
"""As read one by one, without diacritics."""


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
        words = one + tanween(case, construct=construct)
        if not vowels and case is Case.ACCUSATIVE and not construct:
            words = one
    elif numerator == 2:
        stem = two.removesuffix("ان") + ("ا" if case is Case.NOMINATIVE else "يْ")
        words = stem + ("" if construct else "نِ")
    else:
        count = cardinal(numerator, case=case, construct=True, vowels=True)
        words = f"{count} {many}{ending_of(Case.GENITIVE, construct=construct)}"
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
