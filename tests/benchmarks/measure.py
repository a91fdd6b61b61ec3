"""Run commands side by side, in turn, and take medians: seconds, and the peak memory of the whole tree.

Looking at the memory of a process stops it whenever it asks for more, which cost a run of many threads a
twentieth. So it is looked at in a run of its own; or, where there is one run, seldom. What a run wrote is on
the disk before the next begins, lest the next one wait for that.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
WATCHING: Final = 0.05
"""The share of a core that looking at memory may take from what is not timed."""
SELDOM: Final = 0.005
"""The same, from what is."""
LEAST_PAUSE_S: Final = 0.01
ENVIRONMENT: Final = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(ROOT)}
"""Whoever installs a program has its bytecode; in a shell that forbids it every start compiles everything."""


def leave() -> None:
    """Start from where the last run ended."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do a job."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = leave
    """Puts things back to where each run starts."""
    env: Mapping[str, str] = field(default_factory=dict)
    runs: int = 0
    """Where it is to run less often than the others; 0 for as often."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a contender took."""

    name: str
    seconds: float
    """Median."""
    peak_mb: float
    """The peak of all its processes together, in MB."""
    ratio: float
    """To the first contender."""
    runs: int


def compare(contenders: Sequence[Contender], *, runs: int) -> list[Row]:
    """Each contender ``runs`` times, taking turns so that a busy machine is busy for all.

    Raises:
        RuntimeError: a command failed.
    """
    seconds: dict[str, list[float]] = {item.name: [] for item in contenders}
    peaks: dict[str, float] = {}
    for number in range(runs):
        for item in contenders:
            if item.runs and number >= item.runs:
                continue
            item.before()
            only = (item.runs or runs) == 1
            took, peak = _timed(item, watching=SELDOM if only else 0)
            seconds[item.name].append(took)
            if only:
                peaks[item.name] = peak
    for item in contenders:
        if item.name not in peaks:
            item.before()
            _, peaks[item.name] = _timed(item, watching=WATCHING)
    base = statistics.median(seconds[contenders[0].name])
    return [
        Row(
            item.name,
            statistics.median(seconds[item.name]),
            peaks[item.name],
            statistics.median(seconds[item.name]) / base,
            len(seconds[item.name]),
        )
        for item in contenders
    ]


def put_aside(folder: Path, *made: Path) -> None:
    """Move what earlier runs made into a new folder in this one, as if they had never been.

    It is not removed: ext4 spares the numbers of files that were removed in the last minutes, and looks for
    others one by one, so that a new file took 300 microseconds instead of 13.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="former-", dir=folder))
    for path in made:
        if path.exists():
            path.rename(aside / path.name)


def related(rows: Sequence[Row]) -> list[Row]:
    """Rows of several comparisons, with ratios to the first of all."""
    return [replace(row, ratio=row.seconds / rows[0].seconds) for row in rows]


def once(command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
    """Run a command that is not measured.

    Raises:
        RuntimeError: it failed.
    """
    _timed(Contender(" ".join(map(str, command[:5])), command, env=env or {}))


def _timed(item: Contender, *, watching: float = 0) -> tuple[float, float]:
    """Seconds, and the peak memory where it is looked at with so much of a core."""
    os.sync()
    began = time.perf_counter()
    process = subprocess.Popen(
        item.command,
        env=os.environ | ENVIRONMENT | dict(item.env),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak, watching), daemon=True)
    if watching:
        watcher.start()
    _, err = process.communicate()
    took = time.perf_counter() - began
    if watching:
        watcher.join()
    if process.returncode:
        message = f"{item.name} failed with {process.returncode}: {err.decode()[-500:]}"
        raise RuntimeError(message)
    return took, peak[0]


def _watch(process: subprocess.Popen[bytes], peak: list[float], watching: float) -> None:
    while process.poll() is None:
        began = time.thread_time()
        peak[0] = max(peak[0], _tree_mb(process.pid))
        spent = time.thread_time() - began
        time.sleep(max(LEAST_PAUSE_S, spent / watching))


def _tree_mb(root: int) -> float:
    """Proportional set size of a process and all below it, in MB (shared pages counted once)."""
    total = 0
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            continue
    return total / 1024
