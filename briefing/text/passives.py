"""Passives that a model takes for actives: a verb that needs an object and has none.

«نشرت في» can only be «نُشِرَتْ فِي», «لم يحدد.» only «لَمْ يُحَدَّدْ»; «عثر على» at the head of a clause has no
subject. Verbs that may do without an object are left as they were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from briefing.text.marks import DAMMA, FATHA, KASRA, KASRATAN, SHADDA, SUKUN, Letters, listed
from briefing.text.readings import CLASSES
from briefing.text.verbs import IMPERSONAL, TRANSITIVE, is_one_of, passive
from briefing.text.words import Word, word_after, word_before

_PARTICLES: Final = listed("""
    في من إلى على عن مع منذ خلال بعد قبل تحت فوق أمام عند لدى أثناء حين عقب إثر وسط قرب ضد ضمن حيث حتى عبر دون
    بدون بين حول لأن كي إذ إلا
""")
_NO_OBJECTS: Final = _PARTICLES | listed("""
    أمس اليوم مرتين مرة ليلا صباحا مساء فجأة فقط أيضا معا جوا برا بحرا قسرا وفق بسبب رغم
""")
"""Words that are no object where they stand right after a verb."""
_PRONOUNS: Final = listed("ه ها هم هما هن ك كم نا")
_BEFORE_SUBJUNCTIVES: Final = listed("أن لن كي لكي حتى بأن لأن ألا لئلا أو وأن ولن")
_PREFIXES: Final = "يتن"
_OBJECTLESS: Final = -3.5
"""How much less likely than the active a passive may be (logarithm, a letter) where no object follows."""
_WITH_SUBJECT: Final = -1.3
"""The same where a noun follows."""


def objectless(words: Sequence[Word], at: int) -> dict[int, Letters]:
    """A verb that needs an object and has none is passive: «نُشِرَتْ فِي», «لَمْ يُحَدَّدْ.», «عُثِرَ عَلَى»."""
    word = words[at]
    text, marks = word.text, word.marks
    other = passive(text, marks) if all(word.rows) and not word.is_named else None
    if other is None:
        return {}
    ahead, follows = word_before(words, at), word_after(words, at)
    if text[0] in _PREFIXES and marks[-1] == FATHA and ahead and ahead.text not in _BEFORE_SUBJUNCTIVES:
        return {}  # no verb but a name: «عَلَى مَشَارِفِ تَدْمُرَ»
    gain = fmean(
        row[CLASSES.index(new)] - row[CLASSES.index(old)]
        for row, new, old in zip(word.rows, other, marks, strict=True)
        if new != old
    )
    alone = follows is None or _is_no_object(follows)
    if is_one_of(TRANSITIVE, text):
        is_past = text[0] not in _PREFIXES
        sure = gain > _OBJECTLESS if alone else is_past and gain > _WITH_SUBJECT
    else:
        sure = is_one_of(IMPERSONAL, text) and alone and ahead is None and gain > _OBJECTLESS
    return {at: list(zip(text, other, strict=True))} if sure else {}


def _is_no_object(word: Word) -> bool:
    """Whether a word right after a verb cannot be what it is done to."""
    if word.text in _NO_OBJECTS:
        return True
    letter, vowel = word.letters[0]
    if letter not in "بل" or vowel != KASRA:
        return False
    return word.text[1:] in _PRONOUNS or bool({KASRA, KASRATAN} & set(word.marks[-1]))


def completed(words: Sequence[Word], at: int) -> dict[int, Letters]:
    """A past that is neither active nor passive: «نُقَشَتْ» becomes «نُقِشَتْ» or «نَقَشَتْ»."""
    word = words[at]
    text, marks = word.text, word.marks
    start = 1 if len(text) > 3 and text[0] in "وف" and marks[0] == FATHA else 0
    middle, last = start + 1, start + 2
    if not all(word.rows) or word.is_named or len(text) - start not in (3, 4):
        return {}
    if marks[start] != DAMMA or marks[middle].replace(SHADDA, "") != FATHA or marks[last] != FATHA:
        return {}
    follows = word_after(words, at)
    feminine = text[last + 1 :] == "ت" and marks[-1] in (SUKUN, KASRA)
    before_particle = last == len(text) - 1 and follows is not None and follows.text in _PARTICLES
    if not (feminine or before_particle):
        return {}
    doubling = SHADDA if SHADDA in marks[middle] else ""
    as_passive = (*marks[:middle], KASRA + doubling, *marks[last:])
    as_active = (*marks[:start], FATHA, *marks[middle:])
    likelier = max((as_passive, as_active), key=lambda own: _likelihood(word, own))
    return {at: list(zip(text, likelier, strict=True))}


def _likelihood(word: Word, marks: Sequence[str]) -> float:
    return sum(row[CLASSES.index(mark)] for row, mark in zip(word.rows, marks, strict=True))
