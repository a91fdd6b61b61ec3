"""The master, put together with pydub a stretch at a time.

Stretches of a segment are built by joining bytes (pydub's ``+=`` copies everything before it: 50 s for
800 clips) and handed on at once, so memory does not grow with the briefing. No cross-fade: clips begin and
end in silence, see :mod:`briefing.audio.silence`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import quiet, wavefile
from briefing.audio.bed import Bed
from briefing.audio.gain import rounded
from briefing.audio.limiter import limit
from briefing.audio.sounds import UNDER_SPEECH_LU, Sounds, speech_lufs
from briefing.model import Clip, SoundKind, Timeline

if TYPE_CHECKING:
    from pydub import AudioSegment

STRETCH_S: Final = 60
"""Seconds of audio after which a stretch is handed on, even inside a long segment."""


def stretches(
    timeline: Timeline,
    clip: Callable[[str], Clip],
    *,
    sounds: Sounds | None = None,
    lufs: float | None = None,
) -> Iterator[AudioSegment]:
    """The master from first to last frame, as pydub segments of about a minute.

    Args:
        timeline: where everything falls.
        clip: gives the clip of an utterance by id.
        sounds: those that the timeline places; the speech tells how loud they become.
        lufs: how loud the speech is, where that is known.
    """
    segment_class = quiet.audio_segment()
    rate = timeline.rate
    effects, beds = _sounding(timeline, clip, sounds, lufs)
    parts: list[bytes] = []
    at = begun = 0

    def made() -> AudioSegment:
        pcm = _over(b"".join(parts), beds, begun)
        return segment_class(pcm, sample_width=2, frame_rate=rate, channels=1)

    def place(pcm: bytes, start: int) -> None:
        nonlocal at
        if start < at:
            message = f"two sounds overlap at frame {start} of the master"
            raise AssertionError(message)
        parts.append(bytes(2 * (start - at)))
        parts.append(pcm)
        at = start + len(pcm) // 2

    for cue in timeline.cues:
        while effects and effects[0][0] < cue.start:
            start, pcm = effects.pop(0)
            place(pcm, start)
        place(clip(cue.id).pcm, cue.start)
        if at - begun >= STRETCH_S * rate:
            yield made()
            parts, begun = [], at
    for start, pcm in effects:
        place(pcm, start)
    place(b"", timeline.frames)
    yield made()


def write_master(
    path: Path,
    timeline: Timeline,
    clip: Callable[[str], Clip],
    *,
    sounds: Sounds | None = None,
    lufs: float | None = None,
    gain: float = 1.0,
    ceiling: float = 1.0,
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

    Returns:
        How many samples were held, or let go more softly because of a peak beside them.

    Raises:
        OutputError: the disk failed.
    """
    held = 0

    def blocks() -> Iterator[bytes]:
        nonlocal held
        for stretch in stretches(timeline, clip, sounds=sounds, lufs=lufs):
            if gain == ceiling == 1:
                yield stretch.raw_data
            else:
                sound = np.frombuffer(stretch.raw_data, "<i2")
                limited = limit(sound, rate=timeline.rate, gain=gain, ceiling=ceiling)
                held += limited.held
                yield limited.samples.astype("<i2", copy=False).tobytes()

    import numpy as np

    wavefile.write(path, blocks(), rate=timeline.rate, frames=timeline.frames)
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


def _over(pcm: bytes, beds: list[Bed], start: int) -> bytes:
    """The sound from frame ``start`` on, with the music that is under it."""
    import numpy as np

    heard = [bed.between(start, start + len(pcm) // 2) for bed in beds]
    if not any(len(music) for _, music in heard):
        return pcm
    mixed = np.frombuffer(pcm, "<i2").astype(np.float32)
    for first, music in heard:
        mixed[first - start : first - start + len(music)] += music * 32_767
    return rounded(mixed).astype("<i2", copy=False).tobytes()
