"""One run of a show at a time: ``flock`` on its state folder.

The kernel gives the lock back when the process dies, however it dies; there is no file with a number in it
that could be left behind. Python opens the folder so that no child process inherits the lock.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from briefing.errors import Busy, OutputError

POLL_S: Final = 0.1


class Lock:
    """Use as a context: makes the folder where it is missing, and holds its lock."""

    def __init__(self, folder: Path, *, wait_s: float = 0.0) -> None:
        """Lock nothing yet.

        Args:
            folder: the state folder, on a local disk.
            wait_s: how long to wait while another run holds the lock.
        """
        self.folder = folder
        self._wait_s = wait_s
        self._handle = -1

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            Busy: another run holds it, and did not end in time.
            OutputError: the folder cannot be made, or its file system has no locks.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            message = f"cannot use the state folder {self.folder}: {error.strerror}"
            raise OutputError(message, hint="name another one in the show file: state = ...") from error
        try:
            self._take(handle)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _take(self, handle: int) -> None:
        deadline = time.monotonic() + self._wait_s
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    message = f"another run of this show holds {self.folder}"
                    raise Busy(message, hint="let it end, or wait for it with: --wait-lock 600") from error
                time.sleep(POLL_S)
            except OSError as error:
                raise _explained(error, self.folder) from error
            else:
                return


def _explained(error: OSError, folder: Path) -> OutputError:
    if error.errno in {errno.ENOLCK, errno.EOPNOTSUPP}:
        message = f"the file system of {folder} has no locks"
        hint = "put the state folder on a local disk: state = ..."
    else:
        message = f"cannot lock {folder}: {error.strerror}"
        hint = "name another folder in the show file: state = ..."
    return OutputError(message, hint=hint)
