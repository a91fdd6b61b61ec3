"""Names and loan words in running text: their inner vowels from the lexicon, their endings from the models.

Diacritizers spell Arabic words; a foreign name has no pattern to go by. What the shipped lexicon knows of a
word is taken as it stands there, but for the last letter where the lexicon leaves it open: there the case
is marked as the models hear it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from briefing.text.expressions import expression
from briefing.text.lexicon import shipped, vowelled
from briefing.text.marks import (
    DAMMA,
    DAMMATAN,
    FATHA,
    FATHATAN,
    KASRA,
    KASRATAN,
    MARKS,
    SHADDA,
    SUKUN,
    Letters,
    lettered,
    spelling,
)
from briefing.text.readings import CLASSES

_LONG: Final = "اىويآ"
_DIPTOTE: Final = {FATHATAN: FATHA, DAMMATAN: DAMMA, KASRATAN: FATHA}
"""Names in ة without the article have no tanween (الممنوع من الصرف), and no such name has a kasra."""
_WITH_ARTICLE: Final = expression("[وف]?(?:[بك]?ال|لل)")


def named(written: str, rows: Sequence[Sequence[float]]) -> Letters | None:
    """A bare word as the lexicon reads it, with the ending the models hear; None where it is not there.

    Args:
        written: the word, without any mark.
        rows: for each letter the logarithms of what the models think.
    """
    known = _known(written)
    if known is None or len(rows) != len(known) or not rows[-1]:
        return None
    *front, (letter, marks) = known
    if letter in _LONG and not marks:
        return list(known)
    if set(marks) - {SHADDA}:
        return list(known)
    doubled = SHADDA if SHADDA in marks else ""
    vowels = (FATHA, DAMMA, KASRA, *((FATHATAN,) if letter in "ةء" else ()), DAMMATAN, KASRATAN)
    row = rows[-1]
    open_ending = () if doubled else ("", SUKUN)
    heard = max(
        (*open_ending, *vowels),
        key=lambda mark: row[CLASSES.index(mark + doubled if mark in vowels else mark)],
    )
    if "ال" not in written[:4] and not _is_adjective(known):
        heard = FATHA if heard == KASRA else _DIPTOTE.get(heard, heard) if letter == "ة" else heard
    return [*front, (letter, heard + doubled if heard in vowels else heard)]


def _is_adjective(word: Sequence[tuple[str, str]]) -> bool:
    """Whether it ends like «سُورِيّ», «سُورِيَّة»."""
    letter, marks = word[-2] if word[-1][0] == "ة" else word[-1]
    return letter == "ي" and SHADDA in marks


@lru_cache(maxsize=16384)
def _known(written: str) -> tuple[tuple[str, str], ...] | None:
    """What the shipped lexicon says of a word, clitics and all."""
    said = vowelled(written, shipped())
    if said == written:
        return None
    if article := _WITH_ARTICLE.match(written):
        inner = written[article.end() :]
        if f"ال{inner}" not in shipped().vowels and not inner.endswith(("ي", "ية")):
            return None  # «السُّيُول» are no «سِيُول»
    letters = [(letter, _ordered(marks)) for letter, marks in lettered(said)]
    return tuple(letters) if spelling(letters) == written else None


def _ordered(marks: str) -> str:
    """A vowel before its shadda, as everywhere in this package."""
    known = "".join(mark for mark in marks if mark in MARKS)
    return known.replace(SHADDA, "") + SHADDA if SHADDA in known else known
