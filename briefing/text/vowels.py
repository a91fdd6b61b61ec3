"""Diacritics: what Arabic leaves out in writing and a voice has to say.

The marks come from text2tashkeel's ``rawi-ensemble``, a model inside that package's wheel (no network).
It reads one sentence at a time, so a sentence gets the same marks whatever stands around it and whatever
was read before. The model works on letters without hamza and puts the hamza back itself; here only its
vowels are taken and laid onto the letters as they were written, so that no letter ever changes.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, Literal, Protocol

FATHATAN, DAMMATAN, KASRATAN, FATHA, DAMMA, KASRA, SHADDA, SUKUN = (
    chr(code) for code in range(0x064B, 0x0653)
)
DAGGER_ALEF: Final = "\u0670"
MARKS: Final = frozenset((FATHATAN, DAMMATAN, KASRATAN, FATHA, DAMMA, KASRA, SHADDA, SUKUN, DAGGER_ALEF))

PIECE_CHARS: Final = 480
"""The longest text the model is given at once: its memory grows with the square of the length."""

_TATWEEL: Final = "\u0640"
_HAMZA_ABOVE, _HAMZA_BELOW = "\u0654", "\u0655"
_HARAKAT: Final = "".join(sorted(MARKS))
_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3"
_WORD: Final = re.compile(f"[{_LETTER}][{_LETTER}{_HARAKAT}{_TATWEEL}\u0653-\u0655]*")
_ARABIC_LETTER: Final = re.compile(f"[{_LETTER}]")
_SENTENCE_END: Final = re.compile(r"(?:(?<=[.!?؟…])[\"'»”’)\]]*\s+|\n+)")
_CUTS: Final = (re.compile(r"[؛;:]\s"), re.compile(r"[،,]\s"), re.compile(r"\s"))
"""Where a long sentence may be cut, best first."""

_PAUSE: Final = re.compile(r"[\"'»”’)\]}]*(?:[.!?؟…،,؛;:]|\s+[-–—]+(?:\s|$)|[^\S\n]*(?:\n|$))")
_ENDING: Final = re.compile(f"[{FATHA}{DAMMA}{KASRA}{DAMMATAN}{KASRATAN}{SUKUN}]")
_LENGTHENED: Final = {"ا": FATHA, "ى": FATHA, "و": DAMMA, "ي": KASRA}
"""Letters that only lengthen such a vowel before them."""
_MOON: Final = "ءآأؤإئبجحخعغفقكمهوي"
_ARTICLE: Final = re.compile("^[وفبك]{0,2}ال")
_KEEP_THEIR_VOWEL: Final = frozenset(("هو", "هي", "وهو", "وهي", "فهو", "فهي"))
"""A pause would leave a bare semivowel: readers keep the vowel."""

_REGARDING: Final = frozenset(("تعتبر", "يعتبر", "نعتبر"))
"""With «أن» after them they are active: «تَعْتَبِرُ أَنَّ»."""
_PREPOSITIONS: Final = frozenset(("في", "من", "إلى", "على", "عن", "مع", "دون", "بدون", "ضد", "قبل", "بعد"))
_WITHOUT_TANWEEN: Final = str.maketrans({FATHATAN: FATHA, DAMMATAN: DAMMA, KASRATAN: KASRA})

_MODEL_LETTERS: Final = {"ٱ": "ا", "ی": "ي", "ک": "ك"}
"""Letters the model does not know, and the ones it knows for them."""
_MODEL_SIGNS: Final = frozenset("،؛؟«»…“”–—")


class _Model(Protocol):
    def diacritize(self, text: str) -> str: ...


def vowelize(text: str, *, endings: Literal["full", "pausal"] = "full") -> str:
    """The text with the diacritics it leaves out; letters and all other characters stay as they are.

    Marks that were written are kept. A word written with its marks stays as it is; where marks are
    missing inside it (``جداً``, ``تُصنَّف``), the model adds them to the letters that have none. A letter's
    marks are in Unicode's canonical order, the vowel before the shadda.

    Args:
        text: any text; what is not Arabic is left alone.
        endings: ``full`` writes every case ending. ``pausal`` leaves off the ending of a word before a
            pause (a punctuation mark or the end), as newsreaders do: short vowels and the tanween of
            damma and kasra fall, ``ة`` stays bare, the tanween of fatha becomes the sound of its alef.
            Words written with their marks keep them.
    """
    if not _ARABIC_LETTER.search(text):
        return text
    return "".join(_vowelize_piece(text, start, end, endings) for start, end in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans that cover the text: sentences, the long ones cut at clauses, blanks, or anywhere."""
    borders = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for start, end in pairwise(borders):
        while end - start > PIECE_CHARS:
            cut = _cut(text, start)
            yield start, cut
            start = cut
        if start < end:
            yield start, end


def _cut(text: str, start: int) -> int:
    """The last good place to cut in the second half of what fits."""
    limit = start + PIECE_CHARS
    for pattern in _CUTS:
        cuts = [match.end() for match in pattern.finditer(text, start + PIECE_CHARS // 2, limit)]
        if cuts:
            return cuts[-1]
    while limit < len(text) and text[limit] in MARKS and limit < start + 2 * PIECE_CHARS:
        limit += 1  # never between a letter and its marks
    return limit


def _vowelize_piece(text: str, start: int, end: int, endings: Literal["full", "pausal"]) -> str:
    piece = text[start:end]
    if not _ARABIC_LETTER.search(piece):
        return piece
    predicted = _predict(piece)
    parts: list[str] = []
    done = 0
    matches = list(_WORD.finditer(piece))
    read = [_merge(match.group(), predicted[match.start() : match.end()]) for match in matches]
    for at, match in enumerate(matches):
        first, last = match.span()
        letters = read[at]
        if not _is_marked(match.group()):
            after = (
                read[at + 1] if at + 1 < len(read) and piece[last : matches[at + 1].start()] == " " else []
            )
            letters = read[at] = _settled(letters, read[at - 1] if at else [], after)
        if endings == "pausal" and _PAUSE.match(text, start + last) and not _has_ending(match.group()):
            letters = _pause(letters)
        parts += (piece[done:first], "".join(letter + marks for letter, marks in letters))
        done = last
    return "".join((*parts, piece[done:]))


def _settled(
    letters: list[tuple[str, str]], before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """A word the model reads alone and the next word decides: «تعتبر أن», «شبه يومي», «أي أهمية»."""
    spelling = "".join(letter for letter, _ in letters)
    following = "".join(letter for letter, _ in after)
    core = spelling[1:] if spelling[:1] in ("و", "ف") else spelling
    clitic = letters[: len(spelling) - len(core)]
    if core in _REGARDING and following.startswith(("أن", "بأن")):
        return [*clitic, *zip(core, (FATHA, SUKUN, FATHA, KASRA, DAMMA), strict=True)]
    if core == "شبه" and after:
        return [*letters[:-1], (letters[-1][0], letters[-1][1].translate(_WITHOUT_TANWEEN))]
    if core == "أي" and after and letters[-1][1] == SUKUN and {KASRATAN, FATHATAN} & set(after[-1][1]):
        governed = "".join(letter for letter, _ in before) in _PREPOSITIONS
        return [*clitic, ("أ", FATHA), ("ي", (KASRA if governed else FATHA) + SHADDA)]
    if (
        letters[-1] == ("ة", FATHATAN)
        and [letter for letter, _ in before[-2:]] == ["أ", "ي"]
        and (SHADDA in before[-1][1])
    ):
        return [*letters[:-1], ("ة", KASRATAN)]  # «أيّ» governs it
    return letters


def _predict(piece: str) -> list[str]:
    """The model's marks for every character of the piece, hamzas among them; empty where it has none."""
    seen: list[tuple[int, str]] = []
    for place, char in enumerate(piece):
        known = _model_char(char)
        if known and not (known == " " and (not seen or seen[-1][1] == " ")):
            seen.append((place, known))
    if seen[-1][1] == " ":
        seen.pop()
    question = "".join(known for _, known in seen)
    stop = "" if question[-1] in ".!?؟" else "."  # the model reads worse what does not end
    marks = [""] * len(piece)
    answer = _clusters(_model().diacritize(question + stop))[: len(seen) if stop else None]
    if len(answer) == len(seen):  # else it lost count: better no marks than marks on the wrong letters
        for (place, _), found in zip(seen, answer, strict=True):
            marks[place] = found
    return marks


def _model_char(char: str) -> str:
    """The one character the model sees for this one; empty for marks, which it must not see."""
    char = _MODEL_LETTERS.get(char, char)
    if char == _TATWEEL or unicodedata.category(char) == "Mn":
        return ""
    if "\u0621" <= char <= "\u064a" or " " <= char <= "~" or char in _MODEL_SIGNS:
        return char
    return " "


def _clusters(text: str) -> list[str]:
    """The combining marks after each base character."""
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.category(char) != "Mn":
            marks.append("")
        elif marks:
            marks[-1] += char
    return marks


def _is_marked(word: str) -> bool:
    """Whether it was written with more than a shadda or the tanween of fatha, which writers use alone."""
    return any(mark in word for mark in MARKS - {SHADDA, FATHATAN})


def _has_ending(word: str) -> bool:
    """Whether its ending was written: then it is said, pause or not."""
    return _is_marked(word) or FATHATAN in word


def _merge(word: str, predicted: list[str]) -> list[tuple[str, str]]:
    """The letters of a word, each with its marks: the written ones, and the model's where none is."""
    letters: list[tuple[str, str]] = []
    guesses: list[str] = []
    for char, guess in zip(word, predicted, strict=True):
        if char in MARKS and letters:
            letters[-1] = (letters[-1][0], letters[-1][1] + char)
        elif letters and (char == _TATWEEL or unicodedata.category(char) == "Mn"):
            letters.append((char, ""))
            guesses.append("")
        else:
            letters.append((char, ""))
            guesses.append(guess)
    guesses = _fit_hamzas([letter for letter, _ in letters], guesses)
    if _is_marked(word) and not _has_gap(letters, guesses):
        return letters
    if letters[-1] == ("ا", FATHATAN) and len(letters) > 1:  # «جداً»: the tanween stands on the alef
        guesses[-1] = ""
        guesses[-2] = SHADDA if SHADDA in guesses[-2] else ""
    for place, ((_, before), (letter, _)) in enumerate(pairwise(letters), start=1):
        if before and _LENGTHENED.get(letter) == before.replace(SHADDA, ""):
            guesses[place] = ""
    return [(letter, _join(given, guess)) for (letter, given), guess in zip(letters, guesses, strict=True)]


def _has_gap(letters: list[tuple[str, str]], guesses: list[str]) -> bool:
    """Whether a letter before the last lacks the vowel the model hears there."""
    inner = list(zip(letters, guesses, strict=True))[:-1]
    return any(
        not given and letter not in "اوىي" and set(guess) & {FATHA, DAMMA, KASRA}
        for (letter, given), guess in inner
    )


def _fit_hamzas(letters: list[str], guesses: list[str]) -> list[str]:
    """The model's marks without its hamzas, made to agree with the hamzas that were written.

    Writers often put a hamza where the norm has none («إختارت», «الإستفادة»), or the other one; the model
    answers for the norm.
    """
    fitted = ["".join(mark for mark in guess if mark in MARKS) for guess in guesses]
    for place, (letter, guess) in enumerate(zip(letters, guesses, strict=True)):
        vowel = fitted[place]
        if letter == "إ" and _HAMZA_BELOW not in guess:
            fitted[place] = KASRA
            if not vowel and place and letters[place - 1] == "ل" and fitted[place - 1] == KASRA:
                fitted[place - 1] = SUKUN  # «الِا…» is how the article is said before a silent alef
        elif letter == "أ" and (_HAMZA_BELOW in guess or (not vowel and _HAMZA_ABOVE not in guess)):
            fitted[place] = FATHA
    article = _ARTICLE.match("".join(letters))
    if article and article.end() < len(letters):
        lam = article.end() - 1
        if letters[lam + 1] in _MOON and not fitted[lam] and any(fitted):
            fitted[lam] = SUKUN  # the model leaves it out in some sentences; voices need it
    return fitted


def _join(given: str, guess: str) -> str:
    """A letter's marks: all the written ones, and of the model's those that can stand with them."""
    if not given:
        return guess
    vowel = guess.replace(SHADDA, "")
    if given == SHADDA:
        return given if vowel == SUKUN else vowel + SHADDA
    return guess if SHADDA in guess and vowel == given else given


def _pause(letters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The word as it is said before a pause."""
    spelling = "".join(letter for letter, _ in letters)
    if len(letters) < 2 or spelling in _KEEP_THEIR_VOWEL:
        return letters
    *front, (letter, marks) = letters
    if letter in "اى":  # «كتابًا», «مستشفًى»: the tanween is said as the alef's long vowel
        before, vowels = front[-1]
        return [*front[:-1], (before, vowels.replace(FATHATAN, FATHA)), (letter, marks)]
    bare = _ENDING.sub("", marks)
    if letter == "ة":
        bare = bare.replace(FATHATAN, "")
    return [*front, (letter, bare)]


@cache
def _model() -> _Model:
    os.environ.setdefault("TT_ORT_THREADS", "1")  # a second thread only waits in a busy loop: no faster
    import onnxruntime  # type: ignore[import-untyped]
    import text2tashkeel

    onnxruntime.set_default_logger_severity(3)  # errors only: it writes warnings to standard error
    model: _Model = text2tashkeel.Diacritizer("rawi-ensemble")
    return model
