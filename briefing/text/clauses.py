"""Clauses: a long sentence in pieces for voices that take only short texts.

The cuts are chosen together (dynamic programming over the words), so that a good place to breathe wins
over a full piece and no piece is a left-over word. What a cut costs is told by
:mod:`briefing.text.breaths`.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import deque
from typing import Final

from briefing.text import breaths

_PIECE: Final = 4.0
"""What one more piece costs: cuts are not free, however good."""
_SHORT: Final = 11.0
"""What a piece of one word costs more than one of four."""
_UNEVEN: Final = 3.0
"""What a nearly empty piece costs more than a full one."""
_PLACES: Final = 64
"""How many places to cut are weighed within one limit: of a long stretch, the cheapest of each part."""


def clauses(text: str, limit: int) -> list[str]:
    """The text in pieces of at most ``limit`` characters; only white space is lost.

    Cut after marks first, then before a new clause, an adverbial, a coordinated phrase or a preposition;
    inside a noun phrase or between a particle and its word only where nothing else is left. A single word
    longer than the limit is cut hard.

    Raises:
        ValueError: ``limit`` is not positive.
    """
    if limit < 1:
        message = f"limit is {limit}; a piece needs at least one character"
        raise ValueError(message)
    whole = " ".join(text.split())
    if len(whole) <= limit:
        return [whole] if whole else []
    said = [part for word in whole.split() for part in _fitting(word, limit)]
    return _cheapest(said, _places(said, limit), limit)


def _fitting(word: str, limit: int) -> list[str]:
    """A word, or its pieces where it is too long; a letter keeps its diacritics where they fit."""
    pieces = []
    start = 0
    while len(word) - start > limit:
        stop = start + limit
        while stop > start + 1 and unicodedata.combining(word[stop]):
            stop -= 1
        if unicodedata.combining(word[stop]):
            stop = start + limit
        pieces.append(word[start:stop])
        start = stop
    return [*pieces, word[start:]]


def _places(said: list[str], limit: int) -> list[tuple[int, float]]:
    """The places that are weighed, as the number of the word behind and the cost, first and last included.

    All gaps, where few fit within the limit; else the cheapest of every stretch, and those beside a word
    as long as a stretch.
    """
    words = breaths.words(said)
    priced = [(at, breaths.cost(words, at)) for at in range(1, len(said))]
    stretch = limit // _PLACES
    found = [(0, 0.0)]
    if stretch < 2:
        found += priced
    else:
        chars = 0
        best: tuple[int, float] | None = None
        for at, price in priced:
            chars += len(said[at - 1]) + 1
            if best is None or price < best[1]:
                best = (at, price)
            if chars >= stretch or len(said[at]) >= stretch:
                found.append(best)
                if best[0] != at and len(said[at]) >= stretch:
                    found.append((at, price))
                chars, best = 0, None
        if best is not None:
            found.append(best)
    return [*found, (len(said), 0.0)]


def _cheapest(said: list[str], places: list[tuple[int, float]], limit: int) -> list[str]:
    """The pieces whose cuts and shapes cost least together."""
    lengths = [0, *itertools.accumulate(len(word) + 1 for word in said)]
    best = [0.0]
    came = [0]
    reach: deque[int] = deque([0])
    for number, (stop, _) in enumerate(places[1:], 1):
        while lengths[stop] - lengths[places[reach[0]][0]] - 1 > limit:
            reach.popleft()
        cheapest, origin = float("inf"), reach[0]
        for index in reach:
            start, price = places[index]
            few = max(4 - (stop - start), 0) / 3
            empty = (1 - (lengths[stop] - lengths[start] - 1) / limit) ** 2
            total = best[index] + price + _PIECE + _SHORT * few + _UNEVEN * empty
            if total < cheapest:
                cheapest, origin = total, index
        best.append(cheapest)
        came.append(origin)
        reach.append(number)
    ends = [len(places) - 1]
    while ends[-1]:
        ends.append(came[ends[-1]])
    cuts = [places[index][0] for index in reversed(ends)]
    return [" ".join(said[start:stop]) for start, stop in itertools.pairwise(cuts)]
