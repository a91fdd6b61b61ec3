"""Numbers that name rather than count: المادة 5، القرن الـ21، عام 2016."""

from __future__ import annotations

import re

from briefing.text.agreement import (
    FEMININE_YEAR_WORDS,
    ORDINAL_LABELS,
    PAIRED_NOUNS,
    YEAR_WORDS,
    Counted,
    case_after,
    words_of,
)
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, gender_of, plurals, singulars, stems
from briefing.text.numbers import cardinal, definite, ordinal
from briefing.text.places import CONTEXT, Place

TIMES = "الدقيقة الثانية الساعة اليوم الأسبوع الشهر المرة"
"""At a beginning these say when, and stand in the accusative."""


def definite_form(label: str) -> str:
    """A word without what is joined to its article: والمادة، للمادة، بالمادة → المادة."""
    found = re.fullmatch(r"[وف]?(?:[بك]?ال|لل)(\w{2,})", label)
    return f"ال{found[1]}" if found else label


def plural_label(place: Place) -> bool:
    """Whether the word before is a plural, so that the number counts it (الدول الـ15)."""
    word = definite_form(place.label).removeprefix("ال")
    return word in plurals() or word.endswith(("ات", "ين", "ون"))


def labelled(place: Place, number: int, noun: Counted | None) -> str | None:
    """A number that names rather than counts: المادة 5، القرن الـ21، عام 2016."""
    label, vowels = place.label, place.vowels
    plain_label = definite_form(label)
    if not label or number < 1:
        return None
    if label in ("رقم", "الرقم", "برقم", "ورقم"):
        return cardinal(number, case=place.case, vowels=vowels)
    known = noun is not None and noun.end > 0 and _fits(noun.word, number)
    if known and number < 1000 and not place.article:
        return None
    case = _case_of_label(place)
    if label in words_of(YEAR_WORDS) and not place.article:
        return cardinal(number, case=Case.GENITIVE, vowels=vowels)
    if label in ("السنة", "للسنة", "بالسنة") and number < 20 and not place.article:
        return ordinal(number, gender=Gender.FEMININE, case=case, vowels=vowels)
    if label in words_of(FEMININE_YEAR_WORDS) and not place.article:
        return cardinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels)
    gender = gender_of(plain_label)
    if plain_label in words_of(ORDINAL_LABELS) and number < 100 and not (known and not place.article):
        return ordinal(number, gender=gender, case=case, vowels=vowels)
    if not place.article:
        return None
    if label in ("سن", "عمر", "السن", "العمر"):
        return ordinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels)
    if label == "مجموعة":
        feminine = Gender.FEMININE if number < 11 else Gender.MASCULINE
        return definite(number, gender=feminine, case=Case.GENITIVE, vowels=vowels)
    if known or plural_label(place) or label in words_of(PAIRED_NOUNS):
        return None
    possessed = plain_label.endswith(("ه", "ها", "هم", "هما")) and len(plain_label) > 4
    if plain_label.startswith("ال") or possessed:
        stem = re.sub("(?:ها|هم|هما|ه)$", "", plain_label) if possessed else plain_label
        if possessed and stem.endswith("ت"):
            gender = Gender.FEMININE
        return ordinal(number, gender=gender, case=case, vowels=vowels)
    if label in ("في", "حتى", "منذ", "من", "قبل", "بعد") and 1 <= number <= 31 and not known:
        following = place.text[place.start : place.start + CONTEXT]
        if re.match(rf"\d+ (?:من|لشهر|ل)(?:ه| |\b)[{LETTERS} ]*", following):
            gender = Gender.FEMININE if re.match(r"\d+ من (?:ال)?عمر", following) else Gender.MASCULINE
            return ordinal(number, gender=gender, case=Case.GENITIVE, vowels=vowels)
    return None


def _fits(word: str, number: int) -> bool:
    """Whether a word has the form a counted noun takes after such a number; verbs rarely do."""
    rest = number % 100
    if any(stem in plurals() or stem in singulars() for stem in stems(word)):
        return True
    if 3 <= rest <= 10:
        return word.endswith(("ات", "ين", "اء"))
    return word.endswith(("ة", "ى") if rest < 3 else ("ا", "ة", "ى", "ء", "ً"))


def _case_of_label(place: Place) -> Case:
    """The label's own case, which its ordinal shares: at a beginning «القرن الحادي والعشرون»."""
    ahead = re.sub(rf"([{LETTERS}]+)[\s\u00a0]*\Z", "", place.before)
    if definite_form(place.label) != place.label and place.label[:1] not in "وف":
        return Case.GENITIVE
    case = case_after(ahead) or Case.GENITIVE
    return Case.GENITIVE if case is Case.NOMINATIVE and place.label in words_of(TIMES) else case
