"""The user's own sounds, from files: checked, decoded, mono, in the master's rate, their edges faded."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.errors import ConfigError
from briefing.model import SoundKind
from briefing.timeline import frames_of

if TYPE_CHECKING:
    import miniaudio
    import numpy as np
    from numpy.typing import NDArray

LONGEST_S: Final = {
    SoundKind.OPENING: 20,
    SoundKind.CLOSING: 20,
    SoundKind.SECTION: 5,
    SoundKind.BED: 300,
}
SHORTEST_S: Final = 0.1
SHORTEST_BED_S: Final = 5
KINDS: Final = (".wav", ".mp3", ".flac")
EDGE_MS: Final = 10
"""Fade in and out at the edges of a file, which may begin in the middle of a wave."""


def length_ms(kind: SoundKind, name: str) -> int:
    """How long a sound lasts, in whole milliseconds, read from the head of its file.

    Raises:
        ConfigError: it is missing, unreadable, too short or too long.
    """
    told = _told(kind, name)
    seconds: float = told.num_frames / told.sample_rate
    least = SHORTEST_BED_S if kind is SoundKind.BED else SHORTEST_S
    if seconds < least:
        message = f"the sound {name} lasts {seconds:.2f} seconds; sounds.{kind} takes at least {least:g}"
        raise ConfigError(message, hint=_without(kind))
    if seconds > LONGEST_S[kind]:
        message = (
            f"the sound {name} lasts {seconds:.0f} seconds; sounds.{kind} takes at most {LONGEST_S[kind]}"
        )
        raise ConfigError(message, hint=f"ffmpeg -i {name} -t {LONGEST_S[kind]} shorter.wav")
    return math.ceil(seconds * 1000)


def read(kind: SoundKind, name: str, *, rate: int) -> NDArray[np.float32]:
    """The sound, mono, at ``rate`` frames per second, exactly as long as :func:`length_ms` says.

    Raises:
        ConfigError: see there; or it is silent.
    """
    import miniaudio
    import numpy as np

    frames = frames_of(length_ms(kind, name), rate)
    told = _told(kind, name)
    try:
        decoded = miniaudio.decode_file(
            name,
            output_format=miniaudio.SampleFormat.FLOAT32,
            nchannels=told.nchannels,
            sample_rate=told.sample_rate,
        )
    except miniaudio.MiniaudioError as error:
        raise _unreadable(kind, name) from error
    sound = np.asarray(decoded.samples, dtype=np.float32).reshape(-1, told.nchannels).mean(axis=1)
    if told.sample_rate != rate:
        import soxr

        sound = soxr.resample(sound, told.sample_rate, rate)
    sound = np.pad(sound[:frames], (0, max(0, frames - len(sound)))).astype(np.float32)
    sound -= sound.mean(dtype=np.float64).astype(np.float32)
    if not np.isfinite(sound).all() or np.abs(sound).max() < 1e-4:
        message = f"there is nothing but silence in the sound {name}"
        raise ConfigError(message, hint=_without(kind))
    edge = min(frames_of(EDGE_MS, rate), frames // 2)
    ramp = np.sin(np.arange(edge, dtype=np.float32) / edge * np.pi / 2) ** 2
    sound[:edge] *= ramp
    sound[frames - edge :] *= ramp[::-1]
    return sound


def mark(kind: SoundKind, name: str) -> str:
    """A short text that changes whenever the file does.

    Raises:
        ConfigError: it is missing or unreadable.
    """
    try:
        with Path(name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        message = f"cannot read the sound {name}: {error.strerror or error}"
        raise ConfigError(message, hint=_without(kind)) from error


def _told(kind: SoundKind, name: str) -> miniaudio.SoundFileInfo:
    import miniaudio

    if not Path(name).is_file():
        message = f"cannot read the sound {name}: there is no such file"
        raise ConfigError(message, hint=_without(kind))
    if Path(name).suffix.lower() not in KINDS:
        raise _unreadable(kind, name)
    try:
        told = miniaudio.get_file_info(name)
    except (miniaudio.MiniaudioError, OSError) as error:
        raise _unreadable(kind, name) from error
    if not (told.num_frames and told.sample_rate and told.nchannels):
        raise _unreadable(kind, name)
    return told


def _unreadable(kind: SoundKind, name: str) -> ConfigError:
    message = f"the sound {name} is no WAV, MP3 or FLAC file that can be read"
    return ConfigError(message, hint=f"ffmpeg -i {name} {kind}.wav")


def _without(kind: SoundKind) -> str:
    return f"-O sounds.{kind}=FILE, or leave it out"
