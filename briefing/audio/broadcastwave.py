"""Broadcast Wave files for a studio: linear PCM with ``bext``, ``cart``, marks and ``LIST INFO``.

Own code: no Python package writes all four, and ffmpeg writes 24 bits as an extensible format that importers
refuse, drops the marks and leaves out the loudness.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from briefing.audio import bext as bext_chunk
from briefing.audio import cart as cart_chunk
from briefing.audio import infochunk, riff
from briefing.audio import marks as mark_chunks
from briefing.audio.bext import Bext
from briefing.audio.cart import Cart
from briefing.audio.infochunk import Info
from briefing.audio.marks import Mark
from briefing.errors import ArticleError, OutputError
from briefing.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.int32]

PCM: Final = 1
"""The format tag of linear PCM. Never 0xFFFE (extensible), which importers refuse."""
BLOCK_FRAMES: Final = 65_536
_FORMAT: Final = struct.Struct("<HHIIHH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How samples are written."""

    rate: int = 48_000
    """Frames per second."""
    bits: Literal[16, 24] = 16
    channels: Literal[1, 2] = 1
    """2: the same on both sides."""

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame."""
        return self.bits // 8 * self.channels


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A file that was read, all but its sound; see :func:`samples`."""

    tag: int
    """The format tag: 1 is linear PCM."""
    rate: int
    bits: int
    channels: int
    frame_bytes: int
    """Bytes of a frame, as the file says."""
    second_bytes: int
    """Bytes of a second, as the file says."""
    frames: int
    """Whole ones that are there."""
    bext: Bext | None
    cart: Cart | None
    marks: tuple[Mark, ...]
    info: Info
    form: riff.Form
    """The chunks, and where they stand."""
    data_offset: int
    """Of the first sample, in the file."""


def write(
    path: Path,
    blocks: Iterable[Samples],
    *,
    frames: int,
    format: Format,
    bext: Bext | None = None,
    cart: Cart | None = None,
    marks: Sequence[Mark] = (),
    info: Sequence[tuple[str, str]] = (),
) -> None:
    """Write a file, under another name first, then renamed.

    All that describes the sound stands before it, so that an importer knows it from the first block on.

    Args:
        path: where to.
        blocks: mono samples, whole numbers of ``format.bits`` bits.
        frames: how many there are in all.
        format: how they are written.
        bext: what the file says of itself.
        cart: what the automation is told.
        marks: points and regions, in frames of the file.
        info: pairs of a field's name and its text.

    Raises:
        RequestError: Arabic in ``bext`` or ``cart``, or a text too long.
        OutputError: more than 4 GiB (nothing is written then), or the disk failed.
    """
    parts = [riff.part("fmt ", _format(format))]
    if bext is not None:
        parts.append(riff.part("bext", bext_chunk.pack(bext)))
    if cart is not None:
        parts.append(riff.part("cart", cart_chunk.pack(cart)))
    if marks:
        parts.append(riff.part("cue ", mark_chunks.pack_cue(marks)))
        parts.append(riff.part("LIST", mark_chunks.pack_adtl(marks)))
    if info:
        parts.append(riff.part("LIST", infochunk.pack(info)))
    sound = (_bytes(block, format) for block in blocks)
    parts.append(riff.Part("data", frames * format.frame_bytes, sound))
    riff.write(path, parts)


def rewrite_bext(path: Path, bext: Bext) -> None:
    """Replace the ``bext`` chunk of a file in its place: its loudness is known only when it was measured.

    The coding history must stay as long as it is. Do this before the file has the name others look for.

    Raises:
        RequestError: Arabic in it, or a text too long.
        OutputError: the file has no such chunk, one of another length, or cannot be written.
    """
    body = bext_chunk.pack(bext)
    chunk = riff.walk(path).find("bext")
    if chunk is None or chunk.size != len(body):
        message = f"{path.name} has no bext chunk of {len(body)} bytes to replace"
        raise OutputError(message)
    try:
        with path.open("r+b") as file:
            file.seek(chunk.offset)
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror or error}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error


def read(path: Path) -> Wave:
    """What a file says, all but its sound.

    Raises:
        ArticleError: it is no WAV file, or has no format or no sound in it.
        RequestError: its ``bext`` or ``cart`` is cut off.
        OutputError: it cannot be read.
    """
    form = riff.walk(path)
    fmt, data = form.find("fmt "), form.find("data")
    head = riff.body(path, fmt) if fmt else b""
    if len(head) < _FORMAT.size or data is None:
        message = f"{path.name} has no sound in it"
        raise ArticleError(message)
    tag, channels, rate, second_bytes, frame_bytes, bits = _FORMAT.unpack_from(head)
    there = min(data.size, form.file_bytes - data.offset)
    bext, cart, cue = (form.find(name) for name in ("bext", "cart", "cue "))
    lists = [riff.body(path, chunk) for chunk in form.chunks if chunk.name == "LIST"]
    adtl = next((body for body in lists if body.startswith(mark_chunks.LIST_TYPE)), b"")
    info = next((body for body in lists if body.startswith(infochunk.LIST_TYPE)), b"")
    return Wave(
        tag=tag,
        rate=rate,
        bits=bits,
        channels=channels,
        frame_bytes=frame_bytes,
        second_bytes=second_bytes,
        frames=there // frame_bytes if frame_bytes else 0,
        bext=bext_chunk.unpack(riff.body(path, bext)) if bext else None,
        cart=cart_chunk.unpack(riff.body(path, cart)) if cart else None,
        marks=mark_chunks.unpack(riff.body(path, cue), adtl) if cue else (),
        info=infochunk.unpack(info),
        form=form,
        data_offset=data.offset,
    )


def samples(path: Path, wave: Wave) -> Iterator[NDArray[np.int32]]:
    """The sound in blocks, a row for each frame, a column for each channel; 16 or 24 bits, not scaled.

    Raises:
        ArticleError: it is not linear PCM of 16 or 24 bits.
        OutputError: it cannot be read.
    """
    import numpy as np

    width = wave.bits // 8
    if wave.bits not in (16, 24) or not wave.channels:
        message = f"{path.name} has samples of {wave.bits} bits; 16 and 24 can be read"
        raise ArticleError(message)
    try:
        with path.open("rb") as file:
            file.seek(wave.data_offset)
            left = wave.frames
            while left > 0:
                raw = file.read(min(left, BLOCK_FRAMES) * width * wave.channels)
                got = len(raw) // (width * wave.channels)
                if not got:
                    return
                left -= got
                whole = np.frombuffer(raw[: got * width * wave.channels], np.uint8).reshape(-1, width)
                wide = np.zeros((len(whole), 4), np.uint8)
                wide[:, 4 - width :] = whole
                yield (wide.view("<i4")[:, 0] >> 32 - wave.bits).astype(np.int32).reshape(-1, wave.channels)
    except OSError as error:
        message = f"cannot read {path.name}: {error.strerror or error}"
        raise OutputError(message, hint=f"ls -l {path}") from error


def _format(format: Format) -> bytes:
    size = format.frame_bytes
    return _FORMAT.pack(PCM, format.channels, format.rate, format.rate * size, size, format.bits)


def _bytes(block: Samples, format: Format) -> bytes:
    """Samples as the file has them: little-endian, the same on both sides.

    Raises:
        ValueError: a sample does not fit.
    """
    import numpy as np

    highest = 2 ** (format.bits - 1) - 1
    if len(block) and (int(block.max()) > highest or int(block.min()) < -highest - 1):
        message = f"there are samples of more than {format.bits} bits"
        raise ValueError(message)
    if format.bits == 16:
        narrow = block.astype("<i2")[:, None].view(np.uint8)
    else:
        narrow = block.astype("<i4")[:, None].view(np.uint8)[:, :3]
    return np.tile(narrow, (1, format.channels)).tobytes()
