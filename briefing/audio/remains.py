"""What is left of a former master: stretches of it that are in the next one too, only earlier or later.

After one changed sentence most of an hour is what it was. A stretch is known by all that its sound follows
from; where the former master has it, its samples are read there instead of being put together, turned up and
looked through for peaks once more. That they are what was written there, a checksum tells.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefing.audio import wavefile
from briefing.errors import OutputError
from briefing.records import dataclass

_PLACE: Final = struct.Struct("<16sQIIQ")
"""Name of a stretch, its first frame, how many it has, how many of them were held, CRC-64 of its bytes."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stretch is in a master."""

    start: int
    frames: int
    held: int
    crc: int


class Remains:
    """Stretches of a former master by their names, and those of the one that is being written.

    May be used from several threads at once.
    """

    def __init__(self, identity: Callable[[str], str], path: Path, packed: bytes) -> None:
        """Read nothing yet.

        Args:
            identity: what the sound of an utterance follows from, by its id.
            path: the former master.
            packed: what was :meth:`packed` when that was written; empty where nothing is known of it.
        """
        self.identity = identity
        self._path = path
        self._former = {name: _Place(*facts) for name, *facts in _PLACE.iter_unpack(packed)}
        self._now: dict[bytes, _Place] = {}

    def find(self, name: bytes, frames: int) -> tuple[bytes, int] | None:
        """The samples of a stretch and how many were held; None where they are not to be had."""
        place = self._former.get(name)
        if place is None or place.frames != frames:
            return None
        try:
            pcm = b"".join(wavefile.read(self._path, place.start, place.start + frames))
        except OutputError:  # it is put together, as if there had never been another
            return None
        return (pcm, place.held) if checksum(pcm) == place.crc else None

    def note(self, name: bytes, start: int, pcm: bytes, held: int) -> None:
        """A stretch of the master that is being written."""
        self._now[name] = _Place(start, len(pcm) // 2, held, checksum(pcm))

    def move(self, name: bytes, start: int) -> None:
        """A stretch that was found, and begins there now: its checksum is known."""
        self._now[name] = replace(self._former[name], start=start)

    def packed(self) -> bytes:
        """What was noted, to be kept; of stretches that are alike one."""
        return b"".join(
            _PLACE.pack(name, place.start, place.frames, place.held, place.crc)
            for name, place in sorted(self._now.items())
        )

    def forget(self) -> None:
        """The master will be written otherwise."""
        self._now.clear()


def named(*facts: object) -> bytes:
    """The name of what follows from these."""
    return hashlib.sha256(repr(facts).encode()).digest()[:16]


def checksum(pcm: bytes) -> int:
    """It tells sounds apart that nobody made to be alike."""
    from fastcrc import crc64

    return int(crc64.xz(pcm))
