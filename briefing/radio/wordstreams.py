"""What was said as two streams of words: as it is shown, and as it was spoken; both on the voice's clock.

In ``spoken`` numbers and signs are written out, so either may hold what is looked for. The voice tells times
of the words of ``spoken``; a shown word has those of the spoken words that stand for it, found by comparing
the two: where they differ (5 and خمسة) all of the stretch that differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefing.audio.id3 import one_line
from briefing.model import Briefing, Cue
from briefing.records import dataclass
from briefing.text.searchwords import Key, keys


@dataclass(frozen=True, slots=True)
class Word:
    """A word that can be found: what stands between two blanks, or a part of it that signs set off."""

    key: Key
    text: str
    """What stands between the two blanks."""
    cue: int
    """Which of the briefing's utterances."""
    place: int
    """Which of the blank-separated words of its text."""
    first: int
    last: int
    """Which words of ``spoken`` are heard with it."""


def shown(briefing: Briefing) -> tuple[Word, ...]:
    """Every word as it is shown, in order."""
    return tuple(word for at, cue in enumerate(briefing.utterances) for word in _shown(cue, at))


def spoken(briefing: Briefing) -> tuple[Word, ...]:
    """Every word as it was spoken, in order."""
    return tuple(
        Word(key, text, at, place, place, place)
        for at, cue in enumerate(briefing.utterances)
        for place, text in enumerate(cue.spoken.split())
        for key in keys(text)
    )


def times(cue: Cue, first: int, last: int) -> tuple[int, int] | None:
    """Where some words of ``spoken`` were said, in frames of the master; None where the voice did not say."""
    if cue.words_estimated:
        return None
    told = {time.index: time for time in cue.words}
    if first not in told or last not in told or not told[first].start < told[last].end:
        return None
    return told[first].start, told[last].end


def texts_of(cue: Cue) -> list[str]:
    """The blank-separated words as they are shown, without direction marks."""
    return one_line(cue.shown).split(" ")


def _shown(cue: Cue, at: int) -> Iterator[Word]:
    texts = texts_of(cue)
    heard = _heard(texts, cue.spoken.split())
    for place, text in enumerate(texts):
        for key in keys(text):
            yield Word(key, text, at, place, *heard[place])


def _heard(texts: Sequence[str], said: Sequence[str]) -> list[tuple[int, int]]:
    """For each shown word, the first and the last spoken word that stand for it."""
    one, two = [_folded(text) for text in texts], [_folded(text) for text in said]
    last = len(two) - 1
    if one == two:
        return [(place, place) for place in range(len(one))]
    heard: list[tuple[int, int]] = []
    for what, begin, end, first, behind in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if what == "equal":
            heard += [(place, place) for place in range(first, behind)]
        elif what == "replace":
            heard += [(first, behind - 1)] * (end - begin)
        elif what == "delete":  # shown, and nothing is said for it
            heard += [(min(first, last), min(first, last))] * (end - begin)
    return heard


def _folded(text: str) -> str:
    return " ".join(key.bare for key in keys(text)) or text
