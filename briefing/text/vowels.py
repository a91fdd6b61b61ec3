"""Diacritics: what Arabic leaves out in writing and a voice has to say.

The marks come from small models inside the package text2tashkeel (:mod:`briefing.text.diacritizers`, no
network). They read one sentence at a time, so a sentence gets the same marks whatever stands around it and
whatever was read before. Of their answers the likeliest spelling is taken (:mod:`briefing.text.readings`),
and what grammar says for certain is put right (:mod:`briefing.text.grammar`). No letter ever changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.model import Doubt
from briefing.records import dataclass
from briefing.text.doubting import doubt
from briefing.text.endings import Endings, pausal, silenced
from briefing.text.expressions import expression
from briefing.text.grammar import settled
from briefing.text.marks import MARKS as MARKS
from briefing.text.marks import WORD, Letters, written
from briefing.text.words import Word, word

if TYPE_CHECKING:
    from briefing.text.diacritizers import Ahead

PIECE_CHARS: Final = 480
"""The longest text the models are given at once: their memory grows with the length."""

_ARABIC_LETTER: Final = expression("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]")
_TOKEN: Final = expression(r"\S+")
_SENTENCE_END: Final = expression(r"(?:(?<=[.!?؟…])[\"'»”’)\]]*\s+|\n+)")
_CUTS: Final = (expression(r"[؛;:]\s"), expression(r"[،,]\s"), expression(r"\s"))
"""Where a long sentence may be cut, best first."""
_PAUSE: Final = expression(r"[\"'»”’)\]}]*(?:[.!?؟…،,؛;:]|\s+[-–—]+(?:\s|$)|[^\S\n]*(?:\n|$))")


@dataclass(frozen=True, slots=True)
class Vowelled:
    """A text with its diacritics, and the words whose reading is not sure, in their order."""

    text: str
    doubts: tuple[Doubt, ...] = ()


def vowelize(text: str, *, endings: Endings = "full") -> str:
    """The text with the diacritics it leaves out; letters and all other characters stay as they are.

    Marks that were written are kept. A word written with its marks stays as it is; where marks are
    missing inside it (``جداً``, ``تُصنَّف``), the likeliest reading with the written marks is added to the
    letters that have none. A letter's marks are in Unicode's canonical order, the vowel before the shadda.

    Args:
        text: any text; what is not Arabic is left alone.
        endings: ``full`` writes every case ending. ``pausal`` leaves off the ending of a word before a
            pause (a punctuation mark or the end), as newsreaders do: short vowels and the tanween of
            damma and kasra fall, ``ة`` stays bare, the tanween of fatha becomes the sound of its alef.
            ``none`` does so with every word, but keeps vowels that are no case endings. Words written
            with their marks keep them.
    """
    return read(text, endings=endings).text


def begin(text: str, ahead: Ahead, *, best: bool = False) -> None:
    """Have the models asked about a text that will be read soon; see :func:`read`."""
    for start, end in _pieces(text):
        if _ARABIC_LETTER.search(text, start, end):
            ahead.begin(text[start:end], best=best)


def read(text: str, *, endings: Endings = "full", best: bool = False, ahead: Ahead | None = None) -> Vowelled:
    """As :func:`vowelize`, with the words that deserve to be listened to.

    Args:
        text: any text.
        endings: as for :func:`vowelize`.
        best: ask more models, at several times the price.
        ahead: where the models may have been asked already.
    """
    if not _ARABIC_LETTER.search(text):
        return Vowelled(text)
    blanks = [match.span() for match in _TOKEN.finditer(text)]
    token = 0
    parts: list[str] = []
    doubts: list[Doubt] = []
    for start, end in _pieces(text):
        piece = text[start:end]
        if not _ARABIC_LETTER.search(piece):
            parts.append(piece)
            continue
        words = settled(_words(piece, best=best, ahead=ahead))
        done = 0
        for at, item in enumerate(words):
            say = partial(_said, words=words, at=at, endings=endings, rest=(text, start + item.end))
            parts += (piece[done : item.start], written(say(item.letters)))
            done = item.end
            while blanks[token][1] <= start + item.start:
                token += 1
            if not _ARABIC_LETTER.search(text, blanks[token][0], start + item.start):
                # of several words without a blank between them, the first one can be named
                doubtful = doubt(item, say, place=token)
                doubts += [doubtful] if doubtful else []
        parts.append(piece[done:])
    return Vowelled("".join(parts), tuple(doubts))


def _said(
    letters: Letters, *, words: Sequence[Word], at: int, endings: Endings, rest: tuple[str, int]
) -> Letters:
    """A reading of a word as it is said where it stands: its ending may be left off.

    Args:
        letters: the reading.
        words: the words of the piece.
        at: which of them it is.
        endings: what is said of endings.
        rest: the whole text, and where in it the word ends.
    """
    if endings == "full" or words[at].keeps_ending:
        return letters
    if _PAUSE.match(*rest):
        return pausal(letters)
    if endings == "pausal":
        return letters
    after = words[at + 1].letters if at + 1 < len(words) and words[at + 1].follows else None
    return silenced(letters, words[at - 1].text if at else "", after)


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


def _words(piece: str, *, best: bool, ahead: Ahead | None) -> list[Word]:
    """The words of a piece in their likeliest readings."""
    from briefing.text.diacritizers import listen

    rows, seen = listen(piece, best=best, ahead=ahead)
    words = []
    done = 0
    for match in WORD.finditer(piece):
        first, last = match.span()
        words.append(
            word(match.group(), first, rows=rows[first:last], seen=seen[first:last], gap=piece[done:first])
        )
        done = last
    return words
