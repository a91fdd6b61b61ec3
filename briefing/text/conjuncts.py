"""The case of a number that «و» joins to what stands before it."""

from __future__ import annotations

from briefing.text import governors, stems
from briefing.text.demands import NOTHING, case_of_verb, verb_before
from briefing.text.nouns import Case
from briefing.text.roles import Verb, is_definite, is_phrase, listed, verb_of, visible_case
from briefing.text.surroundings import clause, plain
from briefing.text.syntax import case_in


def case_of_conjunct(text: str, end: int) -> Case | None:
    """The case of a number that «و» joins to the noun before it: the noun's, by its ending or its place."""
    words, whole = clause(text, end)
    words = plain(words)
    if not words:
        return Case.NOMINATIVE if whole else None
    seen = visible_case(words[-1])
    if seen is not None:
        return seen
    start = len(words)
    while (
        start and not listed(words[start - 1], governors.PREPOSITIONS) and verb_of(words[start - 1]) is None
    ):
        start -= 1
        if listed(words[start], governors.PARTICLES) or visible_case(words[start]) is not None:
            break
        if stems.is_number(words[start]):
            number = visible_case(words[start])
            return number or case_in(words[:start], whole=whole)
    if start < len(words) and (seen := visible_case(words[start])) is not None:
        return seen
    if not start:
        if is_phrase(words[0]):
            return Case.GENITIVE
        return Case.NOMINATIVE if whole and not listed(words[0], governors.CONSTRUCTS) else None
    governor = words[start - 1]
    if start == len(words):
        return Case.GENITIVE if listed(governor, governors.PREPOSITIONS) else None
    if listed(governor, governors.PREPOSITIONS):
        verb = verb_before(words[: start - 1])
        known = [is_definite(word) for word in words[start:]]
        if verb is not None and True in known and False in known[known.index(True) :]:
            between = words[verb + 1 : start]
            if between and is_phrase(between[0]) and verb_of(words[verb]) is Verb.HAPPENS:
                return Case.NOMINATIVE
        return Case.GENITIVE
    described = words[start:]
    if any(listed(word, governors.CONSTRUCTS) for word in described[:-1]):
        return Case.GENITIVE
    if is_definite(described[0]) and not is_definite(described[-1]):
        return Case.ACCUSATIVE
    if is_definite(described[0]):
        return Case.NOMINATIVE
    return case_of_verb(governor, words[: start - 1], NOTHING)
