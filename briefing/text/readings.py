"""Readings of a word: of all ways to mark its letters, the likeliest that Arabic spelling allows.

A model answers letter by letter and now and then puts marks side by side that no word has: a consonant
without any, «ا» after a kasra, two sukuns in a row, a sun letter without its shadda. Here the answers are
searched for the likeliest one that keeps the rules of vowelled spelling and the marks that were given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from briefing.text.expressions import expression
from briefing.text.marks import (
    DAGGER_ALEF,
    DAMMA,
    DAMMATAN,
    FATHA,
    FATHATAN,
    KASRA,
    KASRATAN,
    SHADDA,
    SUKUN,
    SUN,
)

_VOWELS: Final = (FATHA, DAMMA, KASRA)
_TANWEEN: Final = (FATHATAN, DAMMATAN, KASRATAN)
_DOUBLED: Final = tuple(vowel + SHADDA for vowel in (*_VOWELS, *_TANWEEN))
CLASSES: Final = ("", *_VOWELS, SUKUN, *_TANWEEN, SHADDA, *_DOUBLED)
"""What a letter can carry, in Unicode's canonical order: the vowel before the shadda."""
MARKLESS: Final = 0

_COLUMN: Final = {marks: column for column, marks in enumerate(CLASSES)}
_ALL: Final = frozenset(range(len(CLASSES)))
_F, _D, _K = (frozenset((_COLUMN[vowel], _COLUMN[vowel + SHADDA])) for vowel in _VOWELS)
_FN: Final = frozenset((_COLUMN[FATHATAN], _COLUMN[FATHATAN + SHADDA]))
_NUNATED: Final = frozenset(_COLUMN[mark] for mark in (*_TANWEEN, *(mark + SHADDA for mark in _TANWEEN)))
_DOUBLES: Final = frozenset(_COLUMN[marks] for marks in (SHADDA, *_DOUBLED))
_SUKUN: Final = _COLUMN[SUKUN]
_SHADDA: Final = _COLUMN[SHADDA]
_PLAIN: Final = frozenset((_COLUMN[FATHA], _COLUMN[DAMMA], _COLUMN[KASRA]))

_ARTICLE: Final = expression("(?:أ?[وف]?[بك]?ا|[وف]?ل)ل")
_BEFORE_SILENT: Final = expression("(?:أ?[وف]?[بكلسأ]?|[وف]?[بك]?ال|[وف]?لل)$")
_WIDTH: Final = 5
"""How many answers a letter are tried, the likeliest first."""
_LONGEST: Final = 24
"""The rules for longer words are not remembered: no word is longer, but garbage is."""

Scores = Sequence[Sequence[float]]
"""For each letter the logarithms of the classes' probabilities."""


def canonical(marks: str) -> str:
    """The class of a letter's marks: a dagger alef alone is a fatha, a sukun on a shadda is nothing."""
    vowels = [mark for mark in marks if mark in (*_VOWELS, *_TANWEEN, SUKUN)]
    vowel = vowels[-1] if vowels else FATHA if DAGGER_ALEF in marks else ""
    if SHADDA not in marks:
        return vowel
    return ("" if vowel == SUKUN else vowel) + SHADDA


_ANY: Final = "ب"
"""Stands for all letters of which :func:`_pairs` says nothing."""


def likeliest(letters: str, scores: Scores, given: Sequence[str] = ()) -> tuple[str, ...] | None:
    """The likeliest marks of a word that the rules and the given marks allow.

    Args:
        letters: Arabic letters, nothing else.
        scores: a row for each letter.
        given: for each letter the marks that were written; they stay, alone or with a vowel or a shadda
            that can stand with them.

    Returns:
        Marks for each letter; None where no reading is allowed.
    """
    wanted = tuple(given) if any(given) else ()
    allowed = _rows(letters, wanted)
    best = [max(columns, key=row.__getitem__) for columns, row in zip(allowed, scores, strict=True)]
    if _fit_together(letters, best):
        return tuple(CLASSES[column] for column in best)
    found = ranked(letters, scores, given, most=1)
    return found[0][0] if found else None


def ranked(
    letters: str, scores: Scores, given: Sequence[str] = (), *, most: int = 2
) -> list[tuple[tuple[str, ...], float]]:
    """The likeliest readings of a word with the logarithm of their probabilities, best first."""
    wanted = tuple(given) if any(given) else ()
    allowed = _rows(letters, wanted)
    joints = _joints(letters)
    beams: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
    for place, row in enumerate(scores):
        columns = allowed[place]
        if len(columns) > _WIDTH:
            columns = tuple(sorted(columns, key=row.__getitem__, reverse=True)[:_WIDTH])
        if not place:
            beams = {column: [(row[column], (column,))] for column in columns}
            continue
        fits = joints[place - 1]
        grown: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for column in columns:
            paths = [
                (score + row[column], (*path, column))
                for last, beam in beams.items()
                if (last, column) in fits
                for score, path in beam
            ]
            if paths:
                paths.sort(reverse=True)
                grown[column] = paths[:most]
        beams = grown
    finished = sorted((path for beam in beams.values() for path in beam), reverse=True)[:most]
    return [(tuple(CLASSES[column] for column in path), score) for score, path in finished]


def choices(letters: str) -> tuple[tuple[int, ...], ...]:
    """For each letter of a word the columns of :data:`CLASSES` that the rules leave to it."""
    return _rows(letters, ())


def is_allowed(letters: str, marks: Sequence[str]) -> bool:
    """Whether these marks keep the rules."""
    columns = [_COLUMN[mark] for mark in marks]
    allowed = _rows(letters, ())
    return all(column in row for column, row in zip(columns, allowed, strict=True)) and _fit_together(
        letters, columns
    )


def _fit_together(letters: str, columns: Sequence[int]) -> bool:
    """Whether no two neighbours exclude each other."""
    return all(
        (before, column) in fits
        for before, column, fits in zip(columns, columns[1:], _joints(letters), strict=False)
    )


def _rows(letters: str, given: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """For each letter the classes it may have."""
    return _allowed(letters, given) if len(letters) <= _LONGEST else _allowed.__wrapped__(letters, given)


def _joints(letters: str) -> tuple[frozenset[tuple[int, int]], ...]:
    """For each letter but the first, which classes it and the one before it may have together."""
    return _known_joints(letters) if len(letters) <= _LONGEST else _known_joints.__wrapped__(letters)


@lru_cache(maxsize=16384)
def _known_joints(letters: str) -> tuple[frozenset[tuple[int, int]], ...]:
    return tuple(_joint(letters, place) for place in range(1, len(letters)))


@lru_cache(maxsize=16384)
def _allowed(letters: str, given: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    rows = []
    for place in range(len(letters)):
        free = _of_its_own(letters, place)
        if given and given[place]:
            marks = canonical(given[place])
            fitting = {_COLUMN[marks]}
            if marks == SHADDA:
                fitting = set(_DOUBLES)
            elif marks in (*_VOWELS, *_TANWEEN):
                fitting.add(_COLUMN[marks + SHADDA])
            free = frozenset(fitting & free or fitting)
        rows.append(tuple(sorted(free)))
    return tuple(rows)


def _of_its_own(letters: str, place: int) -> frozenset[int]:
    """The classes a letter may have at its place in the word."""
    letter, last = letters[place], place == len(letters) - 1
    if letter in "آٱ":
        return frozenset((MARKLESS,))
    if letter == "إ":
        return frozenset((_COLUMN[KASRA],))
    if letter == "ا":
        return frozenset((MARKLESS, *_PLAIN)) if _opens(letters, place) else frozenset((MARKLESS,))
    if letter == "ى":
        return _ALL if last else frozenset((MARKLESS,))
    if letter == "ة":
        return _ALL - _DOUBLES - {_SUKUN}
    if last:
        return _ALL - _DOUBLES if not place else _ALL
    free = _ALL - {_SHADDA}
    if not (place == len(letters) - 2 and letters[-1] in "اى"):
        free -= _NUNATED
    else:
        free -= _NUNATED - _FN
    if not place:
        return free - _DOUBLES - {MARKLESS}
    lam = _ARTICLE.match(letters)
    if lam and place == lam.end() - 1 and letters[place + 1] != "ا":
        if letters[place + 1] in "أإآ":
            return frozenset((_SUKUN,))
        return free if letters[place + 1] in SUN else free - {MARKLESS}
    if letter == "ل" and letters[place + 1] in SUN:
        return free
    return free if letter in "وي" else free - {MARKLESS}


def _opens(letters: str, place: int) -> bool:
    """Whether an alef there opens the word, or what follows its clitics."""
    return bool(_BEFORE_SILENT.fullmatch(letters, 0, place))


@lru_cache(maxsize=16384)
def _pairs(
    first: str, letter: str, following: str, opens: bool, ends: bool, lam: bool
) -> frozenset[tuple[int, int]]:
    """Which classes two neighbouring letters may have together.

    Args:
        first: a letter, or the one that stands for its like: see :func:`_joint`.
        letter: the one after it, the same.
        following: the one after that, where it is an alef or a hamza on yeh; else empty.
        opens: whether the letter is an alef that opens the word behind clitics.
        ends: whether the letter is the last of the word.
        lam: whether the first is the lam of the article.
    """
    fits = set()
    for before in _ALL:
        for column in _ALL:
            if before == _SUKUN and (column == _SUKUN or column in _DOUBLES) and not ends:
                continue
            if before == _SUKUN and column in _DOUBLES and not (ends and first in "وي"):
                continue
            if lam and letter in SUN and (before == MARKLESS) != (column in _DOUBLES):
                continue
            if lam and letter == "ل" and before in _DOUBLES:
                continue
            if (
                letter == "ا"
                and column == MARKLESS
                and not opens
                and not _lengthens(first, before, following, ends)
            ):
                continue
            if letter == "ى" and column == MARKLESS and before not in _F | _FN | _K:
                continue
            if letter == "ة" and before not in _F and not (before == MARKLESS and first in "اوىي"):
                continue
            if letter in "وي" and column == MARKLESS:
                same = _D if letter == "و" else _K
                silent = ends or (letter == "و" and following == "ا" and before in _F)
                if before not in same and not silent:
                    continue
                if ends and (before in _F or before == _SUKUN) and letter == "ي":
                    continue
            if (
                column == _SUKUN
                and not ends
                and ((letter == "و" and before in _D) or (letter == "ي" and before in _K))
            ):
                continue
            fits.add((before, column))
    return frozenset(fits)


def _lengthens(first: str, before: int, following: str, ends: bool) -> bool:
    """Whether an alef without a mark can stand after that letter with those marks."""
    if before in _F or (ends and before in _FN):
        return True
    if first == "و" and ends:
        return before in (MARKLESS, _SUKUN, _COLUMN[DAMMA])  # «قَالُوا», «رَأَوْا», «رَأَوُا الْ»
    return first == "م" and following == "ئ"  # «مِائَة»


def _joint(letters: str, place: int) -> frozenset[tuple[int, int]]:
    """Which classes the letter at a place and the one before it may have together.

    Most letters are alike here, so one stands for all of them: a fifteenth of the tables has to be made.
    """
    first, letter = letters[place - 1], letters[place]
    article = _ARTICLE.match(letters)
    lam = article is not None and article.end() == place
    following = letters[place + 1 : place + 2]
    if letter not in "اىةوي" and not (lam and letter == "ل"):
        letter = SUN[0] if lam and letter in SUN else _ANY
    return _pairs(
        first if first in "اىويم" else _ANY,
        letter,
        following if following in ("ا", "ئ") else "",
        letter == "ا" and _opens(letters, place),
        place == len(letters) - 1,
        lam,
    )
