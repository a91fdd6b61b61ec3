"""LRC: lines of text with the time each begins at, as music players show them.

There is no standard; this is what its readers agree on: tags first, ``[mm:ss.cc]`` before each line, minutes
that go on past 59, hundredths of a second rounded down, so that no line comes after its first sound.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from briefing.exporters import _words
from briefing.exporters._cards import RIGHT_TO_LEFT_MARK, Card, marked
from briefing.model import Briefing

_NO_BRACKETS: Final = {ord("["): "(", ord("]"): ")"}
"""A bracket in a tag would end it."""


def render(briefing: Briefing, cards: Iterable[Card]) -> str:
    """The tags, then a line for each card."""
    lines = [
        f"[ti:{_words.title(briefing).translate(_NO_BRACKETS)}]",
        f"[length:{clock(briefing.frames, briefing.rate).partition('.')[0]}]",
        *(f"[{clock(card.start, briefing.rate)}]{_shown(card)}" for card in cards),
    ]
    return "\n".join(lines) + "\n"


def clock(frames: int, rate: int) -> str:
    """``mm:ss.cc``, rounded down."""
    seconds, hundredths = divmod(frames * 100 // rate, 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:02d}:{seconds:02d}.{hundredths:02d}"


def _shown(card: Card) -> str:
    """The card on one line. A text that begins with a bracket might be taken for a second time: a mark
    stands between, which a line that begins so may need for its direction as well."""
    text = " ".join(line.removeprefix(RIGHT_TO_LEFT_MARK) for line in card.lines)
    return RIGHT_TO_LEFT_MARK + text if text.startswith("[") else marked(text)
