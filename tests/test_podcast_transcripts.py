"""The transcript as podcast players read it: JSON and HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from lxml import html

from briefing.exporters import _podcast
from briefing.timeline import milliseconds
from tests.approved import check_golden
from tests.briefings import make_briefing


def test_the_json_has_a_segment_for_each_thing_said_in_seconds() -> None:
    briefing = make_briefing(rate=22_050)
    document = json.loads(_podcast.as_json(briefing))
    assert document["version"] == "1.0.0"
    for segment, cue in zip(document["segments"], briefing.utterances, strict=True):
        assert segment == {
            "speaker": "صوت اصطناعي",
            "startTime": milliseconds(cue.start, briefing.rate) / 1000,
            "endTime": milliseconds(cue.end, briefing.rate) / 1000,
            "body": cue.shown,
        }


def test_the_json_has_real_letters_and_no_direction_marks() -> None:
    text = _podcast.as_json(make_briefing())
    assert "\\u" not in text
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


def test_the_page_is_arabic_from_right_to_left_with_a_heading_for_each_chapter() -> None:
    briefing = make_briefing()
    page = html.document_fromstring(_podcast.as_page(briefing))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.findtext("head/title") == page.findtext("body/h1")
    assert [item.text for item in page.findall("body/h2")] == [chapter.title for chapter in briefing.chapters]


def test_on_the_page_each_time_is_followed_by_what_was_said_then() -> None:
    briefing = make_briefing()
    body = html.document_fromstring(_podcast.as_page(briefing)).find("body")
    assert body is not None
    told = [(time, time.getnext()) for time in body.findall("time")]
    for (time, said), cue in zip(told, briefing.utterances, strict=True):
        assert time.get("datetime") == f"PT{milliseconds(cue.start, briefing.rate) / 1000:.3f}S"
        assert said is not None
        assert (said.tag, said.text) == ("p", cue.shown)


def test_times_after_the_first_hour_have_hours() -> None:
    briefing = make_briefing()
    last = briefing.utterances[-1]
    late = replace(last, start=last.start + 3600 * briefing.rate, end=last.end + 3600 * briefing.rate)
    page = _podcast.as_page(replace(briefing, utterances=(*briefing.utterances[:-1], late)))
    assert '<time datetime="PT3612.400S">1:00:12</time>' in page


def test_the_documents_are_the_ones_that_were_read_and_approved() -> None:
    check_golden("transcript.json", _podcast.as_json(make_briefing()))
    check_golden("transcript.html", _podcast.as_page(make_briefing()))
