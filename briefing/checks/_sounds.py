"""The sound of a book, decoded: how long it is, and whether it is the master's.

Two sounds are compared by how loud they are from moment to moment, which survives encoding and another rate.
Only that and the length are kept of each: an hour of samples would take half a gigabyte.
"""

from __future__ import annotations

import wave
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW_MS: Final = 20
WINDOWS: Final = 500
"""So many are reckoned at once."""
ALIKE: Final = 0.9
"""The least correlation of the loudness of two sounds that are the same one."""
SILENCE: Final = 30.0
"""The loudest window (root mean square of 16-bit samples) of what counts as silence."""


class Undecodable(ValueError):
    """Not MP3."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What is kept of a sound."""

    rate: int
    frames: int
    loudness: NDArray[np.float64]
    """Root mean square of window after window."""

    @property
    def ms(self) -> float:
        """How long it lasts, in milliseconds."""
        return self.frames * 1000 / self.rate


def decoded(data: bytes, *, late: int = 0) -> Sound:
    """An MP3, decoded by miniaudio.

    Args:
        data: the file.
        late: samples that come before its sound.

    Raises:
        Undecodable: it is none.
    """
    import miniaudio
    import numpy as np

    try:
        heard = miniaudio.mp3_read_s16(data)
    except miniaudio.DecodeError as error:
        message = "is not MP3 audio"
        raise Undecodable(message) from error
    samples = np.frombuffer(heard.samples, dtype=np.int16)[:: heard.nchannels]
    rate = int(heard.sample_rate)
    return Sound(rate, len(samples), _loudness(samples[late:], rate))


def decoded_all(
    names: Iterable[str], data: Mapping[str, bytes], *, late: int = 0
) -> tuple[dict[str, Sound], list[tuple[str, str]]]:
    """The sounds of these names, each once; and the names that have none, with what is wrong with them."""
    sounds: dict[str, Sound] = {}
    silent: list[tuple[str, str]] = []
    for name in dict.fromkeys(names):
        if name not in data:
            silent.append((name, "is to be heard and is not in the book"))
            continue
        try:
            sounds[name] = decoded(data[name], late=late)
        except Undecodable as error:
            silent.append((name, str(error)))
    return sounds, silent


def stretch(master: Path, start: int, end: int) -> Sound | None:
    """A stretch of the master from frame ``start`` to before ``end``; None where there is no such master."""
    import numpy as np

    try:
        with wave.open(str(master), "rb") as file:
            file.setpos(start)
            samples = np.frombuffer(file.readframes(end - start), np.dtype("<i2"))
            return Sound(file.getframerate(), len(samples), _loudness(samples, file.getframerate()))
    except (OSError, EOFError, wave.Error):
        return None


def is_same(heard: Sound, meant: Sound) -> bool:
    """Whether one sound is the other."""
    import numpy as np

    length = min(len(heard.loudness), len(meant.loudness))
    here, there = heard.loudness[:length], meant.loudness[:length]
    if not length or max(float(here.max()), float(there.max())) < SILENCE:
        return True
    if min(float(here.std()), float(there.std())) == 0.0:
        return False
    return float(np.corrcoef(here, there)[0, 1]) >= ALIKE


def _loudness(samples: NDArray[np.int16], rate: int) -> NDArray[np.float64]:
    """Of whole windows, each as long as any other to a sample."""
    import numpy as np

    count = int(len(samples) * 1000 / rate // WINDOW_MS)
    edges = np.rint(np.arange(count + 1) * (rate * WINDOW_MS / 1000)).astype(np.int64)
    parts: list[NDArray[np.float64]] = [np.zeros(0)]
    for first in range(0, count, WINDOWS):
        here = edges[first : first + WINDOWS + 1]
        squares = np.square(samples[here[0] : here[-1]].astype(np.float64))
        parts.append(np.sqrt(np.add.reduceat(squares, here[:-1] - here[0]) / np.diff(here)))
    return np.concatenate(parts)
