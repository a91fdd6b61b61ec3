"""Figures that are no amounts: telephone numbers, chains of figures, numbers with leading zeros, versions."""

from __future__ import annotations

from typing import Final

from briefing.text.amounts import amount
from briefing.text.cardinals import LARGEST, cardinal
from briefing.text.counting import DIGITS
from briefing.text.expressions import expression
from briefing.text.moments import DATE
from briefing.text.places import Place, Read, Reading

_PHONE: Final = expression(
    r"(?:00|0)\d[\d\-]{5,16}\d(?![\d])|0\d{1,3}[ /]\d{3}[ \-]?\d{3,4}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)"
)
_LONG_PHONE: Final = expression(r"\d[\d ()\-]{4,20}\d(?!\d)")
_PHONE_NEAR: Final = expression(
    r"(?:هاتف|الهاتف|تلفون|جوال|الجوال|فاكس|واتساب|الاتصال|اتصل|الرقم|رقم)\b[^.؟!\n]{0,25}\Z"
)
_CHAIN: Final = expression(r"\d{1,4}([/.:\-])\d{1,4}(?:\1\d{1,4}){5,2000}(?!\d)")
_DOTTED: Final = expression(r"\d{1,5}(?:\.\d{1,5}){2,6}(?![\d])")
_ZEROS: Final = expression(r"0\d{1,18}(?![\d.,:/٫\-])|\d{20,}")
_GROUPS: Final = expression(r"[ ()/\-]+")


def digits(run: str) -> str:
    """Figures said one by one; what is no figure is left out."""
    return " ".join(DIGITS[int(char)] for char in run if char.isdigit())


def telephone(place: Place) -> Read:
    """A telephone number, digit by digit in its groups: after a word for it, a plus, or with its zero."""
    found = _PHONE.match(place.text, place.start)
    if found is None or sum(char.isdigit() for char in found[0]) < 7:
        found = _LONG_PHONE.match(place.text, place.start)
        if found is None or not (place.before.endswith("+") or _PHONE_NEAR.search(place.before)):
            return None
    if not 7 <= sum(char.isdigit() for char in found[0]) <= 18 or DATE.match(place.text, place.start):
        return None
    groups = _GROUPS.split(found[0])
    if len(groups) == 1:
        run = groups[0]
        groups = [run[at : at + 3] for at in range(0, len(run), 3)]
        if len(groups) > 1 and len(groups[-1]) == 1:
            groups[-2:] = [groups[-2] + groups[-1]]
    return Reading(found.end(), "، ".join(digits(group) for group in groups if group), "telephone")


def chain(place: Place) -> Read:
    """Seven figures and more with one sign between them are no date and no address: said one by one."""
    found = _CHAIN.match(place.text, place.start)
    if found is None:
        return None
    known: dict[str, str] = {}
    groups = found[0].split(found[1])
    for group in groups:
        if group not in known:
            known[group] = digits(group) if group[0] == "0" else cardinal(int(group), vowels=place.vowels)
    return Reading(found.end(), "، ".join(known[group] for group in groups), "digits")


def leading_zeros(place: Place) -> Read:
    """«007», and numbers too long for words: digit by digit."""
    found = _ZEROS.match(place.text, place.start)
    return None if found is None else Reading(found.end(), digits(found[0]), "digits")


def dotted(place: Place) -> Read:
    """«1.234.567» is a whole number where its groups are of three, else a version or an address: «2.0.1»."""
    found = _DOTTED.match(place.text, place.start)
    if found is None:
        return None
    groups = found[0].split(".")
    if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0":
        whole = int("".join(groups))
        if whole <= LARGEST:
            return amount(place, str(whole), found.end())
        return Reading(found.end(), digits(str(whole)), "digits")
    words = " نقطة ".join(
        cardinal(int(group), vowels=place.vowels) if group[0] != "0" else digits(group) for group in groups
    )
    return Reading(found.end(), words, "version")
