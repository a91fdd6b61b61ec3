"""Cardinals in Arabic words, indefinite and definite.

Gender is that of what is counted (three to ten take the opposite form), case is the number's own, and
``construct`` says that a noun follows. Words are built with all their diacritics; without ``vowels`` the
marks are taken off again, but for tanween before alef (ألفًا), which careful writers keep.

Source of the rules: Ryding, A Reference Grammar of Modern Standard Arabic (2005), chapter 15. Spelling:
مئة rather than مائة, hundreds as one word. Where a number counts thousands and ends in one or two, it is
built as the grammars ask and not as it is often written: 101,000 is «مئة ألف وألف», since «مئة وألف»
sounds like 1,100.
"""

from __future__ import annotations

from functools import lru_cache

from briefing.records import dataclass
from briefing.text.expressions import expression
from briefing.text.nouns import Case, Gender

LARGEST = 10**18 - 1
"""The largest number the speller has words for."""

MARKS = expression("[\u064b-\u0652\u0670](?<!\u064b(?=\u0627))")
"""Diacritics, but for tanween before its alef."""

AND = "وَ"


def joint(vowels: bool) -> str:
    """«و» as it is joined to the next word."""
    return AND if vowels else "و"


SHORT = {Case.NOMINATIVE: "\u064f", Case.ACCUSATIVE: "\u064e", Case.GENITIVE: "\u0650"}
TANWEEN = {Case.NOMINATIVE: "\u064c", Case.ACCUSATIVE: "\u064b", Case.GENITIVE: "\u064d"}

UNITS = ("", "", "", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَانِي", "تِسْع")
TENS = ("", "عَشْر", "عِشْر", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَان", "تِسْع")


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

SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")


def bare(text: str) -> str:
    """The letters alone, but for tanween before its alef."""
    return MARKS.sub("", text)


@lru_cache(maxsize=16_384)
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


def ending_of(case: Case, *, construct: bool) -> str:
    return SHORT[case] if construct else TANWEEN[case]


def _cardinal(number: int, gender: Gender, case: Case, *, construct: bool) -> str:
    if number == 0:
        return "صِفْر" + tanween(case, construct=construct)
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
        return scale.word + tanween(case, construct=construct)
    if rest == 2:
        ending = "َا" if case is Case.NOMINATIVE else "َيْ"
        return scale.word + ending + ("" if construct else "نِ")
    counted_number = _cardinal(count, Gender.MASCULINE, case, construct=True)
    if 3 <= rest <= 10:
        if scale.diptote and not construct:
            ending = SHORT[Case.ACCUSATIVE]
        else:
            ending = ending_of(Case.GENITIVE, construct=construct)
        return f"{counted_number} {scale.plural}{ending}"
    if rest == 0:
        return f"{counted_number} {scale.word}{ending_of(Case.GENITIVE, construct=construct)}"
    return f"{counted_number} {scale.word}{tanween(Case.ACCUSATIVE, construct=construct)}"


def tanween(case: Case, *, construct: bool) -> str:
    if case is Case.ACCUSATIVE and not construct:
        return TANWEEN[case] + "ا"
    return ending_of(case, construct=construct)


def _hundreds(count: int, case: Case, *, construct: bool) -> str:
    if count == 1:
        return "مِئَة" + ending_of(case, construct=construct)
    if count == 2:
        return ("مِئَتَا" if case is Case.NOMINATIVE else "مِئَتَيْ") + ("" if construct else "نِ")
    stem = "ثَمَانِ" if count == 8 else UNITS[count] + SHORT[case]
    return f"{stem}مِئَة{ending_of(case, construct=construct)}"


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
        return ("وَاحِدَة" + TANWEEN[case]) if feminine else "وَاحِد" + tanween(case, construct=False)
    if number == 2:
        ending = "َانِ" if case is Case.NOMINATIVE else "َيْنِ"
        return ("اثْنَت" if feminine else "اثْن") + ending
    if number == 10:
        return ("عَشْر" if feminine else "عَشَرَة") + (
            tanween(case, construct=construct) if feminine else ending_of(case, construct=construct)
        )
    if not feminine:
        return _counting(number) + ending_of(case, construct=construct)
    if number == 8:
        if case is Case.ACCUSATIVE:
            return UNITS[8] + ("َ" if construct else "ًا")
        return UNITS[8] if construct else "ثَمَانٍ"
    return UNITS[number] + tanween(case, construct=construct)


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
    return with_article(word)


def with_article(word: str) -> str:
    """With the article as it is written with all its marks: الشَّ, الْقَ, الِاثْ."""
    if word.startswith("ا"):
        return "الِ" + word
    if word[0] in SUN_LETTERS:
        return f"ال{word[0]}\u0651{word[1:]}"
    return "الْ" + word
