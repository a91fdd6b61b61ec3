"""A folder that readers may look into at any moment: filled in one step, by one run at a time.

Everything is made in a hidden staging folder inside the output folder (same file system, so a rename is
enough), flushed to the disk, and renamed into place at the end. A list of what is ready is written
before the first rename: a run that was killed among the renames is completed by the next, one that was
killed earlier is forgotten. The lock is ``flock`` on the folder itself: the kernel gives it back when a
process dies, however it dies. Needs a POSIX system.
"""

from __future__ import annotations

import errno
import fcntl
import filecmp
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from types import TracebackType
from typing import Final, Self

from briefing.errors import Busy, OutputError

STAGING: Final = ".briefing-staging"
READY: Final = ".ready"
FLUSHED_AT_ONCE: Final = 8
"""Files."""


class Publication:
    """Use as a context: locks the folder (making it where it is missing), and cleans up after itself.

    Raises:
        Busy: another run is writing into the folder.
        OutputError: the folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder / STAGING
        """Where to make files before they are published; empty at first."""
        self._lock = -1
        self._made_folder = False

    def __enter__(self) -> Self:
        try:
            self._open()
        except BlockingIOError as error:
            message = f"another run is writing into {self.folder}"
            raise Busy(message, hint="wait for it to end, or name another folder with --output") from error
        except OSError as error:
            self._close(failed=True)
            raise _explained(error, self.folder) from error
        except BaseException:  # a signal while the folder was being opened
            self._close(failed=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close(failed=kind is not None)

    def _open(self) -> None:
        self._made_folder = not self.folder.exists()
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(handle)
            raise
        self._lock = handle  # from here on what is in the folder is ours to clean up, and not before
        self._recover()
        self.staging.mkdir()

    def _close(self, *, failed: bool) -> None:
        """Leave nothing of ours behind; after a failure not even the folder, if it was ours."""
        try:
            self._clear()
        finally:  # a signal may have come while it was at it
            self._clear()
        if self._made_folder and failed:
            with suppress(OSError):  # not empty: someone else's now
                self.folder.rmdir()
        self._unlock()

    def _clear(self) -> None:
        """Remove the staging folder, unless files are being moved out of it: then finish that first.

        A signal or an error among the renames would leave the folder half old and half new. Where they
        cannot be finished now, everything is left for the next run to do so.
        """
        if self._lock >= 0 and self.staging.is_dir() and not self.staging.is_symlink():
            try:
                self._recover()
            except OSError:
                if not (self.staging / READY).is_file():
                    shutil.rmtree(self.staging, ignore_errors=True)

    def publish(self, names: Iterable[str]) -> list[Path]:
        """Move these from staging into the folder, the last one last; what changed.

        A file whose bytes are already there is left alone, its time stamp too.

        Raises:
            OutputError: the disk failed; nothing or everything is in place, or the next run completes it.
        """
        try:
            changed = [name for name in names if not self._is_there(name)]
            flush_all(self.staging / name for name in changed)
            for name in changed:  # found out now, since among the renames it would be too late
                if (self.folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, f"{name} is a folder there", name)
                for parent in PurePath(name).parents[:-1]:
                    if (self.folder / parent).exists() and not (self.folder / parent).is_dir():
                        raise NotADirectoryError(errno.ENOTDIR, f"{parent} is a file there", name)
            written = self.staging / f"{READY}.part"
            written.write_text("\n".join(changed), encoding="utf-8")
            flush(written)
            written.replace(self.staging / READY)  # whole or not there: half a list would be half a briefing
            flush(self.staging)
            self._move(changed)
            return [self.folder / name for name in changed]
        except OSError as error:
            raise _explained(error, self.folder) from error

    def _is_there(self, name: str) -> bool:
        present = self.folder / name
        return present.is_file() and filecmp.cmp(self.staging / name, present, shallow=False)

    def _move(self, names: Iterable[str]) -> None:
        touched = {self.folder}
        for name in names:
            source, target = self.staging / name, self.folder / name
            if source.exists():  # else it was moved before a kill
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
                touched.add(target.parent)
        for folder in touched:
            flush(folder)
        (self.staging / READY).unlink(missing_ok=True)

    def _recover(self) -> None:
        ready = self.staging / READY
        if ready.is_file():
            self._move(ready.read_text(encoding="utf-8").splitlines())
        if self.staging.exists():
            shutil.rmtree(self.staging)

    def _unlock(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


@contextmanager
def removed_if_bare(folder: Path) -> Iterator[None]:
    """What fails inside leaves no folder behind that was not there before and has nothing in it."""
    was_there = folder.exists()
    try:
        yield
    except BaseException:
        if not was_there:
            with suppress(OSError):  # not empty: something was published, or is someone else's
                folder.rmdir()
        raise


def flush(path: Path) -> None:
    """Have a file or a folder on the disk (fsync). Of what is there already it takes no time."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_all(paths: Iterable[Path]) -> None:
    """The same of several side by side: they share what the disk waits for."""
    several = list(paths)
    if len(several) < 2:
        for path in several:
            flush(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # with logging, for which a run without news has no use

    with ThreadPoolExecutor(max_workers=min(len(several), FLUSHED_AT_ONCE)) as pool:
        for done in [pool.submit(flush, path) for path in several]:
            done.result()


def _explained(error: OSError, folder: Path) -> OutputError:
    reason = error.strerror or str(error)
    if error.errno == errno.ENOLCK:
        hint = "this file system has no locks; name a folder on a local disk with --output"
    elif error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        hint = "df -h . shows how much room is left"
    else:
        hint = "name a folder you can write with --output"
    return OutputError(f"cannot write into {folder}: {reason}", hint=hint)
