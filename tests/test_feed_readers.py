"""The feed, read back by programs that are not ours."""

from __future__ import annotations

import subprocess
from datetime import UTC
from io import BytesIO
from typing import Final

import feedparser
import podcastparser
import pytest

from briefing.shows.channel import Episode
from briefing.shows.feed import render
from tests.channels import make_channel, make_episodes
from tests.node import in_node
from tests.validators import program

PARTYTIME: Final = """
const {parseFeed} = require("podcast-partytime");
console.log(JSON.stringify(parseFeed(require("fs").readFileSync(0, "utf-8"))));
"""


@pytest.fixture(scope="module")
def feed() -> bytes:
    return render(make_channel(), make_episodes())


@pytest.fixture(scope="module")
def newest_first() -> list[Episode]:
    return sorted(make_episodes(), key=lambda item: item.published, reverse=True)


def test_feedparser_reads_what_was_meant(feed: bytes, newest_first: list[Episode]) -> None:
    read = feedparser.parse(feed)
    channel = make_channel()
    assert not read.bozo
    assert (read.feed.title, read.feed.language) == (channel.title, "ar")
    assert read.feed.podcast_guid == channel.guid
    assert read.feed.image.href == channel.image_url
    assert [tag.term for tag in read.feed.tags] == ["News", "Daily News"]
    assert [item.id for item in read.entries] == [episode.guid for episode in newest_first]
    for item, episode in zip(read.entries, newest_first, strict=True):
        assert item.published_parsed[:6] == episode.published.astimezone(UTC).timetuple()[:6]
        assert item.summary == episode.notes
        assert (item.enclosures[0].href, int(item.enclosures[0].length)) == (
            episode.enclosure.url,
            episode.enclosure.length_bytes,
        )
        assert [
            (mark["start_parsed"].total_seconds() * 1000, mark["title"])
            for mark in item.psc_chapters["chapters"]
        ] == [(mark.start_ms, mark.title) for mark in episode.marks]


def test_podcastparser_reads_what_was_meant(feed: bytes, newest_first: list[Episode]) -> None:
    channel = make_channel()
    read = podcastparser.parse(channel.url, BytesIO(feed))
    assert (read["title"], read["link"], read["type"]) == (channel.title, channel.link, "episodic")
    assert read["itunes_owner"] == {"name": "صحيفة الساحل", "email": "podcast@example.org"}
    assert read["explicit"] is False
    for item, episode in zip(read["episodes"], newest_first, strict=True):
        assert (item["guid"], item["title"], item["total_time"]) == (episode.guid, episode.title, 150)
        assert item["published"] == episode.published.timestamp()
        assert item["description_html"] == episode.notes
        assert item["enclosures"] == [
            {
                "url": episode.enclosure.url,
                "file_size": episode.enclosure.length_bytes,
                "mime_type": "audio/mpeg",
            }
        ]
        assert [mark["title"] for mark in item["chapters"]] == [mark.title for mark in episode.marks]


def test_a_reader_of_podcasting_2_reads_what_was_meant(feed: bytes, newest_first: list[Episode]) -> None:
    read = in_node("podcast-partytime", PARTYTIME, feed.decode())
    channel = make_channel()
    assert (read["guid"], read["locked"], read["medium"]) == (channel.guid, True, "podcast")
    assert read["podcastOwner"] == "podcast@example.org"
    assert read["pubsub"]["self"] == channel.url
    assert read["podcastPeople"] == [{"name": "صوت اصطناعي", "role": "Narrator", "group": "Cast"}]
    for item, episode in zip(read["items"], newest_first, strict=True):
        assert episode.chapters is not None
        assert item["podcastChapters"]["url"] == episode.chapters.url
        assert [entry["url"] for entry in item["podcastTranscripts"]] == [
            entry.url for entry in episode.transcripts
        ]
        assert item["podcastSoundbites"] == [
            {"startTime": 5, "duration": 32.5, "title": episode.soundbites[0].title}
        ]
        assert [person["role"] for person in item["podcastPeople"]] == ["Narrator", "Writer"]


def test_xmllint_finds_nothing(feed: bytes) -> None:
    done = subprocess.run(
        [program("xmllint"), "--noout", "--nonet", "-"], input=feed, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
