"""``briefing.json`` by itself: every time is inside the sound, and follows the one before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

from briefing.checks._placed import Span, placed
from briefing.checks._reading import clock, in_ms
from briefing.checks.faults import Fault
from briefing.model import Briefing, Chapter, Cue

FILE: Final = "briefing.json"
LEAST_LEAD_MS: Final = 50
MOST_LEAD_MS: Final = 100
"""From a chapter's mark to what is heard first in it: earlier, players cut into it; later, listeners wait."""
ROUNDING_MS: Final = 0.1
"""Lengths in frames are milliseconds within half a frame, 0.07 ms at the lowest rate."""


def check(folder: Path, briefing: Briefing) -> Iterator[Fault]:  # noqa: ARG001
    """Times that cannot be."""
    if briefing.rate <= 0 or briefing.frames <= 0:
        yield Fault(FILE, "rate and frames", "they must be more than 0")
        return
    if not briefing.chapters:
        yield Fault(FILE, "chapters", "there are none")
    yield from _of_chapters(briefing)
    yield from _of_utterances(briefing)
    yield from _of_sounds(briefing)


def _of_chapters(briefing: Briefing) -> Iterator[Fault]:
    sounds = placed(briefing)
    first_said: dict[str, Cue] = {}
    for cue in briefing.utterances:
        first_said.setdefault(cue.chapter, cue)
    at = 0
    for chapter in briefing.chapters:
        if chapter.start != at:
            yield Fault(FILE, chapter.id, "the chapter does not begin where the one before it ends")
        if chapter.end <= chapter.start:
            yield Fault(FILE, chapter.id, "the chapter ends before it begins")
        at = chapter.end
        if chapter.id not in first_said:
            yield Fault(FILE, chapter.id, "nothing is said in the chapter")
            continue
        yield from _lead(chapter, first_said[chapter.id], sounds, briefing.rate)
    if briefing.chapters and at != briefing.frames:
        yield Fault(FILE, briefing.chapters[-1].id, "the last chapter does not end with the sound")


def _lead(chapter: Chapter, cue: Cue, sounds: tuple[Span, ...], rate: int) -> Iterator[Fault]:
    heard = min([cue.start, *(item.start for item in sounds if chapter.start < item.start)])
    lead_ms = in_ms(heard - chapter.start, rate)
    if not LEAST_LEAD_MS - ROUNDING_MS <= lead_ms <= MOST_LEAD_MS + ROUNDING_MS:
        yield Fault(
            FILE,
            chapter.id,
            f"the chapter's mark is {lead_ms:.0f} ms before its first sound, "
            f"not {LEAST_LEAD_MS} to {MOST_LEAD_MS}",
        )


def _of_utterances(briefing: Briefing) -> Iterator[Fault]:
    chapters = {chapter.id: chapter for chapter in briefing.chapters}
    at = 0
    for cue in briefing.utterances:
        if cue.start < 0 or cue.end > briefing.frames:
            yield Fault(FILE, cue.id, f"it ends at {_at(cue.end, briefing)}, beyond the end of the sound")
        elif cue.end <= cue.start:
            yield Fault(FILE, cue.id, f"it ends at {_at(cue.end, briefing)}, before it begins")
        elif cue.start < at:
            yield Fault(FILE, cue.id, "it begins before the one before it has ended")
        else:
            chapter = chapters.get(cue.chapter)
            if chapter is None:
                yield Fault(FILE, cue.id, f"its chapter {cue.chapter} is not there")
            elif not chapter.start <= cue.start < cue.end <= chapter.end:
                yield Fault(FILE, cue.id, f"it is not inside its chapter {cue.chapter}")
        at = max(at, cue.end)
        yield from _words(cue)


def _words(cue: Cue) -> Iterator[Fault]:
    if not cue.words:
        return
    last = cue.words[-1]
    ordered = all(
        one.start <= one.end <= two.start and one.index < two.index for one, two in pairwise(cue.words)
    )
    if not ordered or not cue.start <= cue.words[0].start or not last.start <= last.end <= cue.end:
        yield Fault(FILE, cue.id, "the times of its words are not in order inside it")
    elif last.index >= len(cue.spoken.split()):
        yield Fault(FILE, cue.id, "a time belongs to a word that is not there")


def _of_sounds(briefing: Briefing) -> Iterator[Fault]:
    starts = [cue.start for cue in briefing.utterances]
    ends = [0, *accumulate((cue.end for cue in briefing.utterances), max)]
    for sound in placed(briefing):
        place = bisect_right(starts, sound.start)
        after = starts[place] if place < len(starts) else briefing.frames
        least, most = (0, briefing.frames) if sound.under_words else (ends[place], after)
        if not least <= sound.start < sound.end <= most:
            yield Fault(FILE, f"sound at {_at(sound.start, briefing)}", "it does not lie in a pause")


def _at(frames: int, briefing: Briefing) -> str:
    return clock(in_ms(frames, briefing.rate))
