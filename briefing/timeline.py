"""Where everything falls: a script and the lengths of its clips become a timeline in integer frames.

The master is laid out like this, one chapter after the other::

    lead | clip pause clip pause … clip | section pause | tone | tone pause - lead ‖ lead | clip …
    ^ chapter mark                                                                 ^ next chapter mark

The first chapter opens, and the last one closes, with a sound of its own where there is one::

    lead | opening | tone pause | clip …            … clip | section pause | closing | tail

so a chapter mark always lies in silence, ``lead_ms`` before the chapter's first word, and the tone that
announces a section is heard by who listens on, not by who jumps to the mark. Milliseconds become frames
one by one and frames become milliseconds only at the very end (:func:`milliseconds`), each time with
``round``: cutting with ``int`` would drift by 105 ms over 200 clips.

A paragraph and a segment may be made to begin on a grid, that of the frames of an MP3: then what is changed
in one moves the others by whole frames, and they need not be encoded again. A pause before a paragraph is
longer or shorter by half a step for that at most, 13 ms of 650; that does not add up.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Final

from briefing.model import (
    Chapter,
    Cue,
    PlacedSound,
    Script,
    SegmentKind,
    SoundKind,
    Timeline,
    WordTime,
)
from briefing.records import dataclass
from briefing.settings import Interludes, Pauses

GRID_MS: Final = 500
"""What follows a pause of so much or more begins on the grid."""
BED_ENDS_MS: Final = 100
"""Music is over so long before the next chapter's mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silences:
    """Silences to the frame, instead of those in milliseconds."""

    behind: Mapping[str, int]
    """Utterance id to frames: of the last one of a segment, before the tone that announces the next."""
    tail: int
    """After the last word, or the closing sound."""


def frames_of(ms: float, rate: int) -> int:
    """Milliseconds as the nearest whole number of frames."""
    return round(ms * rate / 1000)


def milliseconds(frames: int, rate: int) -> int:
    """Frames as the nearest whole millisecond."""
    return round(frames * 1000 / rate)


def vtt_clock(ms: int) -> str:
    """``HH:MM:SS.mmm`` (WebVTT)."""
    return _clock(ms, ".")


def srt_clock(ms: int) -> str:
    """``HH:MM:SS,mmm`` (SubRip)."""
    return _clock(ms, ",")


def _clock(ms: int, point: str) -> str:
    minutes, rest = divmod(ms, 60_000)
    return f"{_minute(minutes)}{rest // 1000:02d}{point}{rest % 1000:03d}"


@lru_cache(maxsize=64)
def _minute(minutes: int) -> str:
    """What the many times of one minute begin with."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}:"


def lay(
    script: Script,
    lengths: Mapping[str, int],
    *,
    rate: int,
    pauses: Pauses,
    interludes: Interludes = Interludes(),  # noqa: B008  (frozen)
    words: Mapping[str, tuple[WordTime, ...]] | None = None,
    estimated: Container[str] = frozenset(),
    silences: Silences | None = None,
    grid: int = 1,
) -> Timeline:
    """Lay the clips end to end.

    Args:
        script: what is said.
        lengths: utterance id to frames of its clip; every utterance must be there.
        rate: frames per second of the master.
        pauses: the silences between segments; those between utterances are in the script.
        interludes: the lengths of the sounds between the words.
        words: utterance id to word times in frames of its clip.
        estimated: utterances whose word times are estimates.
        silences: those to the frame, where the whole is to have an exact length.
        grid: what follows a long pause begins on a whole multiple of so many frames, unless silences are
            given.

    Returns:
        Contiguous chapters from 0 to the last frame, and a cue for each utterance.

    Raises:
        KeyError: an utterance has no clip. That is a bug: nothing is ever laid as silence.
    """
    lead = frames_of(pauses.lead_ms, rate)
    chapters: list[Chapter] = []
    cues: list[Cue] = []
    sounds: list[PlacedSound] = []
    mark = 0
    last = len(script.segments) - 1

    def behind(name: str, ms: int) -> int:
        return frames_of(ms, rate) if silences is None else silences.behind[name]

    def settled(at: int, ms: int) -> int:
        """What follows so long a pause, at the nearest place on the grid."""
        return (at + grid // 2) // grid * grid if silences is None and ms >= GRID_MS else at

    def sound(kind: SoundKind, start: int, ms: int) -> int:
        """Place a sound; the frame behind it."""
        end = start + frames_of(ms, rate)
        if end > start:
            sounds.append(PlacedSound(kind=kind, start=start, end=end))
        return end

    for number, segment in enumerate(script.segments):
        at = mark + lead
        if number == 0 and interludes.opening_ms:
            at = sound(SoundKind.OPENING, at, interludes.opening_ms)
            at += frames_of(pauses.tone_ms, rate)
        begun = at
        for utterance in segment.utterances:
            end = at + lengths[utterance.id]
            cues.append(
                Cue(
                    id=utterance.id,
                    chapter=segment.id,
                    role=utterance.role,
                    shown=utterance.shown,
                    spoken=utterance.spoken,
                    start=at,
                    end=end,
                    sentence=utterance.sentence,
                    section=utterance.section,
                    opens_paragraph=utterance.opens_paragraph,
                    words=_moved(words.get(utterance.id, ()), at) if words else (),
                    words_estimated=utterance.id in estimated,
                )
            )
            at = end
            if utterance is not segment.utterances[-1]:
                at += behind(utterance.id, utterance.pause_ms)
                at = settled(at, utterance.pause_ms)
        ending = frames_of(pauses.section_ms, rate)
        if number != last:
            ending = behind(segment.utterances[-1].id, pauses.section_ms)
        if interludes.bed and segment.kind in (SegmentKind.IDENT, SegmentKind.SUMMARY):
            after = max(ending - frames_of(pauses.lead_ms + BED_ENDS_MS, rate), 0)
            sounds.append(PlacedSound(kind=SoundKind.BED, start=begun - lead, end=at + after))
        if number == last and interludes.closing_ms:
            at += frames_of(pauses.section_ms, rate)
            at = sound(SoundKind.CLOSING, at, interludes.closing_ms)
        if number == last:
            at += frames_of(pauses.tail_ms, rate) if silences is None else silences.tail
        else:
            at = settled(at + ending, pauses.section_ms)
            if interludes.section_ms and script.segments[number + 1].kind is SegmentKind.SECTION:
                at = sound(SoundKind.SECTION, at, interludes.section_ms)
                at += frames_of(pauses.tone_ms, rate)
            at -= lead
        chapters.append(Chapter(id=segment.id, kind=segment.kind, title=segment.title, start=mark, end=at))
        mark = at
    return Timeline(rate=rate, frames=mark, chapters=tuple(chapters), cues=tuple(cues), sounds=tuple(sounds))


def _moved(words: tuple[WordTime, ...], by: int) -> tuple[WordTime, ...]:
    return tuple(WordTime(word.index, word.start + by, word.end + by) for word in words)
