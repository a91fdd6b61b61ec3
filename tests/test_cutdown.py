"""A whole briefing made to an exact length: what is said, what is promised, and every last frame."""

from __future__ import annotations

import wave
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import choices, cutdown, inspection, pipeline, takes, wording
from briefing.accounts import Account
from briefing.errors import RequestError
from briefing.foresight import foresee
from briefing.lengths import read_length, typed
from briefing.model import Cue, Role, SegmentKind
from briefing.pipeline import Made, make
from briefing.settings import PAUSE_BOUNDS, Settings
from briefing.shelf import MASTER_FILE, SCRIPT_FILE, read_script
from briefing.store import Store
from briefing.takes import Take
from tests.conftest import ROOT
from tests.scripts import article_file
from tests.test_refit import TEXT

TONE = Settings(voice="tone", editions=())
RATE = 16_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article and one cache for all of them."""
    folder = tmp_path_factory.mktemp("cutdown")
    article_file(folder, TEXT)
    return folder


def made(place: Path, asked: Settings, *, name: str = "out") -> Made:
    return make(
        str(place / "article.txt"),
        place / name,
        store=Store(place / "cache"),
        created="2026-02-27",
        settings=asked,
    )


def nearest(place: Path, asked: Settings, *, name: str = "out") -> tuple[Made, int]:
    """The briefing of that length or, where there is none, of the one that is named; and how long it is."""
    try:
        return made(place, asked, name=name), asked.fit_ms
    except RequestError as refused:
        option, length = refused.hint.split()
        assert option == "--fit"
        ms = read_length(length)
        return made(place, replace(asked, fit_ms=ms), name=name), ms


def account_of(item: Made) -> Account:
    account = Account.of_settings(item.briefing.settings)
    assert account is not None
    return account


def told(item: Made) -> list[Cue]:
    """The sentences of the article that are said."""
    return [cue for cue in item.briefing.utterances if cue.id.startswith("s0") and not cue.id.endswith("u01")]


def check(item: Made, ms: int, place: Path) -> None:
    """All that a briefing of an exact length promises."""
    briefing = item.briefing
    frames = round(ms * briefing.rate / 1000)
    with wave.open(str(item.folder / MASTER_FILE), "rb") as master:
        assert master.getnframes() == frames
    assert briefing.frames == frames == account_of(item).frames
    assert inspection.inspect(item.folder).faults == ()
    article = "".join((place / "article.txt").read_text(encoding="utf-8").split())
    for cue in told(item):
        if cue.role is Role.NARRATION:
            assert "".join(cue.shown.split()) in article  # whole, in its own words
    least = round(PAUSE_BOUNDS["sentence_ms"][0] * briefing.rate / 1000)
    for chapter in briefing.chapters:
        cues = briefing.cues_of(chapter)
        for one, two in pairwise(cues):
            assert least <= two.start - one.end <= round(0.9 * briefing.rate) + 1
    assert 1 / 1.051 <= account_of(item).speed <= 1.051
    script = read_script(item.folder / SCRIPT_FILE)
    assert [each.id for each in script.utterances()] == [cue.id for cue in briefing.utterances]
    said = {cue.id for cue in told(item)}
    assert said.isdisjoint(each.id for each in item.left_out)
    assert len(item.left_out) + len(said) == account_of(item).of
    is_whole = {cue.role for cue in told(item)} == {Role.NARRATION} and not item.left_out
    notes = {wording.bare(wording.NOT_WHOLE), wording.bare(wording.SHORT_CREDIT)}
    assert bool(notes & {cue.shown for cue in briefing.utterances}) != is_whole
    if not is_whole:
        kinds = {chapter.kind for chapter in briefing.chapters}
        assert SegmentKind.CONTENTS not in kinds
        assert len(kinds & {SegmentKind.SUMMARY, SegmentKind.SECTION}) == 1


@pytest.mark.parametrize("ms", [3_000, 14_321, 20_000, 33_333, 47_000, 61_000, 70_500, 120_000])
def test_a_briefing_has_exactly_the_frames_or_is_refused_with_a_length_that_works(
    place: Path, ms: int
) -> None:
    item, length = nearest(place, replace(TONE, fit_ms=ms))
    check(item, length, place)


def taken(place: Path, asked: Settings) -> Take:
    """What would be written, without writing it."""
    store = Store(place / "cache")
    speaker = choices.choose_voice(asked, store)
    article = pipeline.read(str(place / "article.txt"))
    script = pipeline.write(article, speaker, settings=asked, store=store)
    with takes.booth(speaker, store, settings=asked) as booth:
        take, _ = cutdown.record(script, speaker, store, settings=asked, created="2026-02-27", at=booth)
    return take


@given(st.integers(3_000, 120_000))
@settings(max_examples=15, deadline=None)
def test_every_timeline_has_exactly_the_frames_and_whole_sentences(place: Path, ms: int) -> None:
    try:
        take = taken(place, replace(TONE, fit_ms=ms))
    except RequestError as refused:
        ms = read_length(refused.hint.split()[1])
        take = taken(place, replace(TONE, fit_ms=ms))
    assert take.timeline.frames == ms * RATE // 1000
    article = "".join((place / "article.txt").read_text(encoding="utf-8").split())
    for cue in take.timeline.cues:
        assert len(take.recording.clip(cue.id).pcm) == 2 * (cue.end - cue.start)
        if cue.role is Role.NARRATION:
            assert "".join(cue.shown.split()) in article


@pytest.mark.parametrize("rate", [22_050, 48_000])
def test_a_length_is_exact_at_any_rate(place: Path, rate: int) -> None:
    asked = replace(TONE, fit_ms=45_250, sample_rate=rate)
    item, length = nearest(place, asked, name=f"at-{rate}")
    check(item, length, place)


@pytest.mark.parametrize(
    "asked",
    [
        replace(TONE, sounds=False),
        replace(TONE, tone=False),
        replace(TONE, options={"pauses.section_ms": "300", "pauses.sentence_ms": "400"}),
        replace(TONE, options={"pauses.tail_ms": "0"}),
        replace(TONE, pauses=0.6),
        replace(TONE, speed=1.3),
    ],
    ids=["no sounds", "no tone", "short section pauses", "no tail", "short pauses", "fast"],
)
def test_a_length_is_exact_whatever_else_is_asked_for(place: Path, asked: Settings) -> None:
    item, length = nearest(place, replace(asked, fit_ms=28_000), name="else")
    assert item.briefing.frames == round(length * item.briefing.rate / 1000)
    assert inspection.inspect(item.folder).faults == ()


def test_what_fits_is_left_whole_and_says_how_long_it_is(place: Path) -> None:
    whole = made(place, TONE, name="whole")
    ms = round(whole.briefing.frames / RATE) * 1000
    item = made(place, replace(TONE, fit_ms=ms), name="just")
    check(item, ms, place)
    assert [cue.id for cue in item.briefing.utterances] == [cue.id for cue in whole.briefing.utterances]
    assert wording.bare(wording.NOT_WHOLE) not in {cue.shown for cue in item.briefing.utterances}
    length = next(cue.shown for cue in item.briefing.utterances if cue.id == "identu03")
    assert "نحو" not in length


def test_the_summary_goes_before_a_sentence_does(place: Path) -> None:
    whole = made(place, TONE, name="whole").briefing
    summary = next(item for item in whole.chapters if item.kind is SegmentKind.SUMMARY)
    ms = round((whole.frames - (summary.end - summary.start)) / RATE) * 1000
    item = made(place, replace(TONE, fit_ms=ms), name="unsummed")
    check(item, ms, place)
    assert item.left_out == ()
    assert SegmentKind.SUMMARY not in {chapter.kind for chapter in item.briefing.chapters}


def test_a_second_run_voices_nothing_and_changes_nothing(place: Path) -> None:
    asked = replace(TONE, fit_ms=40_000)
    first, length = nearest(place, asked, name="twice")
    second = made(place, replace(asked, fit_ms=length), name="twice")
    assert (second.fresh, second.changed) == (0, ())
    assert second.briefing == first.briefing


@pytest.mark.parametrize("seconds", [20, 45, 600])
def test_at_most_so_long_leaves_out_sentences_from_the_end_and_names_them(place: Path, seconds: int) -> None:
    item = made(place, replace(TONE, max_ms=seconds * 1000), name="max")
    assert item.briefing.frames <= seconds * RATE
    assert inspection.inspect(item.folder).faults == ()
    assert account_of(item).speed == account_of(item).pauses == 1
    whole = [cue.id for cue in told(made(place, TONE, name="whole"))]
    kept = [cue.id for cue in told(item)]
    assert kept == whole[: len(kept)]
    assert [each.id for each in item.left_out] == whole[len(kept) :]
    again = made(place, replace(TONE, max_ms=seconds * 1000), name="max")
    assert (again.changed, again.left_out) == ((), item.left_out)


def test_what_is_too_short_or_too_long_is_refused_before_anything_is_written(place: Path) -> None:
    for asked, said in (
        (replace(TONE, fit_ms=1_000), "the nearest length"),
        (replace(TONE, fit_ms=3_600_000), "no briefing of this article lasts 1:00:00"),
        (replace(TONE, max_ms=1_000), "the shortest is"),
    ):
        with pytest.raises(RequestError, match=said) as refused:
            made(place, asked, name="never")
        option, length = refused.value.hint.split()
        ms = read_length(length)
        again = replace(asked, fit_ms=ms) if option == "--fit" else replace(asked, max_ms=ms)
        assert made(place, again, name=f"can{ms}").briefing.frames <= round(ms * RATE / 1000)
    assert not (place / "never").exists()


def test_more_than_five_per_cent_is_done_only_where_it_is_asked_for(place: Path) -> None:
    whole = made(place, TONE, name="whole").briefing
    ms = round(whole.frames / RATE * 1.4) * 1000
    with pytest.raises(RequestError, match="--force-fit"):
        made(place, replace(TONE, fit_ms=ms), name="slow")
    item = made(place, replace(TONE, fit_ms=ms, force_fit=True), name="slow")
    assert item.briefing.frames == ms * RATE // 1000
    assert account_of(item).speed < 0.95
    assert inspection.inspect(item.folder).faults == ()


def test_a_dry_run_tells_what_would_be_said(place: Path) -> None:
    item, length = nearest(place, replace(TONE, fit_ms=30_000), name="dry")
    foreseen = foresee(
        str(place / "article.txt"), store=Store(place / "cache"), settings=replace(TONE, fit_ms=length)
    )
    assert foreseen.seconds == pytest.approx(length / 1000)
    assert 0 < foreseen.sentences <= account_of(item).of
    with pytest.raises(RequestError, match="nearest"):
        foresee(str(place / "article.txt"), store=Store(place / "c"), settings=replace(TONE, fit_ms=1_000))


def test_one_voice_speaks_a_briefing_of_an_exact_length(place: Path) -> None:
    asked = replace(TONE, fit_ms=30_000, fallback="espeak", fallback_scope="section")
    with pytest.raises(RequestError, match="one voice"):
        made(place, asked, name="two")


def test_the_given_article_in_ninety_seconds_by_the_voices_own_rate(tmp_path: Path) -> None:
    item = make(
        str(ROOT / "seeds" / "hmeimim.txt"),
        tmp_path / "out",
        store=Store(tmp_path / "cache"),
        created="2026-02-27",
        settings=Settings(voice="espeak", fit_ms=90_000, editions=("mp3", "captions", "transcript")),
    )
    with wave.open(str(item.folder / MASTER_FILE), "rb") as master:
        assert master.getnframes() == 90 * master.getframerate() == 90 * 22_050
    found = inspection.inspect(item.folder)
    assert (found.faults, found.confirmed) == ((), found.sentences)
    assert found.left_out == 8 - found.sentences
    account = account_of(item)
    assert (account.of, account.frames) == (8, 1_984_500)
    assert account.by in {"", "voice"}
    assert 0.95 <= account.speed <= 1.05
    assert typed(90_000) == "1:30"
