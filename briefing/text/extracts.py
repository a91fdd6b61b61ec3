"""An extract: the lines of a summary, and for every sentence of the article why it is in it or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.model import Section, Sentence
from briefing.records import dataclass
from briefing.text.selection import SAME, Judgement, Selection
from briefing.text.weights import FEWEST_WORDS, REDUNDANT, Item

_REPEATED: Final = REDUNDANT * SAME**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One line of a summary."""

    sentence: Sentence
    section: str
    """The id of the section it comes from."""
    text: str
    """The sentence, or what is left of it."""
    abridged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a sentence was chosen, or was not; the figures are parts of its worth, without unit."""

    sentence: str
    section: str
    text: str
    position: float
    centrality: float
    coverage: float
    redundancy: float
    """Taken off."""
    alone: bool
    """Whether it is understood without the sentence before."""
    worth: float
    cost: float
    """Of what was chosen, or of the whole sentence, in seconds."""
    chosen: bool
    why: str
    """One plain clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A summary and its reasons, both in the order of the article."""

    picks: tuple[Pick, ...]
    reasons: tuple[Reason, ...]
    """One for every sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and where it stands."""

    sentence: Sentence
    part: int
    section: Section


def explain(
    told: Sequence[Told],
    item: Item,
    *,
    selection: Selection,
    cost: float,
    budget: float,
    listed: bool,
) -> Reason:
    """Why a sentence was chosen or not.

    Args:
        told: all sentences of the article.
        item: the one in question, as it was weighed.
        selection: what was chosen.
        cost: of what is said of it, in seconds.
        budget: of the summary, in seconds.
        listed: whether it is an item of a list.
    """
    one = told[item.number]
    judgement = selection.judgements[item.number]
    if judgement.chosen:
        why = _why_chosen(item, selection, told)
    else:
        why = _why_not(item, judgement, told, cost, budget, listed)
    return Reason(
        sentence=one.sentence.id,
        section=one.section.id,
        text=one.sentence.text,
        position=item.position,
        centrality=item.centrality,
        coverage=judgement.coverage,
        redundancy=judgement.redundancy,
        alone=item.alone,
        worth=judgement.worth,
        cost=cost,
        chosen=judgement.chosen,
        why=why,
    )


def _why_chosen(item: Item, selection: Selection, told: Sequence[Told]) -> str:
    at = item.number
    if at == 0:
        return "opens the article"
    if not item.alone and at - 1 in selection.order:
        return f"goes on from {told[at - 1].sentence.id}"
    earlier = selection.order[: selection.order.index(at)]
    if all(told[other].part != item.part for other in earlier):
        opens = told[at - 1].part != item.part
        return "opens a section not heard yet" if opens else "tells of a section not heard yet"
    if item.position >= item.centrality:
        return "stands near the beginning"
    return "has the words the article turns on"


def _why_not(
    item: Item, judgement: Judgement, told: Sequence[Told], cost: float, budget: float, listed: bool
) -> str:
    rules = (
        (item.furniture or not item.terms, "belongs to the page and tells nothing"),
        (
            judgement.like is not None and judgement.redundancy >= _REPEATED,
            f"says what {told[judgement.like or 0].sentence.id} said",
        ),
        (listed, "is an item of a list"),
        (not item.alone, "needs the sentence before it"),
        (cost > budget, "takes longer than the whole summary may"),
        (item.words < FEWEST_WORDS, "is too short to tell much"),
        (not judgement.fits, "does not fit into the time left"),
    )
    return next((why for holds, why in rules if holds), "tells less than what was chosen")
