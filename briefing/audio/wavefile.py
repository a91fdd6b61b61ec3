"""16-bit mono WAV files of any length, read and written in blocks.

Up to 4 GB this is a plain RIFF file, by the standard library. A longer one is RF64 (EBU Tech 3306): the same
file, its sizes in a ``ds64`` chunk in front, which the standard library does not know; it is written by no
package that does without numpy arrays of the whole, so these two dozen bytes are made here.
"""

from __future__ import annotations

import struct
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from briefing.errors import OutputError

if TYPE_CHECKING:
    from hashlib import _Hash

RIFF_LIMIT: Final = 2**32 - 4096
"""Bytes of sound a RIFF file can describe."""
REMAKE: Final = "make it again with: briefing make ARTICLE"
BLOCK_FRAMES: Final = 1 << 19
_UNKNOWN: Final = 0xFFFFFFFF
"""What RF64 has where RIFF has a size."""
_FORMAT: Final = struct.Struct("<HHIIHH")
_HEAD_BYTES: Final = 4 + 8 + 28 + 8 + _FORMAT.size + 8
"""All before the sound but the first eight bytes: ``WAVE``, ``ds64``, ``fmt``, the head of ``data``."""


def write(
    path: Path, blocks: Iterable[bytes], *, rate: int, frames: int, digest: _Hash | None = None
) -> None:
    """Write a file.

    Args:
        path: where to.
        blocks: the PCM, 16-bit little-endian mono, cut anywhere between two samples.
        rate: frames per second.
        frames: how many there will be.
        digest: is given every byte of the file.

    Raises:
        OutputError: the disk failed.
    """
    try:
        with path.open("wb") as file:
            if digest is None:
                _write(file, blocks, rate=rate, frames=frames)
                return
            from briefing.audio.sink import Sink  # with what runs threads

            with Sink(file, digest) as sink:
                _write(cast("BinaryIO", sink), blocks, rate=rate, frames=frames)
            assert sink.size == file.tell(), "the head was written twice, since the sound is not so long"
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror or error}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error


def _write(file: BinaryIO, blocks: Iterable[bytes], *, rate: int, frames: int) -> None:
    if 2 * frames > RIFF_LIMIT:
        _write_long_head(file, rate=rate, frames=frames)
        for block in blocks:
            file.write(block)
        return
    with wave.open(file, "wb") as short:
        short.setnchannels(1)
        short.setsampwidth(2)
        short.setframerate(rate)
        short.setnframes(frames)
        for block in blocks:
            short.writeframesraw(block)


def read(path: Path, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The samples of a 16-bit mono file from frame ``start`` to before frame ``end``, in blocks.

    Raises:
        OutputError: the file cannot be read, is not 16-bit mono, or ends too early.
    """
    try:
        with path.open("rb") as file:
            frames = _find_sound(file, path.name)
            left = (frames if end is None else end) - start
            file.seek(2 * start, 1)
            while left > 0:
                block = file.read(2 * min(left, BLOCK_FRAMES))
                if len(block) < 2 * min(left, BLOCK_FRAMES):
                    message = f"{path.name} ends {left - len(block) // 2} frames too early"
                    raise OutputError(message, hint=REMAKE)
                left -= len(block) // 2
                yield block
    except (OSError, EOFError, wave.Error) as error:
        message = f"cannot read {path.name}: {error}"
        raise OutputError(message, hint=REMAKE) from error


def _find_sound(file: BinaryIO, name: str) -> int:
    """Go to the first frame; how many there are."""
    if file.read(4) != b"RF64":
        file.seek(0)
        short = wave.open(file)  # noqa: SIM115  (closing it would not close a file that was given)
        if (short.getnchannels(), short.getsampwidth()) != (1, 2):
            message = f"{name} is not 16-bit mono"
            raise OutputError(message, hint=REMAKE)
        frames: int = short.getnframes()
        short.setpos(0)
        short.readframes(0)  # seeks
        return frames
    head = file.read(4 + _HEAD_BYTES)
    if len(head) < 4 + _HEAD_BYTES or head[4:12] != b"WAVEds64" or head[-8:-4] != b"data":
        message = f"{name} is no RF64 file of ours"
        raise OutputError(message, hint=REMAKE)
    return int(struct.unpack_from("<Q", head, 24)[0]) // 2


def _write_long_head(file: BinaryIO, *, rate: int, frames: int) -> None:
    size = 2 * frames
    file.write(b"RF64" + struct.pack("<I", _UNKNOWN) + b"WAVE")
    file.write(b"ds64" + struct.pack("<IQQQI", 28, _HEAD_BYTES + size, size, frames, 0))
    file.write(b"fmt " + struct.pack("<I", _FORMAT.size) + _FORMAT.pack(1, 1, rate, 2 * rate, 2, 16))
    file.write(b"data" + struct.pack("<I", _UNKNOWN))
