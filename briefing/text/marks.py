"""The marks of Arabic diacritics, and a word as letters that carry them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from briefing.text.expressions import expression

FATHATAN, DAMMATAN, KASRATAN, FATHA, DAMMA, KASRA, SHADDA, SUKUN = (
    chr(code) for code in range(0x064B, 0x0653)
)
DAGGER_ALEF: Final = "\u0670"
MARKS: Final = frozenset((FATHATAN, DAMMATAN, KASRATAN, FATHA, DAMMA, KASRA, SHADDA, SUKUN, DAGGER_ALEF))
SHORT: Final = frozenset((FATHA, DAMMA, KASRA))
TANWEEN: Final = frozenset((FATHATAN, DAMMATAN, KASRATAN))
TATWEEL: Final = "\u0640"

SUN: Final = "تثدذرزسشصضطظلن"

LETTER: Final = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3"
"""Arabic letters: the inside of a character class."""
WORD: Final = expression(f"[{LETTER}][{LETTER}{''.join(sorted(MARKS))}{TATWEEL}\u0653-\u0655]*")

_TELLING: Final = MARKS - {SHADDA, FATHATAN}

Letters = list[tuple[str, str]]
"""A word: each letter with its marks; tatweel and signs that are no vowels count as letters without any."""


def spelling(word: Sequence[tuple[str, str]]) -> str:
    """The letters alone."""
    return "".join([letter for letter, _ in word])


def written(word: Sequence[tuple[str, str]]) -> str:
    """The letters with their marks."""
    return "".join([letter + marks for letter, marks in word])


def lettered(word: str) -> Letters:
    """A written word taken apart; marks before the first letter have nothing to stand on and are dropped."""
    letters: Letters = []
    for char in word:
        if char in MARKS:
            if letters:
                letters[-1] = (letters[-1][0], letters[-1][1] + char)
        else:
            letters.append((char, ""))
    return letters


def is_sign(char: str) -> bool:
    """Whether it is no letter to be read: tatweel, or a combining sign other than the marks."""
    return char == TATWEEL or unicodedata.category(char) == "Mn"


def is_marked(word: str) -> bool:
    """Whether it was written with more than a shadda or the tanween of fatha, which writers use alone."""
    return not _TELLING.isdisjoint(word)


def all_marked(text: str) -> bool:
    """Whether every Arabic word in it was written with its marks, so that there is nothing to add."""
    return all(is_marked(word) for word in WORD.findall(text))


def listed(words: str) -> frozenset[str]:
    """A table of words, written with blanks between them."""
    return frozenset(words.split())
