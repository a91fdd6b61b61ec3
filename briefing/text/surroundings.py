"""The words that stand before a number in its clause, without what only interrupts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.text import governors, stems, valency
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS
from briefing.text.roles import Verb, is_measured, listed, table_of, verb_of

REACH: Final = 240
"""Characters looked back for the beginning of the clause."""

_TOKEN: Final = expression(rf"[{LETTERS}]+|\d[\d.,٫٬/:]*\d|\d|[A-Za-z]+|[.!؟?؛\n…]|[،,:()\[\]«»\"“”–—]")
_HARD: Final = frozenset(".!؟?؛\n…")
_SOFT: Final = frozenset('،,:()[]«»"“”–—')
_OPENERS: Final = frozenset('([«"“:–—')
_CLOSERS: Final = frozenset(")]»”")


def clause(text: str, end: int) -> tuple[list[str], bool]:
    """The folded words of the clause that ends at a place, and whether its beginning was found.

    Asides between commas are left out; the list is empty after a pause.
    """
    begin = max(0, end - REACH)
    tokens: list[str] = _TOKEN.findall(text, begin, end)
    whole = begin == 0
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at] in _HARD:
            tokens, whole = tokens[at + 1 :], True
            break
    else:
        if not whole and tokens:
            tokens = tokens[1:]
    if tokens and tokens[-1] in _OPENERS:
        return [], True
    while tokens and tokens[-1] in _CLOSERS:
        tokens.pop()
    words = list(filter(None, (token if token in _SOFT else stems.fold(token) for token in tokens)))
    return _without_asides(words, whole=whole)


def _without_asides(words: list[str], *, whole: bool) -> tuple[list[str], bool]:
    """The words after the last comma, but for commas that only set off an aside."""
    kept: list[str] = []
    pending: list[str] | None = None
    for at, word in enumerate(words):
        if word in "،,":
            if _goes_on(kept if pending is None else pending, words[at + 1 :]):
                continue
            if pending is not None and _is_aside(pending):
                pending = None
            elif pending is None and kept:
                pending = []
            else:
                kept, pending, whole = [], None, True
            continue
        if word in _SOFT:
            if word in ":–—":
                kept, pending, whole = [], None, True
            continue
        if pending is None:
            kept.append(word)
        else:
            pending.append(word)
    if pending is not None:
        return (pending, True)
    return kept, whole


def _goes_on(behind: Sequence[str], ahead: Sequence[str]) -> bool:
    """Whether after a comma one more measure follows: «بلغ الطول 20 مترا، والعرض 12»."""
    if not ahead or ahead[0][0] != "و":
        return False
    measure = ahead[0][1:].removeprefix("ال")
    if measure not in table_of(governors.MEASURES) and not is_measured(ahead[0]):
        return False
    return any(verb_of(word) is Verb.AMOUNTS for word in behind)


def _is_aside(words: Sequence[str]) -> bool:
    return 0 < len(words) <= 7 and (
        listed(words[0], governors.ASIDES) or (words[0][0] == "ب" and valency.is_phrase(words[0]))
    )


def plain(words: Sequence[str]) -> list[str]:
    """The words without adverbs, particles and phrases of time that are no object of a preposition."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        governed = bool(kept) and listed(kept[-1], governors.PREPOSITIONS)
        if not governed and (word in table_of(governors.ADVERBS)):
            at += 1
            continue
        if not governed and kept and word in table_of(governors.TIMES):
            at += 1
            while at < len(words) and (words[at] in table_of(governors.TIME_TAILS) or words[at][0].isdigit()):
                at += 1
            continue
        kept.append(word)
        at += 1
    return kept


def interrupts(text: str, start: int, end: int) -> bool:
    """Whether between two numbers a new clause begins, so that «و» does not join them: a stop or a verb."""
    if end - start > 80:
        return True
    tokens: list[str] = _TOKEN.findall(text, start, end)
    return any(
        token in _HARD
        or (token not in _SOFT and verb_of(stems.fold(token)) is not None)
        or listed(stems.fold(token), governors.PARTICLES)
        for token in tokens
    )
