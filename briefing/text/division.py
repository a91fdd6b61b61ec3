"""Flat text parted by the cheapest division of all.

In the manner of Utiyama and Isahara ("A Statistical Model for Domain-Independent Text Segmentation", ACL
2001) a section is cheap to describe with the words it repeats. How units open speaks for and against cuts,
and so does length: of several usual lengths, short items of a bulletin and long pieces, the one is taken
under which the whole text costs least.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from briefing.records import dataclass
from briefing.text import stems, symbols
from briefing.text.evidence import Opening, opening
from briefing.text.expressions import expression
from briefing.text.headings import opens_with_time
from briefing.text.splitting import sentences

MOST_SECTIONS: Final = 9
"""Of an article of up to :data:`USUAL_WORDS`; a longer one may have more, in proportion."""
USUAL_WORDS: Final = 3_000
LEAST_SENTENCES: Final = 2
"""Of a section, unless it is the conclusion."""
LEAST_WORDS: Final = 120
"""A shorter text stays whole."""

_COHESION: Final = 0.5
"""How much of the price of words counts: words of one text depend on one another."""
_VOCABULARY: Final = 800
"""The words a section is held to choose from are no more than this, however long the text."""
_CUT: Final = 5.0
"""What a cut costs, in nats."""
_COARSE: Final = 2.0
"""How much likelier a cut is before a unit e times the usual size: paragraphs are the writer's choice."""
_ANOTHER_SIDE: Final = 7.0
"""What a marker says that comes with a new source, before a paragraph; before a sentence, less."""
_PARAGRAPH_WORDS: Final = 40
"""Of a unit from which on it is taken for a paragraph."""
_SENTENCE_WORDS: Final = 20
"""Of a usual sentence. The size of a unit is the geometric mean of its sentences and its words over this."""
_LENGTHS: Final = ((3.5, 3.0), (8.0, 1.0), (14.0, 0.0))
"""Usual sizes of a section, and what it costs in nats to suppose them."""
_SPREAD: Final = 0.45
"""Standard deviation of the logarithm of a section's size."""
_UNJOINED: Final = 2.0
_JOINED: Final = -4.0
"""What an opening without «و», and one with it, say, in nats."""
_RARITY: Final = 2.0
"""How much more the former says for every e times it is rarer in the text."""
_RAREST: Final = 0.05
"""Openings without «و» are never held to be rarer than this."""
_LONGER: Final = 1.5
"""How much it says that a unit is e times as long as others: leads are."""
_EXCERPT: Final = 0.1
"""What openings are worth where even the first unit does not open as a story does."""
_DEARER: Final = 1.0
_DEAREST: Final = 120.0
"""The steps in which cuts get dearer to keep them few, and where that ends, in nats."""
_FORCED: Final = 30.0
"""How much a lone heading speaks for a cut, in nats."""
_WIDEST: Final = 48
"""The longest section looked at, in units; more only where nothing may be opened for longer."""
_NEVER: Final = math.inf

_ITEM: Final = expression(
    rf"\s*(?:[{re.escape(symbols.BULLETS)}]\s|\(?[{symbols.DIGITS}]{{1,2}}\s*[.)\-–]\s*\D)"
)
_ROW: Final = expression(r"\s*\||[^|\t]+(?:\t|\s\|\s)[^|\t]+(?:\t|\s\|)")
"""A row of a table: it begins with a bar, or has two bars or tabs."""
_LEAST_TIMES: Final = 3
_ENTRY_UNITS: Final = 6
_QUESTION_WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a paragraph."""

    words: int
    sentences: int
    terms: tuple[str, ...]
    opening: Opening
    closed: bool
    """It may not open a section: a list item, an answer, what a colon announces."""

    @property
    def size(self) -> float:
        """In usual sentences."""
        return math.sqrt(self.sentences * self.words / _SENTENCE_WORDS)


@dataclass(frozen=True, slots=True)
class _Sections:
    """What every section costs to describe, and every unit to open one."""

    described: list[list[float]]
    """In nats, of units ``i`` to ``i + k``, at ``[i][k]``."""
    opened: list[float]
    """In nats, without :data:`_CUT`."""


def divisions(units: Sequence[str], *, forced: frozenset[int] = frozenset()) -> list[int]:
    """Numbers of the units that open a section in text without headings, 0 left out.

    Args:
        units: sentences or paragraphs.
        forced: numbers that are favoured strongly.
    """
    read = _read(units, forced)
    total = sum(unit.words for unit in read)
    if (total < LEAST_WORDS and not forced) or sum(unit.sentences for unit in read) < 2 * LEAST_SENTENCES:
        return []
    if not _times(units) and _is_verse(units):
        return []
    sections = _Sections(
        _descriptions(read, _widest(read)),
        [-said - _FORCED * (at in forced) for at, said in enumerate(_evidence(read))],
    )
    most = max(MOST_SECTIONS, round(MOST_SECTIONS * total / USUAL_WORDS))
    _, usual = min(
        (_cheapest(read, sections, usual, 0.0)[0] + supposed, usual) for usual, supposed in _LENGTHS
    )
    if usual < max(length for length, _ in _LENGTHS):
        most = max(most, len(read) // LEAST_SENTENCES)  # a bulletin has as many items as it has
    dearer = 0.0
    while len(cuts := _cheapest(read, sections, usual, dearer)[1]) >= most and dearer < _DEAREST:
        dearer += _DEARER
    return cuts


def _read(units: Sequence[str], forced: frozenset[int]) -> list[Unit]:
    asks = _questions(units)
    times = _times(units)
    found = []
    for at, text in enumerate(units):
        told = stems.words(text)
        before = units[at - 1].rstrip() if at else ""
        closed = (
            not told
            or before.endswith(":")
            or bool(_ITEM.match(text) or _ROW.match(text))
            or (bool(asks) and at not in asks and bool(before))
            or (bool(times) and at not in times)
        )
        words, count, terms = _content(text)
        found.append(Unit(words, count, terms, opening(text), closed and at not in forced))
    return found


@lru_cache(maxsize=4_096)
def _content(text: str) -> tuple[int, int, tuple[str, ...]]:
    """Words, sentences and terms of a unit."""
    told = stems.words(text)
    terms = tuple(stems.stem(word) for word in told if not stems.is_stop(word))
    return len(told), max(len(sentences(text)), 1) if told else 0, terms


def _questions(units: Sequence[str]) -> frozenset[int]:
    """The units that ask, where the text is an interview: at least three, each with an answer after it."""
    asks = [
        at
        for at, text in enumerate(units)
        if text.rstrip("\"'»” ").endswith(("؟", "?")) and len(text.split()) <= _QUESTION_WORDS
    ]
    answered = [at for at in asks if at + 1 < len(units) and at + 1 not in asks]
    return frozenset(answered) if len(answered) >= 3 and len(answered) * 5 >= len(units) else frozenset()


def _times(units: Sequence[str]) -> frozenset[int]:
    """The units that begin with a time of day, where the text is a log of entries."""
    found = frozenset(at for at, text in enumerate(units) if opens_with_time(text))
    return found if len(found) >= _LEAST_TIMES and len(found) * _ENTRY_UNITS >= len(units) else frozenset()


def _is_verse(units: Sequence[str]) -> bool:
    """Whether most units are short lines without a stop."""
    short = sum(len(text.split()) <= 10 and text.rstrip()[-1:] not in symbols.STOPS for text in units)
    return len(units) >= 4 and short > 0.6 * len(units)


def _evidence(units: Sequence[Unit]) -> list[float]:
    """How much each opening speaks for a new section (above 0) or against one, in nats.

    Continuations are mostly joined with «و»: how much it says that one is not depends on how many in this
    text are not.
    """
    unjoined = sum(unit.opening.unjoined for unit in units) / len(units)
    mean = sum(unit.words for unit in units) / len(units)
    another = _ANOTHER_SIDE * min(mean / _PARAGRAPH_WORDS, 1.0)
    found = []
    for unit in units:
        said = unit.opening.strength + another * unit.opening.another_side
        if unit.opening.unjoined:
            said += _UNJOINED - _RARITY * math.log(max(unjoined, _RAREST))
        elif unit.opening.only_joined:
            said += _JOINED
        found.append(said)
    if found[0] < 0:
        found = [
            said if unit.opening.concludes else _EXCERPT * said
            for said, unit in zip(found, units, strict=True)
        ]
    coarse = _COARSE * max(0.0, math.log(max(sum(unit.size for unit in units) / len(units), 1.0)))
    return [
        coarse + said + (0.0 if unit.opening.concludes else _LONGER * _longer(unit.words, mean))
        for said, unit in zip(found, units, strict=True)
    ]


def _longer(words: int, mean: float) -> float:
    return max(-1.0, min(1.0, math.log(max(words, 1) / mean)))


def _widest(units: Sequence[Unit]) -> int:
    """How many units a section has to be able to hold."""
    longest = run = 0
    for unit in units:
        run = run + 1 if unit.closed else 0
        longest = max(longest, run)
    return max(_WIDEST, longest + 2 * LEAST_SENTENCES)


def _descriptions(units: Sequence[Unit], widest: int) -> list[list[float]]:
    """What describing the terms of units costs; a term is cheaper the more often the section used it.

    Each term is foretold from those before it in the section, by Laplace's rule over the vocabulary of the
    text: the compound of a multinomial and a flat Dirichlet prior (as in Eisenstein and Barzilay, "Bayesian
    Unsupervised Topic Segmentation", EMNLP 2008).
    """
    counts = [Counter(unit.terms) for unit in units]
    said = list(accumulate((len(unit.terms) for unit in units), initial=0))
    vocabulary = min(len({term for unit in units for term in unit.terms}), _VOCABULARY)
    factorials = list(accumulate(map(math.log, range(1, said[-1] + vocabulary + 2)), initial=0.0))
    later: dict[str, list[tuple[int, int]]] = {}
    found: list[list[float]] = []
    saved: list[float] = []
    # From the last unit to the first: to begin a section one unit earlier changes what is saved by repeating
    # only for the terms of that unit, and only where they are said again.
    for start in range(len(units) - 1, -1, -1):
        reach = min(widest, len(units) - start)
        steps = [0.0] * reach
        for term, count in counts[start].items():
            told = 0
            gain = factorials[count]
            steps[0] += gain
            again = later.setdefault(term, [])
            for at, times in reversed(again):
                if at - start >= reach:
                    break
                told += times
                gained = factorials[told + count] - factorials[told]
                steps[at - start] += gained - gain
                gain = gained
            again.append((start, count))
        saved = [
            more + before for more, before in zip(accumulate(steps), [0.0, *saved[: reach - 1]], strict=True)
        ]
        found.append(
            [
                _COHESION
                * (factorials[vocabulary + said[stop] - said[start]] - factorials[vocabulary] - gain)
                for stop, gain in enumerate(saved, start + 1)
            ]
        )
    return found[::-1]


def _cheapest(
    units: Sequence[Unit], sections: _Sections, usual: float, dearer: float
) -> tuple[float, list[int]]:
    """The division that costs least, by dynamic programming, and its cost in nats.

    Args:
        units: the text.
        sections: what it costs to describe and to open them.
        usual: size of a section, in usual sentences.
        dearer: what a cut costs more than usually, in nats.
    """
    sizes = [unit.size for unit in units]
    best = [0.0] + [_NEVER] * len(units)
    came = [0] * (len(units) + 1)
    for start, first in enumerate(units):
        if best[start] == _NEVER or (start and first.closed):
            continue
        base = best[start] + (_CUT + dearer + sections.opened[start] if start else 0.0)
        told, size = 0, 0.0
        for stop, description in enumerate(sections.described[start], start + 1):
            told, size = told + units[stop - 1].sentences, size + sizes[stop - 1]
            last = stop == len(units)
            concluding = last and first.opening.concludes
            if told < LEAST_SENTENCES and not concluding and not (start == 0 and last):
                continue
            cost = base + description + _uneven(size, usual, free=concluding)
            if cost < best[stop]:
                best[stop], came[stop] = cost, start
    cuts = []
    at = len(units) if best[-1] < _NEVER else 0
    while at := came[at]:
        cuts.append(at)
    return best[-1], cuts[::-1]


def _uneven(size: float, usual: float, *, free: bool) -> float:
    """What the size of a section costs: minus the logarithm of a log-normal density."""
    size = max(size, 0.2)
    density = math.log(size * _SPREAD * math.sqrt(2 * math.pi))
    return density if free else density + (math.log(size / usual) / _SPREAD) ** 2 / 2
