"""Pairs of text and sound in a book, held against the briefing: each utterance once, in order, in time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from briefing.checks._documents import plain
from briefing.checks._sounds import Sound, is_same, stretch
from briefing.checks.faults import Fault
from briefing.model import Briefing
from briefing.records import dataclass

CLOCK: Final = re.compile(r"(?:(\d+):)?([0-5]\d):([0-5]\d(?:\.\d+)?)")
COUNT: Final = re.compile(r"(\d+(?:\.\d+)?)(h|min|s|ms)?")
UNITS_MS: Final = {"h": 3_600_000, "min": 60_000, "s": 1000, "ms": 1, None: 1000}
SLACK_MS: Final = 1.0
"""Times are rounded to milliseconds."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One ``par``: what is shown while a stretch of a sound file is heard."""

    where: str
    """Its place, for messages."""
    id: str
    """Of the element that is shown."""
    text: str
    """What stands in that element."""
    sound: str
    """The file."""
    start_ms: float
    end_ms: float


def clock_ms(text: str) -> float | None:
    """A SMIL clock value in milliseconds (``1:02:03.5``, ``02:03``, ``7.25s``); None where it is none."""
    if clock := CLOCK.fullmatch(text):
        return int(clock[1] or 0) * 3_600_000 + int(clock[2]) * 60_000 + float(clock[3]) * 1000
    count = COUNT.fullmatch(text)
    return None if count is None else float(count[1]) * UNITS_MS[count[2]]


def element_id(utterance: str) -> str:
    """The id an utterance has in a book: its own, behind a ``_`` where XML would not have it."""
    return utterance if utterance[:1].isalpha() else f"_{utterance}"


def unfaithful(
    file: str, clips: Sequence[Clip], briefing: Briefing, *, late_ms: float = 0.0
) -> Iterator[Fault]:
    """Where the book does not say what the briefing says, when it says it.

    Args:
        file: the book, for messages.
        clips: of the whole book, in the order they are played.
        briefing: what was said.
        late_ms: by how much the sound in the book's files is late.
    """
    expected = [element_id(cue.id) for cue in briefing.utterances]
    counts = Counter(clip.id for clip in clips)
    for name in expected:
        if not counts[name]:
            yield Fault(file, name, "this utterance has no par: it is never heard")
        elif counts[name] > 1:
            yield Fault(file, name, f"this utterance has {counts[name]} pars")
    known = set(expected)
    for clip in clips:
        if clip.id not in known:
            yield Fault(file, clip.where, f"{clip.id!r} is no utterance of the briefing")
    played = [clip.id for clip in clips if clip.id in known]
    if played != [name for name in expected if counts[name]] and not any(n > 1 for n in counts.values()):
        first = next(
            one for one, two in zip(played, filter(counts.get, expected), strict=False) if one != two
        )
        yield Fault(file, first, "is played in another order than it is said")
    yield from _wrong_stretches(file, clips, briefing, late_ms)


def _wrong_stretches(file: str, clips: Sequence[Clip], briefing: Briefing, late_ms: float) -> Iterator[Fault]:
    cues = {element_id(cue.id): cue for cue in briefing.utterances}
    starts = {chapter.id: chapter.start for chapter in briefing.chapters}
    before = dict(zip(cues, (None, *cues.values()), strict=False))

    def ms(frame: int, chapter: str) -> float:
        return (frame - starts.get(chapter, 0)) * 1000 / briefing.rate + late_ms

    for clip in clips:
        cue = cues.get(clip.id)
        if cue is None:
            continue
        if (wanted := plain(cue.shown)) and clip.text != wanted:
            yield Fault(file, clip.where, f"shows {clip.text!r}, and the utterance is {wanted!r}")
        start, end = ms(cue.start, cue.chapter), ms(cue.end, cue.chapter)
        last = before[clip.id]
        earliest = ms(last.end, cue.chapter) if last is not None and last.chapter == cue.chapter else 0.0
        if clip.start_ms > start + SLACK_MS or clip.end_ms < end - SLACK_MS:
            yield Fault(
                file,
                clip.where,
                f"is heard from {clip.start_ms:.0f} to {clip.end_ms:.0f} ms, and said from {start:.0f} to "
                f"{end:.0f} ms",
            )
        elif clip.start_ms < earliest - SLACK_MS:
            yield Fault(file, clip.where, "begins inside the utterance before it")


def untiled(file: str, clips: Sequence[Clip], lengths_ms: Mapping[str, float]) -> Iterator[Fault]:
    """Where the stretches of a sound file do not follow each other from its beginning to its end at most."""
    for sound, group in groupby(clips, key=lambda clip: clip.sound):
        played = list(group)
        if played[0].start_ms != 0:
            yield Fault(file, played[0].where, f"the beginning of {sound} is skipped")
        for clip in played:
            if clip.start_ms >= clip.end_ms:
                yield Fault(file, clip.where, "has no length")
        for one, two in pairwise(played):
            if two.start_ms != one.end_ms:
                yield Fault(file, two.where, "does not begin where the one before it ends")
        length = lengths_ms.get(sound)
        for clip in played:
            if length is not None and clip.end_ms > length + SLACK_MS / 2:
                yield Fault(
                    file,
                    clip.where,
                    f"ends at {clip.end_ms:.0f} ms, and {sound} lasts {length:.0f} ms",
                )
    names = [sound for sound, _ in groupby(clips, key=lambda clip: clip.sound)]
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(file, name, "is played, left and played again")


def other_sounds(
    file: str,
    clips: Sequence[Clip],
    sounds: Mapping[str, Sound],
    briefing: Briefing,
    folder: Path,
    *,
    late_ms: float = 0.0,
    slack_ms: float = 2.0,
) -> Iterator[Fault]:
    """Sound files that are not their chapter's stretch of the master.

    Args:
        file: the book, for messages.
        clips: of the whole book.
        sounds: the sound files, decoded.
        briefing: what was said.
        folder: where ``master.wav`` is.
        late_ms: by how much the sound in the book's files is late; it is left out of ``sounds``' loudness.
        slack_ms: how much longer they may be, besides.
    """
    chapter_of = {element_id(cue.id): cue.chapter for cue in briefing.utterances}
    chapters = {chapter.id: chapter for chapter in briefing.chapters}
    for name, heard in sounds.items():
        spoken = {chapter_of[clip.id] for clip in clips if clip.sound == name and clip.id in chapter_of}
        if len(spoken) != 1:
            yield Fault(file, name, f"has utterances of {len(spoken)} chapters, not of one")
            continue
        chapter = chapters[spoken.pop()]
        meant = stretch(folder / "master.wav", chapter.start, chapter.end)
        if meant is None:
            continue
        longer_ms = heard.ms - late_ms - meant.ms
        if not -SLACK_MS <= longer_ms <= slack_ms:
            yield Fault(file, name, f"lasts {longer_ms:.0f} ms more than chapter {chapter.id}")
        elif not is_same(heard, meant):
            yield Fault(file, name, f"does not sound as the master does in chapter {chapter.id}")
