"""Loudness: one gain for the whole briefing, and the finished MP3 is as loud as was asked for."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import miniaudio
import numpy as np
import pytest
from numpy.typing import NDArray

from briefing import pipeline
from briefing.audio.encode import BITRATES, DELAY, encode, pcm_blocks
from briefing.audio.loudness import Level, Meter
from briefing.contracts import Sound
from briefing.errors import RequestError
from briefing.pipeline import Made
from briefing.settings import Settings, target_of
from briefing.speech import record
from briefing.store import Store
from briefing.voices import tone
from tests.briefings import read_mp3
from tests.commands import ROOT
from tests.scripts import script_of

Samples = NDArray[np.int16]


def made_as_loud_as(loudness: str, folder: Path, *, cache: Path, seed: str = "flash.txt") -> Made:
    return pipeline.make(
        str(ROOT / "seeds" / seed),
        folder,
        store=Store(cache),
        created="2026-03-04",
        settings=Settings(
            voice="espeak", loudness=loudness, editions=("mp3",), options={"mp3.cover": "false"}
        ),
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def decoded(path: Path) -> Samples:
    return np.asarray(miniaudio.mp3_read_file_s16(str(path)).samples, dtype=np.int16)


def level_of(samples: Samples, rate: int) -> Level:
    meter = Meter(rate)
    meter.add(samples)
    return meter.level()


@pytest.mark.parametrize(
    ("loudness", "lufs"), [("podcast", -16), ("radio", -23), ("-19.5", -19.5), ("-11", -11)]
)
def test_the_decoded_mp3_is_as_loud_as_asked_for(
    loudness: str, lufs: float, tmp_path: Path, cache: Path
) -> None:
    made = made_as_loud_as(loudness, tmp_path / "made", cache=cache)
    measured = level_of(decoded(made.folder / "briefing.mp3"), made.briefing.rate)
    assert measured.lufs == pytest.approx(lufs, abs=0.3)
    assert measured.true_peak_dbtp <= -1
    (told,) = [item.loudness for item in made.briefing.files if item.name == "briefing.mp3"]
    assert told is not None
    assert told.lufs == pytest.approx(measured.lufs, abs=0.02)
    assert told.true_peak_dbtp == pytest.approx(measured.true_peak_dbtp, abs=0.05)


def test_without_a_target_the_voice_stays_as_it_was_recorded(tmp_path: Path, cache: Path) -> None:
    made = made_as_loud_as("none", tmp_path / "made", cache=cache)
    assert made.briefing.gain_db == 0
    quiet = made_as_loud_as("radio", tmp_path / "quiet", cache=cache)
    plain = np.concatenate([np.frombuffer(block, "<i2") for block in pcm_blocks(made.folder / "master.wav")])
    turned = np.concatenate(
        [np.frombuffer(block, "<i2") for block in pcm_blocks(quiet.folder / "master.wav")]
    )
    gain = 10 ** (quiet.briefing.gain_db / 20)
    assert gain < 1
    assert np.abs(turned - plain * gain).max() <= 0.51, "one gain for all of it, and nothing else"


def test_the_gain_is_told_to_players_that_make_files_equally_loud(tmp_path: Path, cache: Path) -> None:
    made = made_as_loud_as("radio", tmp_path / "made", cache=cache)
    tags = {frame.desc: frame.text[0] for frame in read_mp3(made.folder / "briefing.mp3").tags.getall("TXXX")}
    (told,) = [item.loudness for item in made.briefing.files if item.name == "briefing.mp3"]
    assert told is not None
    assert tags["REPLAYGAIN_TRACK_GAIN"] == f"{-18 - told.lufs:+.2f} dB"
    assert float(tags["REPLAYGAIN_TRACK_PEAK"]) == pytest.approx(10 ** (told.true_peak_dbtp / 20), abs=1e-5)


def test_the_same_article_at_another_loudness_is_not_voiced_again(tmp_path: Path, cache: Path) -> None:
    made_as_loud_as("podcast", tmp_path / "one", cache=cache)
    assert made_as_loud_as("-20", tmp_path / "one", cache=cache).fresh == 0


@pytest.mark.parametrize("text", ["loud", "", "-60", "3", "nan"])
def test_a_loudness_nobody_could_listen_to_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="loudness") as raised:
        target_of(text)
    assert raised.value.hint.startswith("--loudness ")


class Soft(tone.Voice):
    """The tone voice, 12 dB softer than it is."""

    def fingerprint(self) -> str:
        return f"soft {super().fingerprint()}"

    def speak(self, text: str) -> Sound:
        sound = super().speak(text)
        return replace(sound, data=(np.frombuffer(sound.data, "<i2") // 4).astype("<i2").tobytes())


def test_a_voice_that_takes_over_is_made_as_loud_as_the_first_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = record(
        script_of(("تقول الجملة الأولى شيئا طويلا بعض الطول.",)), tone.Voice(tone.Options()), store
    )
    script = script_of((), ("تقول الجملة الثانية شيئا آخر طويلا بعض الطول.",))
    mine = {item.id for item in script.segments[-1].utterances}
    second = record(replace(script, segments=script.segments[-1:]), Soft(tone.Options()), store)
    whole = first.joined(second)
    assert set(whole.gains) == mine
    (gain,) = set(whole.gains.values())
    assert 20 * math.log10(gain) == pytest.approx(12, abs=1)
    name = next(iter(mine))
    louder = np.frombuffer(whole.clip(name).pcm, "<i2").astype(float)
    softer = np.frombuffer(second.clip(name).pcm, "<i2").astype(float)
    assert np.abs(louder - softer * gain).max() <= 0.51


def test_clips_measured_one_by_one_are_as_loud_as_the_whole(cache: Path, tmp_path: Path) -> None:
    made = made_as_loud_as("none", tmp_path / "made", cache=cache, seed="dialogue.txt")
    master = np.concatenate([np.frombuffer(block, "<i2") for block in pcm_blocks(made.folder / "master.wav")])
    rate = made.briefing.rate
    louder = made_as_loud_as("-20", tmp_path / "louder", cache=cache, seed="dialogue.txt")
    assert louder.briefing.gain_db == pytest.approx(-20 - level_of(master, rate).lufs, abs=0.1)


@pytest.mark.parametrize(
    ("rate", "kbps"),
    [(22_050, kbps) for kbps in BITRATES[0b10] if kbps >= 32]
    + [(44_100, kbps) for kbps in BITRATES[0b11] if kbps >= 48],
)
def test_what_lame_takes_away_is_given_back(rate: int, kbps: int, tmp_path: Path) -> None:
    at = np.arange(2 * rate) / rate
    sine = (9_000 * np.sin(2 * np.pi * 700 * at)).astype("<i2")
    path = tmp_path / "sine.mp3"
    with path.open("wb") as target:
        encode([sine.tobytes()], target, rate=rate, bitrate_kbps=kbps)
    heard = decoded(path)[DELAY + rate // 2 :][:rate].astype(float)
    meant = sine[rate // 2 :][:rate].astype(float)
    assert 20 * math.log10(np.sqrt((heard**2).mean() / (meant**2).mean())) == pytest.approx(0, abs=0.03)


def test_a_sound_at_full_scale_is_encoded_without_clipping(tmp_path: Path) -> None:
    at = np.arange(44_100) / 22_050
    sine = (32_767 * np.sin(2 * np.pi * 300 * at)).astype("<i2")
    path = tmp_path / "sine.mp3"
    with path.open("wb") as target:
        encode([sine.tobytes()], target, rate=22_050)
    spectrum = np.abs(np.fft.rfft(decoded(path)[DELAY + 8_000 :][:22_050].astype(float)))
    assert spectrum[900] < spectrum[300] / 1_000, "no third harmonic, as clipping would make"
