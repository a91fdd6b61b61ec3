"""Sound read a piece at a time: the master as it lies on the disk, MP3 through miniaudio's decoder.

miniaudio (dr_mp3) shares no code with LAME, which encoded it, and leaves out what LAME put before and after
the sound. Nothing larger than a piece is ever in memory.
"""

from __future__ import annotations

import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

from briefing.checks._reading import Unreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

BLOCK_FRAMES: Final = 65_536


class Ear(Protocol):
    """Hears a sound once, from its beginning."""

    rate: int
    """Frames per second."""

    def hear(self, frames: int) -> Samples:
        """The next so many frames; fewer where the sound ends."""


class WaveEar:
    """A 16-bit mono WAV file. Use as a context.

    Raises:
        Unreadable: it is something else.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = wave.open(str(path), "rb")  # noqa: SIM115  (closed by the context)
        except (OSError, EOFError, RuntimeError, wave.Error) as error:
            raise Unreadable(where="file", message="it is no WAV file") from error
        self.rate = self._file.getframerate()
        self.frames = self._file.getnframes()
        """As its header says."""
        if (self._file.getnchannels(), self._file.getsampwidth()) != (1, 2):
            self._file.close()
            raise Unreadable(where="header", message="it is not 16-bit mono")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def hear(self, frames: int) -> Samples:
        """See :class:`Ear`."""
        import numpy as np

        data = b""
        with suppress(OSError, EOFError, RuntimeError):  # a chunk that says another length than it has
            data = self._file.readframes(frames)
        return np.frombuffer(data[: len(data) // 2 * 2], "<i2")


class Mp3Ear:
    """An MP3 file. Use as a context.

    Raises:
        Unreadable: it is none, or is not mono.
    """

    def __init__(self, path: Path) -> None:
        import miniaudio

        try:
            told = miniaudio.mp3_get_file_info(str(path))
            if told.nchannels != 1:
                raise Unreadable(where="header", message="it is not mono")
            self.rate = int(told.sample_rate)
            self._blocks = miniaudio.stream_file(
                str(path), nchannels=1, sample_rate=self.rate, frames_to_read=BLOCK_FRAMES
            )
        except miniaudio.MiniaudioError as error:
            raise Unreadable(where="file", message=f"it cannot be decoded: {error}") from error
        self._rest: list[Samples] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._blocks.close()

    def hear(self, frames: int) -> Samples:
        """See :class:`Ear`."""
        import numpy as np

        parts, self._rest = self._rest, []
        count = sum(map(len, parts))
        while count < frames and (block := next(self._blocks, None)) is not None:
            parts.append(np.array(block, dtype=np.int16))
            count += len(block)
        heard = np.concatenate(parts) if parts else np.zeros(0, np.int16)
        if count > frames:
            self._rest = [heard[frames:]]
        return heard[:frames]


def rest_of(ear: Ear, each: Callable[[Samples], None] = lambda _: None) -> int:
    """How many frames there are still; ``each`` is given them, block by block."""
    count = 0
    while len(block := ear.hear(BLOCK_FRAMES)):
        each(block)
        count += len(block)
    return count
