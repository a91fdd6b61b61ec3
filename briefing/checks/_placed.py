"""Where a briefing has sounds that are no words."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model import Briefing
from briefing.settings import TONE_MS


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to before ``end``, in frames of the master."""

    start: int
    end: int
    under_words: bool = False
    """Whether it is music that words are spoken over."""


def placed(briefing: Briefing) -> tuple[Span, ...]:
    """The sounds, in order."""
    length = round(TONE_MS * briefing.rate / 1000)
    return tuple(Span(start, start + length) for start in briefing.tones)
