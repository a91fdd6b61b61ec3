"""Titles: a clause of the section's own words that can be read aloud as a subhead.

Clauses are cut out of the leading sentences where grammar allows, and the heaviest one that is close to
the start wins. Nothing is composed: but for a case ending after «أن», the words are the author's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.model import Section
from briefing.records import dataclass
from briefing.text import stems, symbols
from briefing.text.borders import NEVER, ending_cost, is_name_only, is_subjectless, opening_cost
from briefing.text.omissions import more, variants
from briefing.text.phrases import POINTING_BACK, clauses, is_incomplete, points_back, speaker, starts
from briefing.text.valency import object_at, opens
from briefing.text.wording import ENDS, SUBORDINATE, THAT, Word, subject, tokens, written

FEWEST_WORDS: Final = 3
MOST_WORDS: Final = 9
_SENTENCES_READ: Final = 4
_WORDS_READ: Final = 100
"""Of a sentence: what comes later is no title of its section, and the cost of a sentence stays bounded."""
_LENGTHS: Final = {2: -1.6, 3: -0.9, 4: -0.3, 5: -0.1, 6: 0.0, 7: 0.0, 8: 0.0, 9: -0.6}
"""By words; listeners keep eight."""
_LATER_SENTENCE: Final = 1.8
_LATER_IN_SECTION: Final = 0.8
"""A section has no lead as an article has."""
_NINE_ALONE: Final = 1.0
"""A headline is at most eight words, a subhead may have nine."""
_SHORTENED: Final = 0.6
"""For each fuller form of a clause there is."""
_WEIGHT: Final = 1.6
_WITH_VERB: Final = 0.35
_QUOTED: Final = 0.4
"""A speaker with what is said."""
_MORE_TOLD: Final = 0.25
"""For each word that tells something."""
_LEFT_OUT: Final = 0.0
_LEFT_OUT_OF_NOUNS: Final = 0.35
"""Where a noun opens the clause, what follows it may tell which one is meant."""
_OBJECTLESS: Final = 2.0
"""Cut before what the verb acts on."""
_VERBLESS: Final = 2.5
"""Cut before its predicate."""
_UNNEEDED: Final = 1.2
"""A speaker that no pronoun needs."""
_UNSAID: Final = 2.0
_SUBJECTLESS: Final = 1.6
_NAMING: Final = 0.9
_DANGLING: Final = 0.4
_ALIKE: Final = 3.0
_SAME_HEAD: Final = 0.8
"""Two titles of one article that begin with the same two words."""
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
    found = [
        list(_candidates(said, _weights(count, spread, len(sections)), alone=len(sections) == 1))
        for said, count in zip(sections, counts, strict=True)
    ]
    chosen: list[_Candidate] = []
    for said, candidates in zip(sections, found, strict=True):
        chosen.append(_best(said, candidates, chosen))
    for at, said in enumerate(sections if len(sections) > 1 else ()):  # now the later ones are known, too
        chosen[at] = _best(said, found[at], [*chosen[:at], *chosen[at + 1 :]])
    return [candidate.text for candidate in chosen]


def headline(sections: Sequence[Section]) -> str:
    """A headline from the article's first section, other than the title of any section."""
    if not sections:
        return ""
    lead = [sentence.text for sentence in sections[0].sentences]
    whole = Counter(term for part in sections for said in part.sentences for term in stems.terms(said.text))
    taken = {neat(section.title) for section in sections}
    found = sorted(
        _candidates(lead, _weights(whole, Counter(), 1), alone=False), key=lambda each: -each.score
    )
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


def _best(said: Sequence[str], candidates: Sequence[_Candidate], others: Sequence[_Candidate]) -> _Candidate:
    taken = {neat(other.text) for other in others}
    heads = {_head(other.text) for other in others}
    best = _Candidate("", NEVER, frozenset())
    for candidate in sorted(candidates, key=lambda each: -each.score):
        if candidate.score <= best.score:
            break
        if neat(candidate.text) in taken:
            continue
        likeness = max((_likeness(candidate.terms, other.terms) for other in others), default=0.0)
        score = candidate.score - _ALIKE * likeness - _SAME_HEAD * (_head(candidate.text) in heads)
        if score > best.score:
            best = _Candidate(candidate.text, score, candidate.terms)
    if best.score > _WORST:
        return best
    text = _fallback(said)
    return _Candidate(text if neat(text) not in taken else "", 0.0, frozenset(stems.terms(text)))


def _head(text: str) -> str:
    return " ".join(neat(text).split()[:2])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two titles share beyond a common word, 0 to 1."""
    shared = len(one & other)
    return max(shared - 1, 0) / (len(one | other) or 1)


def _candidates(said: Sequence[str], weights: Mapping[str, float], *, alone: bool) -> Iterator[_Candidate]:
    later = _LATER_SENTENCE if alone else _LATER_IN_SECTION
    for number, text in enumerate(said[:_SENTENCES_READ]):
        words = tokens(text)[:_WORDS_READ]
        for start, penalty in starts(words):
            named = speaker(words, start)
            bound = bool(named) and points_back(words[start])
            for order, clause in enumerate(clauses(words, start)):
                place = later * number + penalty + _SHORTENED * order
                for head in _heads(named, bound=bound):
                    told = [subject(clause), *clause[1:]] if head else clause
                    unneeded = _UNNEEDED * (bool(head) and not bound)
                    for candidate in _cuts(told, weights, head):
                        nine = _NINE_ALONE * (alone and len(candidate.text.split()) == MOST_WORDS)
                        score = candidate.score - place - unneeded - nine
                        yield _Candidate(candidate.text, score, candidate.terms)


def _heads(named: list[Word], *, bound: bool) -> list[list[Word]]:
    """What may stand before a clause: the speaker, where he must or may be named."""
    if bound:
        return [named]
    return [[], named] if named and named[0].plain.rstrip(":") not in stems.SOURCE_NOUNS else [[]]


def _cuts(clause: list[Word], weights: Mapping[str, float], named: list[Word]) -> Iterator[_Candidate]:
    """The beginnings of a clause, and of what may be left of it, that can be a title after its speaker."""
    asks = clause[-1].text.rstrip(symbols.CLOSERS).endswith(("؟", "?"))
    for number, lean in enumerate([clause] if asks else variants(clause)):
        whole = [*named, *lean]
        left_out = _LEFT_OUT if opens(lean[0].bare, lean[min(1, len(lean) - 1)].bare) else _LEFT_OUT_OF_NOUNS
        opening = opening_cost(whole) - left_out * (number > 0)
        if opening == NEVER:
            continue
        for count in range(len(named) + 2, min(MOST_WORDS, len(whole)) + 1):
            candidate = _weigh(whole, count, weights, opening, len(named))
            if candidate is not None:
                yield candidate
            if count < len(whole) and whole[count].bare in SUBORDINATE - THAT and candidate is not None:
                break


def _weigh(
    clause: list[Word], count: int, weights: Mapping[str, float], opening: float, named: int
) -> _Candidate | None:
    """The first ``count`` words of a clause as a title, ``named`` of them its speaker."""
    kept = clause[:count]
    end = ending_cost(kept, clause[count] if count < len(clause) else None)
    text = written(kept)
    length = len(text.split())
    if end == NEVER or not _fewest(clause) <= length <= MOST_WORDS:
        return None
    told = [stems.stem(word.bare) for word in kept if word.bare and not stems.is_stop(word.bare)]
    asks = kept[-1].text.rstrip(symbols.CLOSERS)[-1:] in ("؟", "?")
    if len(told) < 2 and not (told and asks):
        return None
    distinct = set(told)
    weight = _WEIGHT * sum(weights.get(term, 0.0) for term in told) / len(told) + _MORE_TOLD * len(distinct)
    pointing = sum(
        word.bare in stems.DEMONSTRATIVES
        or (word.bare[:1] in ("ب", "ل") and (word.bare[1:] in stems.DEMONSTRATIVES))
        for word in kept
    )
    has_verb = opens(kept[named].bare, kept[named + 1].bare) or any(
        stems.is_verb(word.bare) for word in kept[named : named + 6]
    )
    quoted = named > 0 or any(word.bare in THAT for word in kept[1:-2])
    score = weight + _WITH_VERB * has_verb + _QUOTED * quoted + opening + end + _LENGTHS[length]
    score -= _POINTING * pointing + _UNSAID * is_incomplete(kept) + _SUBJECTLESS * is_subjectless(kept)
    score -= _NAMING * is_name_only(kept) + _DANGLING * (kept[-1].bare in POINTING_BACK)
    score -= _VERBLESS * (not has_verb and more(clause, count))
    score -= _OBJECTLESS * (count <= object_at([word.plain for word in _piece(clause[named:])]) + named)
    return _Candidate(text, score, frozenset(distinct))


def _piece(clause: Sequence[Word]) -> Sequence[Word]:
    """The clause up to its first mark."""
    marked = (at for at, word in enumerate(clause) if word.ends in ENDS)
    return clause[: next(marked, len(clause)) + 1]


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
