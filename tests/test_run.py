"""A run of a show: what is new is made and published once, in an order that nothing can break."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

from briefing import pipeline
from briefing.errors import OutputError
from briefing.model import Article
from briefing.shows import folders, front, making
from briefing.shows.copies import copied
from briefing.shows.records import ItemState
from tests import psp1
from tests.shows import article, at, entries, public, run_at, show_at, times, whole


def test_what_is_new_is_made_and_published_once(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt", "افتتاح المكتبة")
    outcome = run_at(placed, "2026-03-01 06:00")
    assert (outcome.exit_code, len(outcome.published), outcome.told) == (0, 1, ())
    (entry,) = entries(placed)
    assert entry.title == "افتتاح المكتبة"
    whole(placed)
    assert psp1.faults(public(placed)["feed.xml"]) == []
    assert {name[name.index(".") :] for name in public(placed)} == {
        *(".mp3", ".vtt", ".srt", ".json", ".chapters.json", ".jpg", ".xml"),
    }


def test_nothing_new_rewrites_nothing_not_even_a_time_stamp(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt")
    run_at(placed, "2026-03-01 06:00")
    before, when = public(placed), times(placed)
    state = (placed.state_folder / "state.sqlite").read_bytes()
    outcome = run_at(placed, "2026-03-02 06:00")
    assert (outcome.exit_code, outcome.published) == (0, ())
    assert (public(placed), times(placed)) == (before, when)
    assert (placed.state_folder / "state.sqlite").read_bytes() == state
    assert sorted(path.name for path in placed.state_folder.iterdir()) == ["state.sqlite", "work"]


def test_the_first_run_makes_a_few_and_marks_the_rest_as_seen(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    for number in range(5):
        article(tmp_path, f"{number}.txt")
    assert len(run_at(placed, "2026-03-01 06:00", first=2).published) == 2
    assert run_at(placed, "2026-03-02 06:00").published == ()
    with copied(placed.state_folder) as state:
        assert len(state.items(ItemState.SEEN)) == 3
    article(tmp_path, "5.txt")
    assert len(run_at(placed, "2026-03-03 06:00", first=0).published) == 1


def test_a_corrected_article_keeps_its_guid_and_gets_a_new_enclosure(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt", "افتتاح المكتبة")
    run_at(placed, "2026-03-01 06:00")
    (before,) = entries(placed)
    article(tmp_path, "a.txt", "افتتاح المكتبة", count=90)
    assert len(run_at(placed, "2026-03-02 06:00").published) == 1
    (after,) = entries(placed)
    assert after.guid == before.guid
    assert after.published == before.published
    assert after.enclosures[0].href == before.enclosures[0].href.replace(".mp3", "-r2.mp3")
    assert "تصحيح" in after.description
    assert "تصحيح" not in before.description
    whole(placed)


def test_a_bulletin_is_one_episode_of_several_articles(tmp_path: Path) -> None:
    placed = show_at(tmp_path, form="together", edition="parts = 2")
    for name in ("a", "b", "c"):
        article(tmp_path, f"{name}.txt", f"خبر {name}")
    run_at(placed, "2026-03-01 06:10")
    (entry,) = entries(placed)
    assert entry.title == "موجز الصباح، 1 آذار/مارس 2026"
    assert entry.published == "Sun, 01 Mar 2026 06:00:00 +0300"
    assert "خبر a" in entry.description
    assert "خبر c" not in entry.description
    article(tmp_path, "d.txt")
    assert run_at(placed, "2026-03-01 12:00").published == ()  # its slot has its edition
    assert len(run_at(placed, "2026-03-02 06:00").published) == 1
    assert psp1.faults(public(placed)["feed.xml"]) == []
    assert at("2026-03-01 06:00").hour == 3


def test_an_article_that_was_refused_and_is_mended_is_made(tmp_path: Path) -> None:
    placed = show_at(tmp_path)
    path = tmp_path / "articles" / "a.txt"
    path.write_text("Only English here, sorry. " * 9, encoding="utf-8")
    assert run_at(placed, "2026-03-01 06:00").exit_code == 65
    article(tmp_path, "a.txt", "افتتاح المكتبة")
    assert len(run_at(placed, "2026-03-02 06:00").published) == 1
    assert [entry.title for entry in entries(placed)] == ["افتتاح المكتبة"]


def test_an_edition_that_brings_every_run_down_is_given_up_and_the_rest_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = show_at(tmp_path, unattended="tries = 2")
    article(tmp_path, "a.txt", "خبر أول")

    def end(*_given: object) -> NoReturn:  # as when there is no memory left: nothing more is remembered
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(making, "_made", end)
        for day in (1, 2):
            with pytest.raises(SystemExit):
                run_at(placed, f"2026-03-0{day} 06:00")
    article(tmp_path, "b.txt", "خبر ثان")
    outcome = run_at(placed, "2026-03-03 06:00")
    assert (outcome.exit_code, len(outcome.published), len(outcome.told)) == (3, 1, 1)
    assert "was begun 2 times" in outcome.told[0].error.message
    assert run_at(placed, "2026-03-04 06:00").exit_code == 0


def test_a_bug_that_one_article_brings_out_keeps_no_other_from_being_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = show_at(tmp_path)
    article(tmp_path, "a.txt", "خبر أول")
    article(tmp_path, "b.txt", "خبر ثان")
    usual = pipeline.make_of

    def make_of(article: Article, folder: Path, **given: Any) -> pipeline.Made:
        assert "أول" not in article.masthead.headline
        return usual(article, folder, **given)

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "make_of", make_of)
        outcome = run_at(placed, "2026-03-01 06:00")
    assert (outcome.exit_code, len(outcome.published)) == (3, 1)
    assert "brings out a bug in briefing: AssertionError in make_of" in outcome.told[0].error.message
    assert len(run_at(placed, "2026-03-02 06:00").published) == 1  # where the bug is mended


def test_a_full_disk_fails_the_run_and_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = show_at(tmp_path, unattended="tries = 1")
    article(tmp_path, "a.txt", "خبر أول")

    def fail(*_given: object) -> NoReturn:
        message = "the disk is full"
        raise OutputError(message)

    with monkeypatch.context() as patched:
        patched.setattr(folders, "_write", fail)
        patched.setattr(front, "publish", lambda *_: False)
        assert run_at(placed, "2026-03-01 06:00").exit_code == 74
        assert run_at(placed, "2026-03-02 06:00").exit_code == 74
    assert len(run_at(placed, "2026-03-05 06:00").published) == 1
    whole(placed)
