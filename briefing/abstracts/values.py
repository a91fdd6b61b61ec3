"""The whole numbers that a text tells, in figures or in words, whatever their gender and case.

No library reads Arabic number words in running text; the words come from our own speller, so that what it
writes is what is read here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from briefing.text import numbers, stems
from briefing.text.nouns import Case, Gender
from briefing.text.speaking import spoken

_SCALES: Final = {
    "الف": 1_000,
    "الفا": 1_000,
    "الاف": 1_000,
    "الفين": 2_000,
    "الفان": 2_000,
    "الفي": 2_000,
    "مليون": 10**6,
    "مليونا": 10**6,
    "ملايين": 10**6,
    "مليوني": 2 * 10**6,
    "مليونين": 2 * 10**6,
    "مليونان": 2 * 10**6,
    "مليار": 10**9,
    "مليارا": 10**9,
    "مليارات": 10**9,
    "مليارين": 2 * 10**9,
    "ملياران": 2 * 10**9,
    "ملياري": 2 * 10**9,
    "تريليون": 10**12,
    "تريليونات": 10**12,
}
_COUNTED: Final = frozenset(("الف", "الفا", "الاف", "ملايين", "مليارات", "تريليونات"))
"""Scales that tell a number only where one stands before them: «آلاف اللاجئين»."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@cache
def _units() -> dict[str, int]:
    """Every form of the number words below a thousand, folded, with its value."""
    found: dict[str, int] = {}
    for value in (*range(3, 11), *range(20, 100, 10), *range(100, 1_000, 100)):
        for gender in Gender:
            for case in Case:
                for construct in (False, True):
                    word = numbers.cardinal(value, gender=gender, case=case, construct=construct)
                    if " " not in word:
                        found[stems.fold(word)] = value
    twos = ("اثنان", "اثنين", "اثنتان", "اثنتين", "اثنا", "اثني", "اثنتا", "اثنتي")
    found |= dict.fromkeys(twos, 2)
    found |= {stems.fold(word): 1 for word in ("أحد", "إحدى")}
    found |= {stems.fold(word): 10 for word in ("عشر", "عشرة")}
    found |= {stems.fold(word): 200 for word in ("مائتان", "مائتين", "مائتا", "مائتي")}
    found |= {stems.fold(word): 100 for word in ("مائة", "مئة")}
    return found


def values(text: str) -> frozenset[int]:
    """The values of the numbers from 3 up in a text; 1 and 2 are as often pronouns and duals as numbers."""
    found: set[int] = set()
    total = group = 0
    counting = False

    def close() -> None:
        nonlocal total, group, counting
        if counting:
            found.add(total + group)
        total = group = 0
        counting = False

    for match in _WORD.finditer(spoken(text)):
        word = stems.fold(match[0])
        bare = word if word in _units() or word in _SCALES else word[1:] if word[:1] in "وبل" else word
        bare = bare.removeprefix("ال") if bare not in _units() and bare not in _SCALES else bare
        if bare in _units():
            value = _units()[bare]
            joined = word[:1] == "و" and bare != word
            teen = value == 10 and 0 < group % 100 < 10
            if value == 100 and 0 < group % 1_000 < 10:
                group *= 100
            elif counting and not (joined or teen):
                close()
                group = value
            else:
                group += value
            counting = True
        elif bare in _SCALES and (counting or bare not in _COUNTED):
            scale = _SCALES[bare]
            total += max(group, 1) * scale
            group = 0
            counting = True
        else:
            close()
    close()
    return frozenset(value for value in found if value > 2)
