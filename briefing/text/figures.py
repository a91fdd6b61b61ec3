"""Figures in running text: what a number with everything around it says.

:func:`figure` is called where a digit stands. It tries the ways a digit may begin something (date, time,
telephone number, range, amount …) in the order of :data:`READERS`; the first that fits wins. All patterns
are bounded, so that a text of nothing but digits takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from briefing.text import codes, moments, pairs
from briefing.text.agreement import is_countable
from briefing.text.amounts import NUMBER, amount, value_of
from briefing.text.cardinals import cardinal
from briefing.text.expressions import expression
from briefing.text.nouns import Case
from briefing.text.places import PAGE, Place, Read, Reading, Said, opening
from briefing.text.prices import MONEY_BEFORE, money
from briefing.text.tails import coined_after, is_scale, unit_after

__all__ = ["MONEY_BEFORE", "figure", "money"]

_RUN: Final = expression(r"\d+")
_LISTED: Final = expression(r"(?<=\d )[1-9]\d?(?= \d\d?(?: |\Z))")
"""A figure in a row of figures, which nothing but itself can tell how to read."""


def figure(text: str, start: int, *, floor: int, months: int, vowels: bool, inherited: Case | None) -> Said:
    """Read the figure whose first digit is at ``start``.

    Args:
        text: one line, folded.
        start: where a digit stands.
        floor: nothing before this may be taken.
        months: the family of month names, as :func:`briefing.text.dates.family` gives it.
        vowels: diacritics on the number words.
        inherited: the case of the number before in the same sentence, taken over after «و».
    """
    listed = _LISTED.match(text, start)
    if listed is not None:
        words = cardinal(int(listed[0]), case=Case.GENITIVE, vowels=vowels)
        return Said(start, listed.end(), words, Case.GENITIVE, "cardinal")
    front = opening(text, start, floor)
    place = Place(text, start, front, months, vowels, floor, inherited)
    for reader in _readers(text, start):
        read = reader(place)
        if read is not None:
            words = front.said(read.words, vowels=vowels)
            rule = "page-or-label" if front.lead == PAGE else read.rule
            return Said(front.begin, read.end, words, place.case, rule)
    return Said(
        front.begin, start + 1, front.said(codes.digits(text[start]), vowels=vowels), place.case, "digits"
    )


def _number(place: Place) -> Read:
    """A plain number with what follows it."""
    found = NUMBER.match(place.text, place.start)
    if found is None:
        run = _RUN.match(place.text, place.start)
        return Reading(run.end(), codes.digits(run[0]), "digits") if run else None
    value = value_of(found[0])
    if value is None:
        return Reading(found.end(), codes.digits(found[0]), "digits")
    if "." in value and _is_grouped(place, found, value):
        value = value.replace(".", "")
    return amount(place, value, found.end())


def _is_grouped(place: Place, found: re.Match[str], value: str) -> bool:
    """Whether the stop in «10.000» or «12.500 جندي» parts thousands."""
    whole, _, part = value.partition(".")
    if len(part) != 3 or "." not in found[0] or "," in found[0] or not 0 < len(whole) < 4 or whole == "0":
        return False
    if part == "000":
        return True
    noun = place.counted(found.end())
    return (
        noun is not None
        and is_countable(noun.word)
        and not is_scale(place.text, found.end())
        and unit_after(place.text, found.end()) is None
        and coined_after(place.text, found.end()) is None
    )


READERS: Final[tuple[Callable[[Place], Read], ...]] = (
    codes.chain,
    codes.telephone,
    moments.numeric_date,
    moments.length_of_time,
    moments.time_of_day,
    pairs.ratio,
    codes.dotted,
    moments.day_of_month,
    moments.day_of_this_month,
    pairs.fractional,
    pairs.slashed,
    codes.leading_zeros,
    pairs.ranged,
    _number,
)
_BEFORE_A_WORD: Final = (
    codes.telephone,
    moments.time_of_day,
    moments.day_of_month,
    moments.day_of_this_month,
    codes.leading_zeros,
    _number,
)
_BEFORE_A_FIGURE: Final = (codes.telephone, pairs.fractional, codes.leading_zeros, _number)
_ALONE: Final = (codes.telephone, moments.time_of_day, codes.leading_zeros, _number)
_ENDS: Final = frozenset(" \n،؛؟!)»\"'")


def _readers(text: str, start: int) -> tuple[Callable[[Place], Read], ...]:
    """The readers that may find something, by what follows the run of digits: the others need not look."""
    run = _RUN.match(text, start)
    end = run.end() if run else start + 1
    following = text[end : end + 2]
    if not following:
        return _ALONE
    if following[0] == " ":
        second = following[1:]
        if second.isdigit():
            return (
                READERS
                if text[end + 1 : end + 16].find("/") >= 0 or text[end + 1 : end + 16].find("⁄") >= 0
                else _BEFORE_A_FIGURE
            )
        return _BEFORE_A_WORD if second.isalpha() else READERS
    if following[0].isalpha():
        return _BEFORE_A_WORD
    return _ALONE if following[0] in _ENDS else READERS
