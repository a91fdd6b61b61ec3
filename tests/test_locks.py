"""One run of a show at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefing.errors import Busy, OutputError
from briefing.shows.locks import Lock

HOLD = """
import sys, time
from pathlib import Path
from briefing.shows.locks import Lock
import subprocess
with Lock(Path(sys.argv[1])):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    print(child.pid, flush=True)
    time.sleep(30)
"""


def test_a_second_run_is_told_that_the_first_is_at_it(tmp_path: Path) -> None:
    with Lock(tmp_path / "state"):
        with pytest.raises(Busy, match="another run") as told, Lock(tmp_path / "state"):
            pass
        assert told.value.exit_code == 75
    with Lock(tmp_path / "state"):
        pass


def test_waiting_ends_when_the_first_run_does(tmp_path: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with Lock(tmp_path):
            held.set()
            done.wait(5)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(5)
    threading.Timer(0.15, done.set).start()
    with Lock(tmp_path, wait_s=5):
        pass
    other.join()


def test_waiting_does_not_go_on_for_ever(tmp_path: Path) -> None:
    began = time.monotonic()
    with Lock(tmp_path), pytest.raises(Busy), Lock(tmp_path, wait_s=0.3):
        pass
    assert 0.3 <= time.monotonic() - began < 5


def test_a_killed_run_holds_nothing_even_if_a_child_of_it_lives_on(tmp_path: Path) -> None:
    run = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    child = int(run.stdout.readline())
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    try:
        with Lock(tmp_path):
            os.kill(child, 0)  # it does live
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_file_system_without_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OutputError, match="has no locks") as told, Lock(tmp_path):
        pass
    assert told.value.exit_code == 74


def test_a_state_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(OutputError, match="state folder"), Lock(tmp_path / "state"):
        pass
