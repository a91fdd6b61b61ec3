"""Which words a listener should check: those whose reading the models think less likely than all others.

How likely a reading is, is the product of its letters' probabilities. That finds more of the wrong words
among the same number of marked ones than the distance to the second-best reading, and as many as asking
further models and comparing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log, tanh
from typing import Final

from briefing.model import Doubt
from briefing.text.marks import Letters, spelling, written
from briefing.text.readings import CLASSES, choices, ranked
from briefing.text.words import Word

DOUBTFUL: Final = 0.56
"""A reading less likely than this is doubtful."""
_READINGS: Final = 6
"""How many readings of a word are looked through for one that sounds otherwise."""


def doubt(word: Word, say: Callable[[Letters], Letters], *, place: int) -> Doubt | None:
    """The doubt about a word, if any.

    A word has none where its marks were written or come from the lexicon, where grammar decided, or where
    no other reading is said otherwise: an ending that is not said is not doubtful.

    Args:
        word: in its final reading.
        say: how a reading is said, its ending left off or not.
        place: which blank-separated word of the text it is.
    """
    if word.is_given or word.is_named or any(word.given) or not all(word.rows):
        return None
    said = say(word.letters)
    marks = [own for _, own in word.letters]
    open_places = [
        at
        for at, own in enumerate(marks)
        if said[at][1] == own and word.heard[at][1] == own and own in CLASSES
    ]
    letters = spelling(word.letters)
    allowed = choices(letters)
    if exp(sum(_share(word.rows[at], allowed[at], marks[at]) for at in open_places)) >= DOUBTFUL:
        return None
    for other, _ in ranked(letters, word.rows, most=_READINGS):
        otherwise = say(list(zip(letters, other, strict=True)))
        if otherwise == said:
            continue
        lead = sum(
            word.rows[at][CLASSES.index(marks[at])] - word.rows[at][CLASSES.index(other[at])]
            for at in open_places
        )
        return Doubt(
            word=place,
            reading=written(said),
            other=written(otherwise),
            certainty=round(tanh(max(0.0, lead) / 2), 3),
        )
    return None


def _share(row: Sequence[float], allowed: Sequence[int], marks: str) -> float:
    """The logarithm of the probability of a letter's marks among those it may have."""
    chosen = CLASSES.index(marks)
    if chosen not in allowed:
        return 0.0
    return row[chosen] - log(sum(map(exp, map(row.__getitem__, allowed))))
