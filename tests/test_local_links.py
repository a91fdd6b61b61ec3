"""A feed that changes while it is served, and one whose addresses are changed so that it can be tried."""

from __future__ import annotations

from pathlib import Path

from briefing.shows.feed import render
from briefing.shows.references import named
from tests.channels import BASE, make_channel, make_episodes
from tests.clients import ask, serving


def test_other_bytes_have_another_etag(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(b"one")
    with serving(tmp_path) as server:
        before = ask(server, "/feed.xml").headers["etag"]
        (tmp_path / ".new").write_bytes(b"two")
        (tmp_path / ".new").replace(tmp_path / "feed.xml")
        answer = ask(server, "/feed.xml", If_None_Match=before)
    assert (answer.status, answer.body) == (200, b"two")


def test_links_can_be_made_local_so_that_a_show_can_be_tried(tmp_path: Path) -> None:
    feed = render(make_channel(), make_episodes())
    (tmp_path / "feed.xml").write_bytes(feed)
    with serving(tmp_path, local_links=True) as server:
        answer = ask(server, "/feed.xml")
        here = server.addresses[0]
        assert named(answer.body, here) == named(feed, BASE)
        assert named(answer.body, BASE) == frozenset()
        assert answer.headers["content-length"] == str(len(answer.body))
        assert ask(server, "/feed.xml", If_None_Match=answer.headers["etag"]).status == 304
        assert ask(server, "/", Range="bytes=2-9").body == answer.body[2:10]
        assert ask(server, "/feed.xml", method="HEAD").headers["etag"] == answer.headers["etag"]
    assert (tmp_path / "feed.xml").read_bytes() == feed


def test_what_is_no_feed_is_sent_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(b"<rss")
    with serving(tmp_path, local_links=True) as server:
        assert ask(server, "/feed.xml").body == b"<rss"
