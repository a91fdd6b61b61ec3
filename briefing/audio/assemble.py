"""The master, put together with pydub a stretch at a time.

Stretches of a segment are built by joining bytes (pydub's ``+=`` copies everything before it: 50 s for
800 clips) and handed on at once, so memory does not grow with the briefing. No cross-fade: clips begin and
end in silence, see :mod:`briefing.audio.silence`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import quiet, wavefile
from briefing.audio.bed import Bed
from briefing.audio.gain import rounded
from briefing.audio.limiter import limit
from briefing.audio.remains import Remains, checksum, named
from briefing.audio.sounds import UNDER_SPEECH_LU, Sounds, speech_lufs
from briefing.audio.stretches import in_order
from briefing.model import Clip, Cue, SoundKind, Timeline
from briefing.records import dataclass

if TYPE_CHECKING:
    from hashlib import _Hash

    from pydub import AudioSegment

Follow = Callable[[bytes, int], object]
"""Told the sound as it is written, block by block, and how many samples were held so far."""
STRETCH_S: Final = 20
"""Seconds of audio after which a stretch is handed on, even inside a long segment."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some of the master, from silence to silence."""

    start: int
    end: int
    sounds: Sequence[tuple[int, bytes]]
    """What is heard in it beside the clips, by the frame of the master at which it begins."""
    cues: Sequence[Cue]


def stretches(
    timeline: Timeline,
    clip: Callable[[str], Clip],
    *,
    sounds: Sounds | None = None,
    lufs: float | None = None,
) -> Iterator[AudioSegment]:
    """The master from first to last frame, as pydub segments of about so many seconds.

    Args:
        timeline: where everything falls.
        clip: gives the clip of an utterance by id.
        sounds: those that the timeline places; the speech tells how loud they become.
        lufs: how loud the speech is, where that is known.
    """
    join = _Joiner(clip, *_sounding(timeline, clip, sounds, lufs), timeline.rate, quiet.audio_segment())
    return map(join, _planned(timeline, join.effects))


def _planned(timeline: Timeline, effects: Sequence[tuple[int, bytes]]) -> Iterator[_Stretch]:
    """The stretches: each ends with a clip, the last one with the timeline."""
    begun, waiting = 0, list(effects)
    cues: list[Cue] = []

    def ended(end: int) -> _Stretch:
        nonlocal begun, cues
        mine = [item for item in waiting if item[0] < end]
        del waiting[: len(mine)]
        stretch = _Stretch(begun, end, mine, cues)
        begun, cues = end, []
        return stretch

    for cue in timeline.cues:
        cues.append(cue)
        if cue.end - begun >= STRETCH_S * timeline.rate:
            yield ended(cue.end)
    yield ended(timeline.frames)


@dataclass(frozen=True, slots=True)
class _Joiner:
    """Puts a stretch together. May be called from several threads at once."""

    clip: Callable[[str], Clip]
    effects: Sequence[tuple[int, bytes]]
    beds: Sequence[Bed]
    rate: int
    segment: type[AudioSegment]

    def name(self, stretch: _Stretch, remains: Remains, *loudness: float) -> bytes | None:
        """The name of all that a stretch follows from; None where there is music under it.

        Args:
            stretch: which.
            remains: knows what the clips follow from.
            loudness: what is done to it.
        """
        frames = stretch.end - stretch.start
        if any(len(music) for bed in self.beds for _, music in [bed.between(stretch.start, stretch.end)]):
            return None
        sounds = [(start - stretch.start, checksum(pcm)) for start, pcm in stretch.sounds]
        cues = [(cue.start - stretch.start, remains.identity(cue.id)) for cue in stretch.cues]
        return named(self.rate, frames, loudness, sounds, cues)

    def __call__(self, stretch: _Stretch) -> AudioSegment:
        """A stretch with everything in its place."""
        parts: list[bytes] = []
        at = stretch.start
        placed = [*stretch.sounds, *((cue.start, self.clip(cue.id).pcm) for cue in stretch.cues)]
        for start, pcm in sorted(placed, key=lambda item: item[0]):
            if start < at:
                message = f"two sounds overlap at frame {start} of the master"
                raise AssertionError(message)
            parts += (bytes(2 * (start - at)), pcm)
            at = start + len(pcm) // 2
        if at > stretch.end:
            message = f"a sound goes on behind frame {stretch.end} of the master"
            raise AssertionError(message)
        parts.append(bytes(2 * (stretch.end - at)))
        pcm = _over(b"".join(parts), self.beds, stretch.start)
        return self.segment(pcm, sample_width=2, frame_rate=self.rate, channels=1)


def write_master(
    path: Path,
    timeline: Timeline,
    clip: Callable[[str], Clip],
    *,
    sounds: Sounds | None = None,
    lufs: float | None = None,
    gain: float = 1.0,
    ceiling: float = 1.0,
    follow: Follow | None = None,
    digest: _Hash | None = None,
    remains: Remains | None = None,
) -> int:
    """Write the master, streaming: every sample times the gain, peaks held under the ceiling.

    Args:
        path: where to.
        timeline: where everything falls.
        clip: gives the clip of an utterance by id.
        sounds: those that the timeline places.
        lufs: how loud the speech is, where that is known; the sounds are made softer than it.
        gain: the one linear gain of the briefing.
        ceiling: what the wave may reach, also between the samples; full scale is 1.
        follow: hears it.
        digest: is given every byte of the file.
        remains: where stretches of a former master are found, and those of this one noted.

    Returns:
        How many samples were held, or let go more softly because of a peak beside them.

    Raises:
        OutputError: the disk failed.
    """
    import numpy as np

    join = _Joiner(clip, *_sounding(timeline, clip, sounds, lufs), timeline.rate, quiet.audio_segment())
    held = 0

    def found_or_made(stretch: _Stretch) -> tuple[bytes, int]:
        name = None if remains is None else join.name(stretch, remains, gain, ceiling)
        if remains is None or name is None:
            return loud(stretch)
        found = remains.find(name, stretch.end - stretch.start)
        if found is not None:
            remains.move(name, stretch.start)
            return found
        pcm, count = loud(stretch)
        remains.note(name, stretch.start, pcm, count)
        return pcm, count

    def loud(stretch: _Stretch) -> tuple[bytes, int]:
        pcm: bytes = join(stretch).raw_data
        if gain == ceiling == 1:
            return pcm, 0
        limited = limit(np.frombuffer(pcm, "<i2"), rate=timeline.rate, gain=gain, ceiling=ceiling)
        return limited.samples.astype("<i2", copy=False).tobytes(), limited.held

    def blocks() -> Iterator[bytes]:
        nonlocal held
        # Who follows works harder than this, on all cores.
        workers = 0 if follow is None else 1
        for pcm, count in in_order(found_or_made, _planned(timeline, join.effects), workers=workers):
            held += count
            if follow is not None:
                follow(pcm, held)
            yield pcm

    wavefile.write(path, blocks(), rate=timeline.rate, frames=timeline.frames, digest=digest)
    return held


def _sounding(
    timeline: Timeline, clip: Callable[[str], Clip], sounds: Sounds | None, lufs: float | None
) -> tuple[list[tuple[int, bytes]], list[Bed]]:
    """The sounds where they fall, as loud as they are to be: those by themselves, and those under speech."""
    if not timeline.sounds:
        return [], []
    assert sounds is not None, "a timeline places sounds that nobody brought"
    import numpy as np

    if lufs is None:
        lufs = speech_lufs(timeline.cues, clip, rate=timeline.rate)
    levelled = sounds.at(lufs - UNDER_SPEECH_LU)
    pcm = {
        kind: np.round(wave * 32_767).astype("<i2").tobytes()
        for kind, wave in levelled.waves.items()
        if kind is not SoundKind.BED
    }
    return [(item.start, pcm[item.kind]) for item in timeline.sounds if item.kind is not SoundKind.BED], [
        Bed(
            levelled.waves[SoundKind.BED],
            item,
            [cue for cue in timeline.cues if item.start < cue.end and cue.start < item.end],
            timeline.rate,
        )
        for item in timeline.sounds
        if item.kind is SoundKind.BED
    ]


def _over(pcm: bytes, beds: Sequence[Bed], start: int) -> bytes:
    """The sound from frame ``start`` on, with the music that is under it."""
    import numpy as np

    heard = [bed.between(start, start + len(pcm) // 2) for bed in beds]
    if not any(len(music) for _, music in heard):
        return pcm
    mixed = np.frombuffer(pcm, "<i2").astype(np.float32)
    for first, music in heard:
        mixed[first - start : first - start + len(music)] += music * 32_767
    return rounded(mixed).astype("<i2", copy=False).tobytes()
