"""SIGKILL at any moment: the former output stays whole, nothing is left running, the next run finishes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import ROOT, briefing
from tests.scripts import article_file

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")

OLD = "نص قديم\n\nقالت المديرة إن الأبواب مفتوحة للجميع. وأضافت أن القاعات هادئة للقراءة والدرس."
SENTENCES = "قالت المديرة إن القاعة رقم {} مفتوحة للجميع منذ صباح اليوم، وإن الكتب الصوتية فيها جديدة."
NEW = "نص جديد\n\n" + "\n\n".join(" ".join(SENTENCES.format(n * 4 + k) for k in range(4)) for n in range(6))
MOMENTS = tuple(step / 14 for step in range(1, 15))


def command(article: Path, folder: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "briefing", "make", str(article), "-o", str(folder)),
        *("--voice", "espeak", "-q", "--title", "عنوان"),
    ]


def whole(folder: Path) -> str:
    """The id of the briefing in a folder, having checked that every file is what it says."""
    document = json.loads((folder / "briefing.json").read_text(encoding="utf-8"))
    for item in document["files"]:
        assert hashlib.sha256((folder / item["name"]).read_bytes()).hexdigest() == item["sha256"], item[
            "name"
        ]
    return str(document["id"])


def alive(marker: str) -> list[int]:
    """Processes that carry the marker in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if marker.encode() in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def test_a_killed_run_leaves_the_old_output_and_the_next_one_finishes(tmp_path: Path) -> None:
    old, new = article_file(tmp_path, OLD, name="old.txt"), article_file(tmp_path, NEW, name="new.txt")
    assert briefing(*command(old, tmp_path / "old")[3:]).code == 0
    began = time.monotonic()
    reference_cache = dict(os.environ) | {"BRIEFING_CACHE": str(tmp_path / "cache-reference")}
    assert briefing(*command(new, tmp_path / "reference")[3:], env=reference_cache).code == 0
    whole_run_s = time.monotonic() - began
    expected = {path.name: path.read_bytes() for path in (tmp_path / "reference").iterdir()}
    old_id, new_id = whole(tmp_path / "old"), whole(tmp_path / "reference")
    seen = set()
    for number, moment in enumerate(MOMENTS):
        folder = tmp_path / f"out{number}"
        shutil.copytree(tmp_path / "old", folder)
        cache = tmp_path / f"cache{number}"
        env = dict(os.environ) | {"BRIEFING_CACHE": str(cache)}
        run = subprocess.Popen(command(new, folder), env=env, cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(whole_run_s * moment)
        run.send_signal(signal.SIGKILL)
        run.wait(30)
        seen.add(whole(folder))
        deadline = time.monotonic() + 10
        while alive(str(cache)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert alive(str(cache)) == [], "a worker outlived its parent"
        assert briefing(*command(new, folder)[3:], env=env).code == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == expected
    assert old_id in seen
    assert seen <= {old_id, new_id}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_run_cleans_up_and_says_so(tmp_path: Path, number: signal.Signals, code: int) -> None:
    article = article_file(tmp_path, NEW)
    cache = tmp_path / "stopped-cache"
    env = dict(os.environ) | {"BRIEFING_CACHE": str(cache)}
    run = subprocess.Popen(command(article, tmp_path / "out"), env=env, cwd=ROOT, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not (tmp_path / "out").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    run.send_signal(number)
    _, err = run.communicate(timeout=30)
    # Python ends itself with the signal where C code saw the interrupt: a shell says 130 for both.
    assert run.returncode in {code, -number}
    assert b"Traceback" not in err
    assert not (tmp_path / "out").exists()
    assert alive(str(cache)) == []


def test_a_full_disk_is_said_and_the_old_output_stays(tmp_path: Path) -> None:
    """A limit on the size of files makes writes fail as a full disk does, in the same places."""
    old, new = article_file(tmp_path, OLD, name="old.txt"), article_file(tmp_path, NEW, name="new.txt")
    folder = tmp_path / "out"
    assert briefing(*command(old, folder)[3:]).code == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for kilobytes in (8, 120, 1500):
        limited = " ".join(f"'{word}'" for word in command(new, folder))
        done = subprocess.run(
            ["/bin/bash", "-c", f"ulimit -f {kilobytes}; exec {limited}"],
            capture_output=True,
            cwd=ROOT,
            check=False,
            timeout=120,
        )
        assert done.returncode == 74, done.stderr.decode()
        assert done.stderr.decode().splitlines()[-1].startswith("error: ")
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_two_runs_into_one_folder_end_with_one_done_and_one_busy(tmp_path: Path) -> None:
    article = article_file(tmp_path, NEW)
    runs = [
        subprocess.Popen(command(article, tmp_path / "out"), cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    ends = [(run.communicate(timeout=60)[1], run.returncode) for run in runs]
    assert sorted(code for _, code in ends) == [0, 75]
    assert b"another run" in next(err for err, code in ends if code == 75)
    whole(tmp_path / "out")
