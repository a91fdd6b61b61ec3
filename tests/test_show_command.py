"""The commands about a show, as a podcaster types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests import psp1
from tests.commands import briefing
from tests.shows import article, public, run_at, show_at


def test_from_nothing_to_a_feed_in_three_commands(tmp_path: Path) -> None:
    made = briefing(
        "show", "init", "morning", "--title", "موجز الصباح", "--zone", "Asia/Riyadh", cwd=tmp_path
    )
    assert (made.code, made.err) == (0, "")
    assert made.out.endswith("morning.toml\n")
    with Image.open(tmp_path / "morning" / "artwork.jpg") as picture:
        assert picture.size[0] == picture.size[1] >= 1400
    file = tmp_path / "morning.toml"
    text = file.read_text(encoding="utf-8").replace('name = "espeak"', 'name = "tone"')
    file.write_text(text, encoding="utf-8")
    (tmp_path / "morning" / "articles" / "a.txt").write_text(
        "افتتاح المكتبة\n\nافتتحت المدينة مكتبتها الجديدة اليوم.", encoding="utf-8"
    )
    checked = briefing("show", "check", file)
    assert checked.code == 0, checked.err
    assert checked.out.endswith("The show file can be used.\n")
    ran = briefing("run", file)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    feed = (tmp_path / "morning" / "public" / "feed.xml").read_bytes()
    assert psp1.faults(feed) == []
    assert "موجز الصباح".encode() in feed


@pytest.mark.parametrize("name", ["my show", "../up", "خبر", ""])
def test_an_odd_name_makes_nothing(tmp_path: Path, name: str) -> None:
    ended = briefing("show", "init", name, cwd=tmp_path)
    assert ended.code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_show_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "morning.toml").write_text("mine", encoding="utf-8")
    ended = briefing("show", "init", "morning", cwd=tmp_path)
    assert ended.code == 74
    assert (tmp_path / "morning.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("spoil", ["no folder", "no artwork", "a small picture"])
def test_check_says_what_is_missing_beside_the_file(tmp_path: Path, spoil: str) -> None:
    placed = show_at(tmp_path)
    if spoil == "no folder":
        (tmp_path / "articles").rmdir()
    elif spoil == "no artwork":
        placed.artwork.unlink()
    else:
        Image.new("RGB", (600, 600)).save(placed.artwork)
    ended = briefing("show", "check", placed.path)
    assert (ended.code, ended.err.count("\n")) == (78, 1)
    assert "Try: " in ended.err


def test_a_picture_of_ones_own_is_made_fit(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    Image.new("RGBA", (1500, 1500), (10, 20, 30, 40)).save(tmp_path / "mine.png")
    ended = briefing("show", "artwork", placed.path, "--from", tmp_path / "mine.png")
    assert ended.code == 0, ended.err
    assert briefing("show", "check", placed.path).code == 0


def test_status_tells_what_is_out_what_waits_and_what_fails(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt", "افتتاح المكتبة")
    (tmp_path / "articles" / "b.txt").write_text("Only English here, sorry. " * 9, encoding="utf-8")
    run_at(placed, "2026-03-01 06:00")
    before = public(placed)
    told = briefing("status", placed.path)
    assert told.code == 0, told.err
    assert "Episodes in the feed: 1\n" in told.out
    assert "2026-03-01T06:00:00+03:00: افتتاح المكتبة\n" in told.out
    assert "Failing: 1\n" in told.out
    found = json.loads(briefing("status", placed.path, "--json").out)
    assert found["episodes"] == 1
    assert found["failing"][0]["next_try"] == ""
    assert public(placed) == before


def test_doctor_looks_at_a_show(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt")
    run_at(placed, "2026-03-01 06:00")
    assert briefing("doctor", "--show", placed.path).code == 0
    path = placed.state_folder / "state.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    ended = briefing("doctor", "--show", placed.path)
    assert ended.code == 74
    assert "show state" in ended.out
