"""Runs of a show that are killed at a chosen moment: a program, so that it may fork freely.

``python -m tests.killing FOLDER STEP`` makes a show in FOLDER, runs it, then brings it news: an article that
is new and one that is corrected. The run that follows is killed at one file operation after another, every
STEP-th, each time from the same beginning; then the next run is let through. Printed is a JSON object: how
many moments there are, at which it was killed, and what was not as it must be.

Moments are what Python tells its audit hooks of files, and every statement of SQL.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from briefing.shows import showfile
from briefing.shows.show import Placed
from briefing.shows.state import FILE, State
from tests.shows import article, public, run_at, show_at, whole

TOLD: Final = frozenset(
    {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.link", "shutil.rmtree"}
)
FIRST, SECOND = "2026-03-01 06:00", "2026-03-02 06:00"


class Reaper:
    """Counts moments, and at a certain one kills this very process."""

    def __init__(self) -> None:
        self.count = 0
        self.at = -1
        self.is_armed = False

    def moment(self) -> None:
        """One has come."""
        if self.is_armed:
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """An audit hook."""
        is_written = (
            event == "open"
            and len(arguments) == 3
            and isinstance(arguments[2], int)
            and (arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        )
        if event in TOLD or is_written:
            self.moment()


REAPER: Final = Reaper()


def in_child(work: Callable[[], object]) -> int:
    """Do it in a process of its own; how that ended."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def news(folder: Path) -> None:
    """What happens between the two runs."""
    article(folder, "b.txt", "خبر جديد")
    article(folder, "a.txt", "افتتاح المكتبة", count=77)


def known(placed: Placed) -> list[str]:
    """All that is remembered, as text; what only tells when a file was touched is left out."""
    with sqlite3.connect(placed.state_folder / FILE) as database:
        lines = [line for line in database.iterdump() if not line.startswith("BEGIN")]
    database.close()
    return lines


def killed(base: Path, place: Path, at: int) -> tuple[int, list[str]]:
    """Kill the run at one moment and let the next one through; what is not as it must be.

    The folder has the same name each time: identities follow from paths.
    """
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)
    placed = showfile.load(place / "morning.toml")
    REAPER.count, REAPER.at = 0, at

    def armed() -> None:
        REAPER.is_armed = True
        run_at(placed, SECOND)
        REAPER.is_armed = False
        (place / "count").write_text(str(REAPER.count))

    code = in_child(armed)
    faults = []
    try:
        whole(placed)
    except AssertionError as error:
        faults.append(f"moment {at}: after the kill: {error}")
    if code == 0:
        return int((place / "count").read_text()), faults
    if in_child(lambda: run_at(placed, SECOND)):
        faults.append(f"moment {at}: the next run failed")
    return 0, faults


def main(folder: Path, step: int) -> dict[str, object]:
    """See the module."""
    base, place = folder / "base", folder / "show"
    shutil.rmtree(place, ignore_errors=True)
    placed = show_at(place)
    article(place, "a.txt", "افتتاح المكتبة")
    run_at(placed, FIRST)  # here, so that no child has to import it all
    news(place)
    shutil.copytree(place, base)
    original, State._sql = State._sql, _counted(State._sql)  # type: ignore[method-assign]
    sys.addaudithook(REAPER.hear)
    moments, faults = killed(base, place, -1)
    expected, remembered = public(placed), known(placed)
    at = list(range(1, moments + 1, step))
    for moment in at:
        faults += killed(base, place, moment)[1]
        if public(placed) != expected:
            faults.append(f"moment {moment}: other files are published")
        if known(placed) != remembered:
            faults.append(f"moment {moment}: other things are remembered")
        if left := [path.name for path in Path(placed.public).iterdir() if path.name.startswith(".")]:
            faults.append(f"moment {moment}: left behind: {left}")
    del original
    return {"moments": moments, "killed": len(at), "faults": faults}


def _counted(sql: Callable[..., sqlite3.Cursor]) -> Callable[..., sqlite3.Cursor]:
    def call(*arguments: object) -> sqlite3.Cursor:
        REAPER.moment()
        return sql(*arguments)

    return call


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201
