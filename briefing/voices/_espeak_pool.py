"""Worker processes that speak with espeak-ng, as many as are needed at once."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from briefing.errors import VoiceRefused, VoiceUnavailable
from briefing.voices._espeak_worker import WORD, Mark

WORKER: Final = Path(__file__).with_name("_espeak_worker.py")
START_SECONDS: Final = 30
"""A worker that has not answered by then never will; it takes a thirtieth of a second."""

_AT_ONCE: Final = 1 << 20
"""Bytes that wait in a pipe at most, so that a worker need not wait for who listens; Linux grants that."""

Word = tuple[int, int, int, int]
"""Position (in characters of the text, from 0) and length of a word; its first frame and the frame after
its last."""


class _Failed(Exception):
    """A worker died, hung, or gave an answer that cannot be read."""


class Worker:
    """One process; speaks one text after another."""

    def __init__(self, setup: Mapping[str, object]) -> None:
        """Start it.

        Raises:
            VoiceUnavailable: the engine does not work on this machine.
        """
        ours, theirs = os.pipe()
        self._sound = os.fdopen(ours, "rb", buffering=0)
        _widen(ours)
        try:
            # Isolated and without site directories: whatever is installed cannot slow it or break it. In a
            # session of its own, Ctrl-C does not reach it, and its children can be ended with it.
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(WORKER), str(theirs)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
                pass_fds=(theirs,),
            )
        except OSError as error:
            self._sound.close()
            message = f"cannot start a process for espeak-ng: {error}"
            raise VoiceUnavailable(message) from error
        finally:
            os.close(theirs)
        assert self._process.stdout is not None
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._process.stdout, selectors.EVENT_READ)
        self._selector.register(self._sound, selectors.EVENT_READ)
        try:
            answer, _ = self._ask(setup, START_SECONDS)
            if "error" in answer:
                message = str(answer["error"])
                raise _Failed(message)
            self.rate = int(answer["rate"])
        except (_Failed, KeyError, TypeError, ValueError) as error:
            self.kill()
            message = f"espeak-ng does not work on this machine: {error}"
            hint = "pip install --force-reinstall espeakng-loader"
            raise VoiceUnavailable(message, hint=hint) from error

    def speak(self, text: str, seconds: int) -> tuple[bytes, list[Word]]:
        """PCM and the words' places and times.

        Raises:
            _Failed: no answer in so many seconds, or none at all.
        """
        answer, pcm = self._ask({"text": text, "seconds": seconds}, seconds + 2)
        return pcm, list(_words(answer["marks"], pcm))

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def close(self) -> None:
        """Let it end, and wait for it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.kill()
        else:
            self._close_pipes()

    def kill(self) -> None:
        """End it and its children at once."""
        self.cut_short()
        self._close_pipes()

    def cut_short(self) -> None:
        """The same, while another thread waits for its answer, which hears of it and closes the pipes.

        Were they closed here, that thread would wait for nothing until its time is up.
        """
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _close_pipes(self) -> None:
        self._selector.close()
        for pipe in (self._process.stdin, self._process.stdout, self._sound):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()

    def _ask(self, request: Mapping[str, object], seconds: float) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdin is not None
        deadline = time.monotonic() + seconds
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
        except (OSError, ValueError) as error:
            message = "its process has ended"
            raise _Failed(message) from error
        answer: dict[str, Any] = {}
        line, body, missing = b"", [], 0
        while not answer or missing > 0:
            for pipe in self._ready(deadline):
                chunk = os.read(pipe, _AT_ONCE)
                if not chunk:
                    message = "its process ended without an answer"
                    raise _Failed(message)
                if pipe == self._sound.fileno():
                    body.append(chunk)
                    missing -= len(chunk)
                else:
                    line += chunk
                    if line.endswith(b"\n"):
                        answer = json.loads(line)
                        missing += int(answer.get("bytes", 0))
        if missing:
            message = "its process gave more sound than it told of"
            raise _Failed(message)
        return answer, b"".join(body)

    def _ready(self, deadline: float) -> list[int]:
        """The pipes that have something, or have been closed."""
        ready = self._selector.select(max(0.0, deadline - time.monotonic()))
        if not ready:
            message = "its process did not answer in time"
            raise _Failed(message)
        return [key.fd for key, _ in ready]


def _widen(pipe: int) -> None:
    """Let more wait in a pipe, where the system can; it goes without."""
    import fcntl

    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _AT_ONCE)


def _words(marks: Sequence[Mark], pcm: bytes) -> Iterator[Word]:
    """A word lasts until the next word or the end of its clause, less the silence there."""
    frames = len(pcm) // 2
    for number, (kind, position, length, start) in enumerate(marks):
        if kind != WORD:
            continue
        limit = marks[number + 1][3] if number + 1 < len(marks) else frames
        end = min(limit, frames)
        if pcm[2 * end - 2 : 2 * end] == b"\0\0":
            end = start + (len(pcm[2 * start : 2 * end].rstrip(b"\0")) + 1) // 2
        yield position - 1, length, start, end


class Pool:
    """Workers, started when they are needed; each serves one caller at a time."""

    def __init__(self, setup: Mapping[str, object], size: int) -> None:
        self._setup = setup
        self._free = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._closed = False

    def start(self) -> int:
        """Make sure that one worker runs; the frames per second of its sound."""
        worker = self._take()
        self._give_back(worker)
        return worker.rate

    def speak(self, text: str, seconds: int) -> tuple[bytes, list[Word]]:
        """Speak; a worker that fails is replaced once.

        Raises:
            VoiceRefused: the text brought two workers down.
            VoiceUnavailable: no worker can be started.
        """
        with self._free:
            for attempt in (1, 2):
                worker = self._take()
                try:
                    spoken = worker.speak(text, seconds)
                except (_Failed, KeyError, TypeError, ValueError) as error:
                    self._drop(worker)
                    if attempt == 2 or self._closed:
                        message = f"espeak-ng failed twice on this text ({error}): {text[:60]}"
                        raise VoiceRefused(message) from error
                except BaseException:  # interrupted: its answer is still under way, nobody may read it
                    self._drop(worker)
                    raise
                else:
                    self._give_back(worker)
                    return spoken
        raise AssertionError

    def pids(self) -> list[int]:
        """The numbers of the processes that run."""
        with self._lock:
            return [worker.pid for worker in (*self._idle, *self._busy)]

    def close(self) -> None:
        """End all workers and wait for them; those that are speaking are cut short."""
        with self._lock:
            self._closed = True
            idle, busy = self._idle, list(self._busy)
            self._idle = []
        for worker in busy:
            worker.cut_short()
        for worker in idle:
            worker.close()

    def _take(self) -> Worker:
        with self._lock:
            if self._closed:
                message = "this voice was closed"
                raise VoiceUnavailable(message)
            worker = self._idle.pop() if self._idle else None
            if worker:
                self._busy.add(worker)
                return worker
        worker = Worker(self._setup)
        with self._lock:
            if not self._closed:
                self._busy.add(worker)
                return worker
        worker.kill()
        message = "this voice was closed"
        raise VoiceUnavailable(message)

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            self._busy.discard(worker)
            if not self._closed:
                self._idle.append(worker)
                return
        worker.close()

    def _drop(self, worker: Worker) -> None:
        worker.kill()
        with self._lock:
            self._busy.discard(worker)
