"""Copies of what a show remembers: to look at, and to try things on, without touching it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from briefing.errors import Busy, OutputError
from briefing.shows.locks import Lock
from briefing.shows.state import FILE, State, explained


@contextmanager
def copied(folder: Path) -> Iterator[State]:
    """A copy of a state folder's database, to look at or to try things on: the folder is not touched.

    Raises:
        OutputError: it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-") as place:
        if (folder / FILE).is_file():
            try:
                with Lock(folder):
                    _copy_files(folder, Path(place))
            except Busy:  # a run is at it, and has the files that reading makes already
                _copy_pages(folder / FILE, Path(place) / FILE)
        with State(Path(place)) as state:
            yield state


def _copy_files(folder: Path, place: Path) -> None:
    try:
        for name in (FILE, f"{FILE}-wal"):  # what a killed run committed may still be in the second
            if (folder / name).is_file():
                shutil.copyfile(folder / name, place / name)
    except OSError as error:
        message = f"cannot read {folder / FILE}: {error.strerror}"
        raise OutputError(message, hint=f"ls -l {folder}") from error


def _copy_pages(path: Path, copy: Path) -> None:
    with (
        explained(path),
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def faults(folder: Path) -> tuple[str, ...]:
    """What SQLite finds damaged in the database of a state folder; looked for in a copy.

    Raises:
        OutputError: it cannot even be opened.
    """
    with copied(folder) as state:
        return state.faults()
