"""The case of a number from the words before it.

A number is what the nearest verb, particle or preposition makes of it. The clause is read backwards: a
preposition or a noun in construct asks for the genitive; إنّ for the accusative; a verb asks who or whom, by
what it takes and by whether its subject was named in between; without a verb a number is a subject or a
predicate, nominative both. Where nothing tells, the answer is None: bare letters rarely show more than
nominative or not, and most numbers of the news are not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from briefing.text import governors, stems
from briefing.text.demands import NOTHING, Thing, case_of_verb, follows_its_object, lacks_subject, verb_before
from briefing.text.nouns import Case
from briefing.text.roles import (
    AMONG,
    FEMININE_OWNED,
    MASDAR,
    MEASURED,
    OWNED,
    PRONOUN_PHRASE,
    Verb,
    awaits,
    has_object,
    is_definite,
    is_measured,
    is_phrase,
    listed,
    may_be_past,
    table_of,
    takes,
    verb_of,
    visible_case,
    without_and,
)
from briefing.text.surroundings import clause, plain


def case_after(text: str, end: int, thing: Thing = NOTHING) -> Case | None:
    """The case the words before a place ask of a number there; None where they do not tell.

    Args:
        text: one line.
        end: where the number, or what is joined to it, begins.
        thing: what it counts.
    """
    words, whole = clause(text, end)
    return case_in(words, thing, whole=whole)


def case_in(words: Sequence[str], thing: Thing = NOTHING, *, whole: bool = True) -> Case | None:
    """The same for folded words of a clause; ``whole`` says that its beginning is among them."""
    if not words:
        return Case.NOMINATIVE if whole else None
    kept = plain(words)
    if not kept:
        return Case.NOMINATIVE if whole else None
    for reader in _READERS:
        case = reader(kept, thing)
        if case is not None:
            return case
    return _nominal(kept, thing, whole=whole)


def _after_one_word(words: Sequence[str], thing: Thing) -> Case | None:
    """Where the last word alone tells: a preposition, a particle, هناك."""
    last = words[-1]
    before = words[-2] if len(words) > 1 else ""
    if last == "الا" and len(words) > 1:
        return case_in(words[:-1], thing)
    if listed(last, governors.PREPOSITIONS):
        return Case.GENITIVE
    if listed(last, governors.PARTICLES):
        return Case.ACCUSATIVE
    if last[0] in "وبل" and awaits(last) and not (last[0] == "و" and last[1:2] not in ("ب", "ل")):
        return Case.GENITIVE
    if listed(last, governors.FRONTED):
        return Case.ACCUSATIVE if listed(before, governors.PARTICLES) else Case.NOMINATIVE
    if listed(before, governors.CRIMES) and listed(last, governors.CONSTRUCTS):
        return Case.GENITIVE
    if (
        listed(before, governors.PREPOSITIONS)
        and PRONOUN_PHRASE.fullmatch(last) is None
        and not is_definite(last)
    ):
        return Case.GENITIVE if listed(last, governors.CONSTRUCTS) or verb_of(last) is not None else None
    return None


def _after_pronoun(words: Sequence[str], thing: Thing) -> Case | None:
    """After «بينهم», «على متنها», «لديه», «منهم»: its subject, unless a verb takes it."""
    if PRONOUN_PHRASE.fullmatch(words[-1]) is None:
        return None
    rest = list(words[:-1])
    conjoined = words[-1][0] in "وف" or (
        bool(rest) and rest[-1][0] == "و" and listed(rest[-1], governors.PREPOSITIONS)
    )
    while rest and listed(rest[-1], governors.PREPOSITIONS):
        rest.pop()
    if not rest or conjoined:
        return Case.NOMINATIVE
    if listed(rest[-1], governors.PARTICLES):
        return Case.ACCUSATIVE
    verb = verb_of(rest[-1])
    if verb is not None and verb is not Verb.IS:
        return case_of_verb(rest[-1], rest[:-1], thing)
    at = verb_before(rest)
    if AMONG.fullmatch(words[-1]) or at is None or any(word[0].isdigit() for word in rest[at:]):
        return Case.NOMINATIVE
    return _after_verb(words, thing)


def _after_object(words: Sequence[str], thing: Thing) -> Case | None:
    """After a verb whose object is a pronoun, the number is its subject: «عارضه 22», «تدعمها 12 دولة»."""
    last = words[-1]
    if not has_object(last) or (len(words) > 1 and listed(words[-2], governors.PREPOSITIONS)):
        return None
    if FEMININE_OWNED.fullmatch(last) and len(words) > 1 and words[-2] not in stems.RELATIVES:
        return None  # مكتبته is a library, not a verb
    return Case.ACCUSATIVE if thing.length or thing.share else Case.NOMINATIVE


def _after_verb(words: Sequence[str], thing: Thing) -> Case | None:
    """What the nearest verb asks for, with what stands between it and the number."""
    at = verb_before(words)
    if at is None:
        return None
    verb, between = verb_of(words[at]), words[at + 1 :]
    last = words[-1]
    if at > 1 and verb is not Verb.AMOUNTS and lacks_subject(words[:at]):
        return (
            Case.NOMINATIVE if is_definite(last) or not listed(last, governors.CONSTRUCTS) else Case.GENITIVE
        )
    if not between:
        return case_of_verb(words[at], words[:at], thing)
    if awaits(last):
        return Case.GENITIVE
    if len(between) > 1 and is_measured(last):
        return Case.ACCUSATIVE if verb is Verb.AMOUNTS and last[0] == "و" else Case.NOMINATIVE
    if verb is Verb.AMOUNTS:
        return Case.ACCUSATIVE
    phrase_first = is_phrase(between[0])
    if verb is Verb.IS:
        return Case.NOMINATIVE if phrase_first else Case.ACCUSATIVE
    passing = takes(words[at], governors.PASSING) and (phrase_first or is_definite(between[0]))
    if thing.length and not passing:
        return Case.ACCUSATIVE
    if phrase_first:
        if thing.share:
            return Case.ACCUSATIVE
        if listed(words[-2], governors.PREPOSITIONS) and _is_masdar(last):
            return Case.GENITIVE
        return case_of_verb(words[at], words[:at], thing)
    if follows_its_object(words[at], between, thing):
        return Case.NOMINATIVE
    if len(between) == 1 and not is_definite(last) and verb is Verb.HAPPENS and visible_case(last) is None:
        return None
    waits = last.endswith("ة") or MASDAR.fullmatch(last) is not None
    if len(between) > 1 and waits and not is_definite(last) and not listed(words[-2], governors.PREPOSITIONS):
        return None if listed(last, governors.DESCRIBING) else Case.GENITIVE
    return Case.ACCUSATIVE


def _is_masdar(word: str) -> bool:
    """Whether the object of a preposition is a verbal noun that waits: «شارك في تصوير 12 فيلما»."""
    return (
        not is_definite(word) and MASDAR.fullmatch(word) is not None and not listed(word, governors.INCIDENTS)
    )


def _after_unknown_verb(words: Sequence[str], thing: Thing) -> Case | None:
    """Where a clause opens with what may be a verb: «وشفي 28 مريضا», «واجتاح الإعصار 28 مدينة»."""
    if not may_be_past(words[0]):
        return None
    if len(words) == 1 or is_phrase(words[1]):
        return Case.ACCUSATIVE if not thing.person or thing.length else Case.NOMINATIVE
    if is_definite(words[1]) and is_definite(words[-1]):
        return Case.ACCUSATIVE
    return None


def _nominal(words: Sequence[str], thing: Thing, *, whole: bool) -> Case | None:
    """Without a verb: a predicate after its subject, a subject after a phrase that was put first."""
    last = words[-1]
    counts = (thing.gender is not None or thing.share) and last != "الساعة"
    particles = [at for at, word in enumerate(words) if listed(word, governors.PARTICLES)]
    if particles:
        words, whole = words[particles[-1] + 1 :], True
        if is_phrase(words[0]):
            return Case.GENITIVE if awaits(last) else Case.ACCUSATIVE
        if is_definite(last) and counts:
            return Case.NOMINATIVE
    if not is_definite(last) and MEASURED.fullmatch(last) is None and listed(last, governors.CONSTRUCTS):
        return Case.GENITIVE
    if is_measured(last) and not (len(words) > 1 and listed(words[-2], governors.PREPOSITIONS)):
        return Case.NOMINATIVE
    if not whole:
        return None
    if (
        counts
        and is_definite(words[0])
        and is_definite(last)
        and len(words) < 5
        and not any(map(is_phrase, words))
    ):
        return Case.NOMINATIVE
    first = without_and(words[0])
    if first in table_of(governors.MEASURES) or is_measured(words[0]):
        return Case.NOMINATIVE
    if counts and not particles and (asked := _after_unknown_verb(words, thing)) is not None:
        return asked
    closed = is_definite(last) or PRONOUN_PHRASE.fullmatch(last) or OWNED.fullmatch(last)
    joined = words[0][0] in "وف" and words[0] not in table_of(governors.PREPOSITIONS) and is_phrase(words[0])
    if closed and joined and (counts or words[1:2] == ["بين"]):
        return Case.NOMINATIVE
    return None


_READERS: Final[tuple[Callable[[Sequence[str], Thing], Case | None], ...]] = (
    _after_one_word,
    _after_pronoun,
    _after_object,
    _after_verb,
)
