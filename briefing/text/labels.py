"""Numbers that name rather than count: المادة 5، القرن الـ21، عام 2016."""

from __future__ import annotations

import re

from briefing.text.agreement import FEMININE_YEAR_WORDS, ORDINAL_LABELS, PAIRED_NOUNS, YEAR_WORDS, words_of
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, gender_of, plurals
from briefing.text.numbers import cardinal, definite, ordinal
from briefing.text.places import CONTEXT, Place


def definite_form(label: str) -> str:
    """A word without what is joined to its article: والمادة، للمادة، بالمادة → المادة."""
    found = re.fullmatch(r"[وف]?(?:[بك]?ال|لل)(\w{2,})", label)
    return f"ال{found[1]}" if found else label


def plural_label(place: Place) -> bool:
    """Whether the word before is a plural, so that the number counts it (الدول الـ15)."""
    word = definite_form(place.label).removeprefix("ال")
    return word in plurals() or word.endswith(("ات", "ين", "ون"))


def labelled(place: Place, number: int, *, known: bool) -> str | None:
    """A number that names rather than counts: المادة 5، القرن الـ21، عام 2016."""
    label, vowels = place.label, place.vowels
    plain_label = definite_form(label)
    if not label or number < 1:
        return None
    if label in words_of(YEAR_WORDS) and not place.article:
        return cardinal(number, case=Case.GENITIVE, vowels=vowels)
    if label in words_of(FEMININE_YEAR_WORDS) and not place.article:
        return cardinal(number, gender=Gender.FEMININE, case=Case.GENITIVE, vowels=vowels)
    gender = gender_of(plain_label)
    if plain_label in words_of(ORDINAL_LABELS) and number < 100 and not (known and not place.article):
        return ordinal(number, gender=gender, case=place.case, vowels=vowels)
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
        return ordinal(number, gender=gender, case=place.case, vowels=vowels)
    if label in ("في", "حتى", "منذ", "من", "قبل", "بعد") and 1 <= number <= 31 and not known:
        following = place.text[place.start : place.start + CONTEXT]
        if re.match(rf"\d+ (?:من|لشهر|ل)(?:ه| |\b)[{LETTERS} ]*", following):
            return ordinal(number, case=Case.GENITIVE, vowels=vowels)
    return None
