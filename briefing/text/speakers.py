"""Speakers: the words around a quotation that say whose it is."""

from __future__ import annotations

import re
from typing import Final

from briefing.text import shortenings, stems, symbols
from briefing.text.expressions import expression
from briefing.text.initials import last_word

_SPEAKS: Final = stems.SAYING | stems.folded(shortenings.CALLING)
_OBJECTS: Final = ("ه", "ها", "هم", "هما", "ني", "نا", "وا")
_ATTRIBUTIONS: Final = stems.folded(shortenings.ATTRIBUTIONS)
_THAT: Final = stems.folded("إن أن إنه أنه إنها أنها إنهم أنهم بأن بأنه إننا إنني")
_SAYING_NOUNS: Final = stems.folded("قائلا قائلة قائلين متسائلا متسائلة مضيفا مضيفة مؤكدا مؤكدة بالقول القول")
_SENTENCE: Final = expression(f"[^{re.escape(symbols.STOPS)}]*")


def speaks(word: str) -> bool:
    """Whether a folded word is a verb of saying, alone or with its object: «قال», «سألته»."""
    return word in _SPEAKS or any(
        word.endswith(suffix) and word.removesuffix(suffix) in _SPEAKS for suffix in _OBJECTS
    )


def introduces(before: str) -> bool:
    """Whether words introduce a quotation: they end on a colon, a comma or a verb of saying."""
    if not before or before[-1] in ":،,":
        return bool(before)
    word = last_word(before)
    return speaks(word) or speaks(word[1:]) or word in _SAYING_NOUNS


def attributes(after: str, second: str) -> bool:
    """Whether the two folded words after a quotation say whose it is: «قال», «بحسب», «على حد»."""
    if speaks(after) or after in _ATTRIBUTIONS:
        return True
    if after in ("كما", "هكذا"):
        return speaks(second)
    return after == "على" and second in ("حد", "لسان")


def reports(following: str) -> bool:
    """Whether a sentence that begins with a verb of saying gives words of its own: «قال آخر إن …»."""
    found = _SENTENCE.match(following)
    clause = found.group() if found else ""
    return bool(re.search(r"[:\"«“]", clause)) or any(stems.fold(word) in _THAT for word in clause.split())
