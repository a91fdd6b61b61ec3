"""Shorter forms of a long sentence: what may be left out so that grammar and meaning stay whole.

Words are only taken away, never changed: a last clause that adds something, or an insertion between
brackets, dashes or commas. The borders are the writer's own marks. Where one rule is in doubt nothing is
cut, since a sentence that is too long costs time, and one that says something else costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final

from briefing.records import dataclass
from briefing.text import stems, symbols
from briefing.text.abridgement_words import (
    ADDING,
    COMPLEMENTS,
    CONTENT_THAT,
    DEFINING,
    DEPENDING,
    HARMLESS,
    NAMES,
    PRONOUNS_OF,
    SOURCES,
    TURNING,
)
from briefing.text.expressions import expression

FEWEST_LEFT: Final = 0.5
"""Of the words of a sentence, at least this share stays."""
_FEWEST_CUT: Final = 3
"""Fewer words are not worth a cut."""
_MOST_PIECES: Final = 40
"""A sentence with more commas is a list or a table."""

_ENTITY_NOTE: Final = expression(r"\s*\(([^()]*)\)")
_ASIDE: Final = expression(r"\s[-–—]\s([^-–—]{3,160}?)\s[-–—]\s")
_BORDER: Final = expression(r"[،,؛;]\s+")
_LATIN: Final = expression(r"[A-Za-z]")
_PAIRED: Final = expression(
    f"[{re.escape(''.join((symbols.STRAIGHT_QUOTE, *symbols.PAIRS, *symbols.PAIRS.values())))}]"
)
_NUMBER_ONLY: Final = expression(r"[\s\d٠-٩.,،٫٬%٪+–-]*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two commas."""

    start: int
    stop: int
    bare: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.bare[0] if self.bare else ""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    stop: int
    instead: str = ""
    """What stands in its place: a blank, or the comma that the next clause needs."""


def abridge(text: str) -> tuple[str, ...]:
    """Shorter forms of a sentence, the longest first; none where nothing can be left out safely.

    Each keeps at least :data:`FEWEST_LEFT` of the words, in their order, with quotation marks in pairs.
    Questions, sentences that announce something with a colon, and sentences with unpaired marks stay whole.
    """
    whole = text.strip()
    end = whole.rstrip(symbols.CLOSERS)[-1:]
    depths = _depths(whole)
    if depths is None or end in ("؟", "?", ":", "!", "…") or len(whole.split()) < 2 * _FEWEST_CUT:
        return ()
    stop = end if end and end in symbols.STOPS else ""
    pieces = _pieces(whole, depths)
    if len(pieces) > _MOST_PIECES:
        return ()
    insertions = [*_notes(whole, depths), *_asides(whole, depths), *_relatives(pieces)]
    insertions = _apart(insertions)
    forms = {_without(whole, insertions)} if insertions else set()
    for number in _tails(pieces):
        border = pieces[number - 1].stop
        inside = [span for span in insertions if span.stop <= border]
        forms |= {whole[:border].rstrip() + stop, _without(whole[:border].rstrip() + stop, inside)}
    count = len(whole.split())
    kept = [
        form
        for form in forms
        if FEWEST_LEFT * count <= len(form.split()) <= count - _FEWEST_CUT and _depths(form) is not None
    ]
    return tuple(sorted(kept, key=lambda form: (-len(form.split()), -len(form), form)))


# --- the pieces of a sentence ----------------------------------------------------------------------------


def _depths(text: str) -> list[int] | None:
    """How many quotations and brackets are open before each character; None where they are not in pairs."""
    depths: list[int] = []
    waiting: list[str] = []
    for mark in _PAIRED.finditer(text):
        at, char = mark.start(), mark[0]
        depths += [len(waiting)] * (at + 1 - len(depths))
        if waiting and char == waiting[-1]:
            waiting.pop()
        elif char == symbols.STRAIGHT_QUOTE:
            waiting.append(char)
        elif char in symbols.PAIRS:
            waiting.append(symbols.PAIRS[char])
        elif char in symbols.PAIRS.values() and not (char == ")" and text[max(at - 1, 0)].isdigit()):
            return None
    return None if waiting else depths + [0] * (len(text) - len(depths))


def _pieces(text: str, depths: Sequence[int]) -> list[_Piece]:
    borders = [found for found in _BORDER.finditer(text) if not depths[found.start()]]
    starts = [0, *(found.end() for found in borders)]
    stops = [*(found.start() for found in borders), len(text)]
    return [_Piece(start, stop, _bare(text[start:stop])) for start, stop in zip(starts, stops, strict=True)]


def _bare(text: str) -> tuple[str, ...]:
    return tuple(stems.fold(word) for word in stems.words(text))


def _turns(bare: Sequence[str]) -> bool:
    """Whether the words may turn the meaning of what is said before them."""
    for at, word in enumerate(bare):
        joined = len(word) > 3 and word[0] in "وف" and word[1:] in TURNING
        if word not in TURNING and not joined:
            continue
        if not any(tuple(bare[at : at + len(phrase)]) == phrase for phrase in HARMLESS):
            return True
    return False


def _opens(piece: _Piece, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """Whether a piece begins with one of the phrases, as it is written there."""
    return any(piece.bare[: len(phrase)] == phrase for phrase in phrases.get(piece.first, ()))


def _adds(piece: _Piece) -> bool:
    return _opens(piece, ADDING) and not _opens(piece, SOURCES)


def _says_more(piece: _Piece) -> bool:
    """«وأضاف أن …», «وتعتبر أن …»: another statement, complete in itself."""
    return (
        piece.first[:1] == "و"
        and piece.first[1:] in stems.SAYING
        and any(word in CONTENT_THAT for word in piece.bare[1:8])
    )


def _results(piece: _Piece) -> bool:
    """«ليرتفع العدد إلى …», «لتكون الخطوة الأولى»: what came of it."""
    verb = piece.first[1:]
    return (
        piece.first[:2] in ("لي", "لت")
        and piece.first not in NAMES
        and (verb in stems.AUXILIARIES or stems.is_verb(verb))
    )


def _is_relative(piece: _Piece) -> bool:
    return piece.first in PRONOUNS_OF


def _verb(bare: Sequence[str]) -> bool:
    """Whether there is a finite verb outside a relative clause without comma."""
    outer = takewhile(lambda word: word not in PRONOUNS_OF, bare)
    return any(stems.is_verb(word) for word in outer)


def _is_told(pieces: Sequence[_Piece]) -> bool:
    """Whether the pieces hold the main clause, its verb at least."""
    if not pieces:
        return False
    first, *others = pieces
    core = first.first
    if len(core) > 2 and core[0] in "وف" and core[1:] in DEPENDING:
        core = core[1:]
    if core not in DEPENDING and _verb(first.bare):
        return True
    return any(
        not _is_relative(piece) and not _adds(piece) and not _opens(piece, SOURCES) and _verb(piece.bare)
        for piece in others
    )


def _attributes(pieces: Sequence[_Piece]) -> bool:
    """Whether someone is named who says it: a verb of saying with what it says."""
    words = [word for piece in pieces for word in piece.bare]
    for at, word in enumerate(words):
        if word in stems.SAYING or (word[:1] in ("و", "ف") and word[1:] in stems.SAYING):
            return bool(COMPLEMENTS & {*words[at + 1 : at + 20]})
    return False


# --- what may go -----------------------------------------------------------------------------------------


def _tails(pieces: Sequence[_Piece]) -> Iterator[int]:
    """The numbers of the pieces from which on everything can be left out."""
    for number in range(1, len(pieces)):
        before, piece, later = pieces[:number], pieces[number], pieces[number + 1 :]
        last = before[-1].bare[-1] if before[-1].bare else ""
        relative = _is_relative(piece) and _is_named(before[-1])
        sourced = _opens(piece, SOURCES)
        if not (relative or sourced or _adds(piece) or _says_more(piece) or _results(piece)):
            continue
        if not last or stems.hangs(last) or not _is_told(before):
            continue
        if any(_turns(one.bare) for one in (piece, *later)) or not _go_on(piece, later):
            continue
        if any(_opens(one, SOURCES) for one in (piece, *later)) and not _attributes(before):
            continue
        yield number


def _go_on(opening: _Piece, later: Sequence[_Piece]) -> bool:
    """Whether the later pieces surely belong to what is left out, and not to the main clause before it."""
    for before, piece in pairwise((opening, *later)):
        joined = stems.has_and(piece.first) and piece.first[1:] not in COMPLEMENTS
        # «إطلاق نار، يستثني …»: said of an indefinite noun, without a relative pronoun.
        told_of = (
            piece.first[:1] in ("ي", "ت")
            and stems.is_verb(piece.first)
            and piece.first not in stems.SAYING
            and bool(before.bare)
            and not stems.is_definite(before.bare[-1])
        )
        known = joined or _results(piece) or told_of or _is_relative(piece)
        if piece.first in COMPLEMENTS or not (known or _adds(piece) or _opens(piece, SOURCES)):
            return False
    return True


def _is_named(piece: _Piece) -> bool:
    """Whether a relative clause behind this piece only adds: its noun is known without it."""
    return (
        bool(piece.bare)
        and stems.is_definite(piece.bare[-1])
        and not DEFINING & {*piece.bare[-3:]}
        and not stems.is_number(piece.bare[-1])
    )


def _relatives(pieces: Sequence[_Piece]) -> Iterator[_Span]:
    """Relative clauses between commas: «الرئيس، الذي وصل أمس، يلتقي …».

    Where the clause ends is sure only if the main clause still lacks its verb, or what was said.
    """
    for number in range(1, len(pieces) - 1):
        before, piece, after = pieces[number - 1], pieces[number], pieces[number + 1]
        if not (_is_relative(piece) and _is_named(before)) or _turns(piece.bare):
            continue
        since = _since_that(before.bare)
        lacks_verb = (
            not _verb(since) and stems.is_verb(after.first) and not _joined_verb(after) and bool(since)
        )
        # With the verb still to come, an earlier piece must not have held the main clause already.
        lacks_verb = lacks_verb and (len(since) < len(before.bare) or not _is_told(pieces[:number]))
        lacks_words = after.first in COMPLEMENTS and _waits_for_words(before)
        if lacks_verb or lacks_words:
            yield _Span(before.stop, after.start, " ")


def _since_that(bare: tuple[str, ...]) -> tuple[str, ...]:
    """The words behind the last «أن» or «إن», all where there is none."""
    for at in range(len(bare) - 1, -1, -1):
        if bare[at] in COMPLEMENTS:
            return bare[at + 1 :]
    return bare


def _joined_verb(piece: _Piece) -> bool:
    return piece.first[:1] in ("و", "ف") and stems.has_and(piece.first)


def _waits_for_words(piece: _Piece) -> bool:
    """Whether a verb of saying has not got what it says."""
    bare = _since_that(piece.bare)
    said = any(word in stems.SAYING or word[1:] in stems.SAYING for word in bare)
    return said and bare == piece.bare


def _notes(text: str, depths: Sequence[int]) -> Iterator[_Span]:
    """Notes in brackets: other alphabets, abbreviations, ages, places."""
    for found in _ENTITY_NOTE.finditer(text):
        inner = found[1].strip()
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        before = _bare(text[: found.start()])
        if depths[at] or not before or _NUMBER_ONLY.fullmatch(inner) or _turns(_bare(inner)):
            continue
        letters = all(len(word) == 1 for word in _bare(inner))
        plain = stems.is_definite(before[-1]) or bool(_LATIN.search(inner)) or letters
        aged = inner[:1] in symbols.DIGITS
        # «نيويورك (أ ف ب) - تراجعت …»: where the news comes from.
        dateline = text[found.end() :].lstrip()[:1] in tuple(symbols.DASHES)
        if (plain or aged) and not dateline and not stems.hangs(before[-1]):
            yield _Span(found.start(), found.end())


def _asides(text: str, depths: Sequence[int]) -> Iterator[_Span]:
    """Insertions between two dashes."""
    for found in _ASIDE.finditer(text):
        before, inner, after = _bare(text[: found.start()]), _bare(found[1]), _bare(text[found.end() :])
        if depths[found.start()] or any(depths[at] for at in range(found.start(), found.end())):
            continue
        numbers = before and after and stems.is_number(before[-1]) and stems.is_number(inner[0])
        source = _opens(_Piece(0, 0, inner), SOURCES)
        said = any(word in stems.SAYING for word in inner)
        if len(before) < 2 or not after or numbers or source or said or _turns(inner):
            continue
        if not stems.hangs(before[-1]):
            yield _Span(found.start(), found.end(), " ")


def _apart(spans: list[_Span]) -> list[_Span]:
    """The spans in order, those that overlap another left out."""
    found: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.stop)):
        if not found or span.start >= found[-1].stop:
            found.append(span)
    return found


def _without(text: str, spans: Sequence[_Span]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + span.instead + text[span.stop :]
    return text
