"""In which order the sentences of an article would be given up: all of them, the most important first.

The same weights and the same choice as a summary's (:mod:`briefing.text.weights`,
:mod:`briefing.text.selection`), with room for everything; what repeats another sentence comes last.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefing.records import dataclass
from briefing.text.selection import select
from briefing.text.weights import weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """What one sentence counts among the others."""

    rank: int
    """0 is the most important."""
    leans: bool
    """Whether it is understood only behind the sentence before it, of the same part."""


def importance(texts: Sequence[str], parts: Sequence[int]) -> tuple[Importance, ...]:
    """What each sentence counts.

    Args:
        texts: the sentences, in order.
        parts: the number of the part each belongs to, not falling.
    """
    weighed = weigh(texts, parts)
    costs = [float(max(1, len(text.split()))) for text in texts]
    best = select(weighed, costs, budget=math.fsum(costs), strict=False).order
    order = [*best, *(at for at in range(len(texts)) if at not in set(best))]
    ranks = {at: rank for rank, at in enumerate(order)}
    return tuple(
        Importance(rank=ranks[at], leans=not item.alone and at > 0 and parts[at - 1] == parts[at])
        for at, item in enumerate(weighed.items)
    )
