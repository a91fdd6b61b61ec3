"""Pauses: bounds, one factor for all, and the same length whoever asks."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audio.mpeg import frame_samples
from briefing.choices import pauses_of
from briefing.errors import RequestError
from briefing.pipeline import make, voice_script
from briefing.settings import PAUSE_BOUNDS, Pauses, Settings
from briefing.shelf import SCRIPT_FILE, read_script
from briefing.store import Store
from briefing.timeline import GRID_MS, frames_of
from tests.scripts import ARTICLE, article_file

TONE = Settings(voice="tone", editions=())


def test_every_pause_has_its_bounds_and_starts_within_them() -> None:
    assert set(PAUSE_BOUNDS) == {item.name for item in fields(Pauses)}
    assert Pauses() == Pauses().scaled(1)


@given(st.floats(0.01, 100))
def test_scaling_stays_within_the_bounds_and_leaves_the_lead(factor: float) -> None:
    usual, scaled = Pauses(), Pauses().scaled(factor)
    assert scaled.lead_ms == usual.lead_ms
    for name, (least, most) in PAUSE_BOUNDS.items():
        if name != "lead_ms":
            assert getattr(scaled, name) == min(max(round(getattr(usual, name) * factor), least), most)


@pytest.mark.parametrize("name", sorted(PAUSE_BOUNDS))
def test_a_pause_out_of_bounds_is_refused(name: str) -> None:
    for value in (PAUSE_BOUNDS[name][0] - 1, PAUSE_BOUNDS[name][1] + 1):
        with pytest.raises(RequestError, match=f"pauses.{name}"):
            Pauses(**{name: value})


@pytest.mark.parametrize("factor", [0.0, 0.2, 4.5, -1.0, float("nan")])
def test_a_factor_nobody_can_listen_to_is_refused(factor: float) -> None:
    with pytest.raises(RequestError, match="pauses can be"):
        pauses_of(Settings(pauses=factor))


def test_the_factor_is_for_what_was_typed_too() -> None:
    settings = Settings(pauses=0.5, options={"pauses.sentence_ms": "800"})
    assert pauses_of(settings) == replace(Pauses().scaled(0.5), sentence_ms=400)


@pytest.mark.parametrize("factor", [0.8, 1.3])
def test_between_two_utterances_is_the_pause_of_the_script_long_ones_to_a_frame_of_an_mp3(
    factor: float, tmp_path: Path
) -> None:
    made = make(
        str(article_file(tmp_path, ARTICLE)),
        tmp_path / "out",
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=replace(TONE, pauses=factor),
    )
    briefing = made.briefing
    script = read_script(made.folder / SCRIPT_FILE)
    pauses = Pauses().scaled(factor)
    for segment in script.segments:
        cues = [cue for cue in briefing.utterances if cue.chapter == segment.id]
        for said, cue, after in zip(segment.utterances, cues, cues[1:], strict=False):
            missing = after.start - cue.end - frames_of(said.pause_ms, briefing.rate)
            if said.pause_ms < GRID_MS:
                assert missing == 0
            else:
                assert abs(missing) <= frame_samples(briefing.rate) / 2
                assert after.start % frame_samples(briefing.rate) == 0
            assert said.pause_ms in {pauses.sentence_ms, pauses.paragraph_ms, pauses.heading_ms}
    assert briefing.settings["pauses.comma_ms"] == pauses.comma_ms


def test_a_script_is_voiced_with_its_own_pauses_longer_or_shorter(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    usual = make(str(article_file(tmp_path, ARTICLE)), tmp_path / "a", store=store, created="", settings=TONE)
    script = read_script(usual.folder / SCRIPT_FILE)
    asked = replace(TONE, pauses=2.0)
    slower = voice_script(script, tmp_path / "b", store=store, created="", settings=asked)
    first, second = (made.briefing.utterances[:2] for made in (usual, slower))
    gaps = [after.start - before.end for before, after in (first, second)]
    a_frame = frame_samples(slower.briefing.rate)
    assert gaps[1] == pytest.approx(2 * gaps[0], abs=1.5 * a_frame)
    assert slower.fresh == 0
