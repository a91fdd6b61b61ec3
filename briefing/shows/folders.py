"""A public folder on this machine: every file whole or not there, nothing touched that is the same already.

A file is written under a hidden name in the folder it is meant for, flushed to the disk, made readable for
the web server whatever the umask, and renamed into place. A run that was killed leaves at most such a hidden
file, which :meth:`LocalFolder.tidy` removes.
"""

from __future__ import annotations

import errno
import filecmp
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from briefing.errors import OutputError
from briefing.records import dataclass

UNFINISHED: Final = re.compile(r"\..+\.part")
"""Names that only we give, and only while we write."""
FILE_MODE: Final = 0o644
FOLDER_MODE: Final = 0o755
COPIED_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file that is published."""

    name: str
    """With slashes, below the public folder."""
    bytes: int
    modified: datetime
    """UTC."""


class LocalFolder:
    """A folder that a web server hands out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, name: str, content: Path | bytes) -> bool:
        """Put a file there; whether anything was written.

        Raises:
            OutputError: the disk failed; the file is as it was.
        """
        target = self.folder / safe(name)
        hidden = target.with_name(f".{target.name}.part")
        try:
            if _is_there(target, content):
                return False
            _make_folder(target.parent)
            _write(hidden, content)
            hidden.replace(target)
            _flush_folder(target.parent)
        except OSError as error:
            with suppress(OSError):
                hidden.unlink(missing_ok=True)
            raise _explained(error, self.folder) from error
        except BaseException:  # a signal: the old file stays
            hidden.unlink(missing_ok=True)
            raise
        return True

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none.

        Raises:
            OutputError: the disk failed.
        """
        try:
            return (self.folder / safe(name)).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _explained(error, self.folder) from error

    def stored(self) -> tuple[Stored, ...]:
        """Every file there but hidden ones, by name.

        Raises:
            OutputError: the disk failed.
        """
        try:
            return tuple(sorted(self._files(), key=lambda item: item.name))
        except OSError as error:
            raise _explained(error, self.folder) from error

    def remove(self, name: str) -> None:
        """Remove a file, if it is there.

        Raises:
            OutputError: the disk failed.
        """
        try:
            (self.folder / safe(name)).unlink(missing_ok=True)
        except OSError as error:
            raise _explained(error, self.folder) from error

    def tidy(self) -> None:
        """Remove what a killed run of ours left half-written. Call it under the lock."""
        for path in self._walk():
            if UNFINISHED.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[Stored]:
        for path in self._walk():
            name = path.relative_to(self.folder).as_posix()
            if not any(part.startswith(".") for part in PurePosixPath(name).parts):
                facts = path.stat()
                modified = datetime.fromtimestamp(facts.st_mtime, UTC)
                yield Stored(name=name, bytes=facts.st_size, modified=modified)

    def _walk(self) -> Iterator[Path]:
        """Files below the folder, without following links out of it."""
        for root, _, names in os.walk(self.folder, followlinks=False):
            for name in names:
                path = Path(root, name)
                if path.is_file() and not path.is_symlink():
                    yield path


def safe(name: str) -> str:
    """The name, if it stays below the folder and is not hidden.

    Raises:
        ValueError: it does not.
    """
    parts = name.split("/")
    if not name or "\0" in name or "\\" in name or any(not part or part.startswith(".") for part in parts):
        message = f"{name!r} is no name for a published file"
        raise ValueError(message)
    return name


def _is_there(target: Path, content: Path | bytes) -> bool:
    if target.is_symlink() or not target.is_file():
        return False
    if isinstance(content, bytes):
        return target.stat().st_size == len(content) and target.read_bytes() == content
    return filecmp.cmp(target, content, shallow=False)


def _make_folder(folder: Path) -> None:
    """Make it and what it lies in, open to the web server whatever the umask."""
    if not folder.is_dir():
        if folder.exists():
            raise NotADirectoryError(errno.ENOTDIR, f"{folder} is a file", str(folder))
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(FOLDER_MODE)


def _write(path: Path, content: Path | bytes) -> None:
    with path.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, file, COPIED_BYTES)
        file.flush()
        path.chmod(FILE_MODE)
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _explained(error: OSError, folder: Path) -> OutputError:
    message = f"cannot publish into {folder}: {error.strerror or error}"
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return OutputError(message, hint=f"df -h {folder}" if full else f"ls -ld {folder}")
