"""What a cut is called in Latin letters, and the words at its edges: for fields that hold ASCII only.

Titles are shown without diacritics. Where the announcement says the title with some, they are taken from
there, so that «النشرة» is ``al-nashra``; where the voice needed none, they are added here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from briefing.exporters import _cards
from briefing.model import Briefing, Cue
from briefing.radio.cuts import WORDS, Cut
from briefing.text.romanization import romanize
from briefing.text.stems import fold

KNOWN: Final = 65_536
"""Words and titles kept: each is asked for by several fields."""


def title_latin(briefing: Briefing, cut: Cut) -> str:
    """The title in Latin letters."""
    return _romanized(said(cut.title, (*cut.cues, *briefing.utterances)))


def show_latin(briefing: Briefing) -> str:
    """The newspaper, agency or site; empty where it is not known."""
    return _romanized(said(briefing.masthead.source_name, briefing.utterances))


def out_cue(cut: Cut, words: int = WORDS) -> str:
    """The last words heard, in Latin letters."""
    return _romanized(" ".join(_spoken(cut)[-words:]))


def in_cue(cut: Cut, words: int = WORDS) -> str:
    """The first words heard, in Latin letters."""
    return _romanized(" ".join(_spoken(cut)[:words]))


def said(text: str, cues: tuple[Cue, ...]) -> str:
    """The text with the diacritics it is said with, where it is said word by word; else as it is."""
    wanted = [_plain(word) for word in text.split()]
    if not any(wanted):
        return text
    for cue in cues:
        spoken = cue.spoken.split()
        plain = [_plain(word) for word in spoken]
        for start in range(len(plain) - len(wanted) + 1):
            if plain[start : start + len(wanted)] == wanted:
                return " ".join(spoken[start : start + len(wanted)]).rstrip(".؟!…:؛،")
    return text


@lru_cache(KNOWN)
def _romanized(text: str) -> str:
    """In Latin letters, with vowels."""
    has_marks = any(unicodedata.combining(letter) for letter in text)
    if has_marks or text.isascii():
        return romanize(text)
    from briefing.text import vowelize  # with all that knows vowels

    return romanize(vowelize(text))


@lru_cache(KNOWN)
def _plain(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalnum())


def _spoken(cut: Cut) -> list[str]:
    """The words the voice was given, of what is heard."""
    return [word for cue in cut.cues for word in _spoken_in(cut, cue)]


def _spoken_in(cut: Cut, cue: Cue) -> list[str]:
    words = cue.spoken.split()
    if cut.start <= cue.start and cue.end <= cut.end:
        return words
    if cue.words:
        return [
            words[time.index]
            for time in cue.words
            if time.index < len(words) and 2 * cut.start <= time.start + time.end < 2 * cut.end
        ]
    starts = _cards.word_starts(cue, words)
    ends = [*starts[1:], cue.end]
    return [
        word
        for word, start, end in zip(words, starts, ends, strict=True)
        if 2 * cut.start <= start + end < 2 * cut.end
    ]
