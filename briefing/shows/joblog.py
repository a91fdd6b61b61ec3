"""What a run did, for programs: one JSON object a line, appended; and its end, for whoever is pinged.

No line holds a secret or words of an article: messages are kept without their Arabic, titles are not told.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from briefing.errors import BriefingError, OutputError

TAIL_BYTES: Final = 10_000
"""As much of its log as a run tells at its end."""
ARABIC: Final = re.compile(
    r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc][^\x00-\x7f\s]*(?:\s+[^\x00-\x7f]+)*"
)
LONGEST: Final = 500

Level = Literal["info", "warning", "error"]
Clock = Callable[[], datetime]
Fact = str | int | float | bool


class JobLog:
    """Takes down what happens; writes it where a file was named."""

    def __init__(self, path: Path | None, *, run: str, show: str, clock: Clock) -> None:
        """Open nothing yet.

        Args:
            path: where to append; None to keep only what the end of the run tells.
            run: what this run is known by.
            show: the show's name.
            clock: tells the time of each line.
        """
        self._path = path
        self._about = {"run": run, "show": show}
        self._clock = clock
        self._tail = b""

    def say(self, event: str, level: Level = "info", **facts: Fact) -> None:
        """Append one line.

        Raises:
            OutputError: the file cannot be written.
        """
        now = self._clock().astimezone(UTC)
        time = now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"
        told = {key: _plain(value) for key, value in facts.items() if value != ""}
        line = json.dumps({"time": time, "level": level, **self._about, "event": event, **told})
        data = line.encode() + b"\n"
        self._tail = (self._tail + data)[-TAIL_BYTES:]
        if self._path is not None:
            _append(self._path, data)

    def trouble(self, event: str, error: BriefingError, level: Level = "error", **facts: Fact) -> None:
        """Append what went wrong."""
        self.say(
            event, level, error=type(error).__name__, code=error.exit_code, problem=error.message, **facts
        )

    @property
    def tail(self) -> bytes:
        """The last lines, whole ones, at most 10,000 bytes."""
        if len(self._tail) < TAIL_BYTES:
            return self._tail
        return self._tail.partition(b"\n")[2]


def _append(path: Path, data: bytes) -> None:
    """One write at the end of the file, so that lines of several programs do not mix."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            os.write(handle, data)
        finally:
            os.close(handle)
    except OSError as error:
        message = f"cannot write the log {path}: {error.strerror}"
        raise OutputError(message, hint="name another file with --log-json") from error


def _plain(value: Fact) -> Fact:
    """Without words of an article, which messages sometimes quote."""
    return ARABIC.sub("…", value)[:LONGEST] if isinstance(value, str) else value
