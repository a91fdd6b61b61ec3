"""Titles: a clause of the section's own words that can be read aloud as a subhead.

Clauses are cut out of the leading sentences where grammar allows, and the heaviest one that is close to
the start wins. Nothing is composed: but for a case ending after «أن», the words are the author's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.model import Section
from briefing.text import stems, symbols
from briefing.text.phrases import (
    NEVER,
    POINTING_BACK,
    SUBORDINATE,
    THAT,
    Word,
    clauses,
    ending_cost,
    is_incomplete,
    is_name_only,
    is_subjectless,
    opening_cost,
    speaker,
    starts,
    tokens,
    without_times,
    written,
)

FEWEST_WORDS: Final = 3
MOST_WORDS: Final = 9
_SENTENCES_READ: Final = 4
_LENGTHS: Final = {2: -1.6, 3: -0.9, 4: -0.3, 5: -0.1, 6: 0.0, 7: 0.0, 8: 0.0, 9: -0.2}
_LATER_SENTENCE: Final = 0.8
_WEIGHT: Final = 1.6
_WITH_VERB: Final = 0.35
_QUOTED: Final = 0.4
"""A speaker with what is said."""
_UNSAID: Final = 2.0
_SUBJECTLESS: Final = 1.6
_NAMING: Final = 0.9
_DANGLING: Final = 0.4
_ALIKE: Final = 3.0
_POINTING: Final = 0.8
_WORST: Final = -2.5
"""A candidate below this is worse than the first words of the section."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float
    terms: frozenset[str]


def title(sentences: Sequence[str]) -> str:
    """A title of three to nine words from the leading sentences; fewer words where there are no more."""
    return titles([sentences])[0]


def titles(sections: Sequence[Sequence[str]]) -> list[str]:
    """One title a section, each from the section's own words, no two alike.

    Words that only one section uses weigh more than those all use.
    """
    counts = [Counter(term for text in said for term in stems.terms(text)) for said in sections]
    spread = Counter(term for count in counts for term in count)
    chosen: list[_Candidate] = []
    for said, count in zip(sections, counts, strict=True):
        weights = _weights(count, spread, len(sections))
        chosen.append(_best(said, weights, chosen))
    return [candidate.text for candidate in chosen]


def headline(sections: Sequence[Section]) -> str:
    """A headline from the article's first section, other than the title of any section."""
    if not sections:
        return ""
    lead = [sentence.text for sentence in sections[0].sentences]
    whole = Counter(term for part in sections for said in part.sentences for term in stems.terms(said.text))
    taken = {neat(section.title) for section in sections}
    found = sorted(_candidates(lead, _weights(whole, Counter(), 1)), key=lambda each: -each.score)
    fresh = [each for each in found if neat(each.text) not in taken]
    return (fresh or found)[0].text if found else _fallback(lead)


def neat(text: str) -> str:
    """A title as it is compared: folded words only."""
    return " ".join(stems.fold(word) for word in stems.words(text))


def _weights(count: Counter[str], spread: Counter[str], sections: int) -> dict[str, float]:
    """What each stem says about a section, 0 to 1."""
    raw = {
        term: math.log(1 + times) * (1 + math.log(sections / spread[term]) if spread[term] else 1.0)
        for term, times in count.items()
    }
    most = max(raw.values(), default=1.0) or 1.0
    return {term: weight / most for term, weight in raw.items()}


def _best(said: Sequence[str], weights: Mapping[str, float], chosen: list[_Candidate]) -> _Candidate:
    taken = {neat(candidate.text) for candidate in chosen}
    best = _Candidate("", NEVER, frozenset())
    for candidate in _candidates(said, weights):
        if neat(candidate.text) in taken:
            continue
        likeness = max((_likeness(candidate.terms, other.terms) for other in chosen), default=0.0)
        if candidate.score - _ALIKE * likeness > best.score:
            best = _Candidate(candidate.text, candidate.score - _ALIKE * likeness, candidate.terms)
    if best.score > _WORST:
        return best
    text = _fallback(said)
    return _Candidate(text if neat(text) not in taken else "", 0.0, frozenset(stems.terms(text)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two titles share beyond a common word, 0 to 1."""
    shared = len(one & other)
    return max(shared - 1, 0) / (len(one | other) or 1)


def _candidates(said: Sequence[str], weights: Mapping[str, float]) -> Iterator[_Candidate]:
    for number, text in enumerate(said[:_SENTENCES_READ]):
        words = tokens(text)
        for start, penalty in starts(words):
            said_by = speaker(words, start)
            for order, clause in enumerate(clauses(words, start)):
                for candidate in _cuts([*said_by, *clause], weights):
                    place = _LATER_SENTENCE * number + penalty + 0.3 * order
                    yield _Candidate(candidate.text, candidate.score - place, candidate.terms)


def _cuts(clause: list[Word], weights: Mapping[str, float]) -> Iterator[_Candidate]:
    """The beginnings of a clause that can be a title."""
    if not clause[-1].text.rstrip(symbols.CLOSERS).endswith(("؟", "?")):
        clause = without_times(clause)
    opening = opening_cost(clause)
    if opening == NEVER:
        return
    for count in range(2, min(MOST_WORDS, len(clause)) + 1):
        kept = clause[:count]
        end = ending_cost(kept, clause[count] if count < len(clause) else None)
        text = written(kept)
        length = len(text.split())
        if end == NEVER or not _fewest(clause) <= length <= MOST_WORDS:
            continue
        told = [stems.stem(word.bare) for word in kept if word.bare and not stems.is_stop(word.bare)]
        if len(told) < 2 and not (told and kept[-1].text.rstrip(symbols.CLOSERS)[-1:] in ("؟", "?")):
            continue
        weight = sum(weights.get(term, 0.0) for term in told) / len(told) + 0.04 * len(set(told))
        pointing = sum(
            word.bare in stems.DEMONSTRATIVES
            or (word.bare[:1] in ("ب", "ل") and (word.bare[1:] in stems.DEMONSTRATIVES))
            for word in kept
        )
        verb = _WITH_VERB * any(stems.is_verb(word.bare) for word in kept[:6])
        quoted = _QUOTED * any(word.bare in THAT for word in kept[1:-2])
        unsaid = _UNSAID * is_incomplete(kept)
        score = _WEIGHT * weight + verb + quoted + opening + end + _LENGTHS[length]
        score -= _POINTING * pointing + unsaid + _SUBJECTLESS * is_subjectless(kept)
        score -= _NAMING * is_name_only(kept) + _DANGLING * (kept[-1].bare in POINTING_BACK)
        yield _Candidate(text, score, frozenset(told))
        if count < len(clause) and clause[count].bare in SUBORDINATE - THAT and end > -1.0:
            return


def _fewest(clause: list[Word]) -> int:
    """Two words will do only where the clause has no more."""
    return min(FEWEST_WORDS, max(len(clause), 2))


def _fallback(said: Sequence[str]) -> str:
    """The first words of the first sentence that has any, ended where the grammar suffers least."""
    for text in said:
        words = [word for word in tokens(text) if word.bare]
        if not words:
            continue
        if len(words) <= MOST_WORDS:
            return written(words)
        for count in range(MOST_WORDS, FEWEST_WORDS - 1, -1):
            if ending_cost(words[:count], words[count]) != NEVER:
                return written(words[:count])
        for count in range(MOST_WORDS, FEWEST_WORDS - 1, -1):
            if not stems.hangs(words[count - 1].bare) and not stems.is_verb(words[count - 1].bare):
                return written(words[:count])
        return written(words[:MOST_WORDS])
    return ""
