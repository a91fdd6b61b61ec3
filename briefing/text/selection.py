"""Which sentences a summary takes: the best that fits, then the best beside it, until nothing fits.

What a sentence is worth falls when its part was heard or its words were said (maximal marginal relevance,
Carbonell and Goldstein, SIGIR 1998), and rises when the sentence it needs was chosen.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field
from typing import Final

from briefing.records import dataclass
from briefing.text.weights import (
    COVERING,
    COVERING_ALIKE,
    COVERING_ALOUD,
    FEWEST_WORDS,
    LEANING,
    REDUNDANT,
    Item,
    Weighed,
)

SAME: Final = 0.8
"""From this likeness on a sentence says what another said."""
_EXCHANGED: Final = 3
"""So many of the last chosen may give way to one that fills the room better."""
_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found about one sentence, when it was chosen or at the end."""

    worth: float
    coverage: float
    redundancy: float
    chosen: bool
    like: int | None = None
    """The chosen sentence most like it."""
    fits: bool = True
    """Whether there was room for it when its turn came, or at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen sentences, and what was found about each."""

    order: tuple[int, ...]
    """Numbers, best first."""
    judgements: tuple[Judgement, ...]

    def parts(self, weighed: Weighed) -> frozenset[int]:
        """The parts that are heard."""
        return frozenset(weighed.items[number].part for number in self.order)


def select(weighed: Weighed, costs: Sequence[float], *, budget: float, strict: bool) -> Selection:
    """Choose sentences whose costs do not sum to more than the budget.

    Args:
        weighed: the sentences.
        costs: of each, in the unit of the budget; 0 or less for what cannot be said.
        budget: what there is.
        strict: for listening: a sentence that needs the one before is said only together with it, and
            parts count more. Otherwise such a sentence is worth less, and fills what room is left.
    """
    state = _State(weighed, tuple(costs), budget, strict)
    usable = [
        item
        for item in weighed.items
        if 0 < costs[item.number] <= budget + _SLACK and item.terms and not item.furniture
    ]
    sound = [item for item in usable if not item.torn]
    told = [item for item in sound if item.words >= FEWEST_WORDS and item.terms.total() > 1]
    state.fill(told)
    if not strict:
        state.exchange(told)
        state.fill(told)
    if not strict or not state.order:
        state.fill([item for item in sound if item.words < FEWEST_WORDS])
    if not state.order:  # nothing stands alone: better than silence
        state.strict = False
        state.fill(usable)
    return Selection(order=tuple(state.order), judgements=state.judge())


@dataclass(slots=True)
class _State:
    weighed: Weighed
    costs: tuple[float, ...]
    budget: float
    strict: bool
    order: list[int] = field(default_factory=list)
    chosen: set[int] = field(default_factory=set)
    near: list[float] = field(init=False)
    like: list[int | None] = field(init=False)
    found: dict[int, Judgement] = field(default_factory=dict)
    _heard: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    _postings: defaultdict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    _norms: list[float] = field(init=False)
    _several: bool = field(init=False)

    def __post_init__(self) -> None:
        items = self.weighed.items
        self.near = [0.0] * len(items)
        self.like = [None] * len(items)
        self._norms = [math.sqrt(sum(n * n for n in item.terms.values())) for item in items]
        self._several = len({item.part for item in items}) > 1
        for item in items:
            for term, times in item.terms.items():
                self._postings[term].append((item.number, times))

    @property
    def room(self) -> float:
        return self.budget - math.fsum(self.costs[number] for number in self.order)

    def coverage(self, item: Item) -> float:
        if not self._several or self._heard[item.part]:
            return 0.0
        if self.weighed.spread:
            return COVERING
        return COVERING_ALOUD if self.strict else COVERING_ALIKE

    def worth(self, item: Item) -> float:
        """Of the sentence beside those chosen; with the one it needs, where that must be said, too."""
        worth = self._own(item)
        if item.alone:
            return worth
        if self._supported(item):
            return worth - LEANING
        if not self.strict:
            return worth - 2 * LEANING
        return (worth - LEANING + self._own(self.weighed.items[item.number - 1])) / 2

    def _own(self, item: Item) -> float:
        redundancy = REDUNDANT * self.near[item.number] ** 2
        return item.position + item.centrality + item.shape + self.coverage(item) - redundancy

    def _supported(self, item: Item) -> bool:
        return item.number - 1 in self.chosen and self.weighed.items[item.number - 1].part == item.part

    def company(self, item: Item) -> tuple[int, ...] | None:
        """What has to be said for the sentence to be said; None where that cannot be."""
        if item.alone or not self.strict or self._supported(item):
            return (item.number,)
        before = self.weighed.items[item.number - 1]
        serves = before.alone and before.part == item.part and not (before.furniture or before.torn)
        costs = self.costs[before.number]
        return (before.number, item.number) if serves and costs > 0 and before.terms else None

    def fill(self, pool: Sequence[Item]) -> None:
        """Choose from the pool until nothing in it fits."""
        waiting = {item.number: item for item in pool if item.number not in self.chosen}
        heap = [(-self.worth(item), item.number) for item in waiting.values()]
        heapq.heapify(heap)
        room = self.room
        while heap:
            recorded, number = heapq.heappop(heap)
            if number in self.chosen:
                continue
            item = waiting[number]
            worth = self.worth(item)
            if worth < -recorded - _SLACK:  # something was chosen since
                heapq.heappush(heap, (-worth, number))
                continue
            company = self.company(item)
            repeats = self.near[number] >= SAME and (self.strict or self.near[number] > 0.95)
            if company is None or repeats:
                continue
            if math.fsum(self.costs[each] for each in company) > room + _SLACK:
                continue
            for each in company:
                self.take(self.weighed.items[each])
                after = waiting.get(each + 1)
                if after and not after.alone:
                    heapq.heappush(heap, (-self.worth(after), after.number))
            room = self.room

    def take(self, item: Item) -> None:
        number = item.number
        self.found[number] = self._judged(item, chosen=True, fits=True)
        self.order.append(number)
        self.chosen.add(number)
        self._heard[item.part] += 1
        dots: defaultdict[int, int] = defaultdict(int)
        for term, times in item.terms.items():
            for other, others in self._postings[term]:
                dots[other] += times * others
        for other, dot in dots.items():
            near = dot / (self._norms[number] * self._norms[other])
            if other not in self.chosen and near > self.near[other]:
                self.near[other], self.like[other] = near, number

    def exchange(self, pool: Sequence[Item]) -> None:
        """Let one of the last give way to a longer one that fills the room better, worth times length."""
        for number in self.order[-1 : -_EXCHANGED - 1 : -1]:
            if len(self.order) < 2 or any(self._needs(other, number) for other in self.chosen):
                continue
            room = self.room + self.costs[number]
            said = self.found[number].worth * self.costs[number]
            better = [
                (self.worth(item) * self.costs[item.number], -item.number)
                for item in pool
                if item.number not in self.chosen
                and self.costs[number] < self.costs[item.number] <= room + _SLACK
                and (item.alone or item.number - 1 in self.chosen - {number})
                and self.near[item.number] < SAME
            ]
            if better and max(better)[0] > said:
                self.order.remove(number)
                self.chosen.discard(number)
                self.found.pop(number)
                self._heard[self.weighed.items[number].part] -= 1
                self.take(self.weighed.items[-max(better)[1]])
                return

    def _needs(self, other: int, number: int) -> bool:
        return other == number + 1 and not self.weighed.items[other].alone

    def judge(self) -> tuple[Judgement, ...]:
        room = self.room
        judged = []
        for item in self.weighed.items:
            fits = self.costs[item.number] <= room + _SLACK
            judged.append(self.found.get(item.number) or self._judged(item, chosen=False, fits=fits))
        return tuple(judged)

    def _judged(self, item: Item, *, chosen: bool, fits: bool) -> Judgement:
        return Judgement(
            worth=self.worth(item),
            coverage=self.coverage(item),
            redundancy=REDUNDANT * self.near[item.number] ** 2,
            chosen=chosen,
            like=self.like[item.number],
            fits=fits,
        )
