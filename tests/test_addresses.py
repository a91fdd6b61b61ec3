"""Where a fetch may end: addresses, redirects, names that lie, and private networks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ArticleError, BriefingError, FetchError
from briefing.web import addresses
from briefing.web.fetching import Fetcher, Policy, Surroundings
from tests.hostile import Heard, Hostile, Reply, around

PAGE = b"<html>page</html>"
QUICK = Policy(connect_s=1, read_s=1, total_s=2)


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile({"/": Reply(body=PAGE), "/secret": Reply(body=b"secret")}) as running:
        yield running


@pytest.fixture
def inside(server: Hostile) -> Iterator[Hostile]:
    """A server in the private network (127.0.0.2 is private here), on the same port."""
    with Hostile({"/": Reply(body=b"secret")}, host="127.0.0.2", port=server.port) as running:
        yield running


def refuses(url: str, words: str = "not fetched") -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        Fetcher(QUICK, surroundings=around()).fetch(url)
    assert caught.value.exit_code == 65
    assert caught.value.hint


# --- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://news.example/a", "only http and https"),
        ("gopher://news.example/", "only http and https"),
        ("data:text/html,a", "only http and https"),
        ("//news.example/a", "only http and https"),
        ("news.example/a", "only http and https"),
        ("", "only http and https"),
        ("http://", "names no host"),
        ("http:///a", "names no host"),
        ("https://user:secret@news.example/", "name or password"),
        ("https://user@news.example/", "name or password"),
        ("https://@news.example/", "name or password"),
        ("https://news.example\\@127.0.0.1/", "blanks or signs"),
        ("https://news.example/a b", "blanks or signs"),
        ("https://news.example/a\r\nHost: x", "blanks or signs"),
        ("https://news.example/" + "a" * 5_000, "too long"),
        ("https://news.example:99999/", "cannot be read"),
        ("https://[::1", "cannot be read"),
        ("https://news.example:25/", "port 25"),
        ("https://news.example:6379/", "port 6379"),
        ("https://[fe80::1%25eth0]/", "names no host"),
        ("http://2130706433/", "a number in a form that hides"),
        ("http://0x7f000001/", "a number in a form that hides"),
        ("http://0x7f.0.0.1/", "a number in a form that hides"),
        ("http://0177.0.0.1/", "a number in a form that hides"),
        ("http://127.1/", "a number in a form that hides"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_before_anything_is_asked(url: str, words: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:  # noqa: ARG001
        asked.append(host)
        return ()

    with pytest.raises(ArticleError, match=words) as caught:
        Fetcher(QUICK, surroundings=Surroundings(resolve=resolve)).fetch(url)
    assert caught.value.hint
    assert "secret" not in caught.value.message
    assert asked == []


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("HTTPS://News.Example", "https://news.example/"),
        ("https://news.example:443/a?b=1#c", "https://news.example/a?b=1"),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/مطر?س=ع", "https://news.example/%D9%85%D8%B7%D8%B1?%D8%B3=%D8%B9"),
        ("https://أخبار.example/", "https://xn--igbicxr.example/"),
        ("https://[2606:4700::6810:84e5]/a", "https://[2606:4700::6810:84e5]/a"),
        ("  https://news.example/ \n", "https://news.example/"),
        ("https://news.example/a/../b", "https://news.example/b"),
    ],
)
def test_an_address_is_asked_in_its_plain_form(url: str, taken: str) -> None:
    assert addresses.parse(url).url == taken


@given(st.text(max_size=80).map("http://".__add__) | st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = addresses.parse(text)
    except ArticleError:
        return
    assert address.url.isascii()
    assert addresses.parse(address.url) == address


# --- public and private ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8",
        "93.184.215.14",
        "2606:4700::6810:84e5",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_the_public_internet_may_be_asked(ip: str) -> None:
    assert addresses.is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "news.example",
        "",
    ],
)
def test_what_is_not_the_public_internet_may_not_be_asked(ip: str) -> None:
    assert not addresses.is_public(ip)


def test_the_real_surroundings_refuse_this_machine_by_every_name(server: Hostile) -> None:
    with Fetcher(QUICK, surroundings=Surroundings(ports=frozenset({server.port}))) as fetcher:
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"):
            with pytest.raises(ArticleError, match="private network"):
                fetcher.fetch(server.url("/secret", host=host))
    assert server.heard == []


def test_only_a_policy_that_says_so_reaches_a_private_network(server: Hostile) -> None:
    assert Fetcher(Policy(allow_private=True)).fetch(server.url()).body == PAGE


@pytest.mark.parametrize(
    ("ip", "own"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("10.2.3.4", True),
        ("172.31.0.1", True),
        ("192.168.0.9", True),
        ("::ffff:192.168.0.9", True),
        ("100.100.1.1", True),
        ("fd12::1", True),
        ("169.254.169.254", False),
        ("::ffff:169.254.169.254", False),
        ("fe80::1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("8.8.8.8", False),
        ("news.example", False),
    ],
)
def test_a_private_network_is_not_every_address_that_is_not_public(ip: str, own: bool) -> None:
    assert addresses.is_own(ip) is own


def test_not_even_a_show_file_reaches_where_clouds_keep_passwords() -> None:
    with pytest.raises(ArticleError, match="private network"):
        Fetcher(Policy(allow_private=True)).fetch("http://169.254.169.254/latest/meta-data/")


def test_the_connected_address_is_looked_at_once_more(server: Hostile) -> None:
    answers = iter([True, False])
    world = Surroundings(is_public=lambda ip: next(answers), ports=around().ports)  # noqa: ARG005
    with pytest.raises(ArticleError, match="private network"):
        Fetcher(QUICK, surroundings=world).fetch(server.url())
    assert server.heard == []


# --- names that lie --------------------------------------------------------------------------------


def test_a_name_that_points_into_a_private_network_is_refused(server: Hostile, inside: Hostile) -> None:
    world = around({"news.example": ("127.0.0.2",), "both.example": ("127.0.0.2", "10.0.0.1", "127.0.0.1")})
    fetcher = Fetcher(QUICK, surroundings=world)
    with pytest.raises(ArticleError, match=r"news\.example is not fetched: it leads into a private network"):
        fetcher.fetch(server.url(host="news.example"))
    assert fetcher.fetch(server.url(host="both.example")).body == PAGE
    assert inside.heard == []


def test_a_name_that_changes_its_mind_is_asked_once_and_gains_nothing(
    server: Hostile, inside: Hostile
) -> None:
    turns = chain([("127.0.0.1",)], repeat(("127.0.0.2",)))
    fetcher = Fetcher(QUICK, surroundings=around(resolve=lambda host, port: next(turns)))  # noqa: ARG005
    assert fetcher.fetch(server.url(host="news.example")).body == PAGE
    with pytest.raises(ArticleError, match="private network"):
        fetcher.fetch(server.url(host="news.example"))
    assert inside.heard == []


def test_the_host_is_named_as_it_was_asked_for_not_by_its_number(server: Hostile) -> None:
    Fetcher(QUICK, surroundings=around({"news.example": ("127.0.0.1",)})).fetch(
        server.url(host="news.example")
    )
    assert server.heard[0].fields["host"] == f"news.example:{server.port}"


def test_the_next_address_of_a_host_is_tried_where_nobody_answers_at_the_first(server: Hostile) -> None:
    world = around({"news.example": ("127.0.0.3", "127.0.0.1")})
    public = around().is_public
    world = Surroundings(
        resolve=world.resolve, is_public=lambda ip: ip == "127.0.0.3" or public(ip), ports=world.ports
    )
    assert Fetcher(QUICK, surroundings=world).fetch(server.url(host="news.example")).body == PAGE


def test_an_unknown_name_is_told_so() -> None:
    with pytest.raises(FetchError, match=r"the name news\.example cannot be resolved"):
        Fetcher(QUICK, surroundings=around({"news.example": ()})).fetch("http://news.example/")


# --- redirects -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_last_address_told(server: Hostile, status: int) -> None:
    server.answers["/a/b"] = Reply(status=status, fields=(("Location", "../c?d=1"),))
    server.answers["/c"] = Reply(body=PAGE)
    found = Fetcher(QUICK, surroundings=around()).fetch(server.url("/a/b"))
    assert (found.url, found.body) == (server.url("/c?d=1"), PAGE)


def test_a_redirect_may_name_arabic_letters_raw(server: Hostile) -> None:
    raw = "HTTP/1.1 301 x\r\nLocation: /مطر\r\nContent-Length: 0\r\n\r\n".encode()
    server.answers["/a"] = Reply(raw=raw)
    server.answers["/%D9%85%D8%B7%D8%B1"] = Reply(body=PAGE)
    assert Fetcher(QUICK, surroundings=around()).fetch(server.url("/a")).body == PAGE


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://127.0.0.2:{port}/", "private network"),
        ("//127.0.0.2:{port}/", "private network"),
        ("http://[::1]:{port}/", "private network"),
        ("http://[::ffff:127.0.0.2]:{port}/", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("http://10.0.0.1/", "private network"),
        ("http://2130706434:{port}/", "a number in a form that hides"),
        ("http://0x7f000002:{port}/", "a number in a form that hides"),
        ("http://017700000002:{port}/", "a number in a form that hides"),
        ("http://user:pass@127.0.0.1:{port}/", "name or password"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://127.0.0.1/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
    ],
)
def test_a_redirect_leads_nowhere_an_address_may_not(
    server: Hostile, inside: Hostile, location: str, words: str
) -> None:
    server.answers["/a"] = Reply(status=302, fields=(("Location", location.format(port=server.port)),))
    refuses(server.url("/a"), words)
    assert inside.heard == []


def test_five_redirects_are_followed_and_six_are_not(server: Hostile) -> None:
    def step(heard: Heard) -> Reply:
        left = int(heard.path.partition("?")[2])
        return Reply(body=PAGE) if not left else Reply(status=302, fields=(("Location", f"?{left - 1}"),))

    server.answers["/a"] = step
    assert Fetcher(QUICK, surroundings=around()).fetch(server.url("/a?5")).body == PAGE
    with pytest.raises(FetchError, match="more than 5 redirects"):
        Fetcher(QUICK, surroundings=around()).fetch(server.url("/a?6"))


def test_a_redirect_to_itself_ends(server: Hostile) -> None:
    server.answers["/a"] = Reply(status=301, fields=(("Location", "/a"),))
    with pytest.raises(FetchError, match="more than 5 redirects"):
        Fetcher(QUICK, surroundings=around()).fetch(server.url("/a"))
    assert len(server.heard) == 6


def test_the_body_of_a_redirect_is_not_read(server: Hostile) -> None:
    server.answers["/a"] = Reply(status=302, fields=(("Location", "/"),), body=b"x" * 5_000, drip_s=0.1)
    assert Fetcher(QUICK, surroundings=around()).fetch(server.url("/a")).body == PAGE


def test_slow_redirects_share_one_time_limit(server: Hostile) -> None:
    server.answers["/a"] = Reply(status=302, fields=(("Location", "/a"),), wait_s=0.3)
    real = Surroundings(is_public=around().is_public, ports=around().ports)
    policy = Policy(read_s=1, total_s=0.7, pause_s=0)
    with pytest.raises(BriefingError, match=r"not done within 0\.7 seconds"):
        Fetcher(policy, surroundings=real).fetch(server.url("/a"))
    assert len(server.heard) <= 3
