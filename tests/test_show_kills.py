"""SIGKILL at any moment: the feed stays whole, and the next run ends where an undisturbed one does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.shows import showfile
from tests.commands import ROOT
from tests.shows import article, entries, public, run_at, show_at, whole
from tests.test_kill import alive
from tests.watcher import watching

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")

STEP = int(os.environ.get("BRIEFING_KILL_STEP", "45"))
"""1 kills at every moment, which takes minutes."""


def test_a_run_that_is_killed_at_any_moment_leaves_a_whole_feed_and_the_next_one_finishes(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(tmp_path), str(STEP)],
        capture_output=True,
        cwd=ROOT,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert told["moments"] > 100
    assert told["killed"] >= told["moments"] // STEP


def started(folder: Path, cache: Path) -> subprocess.Popen[bytes]:
    """A run of a show that speaks with espeak, in a group of its own."""
    env = dict(os.environ) | {"BRIEFING_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", "run", str(folder / "morning.toml")],
        env=env | {"SOURCE_DATE_EPOCH": "1772334000"},
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def spoken_show(folder: Path) -> Path:
    placed = show_at(folder)
    text = placed.path.read_text(encoding="utf-8").replace('"tone"', '"espeak"')
    text = text.replace('options = { "tone.letter_ms" = 5, "tone.rate" = 16000 }', "")
    placed.path.write_text(text, encoding="utf-8")
    for number in range(2):
        article(folder, f"{number}.txt", f"خبر رقم {number}", count=number + 3)
    return placed.path


def wait_for_workers(cache: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while len(alive(str(cache))) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.mark.parametrize("group", [False, True])
def test_workers_die_with_the_run_and_hold_no_lock(tmp_path: Path, group: bool) -> None:
    spoken_show(tmp_path)
    cache = tmp_path / "spoken-cache"
    run = started(tmp_path, cache)
    wait_for_workers(cache, run)
    if group:
        os.killpg(run.pid, signal.SIGKILL)
    else:
        run.send_signal(signal.SIGKILL)
    run.communicate(timeout=10)
    deadline = time.monotonic() + 10
    while alive(str(cache)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert alive(str(cache)) == []
    again = started(tmp_path, cache)
    assert again.communicate(timeout=120) == (b"", b"")
    assert again.returncode == 0
    placed = showfile.load(tmp_path / "morning.toml")
    assert len(entries(placed)) == 2
    whole(placed)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_run_cleanly_within_five_seconds(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    path = spoken_show(tmp_path)
    cache = tmp_path / "spoken-cache"
    with watching() as watcher:
        text = path.read_text(encoding="utf-8")
        text = text.replace("[unattended]", f'[unattended]\nping_url = "{watcher.url}"')
        path.write_text(text, encoding="utf-8")
        run = started(tmp_path, cache)
        wait_for_workers(cache, run)
        began = time.monotonic()
        run.send_signal(number)
        out, err = run.communicate(timeout=20)
        assert time.monotonic() - began < 5
        assert [step for step, _ in watcher.told] == ["start", str(code)]
    # Python ends itself with the signal where C code saw the interrupt: a shell says the same for both.
    assert run.returncode in {code, -number}
    assert (out, err) == (b"", b"error: stopped.\n")
    assert alive(str(cache)) == []


def test_what_was_spoiled_in_the_public_folder_is_mended_by_the_next_run(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt")
    run_at(placed, "2026-03-01 06:00")
    before = public(placed)
    (Path(placed.public) / "feed.xml").write_text("<rss", encoding="utf-8")
    (Path(placed.public) / ".feed.xml.part").write_text("half", encoding="utf-8")
    run_at(placed, "2026-03-02 06:00")
    assert public(placed) == before
