"""Rendering: what is written of a cut is as long, as loud and as clean as the profile says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.audio import broadcastwave, wavefile
from briefing.audio.loudness import Account, Meter
from briefing.errors import ArticleError
from briefing.model import Briefing
from briefing.radio import rendering
from briefing.radio.cuts import Cut, between, sections, sentences
from briefing.radio.profiles import Profile, load, names
from briefing.radio.rendering import Rendered, render
from tests.briefings import make_briefing
from tests.speech import finished
from tests.validators import program

if TYPE_CHECKING:
    from briefing.radio.rendering import Samples

RATES = (16_000, 22_050, 24_000, 44_100, 48_000)


class Kept:
    """A writer that keeps what it was given last, and measures it."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.samples = np.zeros(0, np.int32)
        self.times = 0

    def __call__(self, blocks: Iterator[Samples]) -> Account:
        self.times += 1
        self.samples = np.concatenate([block.astype(np.int32) for block in blocks])
        meter = Meter(self.profile.rate)
        meter.add((self.samples / (1 if self.profile.bits == 16 else 256)).astype(np.float32))
        return meter.account()


def rendered(folder: Path, briefing: Briefing, cut: Cut, profile: Profile) -> tuple[Rendered, Kept]:
    kept = Kept(profile)
    return render(briefing, folder / "master.wav", cut, profile, write=kept), kept


@pytest.mark.parametrize("name", names())
def test_a_section_is_as_loud_as_its_profile_says_and_ffmpeg_agrees(tmp_path: Path, name: str) -> None:
    profile = replace(load(name), head_ms=250, tail_ms=500)
    briefing = finished(tmp_path)
    told, kept = rendered(tmp_path, briefing, sections(briefing)[-1], profile)
    path = tmp_path / "out.wav"
    shape = broadcastwave.Format(rate=profile.rate, bits=profile.bits, channels=profile.channels)
    broadcastwave.write(path, [kept.samples], frames=told.frames, format=shape)
    heard = ebur128(path)
    assert abs(told.account.level.lufs - profile.lufs) <= 0.1
    assert abs(heard["I"] - profile.lufs) <= 0.2
    assert abs(heard["Peak"] - told.account.level.true_peak_dbtp) <= 0.3
    assert heard["Peak"] <= profile.peak_dbtp + 0.05
    assert told.account.peak_dbfs <= (0 if profile.peak_dbfs is None else profile.peak_dbfs)


def ebur128(path: Path) -> dict[str, float]:
    """Loudness, range and true peak as ffmpeg measures them, mono as from two loudspeakers."""
    done = subprocess.run(
        [
            *(program("ffmpeg"), "-hide_banner", "-nostats", "-i", str(path), "-filter_complex"),
            *("ebur128=peak=true:dualmono=true:framelog=verbose", "-f", "null", "-"),
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    return {name: float(value) for name, value in re.findall(r"(I|LRA|Peak):\s+(-?[\d.]+)", summary)}


@given(
    rate=st.sampled_from(RATES),
    wanted=st.sampled_from((44_100, 48_000, 96_000)),
    edges=st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    pads=st.tuples(st.integers(0, 700), st.integers(0, 700)),
)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_cut_is_sample_exact_and_head_and_tail_are_digital_silence(
    tmp_path: Path, rate: int, wanted: int, edges: tuple[int, int], pads: tuple[int, int]
) -> None:
    folder = tmp_path / str(rate)
    briefing = make_briefing(rate=rate)
    if not folder.is_dir():
        finished(folder, briefing)
    start, end = sorted(edge * briefing.frames // 10**6 for edge in edges)
    cut = between(briefing, min(start, briefing.frames - 1), max(end, start + 1))
    profile = replace(load("bbc"), rate=wanted, head_ms=pads[0], tail_ms=pads[1], lufs=-30.0)
    told, kept = rendered(folder, briefing, cut, profile)
    head, tail = (round(ms * wanted / 1000) for ms in pads)
    assert told.frames == len(kept.samples) == round((cut.end - cut.start) * wanted / rate) + head + tail
    assert (told.head, told.tail) == (head, tail)
    assert not kept.samples[:head].any()
    assert not kept.samples[len(kept.samples) - tail :].any()


def test_pieces_sound_as_one(tmp_path: Path) -> None:
    """Resampled piece by piece, cut in silence, it is the same as resampled at once."""
    import soxr

    for rate in (16_000, 22_050, 44_100):
        folder = tmp_path / str(rate)
        briefing = long_briefing(rate)
        finished(folder, briefing)
        cut = between(briefing, 100, briefing.frames - 7)
        profile = Profile(name="test", rate=48_000, bits=24)
        told, kept = rendered(folder, briefing, cut, profile)
        raw = b"".join(wavefile.read(folder / "master.wav", cut.start, cut.end))
        whole = soxr.resample(np.frombuffer(raw, "<i2").astype(np.float32), rate, 48_000)
        wanted = whole * 10 ** (told.gain_db / 20) * 256
        count = min(len(wanted), len(kept.samples))
        apart = np.abs(wanted[:count] - kept.samples[:count])
        assert apart[500:-500].max() <= 256  # one step of 16 bits; at the edges it is faded


def long_briefing(rate: int) -> Briefing:
    """Fifty seconds, so that there are several pieces."""
    short = make_briefing(rate=rate)
    cues = tuple(
        replace(
            cue,
            id=f"{cue.id}r{turn}",
            start=cue.start + turn * short.frames,
            end=cue.end + turn * short.frames,
        )
        for turn in range(4)
        for cue in short.utterances
    )
    chapter = replace(short.chapters[2], start=0, end=4 * short.frames)
    return replace(
        short,
        chapters=(chapter,),
        utterances=tuple(replace(cue, chapter=chapter.id) for cue in cues),
        frames=4 * short.frames,
    )


def test_the_same_sound_is_made_however_many_are_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing = finished(tmp_path, long_briefing(24_000))
    cut = sections(briefing)[0]
    _, kept = rendered(tmp_path, briefing, cut, load("bbc"))

    def one_by_one(work, items, *, workers=0):  # type: ignore[no-untyped-def]  # noqa: ARG001
        return map(work, items)

    monkeypatch.setattr(rendering, "in_order", one_by_one)
    _, again = rendered(tmp_path, briefing, cut, load("bbc"))
    assert np.array_equal(kept.samples, again.samples)


def test_a_soft_voice_with_high_peaks_is_limited_and_still_as_loud(tmp_path: Path) -> None:
    briefing = finished(tmp_path, level=0.05)
    master = tmp_path / "master.wav"
    pcm = np.frombuffer(b"".join(wavefile.read(master)), "<i2").copy()
    for cue in briefing.utterances:
        pcm[cue.start + 3000 : cue.start + 3030] = 30_000 * np.sin(np.arange(30) / 3)
    wavefile.write(master, [pcm.tobytes()], rate=briefing.rate, frames=briefing.frames)
    for name in ("podcast", "prss"):
        profile = replace(load(name), lufs=-16.0)
        told, kept = rendered(tmp_path, briefing, sections(briefing)[-1], profile)
        assert told.held > 0
        assert kept.times > 1
        assert abs(told.account.level.lufs - profile.lufs) <= 0.2
        assert told.account.level.true_peak_dbtp <= profile.peak_dbtp
        assert told.account.peak_dbfs <= (0 if profile.peak_dbfs is None else profile.peak_dbfs)


def test_what_is_nothing_but_a_peak_cannot_be_loud_and_is_refused(tmp_path: Path) -> None:
    briefing = finished(tmp_path)
    pcm = np.zeros(briefing.frames, "<i2")
    cut = sections(briefing)[-1]
    pcm[cut.start + 50_000 : cut.start + 50_003] = 30_000, -30_000, 30_000
    pcm[cut.start + 2_000] = 10_000
    wavefile.write(tmp_path / "master.wav", [pcm.tobytes()], rate=briefing.rate, frames=briefing.frames)
    with pytest.raises(ArticleError) as caught:
        rendered(tmp_path, briefing, cut, load("podcast"))
    assert "cannot be brought to -16 LUFS" in caught.value.message


def test_under_three_seconds_it_is_turned_up_as_all_speech_is_and_called_too_short(tmp_path: Path) -> None:
    briefing = finished(tmp_path)
    long, _ = rendered(tmp_path, briefing, between(briefing, 0, briefing.frames), load("ebu"))
    short, _ = rendered(tmp_path, briefing, sentences(briefing, 1, 1), load("ebu"))
    assert (long.too_short, short.too_short) == (False, True)
    assert abs(long.gain_db - short.gain_db) < 0.5


def test_silence_stays_silence(tmp_path: Path) -> None:
    briefing = finished(tmp_path)
    chapter = briefing.chapters[0]
    told, kept = rendered(tmp_path, briefing, between(briefing, chapter.end - 500, chapter.end), load("ebu"))
    assert told.too_short
    assert not kept.samples.any()


def test_three_loud_seconds_make_all_of_it_softer_where_the_profile_limits_them(tmp_path: Path) -> None:
    briefing = finished(tmp_path)
    profile = replace(load("ebu-short"), max_short_term_lufs=-25.0)
    told, _ = rendered(tmp_path, briefing, between(briefing, 0, briefing.frames), profile)
    assert told.under_short_term
    assert -25.2 <= told.account.short_term_lufs <= -25.0
    plain, _ = rendered(tmp_path, briefing, between(briefing, 0, briefing.frames), load("ebu-short"))
    assert not plain.under_short_term
    assert plain.account.short_term_lufs <= -18.0


@pytest.mark.parametrize("shift", [0, 7, 1000, 5001])
def test_a_cut_inside_a_word_does_not_click(tmp_path: Path, shift: int) -> None:
    briefing = finished(tmp_path, level=0.3)
    cue = briefing.utterances[8]
    start = cue.start + 3000 + shift
    _, kept = rendered(tmp_path, briefing, between(briefing, start, start + 30_000), load("bbc"))
    step = 0.02 * np.abs(kept.samples).max()
    assert abs(int(kept.samples[0])) < step
    assert abs(int(kept.samples[-1])) < step


def test_dither_is_noise_of_two_steps_and_owes_nothing_to_the_signal() -> None:
    noise = rendering._dither("seed", 100_001)
    assert len(noise) == 100_001
    assert np.abs(noise).max() < 1
    assert abs(float(noise.std()) - (1 / 6) ** 0.5) < 0.003
    assert abs(float(noise.mean())) < 0.005
    assert not np.array_equal(noise, rendering._dither("seed 2", 100_001))


def test_the_dither_of_today_is_that_of_tomorrow() -> None:
    steps = [round(float(value), 4) for value in rendering._dither("seed", 4)]
    assert json.dumps(steps) == "[-0.4124, 0.2117, 0.5721, -0.6297]"
