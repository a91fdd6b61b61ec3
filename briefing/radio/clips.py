"""From a hit to a cut: what the stretch is called, and which of several is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.errors import RequestError
from briefing.model import Briefing
from briefing.radio import cuts
from briefing.radio.cuts import Cut
from briefing.radio.phrases import Hit

TITLE_WORDS: Final = 8
AROUND: Final = ".,:;!?…،؛؟\"'«»“”‘’()[] "
"""What is taken off the ends of a title."""


def cut_of(briefing: Briefing, hit: Hit, *, number: int) -> Cut:
    """The stretch where the words are heard, titled after them.

    Args:
        briefing: what it is cut from.
        hit: where.
        number: of the hit, from 1, the same for the same words: so the names of files are too.
    """
    title = " ".join(hit.text.split()[:TITLE_WORDS]).strip(AROUND)
    return cuts.between(briefing, hit.start, hit.end, kind="words", number=number, title=title)


def chosen(hits: Sequence[Hit], number: int) -> Hit:
    """The hit of that number, from 1.

    Raises:
        RequestError: there is no such hit.
    """
    if not 1 <= number <= len(hits):
        message = f"there is no hit {number}: there are {len(hits)}" if hits else f"there is no hit {number}"
        raise RequestError(message, hint=f"--hit {min(max(1, number), max(1, len(hits)))}")
    return hits[number - 1]
