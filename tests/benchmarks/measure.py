"""Run commands side by side, in turn, and take medians: seconds and peak memory of the whole tree."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do a job. ``before`` puts things back to where each run starts."""

    name: str
    command: Sequence[str]
    before: Callable[[], None]
    env: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """What a contender took."""

    name: str
    seconds: float
    """Median."""
    peak_mb: float
    """Median of the peak of all its processes together, in MB."""
    ratio: float
    """To the first contender."""


def compare(contenders: Sequence[Contender], *, runs: int) -> list[Row]:
    """Each contender ``runs`` times, taking turns so that a busy machine is busy for all."""
    seconds: dict[str, list[float]] = {item.name: [] for item in contenders}
    peaks: dict[str, list[float]] = {item.name: [] for item in contenders}
    for _ in range(runs):
        for item in contenders:
            item.before()
            took, peak = _timed(item)
            seconds[item.name].append(took)
            peaks[item.name].append(peak)
    base = statistics.median(seconds[contenders[0].name])
    return [
        Row(
            item.name,
            statistics.median(seconds[item.name]),
            statistics.median(peaks[item.name]),
            statistics.median(seconds[item.name]) / base,
        )
        for item in contenders
    ]


def _timed(item: Contender) -> tuple[float, float]:
    began = time.perf_counter()
    process = subprocess.Popen(
        item.command, env=os.environ | item.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    _, err = process.communicate()
    took = time.perf_counter() - began
    watcher.join()
    if process.returncode:
        message = f"{item.name} failed with {process.returncode}: {err.decode()[-500:]}"
        raise RuntimeError(message)
    return took, peak[0]


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], _tree_mb(process.pid))
        time.sleep(0.01)


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
