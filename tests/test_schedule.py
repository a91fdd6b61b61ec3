"""The lines that have a show run by itself."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.shows import schedule, showfile
from briefing.shows.schedule import Surroundings
from briefing.shows.show import Placed
from tests.commands import briefing
from tests.shows import show_at
from tests.validators import program

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def around(zone: str = "Asia/Riyadh") -> Surroundings:
    return Surroundings(program=("/opt/briefing/bin/briefing",), cache=Path("/var/cache/briefing"), zone=zone)


def job(text: str) -> str:
    """The one line that is no comment."""
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    return line


@pytest.mark.parametrize(
    ("machine", "form", "edition", "when"),
    [
        ("Asia/Riyadh", "together", "", "0 6 * * *"),
        ("Asia/Kuwait", "together", "", "0 6 * * *"),  # another name, the same clock
        ("Asia/Riyadh", "together", 'weekdays = ["sun", "mon", "thu"]', "0 6 * * 1,4,0"),
        ("UTC", "together", "", "0 * * * *"),
        ("Asia/Kolkata", "together", "", "30 * * * *"),
        ("", "together", "", "0,15,30,45 * * * *"),
        ("UTC", "each", "", "0 3 * * *"),
    ],
)
def test_a_cron_line_runs_at_the_slot_whatever_zone_the_machine_is_in(
    tmp_path: Path, machine: str, form: str, edition: str, when: str
) -> None:
    placed = show_at(tmp_path, form=form, edition=edition)
    line = job(schedule.cron(placed, around(machine), now=NOW))
    assert line == f"{when} /opt/briefing/bin/briefing run {placed.path}"


def test_a_percent_sign_and_a_blank_in_a_path_do_not_end_a_cron_line(tmp_path: Path) -> None:
    placed = show_at(tmp_path / "100% my shows")
    assert "/100\\% my shows/morning.toml'" in job(schedule.cron(placed, around(), now=NOW))


def test_every_slot_has_its_line(tmp_path: Path) -> None:
    two = show_at(tmp_path, form="together", name="two.toml")
    text = two.path.read_text(encoding="utf-8").replace('["06:00"]', '["06:00", "18:30"]')
    two.path.write_text(text, encoding="utf-8")
    lines = schedule.cron(showfile.load(two.path), around(), now=NOW).splitlines()[1:]
    assert [line.split(" /")[0] for line in lines] == ["0 6 * * *", "30 18 * * *"]
    assert schedule.timer(showfile.load(two.path)).count("OnCalendar=") == 2


def units(folder: Path, placed: Placed) -> tuple[Path, Path]:
    service, timer = (folder / name for name in schedule.unit_names(placed))
    # The program must be there for systemd-analyze; any will do.
    real = Surroundings(program=("/bin/true",), cache=Path("/var/cache/briefing"), zone="UTC")
    service.write_text(schedule.service(placed, real), encoding="utf-8")
    timer.write_text(schedule.timer(placed), encoding="utf-8")
    return service, timer


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    program("systemd-analyze")
    placed = show_at(tmp_path / "my shows", edition='weekdays = ["mon", "fri"]')
    service, timer = units(tmp_path, placed)
    for unit in (service, timer):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
        )
        mine = [line for line in done.stderr.splitlines() if unit.name in line]
        assert mine == []
    (calendar,) = re.findall("OnCalendar=(.+)", timer.read_text(encoding="utf-8"))
    assert calendar == "Mon,Fri *-*-* 06:00:00 Asia/Riyadh"
    done = subprocess.run(
        ["systemd-analyze", "calendar", "--base-time=2026-03-01 00:00:00 UTC", calendar],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Mon 2026-03-02 03:00:00" in done.stdout


def test_the_units_are_these(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    text = schedule.service(placed, around()) + schedule.timer(placed)
    for line in (
        "Type=oneshot",
        f"ExecStart=/opt/briefing/bin/briefing run {tmp_path}/morning.toml --wait-lock 600",
        "ProtectSystem=strict",
        f"ReadWritePaths={tmp_path}/morning/public {tmp_path}/morning/state /var/cache/briefing",
        "Persistent=true",
        "OnCalendar=*-*-* 06:00:00 Asia/Riyadh",
    ):
        assert line in text.splitlines()


def test_the_command_prints_full_paths_and_writes_units(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    printed = briefing("schedule", placed.path, "--cron")
    assert printed.code == 0
    assert f" run {placed.path}\n" in printed.out
    written = briefing("schedule", placed.path, "--systemd", "--to", tmp_path / "units")
    assert written.code == 0, written.err
    assert placed.state_folder.is_dir()
    assert sorted(path.name for path in (tmp_path / "units").iterdir()) == [
        "briefing-morning.service",
        "briefing-morning.timer",
    ]
