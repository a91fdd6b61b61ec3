"""Our table of rules judges: every rule is broken on purpose here, and caught by that rule."""

from __future__ import annotations

import re

import pytest

from briefing.shows.feed import render
from tests.channels import make_channel, make_episodes
from tests.psp1 import RULES, faults

FEED = render(make_channel(), make_episodes()).decode()
LONG = "كلمة " * 100

BREAKS = (
    ("well_formed", "</channel>", ""),
    ("declaration", '<?xml version="1.0" encoding="UTF-8"?>', "<?xml version='1.0' encoding='utf-8'?>"),
    ("declaration", "<rss ", "<!DOCTYPE rss>\n<rss "),
    ("namespaces", "podcast-1.0.dtd", "Podcast-1.0.dtd"),
    ("namespaces", "<rss ", '<rss xmlns:media="http://search.yahoo.com/mrss/" '),
    ("shell", 'version="2.0"', 'version="0.92"'),
    ("channel_once", "<language>ar</language>", ""),
    ("channel_once", "<itunes:type>", "<itunes:type>serial</itunes:type><itunes:type>"),
    ("self_link", 'rel="self"', 'rel="alternate"'),
    ("language", "<language>ar", "<language>ara"),
    ("category", 'text="Daily News"', 'text="Weekly News"'),
    ("category", "<itunes:category.*</itunes:category>", ""),
    ("explicit", "<itunes:explicit>false", "<itunes:explicit>no"),
    ("podcast_tags", "<podcast:guid>9a765b85-e37e-5", "<podcast:guid>9a765b85-e37e-4"),
    ("podcast_tags", "<podcast:guid>9a", "<podcast:guid>"),
    ("podcast_tags", ">yes</podcast:locked>", ">true</podcast:locked>"),
    ("podcast_tags", 'rrule="FREQ=DAILY"', 'rrule="daily"'),
    ("podcast_tags", ">صوت اصطناعي</podcast:person>", "/>"),
    ("ai_content", 'purpose="ai-content"', 'purpose="verify"'),
    ("values", "<title>موجز", "<title> موجز"),
    ("values", "<title>موجز", f"<title>{LONG}موجز"),
    ("values", 'role="narrator"', 'role=""'),
    ("descriptions", "<description>[^<]*</description>", f"<description>{'ب' * 2001}</description>"),
    ("descriptions", "<description>[^<]*</description>", "<description/>"),
    ("descriptions", "<p>أعلنت", "<p><script>1</script>أعلنت"),
    ("addresses", "/2026-03-03-plan.mp3", "/خطة.mp3"),
    ("addresses", "<link>https://example.org/sahel", "<link>example.org/sahel"),
    ("dates", "Tue, 03 Mar 2026 06:30", "Wed, 03 Mar 2026 06:30"),
    ("dates", "06:30:00 +0300", "06:30:00 AST"),
    ("dates", "Sun, 01 Mar 2026", "Sun, 08 Mar 2026"),
    ("dates", "Tue, 03 Mar 2026 19:00", "Mon, 02 Mar 2026 19:00"),
    ("items", "<enclosure [^>]*>", ""),
    ("items", "<itunes:duration>150", "<itunes:duration>02:30"),
    ("items", "<itunes:episodeType>full", "<itunes:episodeType>whole"),
    ("items", "<title>«.*?</title>", "<title/>"),
    ("guids", r"id=3</guid>", "id=2</guid>"),
    ("guids", 'isPermaLink="false"', 'isPermaLink="true"'),
    ("enclosures", 'length="1200003"', 'length="0"'),
    ("enclosures", "2026-03-03-plan.mp3", "2026-03-03-plan.wav"),
    ("enclosures", "2026-03-03-plan.mp3", "2026-03-02-plan.mp3"),
    ("chapters", "application/json+chapters", "application/json"),
    ("chapters", 'start="00:00:04.250"', 'start="00:00:44.250"'),
    ("chapters", 'start="00:00:41.000"', 'start="00:02:41.000"'),
    ("chapters", 'title="التقديم"', ""),
    ("transcripts", 'type="text/vtt"', 'type="application/srt"'),
    ("transcripts", r' language="ar"/>', "/>"),
    ("soundbites", 'startTime="5.000"', 'startTime="140.000"'),
    ("soundbites", 'duration="32.500"', 'duration="12.500"'),
)


@pytest.mark.parametrize(("rule", "written", "broken"), BREAKS)
def test_a_broken_rule_is_caught_by_that_rule(rule: str, written: str, broken: str) -> None:
    spoiled, count = re.subn(
        written if "[^" in written or ".*" in written else re.escape(written),
        broken,
        FEED,
        count=1,
        flags=re.DOTALL,
    )
    assert count == 1
    assert rule in {fault.partition(":")[0] for fault in faults(spoiled.encode())}


def test_every_rule_is_broken_here() -> None:
    assert {rule.__name__ for rule in RULES} <= {rule for rule, _, _ in BREAKS}
