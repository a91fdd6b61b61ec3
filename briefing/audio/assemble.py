"""The master, put together with pydub a stretch at a time.

Stretches of a segment are built by joining bytes (pydub's ``+=`` copies everything before it: 50 s for
800 clips) and handed on at once, so memory does not grow with the briefing. No cross-fade; a few
milliseconds of fade at each clip's edges, inside the room left by trimming, so that nothing clicks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import quiet, wavefile
from briefing.audio.limiter import limit
from briefing.audio.tones import section_tone
from briefing.model import Clip, Timeline

if TYPE_CHECKING:
    from pydub import AudioSegment

FADE_MS: Final = 5
STRETCH_S: Final = 60
"""Seconds of audio after which a stretch is handed on, even inside a long segment."""


def stretches(timeline: Timeline, clip: Callable[[str], Clip]) -> Iterator[AudioSegment]:
    """The master from first to last frame, as pydub segments of about a minute.

    Args:
        timeline: where everything falls.
        clip: gives the clip of an utterance by id.
    """
    segment_class = quiet.audio_segment()
    rate = timeline.rate
    tone = section_tone(rate) if timeline.tones else b""
    parts: list[bytes] = []
    at = begun = 0

    def made() -> AudioSegment:
        return segment_class(b"".join(parts), sample_width=2, frame_rate=rate, channels=1)

    def place(pcm: bytes, start: int) -> None:
        nonlocal at
        if start < at:
            message = f"two sounds overlap at frame {start} of the master"
            raise AssertionError(message)
        parts.append(bytes(2 * (start - at)))
        parts.append(pcm)
        at = start + len(pcm) // 2

    tones = iter(timeline.tones)
    next_tone = next(tones, None)
    for cue in timeline.cues:
        if next_tone is not None and next_tone < cue.start:
            place(tone, next_tone)
            next_tone = next(tones, None)
        pcm = clip(cue.id).pcm
        sound = segment_class(pcm, sample_width=2, frame_rate=rate, channels=1)
        # pydub cuts at whole milliseconds, so that fading may add a few frames of silence at the end.
        place(sound.fade_in(FADE_MS).fade_out(FADE_MS).raw_data[: len(pcm)], cue.start)
        if at - begun >= STRETCH_S * rate:
            yield made()
            parts, begun = [], at
    place(b"", timeline.frames)
    yield made()


def write_master(
    path: Path,
    timeline: Timeline,
    clip: Callable[[str], Clip],
    *,
    gain: float = 1.0,
    ceiling: float = 1.0,
) -> int:
    """Write the master, streaming: every sample times the gain, peaks held under the ceiling.

    Args:
        path: where to.
        timeline: where everything falls.
        clip: gives the clip of an utterance by id.
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
        for stretch in stretches(timeline, clip):
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
