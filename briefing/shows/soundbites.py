"""The part of an episode that speaks for it: whole sentences of its summary, 15 to 120 seconds.

Lengths: "soundbite" of the Podcasting 2.0 namespace (podcastindex.org).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.audio.id3 import one_line
from briefing.model import Briefing, Cue, Role
from briefing.shows.channel import Soundbite
from briefing.timeline import milliseconds

LEAST_MS: Final = 15_000
MOST_MS: Final = 120_000
WANTED_MS: Final = 60_000
"""Not longer than this where it is long enough without the next sentence."""


def soundbite(briefing: Briefing) -> Soundbite | None:
    """The first sentences of the summary; where they are too short or too long, those of a section.

    None where no run of sentences is long enough, as in a briefing of a few seconds.
    """
    for run in (_summary(briefing), *_sections(briefing)):
        for first in range(len(run)):
            if bite := _from(run[first:], briefing.rate):
                return bite
    return None


def _from(run: Sequence[Cue], rate: int) -> Soundbite | None:
    """As many sentences from the first one as are wanted."""
    start_ms = milliseconds(run[0].start, rate)
    best_ms = 0
    for cue in run:
        length_ms = milliseconds(cue.end, rate) - start_ms
        if length_ms > MOST_MS or (best_ms and length_ms > WANTED_MS):
            break
        if length_ms >= LEAST_MS:
            best_ms = length_ms
    if not best_ms:
        return None
    return Soundbite(start_ms=start_ms, duration_ms=best_ms, title=one_line(run[0].shown))


def _summary(briefing: Briefing) -> tuple[Cue, ...]:
    """The sentences of the summary, without the word that announces it."""
    return tuple(cue for cue in briefing.utterances if cue.role is Role.SUMMARY and cue.sentence)


def _sections(briefing: Briefing) -> list[tuple[Cue, ...]]:
    """What is narrated, by chapters."""
    return [
        tuple(cue for cue in briefing.cues_of(chapter) if cue.role is Role.NARRATION)
        for chapter in briefing.chapters
    ]
