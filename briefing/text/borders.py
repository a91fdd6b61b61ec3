"""How well a title begins and ends: what its first word leans on, what its last word still waits for."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing.text import stems, symbols
from briefing.text.evidence import RANKS
from briefing.text.expressions import expression
from briefing.text.valency import REASONS, is_accusative, is_joined, is_phrase, opens, waits
from briefing.text.wording import ENDS, SUBORDINATE, THAT, Word, begins_with_and, nominative

NEVER: Final = -math.inf
"""The score of what cannot be a title."""
PARTICLES: Final = stems.folded("قد لقد وقد فقد ولقد")
_COMPARING: Final = stems.folded("أكثر أقل أكبر أفضل أعلى أدنى")
_NEEDS_TWO: Final = stems.folded("بين كلا كل")
POSSESSIVE: Final = expression(r"[^\W\d_]{2,}(?:ها|هم|هما|هن|ه)$")
_ENGLISH: Final = stems.folded(symbols.ENGLISH_FUNCTION_WORDS) - {"a", "an", "the"}
_COUNTED: Final = stems.folded(symbols.COUNTED_BEFORE)
_BROKEN_PLURAL: Final = expression(r"(?:ال)?..ا.ين")
CONDITIONAL: Final = stems.folded("إذا لو حين عندما بعدما حينما لئن")
_OF_WHICH: Final = stems.folded(
    "عمرها عمره طولها طوله قدرها قدره عددها عدده مساحتها مساحته قيمتها قيمته وزنها وزنه اسمها اسمه فيها فيه "
    "بينها بينهم منها منهم هدفها هدفه"
)
"""Said of the noun before, and may be left out."""
_WITH_PRONOUN: Final = stems.folded("به بها بهم بهما له لها لهم عليه عليها عليهم إليه إليها عنه عنها")
"""These belong to the word before: «المشتبه به»."""
_AS_SAID: Final = stems.folded("حسبما وفقما مثلما كما بحسب وفق وفقا حسب نقلا فيما بحيث")
_CIRCUMSTANCES: Final = stems.folded(
    "رغم برغم بعد منذ قبل خلال مع بسبب نتيجة وفق وفقا بحسب حسب عقب إثر وسط طوال"
)
_JUST_OPENED: Final = expression(r"[وفبل]?(?:ان|لان|لكن)(?:ه|ها|هم|هما|نا|ني)?")


def opening_cost(clause: list[Word]) -> float:
    """How well the clause begins, at most 0."""
    if len(clause) < 2 or not clause[0].bare:
        return NEVER
    first, second = clause[0].bare, clause[1].bare
    core = first[1:] if first[0] in "وف" and len(first) > 2 and begins_with_and(clause[0]) else first
    if first in stems.PRONOUNS or {first, core} & (SUBORDINATE | _AS_SAID) or first in stems.RELATIVES:
        return NEVER
    if core in CONDITIONAL or (core in stems.PREPOSITIONS and second in THAT):
        return NEVER
    if re.fullmatch(r"(?:و|ف|ل|ب|ك)?(?:ان|لكن|لان|كان)(?:ه|ها|هم|هما|ني|نا)?", first):
        return NEVER
    cost = -2.0 * (first in PARTICLES and not (first.endswith("قد") and second[:1] in ("ي", "ت")))
    if core != first or (first[0] == "و" and is_joined(first)):
        cost -= 0.6 if core != first else 1.0
    if first[0] in symbols.DIGITS:
        cost -= 0.4
    if any(word.bare[:1] == "ف" and stems.is_known_verb(word.bare[1:]) for word in clause[1:6]):
        cost -= 1.0  # «أما» stood before
    if core in stems.PREPOSITIONS or (first.isascii() and first in _ENGLISH):
        cost -= 2.0
    elif is_phrase(core) and not stems.is_verb(core):
        cost -= 1.2
    elif core in stems.CONJUNCTIONS or core in stems.DEMONSTRATIVES or core in stems.AUXILIARIES:
        cost -= 0.9
    elif core in stems.SAYING:
        cost -= 0.6
    elif stems.is_verb(core) and second in stems.CONJUNCTIONS:
        cost -= 1.6  # its subject was named before
    if POSSESSIVE.fullmatch(first) and not stems.is_definite(first) and clause[0].text[-1] != ":":
        cost -= 2.0
    if opens(core, second) and POSSESSIVE.fullmatch(second) and not stems.is_definite(second):
        cost -= 0.5
    oblique = first.endswith("ين") and stems.is_definite(first) and not _BROKEN_PLURAL.fullmatch(first)
    if oblique and not nominative(clause):
        cost -= 0.7
    return cost


def ending_cost(kept: list[Word], after: Word | None) -> float:
    """How well the words end before ``after`` (none: where the clause ends), at most 0."""
    last = kept[-1]
    closed = after is None or last.ends in ENDS
    if (
        not last.bare
        or (stems.hangs(last.bare) and not (closed and last.bare in _COMPARING))  # «مستقبل أفضل»
        or (stems.is_number(last.bare) and after is not None and kept[-2].bare not in _COUNTED)
    ):
        return NEVER
    if after is not None and is_joined(after.bare) and any(word.bare in _NEEDS_TWO for word in kept[-2:]):
        return NEVER
    if _JUST_OPENED.fullmatch(kept[-2].bare) and after is not None and last.ends not in ENDS:
        return NEVER
    if after is not None and any(word.bare in _COMPARING for word in kept[-2:]):
        return NEVER
    verb = stems.is_verb(last.bare)
    if after is not None and last.ends == ":":
        return NEVER
    if after is None or last.ends in ENDS:
        return -1.2 if verb else 0.0
    if verb:
        return -0.6 if after.bare in _CIRCUMSTANCES and len(kept) > 3 and kept[0] is not last else NEVER
    if after.bare in _WITH_PRONOUN:
        return NEVER
    if waits([word.bare for word in kept], after.bare):
        return NEVER
    if (
        is_phrase(last.bare, fewest=4)
        and not stems.is_definite(last.bare)
        and after.bare in stems.PREPOSITIONS
    ):
        return NEVER  # «بدعم من»
    if last.bare in RANKS and after.bare in stems.RELATIVES and len(after.bare) > 3:
        return -1.0
    if after.bare in SUBORDINATE:
        return -0.05 if after.bare not in THAT else NEVER
    if last.bare in REASONS and kept[-2].bare not in stems.PREPOSITIONS:
        return NEVER
    adverb = after.bare in stems.ADVERBS or after.bare in REASONS
    if "\u064b" in after.text and not adverb and not any("\u064b" in word.text for word in kept):
        return NEVER  # what the verb does something to, or how
    if _tells_nothing_yet(kept):
        return NEVER
    if after.bare in _OF_WHICH and not stems.is_definite(last.bare):
        return -0.2
    if adverb:
        return -0.1
    if after.bare in _ENGLISH and last.bare.isascii():
        return -0.4
    pair = any(word.bare == "بين" for word in kept[-4:])
    if is_joined(after.bare):
        if pair:
            return NEVER
        return -0.1 if stems.is_verb(after.bare[1:]) and len(kept) > 3 else -0.5
    since = _words_since_verb(kept)
    if since is None and opens(kept[0].bare, kept[1].bare):
        since = len(kept) - 1
    if is_phrase(after.bare, fewest=4):
        loose = kept[-2].bare in stems.PREPOSITIONS and not stems.is_definite(last.bare)
        return -0.35 - 1.5 * (since is not None and since <= 1) - 0.4 * (since == 2) - 0.3 * loose
    if after.bare in PARTICLES or stems.is_verb(after.bare):
        if since is None:
            return -2.0  # the verb of the noun that the clause begins with
        verbal = stems.is_verb(kept[0].bare) and since > 2
        return -0.5 if verbal else -1.2 if stems.is_definite(last.bare) else -0.8
    if _is_further_adjective(kept, after):
        return -0.6
    if stems.is_definite(after.bare) or not stems.is_definite(last.bare):
        return NEVER
    return NEVER if _lacks_object(kept, since) else -1.2


def _is_further_adjective(kept: Sequence[Word], after: Word) -> bool:
    """Whether ``after`` is but one more adjective: «هاتفها الجديد | المزود», «كوكبا جديدا | شبيها»."""
    before, last = kept[-2], kept[-1]
    if stems.is_definite(last.bare) and stems.is_definite(after.bare):
        if is_phrase(last.bare) or stems.is_number(last.bare) or after.bare in stems.TIME_WORDS:
            return False
        return stems.is_definite(before.bare) or bool(POSSESSIVE.fullmatch(before.bare))
    return all(is_accusative(word.plain) for word in (before, last, after))


def _tells_nothing_yet(kept: list[Word]) -> bool:
    """Whether «أن» has its noun but no verb yet: «لاحظت المعلمة أن حرارة الصفوف»."""
    said = next((at for at in range(len(kept) - 1, 0, -1) if kept[at].bare in THAT), 0)
    return said > 0 and not any(stems.is_verb(word.bare) for word in kept[said + 1 :])


def _lacks_object(kept: list[Word], since: int | None) -> bool:
    """Whether an indefinite noun after these words is what their verb does something to."""
    if since is None:
        return False
    told = [word.bare for word in kept[len(kept) - since :]]
    if told and told[0] in stems.PREPOSITIONS:
        told = told[2:]
    if any(bare in stems.PREPOSITIONS for bare in told):
        return False
    return not any(
        stems.is_definite(before) and not stems.is_definite(bare) for before, bare in pairwise(told)
    )


def is_subjectless(kept: Sequence[Word]) -> bool:
    """Whether a clause of a verb and its phrases leaves unsaid who does it: «رست في الميناء القديم»."""
    first = kept[0].bare
    if len(kept) < 2 or not stems.is_verb(first):
        return False
    if first.endswith(("ون", "وا")):
        return True
    if not is_phrase(kept[1].bare):
        return False
    told = [word.bare for word in kept[2 if kept[1].bare in stems.PREPOSITIONS else 1 :]]
    if told and stems.is_number(told[0]):
        told = told[2:]
    return not any(
        not stems.is_definite(bare) and not is_phrase(bare) and not is_joined(bare) and not is_phrase(before)
        for before, bare in pairwise(told)
    )


def is_name_only(kept: Sequence[Word]) -> bool:
    """Whether it is a noun with what is told of it by «الذي», without a verb of its own."""
    at = relative(kept)
    return at > 0 and not any(stems.is_verb(word.bare) for word in kept[:at])


def relative(kept: Sequence[Word]) -> int:
    """Where «الذي» or its like stands; 0 where it does not, or at the head."""
    found = (at for at, word in enumerate(kept) if word.bare in stems.RELATIVES and len(word.bare) > 3)
    return next(found, 0)


def _words_since_verb(kept: list[Word]) -> int | None:
    """How many words follow the last verb: after one, its object is still to come."""
    for back, word in enumerate(reversed(kept)):
        if stems.is_verb(word.bare):
            return back
    return None
