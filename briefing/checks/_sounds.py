"""The sound of a book, decoded: how long it is, and whether it is the master's.

Two sounds are compared by how loud they are from moment to moment, which survives encoding and another rate.
"""

from __future__ import annotations

import wave
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float64]

WINDOW_MS: Final = 20
ALIKE: Final = 0.9
"""The least correlation of the loudness of two sounds that are the same one."""
SILENCE: Final = 30.0
"""The loudest window (root mean square of 16-bit samples) of what counts as silence."""


class Undecodable(ValueError):
    """Not MP3."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Decoded samples of one channel."""

    samples: Samples
    rate: int
    channels: int
    """How many there were."""

    @property
    def ms(self) -> float:
        """How long it lasts, in milliseconds."""
        return len(self.samples) * 1000 / self.rate


def decoded(data: bytes) -> Sound:
    """An MP3, decoded by miniaudio.

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
    samples = np.asarray(heard.samples, dtype=np.float64).reshape(-1, heard.nchannels)[:, 0]
    return Sound(samples, int(heard.sample_rate), int(heard.nchannels))


def decoded_all(
    names: Iterable[str], data: Mapping[str, bytes]
) -> tuple[dict[str, Sound], list[tuple[str, str]]]:
    """The sounds of these names, each once; and the names that have none, with what is wrong with them."""
    sounds: dict[str, Sound] = {}
    silent: list[tuple[str, str]] = []
    for name in dict.fromkeys(names):
        if name not in data:
            silent.append((name, "is to be heard and is not in the book"))
            continue
        try:
            sounds[name] = decoded(data[name])
        except Undecodable as error:
            silent.append((name, str(error)))
    return sounds, silent


def stretch(master: Path, start: int, end: int) -> Sound | None:
    """A stretch of the master from frame ``start`` to before ``end``; None where there is no master."""
    import numpy as np

    try:
        with wave.open(str(master), "rb") as file:
            file.setpos(start)
            data = file.readframes(end - start)
            return Sound(np.frombuffer(data, "<i2").astype(np.float64), file.getframerate(), 1)
    except (OSError, EOFError, wave.Error):
        return None


def is_same(heard: Sound, meant: Sound, *, late_ms: float = 0.0) -> bool:
    """Whether one sound is the other, so many milliseconds later."""
    import numpy as np

    here, there = _loudness(heard, late_ms), _loudness(meant, 0.0)
    length = min(len(here), len(there))
    here, there = here[:length], there[:length]
    if not length or max(float(here.max()), float(there.max())) < SILENCE:
        return True
    if min(float(here.std()), float(there.std())) == 0.0:
        return False
    return float(np.corrcoef(here, there)[0, 1]) >= ALIKE


def _loudness(sound: Sound, from_ms: float) -> Samples:
    """Root mean square of window after window."""
    import numpy as np

    first = round(from_ms * sound.rate / 1000)
    count = max(0, int((sound.ms - from_ms) // WINDOW_MS))
    edges = first + np.rint(np.arange(count + 1) * (sound.rate * WINDOW_MS / 1000)).astype(int)
    sums = np.concatenate(([0.0], np.cumsum(np.square(sound.samples))))
    edges = np.minimum(edges, len(sound.samples))
    return np.asarray(np.sqrt(np.diff(sums[edges]) / np.maximum(1, np.diff(edges))))
