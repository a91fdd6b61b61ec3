"""A notice for listeners where the edition of a slot failed for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import VoiceUnavailable
from briefing.voices import tone
from tests import psp1
from tests.newssite import hurried, news_site
from tests.shows import article, at, entries, public, run_at, show_at, whole

ANNOUNCE = 'on_failure = "announce"'


@pytest.mark.parametrize("form", ["each", "together"])
def test_where_no_source_answers_a_notice_is_published_once_a_slot(tmp_path: Path, form: str) -> None:
    with news_site() as site:
        sources = f'[[sources]]\nkind = "feed"\nat = "{site.url}/rss.xml"\n'
        placed = show_at(tmp_path, sources=sources, form=form, unattended=ANNOUNCE)
        site.mood = "down"
        outcome = run_at(placed, "2026-03-01 06:05", fetch=hurried())
        assert (outcome.exit_code, len(outcome.notices)) == (69, 1)
        (notice,) = entries(placed)
        assert "تعذر إعداد الحلقة" in notice.title
        assert notice.published == "Sun, 01 Mar 2026 06:00:00 +0300"
        assert psp1.faults(public(placed)["feed.xml"]) == []
        before = public(placed)
        assert run_at(placed, "2026-03-01 09:00", fetch=hurried()).notices == ()
        assert public(placed) == before
        assert len(run_at(placed, "2026-03-02 06:05", fetch=hurried()).notices) == 1
        assert len(entries(placed)) == 2


def test_a_bulletin_that_comes_late_takes_the_place_of_the_notice(tmp_path: Path) -> None:
    with news_site() as site:
        sources = f'[[sources]]\nkind = "feed"\nat = "{site.url}/rss.xml"\n'
        placed = show_at(tmp_path, sources=sources, form="together", unattended=ANNOUNCE)
        site.mood = "down"
        run_at(placed, "2026-03-01 06:05", fetch=hurried())
        (notice,) = entries(placed)
        site.mood = "well"
        site.write(1, at("2026-03-01 05:00"))
        outcome = run_at(placed, "2026-03-01 08:00", fetch=hurried())
        assert (outcome.exit_code, len(outcome.published)) == (0, 1)
        (real,) = entries(placed)
        assert real.guid == notice.guid
        assert real.published == notice.published
        assert real.enclosures[0].href.endswith("-r2.mp3")
        assert "تصحيح" not in real.description
        assert "خبر المكتبة" in real.description
        whole(placed)


@pytest.mark.parametrize("unattended", ["", ANNOUNCE])
def test_without_a_voice_the_nearest_one_says_so_if_that_was_asked_for(
    tmp_path: Path, unattended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = show_at(tmp_path, form="together", unattended=unattended)
    article(tmp_path, "a.txt", "افتتاح المكتبة")

    def refuse(_voice: tone.Voice, _text: str) -> None:
        message = "the voice is ill"
        raise VoiceUnavailable(message)

    with monkeypatch.context() as patched:
        patched.setattr(tone.Voice, "speak", refuse)
        outcome = run_at(placed, "2026-03-01 06:05")
    assert (outcome.exit_code, len(outcome.told)) == (69, 1)
    assert len(outcome.notices) == (unattended == ANNOUNCE)
    assert len(public(placed)) == 0 or len(entries(placed)) == 1
    late = run_at(placed, "2026-03-01 07:00")
    assert (late.exit_code, len(late.published)) == (0, 1)
    (real,) = entries(placed)
    assert "افتتاح المكتبة" in real.description
    assert "تصحيح" not in real.description
    whole(placed)


def test_no_news_is_no_failure(tmp_path: Path) -> None:
    placed = show_at(tmp_path, form="together", unattended=ANNOUNCE)
    outcome = run_at(placed, "2026-03-01 06:05")
    assert (outcome.exit_code, outcome.notices) == (0, ())
    assert public(placed) == {}
