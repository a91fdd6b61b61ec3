"""Numbers in Arabic words, by the names the rest of the program uses.

Cardinals are in :mod:`briefing.text.cardinals`, ordinals in :mod:`briefing.text.ordinals`, what is built of
them (decimals, fractions, counted things, lengths of time) in :mod:`briefing.text.counting`.
"""

from __future__ import annotations

from briefing.text.cardinals import (
    AND,
    LARGEST,
    MARKS,
    SUN_LETTERS,
    bare,
    cardinal,
    definite,
    joint,
)
from briefing.text.counting import DIGITS, counted, decimal, duration, fraction
from briefing.text.ordinals import ordinal

__all__ = [
    "AND",
    "DIGITS",
    "LARGEST",
    "MARKS",
    "SUN_LETTERS",
    "bare",
    "cardinal",
    "counted",
    "decimal",
    "definite",
    "duration",
    "fraction",
    "joint",
    "ordinal",
]
