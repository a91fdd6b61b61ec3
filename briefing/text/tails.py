"""What may follow a plain number and belongs to it: a per cent sign, a scale, a unit, an era, a power."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from briefing.text.agreement import FEMININE_YEAR_WORDS, YEAR_WORDS, counted_after, words_of
from briefing.text.cardinals import cardinal, definite, joint
from briefing.text.counting import counted, decimal
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS
from briefing.text.nouns import Case, Noun
from briefing.text.ordinals import ordinal
from briefing.text.places import Place, Read, Reading, is_year, year_gender
from briefing.text.quantities import (
    POWER_NOUNS,
    SCALE_LETTERS,
    SCALE_NOUNS,
    SUBUNITS,
    WRITTEN_OUT,
    currencies,
    measures,
)

_POWER: Final = expression(
    r"\s?(?:[×x*·]\s?10\^?(-?)(\d{1,3})|[eE]([+-]?)(\d{1,3}))(?![\d\w]|\.\d)|\^(-?)(\d{1,3})|([²³])"
)
_SCALE: Final = expression(rf"\s?({'|'.join(SCALE_NOUNS)})(?![{LETTERS}])")
_SCALE_PLURAL: Final = expression(rf"\s?(آلاف|ملايين|مليارات|بلايين|تريليونات|ترليونات)(?![{LETTERS}])")
SCALE_LETTER: Final = expression(r"\s?(bn|[KkMmBT])(?![a-z])")
_PERCENT: Final = expression(r"\s?([%‰])")
_PERCENT_WORDS: Final = expression(r"\s(?:في|ب)(?:\s?ال| ?ال)م[ئا]")
_DIMENSION: Final = expression(r"\s?[x×X*]\s?(?=\d)")
_ORDINAL_TAIL: Final = expression(r"(?:st|nd|rd|th)\b")
ERA: Final = expression(rf"\s?(هـ|ه|م)(?![{LETTERS}\w]|\.\w)")


def unit_after(text: str, end: int) -> tuple[int, Noun] | None:
    """A unit or currency sign after a number: where it ends in the text, and its noun."""
    found = _unit_sign().match(text, end)
    if found is None:
        return None
    return found.end(), signs()[found[1]]


@cache
def signs() -> dict[str, Noun]:
    """Every way to write a unit or currency after a number, its singular included."""
    known = {**measures(), **currencies()}
    plain = (noun for noun in (*known.values(), *WRITTEN_OUT) if noun.singular not in ("ين", "قدم"))
    return {noun.singular: noun for noun in plain} | known


@cache
def _coined() -> tuple[re.Pattern[str], dict[str, Noun]]:
    """Currencies with small coins in every form they are written in after a number: دولارات، دولاراً."""
    known = {
        form: noun
        for noun in signs().values()
        if noun.singular in SUBUNITS
        for form in (
            noun.plural,
            noun.accusative,
            noun.accusative.replace("ًا", "اً"),
            noun.accusative.replace("ًا", "ا"),
        )
    }
    ordered = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return expression(rf"[ \u00a0]({ordered})(?![{LETTERS}])"), known


def coined_after(text: str, end: int) -> tuple[int, Noun] | None:
    """A currency with small coins, in a form that agrees with the number before it: its end and its noun."""
    pattern, known = _coined()
    found = pattern.match(text, end)
    return (found.end(), known[found[1]]) if found else None


@cache
def _unit_sign() -> re.Pattern[str]:
    ordered = sorted(signs(), key=len, reverse=True)
    bounded = "|".join(re.escape(sign) for sign in ordered if sign[-1].isalnum())
    loose = "|".join(re.escape(sign) for sign in ordered if not sign[-1].isalnum())
    return expression(
        rf"[ \u00a0\u202f]?((?:{bounded})(?![{LETTERS}\w²³/]|\.[{LETTERS}A-Za-z])|(?:{loose}))(?![²³])"
    )


def is_scale(text: str, end: int) -> bool:
    """Whether a word for thousands or millions follows."""
    return _SCALE.match(text, end) is not None


def tail_of(place: Place, value: str, end: int) -> Read:
    """The number with what belongs to it; None where nothing of the kind follows."""
    following = place.text[end : end + 2]
    if not following or (following[0] in " \n" and (following[-1].isdigit() or following == " ")):
        return None
    for reader in TAILS:
        read = reader(place, value, end)
        if read is not None:
            return read
    return None


def _percent(place: Place, value: str, end: int) -> Read:
    found = _PERCENT.match(place.text, end)
    if found is None:
        return None
    if place.article and "." not in value:
        words = definite(int(value), case=place.case, vowels=place.vowels)
    else:
        words = decimal(value, case=place.case, vowels=place.vowels)
    return Reading(found.end(), f"{words} في {'المئة' if found[1] == '%' else 'الألف'}", "percentage")


def scaled_after(place: Place, value: str, end: int) -> Read:
    """«5 مليون» → خمسة ملايين; the currency sign after it, if any, is taken too."""
    text = place.text
    many = _SCALE_PLURAL.match(text, end)
    found = _SCALE.match(text, end)
    if many is not None:
        words = decimal(value, case=place.case, vowels=place.vowels)
        if "." not in value:
            words = _articled(place, int(value))
        return _with_unit(
            text, many.end(), f"{words} {many[1]}", "cardinal" if "." not in value else "decimal"
        )
    if found is None:
        return None
    scale = SCALE_NOUNS[found[1]]
    follows = (
        unit_after(text, found.end()) is not None
        or counted_after(text, found.end(), number=place.start) is not None
    )
    phrase = scaled(value, scale, written=found[1], follows=follows, place=place)
    return _with_unit(text, found.end(), phrase, "cardinal" if "." not in value else "decimal")


def _with_unit(text: str, end: int, phrase: str, rule: str) -> Reading:
    """Thousands or millions and the unit after them, in its singular."""
    unit = unit_after(text, end)
    if unit is None:
        return Reading(end, phrase, rule)
    return Reading(unit[0], f"{phrase} {unit[1].singular}", rule_of(unit[1]))


def rule_of(noun: Noun) -> str:
    """Money or a measure."""
    return "money" if noun.singular in _money() else "measure"


@cache
def _money() -> frozenset[str]:
    coins = frozenset(coin.singular for _, coin in SUBUNITS.values())
    words = frozenset(["ريال", "درهم", "دينار", "جنيه", "ليرة", "روبية", "فرنك", "قرش"])
    return frozenset(noun.singular for noun in currencies().values()) | coins | words


def _articled(place: Place, number: int) -> str:
    spell = definite if place.article else cardinal
    return spell(number, case=place.case, construct=True, vowels=place.vowels)


def scaled(value: str, scale: Noun, *, written: str, follows: bool, place: Place) -> str:
    """So many thousands, millions …; ``follows`` says that what is counted comes next."""
    if "." in value:
        return f"{decimal(value, case=place.case, vowels=place.vowels)} {scale.singular}"
    number = int(value)
    if number == 1:
        return f"ال{scale.singular}" if place.article else scale.singular
    if number == 2:
        pair = scale.pair(place.case, construct=follows)
        return f"ال{pair}" if place.article else pair
    words = _articled(place, number)
    if 3 <= number % 100 <= 10:
        return f"{words} {scale.plural}"
    return f"{words} {written if follows or number % 100 < 11 else scale.accusative}"


def _money_or_measure(place: Place, value: str, end: int) -> Read:
    unit = unit_after(place.text, end)
    if unit is None and "." in value:
        unit = coined_after(place.text, end)
        coins = SUBUNITS[unit[1].singular] if unit else None
        if coins is not None and len(value.partition(".")[2]) != coins[0]:
            return None
    if unit is None:
        return None
    length, noun = unit
    sign = place.text[end:length].strip()
    if sign == "م" and _era_fits(place, value):
        return None
    if place.article and "." not in value and int(value) > 2:
        gender = noun.gender
        words = definite(int(value), gender=gender, case=place.case, construct=True, vowels=place.vowels)
        rest = int(value) % 100
        form = noun.plural if 3 <= rest <= 10 else noun.singular if rest < 3 else noun.accusative
        return Reading(length, f"{words} {form}", rule_of(noun))
    return Reading(length, quantity(value, noun, place=place), rule_of(noun))


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


def _era(place: Place, value: str, end: int) -> Read:
    found = ERA.match(place.text, end)
    if found is None or not value.isdigit() or len(value) > 4:
        return None
    if found[1] == "م" and not _era_fits(place, value):
        return None
    year = cardinal(int(value), gender=year_gender(place), case=Case.GENITIVE, vowels=place.vowels)
    return Reading(found.end(), f"{year} {'للميلاد' if found[1] == 'م' else 'للهجرة'}", "year")


def _lettered(place: Place, value: str, end: int) -> Read:
    """An amount with a Latin letter for its scale before the currency: 3M$."""
    letter = SCALE_LETTER.match(place.text, end)
    unit = unit_after(place.text, letter.end()) if letter else None
    if letter is None or unit is None or place.text[letter.end() : unit[0]].strip() not in currencies():
        return None
    scale = SCALE_NOUNS[POWER_NOUNS[SCALE_LETTERS[letter[1]]]]
    words = scaled(value, scale, written=scale.singular, follows=True, place=place)
    return Reading(unit[0], f"{words} {unit[1].singular}", "money")


def _power(place: Place, value: str, end: int) -> Read:
    found = _POWER.match(place.text, end)
    if found is None:
        return None
    words = decimal(value, case=place.case, vowels=place.vowels)
    if found[7]:
        return Reading(found.end(), f"{words} {'تربيع' if found[7] == '²' else 'تكعيب'}", "power")
    sign = found[1] or found[3] or found[5] or ""
    exponent = int(found[2] or found[4] or found[6])
    said = ("ناقص " if sign == "-" else "") + cardinal(exponent, vowels=place.vowels)
    words = f"{words} أس {said}" if found[6] else f"{words} ضرب عشرة أس {said}"
    return Reading(found.end(), words, "power")


def _dimension(place: Place, value: str, end: int) -> Read:
    found = _DIMENSION.match(place.text, end)
    if found is None:
        return None
    return Reading(found.end(), f"{decimal(value, case=place.case, vowels=place.vowels)} في ", "measure")


def _english_ordinal(place: Place, value: str, end: int) -> Read:
    found = _ORDINAL_TAIL.match(place.text, end)
    if found is None or not value.isdigit() or value == "0":
        return None
    return Reading(found.end(), ordinal(int(value), case=place.case, vowels=place.vowels), "ordinal")


TAILS: Final[tuple[Callable[[Place, str, int], Read], ...]] = (
    _percent,
    _lettered,
    _power,
    _dimension,
    scaled_after,
    _era,
    _money_or_measure,
    _english_ordinal,
)
