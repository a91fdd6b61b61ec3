"""Diacritics borrowed: the words of a part of a sentence with the marks that they have in the whole."""

from __future__ import annotations

from briefing.text.marks import MARKS, WORD

_HAMZAS = str.maketrans("أإآٱؤئى", "ااااويي", "\u0653\u0654\u0655" + "".join(MARKS))
"""Letters and marks that the reading may add or change."""


def borrowed(part: str, whole: str) -> str | None:
    """The part with diacritics; None where a word of it is not in the whole.

    Args:
        part: as it is said, most of it without diacritics.
        whole: as it is read.
    """
    known = {_plain(word): word for word in reversed(WORD.findall(whole))}
    words = WORD.findall(part)
    if not all(_plain(word) in known for word in words):
        return None
    return WORD.sub(lambda word: known[_plain(word[0])], part)


def _plain(word: str) -> str:
    return word.translate(_HAMZAS)
