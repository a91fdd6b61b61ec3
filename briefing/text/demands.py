"""What a verb asks of the number after it: its subject, its object, or a measure.

The same letters are often active and passive («قتل 20»); what is counted, the form of the verb and the words
before it decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.records import dataclass
from briefing.text import governors, stems
from briefing.text.nouns import Case, Gender
from briefing.text.roles import (
    MEASURED,
    Verb,
    is_definite,
    is_feminine_form,
    is_phrase,
    listed,
    table_of,
    takes,
    verb_of,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What a number counts, as far as a verb cares."""

    gender: Gender | None = None
    """None where no noun follows."""
    person: bool = False
    length: bool = False
    """A length of time, or a number of times."""
    killer: bool = False
    """An active verb goes on («… وأصاب 20»), so that the one before is active too."""
    share: bool = False
    """A per cent sign or «في المئة» follows: then a verb of change takes it as its measure."""


NOTHING: Final = Thing()


def verb_before(words: Sequence[str]) -> int | None:
    for at in range(len(words) - 1, -1, -1):
        if at and listed(words[at - 1], governors.PREPOSITIONS):
            continue
        if verb_of(words[at]) is not None:
            return at
        if listed(words[at], governors.PARTICLES) and at < len(words) - 1:
            return None
    return None


def case_of_verb(word: str, ahead: Sequence[str], thing: Thing) -> Case | None:
    """The case right after a verb that has no subject of its own in between."""
    verb = verb_of(word)
    before = ahead[-1] if ahead else ""
    if before and listed(word, governors.CONSTRUCTS) and listed(before, governors.CARRYING_OUT):
        return Case.GENITIVE
    if verb is Verb.AMOUNTS or word.endswith("وا"):
        return Case.ACCUSATIVE
    if verb is Verb.IS:
        named = bool(ahead) and (is_definite(before) or MEASURED.fullmatch(before) is not None)
        return Case.ACCUSATIVE if named and not listed(before, governors.PREPOSITIONS) else Case.NOMINATIVE
    if thing.share and not thing.person:
        return Case.ACCUSATIVE
    if thing.length and not takes(word, governors.PASSING):
        return Case.ACCUSATIVE
    feminine = is_feminine_form(word)
    if feminine and before in table_of("التي أنها إنها والتي بأنها لأنها أنهما"):
        return Case.ACCUSATIVE
    if feminine and thing.gender is Gender.MASCULINE:
        return Case.ACCUSATIVE
    if before in table_of("الذي أنه إنه والذي بأنه لأنه") and not feminine and takes(word, governors.DOING):
        return Case.ACCUSATIVE
    if takes(word, governors.KILLING) and _has_doer(ahead):
        return Case.ACCUSATIVE
    if thing.killer and not feminine and takes(word, governors.KILLING):
        return Case.ACCUSATIVE
    if verb is Verb.HAPPENS:
        return Case.NOMINATIVE
    if thing.person and not takes(word, governors.CONTAINING):
        return Case.NOMINATIVE
    return Case.ACCUSATIVE


def _has_doer(ahead: Sequence[str]) -> bool:
    """Whether a noun before a verb is its subject: «قال إن مسلحا قتل 12», «انتحاري قتل 12»."""
    start = max((at + 1 for at, word in enumerate(ahead) if listed(word, governors.PARTICLES)), default=0)
    doer = ahead[start:]
    if not start and doer and doer[0].endswith("ا"):
        return False  # an adverb: only after إنّ does a subject show the accusative
    if not doer or is_phrase(doer[0]) or listed(doer[0], governors.SETTING) or verb_before(doer) is not None:
        return False
    return not listed(doer[-1], governors.SETTING)


def follows_its_object(verb: str, between: Sequence[str], thing: Thing) -> bool:
    """Whether definite words after a verb are its object and the number its subject: «حضر الحفل 200 مدعو»."""
    if thing.person and takes(verb, governors.VISITING) and len(between) <= 4:
        return True
    if len(between) > 3 or not all(is_definite(word) or word in stems.DEMONSTRATIVES for word in between):
        return False
    doer = between[0].removeprefix("ال")
    if thing.person and takes(verb, governors.APPROVING) and not _is_doer(doer):
        return True
    agrees = is_feminine_form(verb) is (thing.gender is Gender.FEMININE)
    return agrees and takes(verb, governors.VISITING)


def _is_doer(noun: str) -> bool:
    """Whether a folded noun without ال is one of persons or bodies, which do things themselves."""
    return noun in table_of(governors.PERSONS) or noun in table_of(governors.BODIES)


def lacks_subject(words: Sequence[str]) -> bool:
    """Whether words before a relative clause hold a verb of happening still without its subject."""
    at = verb_before(words)
    if at is None or at == len(words) - 1 or verb_of(words[at]) is not Verb.HAPPENS:
        return False
    return is_phrase(words[at + 1]) and (words[-1] in stems.RELATIVES or not is_phrase(words[-1]))
