"""Amounts whose currency stands before them: $5 مليون."""

from __future__ import annotations

import re
from typing import Final

from briefing.text.amounts import NUMBER, value_of
from briefing.text.counting import decimal
from briefing.text.expressions import expression
from briefing.text.nouns import Case
from briefing.text.places import Place, Said, opening
from briefing.text.quantities import POWER_NOUNS, SCALE_LETTERS, SCALE_NOUNS, currencies
from briefing.text.tails import SCALE_LETTER, quantity, scaled, scaled_after

_MONEY_SIGN: Final = "|".join(
    re.escape(sign)
    for sign in sorted(currencies(), key=len, reverse=True)
    if re.search(r"[A-Z$€£¥₺₽₹₪₩₿₴﷼]", sign)
)
MONEY_BEFORE: Final = expression(rf"(?<![A-Za-z])({_MONEY_SIGN})[ \u00a0\u202f]?(?=\d)")
_HIGHER: Final = expression(rf"\s?[-–—]\s?(?:{_MONEY_SIGN})?[ \u00a0]?(?=\d)")


def money(
    text: str, start: int, *, floor: int, months: int, vowels: bool, inherited: Case | None
) -> Said | None:
    """Read an amount whose currency stands before it ($5 مليون).

    None where no amount with words follows the sign.

    Args:
        text: one line, folded.
        start: where the sign stands.
        floor: nothing before this may be taken.
        months: the family of month names, as :func:`briefing.text.dates.family` gives it.
        vowels: diacritics on the number words.
        inherited: the case of the number before in the same sentence, taken over after «و».
    """
    sign = MONEY_BEFORE.match(text, start)
    found = NUMBER.match(text, sign.end()) if sign else None
    value = value_of(found[0]) if found else None
    if sign is None or found is None or value is None:
        return None
    noun, end = currencies()[sign[1]], found.end()
    front = opening(text, start, floor)
    stands = Place(text, start, front, months, vowels, floor, inherited)
    place = Place(text, start, front, months, vowels, fixed=stands.case)
    letter = SCALE_LETTER.match(text, end)
    scale = scaled_after(place, value, end)
    higher = _HIGHER.match(text, end)
    if higher is not None and letter is None:
        upper = NUMBER.match(text, higher.end())
        top = value_of(upper[0]) if upper else None
        if upper is not None and top is not None and float(top) > float(value):
            there = place.upper(higher.end())
            tail = scaled_after(there, top, upper.end())
            said = f"{tail.words} {noun.singular}" if tail else quantity(top, noun, place=there)
            low = decimal(value, gender=noun.gender, case=place.case, vowels=vowels)
            end = tail.end if tail else upper.end()
            return Said(front.begin, end, front.said(f"{low} إلى {said}", vowels=vowels), place.case, "money")
    if scale is not None:
        words, end = f"{scale.words} {noun.singular}", scale.end
    elif letter is not None:
        power = SCALE_NOUNS[POWER_NOUNS[SCALE_LETTERS[letter[1]]]]
        words = scaled(value, power, written=power.singular, follows=True, place=place)
        words, end = f"{words} {noun.singular}", letter.end()
    else:
        words = quantity(value, noun, place=place)
    return Said(front.begin, end, front.said(words, vowels=vowels), place.case, "money")
