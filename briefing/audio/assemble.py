"""The master, put together with pydub a stretch at a time.

Stretches of a segment are built by joining bytes (pydub's ``+=`` copies everything before it: 50 s for
800 clips) and handed on at once, so memory does not grow with the briefing. No cross-fade: clips begin and
end in silence, see :mod:`briefing.audio.silence`.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import quiet
from briefing.audio.bed import Bed
from briefing.audio.sounds import UNDER_SPEECH_LU, Sounds, speech_lufs
from briefing.errors import OutputError
from briefing.model import Clip, SoundKind, Timeline

if TYPE_CHECKING:
    from pydub import AudioSegment

STRETCH_S: Final = 60
"""Seconds of audio after which a stretch is handed on, even inside a long segment."""
WAV_LIMIT: Final = 2**32 - 4096
"""Bytes a RIFF file can describe."""


def stretches(
    timeline: Timeline, clip: Callable[[str], Clip], *, sounds: Sounds | None = None
) -> Iterator[AudioSegment]:
    """The master from first to last frame, as pydub segments of about a minute.

    Args:
        timeline: where everything falls.
        clip: gives the clip of an utterance by id.
        sounds: those that the timeline places; the speech tells how loud they become.
    """
    segment_class = quiet.audio_segment()
    rate = timeline.rate
    effects, beds = _sounding(timeline, clip, sounds)
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
    path: Path, timeline: Timeline, clip: Callable[[str], Clip], *, sounds: Sounds | None = None
) -> None:
    """Write the master as a plain WAV file, streaming.

    Raises:
        OutputError: the disk failed, or the briefing is longer than a WAV file can be.
    """
    if timeline.frames * 2 > WAV_LIMIT:
        hours = timeline.frames / timeline.rate / 3600
        message = f"the briefing lasts {hours:.1f} hours, which is more than a WAV file can hold"
        raise OutputError(message, hint="split the article")
    try:
        with wave.open(str(path), "wb") as master:
            master.setnchannels(1)
            master.setsampwidth(2)
            master.setframerate(timeline.rate)
            master.setnframes(timeline.frames)
            for stretch in stretches(timeline, clip, sounds=sounds):
                master.writeframesraw(stretch.raw_data)
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror or error}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error


def _sounding(
    timeline: Timeline, clip: Callable[[str], Clip], sounds: Sounds | None
) -> tuple[list[tuple[int, bytes]], list[Bed]]:
    """The sounds where they fall, as loud as they are to be: those by themselves, and those under speech."""
    if not timeline.sounds:
        return [], []
    assert sounds is not None, "a timeline places sounds that nobody brought"
    import numpy as np

    levelled = sounds.at(speech_lufs(timeline.cues, clip, rate=timeline.rate) - UNDER_SPEECH_LU)
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
    return np.clip(np.round(mixed), -32_768, 32_767).astype("<i2").tobytes()
