"""Summaries of whole sentences: near the lead in news of one subject, spread where there are several.

In single-topic news the first sentences are hard to beat, and a little centrality helps; where an article
has several topics the first sentence of every part tells most. Redundancy is held down in the manner of
maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefing.model import Section, Sentence
from briefing.text import stems, symbols
from briefing.text.evidence import stands_alone
from briefing.text.sections import boundaries

_LEAD: Final = 1.0
"""Worth of standing first; it halves every :data:`_HALVING` sentences."""
_HALVING: Final = 3.0
_FIRST: Final = 0.3
"""Worth of opening the article, on top."""
_CENTRAL: Final = 0.45
_COVERING: Final = 0.8
"""Worth of opening a part not heard yet, where the parts are about different things."""
_REDUNDANT: Final = 0.9
_DEPENDENT: Final = 0.8
"""Cost of a sentence that needs the one before."""
_MANY_TOPICS: Final = 0.25
"""Below this likeness of the parts (cosine) an article has several topics."""
_FEWEST_WORDS: Final = 6
_ITEM_WORDS: Final = 25
"""A longer paragraph is no list item."""


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    part: int
    place: int
    """In its part."""
    terms: Counter[str]
    central: float
    alone: bool
    cost: float


def choose(sentences: Sequence[str], words: int) -> list[int]:
    """Indices of the sentences that tell most in at most ``words`` words, the best first."""
    cuts = set(boundaries(sentences))
    parts, part = [], 0
    for at in range(len(sentences)):
        part += at in cuts
        parts.append(part)
    return _ranked(sentences, parts, [float(len(text.split())) for text in sentences], float(words))


def summarize(
    sections: tuple[Section, ...], *, cost: Callable[[Sentence], float], budget: float
) -> tuple[Sentence, ...]:
    """The sentences of a spoken summary, in the order of the article.

    Args:
        sections: the article.
        cost: what saying a sentence takes, in seconds, with the pause after it.
        budget: seconds; the costs never sum to more. Empty where not even one sentence fits.
    """
    told = [(number, sentence) for number, part in enumerate(sections) for sentence in part.sentences]
    listed = {name for part in sections for name in _listed(part)}
    chosen = _ranked(
        [sentence.text for _, sentence in told],
        [number for number, _ in told],
        [cost(sentence) for _, sentence in told],
        budget,
        leaning=frozenset(at for at, (_, sentence) in enumerate(told) if sentence.id in listed),
    )
    return tuple(told[at][1] for at in sorted(chosen))


def _listed(section: Section) -> Iterator[str]:
    """The ids of list items: short paragraphs of one sentence after one that announces them with a colon."""
    announced = False
    for sentence, after in zip(section.sentences, (*section.sentences[1:], None), strict=True):
        whole = sentence.opens_paragraph and (after is None or after.opens_paragraph)
        if announced and whole and len(sentence.text.split()) <= _ITEM_WORDS:
            yield sentence.id
        else:
            announced = sentence.text.rstrip().endswith(":")


def _quoted(texts: Sequence[str]) -> frozenset[int]:
    """The sentences inside a quotation of several: their speaker is named in another."""
    found = set()
    depth, straight = 0, False
    for at, text in enumerate(texts):
        inside = depth > 0 or straight
        for char in text:
            depth = max(depth + (char in "«“") - (char in "»”"), 0)
            straight ^= char == symbols.STRAIGHT_QUOTE
        if inside or depth or straight:
            found.add(at)
    return frozenset(found) if not depth and not straight else frozenset()


def _ranked(
    texts: Sequence[str],
    parts: Sequence[int],
    costs: Sequence[float],
    budget: float,
    *,
    leaning: frozenset[int] = frozenset(),
) -> list[int]:
    """The best sentence that fits, then the best beside it, until nothing fits.

    ``leaning`` are sentences known to need others, besides those that show it.
    """
    items = _items(texts, parts, costs, leaning | _quoted(texts))
    many = _likeness_of_parts(items) < _MANY_TOPICS
    left = [item for item in items if 0 < item.cost <= budget]
    good = [item for item in left if item.alone and len(item.terms) and sum(item.terms.values()) >= 2]
    chosen: list[_Item] = []
    for pool in (good, [item for item in left if not item.alone]):
        near = dict.fromkeys((item.number for item in pool), 0.0)
        room = budget - math.fsum(item.cost for item in chosen)
        waiting = [item for item in pool if len(texts[item.number].split()) >= _FEWEST_WORDS] or pool
        while waiting and not (pool is not good and chosen):
            heard = {item.part for item in chosen}
            best = max(
                waiting,
                key=lambda item: (
                    _worth(item, many, item.part in heard) - _REDUNDANT * near[item.number],
                    -item.number,
                ),
            )
            chosen.append(best)
            room = budget - math.fsum(item.cost for item in chosen)
            waiting = [item for item in waiting if item is not best and item.cost <= room]
            for item in waiting:
                near[item.number] = max(near[item.number], _cosine(item.terms, best.terms))
    return [item.number for item in chosen]


def _items(
    texts: Sequence[str], parts: Sequence[int], costs: Sequence[float], leaning: frozenset[int]
) -> list[_Item]:
    counts = [Counter(stems.terms(text)) for text in texts]
    whole = Counter(term for count in counts for term in count)
    items: list[_Item] = []
    place = 0
    for number, (text, part, cost) in enumerate(zip(texts, parts, costs, strict=True)):
        place = place + 1 if number and parts[number - 1] == part else 0
        alone = number not in leaning and (number == 0 or stands_alone(text))
        items.append(_Item(number, part, place, counts[number], _cosine(counts[number], whole), alone, cost))
    return items


def _worth(item: _Item, many: bool, heard: bool) -> float:
    place = item.place if many else item.number
    worth = _LEAD * math.exp2(-place / _HALVING) + _CENTRAL * item.central
    worth += _FIRST * (item.number == 0)
    if many and not heard:
        worth += _COVERING
    elif not many and not heard:
        worth += _COVERING / 8
    return worth - _DEPENDENT * (not item.alone)


def _likeness_of_parts(items: Sequence[_Item]) -> float:
    """The mean likeness of neighbouring parts, 0 to 1; 1 for a single part."""
    parts: dict[int, Counter[str]] = {}
    for item in items:
        parts.setdefault(item.part, Counter()).update(item.terms)
    counted = list(parts.values())
    if len(counted) < 2:
        return 1.0
    likeness = [_cosine(one, other) for one, other in pairwise(counted)]
    return sum(likeness) / len(likeness)


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    if len(one) > len(other):
        one, other = other, one
    dot = sum(times * other[term] for term, times in one.items())
    if not dot:
        return 0.0
    norm = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return dot / norm
