"""Sentences of a finished briefing laid anew to an exact length: sound, cues, pitch, joins."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import shelf
from briefing.audio import elastic, wavefile
from briefing.errors import RequestError
from briefing.lengths import read_length
from briefing.model import Briefing, PlacedSound, Role, SoundKind
from briefing.radio import cuts
from briefing.radio.refit import LEAST_PAUSE_MS, MOST_PAUSE_MS, Refit, Wish, refit
from briefing.settings import Settings
from tests.scripts import made_with_tone

TEXT = """\
افتتحت المدينة مكتبتها الجديدة

افتتحت المدينة أمس مكتبتها الجديدة بعد عامين من العمل. وحضر الافتتاح مئات من السكان والطلاب. \
وتضم المكتبة قاعات هادئة للقراءة.

وقالت مديرة المكتبة إن الأبواب مفتوحة للجميع، وإن الكتب الصوتية في الطابق الأول. \
وتستقبل القاعات زوارها من الصباح حتى المساء، ما عدا يوم الجمعة. هل تكفي القاعات زوارها؟

وفي الطابق الثاني معرض دائم للمخطوطات القديمة التي جمعتها البلدية. ويشرف على المعرض خبراء من الجامعة.
"""


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Briefing, Path]:
    made = made_with_tone(
        tmp_path_factory.mktemp("refit"), text=TEXT, settings=Settings(voice="tone", editions=())
    )
    return made.briefing, made.folder


@cache
def master(folder: Path) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.frombuffer(b"".join(wavefile.read(folder / shelf.MASTER_FILE)), "<i2")


def whole(made: Briefing) -> cuts.Cut:
    return cuts.sentences(made, 1, len(cuts.narrated(made)))


def check(made: Refit, before: Briefing, folder: Path, *, frames: int) -> None:
    """All that a refitted piece promises."""
    rate = before.rate
    assert len(made.samples) == frames
    assert made.cut.end + made.plan.tail == frames
    assert made.samples.dtype == np.int16
    cues = made.cut.cues
    originals = {cue.id: cue for cue in before.utterances}
    assert [cue.id for cue in cues] == [cue.id for cue in before.utterances if cue.id in {c.id for c in cues}]
    for one, two in pairwise(cues):
        gap = two.start - one.end
        assert LEAST_PAUSE_MS * rate // 1000 <= gap <= MOST_PAUSE_MS * rate // 1000 + 1
        assert not made.samples[one.end : two.start].any()
    for cue in cues:
        was = originals[cue.id]
        assert 0.951 <= (cue.end - cue.start) / (was.end - was.start) <= 1.0501
        assert cue.shown == was.shown
        assert abs(int(made.samples[cue.start])) < 40
        assert abs(int(made.samples[cue.end - 1])) < 40
        if cue.end - cue.start == was.end - was.start:  # never a word lost or a sentence cut
            inner = slice(rate // 100, -rate // 100)
            sound = made.samples[cue.start : cue.end][inner]
            assert np.array_equal(sound, master(folder)[was.start : was.end][inner])
        for word in cue.words:
            assert cue.start <= word.start < word.end <= cue.end + 1
    kept = {cue.id for cue in cues}
    assert {cue.id for cue in made.dropped} == {
        cue.id for cue in whole(before).cues if cue.role is Role.NARRATION and cue.id not in kept
    }


@given(st.integers(4_000, 40_000))
@settings(max_examples=25, deadline=None)
def test_a_piece_has_exactly_the_frames_or_is_refused_with_a_length_that_works(
    briefing: tuple[Briefing, Path], ms: int
) -> None:
    made, folder = briefing
    try:
        piece = refit(
            made, folder, whole(made), Wish(fit_ms=ms), target=round(ms * made.rate / 1000) - made.rate // 2
        )
    except RequestError as refused:
        option, near = refused.hint.split()
        assert option == "--fit"
        ms = read_length(near)
        piece = refit(
            made, folder, whole(made), Wish(fit_ms=ms), target=round(ms * made.rate / 1000) - made.rate // 2
        )
    frames = round(ms * made.rate / 1000) - made.rate // 2
    check(piece, made, folder, frames=frames)


def pitch(samples: np.ndarray[tuple[int], np.dtype[np.int16]], rate: int) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 4 * len(samples)))
    return float(np.argmax(spectrum[1:]) + 1) * rate / (4 * len(samples))


@pytest.mark.parametrize("factor", [1 / 1.05, 0.97, 1.02, 1.05])
def test_stretched_words_keep_their_pitch_and_rests_stay_silent(
    briefing: tuple[Briefing, Path], factor: float
) -> None:
    made, folder = briefing
    rate = made.rate
    cue = max(cuts.narrated(made), key=lambda item: item.end - item.start)
    sound = master(folder)[cue.start : cue.end]
    frames = round(len(sound) * factor)
    longer = elastic.fitted(sound, frames, rate=rate)
    assert len(longer) == frames
    compared = 0
    for word in cue.words:
        start, end = word.start - cue.start, word.end - cue.start
        if end - start > rate // 4:
            middle = slice(start + rate // 20, end - rate // 20)
            moved = slice(round(middle.start * factor), round(middle.stop * factor))
            assert pitch(longer[moved], rate) == pytest.approx(pitch(sound[middle], rate), rel=0.01)
            compared += 1
    assert compared >= 3
    steps = np.abs(np.diff(longer.astype(np.int64)))
    assert steps.max() <= 1.5 * np.abs(np.diff(sound.astype(np.int64))).max()


@pytest.mark.parametrize("ms", [9_000, 14_000, 21_000, 28_000])
def test_there_is_no_click_at_any_join(briefing: tuple[Briefing, Path], ms: int) -> None:
    made, folder = briefing
    try:
        piece = refit(made, folder, whole(made), Wish(fit_ms=ms))
    except RequestError as refused:
        piece = refit(made, folder, whole(made), Wish(fit_ms=read_length(refused.hint.split()[1])))
    steps = np.abs(np.diff(np.concatenate([[0], piece.samples, [0]]).astype(np.int64)))
    inside = np.abs(np.diff(master(folder).astype(np.int64))).max()
    near = made.rate // 500
    for cue in piece.cut.cues:
        for edge in (cue.start, cue.end):
            assert steps[max(0, edge - near) : edge + near].max() <= inside


def test_at_most_so_long_drops_sentences_from_the_end_and_names_them(briefing: tuple[Briefing, Path]) -> None:
    made, folder = briefing
    everything = refit(made, folder, whole(made), Wish(max_ms=3_600_000))
    assert everything.dropped == ()
    piece = refit(made, folder, whole(made), Wish(max_ms=12_000))
    assert len(piece.samples) <= 12 * made.rate
    narrated = cuts.narrated(made)
    kept = [cue.id for cue in piece.cut.cues if cue.role is Role.NARRATION]
    assert kept == [cue.id for cue in narrated[: len(kept)]]
    assert [cue.id for cue in piece.dropped] == [cue.id for cue in narrated[len(kept) :]]
    assert not piece.plan.is_stretched


def test_what_cannot_be_is_refused_in_one_line(briefing: tuple[Briefing, Path]) -> None:
    made, folder = briefing
    one = cuts.sentences(made, 1, 1)
    for wish, said in (
        (Wish(fit_ms=600_000), "the nearest length is"),
        (Wish(fit_ms=round(1000 * (one.end - one.start) / made.rate / 1.2)), "--force-fit"),
        (Wish(max_ms=1_000, option="--max"), "not one whole sentence fits"),
    ):
        with pytest.raises(RequestError, match=said) as refused:
            refit(made, folder, one, wish)
        option, length = refused.value.hint.split()
        assert option == wish.option
        read_length(length)
    forced = refit(
        *(made, folder, one),
        Wish(fit_ms=round(1000 * (one.end - one.start) / made.rate / 1.2), forced=True),
    )
    assert forced.plan.speed == pytest.approx(1.2, rel=0.01)


def test_a_stretch_that_begins_inside_a_sentence_or_has_music_under_it_is_refused(
    briefing: tuple[Briefing, Path],
) -> None:
    made, folder = briefing
    cue = cuts.narrated(made)[0]
    inside = cuts.between(made, cue.start + 100, made.utterances[-1].end)
    with pytest.raises(RequestError, match="whole sentences"):
        refit(made, folder, inside, Wish(fit_ms=10_000))
    bed = PlacedSound(kind=SoundKind.BED, start=cue.start - 100, end=cue.end + 100)
    with pytest.raises(RequestError, match="music"):
        refit(replace(made, sounds=(bed,)), folder, whole(made), Wish(fit_ms=10_000))
