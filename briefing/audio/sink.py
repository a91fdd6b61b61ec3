"""A file that is hashed while it is written, and goes to the disk meanwhile.

Neither needs Python's lock, so both are done beside whatever makes the next of it. An hour's master takes
half a second to be on the disk, for which its publication would wait.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self

if TYPE_CHECKING:
    from hashlib import _Hash

AT_ONCE: Final = 32 << 20
"""Bytes after which the disk is asked to have them."""


class Sink:
    """What is written into a file. Use as a context: when it ends, the digest has everything."""

    def __init__(self, file: BinaryIO, digest: _Hash) -> None:
        """Write nothing yet.

        Args:
            file: a file on a disk, opened for writing.
            digest: is given every byte, in the order in which they are written.
        """
        self._file, self._digest = file, digest
        self.size = 0
        """Bytes so far."""
        self.tell, self.seek, self.flush = file.tell, file.seek, file.flush
        self._asked_for = 0
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="sink")
        self._hashing: Future[None] | None = None
        self._flushing: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for task in (self._hashing, self._flushing):
                if task is not None:
                    task.result()

    def write(self, data: bytes) -> int:
        """The next bytes.

        Raises:
            OSError: the disk failed, now or before.
        """
        if self._hashing is not None:
            self._hashing.result()
        self._hashing = self._pool.submit(self._digest.update, data)
        written = self._file.write(data)
        self.size += len(data)
        if self.size - self._asked_for >= AT_ONCE and (self._flushing is None or self._flushing.done()):
            if self._flushing is not None:
                self._flushing.result()
            self._asked_for = self.size
            self._flushing = self._pool.submit(os.fdatasync, self._file.fileno())
        return written
