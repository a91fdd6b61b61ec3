"""Sound files of others, or of ours read as strangers do: any WAV, FLAC, MP3 or Ogg Vorbis, in blocks.

WAV of 16 and 24 bits is read here, so that its chunks are seen and every bit counts; all else by miniaudio.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from briefing.audio import broadcastwave
from briefing.audio.broadcastwave import Wave
from briefing.errors import ArticleError, OutputError
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.float32]

Kind = Literal["wav", "flac", "mp3", "vorbis"]
FULL: Final = 32_768
"""Full scale of all samples given here, whatever the file's bits."""
EXTENSIBLE: Final = 0xFFFE
_AT_ONCE: Final = 65_536
_SNIFFED: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A sound file that was opened."""

    path: Path
    kind: Kind
    rate: int
    """Frames per second."""
    bits: int
    """Of a sample; of MP3 and Vorbis, which have none, 0."""
    channels: int
    wave: Wave | None
    """What a WAV file says."""

    def blocks(self) -> Iterator[Samples]:
        """The sound, a row for each frame, a column for each channel: 16-bit samples, or fractions of them.

        Raises:
            ArticleError: what should be sound is none.
            OutputError: the file cannot be read.
        """
        if self.wave is None or not _is_plain(self.wave):
            yield from self._decoded()
            return
        import numpy as np

        for block in broadcastwave.samples(self.path, self.wave):
            if self.bits == 16:
                yield block.astype(np.int16)
            else:
                yield block.astype(np.float32) * np.float32(1 / 256)

    def _decoded(self) -> Iterator[Samples]:
        import miniaudio
        import numpy as np

        try:
            stream = miniaudio.stream_file(
                str(self.path),
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=self.channels,
                sample_rate=self.rate,
                frames_to_read=_AT_ONCE,
            )
            for some in stream:
                block = np.frombuffer(some, np.float32).reshape(-1, self.channels)
                yield block * np.float32(FULL)
        except miniaudio.MiniaudioError as error:
            message = f"{self.path.name} cannot be decoded"
            raise ArticleError(message) from error


def opened(path: Path) -> Recording:
    """A sound file.

    Raises:
        ArticleError: there is no such file, or it is none.
        RequestError: a chunk of it is cut off.
        OutputError: it cannot be read.
    """
    import miniaudio

    if not path.is_file():
        message = f"there is no file {path}"
        raise ArticleError(message)
    try:
        with path.open("rb") as file:
            magic = file.read(_SNIFFED)
    except OSError as error:
        message = f"cannot read {path.name}: {error.strerror or error}"
        raise OutputError(message, hint=f"ls -l {path}") from error
    if magic in (b"RIFF", b"RF64"):
        wave = broadcastwave.read(path)
        return Recording(
            path=path, kind="wav", rate=wave.rate, bits=wave.bits, channels=wave.channels, wave=wave
        )
    try:
        info = miniaudio.get_file_info(str(path))
    except miniaudio.MiniaudioError as error:
        message = f"{path.name} is no sound file: WAV, FLAC and MP3 are"
        raise ArticleError(message) from error
    kinds: dict[object, Kind] = {
        miniaudio.FileFormat.FLAC: "flac",
        miniaudio.FileFormat.MP3: "mp3",
        miniaudio.FileFormat.VORBIS: "vorbis",
        miniaudio.FileFormat.WAV: "wav",
    }
    kind = kinds.get(info.file_format)
    if kind is None:
        message = f"{path.name} is no sound file: WAV, FLAC and MP3 are"
        raise ArticleError(message)
    return Recording(
        path=path,
        kind=kind,
        rate=info.sample_rate,
        bits=8 * info.sample_width if kind in ("flac", "wav") else 0,
        channels=info.nchannels,
        wave=None,
    )


def _is_plain(wave: Wave) -> bool:
    """Whether it is linear PCM of 16 or 24 bits, though it may be called extensible."""
    return wave.tag in (broadcastwave.PCM, EXTENSIBLE) and wave.bits in (16, 24)
