"""The phrases that come nearest to one that was not said.

Own scoring, in two steps, so that hours of text take a fraction of a second: stretches of about as many
words as were asked for, by the groups of three letters they share with the question; then the best of them
letter by letter (difflib).
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from briefing.model import Briefing
from briefing.radio import wordstreams
from briefing.radio.wordstreams import Word
from briefing.text.searchwords import keys

MOST: Final = 3
LEAST_LIKE: Final = 0.55
"""How much of both must be the same, from 0 to 1: under it phrases have little in common."""
BEHIND: Final = 0.25
"""How much less like it than the best one a phrase may be to be worth telling."""
COMPARED: Final = 60
"""Stretches that are compared letter by letter."""
MOST_WORDS: Final = 40
"""Of a question that are looked at."""


def nearest(briefing: Briefing, query: str, *, most: int = MOST) -> tuple[str, ...]:
    """Phrases as they are shown, the likest first; none where none is like it. Each can be found."""
    wanted = [key.bare for text in query.split() for key in keys(text)][:MOST_WORDS]
    words = wordstreams.shown(briefing)
    sought = " ".join(wanted)
    scored: dict[str, tuple[float, str]] = {}
    for begin, end in _promising(words, wanted, briefing):
        stretch = words[begin:end]
        folded = " ".join(word.key.bare for word in stretch)
        like = SequenceMatcher(None, sought, folded, autojunk=False).ratio()
        if like >= LEAST_LIKE and folded not in scored:
            scored[folded] = (like, _text(stretch))
    kept: list[str] = []
    best = max((like for like, _ in scored.values()), default=0.0)
    for folded, (like, _) in sorted(scored.items(), key=lambda item: (-item[1][0], len(item[0]))):
        if like >= best - BEHIND and not any(folded in other or other in folded for other in kept):
            kept.append(folded)
    return tuple(scored[folded][1] for folded in kept[:most])


def _promising(words: Sequence[Word], wanted: Sequence[str], briefing: Briefing) -> list[tuple[int, int]]:
    """Stretches of a chapter with about as many words, those that share the most groups of letters first."""
    groups = {group for word in wanted for group in _groups(word)}
    shared = [len(groups & _groups(word.key.bare)) for word in words]
    all_of = [len(_groups(word.key.bare)) for word in words]
    so_far, every = [0, *accumulate(shared)], [0, *accumulate(all_of)]
    chapters = [briefing.utterances[word.cue].chapter for word in words]
    scored: list[tuple[float, int, int]] = []
    for count in range(max(len(wanted) - 1, 1), len(wanted) + 2):
        for begin in range(len(words) - count + 1):
            end = begin + count
            common = so_far[end] - so_far[begin]
            if common and chapters[begin] == chapters[end - 1]:
                score = 2 * common / (len(groups) + every[end] - every[begin])
                scored.append((-score, begin, end))
    return [(begin, end) for _, begin, end in sorted(scored)[:COMPARED]]


def _groups(word: str) -> set[str]:
    """Three letters that stand together, the edges of the word counted as letters."""
    edged = f" {word} "
    return {edged[at : at + 3] for at in range(max(len(edged) - 2, 1))}


def _text(words: Sequence[Word]) -> str:
    """The words between blanks, each once, without the marks around the phrase."""
    text = " ".join({(word.cue, word.place): word.text for word in words}.values())
    return text.strip(".,:;!?…،؛؟\"'«»()[] ")
