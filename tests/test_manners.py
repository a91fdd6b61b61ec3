"""Manners: one connection a host, pauses, rest for those who ask for it, and robots.txt."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefing.errors import ArticleError, FetchError, RequestError
from briefing.web import robots
from briefing.web.addresses import parse
from briefing.web.fetching import Fetcher, Policy
from briefing.web.manners import retry_after
from tests.hostile import Clock, Hostile, Reply, around

PAGE = b"<html>page</html>"
POLICY = Policy(connect_s=1, read_s=1, total_s=2)
HEEDING = Policy(connect_s=1, read_s=1, total_s=2, robots=True)
NAMES = {"a.example": ("127.0.0.1",), "b.example": ("127.0.0.1",)}


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile({"/": Reply(body=PAGE), "/b": Reply(body=PAGE)}) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


# --- pauses ----------------------------------------------------------------------------------------


def test_there_is_a_second_between_two_requests_to_a_host_and_none_between_hosts(
    server: Hostile, clock: Clock
) -> None:
    fetcher = Fetcher(POLICY, surroundings=around(NAMES, clock=clock))
    fetcher.fetch(server.url(host="a.example"))
    fetcher.fetch(server.url(host="b.example"))
    assert clock.waits == []
    fetcher.fetch(server.url("/b", host="a.example"))
    assert clock.waits == [1]
    clock.seconds += 0.4
    fetcher.fetch(server.url("/b", host="a.example"))
    assert clock.waits == [1, pytest.approx(0.6)]
    clock.seconds += 5
    fetcher.fetch(server.url("/b", host="a.example"))
    assert len(clock.waits) == 2


def test_a_host_has_one_connection_however_many_threads_ask(server: Hostile, clock: Clock) -> None:
    server.answers["/"] = Reply(body=PAGE, wait_s=0.02)
    fetcher = Fetcher(POLICY, surroundings=around(clock=clock))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: fetcher.fetch(server.url()).body, range(8)))
    assert found == [PAGE] * 8
    assert server.most_at_once == 1
    assert len(clock.waits) == 7


def test_two_hosts_are_asked_at_the_same_time(server: Hostile) -> None:
    server.answers["/"] = Reply(body=PAGE, wait_s=0.3)
    fetcher = Fetcher(POLICY, surroundings=around(NAMES))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda host: fetcher.fetch(server.url(host=host)), NAMES))
    assert server.most_at_once == 2


# --- rest ------------------------------------------------------------------------------------------

NOW = "Sun, 01 Nov 2026 05:00:00 GMT"


@pytest.mark.parametrize(
    ("stated", "now", "seconds"),
    [
        ("120", NOW, 120),
        (" 0 ", NOW, 0),
        ("99999999999999999999", NOW, 86_400),
        ("Sun, 01 Nov 2026 05:02:00 GMT", NOW, 120),
        ("Sun, 01 Nov 2026 04:00:00 GMT", NOW, 0),
        ("Sun, 01 Nov 2099 05:02:00 GMT", NOW, 86_400),
        ("Sun, 01 Nov 2026 05:02:00 GMT", "", 60),
        ("Sun, 01 Nov 2026 05:02:00 GMT", "nonsense", 60),
        ("soon", NOW, None),
        ("-5", NOW, None),
        ("1.5", NOW, None),
        ("٥", NOW, None),
        ("", NOW, None),
    ],
)
def test_the_time_to_wait_is_read_in_seconds_or_as_a_date(
    stated: str, now: str, seconds: float | None
) -> None:
    one_minute_to = 1_793_509_260.0
    assert retry_after(stated, now=now, clock=lambda: one_minute_to, most_s=86_400) == seconds


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_wants_rest_is_left_alone_for_that_long(
    server: Hostile, clock: Clock, status: int
) -> None:
    server.answers["/"] = Reply(status=status, fields=(("Retry-After", "120"),))
    fetcher = Fetcher(POLICY, surroundings=around(NAMES, clock=clock))
    with pytest.raises(FetchError, match="left alone for 120 seconds") as caught:
        fetcher.fetch(server.url(host="a.example"))
    assert (caught.value.retry_after, caught.value.status, caught.value.exit_code) == (120, status, 69)
    clock.seconds += 50.5
    with pytest.raises(FetchError, match="left alone for 70 more seconds") as caught:
        fetcher.fetch(server.url("/b", host="a.example"))
    assert caught.value.retry_after == 70
    assert server.paths() == ["/"]
    assert fetcher.fetch(server.url("/b", host="b.example")).body == PAGE
    clock.seconds += 70
    assert fetcher.fetch(server.url("/b", host="a.example")).body == PAGE


# --- robots.txt ------------------------------------------------------------------------------------


def rules(text: str) -> Reply:
    return Reply(body=text.encode(), kind="text/plain")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/today", True),  # the longest rule wins
        ("User-agent: *\nAllow: /news/today\nDisallow: /news", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: *\nDisallow: /*.htm$", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: briefing\nDisallow: /private", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: Briefing\nDisallow: /", False),
        ("User-agent: GPTBot\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: / # all\r\n", False),
        ("<html><p>Not found</p></html>", True),
        ("", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/*/%D9%85%D8%B7%D8%B1", True),
    ],
)
def test_what_a_site_allows_is_read_by_the_standard(text: str, allowed: bool) -> None:
    page = parse("https://news.example/news/today/مطر.html")
    assert robots.parse(text.encode(), agent="briefing").allow(page) is allowed


def test_a_page_that_robots_txt_forbids_is_not_asked_for(server: Hostile, clock: Clock) -> None:
    server.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /b")
    fetcher = Fetcher(HEEDING, surroundings=around(clock=clock))
    with pytest.raises(ArticleError, match=r"the robots\.txt of the site forbids it"):
        fetcher.fetch(server.url("/b"))
    assert fetcher.fetch(server.url()).body == PAGE
    assert server.paths() == ["/robots.txt", "/"]


def test_robots_txt_is_not_asked_for_where_a_person_asks(server: Hostile) -> None:
    server.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /")
    assert Fetcher(POLICY, surroundings=around()).fetch(server.url()).body == PAGE
    assert server.paths() == ["/"]


def test_a_redirect_is_held_to_the_rules_of_where_it_leads(server: Hostile) -> None:
    server.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /b")
    server.answers["/a"] = Reply(status=302, fields=(("Location", "/b"),))
    with pytest.raises(ArticleError, match="forbids"):
        Fetcher(HEEDING, surroundings=around()).fetch(server.url("/a"))
    assert "/b" not in server.paths()


def test_robots_txt_is_remembered_for_a_day(server: Hostile, clock: Clock) -> None:
    server.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /x")
    fetcher = Fetcher(HEEDING, surroundings=around(clock=clock))
    for _ in range(3):
        fetcher.fetch(server.url())
        clock.seconds += 20_000
    assert server.paths().count("/robots.txt") == 1
    clock.seconds += 86_400
    fetcher.fetch(server.url())
    assert server.paths().count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("reply", "fetched"),
    [
        (Reply(status=404), True),
        (Reply(status=403), True),
        (Reply(status=500), False),
        (Reply(status=503, fields=(("Retry-After", "30"),)), False),
        (Reply(status=429), False),
        (Reply(raw=b""), False),
        (Reply(body=b"", kind="text/plain"), True),
        (Reply(body=b"User-agent: *\nDisallow: /x", kind="image/png"), True),
        (Reply(status=302, fields=(("Location", "/rules"),)), False),
        (Reply(status=302, fields=(("Location", "/robots.txt"),)), True),
        (Reply(status=302, fields=(("Location", "http://10.0.0.1/"),)), False),
        (Reply(body=b"User-agent: *\nDisallow: /\n" + b"# long\n" * 100_000, kind="text/plain"), False),
        (Reply(body=b"# long\n" * 100_000 + b"User-agent: *\nDisallow: /\n", kind="text/plain"), True),
    ],
)
def test_rules_that_cannot_be_read_forbid_and_rules_that_are_not_there_allow(
    server: Hostile, reply: Reply, fetched: bool
) -> None:
    server.answers["/robots.txt"] = reply
    server.answers["/rules"] = rules("User-agent: *\nDisallow: /")
    fetcher = Fetcher(HEEDING, surroundings=around())
    if fetched:
        assert fetcher.fetch(server.url()).body == PAGE
    else:
        with pytest.raises((FetchError, ArticleError)):
            fetcher.fetch(server.url())
        assert "/" not in server.paths()


@pytest.mark.parametrize(("delay", "seconds"), [("7", 7), ("0.2", 1), ("86400", 60), ("x", 1), ("-3", 1)])
def test_the_pause_a_site_wants_is_kept_within_reason(
    server: Hostile, clock: Clock, delay: str, seconds: float
) -> None:
    server.answers["/robots.txt"] = rules(f"User-agent: *\nCrawl-delay: {delay}\nDisallow: /x")
    Fetcher(HEEDING, surroundings=around(clock=clock)).fetch(server.url())
    assert clock.waits == [seconds]


def test_rules_made_to_burn_time_do_not() -> None:
    page = parse("https://news.example/" + "a" * 2_000)
    text = "User-agent: *\n" + ("Disallow: /" + "*a" * 40 + "b$\n") * 200
    began = time.monotonic()
    assert robots.parse(text.encode(), agent="briefing").allow(page)
    assert time.monotonic() - began < 5


def test_without_protego_the_cure_is_named(server: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "protego", None)
    server.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /b")
    with pytest.raises(RequestError, match="protego is not installed") as caught:
        Fetcher(HEEDING, surroundings=around()).fetch(server.url())
    assert caught.value.hint == "pip install 'briefing[web]'"
    assert Fetcher(POLICY, surroundings=around()).fetch(server.url()).body == PAGE
