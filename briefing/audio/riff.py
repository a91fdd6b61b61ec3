"""RIFF files as chunks: what stands where, and a whole file from its chunks.

Of RF64 (EBU Tech 3306) the sizes in ``ds64`` are read too; it is never written here, since what goes to a
studio must be taken by every importer, and those count in 32 bits. Own code: the package ``chunk`` has left
the standard library, and ``wave`` reads past all chunks but two.
"""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from briefing.errors import ArticleError, OutputError
from briefing.records import dataclass

HEAD_BYTES: Final = 8
"""Of each chunk: its name and its size."""
LARGEST: Final = 2**32 - 1
"""What the size of a RIFF file can say."""
_UNKNOWN: Final = 0xFFFFFFFF
"""What RF64 has where RIFF has a size."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of a file that is there."""

    name: str
    """Four characters."""
    offset: int
    """Of its first byte after its head, in the file."""
    size: int
    """Bytes, as it says; without the pad byte."""

    @property
    def end(self) -> int:
        """Where the next chunk begins."""
        return self.offset + self.size + self.size % 2


@dataclass(frozen=True, slots=True)
class Form:
    """What a file is made of."""

    kind: str
    """``RIFF`` or ``RF64``."""
    size: int
    """What the file says of itself: bytes after the first eight."""
    file_bytes: int
    """How long it really is."""
    chunks: tuple[Chunk, ...]

    def find(self, name: str) -> Chunk | None:
        """The first chunk of that name."""
        return next((chunk for chunk in self.chunks if chunk.name == name), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk to be written."""

    name: str
    """Four characters."""
    size: int
    """Bytes, without the pad byte."""
    blocks: Iterable[bytes]
    """Its bytes, ``size`` in all."""


def part(name: str, body: bytes) -> Part:
    """A chunk whose bytes are all there."""
    return Part(name, len(body), (body,))


def write(path: Path, parts: Sequence[Part]) -> None:
    """Write a WAVE file of these chunks, under another name first, then renamed.

    Raises:
        OutputError: it would be longer than RIFF can say (nothing is written then), or the disk failed.
    """
    total = 4 + sum(HEAD_BYTES + part.size + part.size % 2 for part in parts)
    if total > LARGEST - HEAD_BYTES:
        message = f"{path.name} would be {total / 2**30:.1f} GiB, and a WAV file ends at 4 GiB"
        raise OutputError(message, hint="deliver it in parts, or with: --as flac")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(struct.pack("<4sI4s", b"RIFF", total, b"WAVE"))
            for each in parts:
                _write(file, each)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        message = f"cannot write {path.name}: {error.strerror or error}"
        raise OutputError(message, hint="df -h . shows how much room is left") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _write(file: BinaryIO, each: Part) -> None:
    file.write(struct.pack("<4sI", each.name.encode("ascii"), each.size))
    written = 0
    for block in each.blocks:
        written += file.write(block)
    if written != each.size:
        message = f"the chunk {each.name!r} was to have {each.size} bytes and got {written}"
        raise ValueError(message)
    file.write(bytes(each.size % 2))


def walk(path: Path) -> Form:
    """What a file is made of. Chunks that begin inside the file are given even if they end outside.

    Raises:
        ArticleError: it is no WAVE file.
        OutputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _walk(file, path.name)
    except OSError as error:
        message = f"cannot read {path.name}: {error.strerror or error}"
        raise OutputError(message, hint=f"ls -l {path}") from error


def body(path: Path, chunk: Chunk) -> bytes:
    """The bytes of a chunk; fewer where the file ends in it.

    Raises:
        OutputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            file.seek(chunk.offset)
            return file.read(chunk.size)
    except OSError as error:
        message = f"cannot read {path.name}: {error.strerror or error}"
        raise OutputError(message, hint=f"ls -l {path}") from error


def subchunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The chunks inside a ``LIST``, after its type; what is cut off at the end is left out."""
    at = 0
    while at + HEAD_BYTES <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        at += HEAD_BYTES
        if at + size > len(data):
            return
        yield name.decode("latin-1"), data[at : at + size]
        at += size + size % 2


def subchunk(name: str, body: bytes) -> bytes:
    """A chunk inside a ``LIST``, with its pad byte."""
    return struct.pack("<4sI", name.encode("ascii"), len(body)) + body + bytes(len(body) % 2)


def _walk(file: BinaryIO, name: str) -> Form:
    file_bytes = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(12)
    if len(head) < 12 or head[:4] not in (b"RIFF", b"RF64") or head[8:] != b"WAVE":
        message = f"{name} is no WAV file"
        raise ArticleError(message)
    kind = head[:4].decode("ascii")
    size = int(struct.unpack_from("<I", head, 4)[0])
    data_bytes = 0
    chunks: list[Chunk] = []
    at = 12
    while at + HEAD_BYTES <= file_bytes:
        if at >= size + HEAD_BYTES and any(chunk.name == "data" for chunk in chunks):
            break  # what follows the form is no chunk of it; before the sound, its size is wrong
        file.seek(at)
        raw, length = struct.unpack("<4sI", file.read(HEAD_BYTES))
        chunk_name = raw.decode("latin-1")
        if chunk_name == "ds64":
            sizes = file.read(16)
            if len(sizes) == 16:
                size, data_bytes = struct.unpack("<QQ", sizes)
        if chunk_name == "data" and kind == "RF64" and length == _UNKNOWN:
            length = data_bytes
        chunks.append(Chunk(chunk_name, at + HEAD_BYTES, length))
        at = chunks[-1].end
    return Form(kind, size, file_bytes, tuple(chunks))
