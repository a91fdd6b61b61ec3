"""The cache: spoken pieces, kept by what makes their sound.

A piece is a file named by its key. It is written under a temporary name and renamed, and carries a
checksum of itself, so a file cut short by a crash is a piece not found, never a wrong sound. Runs share
one folder without locks: two that make the same piece write the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from briefing.errors import OutputError
from briefing.model import Breath, WordTime
from briefing.records import dataclass

MAGIC: Final = b"BRIEFING-PIECE-3"
FORMER: Final = b"BRIEFING-PIECE-2"
"""The same with SHA-256 for its checksum, which takes fourteen times as long; still read, never written."""
HEAD: Final = struct.Struct("<16s32sIIIIII")
"""Magic, CRC-64 of all that follows its 32 bytes; rate, words, breaths, bytes of energy, bytes of sound; the
CRC-32 of these five and of the words, breaths and energy behind them."""
COUNTS: Final = struct.Struct("<IIIII")
SUM_ENDS: Final = 48
"""Where what the checksum covers begins."""
WORD: Final = struct.Struct("<III")
BREATH: Final = struct.Struct("<II")
TEXT_RATE: Final = 0
"""What stands for the rate where a piece is not a voice's sound but text, or encoded."""
CURE: Final = "name another folder with --cache-dir or BRIEFING_CACHE"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that was spoken: PCM (16-bit little-endian mono), its rate, and in frames when its words were
    said and where its voice paused."""

    pcm: bytes
    rate: int
    words: tuple[WordTime, ...] = ()
    breaths: tuple[Breath, ...] = ()
    energy: bytes = b""
    """How loud it is, in the form of :func:`briefing.audio.loudness.energy_of`."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a piece without its sound."""

    frames: int
    words: tuple[WordTime, ...] = ()
    """In frames of it; empty where the voice does not say."""
    breaths: tuple[Breath, ...] = ()
    energy: bytes = b""

    @classmethod
    def of(cls, piece: Piece) -> Outline:
        """That of a piece."""
        return cls(len(piece.pcm) // 2, piece.words, piece.breaths, piece.energy)


@dataclass(frozen=True, slots=True)
class Usage:
    """What the cache holds."""

    pieces: int
    bytes: int


def default_folder() -> Path:
    """``BRIEFING_CACHE``, else ``briefing`` in the user's cache folder (XDG Base Directory)."""
    if chosen := os.environ.get("BRIEFING_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "briefing"


def key_of(*parts: str) -> str:
    """The key of a piece made from these: hexadecimal SHA-256 of the parts, each with its length."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


class Store:
    """A folder of pieces. Nothing is created before the first piece is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pieces = folder / "pieces"

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept here."""
        return not self._pieces.exists()

    def find(self, key: str) -> Piece | None:
        """The piece, or None where there is none that is whole."""
        path = self._path(key)
        try:
            with path.open("rb", buffering=0) as file:  # a buffer would copy all of it once more
                piece = _read(file)
        except FileNotFoundError:
            return None
        except OSError as error:
            message = f"cannot read the cache at {self.folder}: {error.strerror}"
            raise OutputError(message, hint=CURE) from error
        with suppress(OSError):
            path.unlink() if piece is None else os.utime(path)  # the time of last use, for pruning
        return piece

    def look(self, key: str) -> Outline | None:
        """What is known of the piece without its sound, which is not read: its file has the right length.

        Raises:
            OutputError: the folder cannot be read.
        """
        path = self._path(key)
        try:
            with path.open("rb") as file:
                outline = _look(file)
        except FileNotFoundError:
            return None
        except OSError as error:
            message = f"cannot read the cache at {self.folder}: {error.strerror}"
            raise OutputError(message, hint=CURE) from error
        with suppress(OSError):
            path.unlink() if outline is None else os.utime(path)
        return outline

    def has(self, key: str) -> bool:
        """Whether there is a piece; it is not read, nor counted as used."""
        return self._path(key).is_file()

    def keep(self, key: str, piece: Piece) -> None:
        """Keep a piece; in its place only once it is whole.

        Raises:
            OutputError: the folder cannot be written.
        """
        path = self._path(key)
        try:
            try:
                self._write(path, _packed(piece))
            except FileNotFoundError:  # someone cleared the cache between two of our steps
                self._write(path, _packed(piece))
        except OSError as error:
            message = f"cannot write the cache at {self.folder}: {error.strerror}"
            raise OutputError(message, hint=CURE) from error

    @staticmethod
    def _write(path: Path, parts: Iterable[bytes]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def find_text(self, key: str) -> str | None:
        """A text that was kept (diacritized words, say), or None where there is none that is whole."""
        piece = self.find(key)
        return (
            None if piece is None or piece.rate != TEXT_RATE else piece.pcm.decode("utf-8", "surrogatepass")
        )

    def keep_text(self, key: str, text: str) -> None:
        """Keep a text that was costly to make; see :meth:`keep`."""
        self.keep(key, Piece(text.encode("utf-8", "surrogatepass"), TEXT_RATE))

    def find_bytes(self, key: str) -> bytes | None:
        """Other bytes that were kept, or None where there are none that are whole."""
        piece = self.find(key)
        return None if piece is None or piece.rate != TEXT_RATE else piece.pcm

    def keep_bytes(self, key: str, data: bytes) -> None:
        """Keep what is neither a voice's sound nor a text (encoded sound, say); see :meth:`keep`."""
        self.keep(key, Piece(data, TEXT_RATE))

    def usage(self) -> Usage:
        """How much is kept.

        Raises:
            OutputError: the folder may not be read.
        """
        sizes = [size for _, size, _ in self._entries()]
        return Usage(len(sizes), sum(sizes))

    def prune(self, *, unused_since: float) -> Usage:
        """Remove what was last used before ``unused_since`` (seconds of the epoch); what was removed.

        Raises:
            OutputError: the folder may not be read or changed.
        """
        removed = [(entry, size) for entry, size, used in self._entries() if used < unused_since]
        for entry, _ in removed:
            try:
                entry.unlink(missing_ok=True)
            except OSError as error:
                message = f"cannot change the cache at {self.folder}: {error.strerror}"
                raise OutputError(message, hint=CURE) from error
        return Usage(len(removed), sum(size for _, size in removed))

    def clear(self) -> Usage:
        """Remove everything; what was removed. See :meth:`prune`."""
        return self.prune(unused_since=float("inf"))

    def _entries(self) -> list[tuple[Path, int, float]]:
        """Each file, its bytes and when it was last used; what a kill left half written counts too."""
        found = []
        try:
            for entry in sorted(self._pieces.glob("*/*")):
                try:
                    status = entry.lstat()
                except FileNotFoundError:  # another run has just put it in its place, or removed it
                    continue
                if stat.S_ISREG(status.st_mode):
                    found.append((entry, status.st_size, status.st_mtime))
            next(self._pieces.iterdir(), None)  # glob takes a folder it may not read for an empty one
        except FileNotFoundError:
            return found
        except OSError as error:
            message = f"cannot read the cache at {self.folder}: {error.strerror}"
            raise OutputError(message, hint=CURE) from error
        return found

    def _path(self, key: str) -> Path:
        return self._pieces / key[:2] / key[2:]


def _packed(piece: Piece) -> tuple[bytes, ...]:
    """What is written, in parts: the sound is not copied."""
    words = b"".join(WORD.pack(word.index, word.start, word.end) for word in piece.words)
    breaths = b"".join(BREATH.pack(breath.word, breath.frame) for breath in piece.breaths)
    counts = COUNTS.pack(piece.rate, len(piece.words), len(piece.breaths), len(piece.energy), len(piece.pcm))
    told = words + breaths + piece.energy
    begins = counts + zlib.crc32(counts + told).to_bytes(4, "little") + told
    return MAGIC + _sum(begins, piece.pcm), begins, piece.pcm


def _sum(*parts: bytes) -> bytes:
    """It tells a file that was cut short or damaged, not one that somebody made up."""
    from fastcrc import crc64

    found = 0
    for part in parts:
        found = crc64.xz(part, found)
    return found.to_bytes(32, "little")


def _former_sum(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def _read(file: BinaryIO) -> Piece | None:
    """All of a piece; None where it is not whole."""
    head = file.read(HEAD.size)
    if len(head) < HEAD.size or not head.startswith((MAGIC, FORMER)):
        return None
    if _told_bytes(head) > os.fstat(file.fileno()).st_size:  # damaged, and more than there is memory for
        return None
    told = file.read(_told_bytes(head))
    pcm = file.read()
    summed = _sum if head.startswith(MAGIC) else _former_sum
    if summed(head[SUM_ENDS:], told, pcm) != head[len(MAGIC) : SUM_ENDS]:
        return None
    outline = _outline(head, told)
    rate: int = HEAD.unpack(head)[2]
    return Piece(pcm, rate, outline.words, outline.breaths, outline.energy)


def _look(file: BinaryIO) -> Outline | None:
    """What stands before the sound; None where it, or the length of the file, is wrong."""
    head = file.read(HEAD.size)
    if len(head) < HEAD.size or not head.startswith((MAGIC, FORMER)):
        return None
    told = _told_bytes(head)
    *_, size, checked = HEAD.unpack(head)
    if os.fstat(file.fileno()).st_size != HEAD.size + told + size:
        return None
    rest = file.read(told)
    if zlib.crc32(head[SUM_ENDS : SUM_ENDS + COUNTS.size] + rest) != checked:
        return None
    return _outline(head, rest)


def _told_bytes(head: bytes) -> int:
    """How many bytes stand between the head and the sound."""
    _, _, _, words, breaths, energy, _, _ = HEAD.unpack_from(head)
    return int(WORD.size * words + BREATH.size * breaths + energy)


def _outline(head: bytes, told: bytes) -> Outline:
    _, _, _, words, breaths, _, size, _ = HEAD.unpack(head)
    middle = WORD.size * words
    end = middle + BREATH.size * breaths
    return Outline(
        frames=size // 2,
        words=tuple(WordTime(*fields) for fields in WORD.iter_unpack(told[:middle])),
        breaths=tuple(Breath(*fields) for fields in BREATH.iter_unpack(told[middle:end])),
        energy=told[end:],
    )
