from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.exporters import transcript
from briefing.model import Masthead, Role
from briefing.timeline import milliseconds, vtt_clock
from tests.briefings import HEADLINE, LONG_TITLE, make_briefing


def test_it_opens_with_headline_source_date_and_link() -> None:
    head = transcript.render(make_briefing()).split("\n\n")[0]
    assert head.splitlines() == [
        HEADLINE,
        "المصدر: صحيفة الساحل",
        "التاريخ: 27 شباط/فبراير 2026",
        "الرابط: https://example.org/news/plan?id=1",
    ]


def test_what_is_not_known_is_left_out() -> None:
    briefing = replace(make_briefing(), masthead=Masthead(headline=HEADLINE))
    assert transcript.render(briefing).split("\n\n")[0] == HEADLINE


def test_each_section_has_its_title_and_its_start_time() -> None:
    briefing = make_briefing()
    chapter = briefing.chapters[3]
    clock = vtt_clock(milliseconds(chapter.start, briefing.rate))[:8]
    assert f"\n\n{LONG_TITLE}\nالتوقيت: {clock}\n\n" in transcript.render(briefing)


def test_times_can_be_left_out() -> None:
    assert "التوقيت" not in transcript.render(make_briefing(), times=False)


def test_all_narration_is_there_once_and_nothing_else_that_was_said() -> None:
    briefing = make_briefing()
    body = transcript.render(briefing).split("\n\n", 1)[1]
    for cue in briefing.utterances:
        if cue.role is Role.NARRATION:
            assert body.count(cue.shown) == 1
        elif cue.role is not Role.SUMMARY:
            assert cue.shown not in body


def test_a_paragraph_of_the_article_is_a_paragraph() -> None:
    briefing = make_briefing()
    first, second = (
        cue for cue in briefing.utterances if cue.chapter == "s02" and cue.role is Role.NARRATION
    )
    assert f"{first.shown} {second.shown}" in transcript.render(briefing)
    later = replace(second, opens_paragraph=True)
    moved = tuple(later if cue is second else cue for cue in briefing.utterances)
    assert f"{first.shown}\n\n{second.shown}" in transcript.render(replace(briefing, utterances=moved))


@pytest.mark.parametrize("mark", ["\u200f", "\u202b", "\u2067", "\ufeff"])
def test_direction_marks_of_the_article_are_not_passed_on(mark: str) -> None:
    briefing = make_briefing(headline=f"{mark}خبر{mark}")
    text = transcript.render(briefing)
    assert text.startswith("خبر\n")
    assert not any(unicodedata.category(letter) == "Cf" for letter in text)


def test_export_writes_utf_8_without_a_byte_order_mark(tmp_path: Path) -> None:
    path, *others = transcript.export(make_briefing(), tmp_path, transcript.Options())
    assert [other.name for other in others] == ["transcript.json", "transcript.html"]
    data = path.read_bytes()
    assert data.decode("utf-8").startswith(HEADLINE)
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
