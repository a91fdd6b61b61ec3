"""Text files, the same bytes on every system."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import OutputError


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 without a byte order mark, lines ended as in ``text``; the path.

    Raises:
        OutputError: the disk failed.
    """
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> Path:
    """Write a whole file; the path.

    Raises:
        OutputError: the disk failed.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error to raise where ``path`` cannot be written."""
    message = f"cannot write {path.name}: {error.strerror or error}"
    return OutputError(message, hint="df -h . shows how much room is left")
