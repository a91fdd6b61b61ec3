"""What feeds and lists of feeds name, and who is who among their entries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ArticleError
from briefing.shows import syndication
from briefing.shows.canonical import canonical

URL = "https://news.example/rss.xml"


def rss(*items: str, title: str = "جريدة") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>{inside}'
        "</channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://A.example/x?utm_source=rss&id=3#top", "https://a.example/x?id=3"),
        ("https://a.example:443/x?fbclid=abc", "https://a.example/x"),
        ("http://a.example", "http://a.example/"),
        ("http://a.example:8080/x?at_medium=RSS", "http://a.example:8080/x"),
        ("https://a.example/خبر?id=1&UTM_Campaign=x", "https://a.example/خبر?id=1"),
        ("https://[::1]/x?gclid=1", "https://[::1]/x"),
        ("tag:a.example,2026:1", "tag:a.example,2026:1"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_one_page_has_one_address(url: str, same: str) -> None:
    assert canonical(url) == same
    assert canonical(same) == same


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_an_address_that_stays(text: str) -> None:
    once = canonical(f"https://a.example/{text}")
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("item", "identity"),
    [
        ("<guid>urn:x:1</guid><link>https://a.example/1</link>", "urn:x:1"),
        (
            "<guid>https://a.example/1?utm_source=x</guid><link>https://b.example/</link>",
            "https://a.example/1",
        ),
        ("<guid isPermaLink='false'>17</guid><link>https://a.example/1</link>", f"{URL}#17"),
        ("<link>https://a.example/1?fbclid=x</link>", "https://a.example/1"),
    ],
)
def test_an_entry_is_known_by_its_guid_else_by_its_address(item: str, identity: str) -> None:
    (entry,) = syndication.feed(rss(item), url=URL).entries
    assert entry.identity == identity


def test_entries_keep_their_order_and_lose_what_leads_nowhere_or_comes_twice() -> None:
    found = syndication.feed(
        rss(
            "<title>ب</title><link>https://a.example/2</link>",
            "<title>no link</title>",
            "<title>script</title><link>javascript:alert(1)</link>",
            "<title>أ</title><link>https://a.example/1</link>",
            "<title>ب again</title><link>https://a.example/2?utm_medium=x</link>",
        ),
        url=URL,
    )
    assert [entry.title for entry in found.entries] == ["ب", "أ"]
    assert found.title == "جريدة"


def test_titles_lose_their_markup_and_dates_come_in_utc() -> None:
    (entry,) = syndication.feed(
        rss(
            "<title><![CDATA[<b>خبر</b> &amp; <i>آخر</i>]]></title><link>https://a.example/1</link>"
            "<pubDate>Sun, 01 Mar 2026 06:00:00 +0300</pubDate>"
        ),
        url=URL,
    ).entries
    assert (entry.title, entry.published) == ("خبر & آخر", "2026-03-01T03:00:00+00:00")


def test_a_changed_entry_has_another_stamp() -> None:
    def stamp(text: str) -> str:
        item = f"<link>https://a.example/1</link><description>{text}</description>"
        return syndication.feed(rss(item), url=URL).entries[0].stamp

    assert stamp("قديم") == stamp("قديم") != stamp("جديد")


@pytest.mark.parametrize("data", [b"", b"<html><body>x</body></html>", b"\xff\xfe\x00", b"not a feed"])
def test_what_is_no_feed_is_said(data: bytes) -> None:
    with pytest.raises(ArticleError, match="no RSS or Atom feed"):
        syndication.feed(data, url=URL)


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    for data in (
        bomb
        + b"<rss version='2.0'><channel><item><link>https://a.example/&f;&b;</link></item></channel></rss>",
        bomb + b"<opml><body><outline xmlUrl='https://a.example/' text='&f;'/></body></opml>",
    ):
        told = ""
        try:
            told = repr(syndication.feed(data, url=URL)) + repr(syndication.opml(data))
        except ArticleError:
            continue
        assert "root:" not in told


def test_a_list_of_feeds_names_each_once_also_in_folders() -> None:
    data = """<?xml version="1.0"?><opml version="2.0"><body>
      <outline text="أخبار"><outline type="rss" text="جريدة" xmlUrl="https://a.example/rss"/></outline>
      <outline title="أخرى" xmlUrl="https://b.example/rss"/><outline xmlUrl="https://a.example/rss"/>
      <outline text="no feed" htmlUrl="https://c.example/"/><outline xmlUrl="file:///etc/passwd"/>
    </body></opml>""".encode()
    assert syndication.opml(data) == (
        ("https://a.example/rss", "جريدة"),
        ("https://b.example/rss", "أخرى"),
    )
    with pytest.raises(ArticleError, match="no OPML"):
        syndication.opml(b"<html/>")
    with pytest.raises(ArticleError, match="no OPML"):
        syndication.opml(b"junk")
