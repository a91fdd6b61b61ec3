"""What grammar says for certain about words that a model reads one by one.

Each rule looks at a word in its reading and at its neighbours, and changes marks only. A rule stays here
while it puts right more than it spoils on the gold texts of the benchmarks. Rules for the case after
prepositions, «إنّ», «لم» and «أن» were tried: the models never err there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from briefing.text.cases import agreeing, denied, doubled
from briefing.text.marks import (
    DAMMA,
    DAMMATAN,
    FATHA,
    FATHATAN,
    KASRA,
    KASRATAN,
    SHADDA,
    SUKUN,
    Letters,
    listed,
)
from briefing.text.passives import completed, objectless
from briefing.text.words import Word, word_after, word_before

Rule = Callable[[Sequence[Word], int], Mapping[int, Letters]]
"""What a rule changes when it looks at a word: the place of a word, and its letters anew."""

_REGARDING: Final = listed("تعتبر يعتبر نعتبر")
"""With «أن» after them they are active: «تَعْتَبِرُ أَنَّ»."""
_PREPOSITIONS: Final = listed("في من إلى على عن مع دون بدون ضد قبل بعد")
_WITHOUT_TANWEEN: Final = str.maketrans({FATHATAN: FATHA, DAMMATAN: DAMMA, KASRATAN: KASRA})
_FROM: Final = listed("من ومن فمن")
_THEY: Final = listed("هم وهم فهم")
_PLURAL_PRONOUNS: Final = ("هم", "كم", "تم")
_OR: Final = listed("أو لو ولو فلو")


def settled(words: Sequence[Word], rules: Sequence[Rule] | None = None) -> list[Word]:
    """The words of a piece of text with what grammar puts right.

    Args:
        words: in their order, each in the likeliest reading.
        rules: what to apply, one after another to all words; all of them where it is None.
    """
    found = list(words)
    for rule in RULES if rules is None else rules:
        for at, word in enumerate(found):
            if not word.is_given:
                for place, letters in rule(found, at).items():
                    if found[place].accepts(letters):
                        found[place] = replace(found[place], letters=letters)
    return found


def _decided(words: Sequence[Word], at: int) -> dict[int, Letters]:
    """A word read alone that the next word decides: «تعتبر أن», «شبه يومي», «أي أهمية»."""
    before, word, after = word_before(words, at), words[at], word_after(words, at)
    letters, text = word.letters, word.text
    core = text[1:] if text[:1] in ("و", "ف") else text
    clitic = letters[: len(text) - len(core)]
    if after and core in _REGARDING and after.text.startswith(("أن", "بأن")):
        return {at: [*clitic, *zip(core, (FATHA, SUKUN, FATHA, KASRA, DAMMA), strict=True)]}
    if after and core == "شبه":
        return {at: [*letters[:-1], (letters[-1][0], letters[-1][1].translate(_WITHOUT_TANWEEN))]}
    if core == "أي" and after and letters[-1][1] == SUKUN and {KASRATAN, FATHATAN} & set(after.marks[-1]):
        governed = before is not None and before.text in _PREPOSITIONS
        return {at: [*clitic, ("أ", FATHA), ("ي", (KASRA if governed else FATHA) + SHADDA)]}
    if (
        before
        and before.text.endswith("أي")
        and SHADDA in before.marks[-1]
        and letters[-1] == ("ة", FATHATAN)
    ):
        return {at: [*letters[:-1], ("ة", KASRATAN)]}  # «أيّ» governs it
    return {}


def _linked(words: Sequence[Word], at: int) -> dict[int, Letters]:
    """Before a silent alef no word ends in a sukun: «مِنَ الْ», «أَوِ الْ», «هُمُ الْ», «كَانَتِ الْ»."""
    word, after = words[at], word_after(words, at)
    if after is None or word.marks[-1] != SUKUN or len(word.letters) < 2 or not _opens_silently(after):
        return {}
    text, (last, _), (inner, vowel) = word.text, word.letters[-1], word.letters[-2]
    link = KASRA
    if text in _FROM and after.text.startswith("ال") and vowel == KASRA:
        link = FATHA
    elif last == "و" and vowel == FATHA and text not in _OR:
        link = DAMMA
    elif text in _THEY:
        link = DAMMA if vowel == DAMMA else KASRA
    elif last == "م" and len(text) > 2 and inner in "هكت" and text.endswith(_PLURAL_PRONOUNS):
        link = DAMMA
    return {at: [*word.letters[:-1], (last, link)]}


def _opens_silently(word: Word) -> bool:
    """Whether it begins with an alef that is not said after another word."""
    letter, marks = word.letters[0]
    return letter == "ٱ" or (letter == "ا" and not marks)


RULES: Final = (_decided, completed, objectless, denied, doubled, agreeing, _linked)
