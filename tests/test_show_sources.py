"""A show whose articles come from the web: what is new, what changed, what does not answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.shows.copies import copied
from briefing.shows.records import ItemState
from tests.newssite import Site, hurried, news_site
from tests.shows import at, entries, public, run_at, show_at, whole


def rss_of(site: Site) -> str:
    return f'[[sources]]\nkind = "feed"\nat = "{site.url}/rss.xml"\n'


def test_a_feed_is_read_and_an_unchanged_one_costs_nothing(tmp_path: Path) -> None:
    with news_site() as site:
        placed = show_at(tmp_path, sources=rss_of(site))
        site.write(1, at("2026-03-01 05:00"))
        assert len(run_at(placed, "2026-03-01 06:00", fetch=hurried()).published) == 1
        (entry,) = entries(placed)
        assert entry.title == "خبر المكتبة رقم 1"
        assert "جريدة المدينة" in entry.description
        assert entry.link == f"{site.url}/a/1"
        full = site.full_answers
        assert run_at(placed, "2026-03-01 07:00", fetch=hurried()).published == ()
        assert site.full_answers == full
        assert site.asked[-2:] == ["/rss.xml", "/a/1"]  # the page too, for a correction


def test_a_correction_on_the_page_is_noticed_and_only_that_sentence_voiced(tmp_path: Path) -> None:
    with news_site() as site:
        placed = show_at(tmp_path, sources=rss_of(site))
        story = site.write(1, at("2026-03-01 05:00"))
        run_at(placed, "2026-03-01 06:00", fetch=hurried())
        story.version = 2
        run_at(placed, "2026-03-02 06:00", fetch=hurried())
        (entry,) = entries(placed)
        assert "تصحيح" in entry.description
        assert entry.enclosures[0].href.endswith("-r2.mp3")
        log = (tmp_path / "log.jsonl").read_text(encoding="utf-8")
        assert '"voiced": 1' in log or '"voiced": 2' in log  # the sentence, in the summary too
        story.version = 3
        run_at(placed, "2026-03-09 06:00", fetch=hurried())  # long past: not looked at again
        assert len(entries(placed)) == 1
        assert entries(placed)[0].enclosures[0].href.endswith("-r2.mp3")


def test_an_article_that_disappears_stays_in_the_feed(tmp_path: Path) -> None:
    with news_site() as site:
        placed = show_at(tmp_path, sources=rss_of(site))
        story = site.write(1, at("2026-03-01 05:00"))
        run_at(placed, "2026-03-01 06:00", fetch=hurried())
        before = public(placed)
        story.is_there = False
        assert run_at(placed, "2026-03-02 06:00", fetch=hurried()).exit_code == 0
        assert public(placed) == before


@pytest.mark.parametrize(
    ("mood", "code"), [("resting", 69), ("down", 69), ("lying", 65), ("cut", 69), ("empty", 0)]
)
def test_a_source_that_fails_or_lies_clears_nothing_that_is_known(
    tmp_path: Path, mood: str, code: int
) -> None:
    with news_site() as site:
        placed = show_at(tmp_path, sources=rss_of(site))
        site.write(1, at("2026-03-01 05:00"))
        run_at(placed, "2026-03-01 06:00", fetch=hurried())
        before = public(placed)
        site.mood = mood  # type: ignore[assignment]
        assert run_at(placed, "2026-03-05 06:00", fetch=hurried()).exit_code == code
        assert public(placed) == before
        site.mood = "well"
        site.write(2, at("2026-03-06 05:00"))
        outcome = run_at(placed, "2026-03-06 06:00", fetch=hurried())
        assert (outcome.exit_code, len(outcome.published)) == (0, 1)
        whole(placed)


def test_a_source_that_asks_for_rest_is_left_alone_that_long(tmp_path: Path) -> None:
    with news_site() as site:
        placed = show_at(tmp_path, sources=rss_of(site))
        site.mood = "resting"
        run_at(placed, "2026-03-01 06:00", fetch=hurried())
        asked = len(site.asked)
        assert run_at(placed, "2026-03-01 06:30", fetch=hurried()).exit_code == 69
        assert len(site.asked) == asked
        site.mood = "well"
        assert run_at(placed, "2026-03-01 07:30", fetch=hurried()).exit_code == 0


def test_a_feed_that_is_gone_for_good_is_told_once_and_not_asked_again(tmp_path: Path) -> None:
    with news_site() as site:
        placed = show_at(tmp_path, sources=rss_of(site))
        site.mood = "gone"
        first = run_at(placed, "2026-03-01 06:00", fetch=hurried())
        assert (first.exit_code, len(first.told)) == (69, 1)
        asked = len(site.asked)
        second = run_at(placed, "2026-03-02 06:00", fetch=hurried())
        assert (second.exit_code, second.told) == (0, ())
        assert len(site.asked) == asked


def test_an_article_that_fails_is_tried_again_later_and_at_last_given_up(tmp_path: Path) -> None:
    with news_site() as site:
        placed = show_at(tmp_path, sources=rss_of(site), unattended="tries = 3")
        story = site.write(1, at("2026-03-01 05:00"))
        story.is_there = False
        first = run_at(placed, "2026-03-01 06:00", fetch=hurried())
        assert (first.exit_code, first.told, first.untold) == (69, (), 1)
        asked = site.asked.count("/a/1")
        run_at(placed, "2026-03-01 06:05", fetch=hurried())  # too soon
        assert site.asked.count("/a/1") == asked
        run_at(placed, "2026-03-02 06:00", fetch=hurried())
        last = run_at(placed, "2026-03-03 06:00", fetch=hurried())
        assert (last.exit_code, len(last.told)) == (69, 1)
        assert run_at(placed, "2026-03-04 06:00", fetch=hurried()).exit_code == 0
        with copied(placed.state_folder) as state:
            (item,) = state.items(ItemState.FAILED)
        assert (item.tries, item.next_try) == (3, "")


def test_a_list_of_feeds_a_page_and_a_feed_that_share_an_article_make_it_once(tmp_path: Path) -> None:
    with news_site() as site:
        site.write(1, at("2026-03-01 05:00"))
        site.write(2, at("2026-03-01 05:30"))
        (tmp_path / "feeds.opml").write_text(
            f'<opml><body><outline text="x" xmlUrl="{site.url}/rss.xml"/></body></opml>', encoding="utf-8"
        )
        sources = (
            f'[[sources]]\nkind = "page"\nat = "{site.url}/a/1?utm_source=me"\n'
            '[[sources]]\nkind = "opml"\nat = "feeds.opml"\n' + rss_of(site)
        )
        placed = show_at(tmp_path, sources=sources)
        assert len(run_at(placed, "2026-03-01 06:00", fetch=hurried()).published) == 2
        assert run_at(placed, "2026-03-02 06:00", fetch=hurried()).published == ()


def test_a_source_that_is_added_later_does_not_flood_the_feed(tmp_path: Path) -> None:
    with news_site() as site:
        for number in range(1, 11):
            site.write(number, at(f"2026-02-{number:02d} 05:00"))
        placed = show_at(tmp_path)
        run_at(placed, "2026-03-01 06:00")
        placed = show_at(tmp_path, sources=rss_of(site))
        outcome = run_at(placed, "2026-03-02 06:00", fetch=hurried(), first=2)
        assert len(outcome.published) == 2
        assert [entry.title for entry in entries(placed)] == ["خبر المكتبة رقم 10", "خبر المكتبة رقم 9"]
