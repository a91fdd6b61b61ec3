"""The feed: what it says, what it refuses, and that it stays the same byte for byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing.errors import ConfigError
from briefing.shows.addresses import absolute, beside
from briefing.shows.channel import Category, Enclosure, Soundbite
from briefing.shows.clipping import byte_length, clip, clip_notes
from briefing.shows.feed import render
from briefing.shows.identity import episode_guid, podcast_guid
from tests.approved import check_golden
from tests.channels import make_channel, make_episode, make_episodes
from tests.psp1 import NAMESPACES, faults

TEXTS = st.text(st.characters(codec=None), max_size=60)
"""Everything a string of Python can hold, half of surrogate pairs too."""


def value(feed: bytes, path: str) -> str:
    return etree.fromstring(feed).findtext(f"channel/{path}", "", NAMESPACES)


def test_a_whole_feed_is_the_approved_one() -> None:
    check_golden("feed.xml", render(make_channel(), make_episodes()).decode())


def test_a_feed_keeps_every_rule() -> None:
    assert faults(render(make_channel(), make_episodes())) == []


def test_a_feed_without_episodes_keeps_every_rule_and_tells_no_date() -> None:
    feed = render(make_channel(), ())
    assert faults(feed) == []
    assert value(feed, "lastBuildDate") == ""


def test_the_order_episodes_are_given_in_does_not_matter() -> None:
    episodes = make_episodes()
    assert render(make_channel(), episodes) == render(make_channel(), reversed(episodes))


def test_the_feed_is_as_old_as_what_changed_last_in_it() -> None:
    assert (
        value(render(make_channel(), make_episodes()), "lastBuildDate") == "Tue, 03 Mar 2026 19:00:00 +0000"
    )
    changed = replace(make_channel(), changed=datetime(2026, 5, 1, tzinfo=UTC))
    assert value(render(changed, make_episodes()), "lastBuildDate") == "Fri, 01 May 2026 00:00:00 +0000"


def test_two_episodes_of_one_guid_are_refused() -> None:
    with pytest.raises(ValueError, match="same GUID"):
        render(make_channel(), (make_episode(1), make_episode(1)))


def test_a_date_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="how far it is from UTC"):
        replace(make_episode(), published=datetime(2026, 3, 1))


def test_the_podcast_guid_follows_the_rule() -> None:
    assert podcast_guid("podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert podcast_guid("https://podnews.net/rss/") == podcast_guid("HTTP://podnews.net/rss")


def test_an_episodes_guid_is_its_source_unless_that_cannot_stand_in_a_feed() -> None:
    assert episode_guid(" https://example.org/a?id=1 ") == "https://example.org/a?id=1"
    assert episode_guid("x" * 256) == episode_guid("x" * 256) != episode_guid("x" * 257)
    assert len(episode_guid("a\nb")) == 36
    with pytest.raises(ValueError, match="identity"):
        episode_guid("  ")


@pytest.mark.parametrize(
    ("written", "encoded"),
    [
        ("https://example.org", "https://example.org/"),
        (
            "https://example.org/خطة الساحل.mp3",
            "https://example.org/%D8%AE%D8%B7%D8%A9%20%D8%A7%D9%84%D8%B3%D8%A7%D8%AD%D9%84.mp3",
        ),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/?q=أ&b='1'", "https://example.org/?q=%D8%A3&b='1'"),
        ("http://مثال.إختبار:8000/a", "http://xn--mgbh0fb.xn--kgbechtv:8000/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
    ],
)
def test_an_address_is_written_in_ascii(written: str, encoded: str) -> None:
    assert absolute(written) == encoded
    assert absolute(encoded) == encoded


@pytest.mark.parametrize(
    "url",
    [
        "",
        "feed.xml",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "https://user:word@example.org/",
        "http://[::1",
        "http://example.org:99999/",
        "http://a..b/",
        "https://bad host/",
        "https://a<b>/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        absolute(url)


def test_a_file_beside_the_feed_has_its_name_encoded() -> None:
    assert beside("https://example.org/p/", "a/100% ?.mp3") == "https://example.org/p/a/100%25%20%3F.mp3"


@pytest.mark.parametrize("length", [1999, 2000, 2001, 5000])
def test_a_description_is_cut_at_4000_bytes_and_at_a_letter(length: int) -> None:
    feed = render(replace(make_channel(), description="ب" * length), ())
    text = value(feed, "description")
    assert len(text.encode()) <= 4000
    assert (text == "ب" * length) is (length <= 2000)
    assert faults(feed) == []


def test_a_letter_is_not_parted_from_its_vowel() -> None:
    assert clip("بَ" * 10, 8) == "بَبَبَ…"
    assert clip("كلمة أخرى طويلة", 13) == "كلمة أخرى…"
    assert clip("👩\u200d👩\u200d👧 عائلة", 4) == ""


@pytest.mark.parametrize(
    ("notes", "kept"),
    [
        ("<p>أ</p><p>ب", "<p>أ</p><p>ب</p>"),
        ("<P>أ<p>ب</p>", "<p>أ</p><p>ب</p>"),
        ("<script>alert(1)</script>نص", "نص"),
        ('<img src=x onerror="alert(1)">نص<br>آخر', "نص<br/>آخر"),
        ('<a href="javascript:alert(1)" onclick="x()">نص</a>', "<a>نص</a>"),
        (
            '<a href="https://example.org/?a=1&amp;b=2">نص</a>',
            '<a href="https://example.org/?a=1&amp;b=2">نص</a>',
        ),
        ("أ ]]> ب & ج < د", "أ ]]&gt; ب &amp; ج &lt; د"),
        ("<!-- ملاحظة -->أ<![if !x]>ب<?xml", "أ&lt;![if !x]&gt;ب&lt;?xml"),
        ("<ul><li>أ</ul>ب", "<ul><li>أ</li></ul>ب"),
        ("\u202eنص\u202c\x00\ud800", "نص"),
    ],
)
def test_notes_keep_few_tags_and_close_them(notes: str, kept: str) -> None:
    assert clip_notes(notes, 4000) == kept


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<a href='https://e.org'>",
                "</a>",
                "<ul>",
                "<li>",
                "كلمة ",
                "&amp;",
                "<!",
                "<![x",
                "-->",
                "<!--",
                "<?",
                "</",
                "&#",
                "<",
                "َ",
                "<br>",
            ]
        ),
        max_size=60,
    ),
    st.integers(20, 300),
)
def test_cut_notes_are_well_formed_and_fit(pieces: list[str], limit: int) -> None:
    notes = clip_notes("".join(pieces), limit)
    assert byte_length(notes) <= limit
    etree.fromstring(f"<div>{notes}</div>")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=TEXTS, notes=TEXTS, description=TEXTS)
def test_no_text_breaks_the_feed(title: str, notes: str, description: str) -> None:
    episode = replace(make_episode(), title=f"ا{title}", notes=f"ا{notes}")
    episode = replace(episode, soundbites=(Soundbite(start_ms=0, duration_ms=15_000, title=title),))
    feed = render(replace(make_channel(), title=f"ا{title}", description=f"ا{description}"), (episode,))
    assert faults(feed) == []


def test_very_long_titles_are_cut() -> None:
    episode = replace(make_episode(), title="كلمة " * 400)
    feed = render(replace(make_channel(), title="كلمة " * 400), (episode,))
    assert len(value(feed, "title")) <= 255
    assert value(feed, "item/title").endswith("كلمة…")
    assert faults(feed) == []


def test_direction_marks_and_controls_are_not_in_titles() -> None:
    feed = render(make_channel(), (replace(make_episode(), title="\u202bأ\u202c\x07\u2066ب\x0bج ]]> د"),))
    assert value(feed, "item/title") == "أب ج ]]> د"


def test_a_channel_without_a_category_is_refused() -> None:
    with pytest.raises(ValueError, match="category"):
        replace(make_channel(), categories=())


def test_what_a_channel_may_say_besides() -> None:
    channel = replace(
        make_channel(),
        categories=(Category("News", "Politics"), Category("Society & Culture")),
        is_hidden=True,
        is_complete=True,
        moved_to="https://new.example.org/feed.xml",
        is_locked=False,
        owner=None,
        is_explicit=True,
    )
    feed = render(
        channel, (replace(make_episode(), season=2, number=7, image_url="https://example.org/a.jpg"),)
    )
    assert faults(feed) == []
    assert value(feed, "itunes:block") == value(feed, "itunes:complete") == "Yes"
    assert value(feed, "itunes:new-feed-url") == "https://new.example.org/feed.xml"
    assert value(feed, "podcast:locked") == "no"
    assert value(feed, "item/itunes:episode") == "7"


def test_a_bad_address_of_an_enclosure_is_refused() -> None:
    with pytest.raises(ConfigError, match="not an http"):
        render(make_channel(), (replace(make_episode(), enclosure=Enclosure(url="a.mp3", length_bytes=1)),))
