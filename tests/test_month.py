"""A month of daily runs: sources that fail and lie, corrections, days off, kills; and a feed that stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.commands import ROOT
from tests.month import KEPT


def test_a_month_with_kills_ends_in_the_very_files_of_a_month_without(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.month", str(tmp_path)],
        capture_output=True,
        cwd=ROOT,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        check=False,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr.decode()
    month = json.loads(done.stdout)
    assert month["faults"] == []  # among them those of PSP-1, and of feedparser after every run
    assert month["different"] == []
    assert month["same"]
    assert month["killed"] >= 8
    codes, told = month["codes"], month["told"]
    assert {codes[day] for day in ("4", "9", "10", "11", "20")} == {69}  # it rested, was down, was cut short
    assert codes["15"] == 65  # it lied
    assert (told["9"], told["10"]) == (0, 0)
    assert told["11"] >= 1  # the third in a row
    assert {codes[day] for day in ("0", "1", "2", "24", "26", "29")} == {0}
    days = [guid.split(":")[2] for guid in month["guids"]]
    assert len(days) == KEPT
    assert days == sorted(days, reverse=True)
    assert "2026-04-02" in days  # the machine was off, and it was made up for
    assert "2026-04-09" not in days  # there was no news
    assert "briefing:morning:2026-03-29:00:30" in month["published"]  # a time that this day does not have
    assert month["corrected"] >= 1
