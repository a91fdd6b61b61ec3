"""How long words take to say: their times inside a piece of speech, for voices that do not tell them.

A reader's time for a word is estimated as the sum of the times of what is written in it, and the length of
the piece is shared out in that proportion. The times are a model of espeak-ng's Arabic voice, which says
when it begins each word: ridge regression (lambda 2) on 6,794 words of the seed articles (the even sentences
of the .txt files, all of the .md files), in pieces of at most 100 characters read with their diacritics. Two
tables were fitted to the same words, for text with and without diacritics; what is not written has its
average in the letters around it. ``tests/benchmarks/durations.py`` fits them again.

In the sentences the fit never saw (1,131 words), a word's start and end are off by 70 ms on average without
diacritics, 44 ms with them; where the time is shared out by letters, by 115 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from briefing.model import WordTime
from briefing.text.expressions import expression

VOWELS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0652\u0670"
"""Tanween, short vowels, sukun and dagger alef; a word that has them is written as it is said."""
SHADDA: Final = "\u0651"
FATHATAN: Final = "\u064b"

PLAIN_MS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "article": 31, "before a pause": 83, "consonant at the end": -12,
        "consonant before a pause": -86, "two consonants": 23, "word": 114, "ء": 67, "آ": 140, "أ": 70,
        "ا": 89, "ا at the end": 26, "ا at the start": 4, "ب": 63, "ة": 128, "ة before a pause": -29,
        "ت": 89, "ث": 88, "ج": 85, "ح": 157, "خ": 120, "د": 62, "ذ": 113, "ر": 71, "ز": 85, "س": 70,
        "ش": 92, "ص": 164, "ض": 62, "ط": 82, "ظ": 77, "ع": 114, "غ": 71, "ف": 74, "ق": 77, "ك": 95,
        "ل": 48, "م": 54, "ن": 44, "ه": 87, "و": 88, "و at the end": 33, "و at the start": 93, "ى": 24,
        "ي": 82, "ي at the end": 31, "ي at the start": 70, "ّ": 67,
    }
)  # fmt: skip
"""Milliseconds of what an undiacritized word is made of; its short vowels are in the letters."""
MARKED_MS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "alef of tanween": -18, "alef that opens": 12, "article before a sun letter": -36,
        "before a pause": 65, "word": 52, "ء": 36, "آ": 162, "أ": 40, "ا": 47, "ب": 37, "ة": 36,
        "ت": 54, "ث": 55, "ج": 48, "ح": 123, "خ": 84, "د": 33, "ذ": 59, "ر": 45, "ز": 52, "س": 41,
        "ش": 62, "ص": 131, "ض": 29, "ط": 44, "ظ": 38, "ع": 89, "غ": 42, "ف": 51, "ق": 49, "ك": 60,
        "ل": 13, "م": 24, "ن": 22, "ه": 51, "و": 37, "و as a long vowel": 43, "ي": 16,
        "ي as a long vowel": 37, "ً": 137, "ٌ": 132, "ٍ": 120, "َ": 68, "ُ": 70, "ِ": 67, "ّ": 56,
        "ْ": 16,
    }
)  # fmt: skip
"""The same of a diacritized word."""
OTHER_LETTER_MS: Final = 70
"""A letter that is in neither table, such as Latin ones: words of another language are read as words."""
DIGIT_MS: Final = 480
"""A digit, read as part of a number: espeak needs 400 to 570."""
LEAST_MS: Final = 40
"""No word is shorter."""

PAUSES_MS: Final[Mapping[str, int]] = MappingProxyType(
    dict.fromkeys("،,", 117) | dict.fromkeys("؛;:…–—", 176) | dict.fromkeys(".؟?!", 235)
)
"""The silence of espeak-ng at a mark, in milliseconds."""
CLOSERS: Final = "»\")]'”’"
CLOSER_MS: Final = 86
"""What a closing mark adds."""

_ARTICLE: Final = expression(f"(?:[وف][{VOWELS}]?)?(?:[بكل][{VOWELS}]?)?ال(?=\\w)")
_CLITICS: Final = expression(f"(?:[وفبكل][{VOWELS}]?){{0,2}}")
_EDGES: Final = expression(r"^[^\w]+|[^\w\u064b-\u0652\u0670]+$")
_SAME: Final = MappingProxyType(dict.fromkeys("إئؤء", "ء") | {"ٱ": "ا", "ی": "ي", "ک": "ك"})


def spread(text: str, start: int, end: int) -> tuple[WordTime, ...]:
    """When each word of a piece of speech is said, estimated.

    Args:
        text: what is said in it, with or without diacritics.
        start: where its first word begins.
        end: where its last word ends; frames, exclusive.

    Returns:
        A time for each blank-separated word that has a letter or digit, in order, inside ``start`` and
        ``end``; the first begins and the last ends there. At a mark the silence belongs to no word.

    Raises:
        ValueError: the end is before the start.
    """
    if end < start:
        message = f"a piece cannot end at {end} and start at {start}"
        raise ValueError(message)
    words: list[tuple[int, float, float]] = []
    clock = silence = 0.0
    for index, word in enumerate(text.split()):
        if any(sign.isalnum() for sign in word):
            begin = clock + silence if words else 0.0
            clock, silence = begin + word_ms(word), 0.0
            words.append((index, begin, clock))
        silence = max(silence, pause_ms(word))
    scale = (end - start) / clock if words else 0.0
    return tuple(
        WordTime(index, start + round(begin * scale), min(end, start + round(done * scale)))
        for index, begin, done in words
    )


def word_ms(word: str) -> float:
    """How long espeak-ng at its usual rate takes for a word, in milliseconds; marks around it count only as
    a pause that may be after it."""
    marked = is_marked(word)
    table = MARKED_MS if marked else PLAIN_MS
    taken = sum(
        table.get(trait, DIGIT_MS if trait.isdigit() else OTHER_LETTER_MS)
        for trait in traits(word, marked=marked)
    )
    return float(max(taken, LEAST_MS))


def pause_ms(word: str) -> int:
    """The silence after a word, in milliseconds, by the marks at its end."""
    tail = re.search(r"[^\w\u064b-\u0652\u0670]*$", word)
    marks = tail.group() if tail else ""
    silence = max((PAUSES_MS.get(mark, 0) for mark in marks), default=0)
    return silence + (CLOSER_MS if any(mark in CLOSERS for mark in marks) else 0)


def is_marked(word: str) -> bool:
    """Whether a word is written with its vowels, not only with the one that tells it from another, nor only
    with the tanween of fatha, which writers use alone."""
    letters = sum(sign.isalpha() for sign in word)
    signs = [sign for sign in word if sign in VOWELS]
    return 2 * len(signs) >= letters and any(sign != FATHATAN for sign in signs)


def traits(word: str, *, marked: bool) -> Iterator[str]:
    """What a word is made of, as keys of ``MARKED_MS`` or ``PLAIN_MS``: letters, vowel signs, and names for
    what depends on the place."""
    core = _EDGES.sub("", word)
    paused = pause_ms(word) > 0
    yield "word"
    if paused:
        yield "before a pause"
    yield from _marked(core) if marked else _plain(core, paused=paused)


def _marked(core: str) -> Iterator[str]:
    article = _ARTICLE.match(core)
    if article and core[article.end()] != "\u0652":
        yield "article before a sun letter"
    clitics = _CLITICS.match(core)
    for place, sign in enumerate(core):
        after = core[place + 1 : place + 2]
        if sign in "اى":
            if (place and core[place - 1] in VOWELS[:3]) or (after and after in VOWELS[:3]):
                yield "alef of tanween"
            elif clitics and place == clitics.end() and sign == "ا":
                yield "alef that opens"
            else:
                yield "ا"
        elif sign in "وي" and not (after and after in VOWELS + SHADDA):
            yield f"{sign} as a long vowel"
        elif sign.isalnum() or sign in VOWELS + SHADDA:
            yield _SAME.get(sign, sign)


def _plain(core: str, *, paused: bool) -> Iterator[str]:
    yield from (SHADDA for sign in core if sign == SHADDA)
    letters = "".join(sign for sign in core if sign.isalnum())
    article = _ARTICLE.match(letters)
    if article:
        yield "article"
        letters = letters[: article.end() - 2] + letters[article.end() :]
    first = article.end() - 2 if article else 0
    for place, letter in enumerate(letters):
        after = letters[place + 1 : place + 2]
        last = not after
        if letter not in "اويى" and after and after not in "اويىة":
            yield "two consonants"
        if letter == "ة" and paused:
            yield "ة before a pause"
        elif letter in "اوي" and (place == 0 or place == first):
            yield f"{letter} at the start"
        elif letter in "اوي" and last:
            yield f"{letter} at the end"
        else:
            yield _SAME.get(letter, letter)
    if letters and letters[-1] not in "اويىة":
        yield "consonant before a pause" if paused else "consonant at the end"
