from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from briefing.exporters import chapters
from briefing.timeline import milliseconds, vtt_clock
from tests.approved import check_golden
from tests.briefings import HEADLINE, LONG_TITLE, make_briefing


def test_chapters_are_in_time_order_and_leave_no_gap() -> None:
    document = json.loads(chapters.render(make_briefing()))
    listed = document["chapters"]
    assert listed[0]["startTime"] == 0
    assert all(left["endTime"] == right["startTime"] for left, right in pairwise(listed))
    assert all(one["startTime"] < one["endTime"] for one in listed)


def test_the_last_chapter_ends_with_the_sound() -> None:
    briefing = make_briefing(rate=22_050)
    document = json.loads(chapters.render(briefing))
    assert document["chapters"][-1]["endTime"] == milliseconds(briefing.frames, briefing.rate) / 1000


def test_the_version_is_the_text_the_format_asks_for() -> None:
    document = json.loads(chapters.render(make_briefing()))
    assert document["version"] == "1.2.0"
    assert document["title"] == HEADLINE


def test_titles_are_real_arabic_letters() -> None:
    text = chapters.render(make_briefing())
    assert f'"title": "{LONG_TITLE}"' in text
    assert "\\u" not in text


def test_export_writes_utf_8_with_line_feeds(tmp_path: Path) -> None:
    path, _ = chapters.export(make_briefing(), tmp_path, chapters.Options())
    assert path == tmp_path / "chapters.json"
    data = path.read_bytes()
    assert b"\r" not in data
    assert data.decode() == chapters.render(make_briefing())
    assert data.endswith(b"}\n")


def test_the_webvtt_chapters_are_those_of_the_json() -> None:
    briefing = make_briefing(rate=22_050)
    cues = [block.splitlines() for block in chapters.render_vtt(briefing).strip().split("\n\n")[2:]]
    listed = json.loads(chapters.render(briefing))["chapters"]
    for (name, times, title), one, chapter in zip(cues, listed, briefing.chapters, strict=True):
        start, end = (vtt_clock(round(one[key] * 1000)) for key in ("startTime", "endTime"))
        assert (name, times, title) == (chapter.id, f"{start} --> {end}", one["title"])


def test_a_webvtt_title_is_escaped_and_marked_where_it_begins_with_latin_letters() -> None:
    briefing = make_briefing()
    first = replace(briefing.chapters[0], title="BBC & <غيرها>")
    text = chapters.render_vtt(replace(briefing, chapters=(first, *briefing.chapters[1:])))
    assert "\n\u200fBBC &amp; &lt;غيرها&gt;\n" in text


def test_the_webvtt_chapters_are_the_ones_that_were_read_and_approved() -> None:
    check_golden("chapters.vtt", chapters.render_vtt(make_briefing()))
