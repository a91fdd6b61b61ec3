"""Editions in their slots, missed ones made up for once, and how long episodes stay."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import fsspec

from briefing.shows import showfile
from briefing.shows.show import Placed
from tests.newssite import Site, hurried, news_site
from tests.shows import article, at, entries, public, run_at, show_at, whole


def sourced(folder: Path, site: Site, *, edition: str = "") -> Placed:
    return show_at(
        folder,
        sources=f'[[sources]]\nkind = "feed"\nat = "{site.url}/rss.xml"\n',
        form="together",
        edition=edition,
    )


def dates(placed: Placed) -> list[str]:
    return [entry.published[5:11] for entry in entries(placed)]


def test_missed_slots_are_made_up_for_once_each_with_the_news_of_their_time(tmp_path: Path) -> None:
    with news_site() as site:
        placed = sourced(tmp_path, site, edition="catch_up = 2")
        site.write(1, at("2026-03-01 05:00"))
        run_at(placed, "2026-03-01 06:05", fetch=hurried())
        for day in (2, 3, 4, 5):  # the machine is off for four days
            site.write(day, at(f"2026-03-{day:02d} 05:00"))
        run_at(placed, "2026-03-05 06:05", fetch=hurried())
        assert dates(placed) == ["05 Mar", "04 Mar", "03 Mar", "01 Mar"]
        told = {entry.published[5:11]: entry.description for entry in entries(placed)}
        assert "رقم 4" in told["04 Mar"]
        assert "رقم 5" in told["05 Mar"]
        assert "رقم 5" not in told["04 Mar"]
        before = public(placed)
        run_at(placed, "2026-03-05 07:00", fetch=hurried())
        assert public(placed) == before


def test_no_slot_from_before_the_show_began_is_made_up_for(tmp_path: Path) -> None:
    with news_site() as site:
        placed = sourced(tmp_path, site, edition="catch_up = 5")
        for day in (26, 27, 28):
            site.write(day, at(f"2026-02-{day} 05:00"))
        run_at(placed, "2026-02-28 06:05", fetch=hurried())
        assert dates(placed) == ["28 Feb"]


def test_the_top_stories_come_first_and_what_does_not_fit_is_left_out(tmp_path: Path) -> None:
    with news_site() as site:
        placed = sourced(tmp_path, site, edition="parts = 2")
        for number in (1, 2, 3):
            site.write(number, at(f"2026-03-01 0{number}:00"))
        run_at(placed, "2026-03-01 06:05", fetch=hurried())
        (entry,) = entries(placed)
        assert entry.description.index("رقم 3") < entry.description.index("رقم 2")
        assert "رقم 1<" not in entry.description
        assert [mark["title"] for mark in entry.psc_chapters["chapters"]][1:4] == [
            "أهم العناوين",
            "خبر المكتبة رقم 3",
            "خبر المكتبة رقم 2",
        ]
        run_at(placed, "2026-03-02 06:05", fetch=hurried())
        assert len(entries(placed)) == 1  # yesterday's leavings are no news


def test_a_slot_that_comes_twice_in_a_night_has_one_edition(tmp_path: Path) -> None:
    with news_site() as site:
        placed = sourced(tmp_path, site)
        text = placed.path.read_text(encoding="utf-8").replace("Asia/Riyadh", "Africa/Casablanca")
        placed.path.write_text(text.replace('["06:00"]', '["02:30"]'), encoding="utf-8")
        placed = showfile.load(placed.path)
        site.write(1, at("2026-02-15 01:00"))
        run_at(placed, "2026-02-15 04:31", fetch=hurried())  # 02:31 there, the first time
        site.write(2, at("2026-02-15 04:40"))
        run_at(placed, "2026-02-15 05:31", fetch=hurried())  # 02:31 again
        assert len(entries(placed)) == 1


def test_old_episodes_leave_the_feed_and_their_files_two_days_later(tmp_path: Path) -> None:
    placed = show_at(tmp_path, retention="grace_days = 2")
    text = placed.path.read_text(encoding="utf-8").replace("keep_episodes = 500", "keep_episodes = 2")
    placed.path.write_text(text, encoding="utf-8")
    placed = showfile.load(placed.path)
    strange = Path(placed.public) / "mine.html"
    for day in (1, 2, 3):
        article(tmp_path, f"{day}.txt", f"خبر {day}")
        run_at(placed, f"2026-03-0{day} 06:00")
        strange.write_text("not ours", encoding="utf-8")
        for path in Path(placed.public).iterdir():
            stamp = datetime.fromisoformat(f"2026-03-0{day}T06:00:00+03:00").timestamp()
            os.utime(path, (stamp, stamp))
    assert [entry.title for entry in entries(placed)] == ["خبر 3", "خبر 2"]
    assert sum(name.endswith(".mp3") for name in public(placed)) == 3
    run_at(placed, "2026-03-04 06:00")
    assert sum(name.endswith(".mp3") for name in public(placed)) == 3
    run_at(placed, "2026-03-05 06:00")
    assert sum(name.endswith(".mp3") for name in public(placed)) == 2
    assert strange.is_file()
    whole(placed)
    more = placed.path.read_text(encoding="utf-8").replace("keep_episodes = 2", "keep_episodes = 9")
    placed.path.write_text(more, encoding="utf-8")
    run_at(showfile.load(placed.path), "2026-03-06 06:00")
    assert len(entries(placed)) == 2  # an episode whose files are gone does not come back
    whole(placed)


def test_an_address_elsewhere_is_published_to_as_a_folder_is(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    text = 'publish_to = "memory://podcast"\n' + placed.path.read_text(encoding="utf-8")
    placed.path.write_text(text, encoding="utf-8")
    placed = showfile.load(placed.path)
    article(tmp_path, "a.txt", "افتتاح المكتبة")
    assert run_at(placed, "2026-03-01 06:00").exit_code == 0
    there = fsspec.filesystem("memory")
    names = [name.rpartition("/")[2] for name in there.ls("/podcast", detail=False)]
    assert "feed.xml" in names
    assert sum(name.endswith(".mp3") for name in names) == 1
    assert "افتتاح المكتبة".encode() in there.cat("/podcast/feed.xml")
