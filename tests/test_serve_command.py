"""``briefing serve`` as it is typed: it says the address, serves, and ends when it is told to."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from briefing.shows.feed import render
from tests.channels import make_channel, make_episodes
from tests.commands import briefing
from tests.terminal import environment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    public = tmp_path / "public"
    public.mkdir()
    (public / "feed.xml").write_bytes(render(make_channel(), make_episodes()))
    return public


@contextmanager
def started(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], list[str]]]:
    """The running command and the lines it began with; what follows them is still in the pipe."""
    command = [sys.executable, "-m", "briefing", "serve", *words]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, env=environment(home)
    )
    assert running.stdout is not None
    lines = [running.stdout.readline().decode().rstrip("\n") for _ in range(2)]
    try:
        yield running, lines
    finally:
        running.kill()
        running.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_the_feed_serves_it_and_ends_cleanly(
    folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    with started(tmp_path, str(folder), "--port", "0", "-v") as (running, lines):
        assert lines[0] == f"Serving: {folder}"
        found = re.fullmatch(r"On this machine: (http://127\.0\.0\.1:\d+/feed\.xml)", lines[1])
        assert found is not None
        assert requests.get(found.group(1), timeout=10).content == (folder / "feed.xml").read_bytes()
        running.send_signal(number)
        out, err = (part.decode() for part in running.communicate(timeout=5))
    assert running.returncode == 0
    assert (
        out == "The feed names its files at https://podcasts.example.org/sahel/: players fetch them there.\n"
    )
    assert err == "127.0.0.1 GET /feed.xml HTTP/1.1 200\nStopped.\n"


def test_it_ends_while_a_player_hangs_on(folder: Path, tmp_path: Path) -> None:
    with started(tmp_path, str(folder), "--port", "0") as (running, lines), requests.Session() as player:
        assert player.get(lines[1].partition(": ")[2], timeout=10).status_code == 200
        running.terminate()
        assert running.wait(timeout=5) == 0


def test_settings_for_a_web_server_use_the_address_in_the_feed(folder: Path, tmp_path: Path) -> None:
    done = briefing("serve", str(folder), "--print", "nginx", env=environment(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert "server_name podcasts.example.org;" in done.out
    assert "rewrite ^/sahel/(.*)$ /$1;" in done.out
    assert f'root "{folder}";' in done.out


def test_a_port_that_is_taken_gives_one_line_and_its_code(folder: Path, tmp_path: Path) -> None:
    with started(tmp_path, str(folder), "--port", "0") as (_running, lines):
        port = re.findall(r":(\d+)/", lines[1])[0]
        done = briefing("serve", str(folder), "--port", port, env=environment(tmp_path))
    assert done.code == 74
    assert done.err.splitlines() == [done.last_error]
    assert f"cannot listen at 127.0.0.1, port {port}: Address already in use" in done.last_error


def test_a_folder_without_a_feed_says_so(tmp_path: Path) -> None:
    with started(tmp_path, str(tmp_path), "--port", "0") as (running, lines):
        assert lines[1].endswith("/")
        running.terminate()
        out, _ = running.communicate(timeout=5)
    assert out.decode() == "There is no feed.xml in it yet.\n"


def test_nothing_is_written_into_the_folder(folder: Path, tmp_path: Path) -> None:
    before = sorted(folder.iterdir())
    with started(tmp_path, str(folder), "--port", "0") as (running, lines):
        requests.get(lines[1].partition(": ")[2], timeout=10)
        running.terminate()
        running.wait(timeout=5)
    assert sorted(folder.iterdir()) == before
