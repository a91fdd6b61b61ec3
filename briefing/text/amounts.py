"""Plain numbers with what follows them: a scale, a unit, a per cent sign, a counted noun, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from briefing.text.agreement import FEMININE_YEAR_WORDS, LINKED, YEAR_WORDS, Counted, counted_after, words_of
from briefing.text.labels import definite_form, labelled, plural_label
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Gender, Noun, gender_of, paired, plurals, singular_of, singulars, stems
from briefing.text.numbers import LARGEST, cardinal, counted, decimal, definite, joint, ordinal
from briefing.text.numbers import bare as unvowelled
from briefing.text.places import CONTEXT, Place, is_year, year_gender
from briefing.text.quantities import (
    POWER_NOUNS,
    SCALE_LETTERS,
    SCALE_NOUNS,
    SUBUNITS,
    WRITTEN_OUT,
    currencies,
    measures,
)

Tail = tuple[int, str] | None

_DIGIT = (
    r"\d{1,3}(?:[,٬،'\u2019]\d{3}){1,6}(?!\d)(?:[.٫]\d{1,15})?"
    r"|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,6}(?!\d)"
    r"|\d{1,3}(?: \d{3}){0,3} 000(?![\d.,])"
    r"|\d{1,19}(?:[.,٫]\d{1,15})?"
)
NUMBER = re.compile(_DIGIT)
_POWER = re.compile(
    r"\s?(?:[×x*·]\s?10\^?(-?)(\d{1,3})|[eE]([+-]?)(\d{1,3}))(?![\d\w.])|\^(-?)(\d{1,3})|([²³])"
)
SCALE = re.compile(rf"\s?({'|'.join(SCALE_NOUNS)})(?![{LETTERS}])")
SCALE_PLURAL = re.compile(rf"\s?(آلاف|ملايين|مليارات|بلايين|تريليونات|ترليونات)(?![{LETTERS}])")
SCALE_LETTER = re.compile(r"\s?(bn|[KkMmBT])(?![a-z])")
_PERCENT = re.compile(r"\s?([%‰])")
_DIMENSION = re.compile(r"\s?[x×X*]\s?(?=\d)")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b")
ERA = re.compile(rf"\s?(هـ|ه|م)(?![{LETTERS}\w]|\.\w)")


def value_of(written: str) -> str | None:
    """A written number as ``whole`` or ``whole.part``; None where it is no number or too large for words."""
    plain = re.sub(r"[ ٬،'\u2019\u00a0\u202f]", "", written)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:[.٫]\d+)?", plain) and not plain.startswith("0"):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".").replace("٫", ".")
    return plain if int(plain.split(".")[0]) <= LARGEST else None


def unit_after(after: str) -> tuple[int, Noun] | None:
    """A unit or currency sign after a number: its length in the text, and its noun."""
    found = UNIT_SIGN.match(after)
    if found is None:
        return None
    return found.end(), signs()[found[1]]


@cache
def signs() -> dict[str, Noun]:
    """Every way to write a unit or currency after a number, its singular included."""
    known = {**measures(), **currencies()}
    plain = (noun for noun in (*known.values(), *WRITTEN_OUT) if noun.singular not in ("ين", "قدم"))
    return {noun.singular: noun for noun in plain} | known


def _unit_pattern() -> re.Pattern[str]:
    ordered = sorted(signs(), key=len, reverse=True)
    bounded = "|".join(re.escape(sign) for sign in ordered if sign[-1].isalnum())
    loose = "|".join(re.escape(sign) for sign in ordered if not sign[-1].isalnum())
    return re.compile(
        rf"[ \u00a0]?((?:{bounded})(?![{LETTERS}\w²³/]|\.[{LETTERS}A-Za-z])|(?:{loose}))(?![²³])"
    )


UNIT_SIGN = _unit_pattern()


def amount(place: Place, value: str, end: int) -> tuple[int, str]:
    """A plain number with what follows it: scale, unit, percent, counted noun, or nothing."""
    text, case, vowels = place.text, place.case, place.vowels
    after = text[end : end + CONTEXT]
    for reader in TAILS:
        read = reader(place, value, after)
        if read is not None:
            return end + read[0], read[1]
    noun = _counted_before(place) or counted_after(after, paired=True)
    if "." in value:
        shared = _unit_of_both(after)
        if shared is not None:
            return end, quantity(value, shared, place=place)
        return end, decimal(value, case=case, vowels=vowels)
    if noun is not None and is_year(value) and not _surely_counted(noun.word):
        noun = None
    number = int(value)
    named = labelled(place, number, noun)
    if named is not None:
        return end, named
    if place.article:
        gender = (
            noun.gender if noun else gender_of(definite_form(place.label)) if plural_label(place) else None
        )
        return end, definite(
            number,
            gender=gender or Gender.MASCULINE,
            case=case,
            construct=noun is not None and noun.end > 0,
            vowels=vowels,
        )
    if noun is not None and noun.end and number in (1, 2):
        return _one_or_two(place, number, noun.word, end, noun.end, noun.gender)
    if noun is None:
        bare_case = Case.GENITIVE if is_year(value) and not (place.governed and place.label) else case
        return end, cardinal(number, gender=year_gender(place), case=bare_case, vowels=vowels)
    construct = noun.end > 0
    if number > 100 and number % 100 in (1, 2) and construct and noun.word in singulars():
        return end + noun.end, _hundred_and(place, number, noun.word)
    return end, cardinal(number, gender=noun.gender, case=case, construct=construct, vowels=vowels)


def _unit_of_both(after: str) -> Noun | None:
    """The money of «من 1.40 إلى 1.15 دولار», where the first amount has coins too."""
    link = LINKED.match(after)
    unit = unit_after(after[link.end() :]) if link else None
    return unit[1] if unit is not None and unit[1].singular in SUBUNITS else None


_OUT_OF = re.compile(rf"([{LETTERS}]+) (?:من كل|من أصل|من بين)[ \u00a0]?\Z")


def _counted_before(place: Place) -> Counted | None:
    """What «10» counts in «3 أسر من كل 10»."""
    found = _OUT_OF.search(place.before)
    own = counted_after(place.text[place.start :].lstrip("0123456789")[:CONTEXT]) if found else None
    if found is None or (own is not None and own.word in plurals()):
        return None
    word = unvowelled(found[1])
    return Counted(word, 0, gender_of(word)) if word in plurals() or word.endswith("ات") else None


def _surely_counted(word: str) -> bool:
    """After 2016 a noun is counted only if it is a known one or has tanween: «في 2016 مقارنة» is a year."""
    return word.endswith("ا") or any(stem in singulars() or stem in plurals() for stem in stems(word))


def _hundred_and(place: Place, number: int, word: str) -> str:
    """101 and 102 repeat the noun: مئة كتاب وكتاب، مئة كتاب وكتابان."""
    rest = number % 100
    hundreds = cardinal(number - rest, case=place.case, construct=True, vowels=place.vowels)
    return f"{hundreds} {word} {joint(place.vowels)}{word if rest == 1 else paired(word, place.case)}"


def _one_or_two(
    place: Place, number: int, word: str, end: int, length: int, gender: Gender
) -> tuple[int, str]:
    singular = singular_of(word)
    if number == 1:
        return end + length, f"{singular} {cardinal(1, gender=gender, case=place.case, vowels=place.vowels)}"
    if word.endswith(("ان", "ين")) and word not in plurals():
        return end + length, word
    if singular.endswith("ا") and len(singular) > 3 and word == singular:
        singular = singular[:-1]
    return end + length, paired(singular, place.case)


def _percent(place: Place, value: str, after: str) -> Tail:
    found = _PERCENT.match(after)
    if found is None:
        return None
    if place.article and "." not in value:
        words = definite(int(value), case=place.case, vowels=place.vowels)
    else:
        words = decimal(value, case=place.case, vowels=place.vowels)
    return found.end(), f"{words} في {'المئة' if found[1] == '%' else 'الألف'}"


def scaled_after(place: Place, value: str, after: str) -> Tail:
    """«5 مليون» → خمسة ملايين; the currency sign after it, if any, is taken too."""
    many = SCALE_PLURAL.match(after)
    found = SCALE.match(after)
    if many is not None:
        words = decimal(value, case=place.case, vowels=place.vowels)
        if "." not in value:
            words = cardinal(int(value), case=place.case, construct=True, vowels=place.vowels)
        phrase, end = f"{words} {many[1]}", many.end()
        unit = unit_after(after[end:])
        return (end + unit[0], f"{phrase} {unit[1].singular}") if unit else (end, phrase)
    if found is None:
        return None
    scale, end = SCALE_NOUNS[found[1]], found.end()
    rest = after[end:]
    unit = unit_after(rest)
    follows = unit is not None or counted_after(rest) is not None
    phrase = scaled(value, scale, written=found[1], follows=follows, place=place)
    if unit is not None:
        return end + unit[0], f"{phrase} {unit[1].singular}"
    return end, phrase


def scaled(value: str, scale: Noun, *, written: str, follows: bool, place: Place) -> str:
    """So many thousands, millions …; ``follows`` says that what is counted comes next."""
    if "." in value:
        return f"{decimal(value, case=place.case, vowels=place.vowels)} {scale.singular}"
    number = int(value)
    if number == 1:
        return scale.singular
    if number == 2:
        return scale.pair(place.case, construct=follows)
    words = cardinal(number, case=place.case, construct=True, vowels=place.vowels)
    if 3 <= number % 100 <= 10:
        return f"{words} {scale.plural}"
    return f"{words} {written if follows or number % 100 < 11 else scale.accusative}"


def _money_or_measure(place: Place, value: str, after: str) -> Tail:
    unit = unit_after(after)
    if unit is None:
        return None
    length, noun = unit
    sign = after[:length].strip()
    if sign == "م" and _era_fits(place, value):
        return None
    return length, quantity(value, noun, place=place)


def quantity(value: str, noun: Noun, *, place: Place) -> str:
    """A number of units; two decimals of a dollar are cents."""
    whole, _, part = value.partition(".")
    coins = SUBUNITS.get(noun.singular)
    if coins is not None and len(part) == coins[0] and int(part):
        small = counted(int(part), coins[1], case=place.case, vowels=place.vowels)
        return (
            f"{counted(int(whole), noun, case=place.case, vowels=place.vowels)} {joint(place.vowels)}{small}"
            if int(whole)
            else small
        )
    if "." in value:
        return f"{decimal(value, case=place.case, vowels=place.vowels)} {noun.singular}"
    number = int(value)
    if number == 1:
        return counted(1, noun, case=Case.GENITIVE if not place.governed else place.case, vowels=place.vowels)
    return counted(number, noun, case=place.case, vowels=place.vowels)


def _era_fits(place: Place, value: str) -> bool:
    if not value.isdigit():
        return False
    return (
        is_year(value) or place.label in words_of(YEAR_WORDS) or place.label in words_of(FEMININE_YEAR_WORDS)
    )


def _era(place: Place, value: str, after: str) -> Tail:
    found = ERA.match(after)
    if found is None or not value.isdigit() or len(value) > 4:
        return None
    if found[1] == "م" and not _era_fits(place, value):
        return None
    year = cardinal(int(value), gender=year_gender(place), case=Case.GENITIVE, vowels=place.vowels)
    return found.end(), f"{year} {'للميلاد' if found[1] == 'م' else 'للهجرة'}"


def _lettered(place: Place, value: str, after: str) -> Tail:
    """An amount with a Latin letter for its scale before the currency: 3M$."""
    letter = SCALE_LETTER.match(after)
    unit = unit_after(after[letter.end() :]) if letter else None
    if letter is None or unit is None or after[letter.end() :][: unit[0]].strip() not in currencies():
        return None
    scale = SCALE_NOUNS[POWER_NOUNS[SCALE_LETTERS[letter[1]]]]
    words = scaled(value, scale, written=scale.singular, follows=True, place=place)
    return letter.end() + unit[0], f"{words} {unit[1].singular}"


def _power(place: Place, value: str, after: str) -> Tail:
    found = _POWER.match(after)
    if found is None:
        return None
    words = decimal(value, case=place.case, vowels=place.vowels)
    if found[7]:
        return found.end(), f"{words} {'تربيع' if found[7] == '²' else 'تكعيب'}"
    sign = found[1] or found[3] or found[5] or ""
    exponent = int(found[2] or found[4] or found[6])
    said = ("ناقص " if sign == "-" else "") + cardinal(exponent, vowels=place.vowels)
    return found.end(), f"{words} أس {said}" if found[6] else f"{words} ضرب عشرة أس {said}"


def _dimension(place: Place, value: str, after: str) -> Tail:
    found = _DIMENSION.match(after)
    return (
        None
        if found is None
        else (found.end(), f"{decimal(value, case=place.case, vowels=place.vowels)} في ")
    )


def _english_ordinal(place: Place, value: str, after: str) -> Tail:
    found = _ORDINAL_TAIL.match(after)
    if found is None or not value.isdigit() or value == "0":
        return None
    return found.end(), ordinal(int(value), case=place.case, vowels=place.vowels)


TAILS: tuple[Callable[[Place, str, str], Tail], ...] = (
    _percent,
    _lettered,
    _power,
    _dimension,
    scaled_after,
    _era,
    _money_or_measure,
    _english_ordinal,
)
