"""A voice's sound becomes a clip: decoded, mono, in the master's rate.

miniaudio decodes MP3 in 1 ms where pydub's way through ffmpeg takes 135 ms and needs a program that is
not there on a bare machine; soxr resamples without the aliases ``audioop.ratecv`` leaves. What of the sound
is silence, and goes, is found by :mod:`briefing.audio.silence`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.audio import silence
from briefing.contracts import Sound
from briefing.errors import VoiceOffline, VoiceRefused
from briefing.model import Breath, WordTime
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

FIT_VERSION: Final = "fit-2"
"""Part of every cache key: change it whenever a line here or in ``silence`` changes the sound of a clip."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sound as it will stand in the master, its pauses taken out."""

    pcm: bytes
    """16-bit little-endian mono."""
    words: tuple[WordTime, ...]
    """In frames of it."""
    breaths: tuple[Breath, ...]
    """Where pauses belong."""


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
    import numpy as np

    # What miniaudio.mp3_read_s16 does, without all that the package loads to fetch radio from the web: 60 ms
    # of every run that encodes. A test holds one against the other.
    from _miniaudio import ffi, lib  # type: ignore[import-not-found]

    config, frames = ffi.new("ma_dr_mp3_config *"), ffi.new("ma_dr_mp3_uint64 *")
    memory = lib.ma_dr_mp3_open_memory_and_read_pcm_frames_s16(data, len(data), config, frames, ffi.NULL)
    if not memory:
        message = "not MP3 audio"
        raise ValueError(message)
    memory = ffi.gc(memory, lambda it: lib.ma_dr_mp3_free(it, ffi.NULL))  # with the last of the samples
    samples = np.frombuffer(ffi.buffer(memory, 2 * frames[0] * config.channels), np.int16)
    if config.channels > 1:
        samples = samples.reshape(-1, config.channels).mean(axis=1).round().astype(np.int16)
    return samples, int(config.sampleRate)


def fit(sound: Sound, *, rate: int, text: str = "") -> Fitted:
    """A sound as it will stand in the master.

    Its direct current, the silence around it and the silences at the marks inside are taken out.

    Args:
        sound: what the voice gave.
        rate: frames per second of the master.
        text: what is said in it; without it no pause inside is looked for.

    Raises:
        VoiceOffline: see :func:`decode`.
        VoiceRefused: there is nothing but silence in it. A sentence never becomes silence.
    """
    import numpy as np

    pcm, source_rate = decode(sound)
    samples: Samples = silence.centred(np.frombuffer(pcm, dtype="<i2"), rate=source_rate)
    if source_rate != rate and len(samples):
        import soxr

        samples = soxr.resample(samples, source_rate, rate)
    scale = rate / sound.rate
    kept = silence.without(
        samples,
        rate=rate,
        text=text,
        words=_scaled(sound.words, scale),
        pauses=_scaled(sound.pauses, scale),
    )
    if kept is None:
        message = "the voice answered with silence"
        raise VoiceRefused(message)
    return Fitted(kept.samples.astype("<i2", copy=False).tobytes(), kept.words, kept.breaths)


def _scaled(times: tuple[WordTime, ...], scale: float) -> tuple[WordTime, ...]:
    return tuple(WordTime(time.index, round(time.start * scale), round(time.end * scale)) for time in times)
