"""Words as a search sees them: the same word, however it was typed, has the same key.

Diacritics, tatweel, quotes and punctuation are of no account, nor is the form of an alef, a final ya or ha,
the script of digits or the case of Latin letters; letters of Persian keyboards and those drawn joined are
the Arabic ones (:mod:`briefing.text.folding`).

A hamza on و or ي is left out by some (موتمر for مؤتمر) and moved by others (مسئول for مسؤول), so a word has
two keys, one for each habit, and two words are the same where either is.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from briefing.records import dataclass
from briefing.text import symbols
from briefing.text.clean import clean
from briefing.text.expressions import expression
from briefing.text.folding import folded

_ALEFS: Final = dict.fromkeys("أإآٱ", "ا")
_ENDS: Final = {"ى": "ي", "ة": "ه"}
_DROPPED: Final = dict.fromkeys(symbols.DIACRITICS | {symbols.TATWEEL}, "")
_BARE: Final = str.maketrans({**_DROPPED, **_ALEFS, **_ENDS, "ؤ": "و", "ئ": "ي", "ء": ""})
_WITHOUT: Final = str.maketrans({**_DROPPED, **_ALEFS, **_ENDS, **dict.fromkeys("ؤئء", "")})
_GROUPS: Final = expression("(?<=\\d)[,\u066c\u060c](?=\\d{3}(?!\\d))")
"""Between the thousands of a number."""
_POINT: Final = expression("(?<=\\d)[.\u066b](?=\\d)")
_WORD: Final = expression(r"\d+(?:\.\d+)*|[^\W\d_]+")
PREFIXES: Final = ("و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل")
"""Particles that are written together with the word behind them."""
ARTICLE: Final = "ال"
JOINED: Final = "لل"
"""ل and the article."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a word is compared by."""

    bare: str
    """Hamzas taken off what carries them."""
    without: str
    """Hamzas gone with what carries them."""

    def is_same(self, other: Key) -> bool:
        """Whether both are the same word."""
        return self.bare == other.bare or self.without == other.without

    def begins_with_particle(self, other: Key) -> bool:
        """Whether this is the other word behind a particle: وللحكومة for الحكومة."""
        return _is_joined(self.bare, other.bare) or _is_joined(self.without, other.without)


@lru_cache(maxsize=65_536)
def keys(word: str) -> tuple[Key, ...]:
    """The keys of what stands between two blanks: one, several where signs part it, none for a sign alone."""
    plain = folded(clean(word)) if not word.isascii() else word
    plain = _POINT.sub(".", _GROUPS.sub("", plain)).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = []
    for written in _WORD.findall(unicodedata.normalize("NFC", plain).replace(symbols.TATWEEL, "")):
        part = _latin(written)
        bare, without = part.translate(_BARE), part.translate(_WITHOUT)
        # A word of hamzas alone is still a word.
        found.append(Key(bare or part, without if len(without) > 1 else bare or part))
    return tuple(found)


def _latin(part: str) -> str:
    """Latin letters without their marks."""
    if "\u00c0" <= max(part) <= "\u024f":
        part = "".join(
            letter for letter in unicodedata.normalize("NFKD", part) if not unicodedata.combining(letter)
        )
    return part


def _is_joined(longer: str, word: str) -> bool:
    if any(longer == prefix + word for prefix in PREFIXES):
        return True
    stem = word.removeprefix(ARTICLE)
    return stem != word and longer.removeprefix("و").removeprefix("ف") == JOINED + stem
