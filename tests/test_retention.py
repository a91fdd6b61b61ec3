"""What stays and what goes: no file goes that a feed names, or named in the last two days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import ArticleError, ConfigError
from briefing.shows.feed import render
from briefing.shows.folders import Stored
from briefing.shows.references import named
from briefing.shows.retention import GRACE, Aired, Limits, expired, kept
from tests.channels import BASE, make_channel, make_episodes

NOW = datetime(2026, 3, 10, 6, tzinfo=UTC)
DAY = timedelta(days=1)
AIRED = [Aired(guid=f"e{day}", published=NOW - day * DAY, bytes=100) for day in range(10)]


def stored(name: str, *, days: float = 30) -> Stored:
    return Stored(name=name, bytes=1, modified=NOW - days * DAY)


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        (Limits(), 10),
        (Limits(keep_episodes=4), 4),
        (Limits(keep_days=3), 4),
        (Limits(max_bytes=250), 2),
        (Limits(max_bytes=1), 1),
        (Limits(keep_episodes=6, keep_days=8, max_bytes=500), 5),
    ],
)
def test_each_limit_keeps_the_newest(limits: Limits, count: int) -> None:
    assert kept(reversed(AIRED), limits, now=NOW) == tuple(f"e{day}" for day in range(count))


def test_the_newest_episode_stays_however_old_and_large_it_is() -> None:
    old = Aired(guid="only", published=NOW - 900 * DAY, bytes=10**9)
    assert kept([old], Limits(keep_episodes=1, keep_days=1, max_bytes=1), now=NOW) == ("only",)


@pytest.mark.parametrize("name", ["keep_episodes", "keep_days", "max_bytes"])
def test_a_limit_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=f"{name} is 0"):
        Limits(**{name: 0})


def test_a_file_goes_two_days_after_the_last_feed_that_named_it() -> None:
    files = [stored("a.mp3"), stored("b.mp3"), stored("c.mp3")]
    before = {"a.mp3": NOW - 3 * DAY, "b.mp3": NOW - 2 * DAY, "c.mp3": NOW - 1.9 * DAY}
    assert expired(files, feed_now=frozenset(), feed_before=before, now=NOW) == ("a.mp3", "b.mp3")


def test_what_no_feed_named_is_not_ours() -> None:
    assert expired([stored("index.html")], feed_now=frozenset(), feed_before={}, now=NOW) == ()


def test_a_file_that_was_just_put_there_stays() -> None:
    before = {"a.mp3": NOW - 30 * DAY}
    assert expired([stored("a.mp3", days=1)], feed_now=frozenset(), feed_before=before, now=NOW) == ()


HOURS = st.none() | st.integers(-200, 30)
FACTS = st.lists(st.tuples(HOURS, HOURS, st.booleans()), max_size=8)
"""Of each name: when it was put there, until when a feed named it, whether the feed names it now."""


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FACTS)
def test_no_file_goes_that_a_feed_names_or_named_in_two_days(
    facts: list[tuple[int | None, int | None, bool]],
) -> None:
    present: dict[str, datetime] = {}
    feed_before: dict[str, datetime] = {}
    for number, (put, until, _) in enumerate(facts):
        if put is not None:
            present[f"{number}.mp3"] = NOW + timedelta(hours=put)
        if until is not None:
            feed_before[f"{number}.mp3"] = NOW + timedelta(hours=until)
    feed_now = frozenset(f"{number}.mp3" for number, (_, _, now) in enumerate(facts) if now)
    files = [Stored(name=name, bytes=1, modified=moment) for name, moment in present.items()]
    gone = set(expired(files, feed_now=feed_now, feed_before=feed_before, now=NOW))
    assert not gone & feed_now
    assert all(feed_before[name] <= NOW - GRACE for name in gone)
    assert gone <= present.keys() & feed_before.keys()
    left = present.keys() - gone - feed_now
    assert all(
        name not in feed_before or max(feed_before[name], present[name]) > NOW - GRACE for name in left
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 300)), min_size=1, max_size=20),
    st.none() | st.integers(1, 25),
    st.none() | st.integers(1, 20),
    st.none() | st.integers(1, 2000),
)
def test_what_stays_is_the_newest_and_within_every_limit(
    facts: list[tuple[int, int]], episodes: int | None, days: int | None, most: int | None
) -> None:
    aired = [
        Aired(guid=str(number), published=NOW - timedelta(hours=hours), bytes=size)
        for number, (hours, size) in enumerate(facts)
    ]
    limits = Limits(keep_episodes=episodes, keep_days=days, max_bytes=most)
    stay = [item for item in aired if item.guid in kept(aired, limits, now=NOW)]
    assert stay
    gone = [item.published for item in aired if item not in stay]
    assert not gone or max(gone) <= min(item.published for item in stay)
    if len(stay) > 1:
        assert len(stay) <= (episodes or len(stay))
        assert sum(item.bytes for item in stay) <= (most or sum(size for _, size in facts))
        assert days is None or all(item.published >= NOW - days * DAY for item in stay)


def test_the_names_in_a_feed_are_read_from_the_feed() -> None:
    feed = render(make_channel(), make_episodes())
    names = named(feed, BASE)
    assert {"feed.xml", "artwork-1f3a.jpg", "2026-03-01-plan.mp3", "2026-03-01-plan.chapters.json"} <= names
    assert len(names) == 2 + 3 * 5
    assert named(feed, "https://elsewhere.example.org/") == frozenset()
    assert named(feed, f"{BASE}/") == names


def test_a_name_is_read_as_it_is_on_disk() -> None:
    assert named(b'<rss><a url="https://e.org/p/a%20b.mp3?x=1"/></rss>', "https://e.org/p") == {"a b.mp3"}


def test_a_broken_feed_names_nothing_and_is_told() -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        named(b"<rss>", BASE)
