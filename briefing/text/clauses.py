"""Clauses: a long sentence in pieces for voices that take only short texts.

The cuts are chosen together (dynamic programming over the words), so that a good place to breathe wins
over a full piece and no piece is a left-over word.
"""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from typing import Final

from briefing.text import stems, symbols

_PIECE: Final = 6.0
"""What one more piece costs: cuts are not free, however good."""
_SHORT: Final = 9.0
"""What a piece of one word costs more than one of four."""
_UNEVEN: Final = 5.0
"""What a nearly empty piece costs more than a full one."""

_AFTER_MARKS: Final = ((symbols.STOPS, 0.0), (symbols.SEMICOLONS, 0.5), (":", 1.0), (symbols.COMMAS, 1.5))
_DASH: Final = 2.0
_BEFORE_OPENING: Final = 4.0
_CLAUSE: Final = 5.0
_COORDINATION: Final = 7.0
_PREPOSITION: Final = 9.0
_BLANK: Final = 14.0
_LOOSE_PAIR: Final = 24.0
"""Two nouns that may belong together."""
_DEFINITE_PAIR: Final = 34.0
"""A noun and what defines it."""
_BOUND: Final = 60.0
"""A particle and its word, a number and what it counts."""
_INSIDE: Final = 12.0
"""On top, inside brackets or quotation marks."""

_CLAUSE_WORDS: Final = stems.RELATIVES | stems.folded(
    """
    ثم حيث لكن ولكن بل إذ إذا لأن لأنه لأنها كي لكي حتى بينما فيما كما عندما حين حينما بعدما قبل
    بعد منذ خلال رغم بالرغم إلا غير سواء مما ما أن إن بأن وأن وإن بحيث إذ لو كلما طالما بهدف بسبب
    نتيجة بالتزامن باستثناء وذلك وهو وهي وهم
    """
)
_COUNTED: Final = stems.folded(symbols.COUNTED_BEFORE)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    bare: str
    """Folded, without marks around it."""
    depth: int
    """Brackets and quotations open after it."""


def clauses(text: str, limit: int) -> list[str]:
    """The text in pieces of at most ``limit`` characters; only white space is lost.

    Cut after marks first, then before a new clause, a conjunction or a preposition; inside a definite
    noun phrase or between a number and its noun only where nothing else is left. A single word longer than
    the limit is cut hard.

    Raises:
        ValueError: ``limit`` is not positive.
    """
    if limit < 1:
        message = f"limit is {limit}; a piece needs at least one character"
        raise ValueError(message)
    whole = " ".join(text.split())
    if len(whole) <= limit:
        return [whole] if whole else []
    words = _words([part for word in whole.split() for part in _fitting(word, limit)])
    cuts = [0.0, *(_cost(before, after) for before, after in itertools.pairwise(words))]
    return _cheapest(words, cuts, limit)


def _fitting(word: str, limit: int) -> list[str]:
    """A word, or its pieces where it is too long; a letter keeps its diacritics where they fit."""
    pieces = []
    while len(word) > limit:
        at = limit
        while at > 1 and unicodedata.combining(word[at]):
            at -= 1
        at = at if not unicodedata.combining(word[at]) else limit
        pieces.append(word[:at])
        word = word[at:]
    return [*pieces, word]


def _words(texts: list[str]) -> list[_Word]:
    found = []
    shut: list[str] = []
    quoted = False
    for text in texts:
        for char in text:
            if char == symbols.STRAIGHT_QUOTE:
                quoted = not quoted
            elif char in symbols.PAIRS:
                shut.append(symbols.PAIRS[char])
            elif shut and char == shut[-1]:
                shut.pop()
        marks = symbols.OPENERS + symbols.CLOSERS + symbols.STOPS + symbols.COMMAS + symbols.SEMICOLONS + ":"
        found.append(_Word(text, stems.fold(text.strip(marks)), len(shut) + quoted))
    return found


def _cheapest(words: list[_Word], cuts: list[float], limit: int) -> list[str]:
    """The pieces whose cuts and shapes cost least together."""
    best = [0.0] + [float("inf")] * len(words)
    came = [0] * (len(words) + 1)
    for stop in range(1, len(words) + 1):
        length = -1
        for start in range(stop - 1, -1, -1):
            length += len(words[start].text) + 1
            if length > limit:
                break
            few = max(4 - (stop - start), 0) / 3
            empty = (1 - length / limit) ** 2
            cost = best[start] + cuts[start] + _PIECE + _SHORT * few + _UNEVEN * empty
            if cost < best[stop]:
                best[stop], came[stop] = cost, start
    ends = [len(words)]
    while ends[-1]:
        ends.append(came[ends[-1]])
    ends.reverse()
    return [" ".join(word.text for word in words[start:stop]) for start, stop in itertools.pairwise(ends)]


def _cost(before: _Word, after: _Word) -> float:
    """What cutting between two neighbouring words costs."""
    last = before.text.rstrip(symbols.CLOSERS)[-1:] or before.text[-1]
    inside = _INSIDE * before.depth
    for marks, cost in _AFTER_MARKS:
        if last in marks or before.text[-1] in marks:
            return cost + inside / 3
    if last in symbols.DASHES or after.text in symbols.DASHES:
        return _DASH + inside if after.text in symbols.DASHES or len(before.text) == 1 else _BLANK + inside
    if _binds(before, after):
        return _BOUND + inside
    return inside + _breath(before, after)


def _binds(before: _Word, after: _Word) -> bool:
    """Whether the two words are one: a particle with its word, a number with its noun."""
    if before.bare in _COUNTED and stems.is_number(after.bare):
        return True
    if stems.is_number(before.bare):
        joins = after.bare not in stems.PREPOSITIONS and not stems.is_verb(after.bare)
        return joins or (after.bare[:1] == "و" and stems.is_number(after.bare))
    return stems.hangs(before.bare) and not before.bare.isdigit()


def _breath(before: _Word, after: _Word) -> float:
    """How badly a reader breathes between two words without a mark."""
    bare = after.bare
    if after.text[0] in symbols.OPENERS:
        return _BEFORE_OPENING if not stems.is_definite(before.bare) else _PREPOSITION
    if bare in _CLAUSE_WORDS or (bare[:1] in ("و", "ف") and bare[1:] in _CLAUSE_WORDS):
        return _CLAUSE
    if len(bare) > 3 and bare[0] == "و" and (stems.is_verb(bare[1:]) or stems.is_definite(bare)):
        return _CLAUSE if stems.is_verb(bare[1:]) else _COORDINATION
    if len(bare) > 4 and bare[0] == "و":
        return _COORDINATION + 2.0
    if bare in stems.PREPOSITIONS or bare.startswith(("بال", "لل", "كال")):
        return _PREPOSITION
    if stems.is_verb(bare):
        return _PREPOSITION + 2.0
    if stems.is_definite(bare):
        return _BLANK if stems.is_verb(before.bare) else _DEFINITE_PAIR
    return _BLANK if stems.is_definite(before.bare) or stems.is_verb(before.bare) else _LOOSE_PAIR
