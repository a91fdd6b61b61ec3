"""The master, put together with pydub a stretch at a time.

Stretches of a segment are built by joining bytes (pydub's ``+=`` copies everything before it: 50 s for
800 clips) and handed on at once, so memory does not grow with the briefing. No cross-fade; a few
milliseconds of fade at each clip's edges, inside the room left by trimming, so that nothing clicks.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.audio import quiet
from briefing.audio.tones import section_tone
from briefing.errors import OutputError
from briefing.model import Clip, Timeline

if TYPE_CHECKING:
    from pydub import AudioSegment

FADE_MS: Final = 5
STRETCH_S: Final = 60
"""Seconds of audio after which a stretch is handed on, even inside a long segment."""
WAV_LIMIT: Final = 2**32 - 4096
"""Bytes a RIFF file can describe."""


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


def write_master(path: Path, timeline: Timeline, clip: Callable[[str], Clip]) -> None:
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
            for stretch in stretches(timeline, clip):
                master.writeframesraw(stretch.raw_data)
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror or error}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error
