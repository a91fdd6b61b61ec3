"""The words of a text as a diacritizer sees them: what was written, what may be added, what is between."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import Final

from briefing.records import dataclass
from briefing.text.marks import (
    DAMMA,
    FATHATAN,
    KASRA,
    MARKS,
    SHADDA,
    SHORT,
    Letters,
    is_marked,
    is_sign,
    lettered,
    spelling,
)
from briefing.text.names import named
from briefing.text.readings import CLASSES, canonical, likeliest, ranked
from briefing.text.verbs import passive

_TRIED: Final = 3
"""How many readings in the active are tried for a passive with the written marks."""
_LEFT: Final = 1e-4
"""The share that a mark keeps where the reading it belongs to is ruled out."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word in its reading."""

    start: int
    end: int
    """Where it stands in its piece of text."""
    letters: Letters
    """In the reading chosen so far."""
    heard: Letters
    """In the reading that the models alone give."""
    rows: tuple[Sequence[float], ...] = ()
    """For each letter the logarithms of what the models think; empty for a sign that is no letter."""
    given: tuple[str, ...] = ()
    """For each letter the marks that were written."""
    is_given: bool = False
    """Whether it was written with its marks: then it stays as it is."""
    is_named: bool = False
    """Whether the lexicon knows it."""
    keeps_ending: bool = False
    """Whether its ending was written: then it is said, pause or not."""
    gap: str = ""
    """What stands between it and the word before."""

    @property
    def text(self) -> str:
        """The letters alone."""
        return spelling(self.letters)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of each letter."""
        return tuple([own for _, own in self.letters])

    @property
    def ending(self) -> str:
        """The vowel or the tanween on the last letter."""
        return self.letters[-1][1].replace(SHADDA, "")

    def accepts(self, letters: Letters) -> bool:
        """Whether a reading keeps the marks that were written."""
        return all(
            not given or marks == own or (bool(canonical(given)) and _stays_in(given, marks))
            for given, (_, own), (_, marks) in zip(self.given, self.letters, letters, strict=True)
        )

    @property
    def follows(self) -> bool:
        """Whether only a blank parts it from the word before."""
        return self.gap == " "


def word(
    written: str, start: int, *, rows: Sequence[Sequence[float]], seen: Sequence[bool], gap: str
) -> Word:
    """A word in the likeliest reading that keeps the marks it was written with.

    Args:
        written: the word as it stands in the text.
        start: where.
        rows: the logarithms of the models' probabilities for each of its characters.
        seen: which of them the models were shown.
        gap: what stands before it.
    """
    own = lettered(written)
    places = [place for place, char in enumerate(written) if char not in MARKS]
    heard = tuple(
        rows[place] if seen[place] and not is_sign(letter) else ()
        for place, (letter, _) in zip(places, own, strict=True)
    )
    given = tuple(marks for _, marks in own)
    end = start + len(written)
    name = named(written, heard) if not any(given) else None
    if name is not None:
        return Word(start, end, name, name, heard, given, is_named=True, gap=gap)
    guesses = read_letters(own, heard, given)
    if is_marked(written) and not _has_gap(own, guesses):
        return Word(start, end, own, own, heard, given, is_given=True, keeps_ending=True, gap=gap)
    letters = [(letter, joined(marks, guess)) for (letter, marks), guess in zip(own, guesses, strict=True)]
    keeps = is_marked(written) or FATHATAN in written
    return Word(start, end, letters, letters, heard, given, keeps_ending=keeps, gap=gap)


def read_letters(
    own: Sequence[tuple[str, str]], heard: Sequence[Sequence[float]], given: Sequence[str]
) -> list[str]:
    """The likeliest marks for the letters of a word; empty for signs among them."""
    guesses = [""] * len(own)
    places = [place for place, row in enumerate(heard) if row]
    if not places:
        return guesses
    letters = "".join(own[place][0] for place in places)
    wanted = [given[place] for place in places]
    if letters[-1] == "ا" and wanted[-1] == FATHATAN and len(places) > 1:
        wanted[-2:] = [wanted[-2] or FATHATAN, ""]  # «جداً»: the tanween stands on the alef
    found = _agreed(letters, [heard[place] for place in places], wanted)
    for place, marks in zip(places, found, strict=True):
        guesses[place] = marks
    last = places[-1]
    if given[last] == FATHATAN and own[last][0] == "ا" and len(places) > 1:
        before = places[-2]
        guesses[last], guesses[before] = "", SHADDA if SHADDA in guesses[before] else ""
    return guesses


def _agreed(letters: str, scores: Sequence[Sequence[float]], given: Sequence[str]) -> tuple[str, ...]:
    """The likeliest marks of a word that keep the written ones.

    The letters of a word are not heard apart: whoever hears «نَشَرَ» gives all three fathas, and a written
    damma on the first letter, «نُشر», speaks against all of them. Where its passive has that damma it is
    meant; else what the ruled-out reading had of each letter is taken from it, but for the case ending,
    which stands for itself.
    """
    usual = likeliest(letters, scores) if any(given) else None
    if usual is not None:
        against = [
            place
            for place, marks in enumerate(given[:-1])
            if SHORT & set(marks) | {SHADDA} & set(marks) and not _stands_with(marks, usual[place])
        ]
        for active, _ in ranked(letters, scores, most=_TRIED) if against else ():
            other = passive(letters, active)
            if other and all(_stands_with(marks, own) for marks, own in zip(given, other, strict=True)):
                return other
        if against:
            scores = _without(usual, scores, against)
    found = likeliest(letters, scores, given)
    if found is None:
        return tuple(CLASSES[max(range(len(CLASSES)), key=row.__getitem__)] for row in scores)
    return found


def _without(
    reading: Sequence[str], scores: Sequence[Sequence[float]], against: Sequence[int]
) -> list[list[float]]:
    """The scores of a word without what a reading has of them; its last letter's stay."""
    shares = [[exp(value) for value in row] for row in scores]
    shares = [[value / sum(row) for value in row] for row in shares]
    ruled_out = min(shares[place][CLASSES.index(reading[place])] for place in against)
    for row, marks in list(zip(shares, reading, strict=True))[:-1]:
        column = CLASSES.index(marks)
        row[column] = max(row[column] - ruled_out, _LEFT)
    return [*([log(value + _LEFT) for value in row] for row in shares[:-1]), list(scores[-1])]


def _stands_with(given: str, marks: str) -> bool:
    """Whether a letter's written marks are all among these."""
    return set(canonical(given)) <= set(marks)


def _has_gap(own: Letters, guesses: Sequence[str]) -> bool:
    """Whether a letter before the last lacks the vowel the models hear there."""
    return any(
        not marks and bool(SHORT & set(guesses[place])) and not _may_be_long(own, place)
        for place, (_, marks) in enumerate(own[:-1])
    )


def _may_be_long(own: Letters, place: int) -> bool:
    """Whether a letter without a mark could be the long vowel that the written mark before it begins."""
    letter = own[place][0]
    if letter in "اى" or (letter in "وي" and not place):
        return True
    return letter in "وي" and (
        not own[place - 1][1] or (DAMMA if letter == "و" else KASRA) in own[place - 1][1]
    )


def joined(given: str, guess: str) -> str:
    """A letter's marks: all the written ones, and of the guess those that can stand with them."""
    if not given:
        return guess
    return guess if canonical(given) and _stays_in(given, guess) else given


def _stays_in(given: str, marks: str) -> bool:
    """Whether the written marks are all there, in the order they were written."""
    rest = iter(marks)
    return all(mark in rest for mark in given)


def word_before(words: Sequence[Word], at: int) -> Word | None:
    """The word before, where only a blank lies between."""
    return words[at - 1] if at and words[at].follows else None


def word_after(words: Sequence[Word], at: int) -> Word | None:
    """The word after, where only a blank lies between."""
    return words[at + 1] if at + 1 < len(words) and words[at + 1].follows else None
