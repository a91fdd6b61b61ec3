"""A voice's sound becomes a clip: decoded, mono, in the master's rate, its silent edges trimmed.

miniaudio decodes MP3 in 1 ms where pydub's way through ffmpeg takes 135 ms and needs a program that is
not there on a bare machine; soxr resamples without the aliases ``audioop.ratecv`` leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.contracts import Sound
from briefing.errors import VoiceOffline, VoiceRefused
from briefing.model import WordTime

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

FIT_VERSION: Final = "fit-1"
"""Part of every cache key: change it whenever a line below changes the sound of a clip."""

SILENCE_LEVEL: Final = 80
"""Samples up to this (-52 dBFS) are silence; the weakest /f/ and /h/ of the voices we know are louder."""
ROOM_MS: Final = 10
"""What is left of the silence at each edge, so that no onset is cut and a fade has room."""


def decode(sound: Sound) -> tuple[bytes, int]:
    """PCM (16-bit little-endian mono) of a sound, and its rate in frames per second.

    Raises:
        VoiceOffline: the bytes are not the audio they claim to be; asking again may help.
    """
    if sound.encoding == "pcm":
        return sound.data, sound.rate
    try:
        samples, rate = mp3_samples(sound.data)
    except ValueError as error:
        message = "the voice answered with something that is not MP3 audio"
        raise VoiceOffline(message) from error
    return samples.astype("<i2", copy=False).tobytes(), rate


def mp3_samples(data: bytes) -> tuple[Samples, int]:
    """The samples of MP3 frames, two channels mixed, and their rate.

    Raises:
        ValueError: there is no MP3 frame in it.
    """
    import miniaudio
    import numpy as np

    try:
        decoded = miniaudio.mp3_read_s16(data)
    except miniaudio.DecodeError as error:
        message = "not MP3 audio"
        raise ValueError(message) from error
    samples = np.asarray(decoded.samples, dtype=np.int16)
    if decoded.nchannels > 1:
        samples = samples.reshape(-1, decoded.nchannels).mean(axis=1).round().astype(np.int16)
    return samples, int(decoded.sample_rate)


def fit(sound: Sound, *, rate: int) -> tuple[bytes, tuple[WordTime, ...]]:
    """A sound as it will stand in the master: PCM in ``rate``, and its word times in those frames.

    Raises:
        VoiceOffline: see :func:`decode`.
        VoiceRefused: there is nothing but silence in it. A sentence never becomes silence.
    """
    import numpy as np

    pcm, source_rate = decode(sound)
    samples: Samples = np.frombuffer(pcm, dtype="<i2")
    if source_rate != rate and len(samples):
        import soxr

        samples = soxr.resample(samples, source_rate, rate)
    loud = (samples > SILENCE_LEVEL) | (samples < -SILENCE_LEVEL)
    onset = int(loud.argmax()) if len(loud) else 0
    if not loud[onset : onset + 1].any():
        message = "the voice answered with silence"
        raise VoiceRefused(message)
    room = round(ROOM_MS * rate / 1000)
    first, last = max(0, onset - room), min(len(samples), len(loud) - int(loud[::-1].argmax()) + room)
    return samples[first:last].astype("<i2").tobytes(), _moved(
        sound.words, scale=rate / sound.rate, by=-first, length=last - first
    )


def _moved(words: tuple[WordTime, ...], *, scale: float, by: int, length: int) -> tuple[WordTime, ...]:
    """Word times on the trimmed clip, kept inside it."""

    def at(frame: int) -> int:
        return min(max(round(frame * scale) + by, 0), length)

    return tuple(WordTime(word.index, at(word.start), at(word.end)) for word in words)
