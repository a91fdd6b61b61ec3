"""Handles: some more of the sound on either side of a cut, for whoever fades it in and out.

A handle is taken from the silence around the cut. It ends where the neighbouring word begins, by the voice's
own times, or by the utterance's where the voice did not tell; so does it at a tone or a jingle, though not at
music under the words, and at the ends of the briefing. Only where it is asked for does it run into them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.model import Briefing, Cue, SoundKind
from briefing.radio import cuts
from briefing.radio.cuts import Cut


def with_handles(briefing: Briefing, cut: Cut, frames: int, *, into_words: bool = False) -> Cut:
    """The cut, longer on both sides.

    Args:
        briefing: what it is cut from.
        cut: what is wanted.
        frames: of the master, how long each handle may be.
        into_words: whether it may be heard what stands next to the cut.
    """
    earliest, latest = (0, briefing.frames) if into_words else _silence(briefing, cut)
    start = min(cut.start, max(cut.start - frames, earliest))
    end = max(cut.end, min(cut.end + frames, latest))
    if cut.kind == "sentences":  # which it is made of stays what was asked for
        return replace(cut, start=start, end=end)
    return cuts.between(briefing, start, end, kind=cut.kind, number=cut.number, title=cut.title)


def _silence(briefing: Briefing, cut: Cut) -> tuple[int, int]:
    """From where to where nothing else is heard; of a word that is cut through, nothing more either."""
    earliest, latest = 0, briefing.frames
    for start, end in _heard(briefing, cut):
        if start < cut.start:
            earliest = max(earliest, min(end, cut.start))
        if end > cut.end:
            latest = min(latest, max(start, cut.end))
    return earliest, latest


def _heard(briefing: Briefing, cut: Cut) -> Iterator[tuple[int, int]]:
    """Words, utterances whose words are not known, and sounds."""
    for cue in briefing.utterances:
        if cue.start < cut.end and cue.end > cut.start:
            yield from _words(cue)
        else:
            yield cue.start, cue.end
    for sound in briefing.sounds:
        if sound.kind is not SoundKind.BED:
            yield sound.start, sound.end


def _words(cue: Cue) -> Iterator[tuple[int, int]]:
    if cue.words and not cue.words_estimated:
        yield from ((word.start, word.end) for word in cue.words)
    else:
        yield cue.start, cue.end
