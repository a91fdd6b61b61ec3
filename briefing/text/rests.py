"""Where a voice rests inside a text: at which marks, and what kind of rest each is.

A listener does not see quotation marks, so a rest at the border of a quotation is a kind of its own. A
quotation is what follows a colon, or has at least four words: «الوطن» is a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from briefing.contracts import PAUSE_MARKS
from briefing.settings import Pauses
from briefing.text.expressions import expression

CLOSE_MS: Final = 50
"""Between two parts of an utterance where there is no mark. With the room that is left around a sound it is
60 ms, what a closed consonant between two words takes."""
QUOTED_WORDS: Final = 4
"""So many words in quotation marks are a quotation, not a name."""

_MARKS: Final = PAUSE_MARKS | frozenset("–—")
_STOPS: Final = frozenset(".؟?!…")
_OPENING: Final = frozenset('«“"')
_CLOSING: Final = frozenset('»”"')
_INITIAL: Final = expression(r"(?:^|\.)[^\W\d_]\.$")
_SAID: Final = expression(r"[^\W_]")
_PLAIN: Final = expression(r"[^\W_][\w\u064b-\u0652\u0670]*")
"""A word with nothing before or behind it, as most are."""
_EDGES: Final = expression(r"(?P<before>[^\w]*)(?P<core>.*?)(?P<after>[^\w\u064b-\u0652\u0670]*)")


class Rest(StrEnum):
    """What a voice rests for."""

    CLOSE = "close"
    """No mark: it only takes breath."""
    COMMA = "comma"
    QUOTE = "quote"
    """A quotation begins or ends."""
    STOP = "stop"
    """A sentence ends, inside the text."""


@lru_cache(maxsize=1024)
def rests(text: str) -> Mapping[int, Rest]:
    """The rests inside a text: number of the blank-separated word before it, counted from 0, to its kind.

    What stands behind the last word is no rest of the text.
    """
    found: dict[int, Rest] = {}
    said: int | None = None
    marks = ""
    opened: int | None = None
    after_colon = False
    for index, word in enumerate(text.split()):
        if _PLAIN.fullmatch(word):
            if said is not None and marks and (rest := _rest(marks, opens=False)):
                found[said] = rest
            marks, said = "", index
            continue
        if not _SAID.search(word):
            marks += word
            continue
        match = _EDGES.fullmatch(word)
        assert match is not None, "the pattern matches every text without line breaks"
        before, after = match["before"], match["after"]
        opens = any(sign in _OPENING for sign in before)
        if said is not None and (rest := _rest(marks + _leading_marks(before), opens=opens)):
            found[said] = rest
        if opens:
            opened, after_colon = index, marks.rstrip('"')[-1:] == ":"
        closes = any(sign in _CLOSING for sign in after) and opened is not None
        marks = "" if _INITIAL.search(word) else after
        if closes and opened is not None:
            if after_colon or index - opened + 1 >= QUOTED_WORDS:
                marks = _QUOTED + marks
            opened = None
        said = index
    return found


def rest_ms(rest: Rest, pauses: Pauses) -> int:
    """How long a rest lasts, in milliseconds."""
    return {
        Rest.CLOSE: CLOSE_MS,
        Rest.COMMA: pauses.comma_ms,
        Rest.QUOTE: pauses.quote_ms,
        Rest.STOP: pauses.sentence_ms,
    }[rest]


def rests_ms(text: str, pauses: Pauses) -> int:
    """How long the rests inside a text last together."""
    return sum(rest_ms(rest, pauses) for rest in rests(text).values())


def borders_on_quotation(before: str, after: str) -> bool:
    """Whether a quotation ends or begins between two sentences."""
    if _OPENING.isdisjoint(before) and _OPENING.isdisjoint(after):
        return False
    joined = rests(f"{before} {after}").get(len(before.split()) - 1) is Rest.QUOTE
    return joined or (
        after.lstrip()[:1] in _OPENING
        and not any(_CLOSING & set(word[1:]) for word in after.split()[: QUOTED_WORDS - 1])
    )


_QUOTED: Final = "\0"
"""Stands in the marks for the end of a quotation."""


def _leading_marks(before: str) -> str:
    return "".join(sign for sign in before if sign in _MARKS)


def _rest(marks: str, *, opens: bool) -> Rest | None:
    told = [sign for sign in marks if sign in _MARKS]
    if not told:
        return None
    if marks.startswith(_QUOTED) or (opens and ":" in told):
        return Rest.QUOTE
    return Rest.STOP if told[-1] in _STOPS else Rest.COMMA
