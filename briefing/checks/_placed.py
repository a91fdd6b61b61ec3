"""Where a briefing has sounds that are no words."""

from __future__ import annotations

from briefing.model import Briefing, SoundKind
from briefing.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to before ``end``, in frames of the master."""

    start: int
    end: int
    under_words: bool = False
    """Whether it is music that words are spoken over."""


def placed(briefing: Briefing) -> tuple[Span, ...]:
    """The sounds, in order."""
    return tuple(
        Span(item.start, item.end, under_words=item.kind is SoundKind.BED) for item in briefing.sounds
    )
