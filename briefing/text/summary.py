"""Summaries of whole sentences: near the lead in news of one subject, spread where there are several.

The sentences are the article's own, in its order. What one is worth is told by
:mod:`briefing.text.weights`, which are taken by :mod:`briefing.text.selection`, and what may be left out of
a long one by :mod:`briefing.text.abridgement`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefing.model import Section
from briefing.text import stems
from briefing.text.abridgement import abridge as shorter_forms
from briefing.text.extracts import Extract, Pick, Told, explain
from briefing.text.sections import boundaries
from briefing.text.selection import Selection, select
from briefing.text.weights import FEWEST_WORDS, Item, Weighed, weigh

_ITEM_WORDS: Final = 25
"""A longer paragraph is no list item."""
_MOST_PARTS: Final = 6
"""So many parts, at most, share a summary when a fair share of it is reckoned."""


def choose(sentences: Sequence[str], words: int) -> list[int]:
    """Indices of the sentences that tell most in at most ``words`` words, the best first."""
    cuts = set(boundaries(sentences))
    parts, part = [], 0
    for at in range(len(sentences)):
        part += at in cuts
        parts.append(part)
    costs = [float(len(text.split())) for text in sentences]
    weighed = weigh(sentences, parts)
    return list(select(weighed, costs, budget=float(words), strict=False).order)


def extract(
    sections: tuple[Section, ...],
    *,
    cost: Callable[[str], float],
    budget: float,
    guess: Callable[[str, str], float] | None = None,
    headlines: bool = False,
    abridge: bool = True,
) -> Extract:
    """The lines of a spoken summary, and why each sentence is in it or not.

    Args:
        sections: the article.
        cost: what saying a text takes, in seconds, with the pause after it.
        budget: seconds; the costs never sum to more. No picks where not even one sentence fits.
        guess: the same of a sentence that something is left out of, and the whole sentence: where that is
            quicker. It may be off by a little.
        headlines: one short line for each section instead of the sentences that tell most.
        abridge: whether something may be left out of a long sentence: where that lets another section be
            heard, where the sentence would not fit otherwise, and for headlines.
    """
    told = [
        Told(sentence, part, section)
        for part, section in enumerate(sections)
        for sentence in section.sentences
    ]
    listed = {name for section in sections for name in _listed(section)}
    items = frozenset(at for at, one in enumerate(told) if one.sentence.id in listed)
    weighed = weigh(
        [one.sentence.text for one in told],
        [one.part for one in told],
        items_of_lists=items,
        titles=[section.title for section in sections if len(sections) > 1 or section.titled_by_author],
        headed=sum(section.titled_by_author for section in sections) * 2 > len(sections),
    )
    pick = _headlines if headlines else _spread
    selection, chosen = pick(weighed, _Forms(told, cost, guess, abridge=abridge), budget)
    exact = _Forms(told, cost, None, abridge=abridge)
    if guess is not None and math.fsum(map(exact.cost, chosen.values())) > budget:
        selection, chosen = pick(weighed, exact, budget)
    return Extract(
        picks=tuple(
            Pick(
                sentence=told[at].sentence,
                section=told[at].section.id,
                text=chosen[at],
                abridged=chosen[at] != told[at].sentence.text,
            )
            for at in sorted(chosen)
        ),
        reasons=tuple(
            explain(
                told,
                weighed.items[at],
                selection=selection,
                cost=exact.cost(chosen.get(at, one.sentence.text)),
                budget=budget,
                listed=at in items,
            )
            for at, one in enumerate(told)
        ),
    )


class _Forms:
    """The forms in which each sentence can be said, and what they cost; worked out when asked for."""

    def __init__(
        self,
        told: Sequence[Told],
        cost: Callable[[str], float],
        guess: Callable[[str, str], float] | None,
        *,
        abridge: bool,
    ) -> None:
        self.told = told
        self.abridges = abridge
        self._cost, self._guess = cost, guess
        self._costs: dict[str, float] = {}
        self._shorter: dict[int, tuple[str, ...]] = {}
        self._wholes: dict[str, str] = {}
        """The sentence that each shorter form is of."""

    def cost(self, text: str) -> float:
        if text not in self._costs:
            self._costs[text] = self._worked_out(text) if text.strip() else 0.0
        return self._costs[text]

    def _worked_out(self, text: str) -> float:
        whole = self._wholes.get(text)
        return self._cost(text) if self._guess is None or whole is None else self._guess(text, whole)

    def shorter(self, at: int) -> tuple[str, ...]:
        """Without the whole sentence, the longest first."""
        if not self.abridges:
            return ()
        if at not in self._shorter:
            whole = self.told[at].sentence.text
            self._shorter[at] = shorter_forms(whole)
            self._wholes.update(dict.fromkeys(self._shorter[at], whole))
        return self._shorter[at]

    def all(self, at: int) -> tuple[str, ...]:
        return (self.told[at].sentence.text, *self.shorter(at))

    def longest(self, at: int, seconds: float) -> str:
        """The longest form that fits; the whole sentence where none does."""
        whole = self.told[at].sentence.text
        if self.cost(whole) <= seconds:
            return whole
        return next((form for form in self.shorter(at) if self.cost(form) <= seconds), whole)


def _spread(weighed: Weighed, forms: _Forms, budget: float) -> tuple[Selection, dict[int, str]]:
    """The sentences that tell most; abridged where that lets another part be heard."""
    count = len(forms.told)
    whole = [forms.longest(at, budget) for at in range(count)]
    selection = select(weighed, [forms.cost(text) for text in whole], budget=budget, strict=True)
    said = {at: whole[at] for at in selection.order}
    parts = len({item.part for item in weighed.items})
    if not forms.abridges or len(selection.parts(weighed)) == parts:
        return selection, said
    share = budget / min(parts, _MOST_PARTS)
    short = [
        (forms.shorter(at) or (text,))[-1] if forms.cost(text) > share else text
        for at, text in enumerate(whole)
    ]
    other = select(weighed, [forms.cost(text) for text in short], budget=budget, strict=True)
    if len(other.parts(weighed)) <= len(selection.parts(weighed)):
        return selection, said
    return other, _restored(other, {at: short[at] for at in other.order}, forms, budget)


def _restored(selection: Selection, said: dict[int, str], forms: _Forms, budget: float) -> dict[int, str]:
    """The chosen, each as long as the room allows, the best first."""
    for at in selection.order:
        taken = math.fsum(forms.cost(text) for other, text in said.items() if other != at)
        for form in forms.all(at):
            if forms.cost(form) + taken <= budget and len(form) > len(said[at]):
                said[at] = form
                break
    return said


def _headlines(weighed: Weighed, forms: _Forms, budget: float) -> tuple[Selection, dict[int, str]]:
    """One line of each part, as short as it can be; where time is short the parts that weigh most."""
    leads: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for item in weighed.items:
        sizes[item.part] = sizes.get(item.part, 0) + item.words
        best = leads.get(item.part)
        if _serves(item) and (best is None or _merit(item) > _merit(weighed.items[best])):
            leads[item.part] = item.number
    lines = {part: _lines(at, forms) for part, at in leads.items()}
    taken: dict[int, tuple[int, str]] = {}
    for part in sorted(leads, key=lambda part: (part != min(leads), -sizes[part], part)):
        room = budget - math.fsum(forms.cost(text) for _, text in taken.values())
        cheapest = min(lines[part], key=lambda line: forms.cost(line[1]), default=None)
        if cheapest and forms.cost(cheapest[1]) <= room:
            taken[part] = cheapest
    for part in taken:  # rather a sentence than a clause of one, where there is time
        others = math.fsum(forms.cost(text) for other, (_, text) in taken.items() if other != part)
        fitting = (line for line in lines[part] if forms.cost(line[1]) + others <= budget)
        taken[part] = next(fitting, taken[part])
    said = dict(taken.values())
    selection = select(weighed, [0.0] * len(forms.told), budget=budget, strict=True)
    judged = tuple(
        replace(judgement, chosen=at in said, fits=leads.get(forms.told[at].part) != at or at in said)
        for at, judgement in enumerate(selection.judgements)
    )
    return Selection(order=tuple(said), judgements=judged), said


def _lines(lead: int, forms: _Forms) -> list[tuple[int, str]]:
    """What can stand for a part, the best first: its sentence, shortened; else the clause that names it."""
    one = forms.told[lead]
    lines = [(lead, form) for form in reversed(forms.all(lead))]
    name = one.section.title
    if forms.abridges and name and not one.section.titled_by_author:
        end = lead
        while end < len(forms.told) and forms.told[end].part == one.part:
            end += 1
        start = end - len(one.section.sentences)
        home = next((at for at in range(start, end) if _holds(forms.told[at].sentence.text, name)), None)
        lines += [] if home is None else [(home, name)]
    return [(at, form) for at, form in lines if forms.cost(form) > 0]


def _holds(text: str, clause: str) -> bool:
    """Whether the words of a clause stand in a sentence, one after the other; case endings may differ."""
    said, sought = ([stems.stem(word) for word in stems.words(each)] for each in (text, clause))
    return any(said[at : at + len(sought)] == sought for at in range(len(said) - len(sought) + 1))


def _serves(item: Item) -> bool:
    return bool(item.terms) and not item.furniture


def _merit(item: Item) -> float:
    """What a sentence is worth as the only line of its part."""
    return item.position + item.centrality + item.shape + item.alone - (item.words < FEWEST_WORDS)


def _listed(section: Section) -> Iterator[str]:
    """The ids of list items: short paragraphs of one sentence after one that announces them with a colon."""
    announced = False
    for sentence, after in zip(section.sentences, (*section.sentences[1:], None), strict=True):
        whole = sentence.opens_paragraph and (after is None or after.opens_paragraph)
        if announced and whole and len(sentence.text.split()) <= _ITEM_WORDS:
            yield sentence.id
        else:
            announced = sentence.text.rstrip().endswith(":")
