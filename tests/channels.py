"""A channel and its episodes built by hand, for the tests of the feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from briefing.shows.channel import (
    Category,
    Channel,
    ChapterMark,
    ChaptersLink,
    Enclosure,
    Episode,
    Frequency,
    Owner,
    Person,
    Soundbite,
    Transcript,
)
from briefing.shows.identity import podcast_guid

BASE = "https://podcasts.example.org/sahel"
RIYADH = timezone(timedelta(hours=3))


def make_channel() -> Channel:
    """A show with everything a feed can say about it."""
    return Channel(
        title="موجز الساحل",
        link="https://example.org/sahel",
        description="أخبار الساحل في دقائق: ملخص كل مقال ثم نصه كاملًا، بصوت اصطناعي.",
        url=f"{BASE}/feed.xml",
        guid=podcast_guid(f"{BASE}/feed.xml"),
        image_url=f"{BASE}/artwork-1f3a.jpg",
        categories=(Category("News", "Daily News"),),
        author="صحيفة الساحل",
        owner=Owner(name="صحيفة الساحل", email="podcast@example.org"),
        copyright="2026 صحيفة الساحل",
        generator="briefing 0.1.0",
        frequency=Frequency(label="يوميًا", rrule="FREQ=DAILY"),
        persons=(Person(name="صوت اصطناعي"),),
    )


def make_episode(number: int = 1) -> Episode:
    """The episode of day ``number``, of two minutes and a half."""
    name = f"2026-03-{number:02d}-plan"
    link = f"https://example.org/news/plan?id={number}"
    return Episode(
        guid=link,
        title=f"«هيئة البيئة» تطلق خطة {number} لحماية السواحل",
        notes=f'<p>أعلنت الهيئة خطة تمتد ثلاث سنوات.</p><p><a href="{link}">المقال الأصلي</a></p>',
        published=datetime(2026, 3, number, 6, 30, tzinfo=RIYADH),
        enclosure=Enclosure(url=f"{BASE}/{name}.mp3", length_bytes=1_200_000 + number),
        duration_ms=150_400,
        link=link,
        chapters=ChaptersLink(url=f"{BASE}/{name}.chapters.json"),
        marks=(
            ChapterMark(start_ms=0, title="التقديم"),
            ChapterMark(start_ms=4_250, title="الملخص"),
            ChapterMark(start_ms=41_000, title="خطة السواحل", href=link),
        ),
        transcripts=(
            Transcript(url=f"{BASE}/{name}.vtt", media_type="text/vtt"),
            Transcript(url=f"{BASE}/{name}.srt", media_type="application/x-subrip", rel="captions"),
            Transcript(url=f"{BASE}/{name}.json", media_type="application/json"),
        ),
        soundbites=(Soundbite(start_ms=5_000, duration_ms=32_500, title="خطة تمتد ثلاث سنوات"),),
        persons=(Person(name="صوت اصطناعي"), Person(name="صحيفة الساحل", role="writer", group="writing")),
    )


def make_episodes() -> tuple[Episode, ...]:
    """Three days, the second one corrected in the evening."""
    corrected = replace(make_episode(2), revised=datetime(2026, 3, 3, 19, 0, tzinfo=UTC))
    return make_episode(1), make_episode(3), corrected
