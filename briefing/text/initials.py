"""Initials and abbreviations: whether a full stop belongs to the word before it.

The stop of a title («د. أحمد») or an initial («ج. تولكين») ends nothing; that of a unit («ق.م.»), a dotted
name («د.ب.أ.») or a letter that is a name («فيتامين د.») ends a sentence where a new one clearly follows.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.text import shortenings, stems, symbols
from briefing.text.expressions import expression

_LAST_WORD: Final = expression(rf"[^\s{re.escape(symbols.CLOSERS + symbols.OPENERS)}،؛:]+$")
_SPELT: Final = expression(r"(?:(?<!\w)[^\W\d_]\.?\s?){0,8}(?<!\w)[^\W\d_]$")
_SPELT_LETTERS: Final = 24
"""How far back letters are looked for that are spelt one by one."""
_TITLES: Final = stems.folded(shortenings.TITLES_WITH_A_STOP)
_JOINED_TITLES: Final = stems.folded("ود وم وأ وأ.د وأ.م وأ.م.د لد ل.د لأ.د لأ.م بد بأ.د")
_UNITS: Final = stems.folded(shortenings.UNITS_WITH_A_STOP)
_SPELT_UNITS: Final = frozenset(unit.replace(".", "") for unit in _UNITS if "." in unit)
_LETTER_NAMES: Final = stems.folded(shortenings.LETTER_NAMES)
_LETTERED: Final = stems.folded(shortenings.LETTERED)
_JOINING: Final = stems.RELATIVES | stems.folded("أو أم بل أن أي إلا سوى غير حتى")
_HEADS: Final = (stems.CONJUNCTIONS | stems.DEMONSTRATIVES | stems.PRONOUNS) - _JOINING


def last_word(text: str) -> str:
    """The last word, folded, with the stops inside it; empty after a mark."""
    found = _LAST_WORD.search(text)
    return stems.fold(found.group()) if found else ""


def owns_stop(before: str, after: str) -> bool:
    """Whether a stop belongs to the abbreviation, the initial or the list label before it.

    Args:
        before: the sentence up to the stop.
        after: the first word behind it, folded.
    """
    found = _LAST_WORD.search(before)
    if not found:
        return False
    word = stems.fold(found.group())
    preceding = last_word(before[: found.start()].rstrip())
    letters = word.lstrip(symbols.DIGITS)
    counted = word != letters or (bool(preceding) and preceding[-1] in symbols.DIGITS)
    if word in _UNITS or (len(letters) == 1 and counted):  # «300 ق.م.», «2024 م.»
        return not (opens(after) or (counted and after.startswith("ال")))
    if word.isdigit():
        return False
    if len(word) == 1 and word.isalpha():
        return _is_initial(before, preceding, after)
    if word in _LETTER_NAMES:  # «جي. كي. رولينغ», «دبليو. بوش», not «سي إن إن.»
        if preceding.rstrip(".") in _LETTER_NAMES:
            return preceding.endswith(".")
        return not (opens(after) or preceding in _LETTERED)
    if word in _TITLES or word in _JOINED_TITLES:
        return True
    if len(word) == 2 and word[0] == "و":  # «س. أمرابط وي. النصيري»
        return not opens(after)
    parts = word.split(".")
    spelt = all(len(part) <= 1 for part in parts) or all(part in _LETTER_NAMES for part in parts)
    return len(parts) > 1 and spelt and word[0].isalpha() and not opens(after)


def _is_initial(before: str, preceding: str, after: str) -> bool:
    """Whether a single letter with a stop begins a name or a list: «ج. ر. ر. تولكين», «د. أحمد»."""
    spelt = _SPELT.search(before[-_SPELT_LETTERS:])
    letters = re.sub(r"[.\s]", "", spelt.group()) if spelt else ""
    stopped = spelt is not None and "." in spelt.group()
    if len(letters) > 1 and (not stopped or stems.fold(letters) in _SPELT_UNITS):  # «أ ف ب.», «ق. م.»
        return not opens(after)
    return not (opens(after) and (preceding in _LETTERED or before[-1].isascii()))


def opens(after: str) -> bool:
    """Whether a word looks like the first of a sentence: a verb, or «و» and a verb or a noun."""
    if len(after) > 3 and stems.has_and(after):
        return True
    return stems.is_known_verb(after) or (after in _HEADS)


def begins(after: str) -> bool:
    """Whether a word begins a sentence of the narrator's: «وقال», «وكان»."""
    bare = after.removeprefix("و").removeprefix("ف")
    return bare != after and (bare in stems.SAYING or stems.is_known_verb(bare))
