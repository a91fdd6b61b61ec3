"""``briefing segments``: what it says, and that nothing goes wrong by halves."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.publication import STAGING
from tests.commands import ROOT, briefing
from tests.speech import finished


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("segments")
    finished(made)
    return made


def test_it_tells_of_each_file_and_the_folder_last(folder: Path, tmp_path: Path) -> None:
    done = briefing("segments", folder, "-o", tmp_path / "air", "--only", "2,3")
    blocks = done.out.split("\n\n")
    assert done.code == 0
    assert blocks[0].splitlines()[1] == "title: الملخص"
    assert "loudness: too short to tell" in blocks[0]
    assert "loudness: -23.0 LUFS" in blocks[1]
    assert "length: 3.200 seconds" in blocks[1]
    assert "in words: القسم الأول: خطة السواحل. أعلنت الهيئة" in blocks[1]
    assert blocks[-1] == f"Delivered: 2 files.\n{tmp_path / 'air'}\n"
    assert done.err == "Making الملخص.\nMaking خطة السواحل.\n"
    again = briefing("segments", folder, "-o", tmp_path / "air", "--only", "2,3")
    assert again.out.endswith(f"Nothing new: 2 files there already.\n{tmp_path / 'air'}\n")


def test_json_and_csv_tell_the_same(folder: Path, tmp_path: Path) -> None:
    words = ("segments", folder, "-o", tmp_path, "--sentences", "2-3", "--profile", "prss")
    document = json.loads(briefing(*words, "--json").out)
    rows = list(csv.DictReader(io.StringIO(briefing(*words, "--csv").out)))
    assert [item["file"] for item in document["files"]] == [row["file"] for row in rows]
    assert document["files"][0]["part"] == "-s2-3"
    assert abs(float(rows[0]["lufs"]) + 24) <= 0.1


def test_what_is_made_by_default_is_inside_the_folder(folder: Path) -> None:
    done = briefing("segments", folder, "--as", "wav", "--name", "{nn}", "--csv")
    assert {path.name for path in (folder / "segments").iterdir()} == {
        *("02.wav", "03.wav", "04.wav", "manifest.json"),
    }
    assert done.err == ""


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--only", "9"), 2, "there is no section 9: the rundown goes from 1 to 5. Try: --only 5"),
        (("--sentences", "3-9"), 2, "there is no sentence 9: they go from 1 to 4. Try: --sentences 3-4"),
        (("--only", "2", "--sentences", "1"), 2, "cannot be given at once"),
        (("--profile", "bcc"), 2, "there is no profile 'bcc'. Try: --profile bbc"),
        (("--profile", "gone.toml"), 78, "gone.toml cannot be read"),
        (("--name", "{numer}"), 2, "no placeholder 'numer'"),
        (("--title-latin", "Plan"), 2, "does not say which title is meant"),
        (("--embargo", "soon"), 2, "is no date such as"),
        (("--timeref", "wallclock"), 2, "--on-air 07:58:30"),
        (("-o", "{folder}/briefing.json"), 74, "cannot write into"),
    ],
)
def test_what_cannot_be_is_one_line_and_its_code(
    folder: Path, tmp_path: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    filled = [word.format(folder=folder) if word.startswith("{folder}") else word for word in words]
    into = () if "-o" in words else ("-o", tmp_path / "air")
    done = briefing("segments", folder, *filled, *into)
    assert done.code == code
    assert message in done.last_error
    assert done.err.count("error: ") == 1
    assert not (tmp_path / "air").exists()


def test_a_folder_without_a_briefing_is_bad_input(tmp_path: Path) -> None:
    assert briefing("segments", tmp_path).code == 65


@pytest.mark.parametrize("form", ["bwf", "wav", "flac", "mp3"])
def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(
    folder: Path, tmp_path: Path, form: str
) -> None:
    """A limit on the size of files stands for the disk."""
    into = tmp_path / "air"
    into.mkdir()
    (into / "other.txt").write_text("theirs")
    command = f'ulimit -f 16; exec "{sys.executable}" -m briefing segments "{folder}" -o "{into}" --as {form}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=ROOT, check=False, text=True)
    assert done.returncode == 74, done.stderr
    assert done.stderr.rstrip().splitlines()[-1].startswith("error: cannot write")
    assert "Traceback" not in done.stderr
    assert [path.name for path in into.iterdir()] == ["other.txt"]


def test_a_killed_run_leaves_no_half_file_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    made = tmp_path / "made"
    finished(made)
    command = [sys.executable, "-m", "briefing", "segments", str(made), "-o"]
    began = time.monotonic()
    subprocess.run([*command, str(tmp_path / "whole")], cwd=ROOT, check=True, capture_output=True)
    lasted = time.monotonic() - began
    whole = {path.name: path.read_bytes() for path in (tmp_path / "whole").iterdir()}
    into = tmp_path / "air"
    for share in (0.5, 0.7, 0.8, 0.9, 0.97):
        run = subprocess.Popen(
            [*command, str(into)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(lasted * share)
        run.send_signal(signal.SIGKILL)
        run.wait(30)
        for path in into.glob("*.[jwx]*") if into.is_dir() else ():
            assert path.read_bytes() == whole.get(path.name), path.name
    (into / STAGING).mkdir(parents=True, exist_ok=True)
    (into / STAGING / "half.wav").write_bytes(b"RIFF")
    assert subprocess.run([*command, str(into)], cwd=ROOT, check=False, capture_output=True).returncode == 0
    assert {path.name: path.read_bytes() for path in into.iterdir()} == whole


def test_two_runs_into_one_folder_wait_for_nobody(folder: Path, tmp_path: Path) -> None:
    import fcntl

    tmp_path.joinpath("air").mkdir()
    handle = os.open(tmp_path / "air", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert briefing("segments", folder, "-o", tmp_path / "air").code == 75
    finally:
        os.close(handle)


def test_the_manifest_has_the_hash_of_what_is_there(folder: Path, tmp_path: Path) -> None:
    briefing("segments", folder, "-o", tmp_path, "--as", "flac")
    for item in json.loads((tmp_path / "manifest.json").read_bytes())["files"]:
        assert hashlib.sha256((tmp_path / item["file"]).read_bytes()).hexdigest() == item["sha256"]
